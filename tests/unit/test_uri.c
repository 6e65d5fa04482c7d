#include "base/arena.h"
#include "base/uri.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>

static void test_parts(void **state)
{
    (void)state;
    struct uri uri;
    assert_true(uri_parse(STR("https://user:pw@example.com:8080/a/b?q=1#top"), URI_ASCII, &uri));
    assert_true(str_is(uri.scheme, "https"));
    assert_true(str_is(uri.authority, "user:pw@example.com:8080"));
    assert_true(str_is(uri.userinfo, "user:pw"));
    assert_true(str_is(uri.host, "example.com"));
    assert_true(str_is(uri.port, "8080"));
    assert_true(str_is(uri.path, "/a/b"));
    assert_true(str_is(uri.query, "q=1"));
    assert_true(str_is(uri.fragment, "top"));
    assert_true(uri_parse(STR("s3://bucket"), URI_ASCII, &uri));
    assert_true(str_is(uri.host, "bucket") && uri.path.len == 0 && uri.path.at);
    assert_null(uri.userinfo.at);
    assert_null(uri.query.at);
    assert_true(uri_parse(STR("http://[2001:db8::7]:80?#"), URI_ASCII, &uri));
    assert_true(str_is(uri.host, "[2001:db8::7]") && str_is(uri.port, "80"));
    assert_true(uri.query.at && !uri.query.len && uri.fragment.at);
    assert_true(uri_parse((struct str){NULL, 0}, URI_ASCII, &uri));
    assert_non_null(uri.path.at);
}

static void test_refused(void **state)
{
    (void)state;
    static const char *const table[] = {"http://a b",  "a\\b",      "http://[::1",  "http://[1.2.3.4]",
                                        "http://h:8x", "/%zz",      "1:b",          "http://h/\x7F",
                                        "/{id}",       "http://ü/", "http://[v.x]", "//[::1]x"};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (uri_is_reference(str_of(table[i]), URI_ASCII))
            fail_msg("accepted: %s", table[i]);
    assert_false(uri_is_reference((struct str){"a\0b", 3}, URI_ASCII));
    assert_false(uri_is_reference((struct str){"a\xFF", 2}, URI_INTERNATIONAL));
    assert_true(uri_is_reference(STR("http://ü/"), URI_INTERNATIONAL));
    assert_false(uri_is_absolute(STR("/a"), URI_ASCII));
}

static void test_scheme(void **state)
{
    (void)state;
    assert_true(str_is(uri_scheme(STR("s3://{bucket} x")), "s3"));
    assert_true(str_is(uri_scheme(STR("git+ssh:x")), "git+ssh"));
    assert_null(uri_scheme(STR("/a:b")).at);
    assert_null(uri_scheme(STR("3d:b")).at);
    assert_null(uri_scheme(STR("s3")).at);
    assert_null(uri_scheme(STR(":x")).at);
}

static void test_password(void **state)
{
    (void)state;
    static const char *const table[][2] = {
        {"postgres://user:secret@host/db", "secret"},
        {"https://user:p@ss@host", "p@ss"},
        {"https://user@host", ""},
        {"https://host/a:b@c", ""},
        {"//u:p@h", "p"},
        {"mailto:a:b@c", ""},
        {"https://user:@host", ""},
        {"https://host?x=a:b@c", ""},
        {"amqp://:pw@", "pw"},
        {"amqp://u:a/b+c@host/vhost", "a/b+c"},
        {"https://host:8080/a@b", ""},
        {"http://[::1]:80x/a@b", ""},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (!str_is(uri_password(str_of(table[i][0])), table[i][1]))
            fail_msg("password of %s", table[i][0]);
}

static void test_template(void **state)
{
    (void)state;
    static const char *const good[] = {"", "/a/{id}", "{?q,lang:2,list*}", "{a.b}", "%41{%41}", "{=x}"};
    static const char *const bad[] = {"{",     "}",         "{}",   "{a",    "{a,}", "{a..b}", "{.a.}",
                                      "{v:0}", "{v:12345}", "{v:}", "{a b}", "%4",   "a b",    "{+}"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!uri_is_template(str_of(good[i])))
            fail_msg("refused: %s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (uri_is_template(str_of(bad[i])))
            fail_msg("accepted: %s", bad[i]);
}

/* RFC 3986, section 5.4, and what schemas write. */
static void test_resolve(void **state)
{
    (void)state;
    static const char *const table[][2] = {{"g:h", "g:h"},
                                           {"g", "http://a/b/c/g"},
                                           {"./g", "http://a/b/c/g"},
                                           {"g/", "http://a/b/c/g/"},
                                           {"/g", "http://a/g"},
                                           {"//g", "http://g"},
                                           {"?y", "http://a/b/c/d;p?y"},
                                           {"g?y", "http://a/b/c/g?y"},
                                           {"#s", "http://a/b/c/d;p?q#s"},
                                           {"g#s", "http://a/b/c/g#s"},
                                           {";x", "http://a/b/c/;x"},
                                           {"", "http://a/b/c/d;p?q"},
                                           {".", "http://a/b/c/"},
                                           {"./", "http://a/b/c/"},
                                           {"..", "http://a/b/"},
                                           {"../g", "http://a/b/g"},
                                           {"../..", "http://a/"},
                                           {"../../g", "http://a/g"},
                                           {"../../../g", "http://a/g"},
                                           {"/./g", "http://a/g"},
                                           {"/../g", "http://a/g"},
                                           {"g.", "http://a/b/c/g."},
                                           {"..g", "http://a/b/c/..g"},
                                           {"./../g", "http://a/b/g"},
                                           {"./g/.", "http://a/b/c/g/"},
                                           {"g/./h", "http://a/b/c/g/h"},
                                           {"g/../h", "http://a/b/c/h"}};
    struct arena arena;
    arena_init(&arena, abort);
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        struct str got = uri_resolve(&arena, STR("http://a/b/c/d;p?q"), str_of(table[i][0]));
        if (!str_is(got, table[i][1]))
            fail_msg("%s gives %.*s", table[i][0], STR_ARG(got));
    }
    assert_true(str_is(uri_resolve(&arena, STR("urn:uuid:1"), STR("#x")), "urn:uuid:1#x"));
    assert_true(str_is(uri_resolve(&arena, STR("http://a"), STR("b")), "http://a/b"));
    assert_true(str_is(uri_resolve(&arena, STR(""), STR("b#c")), "b#c"));
    assert_true(str_is(uri_decode(&arena, STR("a%25%2fb%zz%4")), "a%/b%zz%4"));
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts),  cmocka_unit_test(test_resolve),  cmocka_unit_test(test_refused),
        cmocka_unit_test(test_scheme), cmocka_unit_test(test_password), cmocka_unit_test(test_template),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
