#include "check/rule.h"

#include "base/map.h"
#include "base/pattern.h"
#include "check/label.h"

enum { PATTERNS_MAX = 1000 /* different ones of a dataset, as each takes up to milliseconds */ };

/* Only a repeated group can take exponential time. */
static bool has_repeated_group(struct str text)
{
    return str_contains(text, ")*") || str_contains(text, ")+") || str_contains(text, "){");
}

static void check_pattern(struct check *check, const struct field *field, const struct pattern_slowness *slowness)
{
    const struct use *outer = check->use;
    struct str text = field->pattern.value;
    if (slowness->speed != PATTERN_EXPONENTIAL)
        return;
    check->use = field->at.use;
    finding_at(check, field->pattern.node, "%s in the pattern of %s, for example on many %s and then %s",
               quote(check, str_slice(text, slowness->problem.start, slowness->problem.end)), field_label(check, field),
               quote(check, slowness->pump), quote(check, slowness->suffix));
    check->use = outer;
}

static void on_dataset(struct check *check, const struct dataset *dataset)
{
    struct map known;
    map_init(&known, check->arena);
    for (const struct field_entry *entry = dataset->fields.first; entry; entry = entry->at.next) {
        struct str text = entry->field->pattern.value;
        if (!has_repeated_group(text) || entry->field->is_type_bad)
            continue;
        struct pattern_slowness *slowness = map_get(&known, text);
        if (!slowness && known.count < PATTERNS_MAX) {
            slowness = arena_new(check->arena, struct pattern_slowness);
            *slowness = pattern_slow(check->arena, pattern_parse(check->arena, text));
            map_put(&known, text, slowness);
        }
        if (slowness)
            check_pattern(check, entry->field, slowness);
    }
}

const struct rule rule_schema_pattern_slow = {
    .id = "schema-pattern-slow",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a pattern can take exponential time",
    .why = "A short hostile value keeps a backtracking validator busy for hours; a pipeline stands still.",
    .advice = "take one of the nested repetitions away, or make the alternatives exclude each other",
    .on_dataset = on_dataset,
};
