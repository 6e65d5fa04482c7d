/* A scratch folder for tests of files: made by scratch_setup, current during the test, removed by scratch_teardown. */
#ifndef SCRATCH_H
#define SCRATCH_H

#define _XOPEN_SOURCE 700 /* nftw, mkdtemp */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

struct scratch {
    struct arena arena;
    struct error err;
    char path[64];
};

static int scratch_remove(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status, (void)kind, (void)place;
    return remove(path);
}

static int scratch_setup(void **state)
{
    struct scratch *scratch = calloc(1, sizeof *scratch);
    assert_non_null(scratch);
    arena_init(&scratch->arena, NULL);
    snprintf(scratch->path, sizeof scratch->path, "/tmp/contractlint-test-XXXXXX");
    assert_non_null(mkdtemp(scratch->path));
    assert_int_equal(chdir(scratch->path), 0);
    *state = scratch;
    return 0;
}

static int scratch_teardown(void **state)
{
    struct scratch *scratch = *state;
    int failed = chdir("/") != 0 || nftw(scratch->path, scratch_remove, 16, FTW_DEPTH | FTW_PHYS) != 0;
    arena_free(&scratch->arena);
    free(scratch);
    return failed;
}

/* Makes the file, and the folders above it. */
static inline void scratch_write(const char *path, struct str text)
{
    char folder[4096];
    for (const char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        snprintf(folder, sizeof folder, "%.*s", (int)(slash - path), path);
        assert_true(mkdir(folder, 0777) == 0 || errno == EEXIST);
    }
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text.at, text.len), (ssize_t)text.len);
    assert_int_equal(close(fd), 0);
}

#define assert_str(actual, wanted)                                                                                     \
    do {                                                                                                               \
        struct str actual_ = (actual), wanted_ = (wanted);                                                             \
        if (!str_equal(actual_, wanted_))                                                                              \
            fail_msg("\"%.*s\" is not \"%.*s\"", STR_ARG(actual_), STR_ARG(wanted_));                                  \
    } while (0)

#define scratch_test(function) cmocka_unit_test_setup_teardown(function, scratch_setup, scratch_teardown)

#endif
