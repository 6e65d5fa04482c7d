#include "check/rule.h"

#include "base/map.h"
#include "check/fix_remove.h"
#include "check/label.h"

static void check_list(struct check *check, const struct field *field, const struct node *list)
{
    struct map seen;
    map_init(&seen, check->arena);
    map_reserve(&seen, node_length(list));
    const struct node *previous = NULL;
    for (const struct node *item = node_children(list); item; previous = item, item = item->next) {
        const struct node *first = node_is_scalar(item) ? map_put_new(&seen, node_text(item), item) : NULL;
        if (!first)
            continue;
        struct finding *finding =
            finding_at(check, item, "%s in %s", quote_node(check, item), field_label(check, field));
        finding_relate(check, finding, first, "first listed here");
        if (list->kind != NODE_ALIAS)
            fix_remove_item(check, finding, item, previous, check->rule->advice);
    }
}

static void on_field(struct check *check, const struct field *field)
{
    check_list(check, field, field->required_list);
    static const enum keyword_id dependent[] = {KEYWORD_DEPENDENT_REQUIRED, KEYWORD_DEPENDENCIES};
    for (size_t i = 0; i < sizeof dependent / sizeof *dependent; i++) {
        const struct keyword_use *use = field_keyword(field, dependent[i]);
        for (const struct node *list = use ? node_children(use->value) : NULL; list; list = list->next)
            if (node_is_sequence(list))
                check_list(check, field, list);
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
    .keywords =
        (const unsigned char[]){KEYWORD_REQUIRED, KEYWORD_DEPENDENT_REQUIRED, KEYWORD_DEPENDENCIES, KEYWORD_COUNT},
    .on_field = on_field,
};
