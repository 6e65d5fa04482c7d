#include "check/rule.h"

/* `name`, `domain.name`, `domain/name` or the id. */
static bool is_product(const struct contract *contract, struct str name)
{
    struct str domain = contract->domain.value;
    name = str_trim(name);
    if (!name.len)
        return false;
    if (str_equal(name, contract->name.value) || str_equal(name, contract->id.value))
        return true;
    bool has_domain = domain.len && name.len > domain.len + 1 && str_equal(str_slice(name, 0, domain.len), domain) &&
                      strchr("./:", name.at[domain.len]);
    return has_domain && str_equal(str_slice(name, domain.len + 1, name.len), contract->name.value);
}

static void on_lineage(struct check *check, const struct lineage *edge)
{
    if (is_product(check->contract, edge->name.value))
        finding_at(check, edge->name.node, "%s is the product itself", quote(check, edge->name.value));
}

static void on_server(struct check *check, const struct server *server)
{
    if (server->role == SERVER_INPUT_PORT && is_product(check->contract, server->source.value))
        finding_at(check, server->source.node, "%s is the product itself", quote(check, server->source.value));
}

const struct rule rule_lineage_self_reference = {
    .id = "lineage-self-reference",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a product is its own source or consumer",
    .why = "Lineage answers where data comes from and who is hit by a change. A loop answers neither and stops the "
           "tools that follow it.",
    .advice = "name the product that is meant",
    .on_lineage = on_lineage,
    .on_server = on_server,
};
