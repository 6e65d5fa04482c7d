#include "base/buf.h"
#include "check/contradiction.h"
#include "check/quality_test.h"
#include "check/rule.h"
#include "check/schema_of.h"
#include "check/schema_parts.h"
#include "yaml/node_make.h"

enum { REFUSED_MAX = 10 /* told of one test */ };

static const unsigned numeric = JSON_TYPE_NUMBER | JSON_TYPE_INTEGER;

/* The schema of a tested field; NULL when it does not say what its author means, which others tell. */
static const struct schema *tested_schema(struct check *check, const struct field *field)
{
    const struct schema *schema = schema_of(check, field);
    if (!schema || schema_values_of(check, schema)->answer == SCHEMA_NO)
        return NULL;
    struct schema_parts parts = schema_parts_of(schema);
    for (size_t i = 0; i < parts.count; i++)
        if (schema_is_doubtful(check, parts.at[i]))
            return NULL;
    return schema;
}

/* not_null */

/* The type of a branch of anyOf or oneOf that is null; NULL: none. */
static const struct node *null_branch(const struct schema_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->at[i]->types != JSON_TYPE_ANY && (list->at[i]->types & JSON_TYPE_NULL))
            return list->at[i]->type;
    return NULL;
}

static const struct node *null_in(const struct schema *schema)
{
    if (schema->types != JSON_TYPE_ANY)
        return schema->types & JSON_TYPE_NULL ? schema->type : NULL;
    const struct node *any = schema->logic ? null_branch(&schema->logic->any_of) : NULL;
    return any || !schema->logic ? any : null_branch(&schema->logic->one_of);
}

/* The place that says a value may be null; node NULL when none does or another rules it out. */
static struct site null_site(struct check *check, const struct field *field)
{
    static const struct schema null = {.types = JSON_TYPE_NULL};
    struct site site = {NULL, field->at.use};
    if (str_is(field->extra->nullable.value, "true"))
        site.node = field->extra->nullable.node;
    else if (field->types & JSON_TYPE_NULL)
        site.node = field->type.node;
    const struct schema *schema = schema_of(check, field);
    struct schema_parts parts = schema_parts_of(schema);
    for (size_t i = 0; i < parts.count && !site.node; i++)
        site.node = null_in(parts.at[i]);
    if (site.node && schema && schema_ask(check, schema, &null, NULL).answer == SCHEMA_NO)
        site.node = NULL;
    return site;
}

/* The object that a path of a test leads through last. */
static const struct field *container_of(const struct dataset *dataset, struct str path)
{
    size_t dot = path.len;
    while (dot > 0 && path.at[dot - 1] != '.')
        dot--;
    const struct field *outer = dot ? dataset_field(dataset, str_slice(path, 0, dot - 1)) : NULL;
    return outer ? outer : dataset->root;
}

/* Whether an object may lack a property, whatever its branches and references demand. */
static bool may_lack(struct check *check, const struct field *container, struct str name)
{
    const struct schema *schema = schema_of(check, container);
    if (!schema)
        return false;
    bool is_simple = !schema->logic && !schema->reference.node && !schema->dynamic_reference.node &&
                     !(schema->objects && schema->objects->dependency_count);
    if (is_simple)
        return true;
    const struct node *names[] = {node_make_string(check->arena, name)};
    const struct schema_objects objects = {.required = {.node = names[0], .at = names, .count = 1}};
    const struct schema object = {.types = JSON_TYPE_OBJECT}, has_it = {.types = JSON_TYPE_ANY, .objects = &objects};
    return schema_ask(check, schema, &object, &has_it).answer == SCHEMA_YES;
}

/* The list of required properties that does not name the field; node NULL when there is none, or another does. */
static struct site required_site(struct check *check, const struct dataset *dataset, const struct field *field,
                                 struct str path)
{
    const struct field *parent = field->parent;
    struct site site = {NULL, NULL};
    if (field->role != FIELD_PROPERTY || !parent || parent->has_bad_required || field->required_by)
        return site;
    const struct field *container = container_of(dataset, path);
    struct schema_parts parts = schema_parts_of(schema_of(check, container));
    site = (struct site){parent->required_list, parent->at.use};
    for (size_t i = 0; i < parts.count && !site.node; i++)
        site.node = parts.at[i]->objects ? parts.at[i]->objects->required.node : NULL;
    if (site.node && !may_lack(check, container, field->name.value))
        site.node = NULL;
    return site;
}

static struct site missing_site(struct check *check, const struct dataset *dataset, const struct field *field,
                                struct str path)
{
    if (dataset->form == DATASET_JSON_SCHEMA)
        return required_site(check, dataset, field, path);
    return (struct site){str_is(field->required.value, "false") ? field->required.node : NULL, field->at.use};
}

static void check_not_null_field(struct check *check, const struct dataset *dataset, const struct item *item,
                                 const struct field *field)
{
    struct str path = item->text.value;
    const struct site test = {item->text.node, item->at.use};
    const struct site null = null_site(check, field);
    const struct site missing = null.node ? null : missing_site(check, dataset, field, path);
    if (null.node) {
        struct finding *finding = finding_contradiction(
            check, null, test, "%s must not be null, but the schema allows null", quote(check, path));
        finding_help(check, finding, "take null out of the schema, or remove the test");
    } else if (missing.node) {
        struct finding *finding = finding_contradiction(
            check, missing, test, "%s must not be null, but the schema leaves it optional", quote(check, path));
        finding_help(check, finding, "make it `required` in the schema, or remove the test");
    }
}

static void check_not_null(struct check *check, const struct quality *test, const struct dataset *dataset)
{
    for (const struct item *item = test->fields.first; item; item = item->at.next) {
        const struct field *field = text_has_value(item->text) ? dataset_field(dataset, item->text.value) : NULL;
        if (field)
            check_not_null_field(check, dataset, item, field);
    }
}

/* accepted_values */

/* Lists of values are compared with those of an enum by enum-mismatch-quality. */
static bool has_enum(const struct field *field)
{
    const struct field *listed = field->enumeration ? field : field->referenced;
    return listed && node_children(listed->enumeration);
}

/* A type that refuses one value refuses its neighbours too, which is one mistake. */
static void check_values(struct check *check, const struct quality *test, const struct field *field)
{
    const struct node *list = node_find(test->arguments, "values");
    const struct schema *schema = node_is_sequence(list) && !has_enum(field) ? tested_schema(check, field) : NULL;
    bool is_type_told = false;
    unsigned told = 0;
    for (const struct node *item = schema ? node_children(list) : NULL; item && told < REFUSED_MAX; item = item->next) {
        const struct schema_cause *cause = node_is_null(item) ? NULL : schema_mistakes(check, schema, item, 1);
        bool is_type = cause && strcmp(cause->keyword, "type") == 0;
        if (!cause || (is_type && is_type_told))
            continue;
        finding_of_cause(check, cause, NULL);
        is_type_told = is_type_told || is_type;
        told++;
    }
}

/* accepted_range */

struct tested_range {
    struct schema schema; /* of the numbers that pass */
    struct schema_numbers numbers;
};

static struct schema_bound read_bound(struct check *check, const struct quality *test, const char *name)
{
    struct schema_bound bound = {.node = node_find(test->arguments, name)};
    if (!node_is_scalar(bound.node) || !number_parse_yaml(check->arena, node_text(bound.node), &bound.value))
        bound.node = NULL;
    return bound;
}

/* False when it bounds nothing or leaves nothing, which others tell. */
static bool read_range(struct check *check, const struct quality *test, struct tested_range *range)
{
    struct schema_bound low = read_bound(check, test, "min_value"), high = read_bound(check, test, "max_value");
    bool is_open = str_is_caseless(node_text(node_find(test->arguments, "inclusive")), "false");
    *range = (struct tested_range){.schema = {.types = numeric, .type = low.node ? low.node : high.node}};
    if (is_open)
        range->numbers = (struct schema_numbers){.exclusive_minimum = low, .exclusive_maximum = high};
    else
        range->numbers = (struct schema_numbers){.minimum = low, .maximum = high};
    if (!low.node || !high.node)
        return low.node || high.node;
    int order = number_compare(low.value, high.value);
    return order < 0 || (order == 0 && !is_open);
}

static void report_range(struct check *check, const struct field *field, const struct node *tested,
                         const struct node *promised, const char *name)
{
    finding_contradiction(check, (struct site){promised, field->at.use}, (struct site){tested, check->use},
                          "`%s` is %s, and `%s` in the schema is %s", name, quote_node(check, tested),
                          text_print(check->arena, "%.*s", STR_ARG(node_key(promised))), quote_node(check, promised));
}

/* Whether numbers may be written as text. */
static bool takes_text(const struct schema *schema)
{
    struct schema_parts parts = schema_parts_of(schema);
    bool has_shape = false;
    unsigned types = JSON_TYPE_ANY;
    for (size_t i = 0; i < parts.count; i++) {
        types &= parts.at[i]->types;
        has_shape = has_shape || parts.at[i]->format_node || parts.at[i]->strings;
    }
    return (types & JSON_TYPE_STRING) && has_shape;
}

/* Whether no value of the field can pass the test; tells why. */
static bool check_common(struct check *check, const struct quality *test, const struct field *field,
                         const struct schema *schema, const struct tested_range *range)
{
    const struct schema number = {.types = numeric};
    struct satisfaction values = schema_ask(check, schema, &range->schema, NULL);
    if (values.answer != SCHEMA_NO)
        return false;
    struct site site = {range->schema.type, check->use};
    if (schema_ask(check, schema, &number, NULL).answer == SCHEMA_NO) {
        struct schema_parts parts = schema_parts_of(schema);
        const struct node *type = NULL;
        for (size_t i = 0; i < parts.count && !type; i++)
            type = parts.at[i]->types & numeric ? NULL : parts.at[i]->type;
        if (type && !takes_text(schema))
            finding_contradiction(check, (struct site){type, field->at.use}, site,
                                  "a range of numbers, `type` in the schema is %s", quote_node(check, type));
        return true;
    }
    for (int i = 0; i < 2; i++) {
        const struct node *tested = values.conflict[i], *promised = values.conflict[1 - i];
        bool is_tested = tested && node_resolve(tested)->parent == node_resolve(test->arguments);
        if (is_tested && promised && promised->key) {
            report_range(check, field, tested, promised, text_print(check->arena, "%.*s", STR_ARG(node_key(tested))));
            return true;
        }
    }
    finding_at(check, site.node, "no value that the schema of %s allows is in the range",
               quote(check, ((const struct item *)test->fields.first)->text.value));
    return true;
}

/* The sharpest bound of the schema at one end; node NULL when it has none. */
static struct schema_bound promised_bound(const struct schema *schema, bool is_low)
{
    struct schema_bound sharpest = {.node = NULL};
    struct schema_parts parts = schema_parts_of(schema);
    for (size_t i = 0; i < parts.count; i++) {
        const struct schema_numbers *numbers = parts.at[i]->numbers;
        for (int j = 0; numbers && j < 2; j++) {
            const struct schema_bound *bound = is_low ? j ? &numbers->exclusive_minimum : &numbers->minimum
                                               : j    ? &numbers->exclusive_maximum
                                                      : &numbers->maximum;
            if (bound->node && (!sharpest.node || (number_compare(bound->value, sharpest.value) > 0) == is_low))
                sharpest = *bound;
        }
    }
    return sharpest;
}

/* A test that refuses what the schema promises to allow; one that lets more pass does not matter. */
static void check_end(struct check *check, const struct field *field, const struct schema *schema,
                      const struct tested_range *range, bool is_low)
{
    const struct schema number = {.types = numeric};
    struct schema_numbers end = {.minimum = {.node = NULL}};
    if (is_low) {
        end.minimum = range->numbers.minimum;
        end.exclusive_minimum = range->numbers.exclusive_minimum;
    } else {
        end.maximum = range->numbers.maximum;
        end.exclusive_maximum = range->numbers.exclusive_maximum;
    }
    struct schema tested = {.types = numeric, .numbers = &end};
    struct schema_bound bound = promised_bound(&tested, is_low), promise = promised_bound(schema, is_low);
    if (!bound.node || !promise.node)
        return;
    int order = number_compare(bound.value, promise.value);
    if (order != 0 && (order < 0) == is_low)
        return;
    if (schema_ask(check, schema, &number, &tested).answer == SCHEMA_YES)
        report_range(check, field, bound.node, promise.node, is_low ? "min_value" : "max_value");
}

static void check_range(struct check *check, const struct quality *test, const struct field *field)
{
    struct tested_range range;
    const struct schema *schema = read_range(check, test, &range) ? tested_schema(check, field) : NULL;
    if (!schema)
        return;
    range.schema.numbers = &range.numbers;
    if (check_common(check, test, field, schema, &range))
        return;
    check_end(check, field, schema, &range, true);
    check_end(check, field, schema, &range, false);
}

/* relationships: of a product with itself, such as that of an employee to the manager. */
static void check_relationship(struct check *check, const struct quality *test, const struct dataset *dataset,
                               const struct field *field)
{
    const struct node *other = node_find(test->arguments, "to_field");
    if (!str_equal(node_text(node_find(test->arguments, "to")), check->contract->name.value) || !node_is_scalar(other))
        return;
    const struct field *target = dataset_field(dataset, node_text(other));
    const struct schema *from = target ? tested_schema(check, field) : NULL;
    const struct schema *to = from ? tested_schema(check, target) : NULL;
    if (to && schema_ask(check, from, to, NULL).answer == SCHEMA_NO)
        finding_contradiction(check, (struct site){target->at.node, target->at.use}, (struct site){other, check->use},
                              "no value of %s is one of %s", quote(check, field->name.value),
                              quote(check, target->name.value));
}

static void on_quality(struct check *check, const struct quality *test)
{
    const struct dataset *dataset = check->contract->datasets.first;
    const struct item *item = test->fields.first;
    const struct field *field =
        dataset && item && text_has_value(item->text) ? dataset_field(dataset, item->text.value) : NULL;
    switch (test_kind_of(test)) {
    case TEST_NOT_NULL:
        if (dataset)
            check_not_null(check, test, dataset);
        break;
    case TEST_ACCEPTED_VALUES:
        if (field)
            check_values(check, test, field);
        break;
    case TEST_ACCEPTED_RANGE:
        if (field)
            check_range(check, test, field);
        break;
    case TEST_RELATIONSHIPS:
        if (field)
            check_relationship(check, test, dataset, field);
        break;
    default: break;
    }
}

const struct rule rule_quality_contradicts_schema = {
    .id = "quality-contradicts-schema",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a quality test and the schema do not agree",
    .why = "What the schema allows and the test refuses surprises the producer; what only the test allows can never "
           "occur. One of them is wrong.",
    .advice = "make the schema and the test say the same",
    .dialects = IN_DATA_PRODUCT | IN_DOMAINS,
    .on_quality = on_quality,
};
