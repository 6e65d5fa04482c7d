#include "base/semver.h"
#include "check/contradiction.h"
#include "check/rule.h"

static void on_contract(struct check *check, const struct contract *contract)
{
    struct semver version;
    if (!str_is_caseless(contract->status.value, "active") || !semver_parse(contract->version.value, &version))
        return;
    bool is_prerelease = version.prerelease.len > 0;
    if (!is_prerelease && !str_is(version.major, "0"))
        return;
    struct finding *finding = finding_contradiction(
        check, (struct site){contract->status.node, check->use}, (struct site){contract->version.node, check->use},
        "`status: active` with version %s", quote(check, contract->version.value));
    if (is_prerelease)
        finding_help(check, finding, "release it, or set `status: draft`");
}

const struct rule rule_lifecycle_active_prerelease = {
    .id = "lifecycle-active-prerelease",
    .severity = SEVERITY_INFO,
    .since = "0.1.0",
    .summary = "an active product has a version that promises no stability",
    .why = "Semantic versions below 1.0.0 and pre-releases may change in any way. Readers of an active product rely on "
           "the "
           "opposite.",
    .advice = "release it as 1.0.0, or set `status: draft`",
    .on_contract = on_contract,
};
