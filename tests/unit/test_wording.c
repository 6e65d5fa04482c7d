#include "check/wording.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void test_placeholders(void **state)
{
    (void)state;
    static const char *const yes[] = {"TODO",
                                      "todo",
                                      "TBD.",
                                      "Tbd",
                                      "TODO: ask finance",
                                      "FIXME",
                                      " ... ",
                                      "<your team>",
                                      "Lorem ipsum dolor sit amet",
                                      "string",
                                      "Orders. TODO: which ones",
                                      "N/A",
                                      "?"};
    static const char *const no[] = {"Todo items of a person",
                                     "Orders with TODO lists",
                                     "strings",
                                     "TODOIST exports",
                                     "",
                                     "Everything about a customer...",
                                     "<b>bold</b>",
                                     "XXXL sizes",
                                     "TBDs"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (!wording_is_placeholder(str_of(yes[i])))
            fail_msg("missed: %s", yes[i]);
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (wording_is_placeholder(str_of(no[i])))
            fail_msg("wrong: %s", no[i]);
}

static void test_persons(void **state)
{
    (void)state;
    static const char *const yes[] = {"Jane Doe", "john.smith@example.com", "maria-garcia", "Peter van Dam"};
    static const char *const no[] = {"marketing-data-team",
                                     "jane",
                                     "max-data-team",
                                     "Growth Insights",
                                     "john@example.com",
                                     "customer.service@example.com",
                                     "gsilva@example.com",
                                     "",
                                     "@",
                                     "jan-2024",
                                     "frank",
                                     "martin platform",
                                     "Jane A B Doe"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (!wording_is_person(str_of(yes[i])))
            fail_msg("missed: %s", yes[i]);
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (wording_is_person(str_of(no[i])))
            fail_msg("wrong: %s", no[i]);
}

static void test_repeated_names(void **state)
{
    (void)state;
    assert_true(wording_repeats(STR(" Stock levels.\n"), STR("stock-levels")));
    assert_true(wording_repeats(STR("customerId"), STR("customer_id")));
    assert_false(wording_repeats(STR("Levels of stock"), STR("stock-levels")));
    assert_false(wording_repeats(STR(""), STR("")) || wording_repeats(STR("."), STR("a")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_placeholders),
        cmocka_unit_test(test_persons),
        cmocka_unit_test(test_repeated_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
