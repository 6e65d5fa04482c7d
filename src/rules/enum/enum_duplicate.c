#include "check/rule.h"

#include "base/map.h"
#include "check/fix_remove.h"
#include "yaml/equal.h"

static void report(struct check *check, const struct field *field, const struct node *item, const struct node *first,
                   const struct node *previous)
{
    struct finding *finding = finding_at(check, item, "%s", quote_node(check, item));
    finding_relate(check, finding, first, "first listed here");
    if (field->enumeration->kind != NODE_ALIAS)
        fix_remove_item(check, finding, item, previous, check->rule->advice);
}

static void on_field(struct check *check, const struct field *field)
{
    struct map seen;
    map_init(&seen, check->arena);
    map_reserve(&seen, node_length(field->enumeration));
    const struct node *previous = NULL;
    for (const struct node *item = node_children(field->enumeration); item; previous = item, item = item->next) {
        struct str key;
        if (!json_key_of(check->arena, item, &key))
            continue;
        const struct node *first = map_put_new(&seen, key, item);
        if (first)
            report(check, field, item, first, previous);
    }
}

const struct rule rule_enum_duplicate = {
    .id = "enum-duplicate",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "an enum lists a value twice",
    .why =
        "JSON Schema demands distinct values; a repeated one is mostly a slip for another value that is now missing.",
    .advice = "remove the later one",
    .is_fixable = true,
    .keywords = (const unsigned char[]){KEYWORD_ENUM, KEYWORD_COUNT},
    .on_field = on_field,
};
