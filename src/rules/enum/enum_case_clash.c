#include "check/rule.h"

#include "base/map.h"

static void report(struct check *check, const struct node *item, const struct node *first)
{
    struct finding *finding = finding_at(check, item, "%s and %s", quote_node(check, first), quote_node(check, item));
    finding_relate(check, finding, first, "the other spelling");
}

static void on_field(struct check *check, const struct field *field)
{
    struct map seen;
    map_init(&seen, check->arena);
    map_reserve(&seen, node_length(field->enumeration));
    for (const struct node *item = node_children(field->enumeration); item; item = item->next) {
        const struct node *target = node_resolve(item);
        if (!target || target->kind != NODE_SCALAR || target->type != SCALAR_STRING || !target->text.len)
            continue;
        const struct node *first = map_put_new(&seen, str_lower(check->arena, target->text), item);
        if (first && !str_equal(node_text(first), target->text))
            report(check, item, first);
    }
}

const struct rule rule_enum_case_clash = {
    .id = "enum-case-clash",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "enum values differ in letter case only",
    .why =
        "Somebody will write one and filter by the other. Mostly the same value was added twice by different people.",
    .advice = "keep one spelling",
    .keywords = (const unsigned char[]){KEYWORD_ENUM, KEYWORD_COUNT},
    .on_field = on_field,
};
