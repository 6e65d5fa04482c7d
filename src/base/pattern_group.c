#include "base/pattern_parser.h"

#include "base/arena.h"
#include "base/utf8.h"

/* Characters from U+0080 on are not looked up: too many versions of Unicode are in use. */
static bool is_name_character(uint32_t c, bool is_first)
{
    if (c >= 0x80)
        return c < 0xD800 || c > 0xDFFF;
    return c == '$' || c == '_' || char_is_alpha((char)c) || (!is_first && char_is_digit((char)c));
}

static bool take_name_character(struct pattern_parser *parser, bool is_first)
{
    uint32_t c;
    if (!pattern_take(parser, "\\"))
        c = pattern_take_character(parser);
    else if (!pattern_take_unicode_escape(parser, true, &c))
        return false;
    if (is_name_character(c, is_first))
        utf8_encode(&parser->name, c);
    return is_name_character(c, is_first);
}

/* A group name after `<` up to and with `>`. */
static bool take_group_name(struct pattern_parser *parser, size_t start, struct str *name)
{
    parser->name = (struct buf){.arena = parser->arena};
    while (!pattern_take(parser, ">")) {
        if (pattern_peek(parser) < 0)
            return pattern_fail(parser, PATTERN_INVALID, start, "group name is not closed with `>`");
        if (!take_name_character(parser, parser->name.len == 0))
            return pattern_fail(parser, PATTERN_INVALID, start, "group name has a character that no name may have");
    }
    *name = buf_str(&parser->name);
    return name->len || pattern_fail(parser, PATTERN_INVALID, start, "group name is empty");
}

/* Whether the group of `name` and the present one are in different alternatives, so that only one can take part. */
static bool is_other_alternative(const struct pattern_parser *parser, size_t name)
{
    for (const struct pattern_scope *scope = parser->scope; scope; scope = scope->outer)
        if (name >= scope->first_name && name < scope->first_name_of_alternative)
            return true;
    return false;
}

static bool add_name(struct pattern_parser *parser, size_t start, uint32_t group)
{
    struct str name;
    if (!take_group_name(parser, start, &name))
        return false;
    for (size_t i = 0; i < parser->name_count; i++)
        if (str_equal(parser->names[i].name, name))
            return is_other_alternative(parser, i)
                       ? pattern_fail(parser, PATTERN_NOT_CHECKED, start, "group name is used in two alternatives")
                       : pattern_fail(parser, PATTERN_INVALID, start, "group name is used twice");
    parser->names[parser->name_count++] = (struct pattern_name){name, group};
    return true;
}

/* From the opener at `start`, which has been read, to the closing parenthesis. */
static struct pattern_node *take_group_rest(struct pattern_parser *parser, struct pattern_node *group)
{
    size_t opener_end = parser->at;
    group->first = pattern_take_alternation(parser);
    if (!group->first)
        return NULL;
    if (!pattern_take(parser, ")")) {
        parser->at = opener_end;
        pattern_fail(parser, PATTERN_INVALID, group->start, "group is not closed");
        return NULL;
    }
    group->end = (uint32_t)parser->at;
    return group;
}

/* ES2025: `(?ims-ims:`, each letter once. */
static bool is_modifier(struct str flags)
{
    static const char letters[] = "ims-";
    size_t seen[4] = {0};
    for (size_t i = 0; i < flags.len; i++) {
        const char *letter = flags.at[i] ? strchr(letters, flags.at[i]) : NULL;
        if (!letter || seen[letter - letters]++)
            return false;
    }
    return flags.len > 1 || (flags.len == 1 && flags.at[0] != '-');
}

static struct pattern_node *fail_flags(struct pattern_parser *parser, size_t start)
{
    size_t flags = parser->at;
    for (int c; c = pattern_peek(parser), c == '-' || c == '^' || (c >= 0 && char_is_alpha((char)c));)
        parser->at++;
    struct str text = str_slice(parser->text, flags, parser->at);
    if (is_modifier(text) && pattern_take(parser, ":"))
        pattern_fail(parser, PATTERN_NOT_CHECKED, start, "modifiers `(?%.*s:` are newer than ECMA-262 2024",
                     STR_ARG(text));
    else if (text.len && (pattern_take(parser, ":") || pattern_take(parser, ")")))
        pattern_fail(parser, PATTERN_INVALID, start, "inline flags `%.*s` are no ECMA-262",
                     STR_ARG(str_slice(parser->text, start, parser->at)));
    else
        pattern_fail(parser, PATTERN_INVALID, start, "`(?` begins no group of ECMA-262 here");
    return NULL;
}

/* `(?` and what ECMA-262 does not have there. */
static struct pattern_node *fail_opener(struct pattern_parser *parser, size_t start)
{
    static const struct {
        const char *opener, *reason;
    } foreign[] = {
        {"P<", "`(?P<` is Python's, ECMA-262 writes `(?<name>`"},
        {"P=", "`(?P=` is Python's, ECMA-262 writes `\\k<name>`"},
        {"P>", "subroutine calls `(?P>` are no ECMA-262"},
        {"'", "`(?'` is PCRE's, ECMA-262 writes `(?<name>`"},
        {">", "atomic groups `(?>` are no ECMA-262"},
        {"|", "branch reset `(?|` is no ECMA-262"},
        {"#", "comments `(?#` are no ECMA-262"},
        {"(", "conditions `(?(` are no ECMA-262"},
        {"&", "subroutine calls `(?&` are no ECMA-262"},
        {"R)", "recursion `(?R)` is no ECMA-262"},
    };
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
        if (pattern_take(parser, foreign[i].opener)) {
            pattern_fail(parser, PATTERN_INVALID, start, "%s", foreign[i].reason);
            return NULL;
        }
    return fail_flags(parser, start);
}

static struct pattern_node *take_look(struct pattern_parser *parser, size_t start, bool is_behind, bool is_negated)
{
    struct pattern_node *look = pattern_node_make(parser, PATTERN_LOOK, start);
    look->is_behind = is_behind;
    look->is_negated = is_negated;
    return take_group_rest(parser, look);
}

static struct pattern_node *take_capture(struct pattern_parser *parser, size_t start, bool is_named)
{
    struct pattern_node *group = pattern_node_make(parser, PATTERN_GROUP, start);
    group->group = ++parser->groups_begun;
    if (is_named && !add_name(parser, start, group->group))
        return NULL;
    return take_group_rest(parser, group);
}

struct pattern_node *pattern_take_group(struct pattern_parser *parser)
{
    size_t start = parser->at;
    if (pattern_take(parser, "(?:"))
        return take_group_rest(parser, pattern_node_make(parser, PATTERN_GROUP, start));
    if (pattern_take(parser, "(?="))
        return take_look(parser, start, false, false);
    if (pattern_take(parser, "(?!"))
        return take_look(parser, start, false, true);
    if (pattern_take(parser, "(?<="))
        return take_look(parser, start, true, false);
    if (pattern_take(parser, "(?<!"))
        return take_look(parser, start, true, true);
    if (pattern_take(parser, "(?<"))
        return take_capture(parser, start, true);
    if (pattern_take(parser, "(?"))
        return fail_opener(parser, start);
    pattern_take(parser, "(");
    return take_capture(parser, start, false);
}

/* \k<name>; the group may follow later. */
struct pattern_node *pattern_take_named_reference(struct pattern_parser *parser, size_t start)
{
    struct pattern_reference *reference = arena_new(parser->arena, struct pattern_reference);
    if (!pattern_take(parser, "<")) {
        pattern_fail(parser, PATTERN_INVALID, start, "`\\k` needs a group name: `\\k<name>`");
        return NULL;
    }
    if (!take_group_name(parser, start, &reference->name))
        return NULL;
    reference->node = pattern_node_make(parser, PATTERN_BACKREFERENCE, start);
    reference->older = parser->references;
    parser->references = reference;
    return reference->node;
}

bool pattern_resolve_references(struct pattern_parser *parser)
{
    for (struct pattern_reference *reference = parser->references; reference; reference = reference->older) {
        struct pattern_node *node = reference->node;
        for (size_t i = 0; i < parser->name_count && !node->group; i++)
            if (str_equal(parser->names[i].name, reference->name))
                node->group = parser->names[i].group;
        parser->at = node->end;
        if (!node->group)
            return pattern_fail(parser, PATTERN_INVALID, node->start, "no group has this name");
    }
    return true;
}
