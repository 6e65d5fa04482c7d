#include "check/rule.h"

#include "check/facets.h"
#include "check/label.h"
#include "check/schema_of.h"
#include "contract/type.h"

static bool is_number(const struct node *target)
{
    return target->type == SCALAR_INT || target->type == SCALAR_FLOAT;
}

/* A number that JSON has: .inf and .nan are none. */
static bool is_finite(struct check *check, const struct node *target, struct number *number)
{
    return is_number(target) && number_parse_yaml(check->arena, target->text, number);
}

/* What is due where a scalar of another kind stands; NULL when it is of the right one. */
static const char *due(struct check *check, const struct field *field, enum keyword_kind kind,
                       const struct node *target)
{
    struct number number;
    switch (kind) {
    case KEYWORD_IS_STRING: return target->type == SCALAR_STRING ? NULL : "a string";
    case KEYWORD_IS_BOOLEAN: return target->type == SCALAR_BOOL ? NULL : "true or false";
    case KEYWORD_IS_NUMBER: return is_finite(check, target, &number) ? NULL : "a number";
    case KEYWORD_IS_COUNT:
        return is_finite(check, target, &number) && number_is_integer(number) ? NULL : "a whole number";
    case KEYWORD_IS_REQUIRED:
        if (field->dataset->form == DATASET_JSON_SCHEMA)
            return "a list of names";
        return target->type == SCALAR_BOOL ? NULL : "true or false";
    default: return NULL;
    }
}

static void help_number(struct check *check, struct finding *finding, const struct node *target, const char *wanted)
{
    struct number number;
    if (target->style != STYLE_PLAIN && number_parse(check->arena, target->text, &number))
        finding_help(check, finding, "write it without quotes");
    else
        finding_help(check, finding, "write %s", wanted);
}

/* Draft 4 said `exclusiveMinimum: true` beside `minimum`. */
static void help_exclusive(struct check *check, struct finding *finding, const struct keyword *keyword,
                           const struct node *target)
{
    const char *inclusive = keyword->id == KEYWORD_EXCLUSIVE_MINIMUM ? "minimum" : "maximum";
    const struct node *bound = node_resolve(node_find(target->parent, inclusive));
    struct number number;
    if (!bound || !is_finite(check, bound, &number))
        finding_help(check, finding, "write the bound itself, `%s: 100`", keyword->name);
    else if (str_is_caseless(target->text, "true"))
        finding_help(check, finding, "draft 4 said it so; write `%s: %.*s` in place of `%s`", keyword->name,
                     STR_ARG(bound->text), inclusive);
    else
        finding_help(check, finding, "remove it: `%s` alone is inclusive", inclusive);
}

static void help(struct check *check, struct finding *finding, const struct keyword *keyword, const struct node *target,
                 const char *wanted)
{
    static const char *const yes[] = {"yes", "Yes", "y", "on", "true", "True", "1", NULL};
    static const char *const no[] = {"no", "No", "n", "off", "false", "False", "0", NULL};
    bool is_exclusive = keyword->id == KEYWORD_EXCLUSIVE_MAXIMUM || keyword->id == KEYWORD_EXCLUSIVE_MINIMUM;
    if (keyword->kind == KEYWORD_IS_STRING && target->style == STYLE_PLAIN)
        finding_help(check, finding, "quote it");
    else if (is_exclusive && target->type == SCALAR_BOOL)
        help_exclusive(check, finding, keyword, target);
    else if (keyword->kind != KEYWORD_IS_BOOLEAN && keyword->kind != KEYWORD_IS_REQUIRED)
        help_number(check, finding, target, wanted);
    else if (str_is_one_of(target->text, yes))
        finding_help(check, finding, "write `true`");
    else if (str_is_one_of(target->text, no))
        finding_help(check, finding, "write `false`");
    else
        finding_help(check, finding, "write %s", wanted);
}

static void report(struct check *check, const struct field *field, const struct keyword_use *use, const char *wanted)
{
    const struct node *target = node_resolve(use->value);
    bool is_list_due = use->keyword->kind == KEYWORD_IS_REQUIRED && field->dataset->form == DATASET_JSON_SCHEMA;
    bool is_text = target->style != STYLE_PLAIN && !is_list_due;
    struct finding *finding =
        finding_at(check, use->value, "`%s` of %s is %s%s where %s is due", use->keyword->name,
                   field_label(check, field), is_text ? "the text " : "", quote_node(check, use->value), wanted);
    static const char *const words[] = {"yes", "no", "true", "false", NULL};
    if (is_list_due && (target->type == SCALAR_BOOL || str_is_one_of(target->text, words)))
        finding_help(check, finding, "list %s in the `required` of the object around it", field_label(check, field));
    else if (is_list_due)
        finding_help(check, finding, "write a list: `[…]`");
    else
        help(check, finding, use->keyword, target, wanted);
}

static void check_list_of_names(struct check *check, const struct field *field, const struct node *list,
                                const char *keyword)
{
    for (const struct node *item = node_children(list); item; item = item->next) {
        const struct node *target = node_resolve(item);
        bool is_scalar = target && target->kind == NODE_SCALAR && !node_is_null(target);
        if (is_scalar && target->type == SCALAR_STRING)
            continue;
        struct finding *finding = finding_at(check, item, "`%s` of %s holds %s where a name is due", keyword,
                                             field_label(check, field), quote_node(check, item));
        finding_help(check, finding, is_scalar ? "quote it" : "write the name of a property");
    }
}

static void check_names(struct check *check, const struct field *field)
{
    if (field->dataset->form == DATASET_FIELDS) {
        struct finding *finding =
            finding_at(check, field->required_list, "`required` of %s is a list where true or false is due",
                       field_label(check, field));
        finding_help(check, finding, "write `true` or `false` at each field");
        return;
    }
    check_list_of_names(check, field, field->required_list, "required");
}

/* Its own kind, and in `dependencies` that of what is no list, are told with those of the other mappings. */
static void check_dependent_names(struct check *check, const struct field *field, enum keyword_id id)
{
    const struct keyword_use *use = field_keyword(field, id);
    const struct node *lists = use && !use->is_misspelt && node_is_mapping(use->value) ? use->value : NULL;
    for (const struct node *list = node_children(lists); list; list = list->next) {
        if (node_is_sequence(list)) {
            check_list_of_names(check, field, list, keyword_of(id)->name);
        } else if (id == KEYWORD_DEPENDENT_REQUIRED) {
            struct finding *finding =
                finding_at(check, list, "`dependentRequired` of %s holds %s where a list of names is due",
                           field_label(check, field), quote_node(check, list));
            finding_help(check, finding, "write a list: `[…]`");
        }
    }
}

/* A type that a list names twice, which the metaschemas rule out. */
static void check_types(struct check *check, const struct field *field)
{
    const struct node *item = node_is_sequence(field->type.node) ? node_children(field->type.node) : NULL;
    for (unsigned seen = 0; item; item = item->next) {
        unsigned bits = node_is_null(item) ? 0 : type_bits(node_text(item), KEYWORD_IN_SCHEMA);
        if (seen & bits) {
            struct finding *finding = finding_at(check, item, "`type` of %s names %s twice", field_label(check, field),
                                                 quote_node(check, item));
            finding_help(check, finding, "remove one of them");
        }
        seen |= bits;
    }
}

/* A list of schemas without any, which the metaschemas rule out. */
static void check_empty_list(struct check *check, const struct field *field, const struct keyword_use *use)
{
    if (use->is_misspelt || !node_is_sequence(use->value) || node_children(use->value))
        return;
    struct finding *finding =
        finding_at(check, use->value, "`%s` of %s is an empty list where at least one schema is due",
                   use->keyword->name, field_label(check, field));
    finding_help(check, finding, "add a schema, or remove `%s`", use->keyword->name);
}

static bool holds_schemas(const struct node *list)
{
    for (const struct node *item = node_children(list); item; item = item->next)
        if (!node_is_mapping(item) && !(node_is_scalar(item) && node_resolve(item)->type == SCALAR_BOOL))
            return false;
    return true;
}

/* A list for the first items, as drafts before 2020-12 have it; of one that holds something else, that is told. */
static void check_items(struct check *check, const struct field *field)
{
    const struct keyword_use *use = field_keyword(field, KEYWORD_ITEMS);
    bool is_list = use && !use->is_misspelt && node_is_sequence(use->value) && holds_schemas(use->value);
    const struct schema *schema =
        is_list && field->dataset->form == DATASET_JSON_SCHEMA ? schema_of(check, field) : NULL;
    if (!schema || !schema->resource || schema->resource->draft != SCHEMA_DRAFT_2020_12)
        return;
    struct finding *finding =
        finding_at(check, use->value, "`items` of %s is a list where draft 2020-12 has one schema for all",
                   field_label(check, field));
    finding_help(check, finding,
                 "name it `prefixItems`, and `additionalItems` beside it `items`; or let `$schema` be "
                 "`http://json-schema.org/draft-07/schema#`");
}

static void on_field(struct check *check, const struct field *field)
{
    if (field->is_type_bad)
        return;
    for (const struct keyword_use *use = field->keywords; use; use = use->next) {
        const struct node *target = node_resolve(use->value);
        bool is_judged_elsewhere = !use->keyword || use->keyword->id == KEYWORD_CLASSIFICATION;
        if (!is_judged_elsewhere && use->keyword->kind == KEYWORD_IS_SCHEMAS)
            check_empty_list(check, field, use);
        if (is_judged_elsewhere || !target || target->kind != NODE_SCALAR)
            continue;
        const char *wanted = due(check, field, use->keyword->kind, target);
        if (!wanted || node_is_null(target) || str_is_blank(target->text))
            continue;
        if (use->keyword->id == KEYWORD_REQUIRED || facets_apply(field, use->keyword))
            report(check, field, use, wanted);
    }
    if (field->required_list)
        check_names(check, field);
    check_dependent_names(check, field, KEYWORD_DEPENDENT_REQUIRED);
    check_dependent_names(check, field, KEYWORD_DEPENDENCIES);
    check_types(check, field);
    check_items(check, field);
}

const struct rule rule_schema_keyword_kind = {
    .id = "schema-keyword-kind",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "a keyword has a value of the wrong kind",
    .why = "A validator refuses the whole schema, or skips the keyword without a word.",
    .advice = "write a value of the kind that the keyword takes",
    .on_field = on_field,
};
