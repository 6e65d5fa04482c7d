#include "check/place_of_data.h"
#include "check/rule.h"

static bool has_output(const struct contract *contract)
{
    for (const struct server *server = contract->servers.first; server; server = server->at.next)
        if (server_is_output(server))
            return true;
    return false;
}

static const struct node *written_ports(const struct node *root)
{
    const struct node *ports = node_find(root, "outputPorts");
    return ports ? ports : node_find(root, "output_ports");
}

static void on_contract(struct check *check, const struct contract *contract)
{
    const struct node *ports = written_ports(check->document->root);
    bool is_empty = node_is_null(ports) || (node_is_sequence(ports) && !node_children(ports));
    if (has_output(contract) || (ports && !is_empty))
        return;
    if (ports)
        finding_at_key(check, ports, "`outputPorts` is empty");
    else
        finding_missing(check, check->document->root, "neither `outputPorts` nor `endpoints`");
}

const struct rule rule_port_missing = {
    .id = "port-missing",
    .severity = SEVERITY_INFO,
    .since = "0.1.0",
    .summary = "the product has no output port",
    .why = "A contract that does not say where the data is read leaves every consumer to ask.",
    .advice = "add `outputPorts:` with a name, a type and a location",
    .dialects = IN_DATA_PRODUCT,
    .is_about_absence = true,
    .on_contract = on_contract,
};
