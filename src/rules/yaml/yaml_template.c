#include "check/rule.h"

static bool opens_template(struct str text)
{
    return str_contains(text, "{{") || str_contains(text, "{%") || str_contains(text, "<%");
}

/* `{{ name }}` in the place of a value is a flow mapping whose only key is a flow mapping. */
static bool is_template_mapping(const struct node *node)
{
    const struct node *inner = node->first && !node->first->next ? node->first->key : NULL;
    return node->style == STYLE_FLOW && inner && inner->kind == NODE_MAPPING && inner->style == STYLE_FLOW &&
           inner->span.start == node->span.start + 1;
}

static bool is_template(const struct node *node)
{
    if (node->kind == NODE_MAPPING)
        return is_template_mapping(node);
    return node->kind == NODE_SCALAR && node->style == STYLE_PLAIN && opens_template(node->text);
}

static const struct node *next_node(const struct node *node, bool is_done)
{
    const struct node *inner = is_done || node->kind == NODE_ALIAS ? NULL : node_children(node);
    if (inner)
        return inner;
    while (node && !node->next)
        node = node->parent;
    return node ? node->next : NULL;
}

static void on_document(struct check *check, const struct document *document)
{
    struct str text = document->source->text;
    struct span span = document->root ? document->root->span : (struct span){0};
    if (document->tree->is_json || !opens_template(str_slice(text, span.start, span.end)))
        return;
    for (const struct node *node = document->root; node;) {
        bool is_found = is_template(node);
        if (is_found)
            finding_at(check, node, "%s", quote(check, str_slice(text, node->span.start, node->span.end)));
        node = next_node(node, is_found);
    }
}

const struct rule rule_yaml_template = {
    .id = "yaml-template",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a template that is not filled in",
    .why = "What the contract will say is not known before the template is rendered, so this part cannot be checked.",
    .advice = "check the rendered file, or quote the text when the braces are meant",
    .dialects = IN_DATA_PRODUCT | IN_DOMAINS | IN_ODCS | IN_DCS,
    .on_document = on_document,
};
