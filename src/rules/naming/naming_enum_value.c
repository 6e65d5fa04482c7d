#include "base/buf.h"
#include "base/map.h"
#include "base/pattern.h"
#include "check/name.h"
#include "check/rule.h"

static bool is_string(const struct node *item)
{
    const struct node *target = node_resolve(item);
    return target && target->kind == NODE_SCALAR && target->type == SCALAR_STRING && target->text.len;
}

static void check_pattern(struct check *check, const struct node *list, const struct pattern_option *option)
{
    for (const struct node *item = node_children(list); item; item = item->next) {
        if (!is_string(item) || pattern_match(option->pattern, node_text(item)) != PATTERN_DIFFERS)
            continue;
        struct finding *finding =
            finding_at(check, item, "%s does not match `%s`", quote_node(check, item), option->text);
        finding_help(check, finding, "choose a value that matches the pattern");
    }
}

/* What another value differs from in letter case only is enum-case-clash. */
static const char once[] = "once", again[] = "again";

static void count_folded(struct check *check, const struct node *list, struct map *folded)
{
    map_init(folded, check->arena);
    map_reserve(folded, node_length(list));
    for (const struct node *item = node_children(list); item; item = item->next) {
        struct str lower = is_string(item) ? str_lower(check->arena, node_text(item)) : STR("");
        if (lower.len && map_put_new(folded, lower, once))
            map_put(folded, lower, again);
    }
}

/* Whether another value is the same in another case. `lower` is for the use of this function. */
static bool is_clashing(const struct map *folded, struct buf *lower, struct str text)
{
    lower->len = 0;
    for (size_t i = 0; i < text.len; i++)
        buf_add_char(lower, char_lower(text.at[i]));
    return map_get(folded, buf_str(lower)) == again;
}

static void check_majority(struct check *check, const struct node *list)
{
    struct name_census census = {.total = 0};
    struct map folded;
    struct buf lower = {.arena = check->arena};
    for (const struct node *item = node_children(list); item; item = item->next)
        if (is_string(item))
            name_census_add(&census, node_text(item));
    if (name_census_is_uniform(&census))
        return;
    enum name_style main_style = name_census_main(&census);
    count_folded(check, list, &folded);
    for (const struct node *item = node_children(list); item; item = item->next) {
        bool is_odd =
            is_string(item) && name_styles(node_text(item)) && name_census_is_odd(&census, main_style, node_text(item));
        if (!is_odd || is_clashing(&folded, &lower, node_text(item)))
            continue;
        struct finding *finding = finding_at(check, item, "%s among values in another style", quote_node(check, item));
        struct str other = name_in_style(check->arena, node_text(item), main_style);
        finding_help(check, finding, "write %s, or make sure that the data really says %s", quote(check, other),
                     quote_node(check, item));
    }
}

static void on_field(struct check *check, const struct field *field)
{
    const struct pattern_option *option = &check->settings->options.naming.enum_value;
    if (!node_is_sequence(field->enumeration) || field->is_type_bad)
        return;
    if (option->text)
        check_pattern(check, field->enumeration, option);
    else
        check_majority(check, field->enumeration);
}

static const struct rule_option options[] = {
    {"naming.enum-value", NULL, "the pattern of enum values; without it the style of most values of the enum holds"},
    {NULL},
};

const struct rule rule_naming_enum_value = {
    .id = "naming-enum-value",
    .severity = SEVERITY_INFO,
    .since = "0.1.0",
    .summary = "the enum value is spelt unlike the others",
    .why = "Values are compared letter by letter. One that is spelt in another style is either a mistake in the "
           "contract or "
           "a trap for everybody who filters by it.",
    .advice = "spell all values of an enum alike",
    .options = options,
    .keywords = (const unsigned char[]){KEYWORD_ENUM, KEYWORD_COUNT},
    .on_field = on_field,
};
