#include "base/pool.h"

#include "base/arena.h"

#include <assert.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

enum {
    SLOTS_PER_WORKER = 8,
    STACK_SIZE = 2 * 1024 * 1024 /* whatever `ulimit -s` says */
};

/* One run; everything but `job` is guarded by `mutex`. */
struct run {
    const struct pool_job *job;
    size_t slots;
    pthread_mutex_t mutex;
    pthread_cond_t has_item;           /* one may be taken, or the run stopped */
    pthread_cond_t has_result;         /* the next item to deliver is done */
    size_t prepared, taken, delivered; /* items */
    size_t waiting;                    /* results that are done and not delivered */
    bool is_stopped;
    bool is_done[SLOTS_PER_WORKER * POOL_WORKERS_MAX]; /* by slot */
};

struct worker {
    struct run *run;
    unsigned number;
    pthread_t thread;
};

static bool has_room(const struct run *run, size_t items)
{
    return items < run->job->count && items - run->delivered < run->slots;
}

struct pool {
    struct run run;
    struct worker workers[POOL_WORKERS_MAX];
    unsigned started; /* of them */
};

static bool run_take(struct run *run, size_t *index)
{
    while (!run->is_stopped && run->taken < run->job->count &&
           !(run->job->prepare ? run->taken < run->prepared : has_room(run, run->taken)))
        pthread_cond_wait(&run->has_item, &run->mutex);
    if (run->is_stopped || run->taken == run->job->count)
        return false;
    *index = run->taken++;
    return true;
}

/* Waking the caller for every result would cost as much as a small one: results go over in batches, except where
   workers would wait for room or nothing is left to do. */
static bool is_delivery_due(const struct run *run)
{
    bool is_batch = run->waiting >= run->slots / 2;
    bool is_full = run->taken - run->delivered >= run->slots, is_last = run->taken == run->job->count;
    return run->is_done[run->delivered % run->slots] && (is_batch || is_full || is_last);
}

static void *worker_main(void *argument)
{
    struct worker *worker = argument;
    struct run *run = worker->run;
    const struct pool_job *job = run->job;
    size_t index;
    pthread_mutex_lock(&run->mutex);
    while (run_take(run, &index)) {
        pthread_mutex_unlock(&run->mutex);
        job->work(job->context, worker->number, index % run->slots, index);
        pthread_mutex_lock(&run->mutex);
        run->is_done[index % run->slots] = true;
        run->waiting++;
        if (is_delivery_due(run))
            pthread_cond_signal(&run->has_result);
    }
    pthread_mutex_unlock(&run->mutex);
    return NULL;
}

static void prepare_next(struct run *run)
{
    size_t index = run->prepared;
    pthread_mutex_unlock(&run->mutex);
    run->job->prepare(run->job->context, index % run->slots, index);
    pthread_mutex_lock(&run->mutex);
    run->prepared++;
    pthread_cond_signal(&run->has_item);
}

static void deliver_next(struct run *run)
{
    size_t index = run->delivered, slot = index % run->slots;
    run->is_done[slot] = false;
    run->waiting--;
    pthread_mutex_unlock(&run->mutex);
    bool goes_on = run->job->deliver(run->job->context, slot, index);
    pthread_mutex_lock(&run->mutex);
    run->delivered++;
    run->is_stopped = !goes_on;
    if (!run->job->prepare)
        pthread_cond_broadcast(&run->has_item);
}

/* What the calling thread does: workers that have nothing to do are worse than results that wait. */
static void serve(struct run *run)
{
    const struct pool_job *job = run->job;
    pthread_mutex_lock(&run->mutex);
    while (run->delivered < job->count && !run->is_stopped) {
        if (job->prepare && has_room(run, run->prepared))
            prepare_next(run);
        else if (run->is_done[run->delivered % run->slots])
            deliver_next(run);
        else
            pthread_cond_wait(&run->has_result, &run->mutex);
    }
    pthread_cond_broadcast(&run->has_item); /* there is none any more */
    pthread_mutex_unlock(&run->mutex);
}

/* Signals stay with the calling thread, whose handlers and interrupted calls the program knows. */
static unsigned start_workers(struct run *run, struct worker *workers, unsigned count)
{
    sigset_t all, old;
    pthread_attr_t attributes;
    if (pthread_attr_init(&attributes) != 0)
        return 0;
    pthread_attr_setstacksize(&attributes, STACK_SIZE);
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &old);
    unsigned started = 0;
    for (; started < count; started++) {
        workers[started] = (struct worker){.run = run, .number = started};
        if (pthread_create(&workers[started].thread, &attributes, worker_main, &workers[started]) != 0)
            break;
    }
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    pthread_attr_destroy(&attributes);
    return started;
}

static bool run_alone(const struct pool_job *job)
{
    for (size_t i = 0; i < job->count; i++) {
        if (job->prepare)
            job->prepare(job->context, 0, i);
        job->work(job->context, 0, 0, i);
        if (!job->deliver(job->context, 0, i))
            return false;
    }
    return true;
}

size_t pool_slots(unsigned workers)
{
    return workers > 1 ? (size_t)workers * SLOTS_PER_WORKER : 1;
}

static void begin(struct pool *pool, const struct pool_job *job)
{
    assert(job->workers >= 1 && job->workers <= POOL_WORKERS_MAX);
    unsigned wanted = job->count < job->workers ? (unsigned)job->count : job->workers;
    struct run *run = &pool->run;
    *run = (struct run){.job = job, .slots = pool_slots(job->workers)};
    pool->started = 0;
    if (wanted <= 1)
        return;
    pthread_mutex_init(&run->mutex, NULL);
    pthread_cond_init(&run->has_item, NULL);
    pthread_cond_init(&run->has_result, NULL);
    pool->started = start_workers(run, pool->workers, wanted);
}

struct pool *pool_begin(struct arena *arena, const struct pool_job *job)
{
    struct pool *pool = arena_alloc_raw(arena, sizeof *pool);
    begin(pool, job);
    return pool;
}

bool pool_end(struct pool *pool)
{
    struct run *run = &pool->run;
    if (!pool->started)
        return run_alone(run->job);
    serve(run);
    for (unsigned i = 0; i < pool->started; i++)
        pthread_join(pool->workers[i].thread, NULL);
    pthread_cond_destroy(&run->has_result);
    pthread_cond_destroy(&run->has_item);
    pthread_mutex_destroy(&run->mutex);
    return !run->is_stopped;
}

bool pool_run(const struct pool_job *job)
{
    struct pool pool;
    begin(&pool, job);
    return pool_end(&pool);
}

unsigned pool_processors(void)
{
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online < 1 ? 1 : online > POOL_WORKERS_MAX ? POOL_WORKERS_MAX : (unsigned)online;
}
