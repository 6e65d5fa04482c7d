#include "check/rule.h"

#include "base/distance.h"
#include "check/label.h"
#include "check/listing.h"
#include "check/schema_of.h"

/* Whether the definitions are there, but misspelt or of a wrong kind, which is told there. */
static bool are_definitions_broken(const struct field *root)
{
    static const enum keyword_id ids[] = {KEYWORD_DEFS, KEYWORD_DEFINITIONS};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        const struct keyword_use *use = field_keyword(root, ids[i]);
        if (use && (use->is_misspelt || !(node_is_mapping(use->value) || node_is_null(use->value))))
            return true;
    }
    return false;
}

/* Whether a reference leads to a field in whose place there is no schema, which is told there. */
static bool is_told_there(const struct field *field)
{
    const struct node *target = field->referenced ? node_resolve(field->referenced->at.node) : NULL;
    return target && !node_is_mapping(target) && target->type != SCALAR_BOOL;
}

/* The last name in a reference: `place` of `#/$defs/place`, `#place` and `place`. */
static struct str name_in(struct str reference)
{
    size_t start = reference.len;
    while (start > 0 && reference.at[start - 1] != '/' && reference.at[start - 1] != '#')
        start--;
    return str_slice(reference, start, reference.len);
}

enum { NAMES_MAX = 1000 /* that are compared with the one that is lost */ };

/* What is meant may be a definition or property with nearly that name. */
static bool suggest(struct check *check, struct finding *finding, const struct field *root, struct str reference)
{
    if (root->fields.count > NAMES_MAX || (check->listing && check->listing->is_full))
        return false;
    struct distance_search nearest = distance_search_start(name_in(reference));
    for (const struct field *inner = root->fields.first; inner; inner = inner->at.next)
        if (inner->role == FIELD_DEFINITION || inner->role == FIELD_PROPERTY)
            distance_search_offer(&nearest, inner->name.value);
    const struct field *meant = root->fields.first;
    while (meant && !(nearest.found.at && str_equal(meant->name.value, nearest.found)))
        meant = meant->at.next;
    if (!meant)
        return false;
    struct str keyword = node_key(meant->at.node->parent);
    finding_help(check, finding, "did you mean `#/%.*s/%.*s`?", STR_ARG(keyword), STR_ARG(nearest.found));
    return true;
}

/* Whether it is a name alone, and that of a definition: taken literally it would be a file next to the contract. */
static bool is_name_of_definition(const struct field *root, struct str reference)
{
    if (str_index(reference, '#') < reference.len || str_index(reference, '.') < reference.len)
        return false;
    for (const struct field *inner = root->fields.first; inner; inner = inner->at.next)
        if (inner->role == FIELD_DEFINITION && str_equal(inner->name.value, reference))
            return true;
    return false;
}

static void help(struct check *check, struct finding *finding, const struct field *field, const struct schema *schema,
                 struct str reference)
{
    const struct field *root = field->dataset->root;
    bool is_fragment = str_starts(reference, "#");
    bool is_of_other =
        is_fragment && schema && schema->resource && schema->resource->root != node_resolve(root->at.node);
    if (is_of_other)
        finding_help(check, finding,
                     "`#` is the nearest schema around it that has an `$id`; name another one by its `$id`");
    else if (!suggest(check, finding, root, reference) && is_fragment && reference.len > 1 && reference.at[1] != '/')
        finding_help(check, finding, "give the schema that is meant `$anchor: %.*s`, or refer to `#/$defs/…`",
                     STR_ARG(name_in(reference)));
}

static void check_reference(struct check *check, const struct field *field, enum keyword_id id)
{
    const struct keyword_use *use = field_keyword(field, id);
    if (!use || use->is_misspelt || node_is_blank(use->value) || is_told_there(field))
        return;
    const struct schema *schema = schema_of(check, field);
    bool is_lost = schema && schema->resource ? schema_reference_is_lost(check, use->value)
                                              : id == KEYWORD_REF && field->reference_state == REFERENCE_UNRESOLVED;
    bool is_elsewhere = id == KEYWORD_REF && schema && schema->reference.node && !schema->reference.target;
    if (!is_lost && !(is_elsewhere && is_name_of_definition(field->dataset->root, node_text(use->value))))
        return;
    struct finding *finding =
        finding_at(check, use->value, "%s of %s", quote_node(check, use->value), field_label(check, field));
    help(check, finding, field, schema, node_text(use->value));
}

static void on_field(struct check *check, const struct field *field)
{
    if (are_definitions_broken(field->dataset->root))
        return;
    check_reference(check, field, KEYWORD_REF);
    check_reference(check, field, KEYWORD_DYNAMIC_REF);
    check_reference(check, field, KEYWORD_RECURSIVE_REF);
}

const struct rule rule_schema_reference_unresolved = {
    .id = "schema-reference-unresolved",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a reference leads nowhere",
    .why = "What the reference should say about the field is missing, and validators refuse the whole schema.",
    .advice = "`#` is the `schema:` mapping: `#/$defs/address` is a definition in it",
    .is_about_absence = true,
    .keywords = (const unsigned char[]){KEYWORD_REF, KEYWORD_DYNAMIC_REF, KEYWORD_RECURSIVE_REF, KEYWORD_COUNT},
    .on_field = on_field,
};
