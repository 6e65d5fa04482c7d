#include "check/rule.h"

static void on_contract(struct check *check, const struct contract *contract)
{
    const struct access *access = &contract->access;
    struct text level = access->classification;
    if (text_has_value(level) || text_is_wrong_kind(level))
        return;
    if (text_is_present(level))
        finding_at_key(check, level.node, "`classification` has no value");
    else if (node_is_mapping(access->at.node))
        finding_missing(check, access->at.node, "`classification` in `access`");
    else if (node_is_blank(access->at.node))
        finding_at_key(check, access->at.node, "`access` has no value");
    else if (!access->at.node)
        finding_missing(check, check->document->root, "there is no `access`");
}

const struct rule rule_access_classification_missing = {
    .id = "access-classification-missing",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "the data is not classified",
    .why =
        "The classification decides who may read a product and how it is stored. Without one every reader has to ask, "
        "or to guess.",
    .advice = "add `access.classification`, such as `internal`",
    .dialects = IN_DATA_PRODUCT,
    .is_about_absence = true,
    .on_contract = on_contract,
};
