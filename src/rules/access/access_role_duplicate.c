#include "base/map.h"
#include "check/rule.h"

static void on_access(struct check *check, const struct access *access)
{
    struct map seen;
    map_init(&seen, check->arena);
    for (struct role *role = access->roles.first; role; role = role->at.next) {
        if (!text_has_value(role->name))
            continue;
        const struct role *first = map_put_new(&seen, str_trim(role->name.value), role);
        if (!first)
            continue;
        struct finding *finding = finding_at(check, role->name.node, "%s", quote(check, role->name.value));
        finding_relate(check, finding, first->name.node, "first defined here");
    }
}

const struct rule rule_access_role_duplicate = {
    .id = "access-role-duplicate",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a role is defined twice",
    .why = "Two definitions of one role rarely grant the same, and every platform picks another of them.",
    .advice = "keep one of them, or give the other its own name",
    .on_access = on_access,
};
