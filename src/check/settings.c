#include "check/settings.h"

#include "check/rule.h"

static const char *const default_classifications[] = {"public", "internal", "confidential", "restricted", NULL};
static const char *const nothing_required[] = {NULL};

const struct settings *settings_default(struct arena *arena, const struct rule_set *rules)
{
    unsigned char *severities = arena_alloc(arena, rules->count + 1);
    for (size_t i = 0; i < rules->count; i++)
        severities[i] = (unsigned char)rules->rules[i]->severity;
    struct settings *settings = arena_new(arena, struct settings);
    settings->severities = severities;
    settings->plan = rule_plan_make(arena, rules, severities);
    settings->limits = limits_default;
    settings->options.access_classifications = default_classifications;
    settings->options.metadata_required = nothing_required;
    return settings;
}
