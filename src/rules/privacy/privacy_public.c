#include "check/classification.h"
#include "check/label.h"
#include "check/personal.h"
#include "check/rule.h"

/* Classified above the product it is `access-field-above-product`. */
static bool is_above(struct check *check, const struct field *field)
{
    for (; field; field = field->parent)
        if (classification_rank(check, field->classification) > 0)
            return true;
    return false;
}

/* A field that only its name gives away and that is not classified is `privacy-unclassified`; one that is classified as
   public may be meant so. */
static struct finding *judge(struct check *check, const struct field *field)
{
    if (personal_is_declared(field))
        return finding_at(check, field->pii.node, "%s is marked `pii`", field_label(check, field));
    bool is_called_public = classification_rank(check, field->classification) == 0;
    enum personal personal =
        is_called_public && !text_is_present(field->pii) ? personal_of_field(field) : PERSONAL_NONE;
    if (!personal)
        return NULL;
    struct finding *finding = finding_at(check, field->classification.node, "%s seems to hold %s",
                                         field_label(check, field), personal_noun(personal));
    finding_severity(check, finding, SEVERITY_WARNING);
    return finding;
}

static void on_field(struct check *check, const struct field *field)
{
    struct text product = check->contract->access.classification;
    if (classification_rank(check, product) != 0 || is_above(check, field))
        return;
    struct finding *finding = judge(check, field);
    if (finding)
        finding_relate(check, finding, product.node, "the product is %s", quote(check, product.value));
}

static const struct rule_option options[] = {
    {"access.classifications", "[public, internal, confidential, restricted]", "the levels, lowest first"},
    {NULL},
};

const struct rule rule_privacy_public = {
    .id = "privacy-public",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "personal data stands in a public product",
    .why = "What is public can be copied by anybody and never be taken back. Publishing data about people takes more "
           "than a missing line in a contract.",
    .advice = "take the field out, or raise `access.classification`; `pii: false` where it names no person",
    .options = options,
    .on_field = on_field,
};
