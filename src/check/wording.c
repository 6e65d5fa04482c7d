#include "check/wording.h"

#include "base/distance.h"

enum { NAME_MAX_LEN = 200 };

/* clang-format off */

enum { PLACEHOLDER_MAX = 32 /* bytes; longer than every placeholder */ };

/* Whole texts, in either case. */
static const char *const placeholders[] = {
    "todo", "to do", "tbd", "tba", "tbc", "fixme", "fix me", "xxx", "xxxx", "changeme", "change me", "change-me",
    "placeholder", "n/a", "none", "unknown", "undefined", "string", "...", "\xE2\x80\xA6", "-", "--", "?", "??",
    "???", "to be defined", "to be determined", "to be done", "to be decided", "add description here",
    "description here", "your description here", "a description", "description", "some description", "your-team",
    "your team", "my-team", "team-name", "owner", "foo", "bar", "foobar", "asdf", "test test", NULL};

/* Marks of unfinished texts, in capitals only: a list of todo items is a legal subject. */
static const char *const marks[] = {"TODO", "FIXME", "TBD", "XXX", NULL};

static const char *const given_names[] = {
    "adam", "alex", "alexander", "alice", "amy", "ana", "andrea", "andreas", "andrew", "anna", "anne", "anthony",
    "barbara", "bob", "brian", "carlos", "carol", "charles", "chris", "christian", "christina", "claire", "daniel",
    "david", "deborah", "dennis", "donald", "edward", "elena", "elizabeth", "emily", "emma", "eric", "erik", "eva",
    "felix", "frank", "fritz", "george", "hans", "helen", "henry", "jack", "jacob", "james", "jan", "jane", "jason",
    "jean", "jeff", "jennifer", "jessica", "joe", "john", "jonathan", "jose", "joseph", "joshua", "juan", "julia",
    "karen", "kate", "katherine", "kevin", "klaus", "larry", "laura", "lisa", "luca", "lucas", "luis", "lukas",
    "marco", "margaret", "maria", "marie", "mario", "martin", "mary", "matthew", "max", "michael", "michelle",
    "miguel", "mike", "nancy", "nicolas", "nicole", "oliver", "patricia", "patrick", "paul", "pedro", "peter",
    "philip", "pierre", "rachel", "raj", "rebecca", "richard", "robert", "ruth", "ryan", "sandra", "sara", "sarah",
    "sophie", "stefan", "stephen", "steve", "steven", "susan", "sven", "thomas", "tim", "tom", "ursula", "wei",
    "william", NULL};

static const char *const group_words[] = {
    "team", "teams", "data", "group", "squad", "guild", "platform", "analytics", "engineering", "support", "office",
    "services", "service", "product", "domain", "division", "unit", "department", "insights", "lab", "labs", "ops",
    "bank", "consulting", "systems", "inc", "gmbh", "ag", "ltd", NULL};

/* clang-format on */

static bool is_caseless_one_of(struct str text, const char *const *words)
{
    for (; *words; words++)
        if (str_is_caseless(text, *words))
            return true;
    return false;
}

static bool begins_with_mark(struct str text)
{
    for (const char *const *mark = marks; *mark; mark++) {
        size_t len = strlen(*mark);
        if (str_starts(text, *mark) && (text.len == len || !char_is_alnum(text.at[len])))
            return true;
    }
    return false;
}

/* "Orders of the shop. TODO: say which" */
static bool has_mark_with_colon(struct str text)
{
    return str_index(text, ':') < text.len &&
           (str_contains(text, "TODO:") || str_contains(text, "FIXME:") || str_contains(text, "TBD:"));
}

static bool has_lorem_ipsum(struct str text)
{
    const struct str lorem = STR("lorem ipsum");
    const size_t blank = 5;
    for (size_t i = 0; (i += str_index(str_slice(text, i, text.len), ' ')) < text.len; i++)
        if (i >= blank && char_lower(text.at[i - 1]) == 'm' &&
            str_equal_caseless(str_slice(text, i - blank, i - blank + lorem.len), lorem))
            return true;
    return false;
}

bool wording_is_placeholder(struct str text)
{
    text = str_trim(text);
    if (text.len > 2 && text.at[0] == '<' && str_index(text, '>') == text.len - 1)
        return true;
    if (begins_with_mark(text) || has_mark_with_colon(text) || has_lorem_ipsum(text))
        return true;
    struct str bare = text;
    while (bare.len > 3 && (bare.at[bare.len - 1] == '.' || bare.at[bare.len - 1] == '!'))
        bare.len--;
    return bare.len <= PLACEHOLDER_MAX &&
           (is_caseless_one_of(text, placeholders) || (bare.len < text.len && is_caseless_one_of(bare, placeholders)));
}

static bool is_separator(char c)
{
    return c == ' ' || c == '.' || c == '-' || c == '_';
}

static bool is_letters(struct str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (!char_is_alpha(word.at[i]) && (unsigned char)word.at[i] < 0x80)
            return false;
    return word.len > 0;
}

bool wording_is_person(struct str text)
{
    struct str rest = str_slice(str_trim(text), 0, str_index(str_trim(text), '@'));
    size_t words = 0;
    while (rest.len) {
        size_t end = 0;
        while (end < rest.len && !is_separator(rest.at[end]))
            end++;
        struct str word = str_slice(rest, 0, end);
        rest = str_slice(rest, end + 1, rest.len);
        if (!is_letters(word) || ++words > 3 || is_caseless_one_of(word, group_words))
            return false;
        if (words == 1 && !is_caseless_one_of(word, given_names))
            return false;
    }
    return words > 1;
}

bool wording_repeats(struct str description, struct str name)
{
    struct str said = str_trim(description);
    if (said.len && said.at[said.len - 1] == '.')
        said.len--;
    return name.len && said.len && said.len <= NAME_MAX_LEN && distance_is_same_folded(said, name);
}
