#include "base/utf8.h"
#include "check/rule.h"

enum script { SCRIPT_NONE, SCRIPT_LATIN, SCRIPT_LOOK_ALIKE };

/* Greek, Cyrillic, Armenian and fullwidth letters are what look-alikes of Latin names are made of. */
static enum script script_of(uint32_t c)
{
    if ((c < 0x80 && char_is_alpha((char)c)) || (c >= 0xC0 && c < 0x250))
        return SCRIPT_LATIN;
    bool is_look_alike = (c >= 0x370 && c < 0x590) || (c >= 0xFF21 && c <= 0xFF5A) || (c >= 0x13A0 && c < 0x1400);
    return is_look_alike ? SCRIPT_LOOK_ALIKE : SCRIPT_NONE;
}

static bool is_invisible(uint32_t c)
{
    bool is_joiner = c == 0x200C || c == 0x200D;                               /* used in emoji and several scripts */
    bool is_separator = c == 0x2028 || c == 0x2029 || (c >= 0x80 && c < 0xA0); /* yaml-line-separator, yaml-encoding */
    return c >= 0xA0 && utf8_is_unsafe(c) && !is_joiner && !is_separator;
}

static bool is_name_char(uint32_t c)
{
    return c >= 0x80 || char_is_alnum((char)c) || c == '_' || c == '-';
}

static void report_name(struct check *check, struct str text, size_t start, size_t end)
{
    struct span span = {(uint32_t)start, (uint32_t)end};
    finding_at_span(check, span, "%s mixes Latin letters with look-alikes of another script",
                    quote(check, str_slice(text, start, end)));
}

/* Looks at one run of name characters from `start`; returns its end. */
static size_t scan_name(struct check *check, struct str text, size_t start)
{
    bool has_latin = false, has_look_alike = false, is_identifier = true;
    size_t at = start;
    for (uint32_t c; at < text.len;) {
        size_t size = utf8_decode(str_slice(text, at, text.len), &c);
        if (!size || !is_name_char(c))
            break;
        if (is_invisible(c)) {
            struct span span = {(uint32_t)at, (uint32_t)(at + size)};
            finding_at_span(check, span, "U+%04X", (unsigned)c);
        }
        enum script script = script_of(c);
        has_latin = has_latin || script == SCRIPT_LATIN;
        has_look_alike = has_look_alike || script == SCRIPT_LOOK_ALIKE;
        is_identifier = is_identifier && (c < 0x80 || script != SCRIPT_NONE);
        at += size;
    }
    if (has_latin && has_look_alike && is_identifier)
        report_name(check, text, start, at);
    return at;
}

/* The next byte outside ASCII; eight at a time, because nearly every contract has none. */
static size_t first_wide(struct str text, size_t at)
{
    for (uint64_t eight; at + sizeof eight <= text.len; at += sizeof eight) {
        memcpy(&eight, text.at + at, sizeof eight);
        if (eight & 0x8080808080808080u)
            break;
    }
    while (at < text.len && (unsigned char)text.at[at] < 0x80)
        at++;
    return at;
}

static size_t name_start(struct str text, size_t at)
{
    while (at && is_name_char((unsigned char)text.at[at - 1]) && (unsigned char)text.at[at - 1] < 0x80)
        at--;
    return at;
}

static void on_document(struct check *check, const struct document *document)
{
    struct str text = document->source->text;
    uint32_t end = document->tree->next ? document->tree->next->start : (uint32_t)text.len;
    uint32_t start = document->tree->index == 1 ? 0 : document->tree->start;
    text = str_slice(text, 0, end);
    for (size_t at = first_wide(text, start); at < text.len; at = first_wide(text, at)) {
        size_t name_end = scan_name(check, text, name_start(text, at));
        at = name_end > at ? name_end : at + 1;
    }
}

const struct rule rule_yaml_bidi_character = {
    .id = "yaml-bidi-character",
    .severity = SEVERITY_WARNING,
    .since = "0.1.0",
    .summary = "a character that hides what the text says",
    .why = "Invisible and bidirectional control characters, and letters of another script that look alike, make a "
           "review see "
           "another contract than the one that tools read.",
    .advice = "remove it, or write it as an escape in double quotes when it is meant",
    .on_document = on_document,
};
