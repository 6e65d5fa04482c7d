/* minLength, maxLength, pattern (validation, section 6.3) and format (section 7). */
#include "base/pattern.h"
#include "base/utf8.h"
#include "schema/format.h"
#include "schema/validator.h"

enum { BYTES_PER_STEP = 16, BYTES_PER_CHARACTER = 4 /* at most */ };

/* Counts characters only where the number of bytes does not tell. */
static bool is_shorter(struct str text, uint64_t length)
{
    return text.len < length || (text.len / BYTES_PER_CHARACTER < length && utf8_length(text) < length);
}

static enum schema_verdict judge_length(const struct frame *frame, const struct schema_strings *strings,
                                        struct str text)
{
    const struct schema_count *least = &strings->min_length, *most = &strings->max_length;
    if (least->node && is_shorter(text, least->value))
        return judge_refuse(frame, "minLength", least->node);
    if (most->node && text.len > most->value && !is_shorter(text, most->value + 1))
        return judge_refuse(frame, "maxLength", most->node);
    return SCHEMA_VALID;
}

/* Compiled when it is first needed. */
static const struct pattern *compiled(struct validator *validator, const struct schema_pattern *pattern)
{
    if (pattern->number >= validator->pattern_count) {
        size_t count = pattern->number * 2 + 1;
        const struct pattern **grown = arena_alloc_array(validator->arena, count, sizeof(const struct pattern *));
        for (size_t i = 0; i < validator->pattern_count; i++)
            grown[i] = validator->patterns[i];
        validator->patterns = grown;
        validator->pattern_count = count;
        validator->has_grown = true;
    }
    const struct pattern **place = &validator->patterns[pattern->number];
    if (!*place) {
        *place = pattern_compile(validator->arena, pattern->ast);
        validator->has_grown = true;
    }
    return *place;
}

enum schema_verdict judge_pattern(struct judge *judge, const struct schema_pattern *pattern, struct str text)
{
    if (!judge_spend(judge, 1))
        return SCHEMA_UNDECIDED;
    switch (pattern_match_within(compiled(judge->validator, pattern), text, &judge->pattern_steps)) {
    case PATTERN_MATCHES: return SCHEMA_VALID;
    case PATTERN_DIFFERS: return SCHEMA_INVALID;
    default: return SCHEMA_UNDECIDED;
    }
}

static enum schema_verdict judge_pattern_keyword(const struct frame *frame, const struct schema_pattern *pattern,
                                                 struct str text)
{
    enum schema_verdict verdict = judge_pattern(frame->judge, pattern, text);
    return verdict == SCHEMA_INVALID ? judge_refuse(frame, "pattern", pattern->node) : verdict;
}

static enum schema_verdict judge_format(const struct frame *frame, struct str text)
{
    const struct schema *schema = frame->schema;
    bool is_asserted =
        frame->judge->validator->options.asserts_format || (schema->resource && schema->resource->asserts_format);
    if (!is_asserted || schema->format->is_numeric || format_accepts(schema->format, frame->judge->arena, text))
        return SCHEMA_VALID;
    return judge_refuse(frame, "format", schema->format_node);
}

enum schema_verdict judge_strings(const struct frame *frame)
{
    const struct schema_strings *strings = frame->schema->strings;
    struct str text = frame->value->node->text;
    enum schema_verdict verdict = SCHEMA_VALID;
    if (!judge_spend(frame->judge, text.len / BYTES_PER_STEP))
        return SCHEMA_UNDECIDED;
    if (strings)
        verdict = judge_length(frame, strings, text);
    if (verdict == SCHEMA_VALID && strings && strings->pattern.ast)
        verdict = judge_pattern_keyword(frame, &strings->pattern, text);
    if (verdict != SCHEMA_INVALID && frame->schema->format)
        judge_and(frame->judge, &verdict, judge_format(frame, text));
    return verdict;
}
