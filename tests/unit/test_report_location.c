#include "report/location.h"
#include "report_fixture.h"

static void names_files_from_the_root(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *root, *folder, *name, *path;
    } rows[] = {
        {"/w", "/w", "a.yaml", "a.yaml"},
        {"/w", "/w", "./b/../a.yaml", "a.yaml"},
        {"/w", "/w", "/w/b/a.yaml", "b/a.yaml"},
        {"/w", "/w/b", "a.yaml", "b/a.yaml"},
        {"/w", "/w/b", "../c/a.yaml", "c/a.yaml"},
        {"/w", "/w", "../a.yaml", "../a.yaml"},
        {"/w", "/w", "/wide/a.yaml", "/wide/a.yaml"},
        {"/", "/w", "a.yaml", "w/a.yaml"},
        {"", "", "./a.yaml", "./a.yaml"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fixture->settings.root = str_of(rows[i].root);
        fixture->settings.folder = str_of(rows[i].folder);
        struct str path = location_path(&fixture->arena, &fixture->settings, str_of(rows[i].name));
        assert_string_equal(str_c(&fixture->arena, path), rows[i].path);
    }
}

static void writes_uris(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *path, *uri;
    } rows[] = {
        {"b/a-1_~.yaml", "b/a-1_~.yaml"},       {"c:d.yaml", "c%3Ad.yaml"},
        {"a b%?#.yaml", "a%20b%25%3F%23.yaml"}, {"\xc3\xa9\xff.yaml", "%C3%A9%FF.yaml"},
        {"/w/a.yaml", "file:///w/a.yaml"},      {"../a.yaml", "../a.yaml"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(str_c(&fixture->arena, location_uri(&fixture->arena, str_of(rows[i].path))), rows[i].uri);
    assert_string_equal(str_c(&fixture->arena, location_uri(&fixture->arena, (struct str){"a\0b", 3})), "a%00b");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(names_files_from_the_root, fixture_setup, fixture_teardown),
        cmocka_unit_test_setup_teardown(writes_uris, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
