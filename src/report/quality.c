#include "report/quality.h"

#include "base/utf8.h"
#include "base/width.h"
#include "report/json_text.h"
#include "report/line.h"

enum { NAME_MAX_COLUMNS = 40 };

/* Text. */

static size_t columns_of(struct str text)
{
    size_t columns = 0, size;
    for (uint32_t c; (size = utf8_decode(text, &c)); text = str_slice(text, size, text.len))
        columns += width_of(c);
    return columns;
}

static struct str visible_name(struct arena *arena, struct str path)
{
    struct buf name = {.arena = arena};
    utf8_add_visible(&name, path, NAME_MAX_COLUMNS);
    return buf_str(&name);
}

/* "99.9 %", 8 columns wide. */
static void add_percent(struct buf *out, struct data_share share)
{
    if (share.is_known)
        buf_print(out, "%4u.%u %%", share.millionths / 10000, share.millionths / 1000 % 10);
    else
        buf_print(out, "%8s", "–");
}

static void add_row(struct buf *out, const struct data_field_quality *field, size_t width)
{
    struct str name = visible_name(out->arena, field->field->path);
    buf_print(out, "  %.*s%*s", STR_ARG(name), (int)(width - columns_of(name)), "");
    buf_c(out);
    buf_add_c(out, "  ");
    add_percent(out, field->completeness);
    buf_add_c(out, "  ");
    add_percent(out, field->validity);
    if (field->has_distinct)
        buf_print(out, "  %s%llu", field->is_estimate ? "about " : "", (unsigned long long)field->distinct);
    else
        buf_add_c(out, "  –");
    buf_add_char(out, '\n');
}

static void add_table(struct buf *out, const struct data_quality *quality, size_t count)
{
    size_t width = strlen("field");
    for (size_t i = 0; i < count; i++) {
        size_t columns = columns_of(visible_name(out->arena, quality->fields[i].field->path));
        width = columns > width ? columns : width;
    }
    buf_print(out, "  %-*s  complete     valid  distinct\n", (int)width, "field");
    for (size_t i = 0; i < count; i++)
        add_row(out, &quality->fields[i], width);
    if (count < quality->field_count)
        buf_print(out, "  and %zu more (--verbose)\n", quality->field_count - count);
}

/* "0.93", with as many digits as it has, at most four. */
static void add_ratio(struct buf *out, struct data_share share)
{
    char text[16];
    int len = snprintf(text, sizeof text, "%u.%04u", share.millionths / MILLION, share.millionths % MILLION / 100);
    while (text[len - 1] == '0' && text[len - 3] != '.')
        len--;
    buf_add(out, (struct str){text, (size_t)len});
}

static void add_score(struct buf *out, const struct data_quality *quality)
{
    buf_add_c(out, "quality score ");
    if (quality->score.is_known)
        add_ratio(out, quality->score);
    else
        buf_add_c(out, "not known");
    if (quality->promised.is_known) {
        buf_add_c(out, ", promised ");
        add_ratio(out, quality->promised);
    }
    buf_add_char(out, '\n');
    for (size_t i = 0; i < DATA_DIMENSIONS; i++) {
        const struct data_dimension *dimension = &quality->dimensions[i];
        buf_print(out, "  %-12s  ", dimension->name);
        if (dimension->value.is_known) {
            add_ratio(out, dimension->value);
            buf_add_c(out, ", weight ");
            add_ratio(out, dimension->weight);
        } else {
            buf_add_c(out, "not measured: ");
            line_add_text(out, dimension->reason);
        }
        buf_add_char(out, '\n');
    }
}

/* Those that are not kept, at most `most` of them; 0: all. */
static void add_outcomes(struct buf *out, const struct data_quality *quality, size_t most)
{
    size_t left = most ? most : quality->outcome_count;
    const uint64_t *counts = quality->outcome_counts;
    if (!quality->outcome_count)
        return;
    buf_print(out, "quality checks: %llu kept, %llu broken, %llu not measured\n",
              (unsigned long long)counts[OUTCOME_KEPT], (unsigned long long)counts[OUTCOME_BROKEN],
              (unsigned long long)counts[OUTCOME_UNMEASURED]);
    for (size_t i = 0; i < quality->outcome_count; i++) {
        const struct data_outcome *outcome = &quality->outcomes[i];
        if (outcome->state == OUTCOME_KEPT)
            continue;
        if (left-- == 0) {
            buf_add_c(out, "  and more (--verbose)\n");
            break;
        }
        buf_add_c(out, "  ");
        line_add_text(out, outcome->check->name);
        buf_add_c(out, outcome->state == OUTCOME_BROKEN ? ": " : " not measured: ");
        line_add_text(out, outcome->state == OUTCOME_BROKEN ? outcome->measured : outcome->reason);
        buf_add_char(out, '\n');
    }
}

void quality_add_text(struct buf *out, const struct data_quality *quality, size_t most)
{
    line_add_count(out, quality->records, "record");
    if (quality->unreadable)
        buf_print(out, ", %llu more cannot be read", (unsigned long long)quality->unreadable);
    buf_add_char(out, '\n');
    if (quality->cut)
        buf_print(out, "of %llu of them only the first %d mistakes are counted\n", (unsigned long long)quality->cut,
                  DATA_CAUSES_MAX);
    if (quality->records && quality->field_count)
        add_table(out, quality, most && most < quality->field_count ? most : quality->field_count);
    if (quality->records)
        add_score(out, quality);
    add_outcomes(out, quality, most);
    buf_add_char(out, '\n');
}

/* JSON. Shares are written as decimals, which jansson's binary numbers would not give back. */

static void add_key(struct buf *out, const char *key)
{
    buf_print(out, "\"%s\": ", key);
}

static void add_share(struct buf *out, const char *key, struct data_share share)
{
    add_key(out, key);
    if (share.is_known)
        buf_print(out, "%u.%06u", share.millionths / MILLION, share.millionths % MILLION);
    else
        buf_add_c(out, "null");
}

static void add_count(struct buf *out, const char *key, uint64_t count)
{
    add_key(out, key);
    buf_print(out, "%llu", (unsigned long long)count);
}

static void add_field(struct buf *out, const struct data_field_quality *field)
{
    buf_add_c(out, "{\"field\": ");
    json_print(out, json_text(out->arena, field->field->path));
    buf_add_c(out, ", ");
    add_count(out, "records", field->records);
    buf_add_c(out, ", ");
    add_count(out, "present", field->present);
    buf_add_c(out, ", ");
    add_count(out, "invalid", field->invalid);
    buf_add_c(out, ", ");
    add_share(out, "completeness", field->completeness);
    buf_add_c(out, ", ");
    add_share(out, "validity", field->validity);
    buf_add_c(out, ", ");
    if (field->has_distinct)
        add_count(out, "distinct", field->distinct);
    else
        buf_add_c(out, "\"distinct\": null");
    buf_print(out, ", \"distinct_is_estimate\": %s}", field->is_estimate ? "true" : "false");
}

static void add_dimension(struct buf *out, const struct data_dimension *dimension)
{
    buf_print(out, "{\"dimension\": \"%s\", ", dimension->name);
    add_share(out, "weight", dimension->weight);
    buf_add_c(out, ", ");
    add_share(out, "value", dimension->value);
    buf_add_c(out, ", \"reason\": ");
    json_print(out, json_text_or_null(out->arena, dimension->reason));
    buf_add_char(out, '}');
}

static void add_outcome(struct buf *out, const struct data_outcome *outcome)
{
    static const char *const states[] = {
        [OUTCOME_KEPT] = "kept", [OUTCOME_BROKEN] = "broken", [OUTCOME_UNMEASURED] = "not measured"};
    bool is_measured = outcome->state != OUTCOME_UNMEASURED;
    buf_add_c(out, "{\"check\": ");
    json_print(out, json_text(out->arena, str_of(outcome->check->name)));
    buf_print(out, ", \"state\": \"%s\", \"measured\": ", states[outcome->state]);
    json_print(out, json_text_or_null(out->arena, is_measured ? outcome->measured : NULL));
    buf_add_c(out, ", \"reason\": ");
    json_print(out, json_text_or_null(out->arena, outcome->reason));
    buf_add_char(out, '}');
}

void quality_add_json(struct buf *out, const struct data_quality *quality)
{
    buf_add_char(out, '{');
    add_count(out, "records", quality->records);
    buf_add_c(out, ", ");
    add_count(out, "unreadable", quality->unreadable);
    buf_add_c(out, ", ");
    add_count(out, "cut", quality->cut);
    buf_add_c(out, ", ");
    add_share(out, "score", quality->score);
    buf_add_c(out, ", ");
    add_share(out, "promised", quality->promised);
    buf_print(out, ", \"age\": ");
    if (quality->age < 0)
        buf_add_c(out, "null");
    else
        buf_print(out, "%lld", (long long)quality->age);
    buf_add_c(out, ",\n\"dimensions\": [");
    for (size_t i = 0; i < DATA_DIMENSIONS; i++) {
        buf_add_c(out, i ? ",\n" : "\n");
        add_dimension(out, &quality->dimensions[i]);
    }
    buf_add_c(out, "\n],\n\"checks\": [");
    for (size_t i = 0; i < quality->outcome_count; i++) {
        buf_add_c(out, i ? ",\n" : "\n");
        add_outcome(out, &quality->outcomes[i]);
    }
    buf_add_c(out, quality->outcome_count ? "\n],\n\"fields\": [" : "],\n\"fields\": [");
    for (size_t i = 0; i < quality->field_count; i++) {
        buf_add_c(out, i ? ",\n" : "\n");
        add_field(out, &quality->fields[i]);
    }
    buf_add_c(out, "\n]}");
}
