#include "base/pattern.h"
#include "check/rule.h"

/* What is wrong with a permission; NULL when it is `scope:action`, the scope of one part or more. */
static const char *fault_of(struct str permission)
{
    size_t first = str_index(permission, ':');
    if (first == permission.len)
        return "has no colon between scope and action";
    if (first == 0)
        return "has no scope before the colon";
    if (permission.at[permission.len - 1] == ':')
        return "has no action after the colon";
    for (size_t i = 0; i < permission.len; i++)
        if (char_is_blank(permission.at[i]))
            return "has a blank";
    return NULL;
}

/* `orders.read` may be meant as `orders:read`: where exactly one separator stands inside. */
static void suggest_colon(struct check *check, struct finding *finding, struct str permission)
{
    size_t found = 0, at = 0;
    for (size_t i = 0; i < permission.len; i++)
        if (!char_is_alnum(permission.at[i])) {
            found++;
            at = i;
        }
    if (found != 1 || at == 0 || at + 1 == permission.len || permission.at[at] == ':')
        return;
    char *meant = str_c(check->arena, permission);
    meant[at] = ':';
    finding_help(check, finding, "write %s", quote(check, (struct str){meant, permission.len}));
}

static void check_permission(struct check *check, struct text permission)
{
    const struct pattern_option *option = &check->settings->options.naming.permission;
    if (!text_has_value(permission))
        return;
    if (!option->text) {
        const char *fault = fault_of(permission.value);
        if (fault)
            suggest_colon(check, finding_at(check, permission.node, "%s %s", quote(check, permission.value), fault),
                          permission.value);
    } else if (pattern_match(option->pattern, permission.value) == PATTERN_DIFFERS) {
        struct finding *finding =
            finding_at(check, permission.node, "%s does not match `%s`", quote(check, permission.value), option->text);
        finding_help(check, finding, "choose a permission that matches the pattern");
    }
}

static void on_access(struct check *check, const struct access *access)
{
    for (const struct item *item = access->permissions.first; item; item = item->at.next)
        check_permission(check, item->text);
}

static const struct rule_option options[] = {
    {"naming.permission", NULL, "the pattern of permissions, in place of `scope:action`"},
    {NULL},
};

const struct rule rule_naming_permission = {
    .id = "naming-permission",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "the permission is not of the form `scope:action`",
    .why = "Access is granted by machines that split a permission at its colon; what they cannot read is granted to "
           "nobody "
           "or to everybody.",
    .advice = "write the scope, a colon and the action: `marketing:read`",
    .options = options,
    .on_access = on_access,
};
