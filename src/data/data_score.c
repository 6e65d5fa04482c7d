#include "data/data_score.h"

#include "base/buf.h"
#include "check/quality_test.h"
#include "data/data_outcome.h"

/* part / whole; not known of nothing. Both are counts of what was read, so the product fits. */
static struct data_share share_of(uint64_t part, uint64_t whole)
{
    if (!whole)
        return (struct data_share){.is_known = false};
    return (struct data_share){true, (uint32_t)(part >= whole ? MILLION : part * MILLION / whole)};
}

static struct data_share share_of_number(struct number number)
{
    int64_t value = 0;
    bool is_known = number_to_int64(number_truncate(number_scale(number, 6)), &value) && value >= 0 && value <= MILLION;
    return (struct data_share){is_known, (uint32_t)value};
}

/* Fields. */

/* Where it could be: in as many records as have the object around it. */
static uint64_t room_of(const struct data_measures *measures, size_t index)
{
    const struct data_schema *schema = measures->schema;
    for (size_t parent = 0; parent < schema->field_count; parent++) {
        const struct data_field *field = &schema->fields[parent];
        if (index >= field->first && index < (size_t)field->first + field->count)
            return measures->counts[parent].objects;
    }
    return 0;
}

static struct data_field_quality field_quality(const struct data_measures *measures, size_t index)
{
    const struct data_count *count = &measures->counts[index];
    const struct distinct *distinct = &measures->distinct[index];
    struct data_field_quality quality = {.field = &measures->schema->fields[index],
                                         .records = room_of(measures, index),
                                         .present = count->present,
                                         .invalid = count->invalid < count->present ? count->invalid : count->present};
    quality.completeness = share_of(quality.present, quality.records);
    quality.validity = share_of(quality.present - quality.invalid, quality.present);
    quality.distinct = distinct_count(distinct);
    quality.has_distinct = quality.distinct > 0;
    quality.is_estimate = distinct_is_estimate(distinct);
    return quality;
}

/* Dimensions. */

static struct data_share completeness_of(const struct data_quality *quality)
{
    uint64_t present[2] = {0}, records[2] = {0}; /* of all fields, of those that must be there */
    for (size_t i = 0; i < quality->field_count; i++) {
        const struct data_field_quality *field = &quality->fields[i];
        const bool is_required = field->field->is_required;
        present[0] += field->present;
        records[0] += field->records;
        present[1] += is_required ? field->present : 0;
        records[1] += is_required ? field->records : 0;
    }
    return share_of(present[records[1] > 0], records[records[1] > 0]);
}

static struct data_share validity_of(const struct data_quality *quality)
{
    uint64_t present = 0, invalid = 0;
    for (size_t i = 0; i < quality->field_count; i++) {
        present += quality->fields[i].present;
        invalid += quality->fields[i].invalid;
    }
    struct data_share values = share_of(present - invalid, present);
    struct data_share read = share_of(quality->records, quality->records + quality->unreadable);
    if (values.is_known && read.is_known)
        values.millionths = (uint32_t)((uint64_t)values.millionths * read.millionths / MILLION);
    return values;
}

static struct data_share uniqueness_of(const struct data_measures *measures)
{
    uint64_t uses = 0, repeated = 0;
    for (size_t i = 0; i < measures->schema->key_count; i++) {
        if (measures->schema->keys[i].is_silent)
            continue;
        uses += measures->keys[i].uses;
        repeated += measures->keys[i].repeated;
    }
    return share_of(uses - repeated, uses);
}

static struct data_share freshness_of(const struct data_measures *measures, int64_t age)
{
    int64_t promised = measures->schema->freshness;
    if (age < 0 || promised < 0)
        return (struct data_share){.is_known = false};
    return age <= promised ? share_of(1, 1) : share_of((uint64_t)promised, (uint64_t)age);
}

static const char *reason_of_age(struct arena *arena, const struct data_schema *schema)
{
    if (!schema->timestamp)
        return "no field is named that tells it (--timestamp)";
    return text_print(arena, "no value of `%.*s` is a time", STR_ARG(schema->timestamp->path));
}

static void set(struct data_quality *quality, size_t index, struct data_share value, const char *reason)
{
    quality->dimensions[index].value = value;
    quality->dimensions[index].reason = value.is_known ? NULL : reason;
}

/* In the order of weight_dimensions. */
static void measure(const struct data_measures *measures, struct data_quality *quality)
{
    const struct data_schema *schema = measures->schema;
    const struct data_share unknown = {.is_known = false};
    for (size_t i = 0; i < DATA_DIMENSIONS; i++) {
        quality->dimensions[i].name = weight_dimensions[i];
        quality->dimensions[i].weight = share_of_number(schema->weights[i]);
    }
    set(quality, 0, completeness_of(quality), "there are no values");
    set(quality, 1, validity_of(quality), "there are no values");
    set(quality, 2, unknown, "it takes other data to compare with");
    set(quality, 3, freshness_of(measures, quality->age),
        schema->freshness < 0 ? "the contract promises none" : quality->age_reason);
    set(quality, 4, uniqueness_of(measures), "no field is declared unique, or none has a value");
}

static struct data_share score_of(const struct data_quality *quality)
{
    uint64_t sum = 0, weights = 0;
    for (size_t i = 0; i < DATA_DIMENSIONS; i++) {
        const struct data_dimension *dimension = &quality->dimensions[i];
        if (!dimension->value.is_known)
            continue;
        sum += (uint64_t)dimension->value.millionths * dimension->weight.millionths;
        weights += dimension->weight.millionths;
    }
    if (!weights)
        return (struct data_share){.is_known = false};
    return (struct data_share){true, (uint32_t)(sum / weights)};
}

const struct data_quality *data_quality_make(struct arena *arena, const struct data_measures *measures, int64_t now)
{
    const struct data_schema *schema = measures->schema;
    struct data_quality *quality = arena_new(arena, struct data_quality);
    struct number promised;
    quality->records = measures->records;
    quality->unreadable = measures->unreadable;
    quality->cut = measures->cut;
    quality->age = measures->newest == INT64_MIN ? -1 : now > measures->newest ? now - measures->newest : 0;
    quality->fields = arena_alloc_array(arena, schema->field_count, sizeof *quality->fields);
    for (size_t i = 1; i < schema->field_count; i++)
        if (!schema->fields[i].list)
            quality->fields[quality->field_count++] = field_quality(measures, i);
    quality->age_reason = quality->age < 0 ? reason_of_age(arena, schema) : NULL;
    measure(measures, quality);
    quality->score = score_of(quality);
    if (schema->promised_score.len && number_parse_ratio(arena, schema->promised_score, &promised))
        quality->promised = share_of_number(promised);
    data_outcomes_make(arena, measures, quality);
    return quality;
}
