#include "base/distance.h"

#include "base/utf8.h"

enum { BOUND_MAX = 3, BYTES_MAX = 4 * DISTANCE_WORD_MAX };

/* A word as code points. */
struct letters {
    uint32_t at[DISTANCE_WORD_MAX];
    size_t len;
    bool is_too_long;
};

static bool is_separator(uint32_t c)
{
    return c == '_' || c == '-' || c == ' ';
}

static struct letters letters_of(struct str word, bool is_folded)
{
    struct letters letters;
    letters.len = 0;
    letters.is_too_long = word.len > BYTES_MAX;
    for (size_t i = 0; i < word.len && !letters.is_too_long;) {
        uint32_t c = (unsigned char)word.at[i];
        size_t size = utf8_decode(str_slice(word, i, word.len), &c);
        i += size ? size : 1;
        if (is_folded && is_separator(c))
            continue;
        letters.is_too_long = letters.len == DISTANCE_WORD_MAX;
        if (!letters.is_too_long)
            letters.at[letters.len++] = is_folded && c < 0x80 ? (uint32_t)char_lower((char)c) : c;
    }
    return letters;
}

static size_t smallest(size_t a, size_t b, size_t c)
{
    size_t least = a < b ? a : b;
    return least < c ? least : c;
}

static size_t letters_distance(const struct letters *a, const struct letters *b, size_t bound)
{
    size_t rows[3][DISTANCE_WORD_MAX + 1];
    size_t *before = rows[0], *last = rows[1], *row = rows[2];
    if (a->is_too_long || b->is_too_long || (a->len > b->len ? a->len - b->len : b->len - a->len) > bound)
        return bound + 1;
    for (size_t j = 0; j <= b->len; j++)
        last[j] = j;
    for (size_t i = 1; i <= a->len; i++) {
        size_t least = row[0] = i;
        for (size_t j = 1; j <= b->len; j++) {
            bool is_same = a->at[i - 1] == b->at[j - 1];
            row[j] = smallest(last[j] + 1, row[j - 1] + 1, last[j - 1] + !is_same);
            if (i > 1 && j > 1 && a->at[i - 1] == b->at[j - 2] && a->at[i - 2] == b->at[j - 1])
                row[j] = smallest(row[j], before[j - 2] + 1, row[j]);
            least = smallest(least, row[j], row[j]);
        }
        /* A swap reaches back two rows, but costs one: no later cell is below this row's least. */
        if (least > bound)
            return bound + 1;
        size_t *oldest = before;
        before = last;
        last = row;
        row = oldest;
    }
    return last[b->len] <= bound ? last[b->len] : bound + 1;
}

static struct distance_sketch sketch_of(struct str word)
{
    struct distance_sketch sketch = {0};
    for (size_t i = 0; i < word.len && i < BYTES_MAX; i++) {
        unsigned char c = (unsigned char)word.at[i];
        bool is_continued = (c & 0xC0) == 0x80;
        sketch.length += !is_continued && !is_separator(c);
        if (char_is_alpha(word.at[i]))
            sketch.alphabet |= UINT32_C(1) << (char_lower(word.at[i]) - 'a');
    }
    return sketch;
}

static bool has_over(uint32_t bits, size_t bound)
{
    size_t count = 0;
    for (; bits && count <= bound; count++)
        bits &= bits - 1;
    return count > bound;
}

/* A quick no for most candidates: an edit brings or takes at most one letter. */
static bool is_far(struct distance_sketch a, struct str candidate, size_t bound)
{
    struct distance_sketch b = sketch_of(candidate);
    size_t apart = a.length > b.length ? a.length - b.length : b.length - a.length;
    return apart > bound || has_over(a.alphabet & ~b.alphabet, bound) || has_over(b.alphabet & ~a.alphabet, bound);
}

static size_t bound_of(size_t length)
{
    return length <= 4 ? 1 : length <= 8 ? 2 : BOUND_MAX;
}

static size_t bound_for(const struct letters *word, const struct letters *candidate)
{
    size_t bound = bound_of(word->len);
    size_t shorter = word->len < candidate->len ? word->len : candidate->len;
    return shorter && bound >= shorter ? shorter - 1 : bound;
}

size_t distance_osa(struct str a, struct str b, size_t bound)
{
    struct letters from = letters_of(a, false), to = letters_of(b, false);
    return letters_distance(&from, &to, bound);
}

static size_t skip_separators(struct str word, size_t at)
{
    while (at < word.len && is_separator((unsigned char)word.at[at]))
        at++;
    return at;
}

bool distance_is_same_folded(struct str a, struct str b)
{
    size_t i = skip_separators(a, 0), k = skip_separators(b, 0);
    while (i < a.len && k < b.len && char_lower(a.at[i]) == char_lower(b.at[k])) {
        i = skip_separators(a, i + 1);
        k = skip_separators(b, k + 1);
    }
    return i == a.len && k == b.len;
}

void distance_fold(struct buf *buf, struct str word)
{
    for (size_t i = skip_separators(word, 0); i < word.len; i = skip_separators(word, i + 1))
        buf_add_char(buf, char_lower(word.at[i]));
}

struct distance_search distance_search_start(struct str word)
{
    return (struct distance_search){.word = word, .sketch = sketch_of(word), .distance = BOUND_MAX + 1};
}

void distance_search_offer(struct distance_search *search, struct str candidate)
{
    if (search->word.len && str_equal(str_slice(candidate, 0, search->word.len), search->word) &&
        search->begun_count++ == 0)
        search->begun = candidate;
    size_t most = bound_of(search->word.len); /* a word has no more letters than bytes */
    if (is_far(search->sketch, candidate, most < search->distance ? most : search->distance))
        return;
    struct letters word = letters_of(search->word, true), other = letters_of(candidate, true);
    size_t bound = bound_for(&word, &other);
    size_t distance = word.len && other.len ? letters_distance(&word, &other, bound) : bound + 1;
    if (distance > bound || distance > search->distance)
        return;
    size_t as_written = distance_osa(search->word, candidate, DISTANCE_WORD_MAX);
    if (distance == search->distance && as_written >= search->distance_as_written)
        return;
    search->found = candidate;
    search->distance = distance;
    search->distance_as_written = as_written;
}

struct str distance_search_meant(const struct distance_search *search)
{
    bool is_begun = !search->found.at && search->begun_count == 1;
    return is_begun ? search->begun : search->found;
}

static struct distance_search search_words(struct str word, const char *const *words)
{
    struct distance_search search = distance_search_start(word);
    for (; *words; words++)
        distance_search_offer(&search, str_of(*words));
    return search;
}

const char *distance_nearest(struct str word, const char *const *words)
{
    return search_words(word, words).found.at;
}

const char *distance_meant(struct str word, const char *const *words)
{
    struct distance_search search = search_words(word, words);
    return distance_search_meant(&search).at;
}
