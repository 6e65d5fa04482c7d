#include "base/buf.h"
#include "base/pattern.h"
#include "base/utf8.h"
#include "check/name.h"
#include "check/rule.h"

/* ^[a-z][a-z0-9-]{2,62}[a-z0-9]$ */
enum { SHORTEST = 4, LONGEST = 64 };

static bool is_small(char c)
{
    return char_is_alpha(c) && c == char_lower(c);
}

static const char *character_at(struct check *check, struct str name, size_t i)
{
    struct buf buf = {.arena = check->arena};
    if (char_is_digit(name.at[i]))
        return "a digit";
    if (char_is_alpha(name.at[i]))
        return is_small(name.at[i]) ? "a letter" : "a capital letter";
    if (name.at[i] == '_')
        return "an underscore";
    if (name.at[i] == '-')
        return "a hyphen";
    if (char_is_blank(name.at[i]))
        return "a blank";
    buf_add_char(&buf, '`');
    utf8_add_visible_one(&buf, str_slice(name, i, name.len));
    buf_add_char(&buf, '`');
    return buf_c(&buf);
}

/* The first thing that is wrong; NULL when nothing is. */
static const char *fault_of(struct check *check, struct str name)
{
    struct arena *arena = check->arena;
    if (!is_small(name.at[0]))
        return text_print(arena, "begins with %s", character_at(check, name, 0));
    for (size_t i = 1; i < name.len; i++)
        if (!is_small(name.at[i]) && !char_is_digit(name.at[i]) && name.at[i] != '-')
            return text_print(arena, "has %s at character %zu", character_at(check, name, i),
                              utf8_length(str_slice(name, 0, i)) + 1);
    if (name.at[name.len - 1] == '-')
        return "ends with a hyphen";
    if (name.len < SHORTEST)
        return text_print(arena, "is too short: %zu of at least %d characters", name.len, SHORTEST);
    if (name.len > LONGEST)
        return text_print(arena, "is too long: %zu of at most %d characters", name.len, LONGEST);
    return NULL;
}

/* Numbers break the form anyway, `true` does not. */
static bool is_boolean(const struct node *node)
{
    const struct node *target = node_resolve(node);
    return target && target->type == SCALAR_BOOL;
}

static bool is_allowed(struct check *check, struct str name, const char **fault)
{
    const struct pattern_option *option = &check->settings->options.naming.product;
    *fault = NULL;
    if (!option->text)
        *fault = name.len ? fault_of(check, name) : "is blank";
    else if (pattern_match(option->pattern, name) == PATTERN_DIFFERS)
        *fault = text_print(check->arena, "does not match `%s`", option->text);
    return !*fault;
}

static void on_contract(struct check *check, const struct contract *contract)
{
    const char *fault, *other_fault;
    struct str name = contract->name.value;
    if (!text_has_value(contract->name))
        return;
    if (is_boolean(contract->name.node)) {
        finding_at(check, contract->name.node, "%s is read as a boolean", quote(check, name));
        return;
    }
    if (is_allowed(check, name, &fault))
        return;
    struct finding *finding = finding_at(check, contract->name.node, "%s %s", quote(check, name), fault);
    struct str slug = name_in_style(check->arena, str_slice(name, 0, LONGEST * 2), NAME_STYLE_KEBAB);
    if (is_allowed(check, slug, &other_fault))
        finding_help(check, finding, "write %s", quote(check, slug));
    else if (check->settings->options.naming.product.text)
        finding_help(check, finding, "choose a name that matches the pattern");
}

static const struct rule_option options[] = {
    {"naming.product", "\"^[a-z][a-z0-9-]{2,62}[a-z0-9]$\"", "the pattern of product names"},
    {NULL},
};

const struct rule rule_naming_product = {
    .id = "naming-product",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "the product's name is not of the agreed form",
    .why =
        "The name becomes topics, paths, tables and addresses, which do not all take capitals, blanks and underscores; "
        "one form for all is also what people can guess.",
    .advice = "write 4 to 64 small letters, digits and hyphens that begin with a letter and do not end with a hyphen",
    .dialects = IN_DATA_PRODUCT | IN_DOMAINS,
    .options = options,
    .on_contract = on_contract,
};
