/* Loaded before the C library (LD_PRELOAD): the nth call of a kind goes wrong.
   FAILN     which one, from 1; 0 counts only
   FAILMODE  once; persist: all after it, too; interrupt: EINTR; short: reads and writes one byte
   FAILKIND  alloc, or one of the calls wrapped below; missing: alloc
   FAILOUT   a file that gets the number of calls */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum fault { FAULT_NONE, FAULT_FAIL, FAULT_SHORT };

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);

static atomic_long calls;
static long nth;
static bool is_armed, is_persistent, is_interrupt, is_short;
static char kind[16];

/* Bound to __libc_malloc and its kin by the loader, so dlsym may allocate. */
#define REAL(function) ((__typeof__(&function))dlsym(RTLD_NEXT, #function))

__attribute__((constructor)) static void arm(void)
{
    const char *mode = getenv("FAILMODE"), *wanted = getenv("FAILKIND"), *count = getenv("FAILN");
    snprintf(kind, sizeof kind, "%s", wanted ? wanted : "alloc");
    is_persistent = mode && *mode == 'p';
    is_interrupt = mode && *mode == 'i';
    is_short = mode && *mode == 's';
    nth = count ? strtol(count, NULL, 10) : 0;
    is_armed = true;
}

__attribute__((destructor)) static void tell(void)
{
    const char *path = getenv("FAILOUT");
    is_armed = false;
    FILE *file = path ? fopen(path, "w") : NULL;
    if (!file)
        return;
    fprintf(file, "%ld\n", atomic_load(&calls));
    fclose(file);
}

static enum fault fault_of(const char *call, int number)
{
    if (!is_armed || strcmp(kind, call) != 0)
        return FAULT_NONE;
    long count = atomic_fetch_add(&calls, 1) + 1;
    if (!nth || (count != nth && !(is_persistent && count > nth)))
        return FAULT_NONE;
    if (is_short)
        return FAULT_SHORT;
    errno = is_interrupt ? EINTR : number;
    return FAULT_FAIL;
}

void *malloc(size_t size)
{
    return fault_of("alloc", ENOMEM) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fault_of("alloc", ENOMEM) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size)
{
    return fault_of("alloc", ENOMEM) ? NULL : __libc_realloc(memory, size);
}

ssize_t read(int fd, void *bytes, size_t size)
{
    enum fault fault = fault_of("read", EIO);
    return fault == FAULT_FAIL ? -1 : REAL(read)(fd, bytes, fault == FAULT_SHORT && size ? 1 : size);
}

ssize_t write(int fd, const void *bytes, size_t size)
{
    enum fault fault = fault_of("write", ENOSPC);
    return fault == FAULT_FAIL ? -1 : REAL(write)(fd, bytes, fault == FAULT_SHORT && size ? 1 : size);
}

int open(const char *path, int flags, ...)
{
    va_list args;
    va_start(args, flags);
    mode_t mode = flags & O_CREAT ? va_arg(args, mode_t) : 0;
    va_end(args);
    return fault_of("open", EMFILE) == FAULT_FAIL ? -1 : REAL(open)(path, flags, mode);
}

DIR *opendir(const char *path)
{
    return fault_of("opendir", EMFILE) == FAULT_FAIL ? NULL : REAL(opendir)(path);
}

struct dirent *readdir(DIR *folder)
{
    return fault_of("readdir", EIO) == FAULT_FAIL ? NULL : REAL(readdir)(folder);
}

int fstat(int fd, struct stat *status)
{
    return fault_of("fstat", EIO) == FAULT_FAIL ? -1 : REAL(fstat)(fd, status);
}

int fchmod(int fd, mode_t mode)
{
    return fault_of("fchmod", EPERM) == FAULT_FAIL ? -1 : REAL(fchmod)(fd, mode);
}

int fsync(int fd)
{
    return fault_of("fsync", EIO) == FAULT_FAIL ? -1 : REAL(fsync)(fd);
}

int rename(const char *from, const char *to)
{
    return fault_of("rename", EACCES) == FAULT_FAIL ? -1 : REAL(rename)(from, to);
}

int close(int fd)
{
    if (fault_of("close", EIO) != FAULT_FAIL)
        return REAL(close)(fd);
    REAL(close)(fd);
    return -1;
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *), void *argument)
{
    return fault_of("thread", EAGAIN) == FAULT_FAIL ? EAGAIN : REAL(pthread_create)(thread, attributes, run, argument);
}
