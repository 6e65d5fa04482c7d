#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "check/personal.h"

static const struct {
    const char *name;
    enum personal personal;
} names[] = {
    {"email", PERSONAL_EMAIL},
    {"Email", PERSONAL_EMAIL},
    {"EMAIL", PERSONAL_EMAIL},
    {"customerEmail", PERSONAL_EMAIL},
    {"customer_email_address", PERSONAL_EMAIL},
    {"eMail", PERSONAL_EMAIL},
    {"email2", PERSONAL_EMAIL},
    {"email_2", PERSONAL_EMAIL},
    {"contact-email", PERSONAL_EMAIL},
    {"mobilePhoneNumber", PERSONAL_PHONE},
    {"SSN", PERSONAL_INSURANCE_NUMBER},
    {"employeeSSN", PERSONAL_INSURANCE_NUMBER},
    {"ahvn13", PERSONAL_INSURANCE_NUMBER},
    {"payerIBAN", PERSONAL_IBAN},
    {"date_of_birth", PERSONAL_BIRTH_DATE},
    {"birthDate", PERSONAL_BIRTH_DATE},
    {"IPAddress", PERSONAL_IP_ADDRESS},
    {"client_ip", PERSONAL_IP_ADDRESS},
    {"client_ipv6", PERSONAL_IP_ADDRESS},
    {"creditCardNumber", PERSONAL_CARD_NUMBER},
    {"a_name_that_is_much_longer_than_any_that_somebody_would_write_customer_email", PERSONAL_EMAIL},
    {"", PERSONAL_NONE},
    {"_", PERSONAL_NONE},
    {"2", PERSONAL_NONE},
    {"shipping", PERSONAL_NONE},
    {"ship", PERSONAL_NONE},
    {"description", PERSONAL_NONE},
    {"zip", PERSONAL_NONE},
    {"tip", PERSONAL_NONE},
    {"lesson", PERSONAL_NONE},
    {"email_count", PERSONAL_NONE},
    {"emailSentAt", PERSONAL_NONE},
    {"emailDomain", PERSONAL_NONE},
    {"hasPhone", PERSONAL_NONE},
    {"hashed_email", PERSONAL_NONE},
    {"iban_hash", PERSONAL_NONE},
    {"supportEmail", PERSONAL_NONE},
    {"server_ip", PERSONAL_NONE},
    {"scorecardNumber", PERSONAL_NONE},
    {"headphone", PERSONAL_NONE},
    {"Gr\xC3\xB6\xC3\x9F"
     "e",
     PERSONAL_NONE},
};

static void recognises_whole_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (personal_of_name(str_of(names[i].name)) != names[i].personal)
            fail_msg("%s is %d", names[i].name, (int)personal_of_name(str_of(names[i].name)));
}

static void asks_for_a_type_that_can_hold_it(void **state)
{
    (void)state;
    struct field field = {.role = FIELD_PROPERTY, .name = {.value = STR("email")}, .extra = &field_extra_none};
    assert_int_equal(personal_of_field(&field), PERSONAL_EMAIL);
    field.types = JSON_TYPE_BOOLEAN;
    assert_int_equal(personal_of_field(&field), PERSONAL_NONE);
    field.types = JSON_TYPE_STRING | JSON_TYPE_NULL;
    assert_int_equal(personal_of_field(&field), PERSONAL_EMAIL);
    field.role = FIELD_DEFINITION;
    assert_int_equal(personal_of_field(&field), PERSONAL_NONE);
    struct field formatted = {.role = FIELD_PROPERTY,
                              .name = {.value = STR("login")},
                              .format = {.value = STR("ipv4")},
                              .extra = &field_extra_none};
    assert_int_equal(personal_of_field(&formatted), PERSONAL_IP_ADDRESS);
    formatted.types = JSON_TYPE_INTEGER;
    assert_int_equal(personal_of_field(&formatted), PERSONAL_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(recognises_whole_words),
        cmocka_unit_test(asks_for_a_type_that_can_hold_it),
    };
    return cmocka_run_group_tests_name("personal", tests, NULL, NULL);
}
