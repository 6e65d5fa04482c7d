/* Which findings of a file are listed: the first of each rule. The others are only counted, so that a file with a
   million mistakes takes no more memory than one with some thousands. Knows nothing of what findings say. */
#ifndef CHECK_LISTING_H
#define CHECK_LISTING_H

#include "check/finding.h"

struct check;
struct suppression;

/* Of one file. Hooks work through a rule's objects in the order of the file, so its first findings stand first there.
 */
struct listing {
    struct arena *arena;
    size_t memory;                   /* bytes that the arena may come to hold */
    size_t most;                     /* listed of each rule, LISTING_LEAST once findings take too much; 0: all */
    size_t *listed;                  /* by the rule's position in its set */
    size_t others;                   /* bytes in the arena that are no findings */
    bool is_full;                    /* for the rule at hand: what it says is not kept */
    struct finding one;              /* the last that is only counted, as far as it must be known for that */
    struct fix fix;                  /* of that one */
    struct suppression *suppression; /* the comments of the file; NULL: none */
};

/* Findings take too much with more than LISTING_BYTES for each of `most`, or LISTING_BYTES_FULL in a full arena. */
enum { LISTING_LEAST = 100, LISTING_BYTES = 1600, LISTING_BYTES_FULL = 400 };

/* Starts the listing of a file with so many rules. */
void listing_init(struct listing *listing, struct arena *arena, size_t memory, size_t rules, size_t most);

/* Whether the next finding of the rule at hand is listed. If so it counts as such; if not, `one` is free for it. */
bool listing_takes(struct check *check);

/* Counts what is in `one`; to be called when the rule at hand has ended, too. */
void listing_settle(struct check *check);

#endif
