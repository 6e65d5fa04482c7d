#include "base/address.h"
#include "base/pattern.h"
#include "check/name.h"
#include "check/rule.h"
#include "check/wording.h"

enum { SLUG_MAX = 64 };

/* `marketing-data-team`, `data.platform`, `@acme/data-team`: no blanks, no capitals. */
static bool is_slug(struct str owner)
{
    if (owner.len && owner.at[0] == '@')
        owner = str_slice(owner, 1, owner.len);
    for (size_t i = 0; i < owner.len; i++) {
        char c = owner.at[i];
        bool is_inner = i > 0 && i + 1 < owner.len && strchr("-_./", c) && c;
        bool is_small = char_is_alnum(c) && c == char_lower(c);
        if (!is_small && !is_inner && (unsigned char)c < 0x80)
            return false;
    }
    return owner.len > 1;
}

static bool is_string(const struct node *node)
{
    const struct node *target = node_resolve(node);
    return target && target->type == SCALAR_STRING;
}

static void check_owner(struct check *check, struct text owner)
{
    const struct pattern_option *option = &check->settings->options.metadata_owner;
    if (!text_has_value(owner) || wording_is_placeholder(owner.value))
        return;
    if (option->text) {
        if (pattern_match(option->pattern, owner.value) == PATTERN_DIFFERS)
            finding_help(check, finding_at(check, owner.node, "%s", quote(check, owner.value)), "owners match `%s`",
                         option->text);
        return;
    }
    if (!is_string(owner.node)) {
        finding_at(check, owner.node, "%s is not a string", quote(check, owner.value));
        return;
    }
    if (is_slug(owner.value) || address_is_email_international(owner.value) || wording_is_person(owner.value))
        return;
    struct finding *finding =
        finding_at(check, owner.node, "%s is neither a team nor an e-mail address", quote(check, owner.value));
    bool is_meant_as_address = str_index(owner.value, '@') < owner.value.len;
    struct str slug = name_in_style(check->arena, owner.value, NAME_STYLE_KEBAB);
    if (!is_meant_as_address && slug.len <= SLUG_MAX && is_slug(slug))
        finding_help(check, finding, "write the team as %s, or an e-mail address", quote(check, slug));
}

static void on_contract(struct check *check, const struct contract *contract)
{
    if (!contract->in_domain || contract->owner.node != contract->in_domain->owner.node)
        check_owner(check, contract->owner);
}

static void on_domain(struct check *check, const struct domain *domain)
{
    check_owner(check, domain->owner);
}

static const struct rule_option options[] = {
    {"metadata.owner", NULL, "a pattern that owners match, in place of the built-in form"},
    {NULL},
};

const struct rule rule_metadata_owner_format = {
    .id = "metadata-owner-format",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "the owner is not of the expected form",
    .why =
        "Tools route questions, incidents and approvals to the owner. That works only when every contract names a team "
        "the same way.",
    .advice = "write a team such as `marketing-data-team`, or an e-mail address",
    .options = options,
    .on_contract = on_contract,
    .on_domain = on_domain,
};
