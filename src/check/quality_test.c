#include "check/quality_test.h"

#include "base/distance.h"

const char *const test_names[] = {"not_null",       "unique",        "freshness", "accepted_values",
                                  "accepted_range", "relationships", "row_count", NULL};

const char *const test_notes[] = {"name",     "description", "severity", "enforced", "threshold",
                                  "schedule", "where",       "tags",     "config",   NULL};

const char *const weight_dimensions[] = {"completeness", "validity", "consistency", "freshness", "uniqueness", NULL};
const char *const threshold_dimensions[] = {"completeness", "validity", "consistency", "freshness",
                                            "uniqueness",   "accuracy", "timeliness",  "conformity",
                                            "coverage",     "currency", NULL};
const char *const default_weights[] = {"0.25", "0.25", "0.2", "0.15", "0.15", NULL};

static const struct {
    const char *name;
    enum test_kind kind;
    bool is_type_only;
} kinds[] = {
    {"not_null", TEST_NOT_NULL, false},
    {"not-null", TEST_NOT_NULL, true},
    {"null-check", TEST_NOT_NULL, true},
    {"unique", TEST_UNIQUE, false},
    {"uniqueness", TEST_UNIQUE, true},
    {"freshness", TEST_FRESHNESS, false},
    {"accepted_values", TEST_ACCEPTED_VALUES, false},
    {"accepted_range", TEST_ACCEPTED_RANGE, false},
    {"relationships", TEST_RELATIONSHIPS, false},
    {"row_count", TEST_ROW_COUNT, false},
};

enum test_kind test_kind_of(const struct quality *test)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_is(test->test.value, kinds[i].name) && (test->is_typed || !kinds[i].is_type_only))
            return kinds[i].kind;
    return TEST_OTHER;
}

const struct node *test_age(const struct quality *test)
{
    if (test_kind_of(test) != TEST_FRESHNESS)
        return NULL;
    return test->is_typed ? node_find(test->arguments, "threshold") : test->arguments;
}

bool measure_is_meant(const struct measure *measure, const char *const *dimensions)
{
    struct str name = measure->dimension.value;
    return str_is_one_of(name, dimensions) || distance_nearest(name, dimensions);
}

const struct measure *measure_find(const struct list *measures, const char *dimension)
{
    for (const struct measure *measure = measures->first; measure; measure = measure->at.next)
        if (str_is(measure->dimension.value, dimension))
            return measure;
    return NULL;
}
