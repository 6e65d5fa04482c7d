#include "contract/dbt.h"
#include "contract/quality_list.h"

#include <stddef.h>

#define QUALITY(member) offsetof(struct quality_entry, quality.member)
#define DETAIL(member)  offsetof(struct quality_entry, details.member)

/* The lists that an entry joins. */
struct checks {
    struct list *checks, *relationships;
};

/* Means what dbt says of the test by that name, of all records: with a condition it is a check like others. */
static enum quality_meaning meaning_of(const struct quality *check)
{
    static const struct {
        const char *name;
        enum quality_meaning meaning;
    } tests[] = {
        {"not_null", QUALITY_NOT_NULL},
        {"unique", QUALITY_UNIQUE},
        {"accepted_values", QUALITY_ONE_OF},
        {"relationships", QUALITY_REFERENCE},
        {"primary_key", QUALITY_KEY},
        {"foreign_key", QUALITY_REFERENCE},
        {"dbt_utils.unique_combination_of_columns", QUALITY_UNIQUE},
        {"dbt_expectations.expect_compound_columns_to_be_unique", QUALITY_UNIQUE},
    };
    for (size_t i = 0; i < sizeof tests / sizeof *tests && !text_has_value(check->details->where); i++)
        if (str_is(check->test.value, tests[i].name))
            return tests[i].meaning == QUALITY_ONE_OF && !check->values ? QUALITY_CHECK : tests[i].meaning;
    return QUALITY_CHECK;
}

static void add_items(struct reader *reader, struct list *list, const struct node *value)
{
    if (value && !node_is_mapping(value))
        reader_items(reader, list, value);
}

static void add_relationship(struct reader *reader, struct list *list, const struct quality *check,
                             const struct node *arguments)
{
    const struct node *fields = node_find(arguments, "field");
    struct relationship *relationship = reader_append(reader, list, sizeof *relationship, check->at.node);
    if (reader->is_full)
        return;
    relationship->type = check->test;
    relationship->from = check->fields;
    add_items(reader, &relationship->to, node_find(arguments, "to"));
    add_items(reader, &relationship->to_fields, fields ? fields : node_find(arguments, "to_columns"));
}

static void finish(struct reader *reader, const struct checks *lists, struct quality *check)
{
    check->meaning = meaning_of(check);
    const struct node *inner = node_find(check->arguments, "arguments");
    if (check->meaning == QUALITY_REFERENCE)
        add_relationship(reader, lists->relationships, check, node_is_mapping(inner) ? inner : check->arguments);
}

/* Tests: a name, or a mapping of a name to arguments. */

static const struct key test_config_keys[] = {
    {"enabled", VALUE_SCALAR},
    {"error_if", VALUE_SCALAR},
    {"severity", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DETAIL(severity)},
    {"warn_if", VALUE_SCALAR},
    {"where", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DETAIL(where)},
    {NULL},
};

static const struct shape shape_test_config = {"`config` of a test", test_config_keys, .is_open = true};

static void read_bound(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    struct quality_bound *bound = reader_append(reader, &((struct quality *)object)->bounds, sizeof *bound, value);
    bound->comparison = (enum comparison)key->tag;
    bound->value = text_of(value);
    if (!str_is(node_text(node_find(value->parent, "inclusive")), "false"))
        return;
    bound->comparison = bound->comparison == COMPARE_LESS_EQUAL ? COMPARE_LESS : COMPARE_GREATER;
}

/* Of the built-in tests and those of dbt_utils and dbt_expectations that say it in words of their own. */
static const struct key test_keys[] = {
    {"arguments", VALUE_MAPPING},
    {"column_list", VALUE_SCALAR | VALUE_LIST, .fill = FILL_ITEMS, .offset = QUALITY(fields)},
    {"column_name", VALUE_SCALAR, .fill = FILL_ITEMS, .offset = QUALITY(fields)},
    {"combination_of_columns", VALUE_SCALAR | VALUE_LIST, .fill = FILL_ITEMS, .offset = QUALITY(fields)},
    {"config", VALUE_MAPPING, .fill = FILL_SAME, .shape = &shape_test_config},
    {"description", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DETAIL(description)},
    {"expression", VALUE_SCALAR, .fill = FILL_NODE, .offset = QUALITY(body)},
    {"max_value", VALUE_SCALAR, .fill = FILL_READ, .tag = COMPARE_LESS_EQUAL, .read = read_bound},
    {"min_value", VALUE_SCALAR, .fill = FILL_READ, .tag = COMPARE_GREATER_EQUAL, .read = read_bound},
    {"name", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DETAIL(name)},
    {"regex", VALUE_SCALAR, .fill = FILL_NODE, .offset = QUALITY(body)},
    {"row_condition", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DETAIL(where)},
    {"severity", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DETAIL(severity)},
    {"values", VALUE_LIST, .fill = FILL_NODE, .offset = QUALITY(values)},
    {"where", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DETAIL(where)},
    {NULL},
};

static const struct shape shape_test = {"a test", test_keys, .is_open = true};

static void read_arguments(struct reader *reader, struct quality *check, const struct node *mapping)
{
    if (!node_is_mapping(mapping))
        return;
    const struct use *before = reader_enter(reader, mapping);
    shape_read(reader, &shape_test, mapping, check);
    reader_leave(reader, before);
}

/* The test of `- accepted_values: {…}`, beside which its name and configuration may stand, or of `- test_name: …`. */
static void read_named_test(struct reader *reader, struct quality *check, const struct node *entry)
{
    static const char *const others[] = {"arguments", "config", "description", "name", NULL};
    const struct node *named = node_find(entry, "test_name");
    check->test = text_of(named);
    check->arguments = entry;
    for (const struct node *child = node_children(entry); child && !named; child = child->next) {
        if (str_is_one_of(node_key(child), others))
            continue;
        named = child;
        check->test = (struct text){.value = node_key(child), .node = child};
        check->arguments = child;
    }
    read_arguments(reader, check, entry);
    if (check->arguments != entry)
        read_arguments(reader, check, check->arguments);
    read_arguments(reader, check, node_find(check->arguments, "arguments"));
}

void dbt_read_tests(struct reader *reader, struct list *checks, struct list *relationships, const struct node *value)
{
    const struct checks lists = {checks, relationships};
    const struct use *outer = reader_enter(reader, value);
    for (const struct node *entry = node_children(value); entry && !reader->is_full; entry = entry->next) {
        if (!reader_check_kind(reader, entry, VALUE_STRING | VALUE_MAPPING, "test"))
            continue;
        const struct use *before = reader_enter(reader, entry);
        struct quality *check = quality_add(reader, checks, entry);
        if (!reader->is_full && node_is_mapping(entry))
            read_named_test(reader, check, entry);
        else
            check->test = text_of(entry);
        if (!reader->is_full)
            finish(reader, &lists, check);
        reader_leave(reader, before);
    }
    reader_leave(reader, outer);
}

/* Constraints. */

static const struct key constraint_keys[] = {
    {"columns", VALUE_SCALAR | VALUE_LIST, .fill = FILL_ITEMS, .offset = QUALITY(fields)},
    {"expression", VALUE_SCALAR, .fill = FILL_NODE, .offset = QUALITY(body)},
    {"name", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DETAIL(name)},
    {"to", VALUE_SCALAR},
    {"to_columns", VALUE_SCALAR | VALUE_LIST},
    {"type", VALUE_SCALAR, .fill = FILL_TEXT, .offset = QUALITY(test)},
    {"warn_unenforced", VALUE_SCALAR},
    {"warn_unsupported", VALUE_SCALAR},
    {NULL},
};

static const struct shape shape_constraint = {"a constraint", constraint_keys, .is_open = true};

static void read_constraint(struct reader *reader, void *object, const struct node *item)
{
    const struct checks *lists = object;
    struct quality *check = quality_add(reader, lists->checks, item);
    if (reader->is_full)
        return;
    check->is_constraint = true;
    check->arguments = item;
    shape_read(reader, &shape_constraint, item, check);
    finish(reader, lists, check);
}

void dbt_read_constraints(struct reader *reader, struct list *checks, struct list *relationships,
                          const struct node *value)
{
    struct checks lists = {checks, relationships};
    reader_each_mapping(reader, value, "constraint", &lists, read_constraint);
}
