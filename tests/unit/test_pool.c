#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/pool.h"

#include <stdatomic.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WORKERS = 8, SLOTS = 8 * WORKERS };

struct squares {
    unsigned workers;
    size_t results[SLOTS];
    size_t roots[SLOTS]; /* what is prepared */
    bool is_prepared;
    size_t prepared;
    atomic_int is_working[WORKERS];
    atomic_size_t started;
    atomic_int faults;
    atomic_size_t delivered;
    size_t stop_at;
};

static void prepare(void *context, size_t slot, size_t index)
{
    struct squares *squares = context;
    if (index != squares->prepared++ || index >= squares->delivered + pool_slots(squares->workers))
        squares->faults++;
    if (index % 11 == 0)
        nanosleep(&(struct timespec){0, 100000}, NULL);
    squares->roots[slot] = index;
}

static void square(void *context, unsigned worker, size_t slot, size_t index)
{
    struct squares *squares = context;
    if (worker >= squares->workers || slot >= pool_slots(squares->workers) || squares->is_working[worker]++)
        squares->faults++;
    if (index >= squares->delivered + pool_slots(squares->workers))
        squares->faults++;
    squares->started++;
    if (index % 7 == 0)
        nanosleep(&(struct timespec){0, 100000}, NULL);
    squares->results[slot] = squares->is_prepared ? squares->roots[slot] * squares->roots[slot] : index * index;
    squares->is_working[worker]--;
}

static bool check(void *context, size_t slot, size_t index)
{
    struct squares *squares = context;
    if (index != squares->delivered || squares->results[slot] != index * index)
        squares->faults++;
    squares->delivered++;
    return index != squares->stop_at;
}

static bool run(struct squares *squares, size_t count)
{
    struct pool_job job = {
        .count = count, .workers = squares->workers, .context = squares, .work = square, .deliver = check};
    if (squares->is_prepared)
        job.prepare = prepare;
    return pool_run(&job);
}

static void delivers_everything_in_order(void **state)
{
    (void)state;
    static const size_t counts[] = {0, 1, 2, 31, 32, 33, 2000};
    for (unsigned workers = 1; workers <= WORKERS; workers++)
        for (size_t i = 0; i < 2 * (sizeof counts / sizeof *counts); i++) {
            struct squares squares = {.workers = workers, .stop_at = SIZE_MAX, .is_prepared = i % 2};
            assert_true(run(&squares, counts[i / 2]));
            assert_int_equal(squares.delivered, counts[i / 2]);
            assert_int_equal(squares.faults, 0);
        }
}

static void stops_early(void **state)
{
    (void)state;
    for (unsigned workers = 1; workers <= WORKERS; workers++) {
        struct squares squares = {.workers = workers, .stop_at = 100, .is_prepared = workers % 2};
        assert_false(run(&squares, 100000));
        assert_int_equal(squares.delivered, 101);
        assert_true(squares.started <= 101 + pool_slots(workers));
        assert_int_equal(squares.faults, 0);
    }
}

static void goes_on_by_itself(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, NULL);
    for (unsigned workers = 1; workers <= WORKERS; workers++) {
        struct squares squares = {.workers = workers, .stop_at = SIZE_MAX};
        struct pool_job job = {.count = 500, .workers = workers, .context = &squares, .work = square, .deliver = check};
        struct pool *pool = pool_begin(&arena, &job);
        for (int waited = 0; workers > 1 && squares.started < pool_slots(workers) && waited < 10000; waited++)
            nanosleep(&(struct timespec){0, 1000000}, NULL);
        assert_int_equal(squares.started, workers > 1 ? pool_slots(workers) : 0);
        assert_int_equal(squares.delivered, 0);
        assert_true(pool_end(pool));
        assert_int_equal(squares.delivered, 500);
        assert_int_equal(squares.faults, 0);
    }
    arena_free(&arena);
}

static void does_the_work_where_no_thread_can_start(void **state)
{
    (void)state;
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
    skip(); /* it cannot live with RLIMIT_AS */
#endif
    int status;
    pid_t child = fork();
    if (child == 0) { /* no room for a thread's stack */
        struct rlimit none = {0, 0};
        setrlimit(RLIMIT_AS, &none);
        struct squares squares = {.workers = 4, .stop_at = SIZE_MAX};
        _exit(!run(&squares, 50) || squares.delivered != 50 || squares.faults);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void counts_processors(void **state)
{
    (void)state;
    assert_in_range(pool_processors(), 1, POOL_WORKERS_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(delivers_everything_in_order),
        cmocka_unit_test(stops_early),
        cmocka_unit_test(goes_on_by_itself),
        cmocka_unit_test(does_the_work_where_no_thread_can_start),
        cmocka_unit_test(counts_processors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
