#include "contract/product.h"

/* quality.tests: `not_null: field` and other one-word forms, or {type: …, columns: …}. */

static void read_test_fields(struct reader *reader, struct quality *test)
{
    static const char *const field_keys[] = {"columns", "column", "fields", "field", NULL};
    if (!node_is_mapping(test->arguments)) {
        static const char *const named[] = {"not_null", "unique", "not-null", NULL};
        if (str_is_one_of(test->test.value, named))
            reader_items(reader, &test->fields, test->arguments);
        return;
    }
    const struct use *before = reader_enter(reader, test->arguments);
    for (const char *const *key = field_keys; *key; key++) {
        const struct node *fields = node_find(test->arguments, *key);
        if (fields && !node_is_mapping(fields))
            reader_items(reader, &test->fields, fields);
    }
    reader_leave(reader, before);
}

static struct quality *add_test(struct reader *reader, struct contract *contract, const struct node *entry)
{
    struct quality *test = reader_append(reader, &contract->quality.tests, sizeof *test, entry);
    test->details = &quality_details_none;
    return test;
}

static void read_short_forms(struct reader *reader, struct contract *contract, const struct node *entry)
{
    static const char *const notes[] = {"name", "description", "severity", "enforced", "threshold", "schedule", "where",
                                        "tags", "config",      "field",    "fields",   "column",    "columns",  NULL};
    size_t before = contract->quality.tests.count;
    for (const struct node *value = node_children(entry); value; value = value->next) {
        if (str_is_one_of(node_key(value), notes) || str_starts(node_key(value), "x-"))
            continue;
        struct quality *test = add_test(reader, contract, entry);
        test->test = (struct text){.value = node_key(value), .node = value};
        test->arguments = value;
        read_test_fields(reader, test);
    }
    if (contract->quality.tests.count == before)
        add_test(reader, contract, entry);
}

static void read_test(struct reader *reader, struct contract *contract, const struct node *entry)
{
    const struct node *type = node_find(entry, "type");
    if (node_is_mapping(entry) && !type) {
        read_short_forms(reader, contract, entry);
        return;
    }
    struct quality *test = add_test(reader, contract, entry);
    if (type && !reader_check_kind(reader, type, VALUE_STRING, "type"))
        test->test = (struct text){.node = type};
    else
        test->test = text_of(type ? type : entry);
    if (!type)
        return;
    test->is_typed = true;
    test->arguments = entry;
    read_test_fields(reader, test);
}

static void read_tests(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    struct contract *contract = object;
    contract->quality.tests_node = value;
    const struct use *outer = reader_enter(reader, value);
    for (const struct node *entry = node_children(value); entry; entry = entry->next) {
        if (!reader_check_kind(reader, entry, VALUE_MAPPING | VALUE_STRING, key->name))
            continue;
        const struct use *before = reader_enter(reader, entry);
        read_test(reader, contract, entry);
        reader_leave(reader, before);
    }
    reader_leave(reader, outer);
}

static void read_measures(struct reader *reader, struct list *list, const char *noun, const struct node *value)
{
    const struct use *before = reader_enter(reader, value);
    for (const struct node *child = node_children(value); child; child = child->next) {
        struct measure *measure = reader_append(reader, list, sizeof *measure, child);
        measure->dimension = (struct text){.value = node_key(child), .node = child};
        if (reader_check_kind(reader, child, VALUE_SCALAR, noun))
            measure->value = text_of(child);
    }
    reader_leave(reader, before);
}

static void read_thresholds(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    struct quality_plan *quality = &((struct contract *)object)->quality;
    quality->thresholds_node = value;
    read_measures(reader, &quality->thresholds, "threshold", value);
}

static void read_weights(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    struct quality_plan *quality = &((struct contract *)object)->quality;
    quality->weights_node = value;
    read_measures(reader, &quality->weights, "weight", value);
}

static const struct key quality_keys[] = {
    {"tests", VALUE_LIST, .fill = FILL_READ, .read = read_tests},
    {"thresholds", VALUE_MAPPING, .fill = FILL_READ, .read = read_thresholds},
    {"weights", VALUE_MAPPING, .fill = FILL_READ, .read = read_weights},
    {NULL},
};

static const struct shape shape_quality = {
    "`quality`",
    quality_keys,
    .look_alikes =
        (const struct look_alike[]){
            {"checks", "tests"}, {"rules", "tests"}, {"expectations", "tests"}, {"limits", "thresholds"}, {NULL, NULL}},
};

void product_read_quality(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    struct contract *contract = object;
    contract->quality.at.node = value;
    const struct use *before = reader_enter(reader, value);
    contract->quality.at.use = reader->use;
    shape_read(reader, &shape_quality, value, contract);
    reader_leave(reader, before);
}
