#include "check/place_of_data.h"
#include "check/rule.h"

static void on_server(struct check *check, const struct server *server)
{
    bool is_port = server->role == SERVER_INPUT_PORT || server_is_output(server);
    if (!is_port || !text_has_value(server->type) || server_knows(server_types, str_trim(server->type.value)))
        return;
    struct finding *finding = finding_at(check, server->type.node, "%s", quote(check, server->type.value));
    finding_suggest(check, finding, server->type.value, server_types);
}

const struct rule rule_port_type_unknown = {
    .id = "port-type-unknown",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "the type of a port is unknown",
    .why = "Readers and platforms choose their client by the type of the port.",
    .advice = "write `kafka`, `rest`, `sql`, `file` or what else readers connect to",
    .on_server = on_server,
};
