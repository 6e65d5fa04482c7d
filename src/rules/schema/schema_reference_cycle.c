#include "check/rule.h"

#include "base/map.h"
#include "check/label.h"

enum { LENGTH_MAX = 1000 /* of a circle that is looked through for its first reference */ };

enum color { WHITE, GRAY, BLACK };

/* What the search knows of a field. */
struct visit {
    const struct field *field;
    enum color color;
    const struct field *child; /* that is looked at next, among field->fields */
    bool is_reference_done;
    struct visit *from;
};

static struct str id_of(const struct visit *visit)
{
    return (struct str){(const char *)&visit->field, sizeof visit->field};
}

/* Whether every record that has `field` must satisfy `inner` too. */
static bool is_must(const struct field *field, const struct field *inner)
{
    if (inner->role == FIELD_BRANCH)
        return str_is(node_key(inner->at.node->parent), "allOf");
    return inner->role == FIELD_PROPERTY && inner->required_by && field->types == JSON_TYPE_OBJECT;
}

/* The next schema that holds for the same record; NULL when all were looked at. */
static const struct field *next_must(struct visit *visit)
{
    if (!visit->is_reference_done) {
        visit->is_reference_done = true;
        if (visit->field->referenced)
            return visit->field->referenced;
    }
    while (visit->child) {
        const struct field *child = visit->child;
        visit->child = child->at.next;
        if (is_must(visit->field, child))
            return child;
    }
    return NULL;
}

static struct visit *visit_of(struct check *check, struct map *visits, const struct field *field)
{
    struct visit *visit = arena_new(check->arena, struct visit);
    visit->field = field;
    struct visit *known = map_put_new(visits, id_of(visit), visit);
    if (known)
        return known;
    visit->child = field->fields.first;
    return visit;
}

/* The circle from `end` back to where it began: reported at its reference that stands first in the file. */
static void report(struct check *check, const struct visit *end, const struct visit *begin)
{
    const struct field *first = NULL;
    const struct use *outer = check->use;
    unsigned length = 0;
    for (const struct visit *at = end; at && length < LENGTH_MAX; at = at == begin ? NULL : at->from) {
        length++;
        bool is_earlier = at->field->referenced &&
                          (!first || at->field->reference.node->span.start < first->reference.node->span.start);
        if (is_earlier)
            first = at->field;
    }
    if (!first)
        return;
    check->use = first->at.use;
    finding_at(check, first->reference.node, "%s of %s comes back to itself%s", quote(check, first->reference.value),
               field_label(check, first), length > 1 ? " over other schemas" : "");
    check->use = outer;
}

static void search(struct check *check, struct map *visits, const struct field *start)
{
    struct visit *at = visit_of(check, visits, start);
    if (at->color != WHITE)
        return;
    at->color = GRAY;
    while (at) {
        const struct field *next = next_must(at);
        if (!next) {
            at->color = BLACK;
            at = at->from;
            continue;
        }
        struct visit *visit = visit_of(check, visits, next);
        if (visit->color == GRAY)
            report(check, at, visit);
        if (visit->color != WHITE)
            continue;
        visit->color = GRAY;
        visit->from = at;
        at = visit;
    }
}

static void on_dataset(struct check *check, const struct dataset *dataset)
{
    struct map visits;
    map_init(&visits, check->arena);
    for (const struct field_entry *entry = dataset->fields.first; entry; entry = entry->at.next)
        if (entry->field->referenced)
            search(check, &visits, entry->field);
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
