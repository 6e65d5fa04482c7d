#include "base/pattern_ast.h"

#include "base/arena.h"
#include "base/buf.h"

/* Letters and digits mean themselves; all else is written so that no syntax of PCRE2 can arise. */
static void print_character(struct buf *buf, uint32_t c)
{
    if (c < 0x80 && char_is_alnum((char)c))
        buf_add_char(buf, (char)c);
    else
        buf_print(buf, "\\x{%x}", (unsigned)c);
}

static void print_range(struct buf *buf, uint32_t first, uint32_t last)
{
    print_character(buf, first);
    if (last > first) {
        buf_add_char(buf, '-');
        print_character(buf, last);
    }
}

/* No UTF-8 subject has surrogates, and PCRE2 refuses to see them as ends of a range. */
static void print_ranges(struct buf *buf, const struct pattern_set *set)
{
    for (size_t i = 0; i < set->range_count; i++) {
        struct pattern_range range = set->ranges[i];
        if (range.first >= 0xD800 && range.first <= 0xDFFF)
            range.first = 0xE000;
        if (range.last >= 0xD800 && range.last <= 0xDFFF)
            range.last = 0xD7FF;
        if (range.first <= range.last)
            print_range(buf, range.first, range.last);
    }
}

static void print_set(struct buf *buf, const struct pattern_set *set)
{
    bool is_character = set->property_count == 0 && set->range_count == 1 &&
                        set->ranges[0].first == set->ranges[0].last && (set->ranges[0].first & 0x1FF800) != 0xD800;
    if (is_character) {
        print_character(buf, set->ranges[0].first);
        return;
    }
    size_t opener = buf->len;
    buf_add_c(buf, set->is_negated ? "[^" : "[");
    size_t empty = buf->len;
    print_ranges(buf, set);
    if (buf->len == empty && set->property_count == 0) {
        buf->len = opener;
        buf_add_c(buf, "[^\\x{0}-\\x{10ffff}"); /* PCRE2 can have `[]`, but forgets to repeat it */
    }
    for (size_t i = 0; i < set->property_count; i++)
        buf_print(buf, "\\%c{%.*s}", set->properties[i].is_negated ? 'P' : 'p', STR_ARG(set->properties[i].name));
    buf_add_char(buf, ']');
}

static void print_opener(struct buf *buf, const struct pattern_node *node)
{
    if (node->kind == PATTERN_GROUP)
        buf_add_c(buf, node->group ? "(" : "(?:");
    else
        buf_print(buf, "(?%s%c", node->is_behind ? "<" : "", node->is_negated ? '!' : '=');
}

static void print_counts(struct buf *buf, const struct pattern_node *node)
{
    if (node->max == PATTERN_UNLIMITED)
        buf_print(buf, "{%u,}", (unsigned)node->min);
    else
        buf_print(buf, "{%u,%u}", (unsigned)node->min, (unsigned)node->max);
    if (node->is_lazy)
        buf_add_char(buf, '?');
}

static void print_node(struct buf *buf, const struct pattern_node *node);

static void print_children(struct buf *buf, const struct pattern_node *node, const char *between)
{
    for (const struct pattern_node *child = node->first; child; child = child->next) {
        print_node(buf, child);
        if (child->next)
            buf_add_c(buf, between);
    }
}

static void print_node(struct buf *buf, const struct pattern_node *node)
{
    switch (node->kind) {
    case PATTERN_SET: print_set(buf, node->set); break;
    case PATTERN_SEQUENCE: print_children(buf, node, ""); break;
    case PATTERN_ALTERNATION: print_children(buf, node, "|"); break;
    case PATTERN_REPEAT:
        print_children(buf, node, "");
        print_counts(buf, node);
        break;
    case PATTERN_GROUP:
    case PATTERN_LOOK:
        print_opener(buf, node);
        print_children(buf, node, "");
        buf_add_char(buf, ')');
        break;
    case PATTERN_BACKREFERENCE: buf_print(buf, "\\g{%u}", (unsigned)node->group); break;
    case PATTERN_START: buf_add_c(buf, "\\A"); break;
    case PATTERN_END: buf_add_c(buf, "\\z"); break;
    case PATTERN_BOUNDARY: buf_add_c(buf, node->is_negated ? "\\B" : "\\b"); break;
    }
}

struct str pattern_print(struct arena *arena, const struct pattern_ast *ast)
{
    struct buf buf = {.arena = arena};
    print_node(&buf, ast->root);
    return buf_str(&buf);
}

/* ECMA-262 forgets the capture of a group at each round of an enclosing repetition, PCRE2 does not. */
static void note_groups(const struct pattern_node *node, bool is_forgotten, bool *forgotten)
{
    if (node->kind == PATTERN_REPEAT)
        is_forgotten |= node->max > 1 || (node->min == 0 && pattern_min_length(node->first) == 0);
    if (node->kind == PATTERN_GROUP)
        forgotten[node->group] = is_forgotten;
    for (const struct pattern_node *child = node->first; child; child = child->next)
        note_groups(child, is_forgotten, forgotten);
}

static bool find_reference(const struct pattern_node *node, bool is_behind, const bool *forgotten,
                           struct pattern_problem *problem)
{
    is_behind |= node->kind == PATTERN_LOOK && node->is_behind;
    if (node->kind == PATTERN_BACKREFERENCE && (is_behind || forgotten[node->group])) {
        *problem = (struct pattern_problem){node->start, node->end,
                                            is_behind ? "backreference inside a look-behind"
                                                      : "backreference to a group inside a repetition"};
        return true;
    }
    for (const struct pattern_node *child = node->first; child; child = child->next)
        if (find_reference(child, is_behind, forgotten, problem))
            return true;
    return false;
}

bool pattern_is_beyond_pcre2(struct arena *arena, const struct pattern_ast *ast, struct pattern_problem *problem)
{
    if (ast->has_lone_surrogate) {
        *problem = (struct pattern_problem){0, (uint32_t)ast->text.len, "half of a surrogate pair stands alone"};
        return true;
    }
    bool *forgotten = arena_alloc_array(arena, (size_t)ast->group_count + 1, sizeof *forgotten);
    note_groups(ast->root, false, forgotten);
    return find_reference(ast->root, false, forgotten, problem);
}
