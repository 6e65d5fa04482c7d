#include "check/rule.h"

static bool has_no_field(const struct field *root)
{
    return !field_has_inner(root) && !root->is_type_bad && !root->has_wrong_kind && !field_says_more(root) &&
           (!root->types || (root->types & ~(unsigned)JSON_TYPE_NULL) == JSON_TYPE_OBJECT);
}

/* Said at the list that is there, but empty. */
static void check_fields(struct check *check, const struct node *schema, const struct field *root)
{
    const struct node *fields = node_find(schema, "fields"), *properties = node_find(schema, "properties");
    if (root ? !has_no_field(root) : !node_is_blank(fields))
        return;
    const struct node *empty = fields ? fields : properties;
    if (node_children(empty)) /* all of them are ruled out, by `false` */
        return;
    if (empty)
        finding_at_key(check, empty, "%s is empty", quote(check, node_key(empty)));
    else
        finding_at_key(check, schema, "`schema` names no field");
}

static void on_contract(struct check *check, const struct contract *contract)
{
    const struct node *schema = contract->schema;
    const struct dataset *dataset = contract->datasets.first;
    if (!schema || (dataset && dataset->form == DATASET_REGISTERED))
        return;
    if (!dataset)
        finding_at_key(check, schema, node_is_mapping(schema) ? "`schema` is empty" : "`schema` has no value");
    else
        check_fields(check, schema, dataset->root);
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
