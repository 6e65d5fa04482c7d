#include "check/personal.h"

#include "base/arena.h"
#include "check/classification.h"
#include "check/label.h"

enum { NAME_MAX_WORDS = 96, HOPS_MAX = 8 };

#define ENDING(words, personal)                                                                                        \
    {                                                                                                                  \
        words, sizeof(words) - 1, personal                                                                             \
    }

/* The last words of names, each behind a `_`. */
static const struct {
    const char *ending;
    size_t len;
    enum personal personal;
} endings[] = {
    ENDING("_email", PERSONAL_EMAIL),
    ENDING("_emails", PERSONAL_EMAIL),
    ENDING("_e_mail", PERSONAL_EMAIL),
    ENDING("_email_address", PERSONAL_EMAIL),
    ENDING("_email_addresses", PERSONAL_EMAIL),
    ENDING("_e_mail_address", PERSONAL_EMAIL),
    ENDING("_emailaddress", PERSONAL_EMAIL),
    ENDING("_phone", PERSONAL_PHONE),
    ENDING("_phones", PERSONAL_PHONE),
    ENDING("_phone_number", PERSONAL_PHONE),
    ENDING("_phone_numbers", PERSONAL_PHONE),
    ENDING("_phone_no", PERSONAL_PHONE),
    ENDING("_phonenumber", PERSONAL_PHONE),
    ENDING("_telephone", PERSONAL_PHONE),
    ENDING("_telephone_number", PERSONAL_PHONE),
    ENDING("_mobile_number", PERSONAL_PHONE),
    ENDING("_msisdn", PERSONAL_PHONE),
    ENDING("_ssn", PERSONAL_INSURANCE_NUMBER),
    ENDING("_social_security_number", PERSONAL_INSURANCE_NUMBER),
    ENDING("_national_insurance_number", PERSONAL_INSURANCE_NUMBER),
    ENDING("_ahv", PERSONAL_INSURANCE_NUMBER),
    ENDING("_ahv_number", PERSONAL_INSURANCE_NUMBER),
    ENDING("_ahv_nr", PERSONAL_INSURANCE_NUMBER),
    ENDING("_ahvn", PERSONAL_INSURANCE_NUMBER),
    ENDING("_avs_number", PERSONAL_INSURANCE_NUMBER),
    ENDING("_iban", PERSONAL_IBAN),
    ENDING("_iban_number", PERSONAL_IBAN),
    ENDING("_birth_date", PERSONAL_BIRTH_DATE),
    ENDING("_birthdate", PERSONAL_BIRTH_DATE),
    ENDING("_birth_day", PERSONAL_BIRTH_DATE),
    ENDING("_birthday", PERSONAL_BIRTH_DATE),
    ENDING("_date_of_birth", PERSONAL_BIRTH_DATE),
    ENDING("_dob", PERSONAL_BIRTH_DATE),
    ENDING("_ip", PERSONAL_IP_ADDRESS),
    ENDING("_ip_address", PERSONAL_IP_ADDRESS),
    ENDING("_ip_addr", PERSONAL_IP_ADDRESS),
    ENDING("_ipaddress", PERSONAL_IP_ADDRESS),
    ENDING("_ipv4", PERSONAL_IP_ADDRESS),
    ENDING("_ipv6", PERSONAL_IP_ADDRESS),
    ENDING("_ipv4_address", PERSONAL_IP_ADDRESS),
    ENDING("_ipv6_address", PERSONAL_IP_ADDRESS),
    ENDING("_card_number", PERSONAL_CARD_NUMBER),
    ENDING("_cardnumber", PERSONAL_CARD_NUMBER),
    ENDING("_credit_card", PERSONAL_CARD_NUMBER),
    ENDING("_creditcard", PERSONAL_CARD_NUMBER),
    ENDING("_cc_number", PERSONAL_CARD_NUMBER),
};

/* Words that make it the address of an organisation or machine, a mark, or something that names nobody. */
static const char *const impersonal[] = {
    "_support_",    "_company_",    "_store_",         "_branch_",        "_office_",  "_hotline_",
    "_server_",     "_host_",       "_node_",          "_pod_",           "_gateway_", "_has_",
    "_is_",         "_hashed_",     "_masked_",        "_encrypted_",     "_hash_",    "_tokenized_",
    "_anonymized_", "_anonymised_", "_pseudonymized_", "_sender_system_", NULL};

const char *personal_noun(enum personal personal)
{
    static const char *const nouns[] = {[PERSONAL_EMAIL] = "an e-mail address",
                                        [PERSONAL_PHONE] = "a phone number",
                                        [PERSONAL_INSURANCE_NUMBER] = "a social security number",
                                        [PERSONAL_IBAN] = "a bank account",
                                        [PERSONAL_BIRTH_DATE] = "a date of birth",
                                        [PERSONAL_IP_ADDRESS] = "an IP address",
                                        [PERSONAL_CARD_NUMBER] = "a card number"};
    return nouns[personal];
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool begins_word(struct str name, size_t i)
{
    if (i == 0 || !is_upper(name.at[i]))
        return false;
    bool is_before_lower = i + 1 < name.len && char_is_alpha(name.at[i + 1]) && !is_upper(name.at[i + 1]);
    return !is_upper(name.at[i - 1]) || is_before_lower;
}

/* `customerEMail-2` to `_customer_e_mail_2`, of long names the end. */
static struct str split_words(struct str name, char *words)
{
    size_t len = 0;
    if (name.len > NAME_MAX_WORDS / 2)
        name = str_slice(name, name.len - NAME_MAX_WORDS / 2, name.len);
    words[len++] = '_';
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];
        bool is_joint = !char_is_alnum(c);
        if ((is_joint || begins_word(name, i)) && words[len - 1] != '_')
            words[len++] = '_';
        if (!is_joint)
            words[len++] = char_lower(c);
    }
    return (struct str){words, len};
}

static enum personal personal_of_words(struct str words)
{
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t len = endings[i].len;
        if (words.len >= len && words.at[words.len - len] == '_' &&
            memcmp(words.at + words.len - len, endings[i].ending, len) == 0)
            return endings[i].personal;
    }
    return PERSONAL_NONE;
}

static bool is_impersonal(struct str words)
{
    for (const char *const *word = impersonal; *word; word++)
        if (str_contains(words, *word))
            return true;
    return false;
}

enum personal personal_of_name(struct str name)
{
    char buffer[NAME_MAX_WORDS + 2];
    struct str words = split_words(name, buffer), rest = words;
    enum personal personal = personal_of_words(words);
    while (rest.len && (char_is_digit(rest.at[rest.len - 1]) || rest.at[rest.len - 1] == '_'))
        rest.len--;
    if (!personal && rest.len < words.len)
        personal = personal_of_words(rest);
    return personal && !is_impersonal(words) ? personal : PERSONAL_NONE;
}

static enum personal personal_of_format(struct str format)
{
    if (str_is(format, "email") || str_is(format, "idn-email"))
        return PERSONAL_EMAIL;
    return str_is(format, "ipv4") || str_is(format, "ipv6") ? PERSONAL_IP_ADDRESS : PERSONAL_NONE;
}

enum personal personal_of_field(const struct field *field)
{
    const unsigned texts = JSON_TYPE_STRING | JSON_TYPE_INTEGER | JSON_TYPE_NUMBER | JSON_TYPE_ARRAY;
    bool is_value = field->role == FIELD_PROPERTY || field->role == FIELD_ITEMS;
    char buffer[NAME_MAX_WORDS + 2];
    if (!is_value || field->enumeration || field->extra->constant || (field->types && !(field->types & texts)))
        return PERSONAL_NONE;
    bool has_format = !field->types || (field->types & JSON_TYPE_STRING);
    enum personal personal = has_format ? personal_of_format(field->format.value) : PERSONAL_NONE;
    if (personal && field->role == FIELD_PROPERTY && is_impersonal(split_words(field->name.value, buffer)))
        return PERSONAL_NONE;
    if (field->role == FIELD_ITEMS && field->parent && personal_of_field(field->parent))
        return PERSONAL_NONE; /* said of the list already */
    return personal || field->role == FIELD_ITEMS ? personal : personal_of_name(field->name.value);
}

bool personal_is_declared(const struct field *field)
{
    return text_is_true(field->pii);
}

static bool is_written(struct text text)
{
    return text_has_value(text) || text_is_wrong_kind(text);
}

/* At the field itself or at what it refers to. */
static bool says_class(const struct field *field)
{
    for (int hops = 0; field && hops < HOPS_MAX; hops++, field = field->referenced)
        if (is_written(field->classification) || is_written(field->pii))
            return true;
    return false;
}

static bool is_inside_class(const struct field *field)
{
    for (; field; field = field->parent)
        if (says_class(field))
            return true;
    return false;
}

static struct str key_of(const struct field *const *field)
{
    return (struct str){(const char *)field, sizeof *field};
}

struct personal_survey personal_survey(struct arena *arena, const struct dataset *dataset)
{
    return (struct personal_survey){.arena = arena, .dataset = dataset};
}

static void find_definitions(struct personal_survey *survey)
{
    if (survey->is_done)
        return;
    survey->is_done = true;
    map_init(&survey->definitions, survey->arena);
    for (const struct field_entry *entry = survey->dataset->fields.first; entry; entry = entry->at.next)
        if (entry->field->referenced && is_inside_class(entry->field))
            map_put(&survey->definitions, key_of(&entry->field->referenced), entry->field);
}

bool personal_is_classified(struct personal_survey *survey, const struct field *field)
{
    if (is_inside_class(field))
        return true;
    for (const struct field *around = field; around; around = around->parent) {
        if (around->role != FIELD_DEFINITION)
            continue;
        find_definitions(survey);
        if (map_get(&survey->definitions, key_of(&around)))
            return true;
    }
    return false;
}

bool personal_has_unclassified(struct check *check, const struct contract *contract)
{
    for (const struct dataset *dataset = contract->datasets.first; dataset; dataset = dataset->at.next) {
        struct personal_survey survey = personal_survey(check->arena, dataset);
        for (const struct field_entry *entry = dataset->fields.first; entry; entry = entry->at.next)
            if (personal_of_field(entry->field) && !personal_is_classified(&survey, entry->field))
                return true;
    }
    return false;
}

static bool is_denied(const struct field *field)
{
    return str_is_caseless(field->pii.value, "false");
}

const struct field *personal_first(struct check *check, const struct contract *contract)
{
    for (const struct dataset *dataset = contract->datasets.first; dataset; dataset = dataset->at.next)
        for (const struct field_entry *entry = dataset->fields.first; entry; entry = entry->at.next) {
            const struct field *field = entry->field;
            bool is_guessed = personal_of_field(field) && !is_denied(field);
            if (personal_is_declared(field) || is_guessed || classification_is_sensitive(check, field->classification))
                return field;
        }
    return NULL;
}

void personal_check_governance(struct check *check, const struct contract *contract, struct text member,
                               const char *key)
{
    const struct field *field = personal_first(check, contract);
    if (!field || text_has_value(member) || text_is_wrong_kind(member))
        return;
    const struct node *product = contract->dialect == DIALECT_DOMAINS ? contract->at.node : check->document->root;
    struct finding *finding;
    if (text_is_present(member))
        finding = finding_at_key(check, member.node, "`%s` has no value", key);
    else if (node_is_mapping(contract->governance))
        finding = finding_missing(check, contract->governance, "`%s` in `governance`", key);
    else
        finding = finding_missing(check, product, "there is no `governance.%s`", key);
    finding_relate(check, finding, field->at.node, "%s", field_label(check, field));
}
