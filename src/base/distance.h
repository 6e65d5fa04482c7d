/* "Did you mean": how far two words are apart and which known word is nearest. Knows nothing of what the words mean. */
#ifndef BASE_DISTANCE_H
#define BASE_DISTANCE_H

#include "base/buf.h"

#include <stdint.h>

enum { DISTANCE_WORD_MAX = 64 }; /* code points; a longer word is near to nothing */

/* Insertions, deletions, replacements and swaps of neighbours (optimal string alignment, over code points) that turn
   one word into the other; `bound` + 1 when it takes more than `bound` or a word is over DISTANCE_WORD_MAX. */
size_t distance_osa(struct str a, struct str b, size_t bound);

/* Whether they differ at most in ASCII case, `_`, `-` and blanks: `data_product`, `dataProduct`, `Data Product`. */
bool distance_is_same_folded(struct str a, struct str b);

/* Adds what is left of a word then: of two words the same bytes exactly when distance_is_same_folded says so. */
void distance_fold(struct buf *buf, struct str word);

/* What is quickly known of a word. */
struct distance_sketch {
    uint32_t alphabet; /* the letters a to z that occur, either case */
    size_t length;     /* in code points but separators */
};

/* A search for the word nearest to `word`: start it, offer every candidate, read `found`. */
struct distance_search {
    struct str word;
    struct distance_sketch sketch; /* of `word` */
    struct str found;              /* the nearest so far, NULL at `.at` when none is near; points into the candidate */
    size_t distance;               /* of `found`, folded: 0 when only case or separators differ */
    size_t distance_as_written;    /* decides between equals; then the first offered stays */
    struct str begun;              /* the first candidate that begins with `word`, NULL at `.at` when none does */
    size_t begun_count;            /* candidates that begin with it */
};

/* Starts a search. Near is: within 1 edit for up to 4 characters, 2 up to 8, 3 beyond, and less than the shorter word
   is long; case, `_`, `-` and blanks do not count. */
struct distance_search distance_search_start(struct str word);

/* Considers one candidate. */
void distance_search_offer(struct distance_search *search, struct str candidate);

/* What somebody who types words may have meant: `found`, or else the only candidate that begins with the word (`warn`
   for `warning`); NULL at `.at` when neither is there. */
struct str distance_search_meant(const struct distance_search *search);

/* The nearest of the NULL-terminated `words` (the first of equals), or NULL when none is near. */
const char *distance_nearest(struct str word, const char *const *words);

/* As distance_search_meant, of the NULL-terminated `words`; NULL when none may be meant. */
const char *distance_meant(struct str word, const char *const *words);

#endif
