#include "base/map.h"
#include "check/rule.h"

/* An input and an output may share a name. */
static void on_contract(struct check *check, const struct contract *contract)
{
    struct map inputs, outputs;
    map_init(&inputs, check->arena);
    map_init(&outputs, check->arena);
    for (struct server *server = contract->servers.first; server; server = server->at.next) {
        bool is_port = server->role == SERVER_INPUT_PORT || server->role == SERVER_OUTPUT_PORT;
        if (!is_port || !text_has_value(server->name))
            continue;
        struct map *seen = server->role == SERVER_INPUT_PORT ? &inputs : &outputs;
        const struct server *first = map_put_new(seen, str_trim(server->name.value), server);
        if (!first)
            continue;
        check->use = server->at.use;
        struct finding *finding = finding_at(check, server->name.node, "%s", quote(check, server->name.value));
        finding_relate(check, finding, first->name.node, "first used here");
    }
}

const struct rule rule_port_name_duplicate = {
    .id = "port-name-duplicate",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "two ports have the same name",
    .why = "Readers and pipelines refer to a port by its name; with two of them each tool picks another one.",
    .advice = "give the ports different names",
    .on_contract = on_contract,
};
