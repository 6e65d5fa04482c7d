/* Runs a function over many items with several threads and hands the results over in order. The only user of
   <pthread.h>; knows nothing of what the items are. */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

enum { POOL_WORKERS_MAX = 256 };

/* What to do. An item lives in a slot from its preparation, or its work, until its delivery: the caller keeps what a
   slot needs (an arena, a report) in an array of pool_slots(workers) of its own, and what a worker needs in one of
   `workers`. */
struct pool_job {
    size_t count;     /* items 0 to count - 1 */
    unsigned workers; /* 1 to POOL_WORKERS_MAX; 1 uses no thread */
    void *context;    /* handed to both functions */

    /* Gets one item ready, strictly in order, always in the thread that called pool_run, in a slot that is free; NULL:
       nothing has to be done before the work. */
    void (*prepare)(void *context, size_t slot, size_t index);

    /* Does one item; called by several threads at once, never for the same worker or the same slot twice at once. */
    void (*work)(void *context, unsigned worker, size_t slot, size_t index);

    /* Takes one result, strictly in the order of the items, always in the thread that called pool_run; the slot is free
       afterwards. False stops: what is being worked on is finished but not delivered, the rest is left. */
    bool (*deliver)(void *context, size_t slot, size_t index);
};

/* How many slots a job with so many workers uses: results waiting for their turn are bounded by it, not by the count.
 */
size_t pool_slots(unsigned workers);

/* Runs the job; every thread has ended when it returns. A thread that cannot be started is no failure: the others, or
   the caller, do its work. False when `deliver` stopped it. */
bool pool_run(const struct pool_job *job);

/* A job that has been started. */
struct pool;

/* Starts a job, in `arena`, and comes back at once: what can be done without a delivery is done meanwhile, so up to
   pool_slots items. The job and what its functions use must stay; pool_end has to follow. */
struct pool *pool_begin(struct arena *arena, const struct pool_job *job);

/* Does the rest of it, as pool_run. */
bool pool_end(struct pool *pool);

/* Processors that are online, 1 to POOL_WORKERS_MAX. */
unsigned pool_processors(void);

#endif
