#include "check/rule.h"

#include "base/buf.h"
#include "base/map.h"
#include "check/label.h"
#include "check/schema_of.h"

static struct str key_of(const struct node *const *node)
{
    return (struct str){(const char *)node, sizeof *node};
}

/* The fields that have references, by their mappings. */
static struct map fields_of(struct check *check, const struct dataset *dataset)
{
    struct map fields;
    map_init(&fields, check->arena);
    for (const struct field_entry *entry = dataset->fields.first; entry; entry = entry->at.next) {
        const struct node *mapping = node_resolve(entry->field->at.node);
        if (node_is_mapping(mapping))
            map_put_new(&fields, str_copy(check->arena, key_of(&mapping)), entry->field);
    }
    return fields;
}

static struct finding *report_endless(struct check *check, const struct schema_circle *circle, const char *label)
{
    const char *over = circle->count == 1   ? ""
                       : circle->count == 2 ? " over another reference"
                                            : text_print(check->arena, " over %zu other references", circle->count - 1);
    struct finding *finding =
        finding_at(check, circle->first, "%s of %s leads back to itself%s, into no property or item on the way",
                   quote_node(check, circle->first), label, over);
    finding_help(check, finding, "refer to another schema; one may hold itself inside `properties` or `items` only");
    return finding;
}

static struct finding *report_bottomless(struct check *check, const struct schema_circle *circle, const char *label)
{
    struct finding *finding =
        finding_at(check, circle->first, "%s of %s needs a value inside every value, without an end",
                   quote_node(check, circle->first), label);
    bool is_required = node_is_scalar(circle->demand) && !circle->demand->key;
    if (is_required)
        finding_help(check, finding, "let it end: remove %s from `required`, or allow null in its place",
                     quote_node(check, circle->demand));
    else
        finding_help(check, finding, "let it end: allow an empty list or object, or null");
    finding_relate(check, finding, circle->demand, is_required ? "required here" : "asked for here");
    return finding;
}

static void report(struct check *check, const struct map *fields, const struct schema_circle *circle)
{
    const struct field *field = map_get(fields, key_of(&(const struct node *){circle->first->parent}));
    const struct use *outer = check->use;
    check->use = field ? field->at.use : outer;
    const char *label = field ? field_label(check, field) : "a schema";
    struct finding *finding =
        circle->demand ? report_bottomless(check, circle, label) : report_endless(check, circle, label);
    if (circle->closing != circle->first)
        finding_relate(check, finding, circle->closing, "comes back here");
    check->use = outer;
}

static void on_dataset(struct check *check, const struct dataset *dataset)
{
    const struct schema_circle *circle =
        dataset->form == DATASET_JSON_SCHEMA ? schema_circles_of(check, dataset) : NULL;
    if (!circle)
        return;
    struct map fields = fields_of(check, dataset);
    for (; circle; circle = circle->next)
        report(check, &fields, circle);
}

const struct rule rule_schema_reference_cycle = {
    .id = "schema-reference-cycle",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "references go in a circle",
    .why = "The circle has no way out: a validator never ends, or no finite record can satisfy the schema.",
    .advice = "break the circle: make one property optional, or add a branch that ends",
    .on_dataset = on_dataset,
};
