#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "check/quantity.h"

static void the_last_word_tells(void **state)
{
    static const struct {
        const char *name;
        enum quantity quantity;
    } names[] = {
        {"amount", QUANTITY_MONEY},       {"totalAmount", QUANTITY_MONEY}, {"unit_price", QUANTITY_MONEY},
        {"UNIT_PRICE", QUANTITY_MONEY},   {"UnitPrice", QUANTITY_MONEY},   {"VATAmount", QUANTITY_MONEY},
        {"amount_chf", QUANTITY_NONE},    {"amountCHF", QUANTITY_NONE},    {"priceList", QUANTITY_NONE},
        {"grossWeight", QUANTITY_WEIGHT}, {"weightClass", QUANTITY_NONE},  {"call-duration", QUANTITY_DURATION},
        {"box.height", QUANTITY_LENGTH},  {"paramount", QUANTITY_NONE},    {"", QUANTITY_NONE},
        {"___", QUANTITY_NONE},           {"amount_", QUANTITY_MONEY},     {"A", QUANTITY_NONE},
    };
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_int_equal(quantity_of_name(str_of(names[i].name)), names[i].quantity);
}

static void currency_may_be_any_word(void **state)
{
    (void)state;
    assert_true(quantity_names_currency(STR("currency")));
    assert_true(quantity_names_currency(STR("currencyCode")));
    assert_true(quantity_names_currency(STR("price_currency_code")));
    assert_true(quantity_names_currency(STR("ISOCurrency")));
    assert_false(quantity_names_currency(STR("concurrency")));
    assert_false(quantity_names_currency(STR("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_last_word_tells),
                                       cmocka_unit_test(currency_may_be_any_word)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
