#include "base/arena.h"
#include "check/name.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

enum {
    CAMEL = 1 << NAME_STYLE_CAMEL,
    SNAKE = 1 << NAME_STYLE_SNAKE,
    PASCAL = 1 << NAME_STYLE_PASCAL,
    KEBAB = 1 << NAME_STYLE_KEBAB,
    UPPER = 1 << NAME_STYLE_UPPER_SNAKE
};

static struct arena arena;

static void test_styles(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        unsigned styles;
    } rows[] = {
        {"id", CAMEL | SNAKE | KEBAB},
        {"customerId", CAMEL},
        {"customer_id", SNAKE},
        {"_id", CAMEL | SNAKE | KEBAB},
        {"customer-id", KEBAB},
        {"CustomerId", PASCAL},
        {"CUSTOMER_ID", UPPER},
        {"ID", PASCAL | UPPER},
        {"TOTAL", UPPER},
        {"Customer_Id", 0},
        {"a b", 0},
        {"", 0},
        {"a.b", 0},
        {"größe", CAMEL | SNAKE | KEBAB},
        {"a_b-c", 0},
        {"item2", CAMEL | SNAKE | KEBAB},
        {"1", CAMEL | SNAKE | KEBAB | PASCAL | UPPER},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (name_styles(str_of(rows[i].name)) != rows[i].styles)
            fail_msg("%s: %x", rows[i].name, name_styles(str_of(rows[i].name)));
    assert_int_equal(name_styles((struct str){"a\0b", 3}), 0);
}

static void test_other_styles(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum name_style style;
        const char *wanted;
    } rows[] = {
        {"customerId", NAME_STYLE_SNAKE, "customer_id"},
        {"HTTPServerName", NAME_STYLE_SNAKE, "http_server_name"},
        {"customer_id", NAME_STYLE_CAMEL, "customerId"},
        {"customer-id", NAME_STYLE_PASCAL, "CustomerId"},
        {"Customer 360!", NAME_STYLE_KEBAB, "customer-360"},
        {"orderID", NAME_STYLE_UPPER_SNAKE, "ORDER_ID"},
        {"__", NAME_STYLE_SNAKE, ""},
        {"item2Name", NAME_STYLE_SNAKE, "item2_name"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str found = name_in_style(&arena, str_of(rows[i].name), rows[i].style);
        if (!str_is(found, rows[i].wanted))
            fail_msg("%s: %.*s", rows[i].name, STR_ARG(found));
    }
}

static struct name_census census_of(const char *const *names)
{
    struct name_census census = {.total = 0};
    for (; *names; names++)
        name_census_add(&census, str_of(*names));
    return census;
}

static void test_majority(void **state)
{
    (void)state;
    struct name_census census =
        census_of((const char *const[]){"id", "customerId", "orderId", "order_date", "placedAt", NULL});
    assert_false(name_census_is_uniform(&census));
    assert_int_equal(name_census_main(&census), NAME_STYLE_CAMEL);
    assert_true(name_census_is_odd(&census, NAME_STYLE_CAMEL, STR("order_date")));
    assert_false(name_census_is_odd(&census, NAME_STYLE_CAMEL, STR("id")));
    assert_false(name_census_is_odd(&census, NAME_STYLE_CAMEL, STR("a b")));
    census = census_of((const char *const[]){"customerId", "orderId", "order_date", "placed_at", NULL});
    assert_false(name_census_is_odd(&census, name_census_main(&census), STR("order_date")));
    census = census_of((const char *const[]){"premium", "standard", "new", "Churning", NULL});
    assert_true(name_census_is_odd(&census, name_census_main(&census), STR("Churning")));
    census = census_of((const char *const[]){"web", "android", "windows", "iOS", NULL});
    assert_false(name_census_is_odd(&census, name_census_main(&census), STR("iOS")));
    census = census_of((const char *const[]){"id", "a b", "placed_at", "total", NULL});
    assert_true(name_census_is_uniform(&census));
}

int main(void)
{
    arena_init(&arena, NULL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_styles),
        cmocka_unit_test(test_other_styles),
        cmocka_unit_test(test_majority),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(&arena);
    return failed;
}
