#include "scratch.h"

#include "base/file_output.h"

#include <dirent.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>

static struct str read_back(struct scratch *scratch, const char *path)
{
    struct str bytes;
    if (!file_read(&scratch->arena, path, 0, &bytes, NULL, &scratch->err))
        fail_msg("%s", scratch->err.text);
    return bytes;
}

static size_t entries_of(const char *path)
{
    size_t count = 0;
    DIR *dir = opendir(path);
    assert_non_null(dir);
    for (const struct dirent *entry; (entry = readdir(dir));)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(dir);
    return count;
}

static void reads_whole_files(void **state)
{
    struct scratch *scratch = *state;
    struct str bytes;
    struct file_stamp stamp;
    scratch_write("empty", STR(""));
    scratch_write("a", STR("x\0y\n"));
    assert_true(file_read(&scratch->arena, "empty", 1, &bytes, &stamp, &scratch->err));
    assert_int_equal(bytes.len, 0);
    assert_int_equal(bytes.at[0], 0);
    assert_true(file_read(&scratch->arena, "a", 4, &bytes, &stamp, &scratch->err));
    assert_str(bytes, STR("x\0y\n"));
    assert_int_equal(bytes.at[4], 0);
    assert_int_equal(stamp.size, 4);
}

static void refuses_what_is_no_regular_file(void **state)
{
    struct scratch *scratch = *state;
    struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "socket"};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    assert_int_equal(bind(fd, (const struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(mkfifo("pipe", 0666), 0);
    assert_int_equal(symlink("nowhere", "dangling"), 0);
    assert_int_equal(symlink("loop", "loop"), 0);
    scratch_write("file", STR("x"));
    static const char *const wanted[][2] = {
        {"pipe", "cannot read pipe: it is a named pipe, not a regular file"},
        {"socket", "cannot read socket: it is a socket, not a regular file"},
        {"/dev/zero", "cannot read /dev/zero: it is a device, not a regular file"},
        {".", "cannot read .: it is a directory, not a regular file"},
        {"dangling", "cannot read dangling: No such file or directory"},
        {"loop", "cannot read loop: Too many levels of symbolic links"},
        {"file/", "cannot read file/: Not a directory"},
        {"", "cannot read a file with an empty path"},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        struct error err = {0};
        struct str bytes;
        assert_false(file_read(&scratch->arena, wanted[i][0], 0, &bytes, NULL, &err));
        assert_string_equal(err.text, wanted[i][1]);
    }
    close(fd);
}

static void says_the_cause_of_a_very_long_path(void **state)
{
    struct scratch *scratch = *state;
    struct str bytes;
    char path[5001];
    memset(path, 'a', sizeof path - 1);
    path[sizeof path - 1] = '\0';
    assert_false(file_read(&scratch->arena, path, 0, &bytes, NULL, &scratch->err));
    assert_true(str_starts(str_of(scratch->err.text), "cannot read aaa"));
    assert_true(str_ends(str_of(scratch->err.text), "aaa: File name too long"));
}

static void holds_the_size_limit(void **state)
{
    struct scratch *scratch = *state;
    struct str bytes;
    scratch_write("nine", STR("123456789"));
    assert_true(file_read(&scratch->arena, "nine", 9, &bytes, NULL, &scratch->err));
    assert_false(file_read(&scratch->arena, "nine", 8, &bytes, NULL, &scratch->err));
    assert_string_equal(scratch->err.text, "cannot read nine: it has 9 bytes, the limit is 8 (raise it with "
                                           "--max-file-size or limits.file-size in the configuration)");
}

static void holds_the_size_limit_of_endless_input(void **state)
{
    struct scratch *scratch = *state;
    struct str bytes;
    int fd = open("/dev/zero", O_RDONLY);
    assert_false(file_read_fd(&scratch->arena, fd, "standard input", 1000000, &bytes, &scratch->err));
    assert_true(str_starts(str_of(scratch->err.text), "cannot read standard input: it has at least 1"));
    close(fd);
}

static void *write_slowly(void *argument)
{
    int fd = *(const int *)argument;
    for (int i = 0; i < 5; i++) {
        struct timespec pause = {0, 2000000};
        nanosleep(&pause, NULL);
        assert_int_equal(write(fd, "ab", 2), 2);
    }
    close(fd);
    return NULL;
}

static void waits_for_a_slow_pipe(void **state)
{
    struct scratch *scratch = *state;
    struct str bytes;
    int ends[2];
    pthread_t writer;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(fcntl(ends[0], F_SETFL, O_NONBLOCK), 0);
    assert_int_equal(pthread_create(&writer, NULL, write_slowly, &ends[1]), 0);
    assert_true(file_read_fd(&scratch->arena, ends[0], "standard input", 10, &bytes, &scratch->err));
    pthread_join(writer, NULL);
    assert_str(bytes, STR("ababababab"));
    close(ends[0]);
}

static void says_why_a_descriptor_cannot_be_read(void **state)
{
    struct scratch *scratch = *state;
    struct str bytes;
    int fd = open(".", O_RDONLY);
    assert_false(file_read_fd(&scratch->arena, fd, "standard input", 0, &bytes, &scratch->err));
    assert_string_equal(scratch->err.text, "cannot read standard input: Is a directory");
    close(fd);
}

static void *rewrite_without_end(void *argument)
{
    const atomic_bool *is_over = argument;
    for (size_t len = 1; !*is_over; len = len * 7 % 50021) {
        static const char text[50021];
        scratch_write("moving", (struct str){text, len});
    }
    return NULL;
}

static void reads_one_state_of_a_file_that_changes(void **state)
{
    struct scratch *scratch = *state;
    atomic_bool is_over = false;
    pthread_t writer;
    scratch_write("moving", STR("x"));
    assert_int_equal(pthread_create(&writer, NULL, rewrite_without_end, &is_over), 0);
    for (int i = 0; i < 2000; i++) {
        struct error err = {0};
        struct file_stamp stamp;
        struct str bytes;
        if (file_read(&scratch->arena, "moving", 40000, &bytes, &stamp, &err))
            assert_int_equal(bytes.len, stamp.size);
        else if (!str_contains(str_of(err.text), "the limit is 40000"))
            assert_string_equal(err.text, "cannot read moving: it was changed while being read");
        arena_reset(&scratch->arena);
    }
    is_over = true;
    pthread_join(writer, NULL);
}

static bool replace(struct scratch *scratch, const char *path, const char *text)
{
    struct file_pending pending = {{NULL}};
    struct file_stamp stamp;
    struct str bytes;
    scratch->err = (struct error){0};
    assert_true(file_read(&scratch->arena, path, 0, &bytes, &stamp, &scratch->err));
    return file_replace(&scratch->arena, path, &stamp, str_of(text), &pending, &scratch->err);
}

static void replaces_a_file_and_keeps_its_mode(void **state)
{
    struct scratch *scratch = *state;
    struct stat status;
    scratch_write("d/a", STR("old"));
    assert_int_equal(chmod("d/a", 0640), 0);
    assert_true(replace(scratch, "d/a", "new text"));
    assert_str(read_back(scratch, "d/a"), STR("new text"));
    assert_int_equal(stat("d/a", &status), 0);
    assert_int_equal(status.st_mode & 07777, 0640);
    assert_int_equal(entries_of("d"), 1);
}

static void replaces_what_a_symbolic_link_leads_to(void **state)
{
    struct scratch *scratch = *state;
    struct stat status;
    scratch_write("d/real", STR("old"));
    assert_int_equal(symlink("d/real", "link"), 0);
    assert_true(replace(scratch, "link", "new"));
    assert_int_equal(lstat("link", &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_str(read_back(scratch, "d/real"), STR("new"));
    assert_int_equal(entries_of("d"), 1);
    assert_int_equal(entries_of("."), 2);
}

static void refuses_a_link_that_leads_outside(void **state)
{
    struct scratch *scratch = *state;
    char here[PATH_MAX], expected[PATH_MAX + 100];
    assert_non_null(getcwd(here, sizeof here));
    scratch_write("d/real", STR("old"));
    assert_int_equal(mkdir("d/inner", 0700), 0);
    assert_int_equal(symlink("../real", "d/inner/link"), 0);
    assert_int_equal(symlink("d/inner", "other"), 0);
    assert_true(replace(scratch, "other/link", "below the current folder"));
    assert_int_equal(chdir("d/inner"), 0);
    bool is_replaced = replace(scratch, "link", "new");
    assert_int_equal(chdir(here), 0);
    assert_false(is_replaced);
    snprintf(expected, sizeof expected,
             "cannot fix link: it is a link that leads outside, to %s/d/real; name that file", here);
    assert_string_equal(scratch->err.text, expected);
    assert_str(read_back(scratch, "d/real"), STR("below the current folder"));
    assert_int_equal(symlink("real", "d/beside"), 0);
    assert_int_equal(chdir("d/inner"), 0);
    is_replaced = replace(scratch, "../beside", "beside the link");
    assert_int_equal(chdir(here), 0);
    assert_true(is_replaced);
    assert_str(read_back(scratch, "d/real"), STR("beside the link"));
}

static void refuses_a_read_only_file(void **state)
{
    struct scratch *scratch = *state;
    scratch_write("a", STR("old"));
    assert_int_equal(chmod("a", 0444), 0);
    assert_false(replace(scratch, "a", "new"));
    assert_string_equal(scratch->err.text, "cannot fix a: it is read-only");
    assert_str(read_back(scratch, "a"), STR("old"));
    assert_int_equal(entries_of("."), 1);
}

static void refuses_to_part_hard_links(void **state)
{
    struct scratch *scratch = *state;
    scratch_write("a", STR("old"));
    assert_int_equal(link("a", "b"), 0);
    assert_false(replace(scratch, "a", "new"));
    assert_string_equal(scratch->err.text,
                        "cannot fix a: it has several hard links, which would no longer be one file");
    assert_str(read_back(scratch, "a"), STR("old"));
    assert_int_equal(entries_of("."), 2);
}

static void leaves_a_changed_file_alone(void **state)
{
    struct scratch *scratch = *state;
    struct file_pending pending = {{NULL}};
    struct file_stamp stamp;
    scratch_write("a", STR("old"));
    assert_true(file_stamp_read("a", &stamp));
    scratch_write("a", STR("newer"));
    assert_false(file_replace(&scratch->arena, "a", &stamp, STR("fixed"), &pending, &scratch->err));
    assert_string_equal(scratch->err.text, "cannot fix a: it was changed while being fixed");
    assert_str(read_back(scratch, "a"), STR("newer"));
    assert_int_equal(entries_of("."), 1);
}

static void leaves_the_file_whole_when_the_disk_is_full(void **state)
{
    struct scratch *scratch = *state;
    int status;
    scratch_write("a", STR("old"));
    pid_t child = fork();
    if (child == 0) { /* RLIMIT_FSIZE holds for the whole process */
        struct rlimit limit = {2, 2};
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &limit);
        _exit(replace(scratch, "a", "new text") || strcmp(scratch->err.text, "cannot fix a: File too large") != 0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_str(read_back(scratch, "a"), STR("old"));
    assert_int_equal(entries_of("."), 1);
}

static void begin(struct scratch *scratch, struct file_output *output, struct file_pending *pending, const char *path)
{
    if (!file_output_begin(output, &scratch->arena, path, pending, &scratch->err))
        fail_msg("%s", scratch->err.text);
}

static void report_appears_when_committed(void **state)
{
    struct scratch *scratch = *state;
    struct file_pending pending = {{NULL}};
    struct file_output output;
    struct stat status;
    scratch_write("d/report", STR("old"));
    assert_int_equal(chmod("d/report", 0604), 0);
    begin(scratch, &output, &pending, "d/report");
    for (int i = 0; i < 20000; i++)
        file_output_write(&output, STR("12345"));
    assert_str(read_back(scratch, "d/report"), STR("old"));
    assert_true(file_output_commit(&output, &scratch->err));
    assert_int_equal(read_back(scratch, "d/report").len, 100000);
    assert_int_equal(stat("d/report", &status), 0);
    assert_int_equal(status.st_mode & 07777, 0604);
    assert_int_equal(entries_of("d"), 1);
    for (size_t i = 0; i < FILE_PENDING_MAX; i++)
        assert_null(pending.paths[i]);
}

static void text_larger_than_the_buffer_stays_in_order(void **state)
{
    struct scratch *scratch = *state;
    struct file_pending pending = {{NULL}};
    struct file_output output;
    const size_t len = 3 * FILE_OUTPUT_BUFFER;
    char *large = arena_alloc_bytes(&scratch->arena, len);
    memset(large, 'x', len);
    begin(scratch, &output, &pending, "report");
    file_output_write(&output, STR("<"));
    file_output_write(&output, (struct str){large, len});
    file_output_write(&output, STR(">"));
    assert_true(file_output_commit(&output, &scratch->err));
    struct str text = read_back(scratch, "report");
    assert_int_equal(text.len, len + 2);
    assert_int_equal(text.at[0], '<');
    assert_int_equal(str_index(text, '>'), len + 1);
}

static void report_is_dropped_by_abort_and_by_the_handler(void **state)
{
    struct scratch *scratch = *state;
    struct file_pending pending = {{NULL}};
    struct file_output one, two;
    scratch_write("one", STR("old"));
    begin(scratch, &one, &pending, "one");
    begin(scratch, &two, &pending, "two");
    assert_int_equal(entries_of("."), 3);
    file_output_abort(&one);
    assert_int_equal(entries_of("."), 2);
    file_pending_unlink(&pending);
    assert_int_equal(entries_of("."), 1);
    file_output_abort(&two);
    assert_str(read_back(scratch, "one"), STR("old"));
}

static void report_that_cannot_be_written_is_refused_at_once(void **state)
{
    struct scratch *scratch = *state;
    struct file_pending pending = {{NULL}};
    struct file_output output;
    scratch_write("file", STR("x"));
    assert_int_equal(mkdir("folder", 0777), 0);
    assert_int_equal(symlink("nowhere", "dangling"), 0);
    static const char *const wanted[][2] = {
        {"no/such/x.json", "cannot write no/such/x.json: No such file or directory"},
        {"folder", "cannot write folder: Is a directory"},
        {"file/x", "cannot write file/x: Not a directory"},
        {"dangling", "cannot write dangling: No such file or directory"},
        {"", "cannot write a file with an empty path"},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        struct error err = {0};
        assert_false(file_output_begin(&output, &scratch->arena, wanted[i][0], &pending, &err));
        assert_string_equal(err.text, wanted[i][1]);
    }
    assert_int_equal(entries_of("."), 3);
}

static void devices_are_written_directly(void **state)
{
    struct scratch *scratch = *state;
    struct file_pending pending = {{NULL}};
    struct file_output output;
    struct stat before, after;
    assert_int_equal(stat("/dev/null", &before), 0);
    begin(scratch, &output, &pending, "/dev/null");
    assert_null(output.temporary);
    file_output_write(&output, STR("gone"));
    assert_true(file_output_commit(&output, &scratch->err));
    assert_int_equal(stat("/dev/null", &after), 0);
    assert_int_equal(after.st_ino, before.st_ino);

    begin(scratch, &output, &pending, "/dev/full");
    file_output_write(&output, STR("lost"));
    assert_false(file_output_commit(&output, &scratch->err));
    assert_string_equal(scratch->err.text, "cannot write /dev/full: No space left on device");
}

static void failure_of_a_descriptor_sticks(void **state)
{
    struct scratch *scratch = *state;
    struct file_output output;
    int fd = open("/dev/full", O_WRONLY), after = open("after", O_WRONLY | O_CREAT, 0666);
    file_output_to_fd(&output, &scratch->arena, fd, "standard output");
    file_output_write(&output, STR("lost"));
    assert_false(file_output_flush(&output));
    assert_int_equal(dup2(after, fd), fd);
    file_output_write(&output, STR("never"));
    assert_false(file_output_commit(&output, &scratch->err));
    assert_string_equal(scratch->err.text, "cannot write standard output: No space left on device");
    assert_int_equal(read_back(scratch, "after").len, 0);
    close(fd);
    close(after);
}

static void closed_descriptor_is_said(void **state)
{
    struct scratch *scratch = *state;
    struct file_output output;
    int fd = dup(0);
    close(fd);
    file_output_to_fd(&output, &scratch->arena, fd, "standard output");
    file_output_write(&output, STR("lost"));
    assert_false(file_output_commit(&output, &scratch->err));
    assert_string_equal(scratch->err.text, "cannot write standard output: Bad file descriptor");
}

static void *read_pipe(void *argument)
{
    struct str *text = argument;
    static char bytes[16];
    int fd = open("pipe", O_RDONLY);
    for (ssize_t got; (got = read(fd, bytes + text->len, sizeof bytes - text->len)) > 0; text->len += (size_t)got)
        text->at = bytes;
    close(fd);
    return NULL;
}

static void pipes_are_written_directly(void **state)
{
    struct scratch *scratch = *state;
    struct file_pending pending = {{NULL}};
    struct file_output output;
    struct str text = {NULL, 0};
    pthread_t reader;
    assert_int_equal(mkfifo("pipe", 0666), 0);
    assert_int_equal(pthread_create(&reader, NULL, read_pipe, &text), 0);
    begin(scratch, &output, &pending, "pipe");
    file_output_write(&output, STR("a report"));
    assert_true(file_output_commit(&output, &scratch->err));
    pthread_join(reader, NULL);
    assert_str(text, STR("a report"));
    assert_int_equal(entries_of("."), 1);
}

struct reader {
    int fd;
    size_t total;
};

static void *read_slowly(void *argument)
{
    struct reader *reader = argument;
    char some[4096];
    for (ssize_t got; (got = read(reader->fd, some, sizeof some)) > 0; reader->total += (size_t)got)
        if (reader->total % 65536 == 0)
            nanosleep(&(struct timespec){0, 1000000}, NULL);
    return NULL;
}

static void non_blocking_output_is_not_cut(void **state)
{
    struct scratch *scratch = *state;
    struct file_output output;
    int ends[2];
    pthread_t thread;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(fcntl(ends[1], F_SETFL, O_NONBLOCK), 0);
    struct reader reader = {.fd = ends[0]};
    assert_int_equal(pthread_create(&thread, NULL, read_slowly, &reader), 0);
    file_output_to_fd(&output, &scratch->arena, ends[1], "standard output");
    for (int i = 0; i < 50000; i++)
        file_output_write(&output, STR("0123456789"));
    assert_true(file_output_commit(&output, &scratch->err));
    close(ends[1]);
    pthread_join(thread, NULL);
    assert_int_equal(reader.total, 500000);
    close(ends[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(reads_whole_files),
        scratch_test(refuses_what_is_no_regular_file),
        scratch_test(says_the_cause_of_a_very_long_path),
        scratch_test(holds_the_size_limit),
        scratch_test(holds_the_size_limit_of_endless_input),
        scratch_test(waits_for_a_slow_pipe),
        scratch_test(says_why_a_descriptor_cannot_be_read),
        scratch_test(reads_one_state_of_a_file_that_changes),
        scratch_test(replaces_a_file_and_keeps_its_mode),
        scratch_test(replaces_what_a_symbolic_link_leads_to),
        scratch_test(refuses_a_link_that_leads_outside),
        scratch_test(refuses_a_read_only_file),
        scratch_test(refuses_to_part_hard_links),
        scratch_test(leaves_a_changed_file_alone),
        scratch_test(leaves_the_file_whole_when_the_disk_is_full),
        scratch_test(report_appears_when_committed),
        scratch_test(text_larger_than_the_buffer_stays_in_order),
        scratch_test(report_is_dropped_by_abort_and_by_the_handler),
        scratch_test(report_that_cannot_be_written_is_refused_at_once),
        scratch_test(devices_are_written_directly),
        scratch_test(pipes_are_written_directly),
        scratch_test(failure_of_a_descriptor_sticks),
        scratch_test(closed_descriptor_is_said),
        scratch_test(non_blocking_output_is_not_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
