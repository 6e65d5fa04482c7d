#include "check/classification.h"
#include "check/contradiction.h"
#include "check/label.h"
#include "check/rule.h"

static void on_field(struct check *check, const struct field *field)
{
    const struct access *access = &check->contract->access;
    int product = classification_rank(check, access->classification);
    if (product < 0 || classification_rank(check, field->classification) <= product)
        return;
    finding_contradiction(check, (struct site){access->classification.node, access->at.use},
                          (struct site){field->classification.node, field->at.use}, "%s is %s, the product only %s",
                          field_label(check, field), quote(check, field->classification.value),
                          quote(check, access->classification.value));
}

static const struct rule_option options[] = {
    {"access.classifications", "[public, internal, confidential, restricted]", "the levels, lowest first"},
    {NULL},
};

const struct rule rule_access_field_above_product = {
    .id = "access-field-above-product",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a field is more sensitive than its product",
    .why = "Access is granted to the product as a whole: whoever may read it reads this field too.",
    .advice = "classify the product as high as its most sensitive field, or move the field to a product of its own",
    .options = options,
    .keywords = (const unsigned char[]){KEYWORD_CLASSIFICATION, KEYWORD_COUNT},
    .on_field = on_field,
};
