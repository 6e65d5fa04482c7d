#include "check/place_of_data.h"
#include "check/rule.h"

static bool is_registered(const struct contract *contract)
{
    for (const struct dataset *dataset = contract->datasets.first; dataset; dataset = dataset->at.next)
        if (text_has_value(dataset->registry) || text_is_wrong_kind(dataset->registry))
            return true;
    return false;
}

static void on_server(struct check *check, const struct server *server)
{
    bool has_registry = text_has_value(server->schema_registry) || text_is_wrong_kind(server->schema_registry);
    bool is_stream = server_is_stream(server->type.value) || str_is(server->key.value, "stream");
    if (!server_is_output(server) || !is_stream || has_registry || is_registered(check->contract))
        return;
    finding_missing(check, server->at.node, "neither `schemaRegistry` at the port nor `schema.registry`");
}

const struct rule rule_port_schema_unregistered = {
    .id = "port-schema-unregistered",
    .severity = SEVERITY_OFF,
    .since = "0.1.0",
    .summary = "the schema of a stream is not registered",
    .why = "Without a registry nothing stops a producer from sending what no consumer can read.",
    .advice = "add `schemaRegistry` to the port",
    .is_about_absence = true,
    .on_server = on_server,
};
