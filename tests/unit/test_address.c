#include "base/address.h"
#include "base/pointer.h"
#include "base/uuid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void check(bool (*is_valid)(struct str), const char *const *texts, bool expected)
{
    for (; *texts; texts++)
        if (is_valid(str_of(*texts)) != expected)
            fail_msg("%s: %s", expected ? "refused" : "accepted", *texts);
}

static void test_email(void **state)
{
    (void)state;
    static const char *const good[] = {"a@b",
                                       "data-team@example.com",
                                       "o'brien+x@example.co.uk",
                                       "\"a b\"@example.com",
                                       "\"a\\\"b\"@example.com",
                                       "a@[127.0.0.1]",
                                       "a@[IPv6:::1]",
                                       NULL};
    static const char *const bad[] = {
        "",       "@",     "a",        "a@",      "@b",    "a@b.",          "a@-b",     "a b@c", "a@b@c",
        "a..b@c", "\"a@c", "\"a\"b@c", "a@[::1]", "a@b_c", "ü@example.com", "a@b, c@d", NULL};
    check(address_is_email, good, true);
    check(address_is_email, bad, false);
    assert_true(address_is_email_international(STR("ü@exämple.com")));
    assert_false(address_is_email_international(STR("\xFC@example.com")));
    assert_false(address_is_email((struct str){"a\0@b", 4}));
    static const char local_65[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@b";
    assert_true(address_is_email(str_of(local_65 + 1)));
    assert_false(address_is_email(str_of(local_65)));
}

static void test_hostname(void **state)
{
    (void)state;
    static const char *const good[] = {"localhost", "db-1.example.com", "3com.com", "xn--bcher-kva.example", NULL};
    static const char *const bad[] = {"", ".", "a.", "a..b", "-a", "a-", "a_b", "a b", "bücher.example", NULL};
    check(address_is_hostname, good, true);
    check(address_is_hostname, bad, false);
}

static void test_ip(void **state)
{
    (void)state;
    static const char *const good_4[] = {"0.0.0.0", "255.255.255.255", "10.20.30.40", NULL};
    static const char *const bad_4[] = {"",       "1.2.3",    "1.2.3.4.5", "256.1.1.1", "01.2.3.4",
                                        "1..2.3", "1.2.3.4 ", "::1",       NULL};
    static const char *const good_6[] = {"::", "::1", "1::", "1:2:3:4:5:6:7:8", "::ffff:1.2.3.4", "1:2:3:4:5:6:1.2.3.4",
                                         NULL};
    static const char *const bad_6[] = {"",
                                        ":",
                                        ":::",
                                        "1::2::3",
                                        "1:2:3:4:5:6:7",
                                        "1:2:3:4:5:6:7:8:9",
                                        "::1%eth0",
                                        "1.2.3.4::",
                                        "1:2:3:4:5:6:7::8",
                                        "12345::",
                                        "::1.2.3",
                                        "1.2.3.4",
                                        "1:2:3:4:5:6:7:1.2.3.4",
                                        NULL};
    check(address_is_ipv4, good_4, true);
    check(address_is_ipv4, bad_4, false);
    check(address_is_ipv6, good_6, true);
    check(address_is_ipv6, bad_6, false);
}

static void test_uuid(void **state)
{
    (void)state;
    assert_true(uuid_is_valid(STR("2EB8AA08-aa98-11ea-b4aa-73b441d16380")));
    assert_false(uuid_is_valid(STR("2EB8AA08-aa98-11ea-b4aa-73b441d1638g")));
    assert_false(uuid_is_valid(STR("2EB8AA08aaa98-11ea-b4aa-73b441d16380")));
    assert_false(uuid_is_valid(STR("2EB8AA08-aa98-11ea-b4aa-73b441d1638")));
}

static void test_pointer(void **state)
{
    (void)state;
    static const char *const good[] = {"", "/", "/a/b", "/~0~1", "/a b", NULL};
    static const char *const bad[] = {"a", "#", "#/a", "/~", "/~2", NULL};
    static const char *const relative[] = {"0", "1/a", "2#", "10/0", NULL};
    static const char *const not_relative[] = {"", "/a", "01", "-1/a", "1##", "1#/a", "1a", NULL};
    check(pointer_is_valid, good, true);
    check(pointer_is_valid, bad, false);
    check(pointer_is_relative, relative, true);
    check(pointer_is_relative, not_relative, false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_email), cmocka_unit_test(test_hostname), cmocka_unit_test(test_ip),
        cmocka_unit_test(test_uuid),  cmocka_unit_test(test_pointer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
