#include "check/repeated.h"
#include "check/rule.h"

static void on_access(struct check *check, const struct access *access)
{
    items_check_repeated(check, &access->permissions);
    for (const struct role *role = access->roles.first; role; role = role->at.next)
        items_check_repeated(check, &role->permissions);
}

const struct rule rule_access_permission_duplicate = {
    .id = "access-permission-duplicate",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a permission is written twice",
    .why = "The second one grants nothing; most often another permission was meant.",
    .advice = "remove it",
    .is_fixable = true,
    .on_access = on_access,
};
