/* What quality tests, thresholds and weights mean in data products. */
#ifndef CHECK_QUALITY_TEST_H
#define CHECK_QUALITY_TEST_H

#include "base/duration.h"
#include "check/check.h"

enum test_kind {
    TEST_OTHER,
    TEST_NOT_NULL,
    TEST_UNIQUE,
    TEST_FRESHNESS,
    TEST_ACCEPTED_VALUES,
    TEST_ACCEPTED_RANGE,
    TEST_RELATIONSHIPS,
    TEST_ROW_COUNT
};

/* What a test checks, in its short form (`not_null: id`) or by its type (`{type: null-check}`). */
enum test_kind test_kind_of(const struct quality *test);

/* The names of the short forms, NULL-terminated. */
extern const char *const test_names[];

/* Keys that may stand in every entry or among every test's arguments, NULL-terminated. */
extern const char *const test_notes[];

/* The value that bounds the age of the data in a freshness test: of the short form, or `threshold` of the typed one.
   NULL for other tests and where there is none. */
const struct node *test_age(const struct quality *test);

/* The dimensions of `quality.weights`, NULL-terminated; with the weight of each when no weights are written. */
extern const char *const weight_dimensions[];
extern const char *const default_weights[];

/* The dimensions of `quality.thresholds` and what other standards call them, NULL-terminated. */
extern const char *const threshold_dimensions[];

/* Whether an entry is given to one of the dimensions, misspelt or not; the value of another says nothing. */
bool measure_is_meant(const struct measure *measure, const char *const *dimensions);

/* The entry of a dimension in thresholds or weights; NULL when there is none. */
const struct measure *measure_find(const struct list *measures, const char *dimension);

#endif
