#include "base/language_parts.h"

enum {
    LAST_CODE_POINT = 0x10FFFF,
    SURROGATE_FIRST = 0xD800,
    SURROGATE_END = 0xE000,
    ASCII_END = 0x80,
    CUTS_PER_STEP = 8
};

static const struct pattern_range words[] = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
static const struct pattern_set word_set = {.ranges = words, .range_count = sizeof words / sizeof *words};

static bool ranges_have(const struct pattern_set *set, uint32_t code_point)
{
    size_t low = 0, high = set->range_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (set->ranges[middle].last < code_point)
            low = middle + 1;
        else
            high = middle;
    }
    return low < set->range_count && set->ranges[low].first <= code_point;
}

static enum membership property_has(const struct pattern_property *property, uint32_t code_point)
{
    bool is_in;
    if (code_point >= ASCII_END || !pattern_property_has(property->name, (char)code_point, &is_in))
        return MEMBER_UNKNOWN;
    return is_in != property->is_negated ? MEMBER_YES : MEMBER_NO;
}

enum membership set_has(const struct pattern_set *set, uint32_t code_point)
{
    bool is_in = ranges_have(set, code_point), is_known = true;
    for (size_t i = 0; i < set->property_count && !is_in; i++)
        switch (property_has(&set->properties[i], code_point)) {
        case MEMBER_NO: break;
        case MEMBER_YES: is_in = true; break;
        case MEMBER_UNKNOWN: is_known = false; break;
        }
    if (!is_in && !is_known)
        return MEMBER_UNKNOWN;
    return is_in != set->is_negated ? MEMBER_YES : MEMBER_NO;
}

/* The interval of a code point. */
static size_t alphabet_interval(const struct alphabet *alphabet, uint32_t code_point)
{
    size_t low = 0, high = alphabet->interval_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (alphabet->cuts[middle] <= code_point)
            low = middle;
        else
            high = middle;
    }
    return low;
}

uint32_t alphabet_find(const struct alphabet *alphabet, uint32_t code_point)
{
    return alphabet->letter_of[alphabet_interval(alphabet, code_point)];
}

/* The cuts that languages need, and the different sets that make them. */
struct gatherer {
    struct terms *terms;
    struct map known;
    const struct pattern_set **sets;
    size_t set_count, set_capacity;
    uint32_t *cuts;
    size_t cut_count, cut_capacity;
};

static void *room_for_one(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return items;
    *capacity = *capacity ? 2 * *capacity : 16;
    void *larger = arena_alloc_array(arena, *capacity, size);
    if (count)
        memcpy(larger, items, count * size);
    return larger;
}

static void cut_add(struct gatherer *gatherer, uint32_t cut)
{
    gatherer->cuts = room_for_one(gatherer->terms->arena, gatherer->cuts, gatherer->cut_count, &gatherer->cut_capacity,
                                  sizeof *gatherer->cuts);
    gatherer->cuts[gatherer->cut_count++] = cut;
}

/* A set of plain ranges is looked at once, wherever it stands. */
static bool is_known(struct gatherer *gatherer, const struct pattern_set *set)
{
    static const char present;
    struct str key = {(const char *)set->ranges, set->range_count * sizeof *set->ranges};
    if (set->property_count)
        return false;
    return key.len == 0 || map_put_new(&gatherer->known, key, (void *)(uintptr_t)&present);
}

static void set_add(struct gatherer *gatherer, const struct pattern_set *set)
{
    if (is_known(gatherer, set) || !terms_spend(gatherer->terms, set->range_count))
        return;
    gatherer->sets = room_for_one(gatherer->terms->arena, gatherer->sets, gatherer->set_count, &gatherer->set_capacity,
                                  sizeof *gatherer->sets);
    gatherer->sets[gatherer->set_count++] = set;
    for (size_t i = 0; i < set->range_count; i++) {
        cut_add(gatherer, set->ranges[i].first);
        cut_add(gatherer, set->ranges[i].last + 1);
    }
    for (uint32_t c = 1; c <= ASCII_END && set->property_count; c++)
        cut_add(gatherer, c);
}

static void sets_of_node(struct gatherer *gatherer, const struct pattern_node *node)
{
    if (node->kind == PATTERN_SET)
        set_add(gatherer, node->set);
    gatherer->terms->has_boundary |= node->kind == PATTERN_BOUNDARY;
    gatherer->terms->has_look_behind |= node->is_behind;
    for (const struct pattern_node *child = node->first; child && terms_spend(gatherer->terms, 1); child = child->next)
        sets_of_node(gatherer, child);
}

static void sets_of_language(struct gatherer *gatherer, const struct language *language)
{
    if (!language || !terms_spend(gatherer->terms, 1))
        return;
    if (language->root)
        sets_of_node(gatherer, language->root);
    sets_of_language(gatherer, language->left);
    sets_of_language(gatherer, language->right);
}

static int cut_compare(const void *a, const void *b)
{
    const uint32_t *left = a, *right = b;
    return *left < *right ? -1 : *left > *right;
}

static void cuts_sort(struct gatherer *gatherer)
{
    size_t kept = 0;
    qsort(gatherer->cuts, gatherer->cut_count, sizeof *gatherer->cuts, cut_compare);
    for (size_t i = 0; i < gatherer->cut_count; i++)
        if (gatherer->cuts[i] <= LAST_CODE_POINT && (i == 0 || gatherer->cuts[i] != gatherer->cuts[kept - 1]))
            gatherer->cuts[kept++] = gatherer->cuts[i];
    gatherer->cut_count = kept;
}

/* Parts the letters by whether `set` has them. `renamed` has room for three names of each letter. */
static void letters_split(struct alphabet *alphabet, const struct pattern_set *set, uint32_t *renamed)
{
    memset(renamed, 0xFF, 3 * alphabet->interval_count * sizeof *renamed);
    alphabet->count = 0;
    for (size_t i = 0; i < alphabet->interval_count; i++) {
        if (alphabet->letter_of[i] == LETTER_NONE)
            continue;
        uint32_t *name = &renamed[3 * alphabet->letter_of[i] + (uint32_t)set_has(set, alphabet->cuts[i])];
        if (*name == LETTER_NONE)
            *name = alphabet->count++;
        alphabet->letter_of[i] = *name;
    }
}

static void letters_find(struct terms *terms, const struct gatherer *gatherer)
{
    struct alphabet *alphabet = &terms->alphabet;
    alphabet->cuts = gatherer->cuts;
    alphabet->interval_count = gatherer->cut_count;
    alphabet->letter_of = arena_alloc_array(terms->arena, alphabet->interval_count, sizeof *alphabet->letter_of);
    alphabet->count = 1;
    for (size_t i = 0; i < alphabet->interval_count; i++)
        if (alphabet->cuts[i] == SURROGATE_FIRST)
            alphabet->letter_of[i] = LETTER_NONE;
    uint32_t *renamed = arena_alloc_array(terms->arena, alphabet->interval_count, 3 * sizeof *renamed);
    for (size_t i = 0; i < gatherer->set_count; i++)
        if (terms_spend(terms, 1 + alphabet->interval_count / CUTS_PER_STEP))
            letters_split(alphabet, gatherer->sets[i], renamed);
}

/* Notes in `letter` the best code point to show of the interval. */
static void letter_show(struct letter *letter, uint32_t first, uint32_t last)
{
    static const struct pattern_range best[] = {{'a', 'z'},       {'0', '9'},         {'A', 'Z'},    {'!', '~'},
                                                {0xE0, 0xF6},     {0xC0, 0xD6},       {0xF8, 0x17F}, {0x3B1, 0x3C9},
                                                {0x4E00, 0x9FFF}, {0x1F600, 0x1F64F}, {0xA1, 0xAC},  {' ', ' '}};
    enum { COUNT = sizeof best / sizeof *best };
    for (uint32_t rank = 0; rank < letter->rank && rank < COUNT; rank++) {
        uint32_t code_point = first > best[rank].first ? first : best[rank].first;
        if (code_point <= last && code_point <= best[rank].last) {
            letter->code_point = code_point;
            letter->rank = rank;
        }
    }
    if (letter->size == 0 && letter->rank > COUNT) {
        letter->code_point = first;
        letter->rank = COUNT;
    }
    letter->size += last - first + 1;
}

static int letter_compare(const void *a, const void *b)
{
    const struct letter *left = a, *right = b;
    if (left->rank != right->rank)
        return left->rank < right->rank ? -1 : 1;
    return left->code_point < right->code_point ? -1 : left->code_point > right->code_point;
}

static void letters_show(struct terms *terms)
{
    struct alphabet *alphabet = &terms->alphabet;
    alphabet->letters = arena_alloc_array(terms->arena, alphabet->count, sizeof *alphabet->letters);
    for (uint32_t i = 0; i < alphabet->count; i++)
        alphabet->letters[i].rank = UINT32_MAX;
    for (size_t i = 0; i < alphabet->interval_count; i++) {
        uint32_t end = i + 1 < alphabet->interval_count ? alphabet->cuts[i + 1] : LAST_CODE_POINT + 1;
        if (alphabet->letter_of[i] != LETTER_NONE)
            letter_show(&alphabet->letters[alphabet->letter_of[i]], alphabet->cuts[i], end - 1);
    }
}

/* Sorts the letters and gives the intervals their new numbers. */
static void letters_sort(struct terms *terms)
{
    struct alphabet *alphabet = &terms->alphabet;
    qsort(alphabet->letters, alphabet->count, sizeof *alphabet->letters, letter_compare);
    uint32_t *renamed = arena_alloc_array(terms->arena, alphabet->count, sizeof *renamed);
    for (uint32_t i = 0; i < alphabet->count; i++)
        renamed[alphabet->letter_of[alphabet_interval(alphabet, alphabet->letters[i].code_point)]] = i;
    for (size_t i = 0; i < alphabet->interval_count; i++)
        if (alphabet->letter_of[i] != LETTER_NONE)
            alphabet->letter_of[i] = renamed[alphabet->letter_of[i]];
}

bool letter_is_word(const struct terms *terms, uint32_t letter)
{
    return terms->has_boundary && ranges_have(&word_set, terms->alphabet.letters[letter].code_point);
}

uint32_t past_after(const struct terms *terms, uint32_t letter)
{
    if (terms->has_look_behind)
        return PAST_LETTER + letter;
    return letter_is_word(terms, letter) ? PAST_WORD : PAST_OTHER;
}

void alphabet_make(struct terms *terms, const struct language *language)
{
    static const uint32_t always[] = {0, SURROGATE_FIRST, SURROGATE_END};
    struct gatherer gatherer = {.terms = terms};
    map_init(&gatherer.known, terms->arena);
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        cut_add(&gatherer, always[i]);
    sets_of_language(&gatherer, language);
    if (terms->has_boundary)
        set_add(&gatherer, &word_set);
    cuts_sort(&gatherer);
    letters_find(terms, &gatherer);
    letters_show(terms);
    letters_sort(terms);
    terms->past_count = PAST_LETTER + (terms->has_look_behind ? terms->alphabet.count : 0);
}
