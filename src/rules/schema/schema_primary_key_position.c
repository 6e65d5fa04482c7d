#include "check/rule.h"

#include "base/map.h"
#include "base/number.h"
#include "check/label.h"

static bool is_key(const struct field *field)
{
    return str_is(field->primary_key.value, "true");
}

/* The position of a column of the key; false when it has none or it is no whole number, which others report. */
static bool position_of(struct check *check, const struct field *field, struct number *number)
{
    return text_has_value(field->extra->primary_key_position) &&
           number_parse_yaml(check->arena, field->extra->primary_key_position.value, number) &&
           number_is_integer(*number);
}

static void check_position(struct check *check, const struct field *field, struct number number, int64_t count,
                           struct map *seen)
{
    const struct node *node = field->extra->primary_key_position.node;
    const struct field **slot = arena_alloc(check->arena, sizeof *slot);
    *slot = field;
    if (!is_key(field)) {
        finding_at(check, node, "%s has position %s and no `primaryKey: true`", field_label(check, field),
                   quote_node(check, node));
        return;
    }
    const struct field **first = map_put_new(seen, number_print(check->arena, number), slot);
    if (first) {
        struct finding *finding = finding_at(check, node, "%s and %s have position %s", field_label(check, *first),
                                             field_label(check, field), quote_node(check, node));
        finding_relate(check, finding, (*first)->extra->primary_key_position.node, "first used here");
    } else if (number_sign(number) <= 0) {
        finding_at(check, node, "%s has position %s, the first is 1", field_label(check, field),
                   quote_node(check, node));
    } else if (!check->document->tree->is_partial && number_compare(number, number_of(check->arena, count)) > 0) {
        finding_at(check, node, "%s has position %s and the key has %lld column%s", field_label(check, field),
                   quote_node(check, node), (long long)count, count == 1 ? "" : "s");
    }
}

static void on_dataset(struct check *check, const struct dataset *dataset)
{
    if (dataset->form != DATASET_FIELDS || !dataset->root)
        return;
    struct map seen;
    struct number number;
    int64_t count = 0;
    map_init(&seen, check->arena);
    for (const struct field *field = dataset->root->fields.first; field; field = field->at.next)
        count += is_key(field);
    for (const struct field *field = dataset->root->fields.first; field; field = field->at.next)
        if (position_of(check, field, &number))
            check_position(check, field, number, count, &seen);
}

const struct rule rule_schema_primary_key_position = {
    .id = "schema-primary-key-position",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "the positions of the primary key are no 1, 2, 3 …",
    .why = "Tools build the key in the order of these positions; a wrong one gives another key or none.",
    .advice = "number the columns of the key from 1 without gaps",
    .on_dataset = on_dataset,
};
