#include "contract/quality_list.h"

#include "base/number.h"

#include <stddef.h>

#define QUALITY(member) offsetof(struct quality_entry, quality.member)
#define DETAIL(member)  offsetof(struct quality_entry, details.member)

struct quality *quality_add(struct reader *reader, struct list *list, const struct node *node)
{
    struct quality_entry *entry = reader_append(reader, list, sizeof *entry, node);
    entry->quality.details = &entry->details;
    return &entry->quality;
}

static void read_bound(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    struct quality *check = object;
    struct quality_bound *bound = reader_append(reader, &check->bounds, sizeof *bound, value);
    bound->comparison = (enum comparison)key->tag;
    bound->value = text_of(value);
    const struct node *low = node_children(value);
    if (!node_is_sequence(value) || !low)
        return;
    bound->value = text_of(low);
    bound->upper = text_of(low->next);
}

/* `metric` is what it is called since 3.1, `rule` was before. */
static void read_rule(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)reader;
    (void)key;
    struct quality *check = object;
    if (!text_is_present(check->test))
        check->test = text_of(value);
}

static void read_arguments(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    struct quality *check = object;
    check->arguments = value;
    const struct node *fields = node_find(value, "properties");
    if (fields)
        reader_items(reader, &check->fields, fields);
    const struct node *values = node_find(value, "validValues");
    if (values)
        check->values = values;
}

#define BOUND(name, kinds, comparison)                                                                                 \
    {                                                                                                                  \
        name, kinds, .fill = FILL_READ, .tag = comparison, .read = read_bound                                          \
    }

static const struct key check_keys[] = {
    {"arguments", VALUE_MAPPING, .fill = FILL_READ, .read = read_arguments},
    {"authoritativeDefinitions", VALUE_LIST},
    {"businessImpact", VALUE_STRING},
    {"code", VALUE_SCALAR, .fill = FILL_NODE, .offset = QUALITY(body)},
    {"column", VALUE_SCALAR, .fill = FILL_ITEMS, .offset = QUALITY(fields)},
    {"columns", VALUE_SCALAR | VALUE_LIST, .fill = FILL_ITEMS, .offset = QUALITY(fields)},
    {"customProperties", VALUE_LIST},
    {"description", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DETAIL(description)},
    {"dialect", VALUE_SCALAR},
    {"dimension", VALUE_SCALAR},
    {"engine", VALUE_SCALAR},
    {"id", VALUE_SCALAR},
    {"implementation", VALUE_ANY, .fill = FILL_NODE, .offset = QUALITY(body)},
    {"method", VALUE_SCALAR},
    {"metric", VALUE_SCALAR, .fill = FILL_TEXT, .offset = QUALITY(test)},
    BOUND("mustBe", VALUE_SCALAR, COMPARE_EQUAL),
    BOUND("mustBeBetween", VALUE_LIST, COMPARE_BETWEEN),
    BOUND("mustBeGreaterOrEqualTo", VALUE_SCALAR, COMPARE_GREATER_EQUAL),
    BOUND("mustBeGreaterThan", VALUE_SCALAR, COMPARE_GREATER),
    BOUND("mustBeGreaterThanOrEqualTo", VALUE_SCALAR, COMPARE_GREATER_EQUAL),
    BOUND("mustBeLessOrEqualTo", VALUE_SCALAR, COMPARE_LESS_EQUAL),
    BOUND("mustBeLessThan", VALUE_SCALAR, COMPARE_LESS),
    BOUND("mustBeLessThanOrEqualTo", VALUE_SCALAR, COMPARE_LESS_EQUAL),
    BOUND("mustNotBe", VALUE_SCALAR, COMPARE_NOT_EQUAL),
    BOUND("mustNotBeBetween", VALUE_LIST, COMPARE_NOT_BETWEEN),
    {"name", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DETAIL(name)},
    {"query", VALUE_SCALAR, .fill = FILL_NODE, .offset = QUALITY(body)},
    {"rule", VALUE_SCALAR, .fill = FILL_READ, .read = read_rule},
    {"schedule", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DETAIL(schedule)},
    {"scheduler", VALUE_SCALAR},
    {"severity", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DETAIL(severity)},
    {"specification", VALUE_ANY, .fill = FILL_NODE, .offset = QUALITY(body)},
    {"tags", VALUE_LIST},
    {"type", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DETAIL(type)},
    {"unit", VALUE_SCALAR, .fill = FILL_TEXT, .offset = DETAIL(unit)},
    {"validValues", VALUE_LIST, .fill = FILL_NODE, .offset = QUALITY(values)},
    {NULL},
};

static const struct shape shape_check = {"a quality check", check_keys, .is_open = true};

static bool must_be_zero(struct reader *reader, const struct quality *check)
{
    const struct quality_bound *bound = check->bounds.first;
    struct number number;
    return check->bounds.count == 1 && bound->comparison == COMPARE_EQUAL &&
           (number_parse_yaml(reader->arena, bound->value.value, &number) ||
            number_parse_percent(reader->arena, bound->value.value, &number)) &&
           number_is_zero(number);
}

static enum quality_meaning meaning_of(struct reader *reader, const struct quality *check)
{
    static const struct {
        const char *name;
        enum quality_meaning meaning;
        bool needs_no_number;
    } metrics[] = {
        {"nullValues", QUALITY_NOT_NULL, false},    {"nullCheck", QUALITY_NOT_NULL, true},
        {"duplicateValues", QUALITY_UNIQUE, false}, {"duplicateCount", QUALITY_UNIQUE, false},
        {"invalidValues", QUALITY_ONE_OF, false},   {"validValues", QUALITY_ONE_OF, true},
    };
    for (size_t i = 0; i < sizeof metrics / sizeof *metrics; i++) {
        if (!str_is(check->test.value, metrics[i].name))
            continue;
        bool says_enough = must_be_zero(reader, check) || (metrics[i].needs_no_number && !check->bounds.count);
        bool says_values = check->values && !node_find(check->arguments, "pattern");
        bool is_meant = says_enough && (metrics[i].meaning != QUALITY_ONE_OF || says_values);
        return is_meant ? metrics[i].meaning : QUALITY_CHECK;
    }
    return QUALITY_CHECK;
}

static void read_check(struct reader *reader, void *object, const struct node *item)
{
    struct quality *check = quality_add(reader, object, item);
    if (reader->is_full)
        return;
    shape_read(reader, &shape_check, item, check);
    check->meaning = meaning_of(reader, check);
}

void quality_read_list(struct reader *reader, struct list *list, const struct node *value)
{
    if (!node_is_mapping(value)) {
        reader_each_mapping(reader, value, "quality check", list, read_check);
        return;
    }
    const struct use *before = reader_enter(reader, value);
    read_check(reader, list, value);
    reader_leave(reader, before);
}
