#include "check/classification.h"
#include "check/rule.h"

static bool has_role_with_permissions(const struct access *access)
{
    for (const struct role *role = access->roles.first; role; role = role->at.next)
        if (role->permissions.count)
            return true;
    return false;
}

/* The list as it is written, of whatever kind. */
static const struct node *written_permissions(const struct access *access)
{
    const struct node *permissions = node_find(access->at.node, "requiredPermissions");
    return permissions ? permissions : node_find(access->at.node, "required_permissions");
}

static void on_access(struct check *check, const struct access *access)
{
    const struct node *permissions = access->permissions_node ? access->permissions_node : written_permissions(access);
    bool is_empty =
        !permissions || node_is_null(permissions) || (node_is_sequence(permissions) && !node_children(permissions));
    if (!is_empty || classification_rank(check, access->classification) <= 0 || has_role_with_permissions(access))
        return;
    const char *level = quote(check, access->classification.value);
    if (permissions)
        finding_at_key(check, permissions, "the data is %s, and the list is empty", level);
    else
        finding_missing(check, access->at.node, "the data is %s, and there is no `requiredPermissions`", level);
}

const struct rule rule_access_permissions_missing = {
    .id = "access-permissions-missing",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "no permission is required",
    .why =
        "Data that is not public needs a gate. Without permissions in the contract nobody can check that the platform "
        "grants access only to those who should have it.",
    .advice = "add `requiredPermissions`, such as `[marketing:read]`",
    .dialects = IN_DATA_PRODUCT,
    .is_about_absence = true,
    .on_access = on_access,
};
