#include "base/buf.h"
#include "base/map.h"
#include "check/rule.h"

static struct str key_of(struct check *check, const struct lineage *edge)
{
    struct str name = str_trim(edge->name.value), type = str_trim(edge->type.value);
    return str_of(text_print(check->arena, "%.*s\n%.*s", STR_ARG(type), STR_ARG(name)));
}

/* Edges that name fields may differ in these. */
static void check_edges(struct check *check, const struct list *edges)
{
    struct map seen;
    map_init(&seen, check->arena);
    for (struct lineage *edge = edges->first; edge; edge = edge->at.next) {
        if (!text_has_value(edge->name) || edge->fields.count)
            continue;
        const struct lineage *first = map_put_new(&seen, key_of(check, edge), edge);
        if (!first)
            continue;
        check->use = edge->at.use;
        struct finding *finding = finding_at(check, edge->name.node, "%s", quote(check, edge->name.value));
        finding_relate(check, finding, first->name.node, "first written here");
    }
}

static void on_contract(struct check *check, const struct contract *contract)
{
    check_edges(check, &contract->upstream);
    check_edges(check, &contract->downstream);
}

const struct rule rule_lineage_duplicate = {
    .id = "lineage-duplicate",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "lineage names the same product twice",
    .why = "The second one adds nothing; most often another product was meant, and that one is now missing.",
    .advice = "remove it, or name the product that is meant",
    .on_contract = on_contract,
};
