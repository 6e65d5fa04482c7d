#include "check/place_of_data.h"
#include "check/rule.h"

/* Storage has a rule of its own; media types such as `application/json` are not listed. */
static void on_server(struct check *check, const struct server *server)
{
    struct str format = str_trim(server->format.value);
    bool is_known = str_index(format, '/') < format.len || server_knows(server_formats, format);
    if (server->role == SERVER_STORAGE || !format.len || is_known || server_is_template(format))
        return;
    struct finding *finding = finding_at(check, server->format.node, "%s", quote(check, server->format.value));
    finding_suggest(check, finding, format, server_formats);
}

const struct rule rule_port_format_unsupported = {
    .id = "port-format-unsupported",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "the format of a port is unknown",
    .why = "Consumers choose their reader by the format. One that nobody knows is either misspelt or cannot be read.",
    .advice = "write `avro`, `protobuf`, `json`, `parquet` or another format that readers know",
    .on_server = on_server,
};
