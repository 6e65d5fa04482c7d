#include "check/quantity.h"

static const struct {
    const char *word;
    enum quantity quantity;
} words[] = {
    {"amount", QUANTITY_MONEY},    {"balance", QUANTITY_MONEY},     {"cost", QUANTITY_MONEY},
    {"costs", QUANTITY_MONEY},     {"fee", QUANTITY_MONEY},         {"fees", QUANTITY_MONEY},
    {"price", QUANTITY_MONEY},     {"revenue", QUANTITY_MONEY},     {"salary", QUANTITY_MONEY},
    {"turnover", QUANTITY_MONEY},  {"duration", QUANTITY_DURATION}, {"weight", QUANTITY_WEIGHT},
    {"distance", QUANTITY_LENGTH}, {"width", QUANTITY_LENGTH},      {"height", QUANTITY_LENGTH},
};

static bool is_separator(char c)
{
    return c == '_' || c == '-' || c == '.' || c == ' ';
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* The last word of what is left of a name, which then ends before it. */
static struct str last_word(struct str *name)
{
    while (name->len && is_separator(name->at[name->len - 1]))
        name->len--;
    size_t start = name->len;
    bool is_acronym = start && is_upper(name->at[start - 1]);
    while (start && !is_separator(name->at[start - 1])) {
        start--;
        bool is_first = is_upper(name->at[start]) && (!is_acronym || !start || !is_upper(name->at[start - 1]));
        if (is_first)
            break;
    }
    struct str word = str_slice(*name, start, name->len);
    name->len = start;
    return word;
}

enum quantity quantity_of_name(struct str name)
{
    struct str word = last_word(&name);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is_caseless(word, words[i].word))
            return words[i].quantity;
    return QUANTITY_NONE;
}

bool quantity_names_currency(struct str name)
{
    while (name.len)
        if (str_is_caseless(last_word(&name), "currency"))
            return true;
    return false;
}

const char *quantity_noun(enum quantity quantity)
{
    static const char *const nouns[] = {
        [QUANTITY_NONE] = "no quantity", [QUANTITY_MONEY] = "an amount of money", [QUANTITY_DURATION] = "a duration",
        [QUANTITY_WEIGHT] = "a weight",  [QUANTITY_LENGTH] = "a length",
    };
    return nouns[quantity];
}
