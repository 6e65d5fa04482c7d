#include "check/rule.h"

#include "base/map.h"
#include "check/fix_remove.h"
#include "check/label.h"

static void on_field(struct check *check, const struct field *field)
{
    struct map seen;
    map_init(&seen, check->arena);
    map_reserve(&seen, node_length(field->required_list));
    const struct node *previous = NULL;
    for (const struct node *item = node_children(field->required_list); item; previous = item, item = item->next) {
        const struct node *first = node_is_scalar(item) ? map_put_new(&seen, node_text(item), item) : NULL;
        if (!first)
            continue;
        struct finding *finding =
            finding_at(check, item, "%s in %s", quote_node(check, item), field_label(check, field));
        finding_relate(check, finding, first, "first listed here");
        if (field->required_list->kind != NODE_ALIAS)
            fix_remove_item(check, finding, item, previous, check->rule->advice);
    }
}

const struct rule rule_schema_required_duplicate = {
    .id = "schema-required-duplicate",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a property is required twice",
    .why = "JSON Schema demands distinct names; the repeated one is often a slip for another that is now optional.",
    .advice = "remove the later one",
    .is_fixable = true,
    .keywords = (const unsigned char[]){KEYWORD_REQUIRED, KEYWORD_COUNT},
    .on_field = on_field,
};
