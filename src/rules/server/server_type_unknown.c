#include "check/place_of_data.h"
#include "check/rule.h"

/* Ports and endpoints have a rule of their own. */
static void on_server(struct check *check, const struct server *server)
{
    bool is_other = server->role == SERVER_STORAGE || server->role == SERVER_DECLARED;
    struct str type = str_trim(server->type.value);
    if (!is_other || !type.len || server_is_template(type) || server_knows(server_types, type))
        return;
    struct finding *finding = finding_at(check, server->type.node, "%s", quote(check, server->type.value));
    finding_suggest(check, finding, type, server_types);
}

const struct rule rule_server_type_unknown = {
    .id = "server-type-unknown",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "the type of a server or store is unknown",
    .why = "Platforms choose the driver by the type. One that nobody knows is misspelt or cannot be opened.",
    .advice = "write `s3`, `delta-lake`, `postgresql` or what else holds the data",
    .on_server = on_server,
};
