#include "base/pattern_ast.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

enum { LENGTH_MAX = 4096 /* bytes of an example */, WORK_MAX = 100000 /* parts of the pattern gone through */ };

/* A captured group: bytes of the example. */
struct capture {
    size_t start, end;
};

struct maker {
    struct buf buf;
    struct capture *captures;
    uint32_t work;
    bool is_over;
};

/* Whether a property has an ASCII character; a guess by the name's first letters. */
static bool property_has(const struct pattern_property *property, char c)
{
    bool is_upper = c >= 'A' && c <= 'Z', has = false;
    switch (property->name.len ? property->name.at[0] : '\0') {
    case 'L':
        has = str_is(property->name, "Lu")   ? is_upper
              : str_is(property->name, "Ll") ? char_is_alpha(c) && !is_upper
                                             : char_is_alpha(c);
        break;
    case 'N': has = char_is_digit(c); break;
    case 'P': has = c == '-' || c == '_'; break;
    case 'S': has = c == '+'; break;
    case 'Z': has = c == ' '; break;
    }
    return has != property->is_negated;
}

static bool set_has_ascii(const struct pattern_set *set, char c)
{
    bool has = false;
    for (size_t i = 0; i < set->range_count; i++)
        has = has || ((uint32_t)c >= set->ranges[i].first && (uint32_t)c <= set->ranges[i].last);
    for (size_t i = 0; i < set->property_count; i++)
        has = has || property_has(&set->properties[i], c);
    return has != set->is_negated;
}

static void add_one_of(struct maker *maker, const struct pattern_set *set)
{
    static const char readable[] = "aA0-_+ ";
    for (const char *c = readable; *c; c++)
        if (set_has_ascii(set, *c)) {
            buf_add_char(&maker->buf, *c);
            return;
        }
    uint32_t first = set->range_count && !set->is_negated ? set->ranges[0].first : 'a';
    maker->is_over = maker->is_over || (first >= 0xD800 && first <= 0xDFFF);
    if (!maker->is_over)
        utf8_encode(&maker->buf, first);
}

static const struct pattern_node *shortest_child(const struct pattern_node *alternation)
{
    const struct pattern_node *shortest = alternation->first;
    uint32_t least = UINT32_MAX;
    for (const struct pattern_node *child = alternation->first; child; child = child->next) {
        uint32_t length = pattern_min_length(child);
        shortest = length < least ? child : shortest;
        least = length < least ? length : least;
    }
    return shortest;
}

/* The depth of the tree is bounded by PATTERN_DEPTH_MAX. */
static void make(struct maker *maker, const struct pattern_node *node)
{
    size_t start = maker->buf.len;
    const struct capture *capture;
    maker->is_over = maker->is_over || ++maker->work > WORK_MAX || maker->buf.len > LENGTH_MAX;
    if (maker->is_over)
        return;
    switch (node->kind) {
    case PATTERN_SET: add_one_of(maker, node->set); break;
    case PATTERN_SEQUENCE:
        for (const struct pattern_node *child = node->first; child; child = child->next)
            make(maker, child);
        break;
    case PATTERN_ALTERNATION: make(maker, shortest_child(node)); break;
    case PATTERN_REPEAT:
        for (uint32_t i = 0; i < node->min && !maker->is_over; i++)
            make(maker, node->first);
        break;
    case PATTERN_GROUP:
        make(maker, node->first);
        maker->captures[node->group] = (struct capture){start, maker->buf.len};
        break;
    case PATTERN_LOOK: /* what must stand before is written there */
        if (node->is_behind && !node->is_negated)
            make(maker, node->first);
        break;
    case PATTERN_BACKREFERENCE:
        capture = &maker->captures[node->group];
        buf_add(&maker->buf, str_slice(buf_str(&maker->buf), capture->start, capture->end));
        break;
    case PATTERN_START:
    case PATTERN_END:
    case PATTERN_BOUNDARY: break;
    }
}

bool pattern_example(struct arena *arena, const struct pattern_ast *ast, struct str *example)
{
    struct maker maker = {.buf = {.arena = arena}};
    if (!ast->root)
        return false;
    maker.captures = arena_alloc_array(arena, (size_t)ast->group_count + 1, sizeof *maker.captures);
    make(&maker, ast->root);
    *example = buf_str(&maker.buf);
    return !maker.is_over;
}
