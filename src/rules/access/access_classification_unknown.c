#include "check/classification.h"
#include "check/rule.h"

static void check_level(struct check *check, struct text level)
{
    const char *const *levels = check->settings->options.access_classifications;
    if (!text_has_value(level) || classification_rank(check, level) >= 0)
        return;
    struct finding *finding =
        finding_at(check, level.node, "%s is none of %s", quote(check, level.value), quote_words(check, levels));
    if (!finding_suggest(check, finding, level.value, levels))
        finding_help(check, finding, "write one of %s", quote_words(check, levels));
}

static void on_access(struct check *check, const struct access *access)
{
    check_level(check, access->classification);
}

static void on_field(struct check *check, const struct field *field)
{
    check_level(check, field->classification);
}

static const struct rule_option options[] = {
    {"access.classifications", "[public, internal, confidential, restricted]", "the levels, lowest first"},
    {NULL},
};

const struct rule rule_access_classification_unknown = {
    .id = "access-classification-unknown",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "the classification is unknown",
    .why = "Access is granted and data is masked by the classification. A word that no policy knows protects nothing.",
    .advice = "write one of the configured levels",
    .options = options,
    .on_access = on_access,
    .keywords = (const unsigned char[]){KEYWORD_CLASSIFICATION, KEYWORD_COUNT},
    .on_field = on_field,
};
