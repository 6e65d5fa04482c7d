#include "base/address.h"
#include "check/label.h"
#include "check/personal.h"
#include "check/rule.h"

/* Domains that nobody owns (RFC 2606, RFC 6761), as endings. */
static bool is_reserved_domain(struct str domain)
{
    static const char *const endings[] = {"example.com", "example.org", "example.net", ".example", ".test",
                                          ".invalid",    "localhost",   ".local",      NULL};
    for (const char *const *ending = endings; *ending; ending++)
        if (str_ends(domain, *ending))
            return true;
    return false;
}

static bool is_real_email(struct str value)
{
    size_t at = str_index(value, '@');
    return at < value.len && address_is_email(value) && !is_reserved_domain(str_slice(value, at + 1, value.len));
}

/* The digits of a number that is written in groups; its length is 0 when there is anything else or too much. */
static struct str digits_of(struct str value, char *buffer, size_t size)
{
    size_t len = 0;
    for (size_t i = 0; i < value.len; i++) {
        bool is_gap = value.at[i] == ' ' || value.at[i] == '-' || value.at[i] == '.';
        if (is_gap)
            continue;
        if (!char_is_digit(value.at[i]) || len == size)
            return (struct str){NULL, 0};
        buffer[len++] = value.at[i];
    }
    return (struct str){buffer, len};
}

/* ISO/IEC 7812-1, annex B, but for the numbers that payment services publish for tests. */
static bool is_real_card(struct str value)
{
    static const char *const published[] = {"4111111111111111", "4242424242424242", "4012888888881881",
                                            "5555555555554444", "5105105105105100", "378282246310005",
                                            "371449635398431",  "6011111111111117", NULL};
    char buffer[19];
    struct str digits = digits_of(value, buffer, sizeof buffer);
    unsigned sum = 0;
    for (size_t i = 0; i < digits.len; i++) {
        unsigned digit = (unsigned)(digits.at[digits.len - 1 - i] - '0') << (i % 2);
        sum += digit > 9 ? digit - 9 : digit;
    }
    return digits.len >= 13 && sum > 0 && sum % 10 == 0 && !str_is_one_of(digits, published);
}

/* ISO 13616: letters count 10 to 35, the first four characters go to the end, the rest of a division by 97 is 1. */
static bool is_real_iban(struct str value)
{
    static const char *const published[] = {"DE89370400440532013000", "GB82WEST12345698765432",
                                            "CH9300762011623852957",  "FR1420041010050500013M02606",
                                            "GB29NWBK60161331926819", NULL};
    char text[34];
    size_t len = 0;
    for (size_t i = 0; i < value.len; i++) {
        if (value.at[i] == ' ')
            continue;
        if (len == sizeof text || !char_is_alnum(value.at[i]))
            return false;
        text[len++] = value.at[i];
    }
    struct str iban = {text, len};
    if (len < 15 || !char_is_alpha(text[0]) || !char_is_alpha(text[1]) || str_is_one_of(iban, published))
        return false;
    unsigned rest = 0;
    for (size_t i = 0; i < len; i++) {
        char c = char_lower(text[(i + 4) % len]);
        rest = char_is_digit(c) ? (rest * 10 + (unsigned)(c - '0')) % 97 : (rest * 100 + (unsigned)(c - 'a') + 10) % 97;
    }
    return rest == 1;
}

/* A Swiss AHV number has the check digit of EAN-13; an American one has no area 000, 666 or 9xx. */
static bool is_real_insurance_number(struct str value)
{
    static const char *const published[] = {"7561234567897", "7569217076985", "123456789",
                                            "078051120",     "219099999",     NULL};
    char buffer[13];
    struct str digits = digits_of(value, buffer, sizeof buffer);
    if (str_is_one_of(digits, published))
        return false;
    unsigned sum = 0;
    for (size_t i = 0; i < digits.len; i++)
        sum += (unsigned)(digits.at[i] - '0') * (i % 2 ? 3 : 1);
    if (digits.len == 13)
        return str_starts(digits, "756") && sum % 10 == 0;
    return digits.len == 9 && digits.at[0] != '9' && !str_starts(digits, "000") && !str_starts(digits, "666") &&
           !str_ends(digits, "0000");
}

static bool is_real(enum personal personal, struct str value)
{
    switch (personal) {
    case PERSONAL_IBAN: return is_real_iban(value);
    case PERSONAL_CARD_NUMBER: return is_real_card(value);
    case PERSONAL_INSURANCE_NUMBER: return is_real_insurance_number(value);
    default: return is_real_email(value);
    }
}

static void check_example(struct check *check, const struct field *field, const struct node *example)
{
    struct str value = node_text(example);
    enum personal personal = personal_of_field(field);
    if (value.len > 254 || !is_real(personal, value))
        return;
    bool is_other =
        personal == PERSONAL_IBAN || personal == PERSONAL_CARD_NUMBER || personal == PERSONAL_INSURANCE_NUMBER;
    finding_at(check, example, "the example of %s looks like %s of a real person", field_label(check, field),
               personal_noun(is_other ? personal : PERSONAL_EMAIL));
}

static void on_field(struct check *check, const struct field *field)
{
    if (field->extra->example)
        check_example(check, field, field->extra->example);
    if (!node_is_sequence(field->examples))
        return;
    for (const struct node *example = node_children(field->examples); example; example = example->next)
        check_example(check, field, example);
}

const struct rule rule_privacy_examples = {
    .id = "privacy-examples",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "an example looks like personal data",
    .why =
        "Examples are often copied from production. Contracts are read by everybody, so the person in the example is "
        "exposed to everybody.",
    .advice = "make one up: an address at `example.com`, a published test number",
    .keywords = (const unsigned char[]){KEYWORD_EXAMPLE, KEYWORD_EXAMPLES, KEYWORD_COUNT},
    .on_field = on_field,
};
