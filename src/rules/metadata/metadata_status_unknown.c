#include "check/rule.h"

static const char *const statuses[] = {"proposed", "draft", "active", "deprecated", "retired", NULL};

/* What other standards and teams say. */
static const struct {
    const char *foreign, *meant;
} synonyms[] = {
    {"production", "active"},
    {"prod", "active"},
    {"live", "active"},
    {"published", "active"},
    {"released", "active"},
    {"stable", "active"},
    {"current", "active"},
    {"development", "draft"},
    {"dev", "draft"},
    {"wip", "draft"},
    {"in-progress", "draft"},
    {"experimental", "draft"},
    {"planned", "proposed"},
    {"new", "proposed"},
    {"sunset", "deprecated"},
    {"legacy", "deprecated"},
    {"obsolete", "deprecated"},
    {"archived", "retired"},
    {"decommissioned", "retired"},
    {"removed", "retired"},
    {"inactive", "retired"},
};

static const char *synonym_of(struct str word)
{
    for (size_t i = 0; i < sizeof synonyms / sizeof *synonyms; i++)
        if (str_is_caseless(word, synonyms[i].foreign))
            return synonyms[i].meant;
    return NULL;
}

static void on_contract(struct check *check, const struct contract *contract)
{
    struct text status = contract->status;
    if (!text_has_value(status) || str_is_one_of(status.value, statuses))
        return;
    struct finding *finding =
        finding_at(check, status.node, "%s is none of %s", quote(check, status.value), quote_words(check, statuses));
    const char *synonym = synonym_of(status.value);
    if (synonym)
        finding_help(check, finding, "did you mean `%s`?", synonym);
    else
        finding_suggest(check, finding, status.value, statuses);
}

const struct rule rule_metadata_status_unknown = {
    .id = "metadata-status-unknown",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "the status is unknown",
    .why = "The status says how much readers may rely on a product. A draft may change freely, an active product may "
           "not; a "
           "word of one's own says neither.",
    .advice = "write `proposed`, `draft`, `active`, `deprecated` or `retired`",
    .dialects = IN_DATA_PRODUCT | IN_DOMAINS,
    .on_contract = on_contract,
};
