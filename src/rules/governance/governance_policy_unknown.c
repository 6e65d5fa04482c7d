#include "base/distance.h"
#include "check/name.h"
#include "check/rule.h"

enum { NAME_MAX_LEN = 64, WORDS_MAX = 4 };

/* The three policies, and others that organisations have, in snake_case. */
static const char *const policies[] = {"access_control",
                                       "retention",
                                       "privacy",
                                       "access",
                                       "anonymisation",
                                       "anonymization",
                                       "archiving",
                                       "audit",
                                       "backup",
                                       "classification",
                                       "compliance",
                                       "consent",
                                       "data_deletion",
                                       "data_privacy",
                                       "data_quality",
                                       "data_retention",
                                       "data_security",
                                       "data_protection",
                                       "deletion",
                                       "encryption",
                                       "legal_hold",
                                       "lifecycle",
                                       "lineage",
                                       "masking",
                                       "pseudonymization",
                                       "quality",
                                       "residency",
                                       "security",
                                       "ccpa",
                                       "dsgvo",
                                       "finma",
                                       "gdpr",
                                       "hipaa",
                                       "pci",
                                       "sox",
                                       NULL};

/* `AccessControl policy` is access_control. */
static struct str folded(struct check *check, struct str name)
{
    struct str snake = name_in_style(check->arena, name, NAME_STYLE_SNAKE);
    if (str_ends(snake, "_policy"))
        snake.len -= STR("_policy").len;
    return snake;
}

/* retention and retention_7_years */
static bool is_known(struct str name)
{
    for (const char *const *policy = policies; *policy; policy++) {
        struct str known = str_of(*policy);
        bool is_begin = str_starts(name, *policy);
        if (is_begin && (name.len == known.len || name.at[known.len] == '_'))
            return true;
    }
    return false;
}

/* A sentence, an address or a file says more than a name. */
static bool is_name(struct str text)
{
    size_t blanks = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (strchr("/:.", text.at[i]) && text.at[i])
            return false;
        blanks += char_is_blank(text.at[i]);
    }
    return text.len <= NAME_MAX_LEN && blanks < WORDS_MAX;
}

static void check_policy(struct check *check, const struct policy *policy)
{
    struct str name = str_trim(policy->name.value);
    if (!name.len || !is_name(name) || is_known(folded(check, name)))
        return;
    bool is_key = policy->name.node == policy->at.node && policy->at.node->key;
    struct finding *finding = is_key ? finding_at_key(check, policy->at.node, "%s", quote(check, name))
                                     : finding_at(check, policy->name.node, "%s", quote(check, name));
    if (!finding_suggest(check, finding, folded(check, name), policies))
        finding_severity(check, finding, SEVERITY_INFO);
}

static void on_contract(struct check *check, const struct contract *contract)
{
    for (const struct policy *policy = contract->policies.first; policy; policy = policy->at.next)
        check_policy(check, policy);
}

const struct rule rule_governance_policy_unknown = {
    .id = "governance-policy-unknown",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "the policy is unknown",
    .why = "A policy that nobody knows is enforced by nobody; most often it is a spelling mistake.",
    .advice = "name `access_control`, `retention` or `privacy`, or another policy that your organisation has",
    .is_about_absence = true,
    .on_contract = on_contract,
};
