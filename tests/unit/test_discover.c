#include "scratch.h"

#include "base/buf.h"
#include "project/config_search.h"
#include "project/discover.h"

#include <sys/resource.h>

static void touch(const char *path)
{
    scratch_write(path, STR("x: 1\n"));
}

static struct found_files discover_in(struct scratch *scratch, const struct discover_request *request)
{
    struct found_files found;
    discover(&scratch->arena, request, &found);
    return found;
}

/* The paths one after another with blanks between them, a `*` behind the named ones. */
static const char *found_text(struct scratch *scratch, const struct found_files *found)
{
    struct buf buf = {.arena = &scratch->arena};
    for (size_t i = 0; i < found->count; i++) {
        const struct found_file *file = &found->files[i];
        assert_int_equal(file->path.at[file->path.len], 0);
        buf_print(&buf, "%s%.*s%s", i ? " " : "", STR_ARG(file->path), file->is_named ? "*" : "");
    }
    return buf_c(&buf);
}

static const char *walk(struct scratch *scratch, const char *path)
{
    const struct str paths[] = {str_of(path)};
    struct found_files found = discover_in(scratch, &(struct discover_request){.paths = paths, .count = 1});
    if (found.error_count)
        fail_msg("%s", found.errors[0]);
    return found_text(scratch, &found);
}

static void walks_for_contracts_in_the_order_of_bytes(void **state)
{
    struct scratch *scratch = *state;
    static const char *const files[] = {"b.yaml",        "a/z.yml",
                                        "a/y.json",      "a.yaml",
                                        "a/readme.md",   ".hidden/x.yaml",
                                        "venv/x.yaml",   "a/node_modules/x.yaml",
                                        "target/x.yaml", "dbt_packages/x.yml",
                                        ".plain.yaml",   "B.yaml",
                                        "x.yaml.bak",    "x.YAML"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        touch(files[i]);
    struct found_files found = discover_in(scratch, &(struct discover_request){0});
    assert_string_equal(found_text(scratch, &found), ".plain.yaml B.yaml a.yaml a/y.json a/z.yml b.yaml");
    assert_int_equal(found.error_count, 0);
    assert_string_equal(walk(scratch, "./"), found_text(scratch, &found));
    assert_string_equal(walk(scratch, "a"), "a/y.json a/z.yml");
    assert_string_equal(walk(scratch, "./a/"), "./a/y.json ./a/z.yml");
    assert_string_equal(walk(scratch, "venv"), "venv/x.yaml");
    assert_string_equal(walk(scratch, ".hidden"), ".hidden/x.yaml");
    assert_string_equal(walk(scratch, "a/readme.md"), "a/readme.md*");
}

static void lists_a_file_once(void **state)
{
    struct scratch *scratch = *state;
    touch("d/a.yaml");
    touch("d/b.yaml");
    assert_int_equal(symlink("b.yaml", "d/0.yaml"), 0);
    static const struct str paths[] = {{"./d/a.yaml", 10}, {"d", 1}, {"d/../d/a.yaml", 13}, {"d/", 2}, {"d/a.yaml", 8}};
    struct found_files found = discover_in(scratch, &(struct discover_request){.paths = paths, .count = 5});
    assert_string_equal(found_text(scratch, &found), "d/a.yaml* d/b.yaml");
}

static void symbolic_links_lead_to_files_only(void **state)
{
    struct scratch *scratch = *state;
    touch("outside/a.yaml");
    touch("d/b.yaml");
    assert_int_equal(symlink("../outside/a.yaml", "d/link.yaml"), 0);
    assert_int_equal(symlink("../outside", "d/folder"), 0);
    assert_int_equal(symlink("../outside", "d/folder.yaml"), 0);
    assert_int_equal(symlink("..", "d/up"), 0);
    assert_int_equal(symlink("nowhere", "d/dangling.yaml"), 0);
    assert_int_equal(symlink("loop.yaml", "d/loop.yaml"), 0);
    assert_int_equal(mkfifo("d/pipe.yaml", 0666), 0);
    assert_int_equal(mkdir("d/folder.yml", 0777), 0);
    assert_string_equal(walk(scratch, "d"), "d/b.yaml d/link.yaml");
    assert_int_equal(symlink("d", "linked"), 0);
    assert_string_equal(walk(scratch, "linked"), "linked/b.yaml linked/link.yaml");
}

static void says_what_is_absent_and_goes_on(void **state)
{
    struct scratch *scratch = *state;
    touch("a.yaml");
    static const struct str paths[] = {{"no/such.yaml", 12}, {"a.yaml", 6}, {"a.yaml/", 7}, {"", 0}};
    struct found_files found = discover_in(scratch, &(struct discover_request){.paths = paths, .count = 4});
    assert_string_equal(found_text(scratch, &found), "a.yaml*");
    assert_int_equal(found.error_count, 3);
    assert_string_equal(found.errors[0], "a path is empty");
    assert_string_equal(found.errors[1], "cannot read a.yaml/: Not a directory");
    assert_string_equal(found.errors[2], "cannot read no/such.yaml: No such file or directory");
}

static void names_are_bytes(void **state)
{
    struct scratch *scratch = *state;
    touch("d/\xFF\xFE.yaml");
    touch("d/a\nb .yaml");
    assert_string_equal(walk(scratch, "d"), "d/a\nb .yaml d/\xFF\xFE.yaml");
}

static void respects_gitignore_where_git_is(void **state)
{
    struct scratch *scratch = *state;
    static const char *const files[] = {"repo/a.yaml",       "repo/gen/a.yaml", "repo/gen/kept.yaml",
                                        "repo/sub/a.yaml",   "repo/sub/b.yaml", "repo/sub/c.yaml",
                                        "repo/sub/x/a.yaml", "repo/out/a.yaml", "repo/inner/a.yaml",
                                        "repo/secret.yaml",  "plain/a.yaml"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        touch(files[i]);
    scratch_write("repo/.gitignore", STR("gen/*\n!gen/kept.yaml\nb.yaml\n/out/\n"));
    scratch_write("repo/sub/.gitignore", STR("!b.yaml\n/c.yaml\nx/\n"));
    scratch_write("repo/inner/.git", STR("gitdir: elsewhere\n"));
    scratch_write("repo/inner/.gitignore", STR("nothing\n"));
    touch("repo/inner/b.yaml");
    scratch_write("plain/.gitignore", STR("*\n"));
    scratch_write("repo/.git/info/exclude", STR("secret.yaml\n"));
    assert_string_equal(walk(scratch, "repo"), "repo/a.yaml repo/gen/kept.yaml repo/inner/a.yaml repo/inner/b.yaml "
                                               "repo/sub/a.yaml repo/sub/b.yaml");
    assert_string_equal(walk(scratch, "repo/sub"), "repo/sub/a.yaml repo/sub/b.yaml");
    assert_string_equal(walk(scratch, "repo/gen"), "repo/gen/kept.yaml");
    assert_string_equal(walk(scratch, "repo/out"), "repo/out/a.yaml");
    assert_string_equal(walk(scratch, "repo/secret.yaml"), "repo/secret.yaml*");
    assert_string_equal(walk(scratch, "plain"), "plain/a.yaml");
}

static bool is_draft(void *context, struct str path, bool is_folder)
{
    (void)context;
    return is_folder ? str_ends(path, "drafts") : str_ends(path, "draft.yaml");
}

static void asks_the_configuration(void **state)
{
    struct scratch *scratch = *state;
    touch("d/drafts/a.yaml");
    touch("d/a.yaml");
    touch("d/draft.yaml");
    static const struct str paths[] = {{"d", 1}, {"d/draft.yaml", 12}};
    struct discover_request request = {.paths = paths, .count = 2, .is_ignored = is_draft};
    struct found_files found = discover_in(scratch, &request);
    assert_string_equal(found_text(scratch, &found), "d/a.yaml d/draft.yaml*");
    request.is_ignore_forced = true;
    found = discover_in(scratch, &request);
    assert_string_equal(found_text(scratch, &found), "d/a.yaml");
}

/* One chain of folders with a file at its end, which is then current. */
static void make_deep(unsigned depth)
{
    for (unsigned i = 0; i < depth; i++) {
        assert_int_equal(mkdir("d", 0777), 0);
        assert_int_equal(chdir("d"), 0);
    }
    touch("deep.yaml");
}

static void walks_deep_folders_with_one_descriptor(void **state)
{
    struct scratch *scratch = *state;
    struct rlimit old, few = {4, 4};
    make_deep(1500);
    assert_int_equal(chdir(scratch->path), 0);
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &old), 0);
    few.rlim_max = old.rlim_max;
    int spare = dup(0);
    close(spare);
    few.rlim_cur = (rlim_t)spare + 1;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
    const char *text = walk(scratch, "d");
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &old), 0);
    assert_int_equal(strlen(text), 2 * 1500 + strlen("deep.yaml"));
}

static void says_that_a_path_is_too_long(void **state)
{
    struct scratch *scratch = *state;
    const unsigned depth = 2500;
    make_deep(depth);
    int bottom = open(".", O_RDONLY);
    assert_int_equal(chdir(scratch->path), 0);
    struct found_files found = discover_in(scratch, &(struct discover_request){0});
    assert_int_equal(found.count, 0);
    assert_int_equal(found.error_count, 1);
    assert_true(str_ends(str_of(found.errors[0]), "File name too long"));
    assert_int_equal(fchdir(bottom), 0);
    close(bottom);
    assert_int_equal(unlink("deep.yaml"), 0);
    for (unsigned i = 0; i < depth; i++) /* no path reaches it, so the teardown cannot */
        assert_true(chdir("..") == 0 && rmdir("d") == 0);
}

static void splits_lists(void **state)
{
    struct scratch *scratch = *state;
    size_t count;
    const struct str *paths = discover_split(&scratch->arena, STR("a b\n\nc"), &count);
    assert_int_equal(count, 2);
    assert_str(paths[0], STR("a b"));
    assert_str(paths[1], STR("c"));
    paths = discover_split(&scratch->arena, STR("a\nb\0c\0"), &count);
    assert_int_equal(count, 2);
    assert_str(paths[0], STR("a\nb"));
    assert_str(paths[1], STR("c"));
    discover_split(&scratch->arena, STR(""), &count);
    assert_int_equal(count, 0);
}

static void finds_the_nearest_configuration(void **state)
{
    struct scratch *scratch = *state;
    touch(".contractlint.yaml");
    touch("repo/.contractlint.yaml");
    touch("repo/a/b/.contractlint.yaml");
    touch("repo/a/b/c/x.yaml");
    touch("repo/other/.git/HEAD");
    touch("home/user/work/x.yaml");
    assert_int_equal(symlink("repo/a/b/c", "link"), 0);
    static const char *const cases[][3] = {
        {"repo/a/b/c/x.yaml", "repo/a/b/.contractlint.yaml", "c/x.yaml"},
        {"./repo/a/b/c/../x.yaml", "repo/a/b/.contractlint.yaml", "x.yaml"},
        {"link/x.yaml", "repo/a/b/.contractlint.yaml", "c/x.yaml"},
        {"repo/a/x.yaml", "repo/.contractlint.yaml", "a/x.yaml"},
        {"repo/a/new/folder/x.yaml", "repo/.contractlint.yaml", "a/new/folder/x.yaml"},
        {"repo/other/x.yaml", NULL, NULL},
        {"home/user/work/x.yaml", NULL, NULL},
        {"home/x.yaml", ".contractlint.yaml", "home/x.yaml"},
        {"x.yaml", ".contractlint.yaml", "x.yaml"},
        {"n/x.yaml", ".contractlint.yaml", "n/x.yaml"},
    };
    struct config_search search;
    config_search_init(&search, &scratch->arena, "home/user");
    for (size_t twice = 0; twice < 2; twice++)
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            struct str path = str_of(cases[i][0]);
            const struct config_place *place = config_search_find(&search, path);
            assert_int_equal(place != NULL, cases[i][1] != NULL);
            if (!place)
                continue;
            assert_str(place->path, str_of(cases[i][1]));
            assert_str(config_search_inner(&search, place, path), str_of(cases[i][2]));
        }
}

static void shows_a_configuration_outside_by_its_whole_path(void **state)
{
    struct scratch *scratch = *state;
    struct config_search search;
    touch(".contractlint.yaml");
    touch("d/x.yaml");
    assert_int_equal(chdir("d"), 0);
    config_search_init(&search, &scratch->arena, NULL);
    const struct config_place *place = config_search_find(&search, STR("x.yaml"));
    assert_non_null(place);
    assert_str(place->folder, str_of(scratch->path));
    assert_str(place->path, str_of(text_print(&scratch->arena, "%s/.contractlint.yaml", scratch->path)));
    assert_str(config_search_inner(&search, place, STR("x.yaml")), STR("d/x.yaml"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(walks_for_contracts_in_the_order_of_bytes),
        scratch_test(lists_a_file_once),
        scratch_test(symbolic_links_lead_to_files_only),
        scratch_test(says_what_is_absent_and_goes_on),
        scratch_test(names_are_bytes),
        scratch_test(respects_gitignore_where_git_is),
        scratch_test(asks_the_configuration),
        scratch_test(walks_deep_folders_with_one_descriptor),
        scratch_test(says_that_a_path_is_too_long),
        scratch_test(splits_lists),
        scratch_test(finds_the_nearest_configuration),
        scratch_test(shows_a_configuration_outside_by_its_whole_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
