#include "check/rule.h"

static bool has_no_field(const struct field *root)
{
    return !field_has_inner(root) && !root->is_type_bad && !root->has_wrong_kind && !field_says_more(root) &&
           (!root->types || (root->types & ~(unsigned)JSON_TYPE_NULL) == JSON_TYPE_OBJECT);
}

static void on_contract(struct check *check, const struct contract *contract)
{
    const struct node *schema = contract->schema;
    const struct dataset *dataset = contract->datasets.first;
    if (!schema || (dataset && dataset->form == DATASET_REGISTERED))
        return;
    if (!dataset)
        finding_at_key(check, schema, node_is_mapping(schema) ? "`schema` is empty" : "`schema` has no value");
    else if (!dataset->root)
        finding_at_key(check, schema, "`fields` has no value");
    else if (has_no_field(dataset->root))
        finding_at_key(check, schema, "`schema` names no field");
}

const struct rule rule_schema_empty = {
    .id = "schema-empty",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "the schema promises nothing",
    .why = "An empty schema accepts every record, so readers can rely on no field and no change is ever noticed.",
    .advice = "list the fields under `properties:` or `fields:`",
    .is_about_absence = true,
    .on_contract = on_contract,
};
