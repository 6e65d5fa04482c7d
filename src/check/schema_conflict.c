#include "check/schema_conflict.h"

#include "base/buf.h"
#include "check/label.h"

bool conflict_is_pair(const struct satisfaction *values, const char *first, const char *second)
{
    const char *const *keywords = values->conflict_keywords;
    return (strcmp(keywords[0], first) == 0 && strcmp(keywords[1], second) == 0) ||
           (strcmp(keywords[0], second) == 0 && strcmp(keywords[1], first) == 0);
}

bool conflict_is_inside(const struct field *field, const struct node *node)
{
    const struct node *whole = node_resolve(field->at.node);
    return whole && node->span.start >= whole->span.start && node->span.end <= whole->span.end;
}

/* "`maxLength` is `32`" */
static const char *says(struct check *check, const struct satisfaction *values, int i)
{
    const struct node *node = values->conflict[i];
    if (strcmp(values->conflict_keywords[i], "false") == 0)
        return text_print(check->arena, "%s is `false`", node->key ? quote(check, node_key(node)) : "a schema");
    if (strcmp(values->conflict_keywords[i], "required") == 0 && node_length(node) == 1)
        return text_print(check->arena, "%s is required", quote_node(check, node_children(node)));
    if (strcmp(values->conflict_keywords[i], "required") == 0)
        return "properties are required";
    if (!node_is_scalar(node))
        return text_print(check->arena, "there is `%s`", values->conflict_keywords[i]);
    return text_print(check->arena, "`%s` is %s", values->conflict_keywords[i], quote_node(check, node));
}

/* Keywords that ask for parts rule nothing out, unless the parts ask for the same again in every branch. */
static bool is_endless(const struct satisfaction *values)
{
    static const char *const asking[] = {"type", "required", "minItems", "minProperties", "contains", NULL};
    return str_is_one_of(str_of(values->conflict_keywords[0]), asking) &&
           str_is_one_of(str_of(values->conflict_keywords[1]), asking) && !conflict_is_pair(values, "type", "type");
}

/* "`enum`, `uniqueItems` and `minItems`"; "the keywords" when they are too many. */
static const char *names_of(struct check *check, const char *const together[4])
{
    struct buf names = {.arena = check->arena};
    for (size_t i = 0; i < 4 && together[i]; i++)
        buf_print(&names, "%s`%s`", !i ? "" : i == 3 || !together[i + 1] ? " and " : ", ", together[i]);
    return together[0] ? buf_c(&names) : "the keywords";
}

static void report_together(struct check *check, const struct field *field, const struct satisfaction *values)
{
    const char *names = names_of(check, values->together), *label = field_label(check, field);
    if (field->at.node->key)
        finding_at_key(check, field->at.node, "%s of %s together", names, label);
    else
        finding_at(check, field->at.node, "%s of %s together", names, label);
}

/* Told where the field itself says it, not in a definition that others use, too. */
static struct satisfaction with_own_place(const struct field *field, const struct satisfaction *found)
{
    struct satisfaction values = *found;
    if (values.conflict[1] && conflict_is_inside(field, values.conflict[0]) &&
        !conflict_is_inside(field, values.conflict[1]))
        for (int i = 0; i < 2; i++) {
            values.conflict[i] = found->conflict[1 - i];
            values.conflict_keywords[i] = found->conflict_keywords[1 - i];
        }
    return values;
}

/* Branches that leave nothing by themselves: all or none of a oneOf hold, or none of an anyOf can. */
static bool says_nothing_new(const struct satisfaction *values)
{
    const char *const *keywords = values->conflict_keywords;
    if (!values->conflict[1])
        return strcmp(keywords[0], "oneOf") == 0 || strcmp(keywords[0], "anyOf") == 0;
    return strcmp(keywords[0], keywords[1]) == 0 && node_is_scalar(values->conflict[0]) &&
           str_equal(node_text(values->conflict[0]), node_text(values->conflict[1]));
}

static void report_branches(struct check *check, const struct field *field, const struct node *place)
{
    const char *label = field_label(check, field);
    const struct keyword_use *one = field_keyword(field, KEYWORD_ONE_OF), *any = field_keyword(field, KEYWORD_ANY_OF);
    if (one) {
        struct finding *finding = finding_at_key(
            check, one->value, "whatever fits one branch of `oneOf` of %s fits another, too, or none", label);
        finding_help(check, finding, "write `anyOf`, or tell the branches apart by a property or type");
    } else if (any) {
        finding_at_key(check, any->value, "nothing fits a branch of `anyOf` of %s and what stands beside it", label);
    } else {
        finding_at(check, place, "the keywords of %s together", label);
    }
}

void conflict_report(struct check *check, const struct field *field, const struct satisfaction *found)
{
    const struct satisfaction own = with_own_place(field, found), *values = &own;
    const struct node *const *nodes = values->conflict;
    const char *label = field_label(check, field);
    if (!nodes[0]) {
        report_together(check, field, values);
    } else if (says_nothing_new(values)) {
        report_branches(check, field, nodes[1] ? nodes[1] : nodes[0]);
    } else if (!nodes[1]) {
        finding_at(check, nodes[0], "in %s %s, which its other keywords rule out", label, says(check, values, 0));
    } else {
        struct finding *finding =
            is_endless(values)
                ? finding_at(check, nodes[1], "what %s must hold must hold the same again, without an end", label)
            : conflict_is_pair(values, "enum", "enum")
                ? finding_at(check, nodes[1], "two lists `enum` of %s share no value", label)
                : finding_at(check, nodes[1], "in %s %s and %s", label, says(check, values, 0), says(check, values, 1));
        finding_relate(check, finding, nodes[0], "`%s`", values->conflict_keywords[0]);
    }
}
