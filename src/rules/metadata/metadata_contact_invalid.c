#include "base/address.h"
#include "base/uri.h"
#include "check/rule.h"
#include "check/wording.h"

enum { PHONE_DIGITS = 6 };

/* Characters around an address in a text: `Jane <jane@example.com>, office`. */
static bool is_edge(char c)
{
    return strchr("<>()[],;.\"'", c) && c;
}

static bool is_phone(struct str text)
{
    size_t digits = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (char_is_digit(text.at[i]))
            digits++;
        else if (!strchr("+-/(). ", text.at[i]) || !text.at[i])
            return false;
    }
    return digits >= PHONE_DIGITS;
}

/* `https://` alone leads nowhere. */
static bool is_url(struct str text)
{
    return uri_is_absolute(text, URI_INTERNATIONAL) && !str_ends(text, "://");
}

static bool is_address(struct str word)
{
    while (word.len && is_edge(word.at[0]))
        word = str_slice(word, 1, word.len);
    while (word.len && is_edge(word.at[word.len - 1]))
        word.len--;
    bool is_handle = word.len > 1 && (word.at[0] == '#' || word.at[0] == '@');
    return is_handle || address_is_email_international(word) || (is_url(word) && uri_scheme(word).len > 2);
}

/* Whether the whole text is an address or a phone number, or one of its words an address. */
static bool reaches_someone(struct str text)
{
    text = str_trim(text);
    if (is_phone(text))
        return true;
    while (text.len) {
        size_t end = 0;
        while (end < text.len && !char_is_blank(text.at[end]))
            end++;
        if (is_address(str_slice(text, 0, end)))
            return true;
        text = str_slice(text, end + 1, text.len);
    }
    return false;
}

static void check_text(struct check *check, const char *key, struct text contact)
{
    if (!text_has_value(contact) || reaches_someone(contact.value))
        return;
    struct finding *finding = finding_at(check, contact.node, "`%s` is %s", key, quote(check, contact.value));
    bool is_attempt = str_index(contact.value, '@') < contact.value.len || str_contains(contact.value, "//") ||
                      str_starts(contact.value, "http") || str_starts(contact.value, "www.");
    if (!is_attempt)
        finding_severity(check, finding, SEVERITY_INFO);
}

static void check_email(struct check *check, const struct node *mapping, const char *key)
{
    struct text email = text_of(node_find(mapping, key));
    if (text_has_value(email) && !address_is_email_international(email.value))
        finding_at(check, email.node, "`%s` is %s", key, quote(check, email.value));
}

static void check_url(struct check *check, const struct node *mapping, const char *key)
{
    struct text url = text_of(node_find(mapping, key));
    if (text_has_value(url) && !is_url(url.value))
        finding_at(check, url.node, "`%s` is %s", key, quote(check, url.value));
}

static void check_contact(struct check *check, const char *key, struct text contact)
{
    if (!text_is_present(contact))
        return;
    check_text(check, key, contact);
    check_email(check, contact.node, "email");
    check_url(check, contact.node, "url");
}

static void on_contract(struct check *check, const struct contract *contract)
{
    check_contact(check, "contact", contract->contact);
    check_contact(check, "supportContact", contract->support_contact);
}

const struct rule rule_metadata_contact_invalid = {
    .id = "metadata-contact-invalid",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "the contact is no address",
    .why = "A contact that cannot be written to or called is found out at the worst moment: when the data is wrong.",
    .advice = "write an e-mail address, a URL with its scheme, a channel such as `#customer-data` or a phone number",
    .on_contract = on_contract,
};
