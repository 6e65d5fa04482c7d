#include "base/language_parts.h"

#include "base/utf8.h"

enum { WORDS_DEPTH_MAX = 100 /* words that are beginnings of each other */ };

const struct language *language_unknown(void)
{
    static const struct language unknown = {.kind = LANGUAGE_KIND_UNKNOWN};
    return &unknown;
}

const struct language *language_all(void)
{
    static const struct language all = {.kind = LANGUAGE_KIND_ALL};
    return &all;
}

const struct language *language_none(void)
{
    static const struct language none = {.kind = LANGUAGE_KIND_NONE};
    return &none;
}

static const struct language *language_make(struct arena *arena, enum language_kind kind,
                                            const struct pattern_node *root)
{
    struct language *language = arena_new(arena, struct language);
    *language = (struct language){.kind = kind, .root = root};
    return language;
}

const struct language *language_of_pattern(struct arena *arena, const struct pattern_ast *ast)
{
    if (ast->status != PATTERN_OK || ast->has_lone_surrogate)
        return language_unknown();
    return language_make(arena, LANGUAGE_KIND_SEARCH, ast->root);
}

static struct pattern_node *node_make(struct arena *arena, enum pattern_kind kind)
{
    struct pattern_node *node = arena_new(arena, struct pattern_node);
    node->kind = kind;
    return node;
}

static struct pattern_node *character_make(struct arena *arena, uint32_t first, uint32_t last)
{
    struct pattern_node *node = node_make(arena, PATTERN_SET);
    struct pattern_range *range = arena_new(arena, struct pattern_range);
    struct pattern_set *set = arena_new(arena, struct pattern_set);
    *range = (struct pattern_range){first, last};
    *set = (struct pattern_set){.ranges = range, .range_count = 1};
    node->set = set;
    return node;
}

static struct pattern_node *sequence_of(struct arena *arena, struct str text)
{
    struct pattern_node *sequence = node_make(arena, PATTERN_SEQUENCE), **next = &sequence->first;
    uint32_t code_point;
    for (size_t at = 0; at < text.len; next = &(*next)->next) {
        at += utf8_decode(str_slice(text, at, text.len), &code_point);
        *next = character_make(arena, code_point, code_point);
    }
    return sequence;
}

/* The end of the characters that both have in common from byte `at` on. */
static size_t shared_end(struct str a, struct str b, size_t at)
{
    for (;;) {
        uint32_t in_a, in_b;
        size_t len = utf8_decode(str_slice(a, at, a.len), &in_a);
        if (len == 0 || utf8_decode(str_slice(b, at, b.len), &in_b) == 0 || in_a != in_b)
            return at;
        at += len;
    }
}

/* What different words, in order, have from byte `at` on, with beginnings that they share written once. */
static struct pattern_node *words_make(struct arena *arena, const struct str *words, size_t count, size_t at,
                                       unsigned depth)
{
    struct str rest = str_slice(words[0], at, words[0].len);
    if (count == 1)
        return sequence_of(arena, rest);
    size_t end = shared_end(words[0], words[count - 1], at);
    struct pattern_node *sequence = node_make(arena, PATTERN_SEQUENCE);
    struct pattern_node *alternation = node_make(arena, PATTERN_ALTERNATION), **next = &alternation->first;
    sequence->first = sequence_of(arena, str_slice(rest, 0, end - at));
    sequence->first->next = alternation;
    for (size_t i = 0, group; i < count; i += group, next = &(*next)->next) {
        group = 1;
        while (depth < WORDS_DEPTH_MAX && i + group < count && shared_end(words[i], words[i + group], end) > end)
            group++;
        *next = words_make(arena, words + i, group, end, depth + 1);
    }
    return sequence;
}

static int word_compare(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

const struct language *language_of_strings(struct arena *arena, const struct str *strings, size_t count)
{
    struct str *words = arena_alloc_array(arena, count, sizeof *words);
    size_t kept = 0;
    if (count == 0)
        return language_none();
    memcpy(words, strings, count * sizeof *words);
    qsort(words, count, sizeof *words, word_compare);
    for (size_t i = 0; i < count; i++) {
        if (utf8_valid_length(words[i]) < words[i].len)
            return language_unknown();
        if (i == 0 || !str_equal(words[i], words[kept - 1]))
            words[kept++] = words[i];
    }
    return language_make(arena, LANGUAGE_KIND_WHOLE, words_make(arena, words, kept, 0, 0));
}

const struct language *language_of_length(struct arena *arena, uint32_t min, uint32_t max)
{
    if (min > max)
        return language_none();
    struct pattern_node *repeat = node_make(arena, PATTERN_REPEAT);
    repeat->min = min;
    repeat->max = max;
    repeat->first = character_make(arena, 0, 0x10FFFF);
    return language_make(arena, LANGUAGE_KIND_WHOLE, repeat);
}

static const struct language *combine(struct arena *arena, enum language_kind kind, const struct language *left,
                                      const struct language *right)
{
    uint32_t depth = 1 + (right && right->depth > left->depth ? right->depth : left->depth);
    if (depth > LANGUAGE_DEPTH_MAX)
        return language_unknown();
    struct language *language = arena_new(arena, struct language);
    *language = (struct language){.kind = kind, .depth = depth, .left = left, .right = right};
    return language;
}

const struct language *language_intersect(struct arena *arena, const struct language *a, const struct language *b)
{
    return combine(arena, LANGUAGE_KIND_AND, a, b);
}

const struct language *language_unite(struct arena *arena, const struct language *a, const struct language *b)
{
    return combine(arena, LANGUAGE_KIND_OR, a, b);
}

const struct language *language_complement(struct arena *arena, const struct language *language)
{
    return combine(arena, LANGUAGE_KIND_NOT, language, NULL);
}

const struct language *language_subtract(struct arena *arena, const struct language *a, const struct language *b)
{
    return language_intersect(arena, a, language_complement(arena, b));
}

enum language_answer language_is_empty(struct arena *arena, const struct language *language, uint32_t steps)
{
    struct str witness;
    struct arena_mark mark = arena_mark(arena);
    enum language_answer answer = language_witness(arena, language, steps, &witness);
    arena_rewind(arena, mark);
    if (answer == LANGUAGE_UNKNOWN)
        return answer;
    return answer == LANGUAGE_YES ? LANGUAGE_NO : LANGUAGE_YES;
}

enum language_answer language_contains(struct arena *arena, const struct language *outer, const struct language *inner,
                                       uint32_t steps)
{
    struct arena_mark mark = arena_mark(arena);
    enum language_answer answer = language_is_empty(arena, language_subtract(arena, inner, outer), steps);
    arena_rewind(arena, mark);
    return answer;
}

size_t language_examples(struct arena *arena, const struct language *language, uint32_t steps, struct str *examples,
                         size_t count, enum language_answer *answer)
{
    for (size_t i = 0; i < count; i++) {
        const struct language *found = language_of_strings(arena, examples, i);
        enum language_answer has_more =
            language_witness(arena, language_subtract(arena, language, found), steps, &examples[i]);
        *answer = has_more == LANGUAGE_NO ? LANGUAGE_YES : has_more;
        if (has_more != LANGUAGE_YES)
            return i;
    }
    *answer = LANGUAGE_YES;
    return count;
}
