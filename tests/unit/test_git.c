#include "scratch.h"

#include "base/file.h"
#include "project/git_files.h"
#include "project/git_index.h"
#include "project/scope.h"

#include <stdlib.h>
#include <sys/wait.h>

/* Runs git in the scratch folder, apart from what the user has configured. */
static void git(const char *const *arguments)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        char *words[16] = {(char *)(uintptr_t) "git"};
        for (size_t i = 0; arguments[i]; i++)
            words[i + 1] = (char *)(uintptr_t)arguments[i];
        execvp("git", words);
        _exit(127);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

#define GIT(...) git((const char *const[]){__VA_ARGS__, NULL})

static int repository_setup(void **state)
{
    static const char *const names[] = {"GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME",
                                        "GIT_COMMITTER_EMAIL"};
    if (scratch_setup(state) != 0)
        return -1;
    setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
    setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        setenv(names[i], "a@example.org", 1);
    GIT("init", "-q", "-b", "main");
    scratch_write("a-b/x.yaml", STR("1"));
    scratch_write("a/x.yaml", STR("2"));
    scratch_write("a.yaml", STR("3"));
    GIT("add", "-A");
    GIT("commit", "-qm", "one");
    return 0;
}

static void ids_are_whole(void **state)
{
    (void)state;
    struct git_id id, other;
    assert_true(git_id_parse(STR("4b825dc642cb6eb9a060e54bf8d69288fbee4904"), &id));
    assert_int_equal(id.len, 20);
    assert_int_equal(id.bytes[0], 0x4b);
    assert_int_equal(id.bytes[19], 0x04);
    assert_true(git_id_parse(STR("6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321"), &other));
    assert_int_equal(other.len, 32);
    assert_false(git_id_equal(&id, &other));
    assert_false(git_id_parse(STR("4b825dc642cb6eb9a060e54bf8d69288fbee490"), &id));
    assert_false(git_id_parse(STR("4B825dc642cb6eb9a060e54bf8d69288fbee4904"), &id));
    assert_false(git_id_parse(STR("^b825dc642cb6eb9a060e54bf8d69288fbee4904"), &id));
}

static void revisions_that_are_none(void **state)
{
    static const struct {
        const char *revision, *error;
    } rows[] = {
        {"", "a git revision is empty"},
        {"-x", "`-x` is no git revision; a branch of this name is refs/heads/-x"},
        {"main..main", "`main..main` is a range, not one git revision"},
        {"^main", "`^main` is a range, not one git revision"},
        {"main\nmain", "`main?main` is no git revision"},
        {"nobody", "git knows no commit `nobody`"},
        {"origin/HEAD", "git knows no commit `origin/HEAD`; `git remote set-head origin --auto` may tell it"},
        {"HEAD^{tree}", "git knows no commit `HEAD^{tree}`"},
        {"HEAD:a.yaml", "git knows no commit `HEAD:a.yaml`"},
    };
    struct scratch *scratch = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct git found;
        struct error err = {.is_set = false};
        assert_false(git_open(&found, &scratch->arena, &(struct git_request){.tip = rows[i].revision}, &err));
        assert_string_equal(err.text, rows[i].error);
    }
}

static bool has_all(void *context, struct str path, bool is_folder)
{
    (void)context, (void)path, (void)is_folder;
    return true;
}

/* A name is a file before and a folder afterwards; `a-b`, `a.yaml` and `a/` are in git's order of trees. */
static void trees_are_merged_in_their_order(void **state)
{
    static const char *const paths[] = {"a-b/x.yaml", "a.yaml", "a.yaml/y.yaml", "b.yaml"};
    struct scratch *scratch = *state;
    struct git found;
    struct git_objects objects;
    struct git_files files;
    const struct git_filter all = {has_all, NULL};
    GIT("rm", "-q", "a.yaml", "a-b/x.yaml");
    scratch_write("a.yaml/y.yaml", STR("3"));
    scratch_write("b.yaml", STR("5"));
    GIT("add", "-A");
    GIT("commit", "-qm", "two");
    assert_true(git_open(&found, &scratch->arena, &(struct git_request){.base = "HEAD~1"}, &scratch->err));
    assert_true(git_objects_start(&objects, &found, &scratch->err));
    assert_true(git_files_of_commits(&objects, &scratch->arena, &found.base, &found.tip, &all, &files, &scratch->err));
    assert_int_equal(files.count, 4);
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(files.at[i].path.at, paths[i]);
    assert_int_equal(files.at[1].old.len, 20);
    assert_int_equal(files.at[1].new.len, 0);
    assert_true(git_id_equal(&files.at[1].old, &files.at[2].new));

    enum git_object_state object;
    struct str bytes;
    git_object_ask(&objects, &files.at[3].new, "");
    git_object_ask(&objects, &files.at[3].new, "");
    assert_true(git_object_take(&objects, &scratch->arena, "blob", "b", 0, &bytes, &object, &scratch->err));
    assert_true(str_is(bytes, "5"));
    assert_false(git_object_take(&objects, &scratch->arena, "tree", "b", 0, &bytes, &object, &scratch->err));
    assert_string_equal(scratch->err.text, "cannot read b: git gave no tree");
    git_objects_stop(&objects);
}

static void the_index_is_that_of_git(void **state)
{
    struct scratch *scratch = *state;
    struct git found;
    struct git_index index;
    struct git_files files;
    struct file_stamp stamp;
    const struct git_filter all = {has_all, NULL};
    GIT("update-index", "--index-version", "4");
    assert_true(git_open(&found, &scratch->arena, &(struct git_request){.tip = "HEAD"}, &scratch->err));
    assert_true(git_files_of_index(&found, &scratch->arena, NULL, &all, &files, &scratch->err));
    assert_true(git_index_read(&index, &scratch->arena, &found, &scratch->err));
    assert_int_equal(files.count, 3);
    for (size_t i = 0; i < files.count; i++) {
        const struct git_index_entry *entry = git_index_find(&index, files.at[i].path);
        assert_non_null(entry);
        assert_true(git_id_equal(&entry->id, &files.at[i].new));
        assert_true(file_stamp_read(str_c(&scratch->arena, files.at[i].path), &stamp));
        stamp.modified.tv_sec++;
        assert_false(git_index_is_certain(entry, &stamp));
    }
    assert_null(git_index_find(&index, STR("a")));
}

static void scopes_decide_by_names(void **state)
{
    static const struct str paths[] = {{"a", 1}, {".hidden", 7}, {"notes.txt", 9}};
    struct scratch *scratch = *state;
    struct git found = {.top = str_copy(&scratch->arena, str_of(scratch->path))};
    struct scope scope = {.is_ignored = NULL};
    bool is_named;
    assert_true(scope_init(&scope, &scratch->arena, &found, paths, 3, &scratch->err));
    assert_true(scope_has(&scope, STR("a"), true));
    assert_true(scope_has(&scope, STR("a/b/c.yaml"), false));
    assert_true(scope_has(&scope, STR(".hidden/c.json"), false));
    assert_true(scope_has(&scope, STR("notes.txt"), false));
    assert_false(scope_has(&scope, STR("a/notes.txt"), false));
    assert_false(scope_has(&scope, STR("a/.git/c.yaml"), false));
    assert_false(scope_has(&scope, STR("a/target/deep/c.yaml"), false));
    assert_false(scope_has(&scope, STR("a-b/x.yaml"), false));
    assert_false(scope_has(&scope, STR("b"), true));
    assert_string_equal(scope_name(&scope, STR("a/b/c.yaml"), &is_named).at, "a/b/c.yaml");
    assert_false(is_named);
    assert_string_equal(scope_name(&scope, STR("notes.txt"), &is_named).at, "notes.txt");
    assert_true(is_named);
    assert_false(scope_init(&scope, &scratch->arena, &found, (const struct str[]){{"..", 2}}, 1, &scratch->err));
}

int main(void)
{
#define in_repository(test) cmocka_unit_test_setup_teardown(test, repository_setup, scratch_teardown)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_are_whole),
        in_repository(revisions_that_are_none),
        in_repository(trees_are_merged_in_their_order),
        in_repository(the_index_is_that_of_git),
        in_repository(scopes_decide_by_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
