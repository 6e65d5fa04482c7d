#include "check/rule.h"

#include "base/distance.h"
#include "base/map.h"
#include "check/label.h"

enum { SUGGESTIONS = 8 /* of one object, so that the search stays linear */ };

/* Whether every name that this object can have is listed. */
static bool are_names_known(const struct field *field)
{
    return field->required_list && !field->has_open_names && !field->is_type_bad && !field_says_more(field) &&
           !field_is_part(field) && field_has_inner(field) && field_keyword(field, KEYWORD_PROPERTIES);
}

static void suggest(struct check *check, struct finding *finding, const struct field *field, struct str name)
{
    struct distance_search nearest = distance_search_start(name);
    for (const struct field *inner = field->fields.first; inner; inner = inner->at.next)
        if (inner->role == FIELD_PROPERTY)
            distance_search_offer(&nearest, inner->name.value);
    if (nearest.found.at)
        finding_help(check, finding, "did you mean %s?", quote(check, nearest.found));
}

static void on_field(struct check *check, const struct field *field)
{
    struct map reported;
    map_init(&reported, check->arena);
    if (!are_names_known(field))
        return;
    for (const struct node *item = node_children(field->required_list); item; item = item->next) {
        if (!node_is_scalar(item) || node_resolve(item)->type != SCALAR_STRING || field_find(field, node_text(item)) ||
            map_put_new(&reported, node_text(item), check))
            continue;
        struct finding *finding =
            finding_at(check, item, "%s in %s", quote_node(check, item), field_label(check, field));
        if (reported.count <= SUGGESTIONS)
            suggest(check, finding, field, node_text(item));
    }
}

const struct rule rule_schema_required_unknown = {
    .id = "schema-required-unknown",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a required property does not exist",
    .why = "No record has it, so every record is rejected; or it was renamed in one place only.",
    .advice = "name a property of this object, or add the property",
    .is_about_absence = true,
    .keywords = (const unsigned char[]){KEYWORD_REQUIRED, KEYWORD_COUNT},
    .on_field = on_field,
};
