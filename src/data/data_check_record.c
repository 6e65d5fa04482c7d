#include "base/buf.h"
#include "base/datetime.h"
#include "data/data_finding.h"
#include "data/data_job.h"

/* The value of a check in the record at hand. */
struct subject {
    const struct data_check *check;
    uint32_t index;           /* of the check */
    const struct node *value; /* NULL: it is not there */
    const struct node *around;
};

static bool is_outside(const struct data_range *range, struct number value)
{
    int low = range->has_low ? number_compare(value, range->low) : 1;
    int high = range->has_high ? number_compare(value, range->high) : -1;
    return low < 0 || (low == 0 && range->is_low_open) || high > 0 || (high == 0 && range->is_high_open);
}

/* What is no number, or no time, has no place in the range; the schema says whether it may stand there. */
static bool breaks_range(struct arena *arena, const struct data_range *range, const struct node *value)
{
    struct instant instant;
    struct number number;
    if (!range->is_of_times)
        return number_parse_yaml(arena, value->text, &number) && is_outside(range, number);
    return datetime_parse_timestamp(value->text, &instant) && is_outside(range, number_of(arena, instant.seconds));
}

static bool matches(const struct data_job *job, const struct subject *subject)
{
    const struct pattern **pattern = &job->worker->patterns[subject->index];
    if (!*pattern)
        *pattern = pattern_compile(&job->worker->arena, subject->check->pattern);
    return pattern_match(*pattern, subject->value->text) != PATTERN_DIFFERS;
}

static bool is_listed(struct arena *arena, const struct data_check *check, const struct node *value)
{
    return check->values && map_get(check->values, data_check_text(arena, value)) != NULL;
}

static bool is_broken(const struct data_job *job, const struct subject *subject)
{
    const struct data_check *check = subject->check;
    struct arena *arena = &job->worker->record;
    const bool is_none = !subject->value || node_is_null(subject->value);
    if (is_none || check->kind == CHECK_NULLS)
        return is_none;
    if (subject->value->kind != NODE_SCALAR)
        return false;
    if (check->kind == CHECK_RANGE)
        return breaks_range(arena, &check->range, subject->value);
    if (check->kind == CHECK_MISSING)
        return is_listed(arena, check, subject->value);
    return (check->values && !is_listed(arena, check, subject->value)) || (check->pattern && !matches(job, subject));
}

/* Whether the schema has told of the value already, or of the column. */
static bool is_told(const struct data_job *job, const struct subject *subject)
{
    const struct data_check *check = subject->check;
    const struct data_file *file = job->file;
    if (!subject->value)
        return check->is_absence_told ||
               (file->columns && data_columns_lack(file->columns, file->schema->fields[check->field].name));
    if (node_is_null(subject->value))
        return check->is_null_told;
    return job->worker->marked[check->field] == job->piece->records;
}

static const char *facts_of(const struct data_job *job, const struct subject *subject)
{
    const struct data_check *check = subject->check;
    const struct data_field *field = &job->file->schema->fields[check->field];
    struct arena *arena = &job->worker->record;
    if (!subject->value)
        return text_print(arena, "%s: it is missing", check->name);
    const char *shown = node_quote(arena, subject->value);
    if (!node_is_null(subject->value) && (field->is_sensitive || data_is_secret(field->name, subject->value->text)))
        shown = data_mask(arena, shown, subject->value->text);
    const char *what = node_is_null(subject->value)   ? "is null"
                       : check->kind == CHECK_RANGE   ? "is outside the range"
                       : check->kind == CHECK_MISSING ? "stands for a missing value"
                                                      : "is not allowed";
    return text_print(arena, "%s: %s %s", check->name, shown, what);
}

/* A missing value at the key of its object or at its first character, as of the schema's. */
static struct span span_of(const struct subject *subject)
{
    const struct node *around = node_resolve(subject->around);
    if (subject->value)
        return subject->value->span;
    if (subject->around->key && subject->around->key->span.end)
        return subject->around->key->span;
    return (struct span){around->span.start, around->span.start + 1};
}

static bool tell(const struct data_job *job, const struct node *root, const struct subject *subject,
                 const struct node *place)
{
    enum data_mistake mistake = subject->check->is_soft ? DATA_CHECK_SOFT : DATA_CHECK;
    if (!data_has_room(job->piece, job->file, mistake)) {
        job->piece->found[mistake] += job->file->rules[mistake] != NULL;
        return false;
    }
    struct data_place at = {.span = data_span_in_block(job, span_of(subject)), .record = job->record};
    at.path = data_path_of(job, root, place);
    data_hide_sensitive(job, &at);
    struct finding *finding = data_finding_add(job->piece, job->file, mistake, &at, facts_of(job, subject));
    data_finding_relate(job->piece, finding, job->file->schema, subject->check->node);
    return finding != NULL;
}

bool data_check_record(const struct data_job *job, const struct node *root)
{
    const struct data_checks *checks = &job->file->schema->checks;
    bool is_told_any = false;
    for (size_t i = 0; i < checks->of_record_count; i++) {
        const uint32_t index = checks->of_record[i];
        const struct data_check *check = &checks->at[index];
        const struct node *place = job->worker->nodes[check->field], *around = job->worker->nodes[check->parent];
        const struct subject subject = {check, index, node_resolve(place), around};
        struct data_check_count *count = &job->piece->checks[index];
        bool is_of_nulls = check->kind == CHECK_NULLS || check->kind == CHECK_MISSING;
        if (!node_is_mapping(around) || (!is_of_nulls && (!subject.value || node_is_null(subject.value))))
            continue;
        count->considered++;
        if (!is_broken(job, &subject))
            continue;
        count->broken++;
        if (check->teller != TELLER_RECORD || is_told(job, &subject))
            continue;
        if (subject.value)
            data_mark_invalid(job, &job->file->schema->fields[check->field], subject.value);
        is_told_any |= tell(job, root, &subject, place ? place : around);
    }
    return is_told_any;
}
