#include "base/pattern_scan.h"

#include "base/arena.h"

enum { ASCII = 128, ITEMS_MAX = 64 };

/* A set, `min` to `max` times. */
struct item {
    uint64_t ascii[2]; /* bit per character */
    uint32_t min, max;
};

struct pattern_scan {
    struct item items[ITEMS_MAX];
    size_t count;
    bool has_start, has_end; /* `^`, `$` */
};

static bool add_set(struct pattern_scan *scan, const struct pattern_set *set, uint32_t min, uint32_t max)
{
    if (scan->count == ITEMS_MAX || set->property_count)
        return false;
    struct item *item = &scan->items[scan->count++];
    *item = (struct item){.min = min, .max = max};
    for (size_t i = 0; i < set->range_count; i++)
        for (uint32_t c = set->ranges[i].first; c <= set->ranges[i].last && c < ASCII; c++)
            item->ascii[c / 64] |= (uint64_t)1 << c % 64;
    return true;
}

/* Adds what a node demands; false when that is more than sets in turn. */
static bool add(struct pattern_scan *scan, const struct pattern_node *node)
{
    bool is_inside = scan->has_start && !scan->has_end, is_added = true;
    switch (node->kind) {
    case PATTERN_SET: return is_inside && add_set(scan, node->set, 1, 1);
    case PATTERN_REPEAT:
        return is_inside && node->first->kind == PATTERN_SET && add_set(scan, node->first->set, node->min, node->max);
    case PATTERN_GROUP: return add(scan, node->first);
    case PATTERN_SEQUENCE:
        for (const struct pattern_node *child = node->first; child && is_added; child = child->next)
            is_added = add(scan, child);
        return is_added;
    case PATTERN_START: scan->has_start = true; return !scan->count && !scan->has_end;
    case PATTERN_END: scan->has_end = true; return scan->has_start;
    default: return false;
    }
}

/* Whether a character that an item can take is never one for those behind it: then who takes all that can be taken
   misses no match. */
static bool ends_clearly(const struct pattern_scan *scan, size_t index)
{
    const struct item *item = &scan->items[index], *next;
    for (size_t i = index + 1; i < scan->count && item->min < item->max; i++) {
        next = &scan->items[i];
        if ((item->ascii[0] & next->ascii[0]) || (item->ascii[1] & next->ascii[1]))
            return false;
        if (next->min)
            break;
    }
    return true;
}

const struct pattern_scan *pattern_scan_make(struct arena *arena, const struct pattern_ast *ast)
{
    struct arena_mark mark = arena_mark(arena);
    struct pattern_scan *scan = arena_new(arena, struct pattern_scan);
    bool is_scan = ast->root && !ast->has_lone_surrogate && add(scan, ast->root) && scan->has_start;
    for (size_t i = 0; is_scan && i < scan->count; i++)
        is_scan = ends_clearly(scan, i);
    if (!is_scan)
        arena_rewind(arena, mark);
    return is_scan ? scan : NULL;
}

static bool is_ascii(struct str text)
{
    unsigned char bits = 0;
    for (size_t i = 0; i < text.len; i++)
        bits |= (unsigned char)text.at[i];
    return bits < ASCII;
}

static bool takes(const struct item *item, char c)
{
    return item->ascii[c / 64] >> c % 64 & 1;
}

enum pattern_result pattern_scan_run(const struct pattern_scan *scan, struct str subject)
{
    if (!is_ascii(subject))
        return PATTERN_UNDECIDED;
    size_t at = 0;
    for (size_t i = 0; i < scan->count; i++) {
        const struct item *item = &scan->items[i];
        uint32_t taken = 0;
        for (; taken < item->max && at < subject.len && takes(item, subject.at[at]); taken++)
            at++;
        if (taken < item->min)
            return PATTERN_DIFFERS;
    }
    return scan->has_end && at < subject.len ? PATTERN_DIFFERS : PATTERN_MATCHES;
}
