#include "check/rule.h"
#include "yaml/scalar.h"

/* Says so once per scalar where a string is meant; `text` is what a YAML 1.2 reader sees. */
static void judge(struct check *check, const struct node *node, const char *what)
{
    const struct node *scalar = node_resolve(node);
    bool is_ambiguous =
        scalar && scalar->kind == NODE_SCALAR && scalar->style == STYLE_PLAIN && (scalar->flags & NODE_YAML11_DIFFERS);
    if (!is_ambiguous || check->document->tree->is_json)
        return;
    struct finding *finding = finding_at(check, node, "%s `%.*s` is a %s to YAML 1.1 readers", what,
                                         STR_ARG(scalar->text), scalar_yaml11_reading(scalar->text));
    finding_fix_quote(check, finding, node);
}

static void judge_list(struct check *check, const struct list *list, const char *what)
{
    for (const struct item *item = list->first; item; item = item->at.next)
        judge(check, item->text.node, what);
}

static void judge_children(struct check *check, const struct node *list, const char *what)
{
    for (const struct node *item = node_children(list); item; item = item->next)
        judge(check, item, what);
}

static void on_contract(struct check *check, const struct contract *contract)
{
    const struct text *const texts[] = {&contract->name, &contract->domain, &contract->owner, &contract->status};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        judge(check, texts[i]->node, "the value");
    judge_list(check, &contract->tags, "the tag");
    judge_list(check, &contract->categories, "the category");
    judge(check, contract->access.classification.node, "the value");
    judge_list(check, &contract->access.permissions, "the permission");
}

static void on_field(struct check *check, const struct field *field)
{
    bool is_string = !field->types || (field->types & JSON_TYPE_STRING);
    bool is_column = field->name.node && field->name.node != field->at.node;
    if (is_column)
        judge(check, field->name.node, "the name");
    else if (field->name.node && field->name.node->key)
        judge(check, field->name.node->key, "the name");
    judge_children(check, field->required_list, "the name");
    if (!is_string || field->is_type_bad)
        return;
    judge_children(check, field->enumeration, "the enum value");
    if (!field->types)
        return;
    judge_children(check, field->examples, "the example");
    judge(check, field->default_value, "the default");
    judge(check, field->extra->constant, "the value");
}

const struct rule rule_yaml_ambiguous_scalar = {
    .id = "yaml-ambiguous-scalar",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "readers disagree on what this is",
    .why = "YAML 1.1 readers, still the most common, take `no` for false, `0123` for 83 and `12:30:45` for a number, "
           "where YAML 1.2 readers see something else: the readers of the data see different contracts.",
    .advice = "quote it",
    .is_fixable = true,
    .is_yielding = true,
    .on_contract = on_contract,
    .on_field = on_field,
};
