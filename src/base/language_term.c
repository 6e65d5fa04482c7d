#include "base/language_parts.h"

enum { ITEMS_PER_STEP = 4 };

bool terms_spend(struct terms *terms, size_t steps)
{
    if (terms->steps < steps)
        terms->is_spent = true;
    terms->steps = terms->is_spent ? 0 : terms->steps - (uint32_t)steps;
    return !terms->is_spent;
}

/* The one object that has this key. */
static struct term *term_make(struct terms *terms, const struct term *key, struct term *const *members)
{
    size_t key_start = offsetof(struct term, node), members_size = key->count * sizeof *members;
    struct arena_mark mark = arena_mark(terms->arena);
    struct term *term = arena_alloc(terms->arena, sizeof *term + members_size);
    *term = *key;
    if (members_size)
        memcpy(term->members, members, members_size);
    struct str bytes = {(const char *)term + key_start, sizeof *term - key_start + members_size};
    struct term *known = map_get(&terms->map, bytes);
    if (known) {
        arena_rewind(terms->arena, mark);
        return known;
    }
    map_put(&terms->map, bytes, term);
    term->id = (uint32_t)terms->map.count;
    term->is_exact = key->kind != TERM_UNKNOWN;
    for (size_t i = 0; i < key->count; i++)
        term->is_exact = term->is_exact && members[i]->is_exact;
    return term;
}

struct term *term_tail(struct terms *terms, const struct pattern_node *node, struct term *next)
{
    return node ? term_make(terms, &(struct term){.kind = TERM_TAIL, .node = node, .next = next}, NULL) : next;
}

struct term *term_loop(struct terms *terms, const struct pattern_node *node, uint32_t min, uint32_t max,
                       struct term *next)
{
    if (max == 0)
        return next;
    return term_make(terms, &(struct term){.kind = TERM_LOOP, .node = node, .min = min, .max = max, .next = next},
                     NULL);
}

struct term *term_rest(struct terms *terms, struct term *term)
{
    uint32_t min = term->min ? term->min - 1 : 0, max = term->max - (term->max != PATTERN_UNLIMITED);
    if (!term->rest)
        term->rest = term->kind == TERM_TAIL ? term_tail(terms, term->node->next, term->next)
                                             : term_loop(terms, term->node, min, max, term->next);
    return term->rest;
}

static struct term *negation_make(struct terms *terms, struct term *term)
{
    struct term *negation = term_make(terms, &(struct term){.kind = TERM_NOT, .count = 1}, &term);
    negation->negation = term;
    return negation;
}

struct term *term_not(struct terms *terms, struct term *term)
{
    if (!term->negation)
        term->negation = negation_make(terms, term);
    return term->negation;
}

size_t term_list_begin(const struct terms *terms)
{
    return terms->list_count;
}

static void list_push(struct terms *terms, struct term *const *items, size_t count)
{
    if (terms->list_count + count > terms->list_capacity) {
        terms->list_capacity = 2 * terms->list_capacity + count + 16;
        struct term **larger = arena_alloc_array(terms->arena, terms->list_capacity, sizeof *larger);
        if (terms->list_count)
            memcpy(larger, terms->list, terms->list_count * sizeof *larger);
        terms->list = larger;
    }
    memcpy(terms->list + terms->list_count, items, count * sizeof *items);
    terms->list_count += count;
}

void term_list_add(struct terms *terms, enum term_kind kind, struct term *term)
{
    struct term *neutral = kind == TERM_OR ? terms->none : terms->all;
    if (term == neutral || !terms_spend(terms, 1 + term->count / ITEMS_PER_STEP))
        return;
    if (term->kind == kind)
        list_push(terms, term->members, term->count);
    else
        list_push(terms, &term, 1);
}

static int term_compare(const void *a, const void *b)
{
    const struct term *left = *(struct term *const *)a, *right = *(struct term *const *)b;
    return left->id < right->id ? -1 : left->id > right->id;
}

static bool list_has(struct term *const *items, size_t count, const struct term *term)
{
    return bsearch(&term, items, count, sizeof *items, term_compare) != NULL;
}

/* Whether one item decides for all: what absorbs the others, or a term and its negation. What is not exact may stand
   for different languages in different places. */
static bool is_decided(const struct terms *terms, enum term_kind kind, struct term *const *items, size_t count)
{
    const struct term *absorbing = kind == TERM_OR ? terms->all : terms->none;
    for (size_t i = 0; i < count; i++)
        if (items[i] == absorbing ||
            (items[i]->kind == TERM_NOT && items[i]->is_exact && list_has(items, count, items[i]->members[0])))
            return true;
    return false;
}

struct term *term_list_end(struct terms *terms, enum term_kind kind, size_t begin)
{
    size_t count = terms->list_count - begin, kept = 0;
    if (count == 0)
        return kind == TERM_OR ? terms->none : terms->all;
    struct term **items = terms->list + begin;
    terms->list_count = begin;
    if (count > 1)
        qsort(items, count, sizeof *items, term_compare);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || items[i] != items[kept - 1])
            items[kept++] = items[i];
    if (is_decided(terms, kind, items, kept))
        return kind == TERM_OR ? terms->all : terms->none;
    return kept == 1 ? items[0] : term_make(terms, &(struct term){.kind = kind, .count = (uint32_t)kept}, items);
}

struct term *term_pair(struct terms *terms, enum term_kind kind, struct term *a, struct term *b)
{
    size_t list = term_list_begin(terms);
    term_list_add(terms, kind, a);
    term_list_add(terms, kind, b);
    return term_list_end(terms, kind, list);
}

/* A search that can succeed at the start only ends soon when it fails. */
static struct term *search_of(struct terms *terms, const struct pattern_node *root)
{
    if (pattern_is_anchored_at(root, PATTERN_START))
        return term_tail(terms, root, terms->all);
    return term_make(terms, &(struct term){.kind = TERM_SEARCH, .node = root}, NULL);
}

static struct term *term_of(struct terms *terms, const struct language *language)
{
    if (!terms_spend(terms, 1))
        return terms->unknown;
    switch (language->kind) {
    case LANGUAGE_KIND_UNKNOWN: return terms->unknown;
    case LANGUAGE_KIND_NONE: return terms->none;
    case LANGUAGE_KIND_ALL: return terms->all;
    case LANGUAGE_KIND_SEARCH: return search_of(terms, language->root);
    case LANGUAGE_KIND_WHOLE: return term_tail(terms, language->root, terms->end);
    case LANGUAGE_KIND_NOT: return term_not(terms, term_of(terms, language->left));
    case LANGUAGE_KIND_AND:
    case LANGUAGE_KIND_OR: break;
    }
    struct term *left = term_of(terms, language->left);
    return term_pair(terms, language->kind == LANGUAGE_KIND_AND ? TERM_AND : TERM_OR, left,
                     term_of(terms, language->right));
}

struct term *terms_begin(struct terms *terms, struct arena *arena, const struct language *language, uint32_t steps)
{
    *terms = (struct terms){.arena = arena, .steps = steps};
    map_init(&terms->map, arena);
    terms->none = term_make(terms, &(struct term){.kind = TERM_NONE}, NULL);
    terms->all = term_make(terms, &(struct term){.kind = TERM_ALL}, NULL);
    terms->unknown = term_make(terms, &(struct term){.kind = TERM_UNKNOWN}, NULL);
    terms->end = term_make(terms, &(struct term){.kind = TERM_END}, NULL);
    terms->none->negation = terms->all;
    terms->all->negation = terms->none;
    terms->unknown->negation = terms->unknown;
    alphabet_make(terms, language);
    return term_of(terms, language);
}
