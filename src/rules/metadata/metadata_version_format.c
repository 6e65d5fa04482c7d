#include "base/semver.h"
#include "check/rule.h"

/* A version that YAML reads as a number is yaml-unquoted-version. */
static bool is_number(const struct node *node)
{
    const struct node *target = node_resolve(node);
    return target && target->style == STYLE_PLAIN && (target->type == SCALAR_INT || target->type == SCALAR_FLOAT);
}

static void on_contract(struct check *check, const struct contract *contract)
{
    struct text version = contract->version;
    struct semver parsed;
    if (!text_has_value(version) || is_number(version.node) || semver_parse(version.value, &parsed))
        return;
    struct finding *finding = finding_at(check, version.node, "%s", quote(check, version.value));
    if (contract->dialect != DIALECT_DATA_PRODUCT)
        finding_severity(check, finding, SEVERITY_WARNING);
    struct str meant;
    if (semver_suggest(check->arena, version.value, &meant))
        finding_fix_value(check, finding, version.node, meant);
}

const struct rule rule_metadata_version_format = {
    .id = "metadata-version-format",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "the version is no semantic version",
    .why =
        "Readers tell from MAJOR.MINOR.PATCH whether a new version can break them, and so does the check for breaking "
        "changes.",
    .advice = "write three numbers, `3.2.0`, with a suffix such as `-rc.1` for a pre-release",
    .is_fixable = true,
    .on_contract = on_contract,
};
