#include "change/change_rule.h"

const struct change_rule *change_rule_of(const struct rule *rule)
{
    return rule->is_change ? (const struct change_rule *)(const void *)rule : NULL;
}

const char *change_verdict_name(enum change_verdict verdict)
{
    static const char *const names[] = {NULL, "ok", "may break", "breaks"};
    return names[verdict];
}

const char *change_level_name(enum change_level level)
{
    static const char *const names[] = {"safe", "dangerous", "breaking"};
    return names[level];
}

const char *change_bump_name(enum change_bump bump)
{
    static const char *const names[] = {"none", "patch", "minor", "major"};
    return names[bump];
}
