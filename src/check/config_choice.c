#include "check/config_choice.h"

#include "base/distance.h"

/* Rules whose id is `id`, or begins with it. */
struct choice {
    struct str id;
    bool is_prefix;
    enum severity severity; /* of CONFIG_SEVERITY */
    const struct choice *earlier;
};

static const struct source command_line = {.name = {"command line", sizeof "command line" - 1}};

static bool matches(const struct choice *choice, const struct rule *rule)
{
    struct str id = str_of(rule->id);
    return str_equal(choice->is_prefix ? str_slice(id, 0, choice->id.len) : id, choice->id);
}

static bool matches_any(const struct choice *choice, const struct rule *rule)
{
    while (choice && !matches(choice, rule))
        choice = choice->earlier;
    return choice != NULL;
}

static bool is_known(const struct choice *choice, const struct rule_set *rules)
{
    for (size_t i = 0; i < rules->count; i++)
        if (matches(choice, rules->rules[i]))
            return true;
    return false;
}

static bool unknown_rule(struct arena *arena, const struct rule_set *rules, struct str id, struct error *err)
{
    struct distance_search search = distance_search_start(id);
    for (size_t i = 0; i < rules->count; i++) {
        distance_search_offer(&search, str_of(rules->rules[i]->id));
        const char *family = text_print(arena, "%.*s-*", STR_ARG(rule_family(rules->rules[i])));
        distance_search_offer(&search, str_of(family));
    }
    if (search.found.at)
        return error_set(err, "unknown rule `%.*s`; did you mean `%.*s`?", STR_ARG(id), STR_ARG(search.found));
    return error_set(err, "unknown rule `%.*s`; `contractlint rules` lists them", STR_ARG(id));
}

static bool unknown_level(struct str text, struct str level, struct error *err)
{
    const char *meant = distance_meant(level, severity_names);
    return error_set(err, "`%.*s` is no ID=LEVEL; %s%s%slevels are off, info, warning and error", STR_ARG(text),
                     meant ? "did you mean `" : "", meant ? meant : "", meant ? "`? " : "");
}

bool config_choices_add(struct config_choices *choices, struct arena *arena, const struct rule_set *rules,
                        enum config_choice kind, struct str text, struct error *err)
{
    struct choice *choice = arena_new(arena, struct choice);
    size_t end = kind == CONFIG_SEVERITY ? str_index(text, '=') : text.len;
    struct str id = str_slice(text, 0, end), level = str_slice(text, end + 1, text.len);
    choice->is_prefix = str_ends(id, "-*");
    choice->id = str_copy(arena, str_slice(id, 0, id.len - choice->is_prefix));
    if (!is_known(choice, rules))
        return unknown_rule(arena, rules, id, err);
    if (kind == CONFIG_SEVERITY && !severity_parse(level, &choice->severity))
        return unknown_level(text, level, err);
    choice->earlier = choices->last[kind];
    choices->last[kind] = choice;
    return true;
}

/* A rule that no pack turns on has no severity of its own. */
static unsigned char own_severity(const struct rule *rule)
{
    return (unsigned char)(rule->severity == SEVERITY_OFF ? SEVERITY_WARNING : rule->severity);
}

/* `--only ID` turns a rule on that is off; `--only 'family-*'` narrows down to those of the family that are on. */
static bool is_turned_on(const struct config_choices *choices, const struct rule *rule)
{
    for (const struct choice *only = choices->last[CONFIG_ONLY]; only; only = only->earlier)
        if (!only->is_prefix && matches(only, rule))
            return true;
    return matches_any(choices->last[CONFIG_ENABLE], rule);
}

static unsigned char severity_of(const struct config_choices *choices, const struct rule *rule, unsigned char severity)
{
    const struct choice *only = choices->last[CONFIG_ONLY];
    if (only && !matches_any(only, rule))
        severity = SEVERITY_OFF;
    if (is_turned_on(choices, rule) && severity == SEVERITY_OFF)
        severity = own_severity(rule);
    if (matches_any(choices->last[CONFIG_DISABLE], rule))
        severity = SEVERITY_OFF;
    for (const struct choice *choice = choices->last[CONFIG_SEVERITY]; choice; choice = choice->earlier)
        if (matches(choice, rule))
            return (unsigned char)choice->severity;
    return severity;
}

void config_choices_apply(const struct config_choices *choices, const struct rule_set *rules, unsigned char *severities,
                          struct config_origin *origins)
{
    for (size_t i = 0; i < rules->count; i++) {
        unsigned char severity = severity_of(choices, rules->rules[i], severities[i]);
        if (severity == severities[i])
            continue;
        severities[i] = severity;
        origins[i] = (struct config_origin){&command_line, 0};
    }
}
