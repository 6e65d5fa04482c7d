#include "yaml/prescan.h"

#include "base/utf8.h"

/* Directive lines of one document; libyaml compares each with all before it. */
enum { DIRECTIVES_MAX = 16, BLOCK = 32 };

size_t separator_length(struct str text)
{
    if (str_starts(text, "\xC2\x85"))
        return 2;
    return str_starts(text, "\xE2\x80\xA8") || str_starts(text, "\xE2\x80\xA9") ? 3 : 0;
}

/* Nearly every block of a contract is such a one, so this loop is the speed of the whole scan; compilers vectorize it.
 */
static bool is_printable_ascii(const char *block)
{
    unsigned char bad = 0;
    for (int i = 0; i < BLOCK; i++) {
        unsigned char c = (unsigned char)block[i];
        bad |= (unsigned char)((unsigned char)(c - 0x20) > 0x5E) & (unsigned char)(c != '\n');
    }
    return !bad;
}

/* Bytes of the character at the start of `text`; 0 when libyaml would refuse it. */
static size_t character_length(struct str text, uint32_t *code_point)
{
    size_t len = utf8_decode(text, code_point);
    uint32_t c = *code_point;
    if (c < 0x20)
        return c == '\t' || c == '\n' || c == '\r' ? len : 0;
    bool is_refused = (c >= 0x7F && c < 0xA0 && c != 0x85) || c == 0xFFFE || c == 0xFFFF;
    return is_refused ? 0 : len;
}

static const char *character_facts(struct arena *arena, struct str text, size_t at, uint32_t code_point, bool is_utf8)
{
    unsigned byte = (unsigned char)text.at[at];
    if (!is_utf8)
        return text_print(arena, "0x%02X at byte %zu is no UTF-8; save the file as UTF-8", byte, at);
    if (code_point == 0 && at < 4)
        return text_print(arena, "NUL at byte %zu; UTF-16 or UTF-32 without a byte order mark, or no text at all", at);
    return text_print(arena, "the control character U+%04X at byte %zu", code_point, at);
}

static void scan_characters(struct arena *arena, struct str text, struct prescan *found)
{
    size_t i = 0;
    found->ascii = (uint32_t)text.len;
    while (i < text.len) {
        if (text.len - i >= BLOCK && is_printable_ascii(text.at + i)) {
            i += BLOCK;
            continue;
        }
        size_t end = text.len - i > BLOCK ? i + BLOCK : text.len;
        while (i < end) {
            uint32_t c = (unsigned char)text.at[i];
            size_t len = 1;
            if (c < 0x20 || c >= 0x7F) {
                struct str left = str_slice(text, i, text.len);
                len = character_length(left, &c);
                if (len == 0) {
                    bool is_utf8 = utf8_decode(left, &c) > 0;
                    size_t bytes = is_utf8 ? utf8_decode(left, &c) : 1;
                    found->rule = "yaml-encoding";
                    found->facts = character_facts(arena, text, i, c, is_utf8);
                    found->at = (struct span){(uint32_t)i, (uint32_t)(i + bytes)};
                    return;
                }
                if (len > 1 && i < found->ascii)
                    found->ascii = (uint32_t)i;
                found->has_separators |= separator_length(left) > 0;
            }
            i += len;
        }
    }
    found->at = (struct span){(uint32_t)text.len, (uint32_t)text.len};
}

/* Bytes of the blank or line break at `at`, which libyaml buffers in runs; 0: neither. */
static size_t blank_length(struct str text, size_t at)
{
    if (at >= text.len)
        return 0;
    return char_is_blank(text.at[at]) ? 1 : separator_length(str_slice(text, at, text.len));
}

/* The start of the blank that ends before `at`; `at` when there is none. */
static size_t blank_before(struct str text, size_t at)
{
    for (size_t len = 1; len <= 3 && len <= at; len++)
        if (blank_length(text, at - len) == len)
            return at - len;
    return at;
}

/* A run over the limit covers at least one of the bytes 0, L+1, 2(L+1) …, so only those are looked at. */
static bool scan_runs(struct str text, uint32_t limit, struct span *run)
{
    for (size_t sample = 0; sample < text.len; sample += (size_t)limit + 1) {
        size_t start = sample, end = sample;
        while (start && ((unsigned char)text.at[start] & 0xC0) == 0x80)
            start--;
        if (!blank_length(text, start))
            continue;
        uint32_t count = 0;
        for (size_t before = start; count <= limit && (before = blank_before(text, start)) < start; count++)
            start = before;
        end = start;
        for (count = 0; count <= limit && blank_length(text, end); count++)
            end += blank_length(text, end);
        if (count > limit) {
            *run = (struct span){(uint32_t)start, (uint32_t)end};
            return true;
        }
    }
    return false;
}

static bool is_line_start(struct str text, size_t at)
{
    return at == 0 || strchr("\n\r\x85\xA8\xA9", text.at[at - 1]);
}

static bool scan_directives(struct str text, struct span *directive)
{
    size_t count = 0, last = 0;
    for (size_t at = 0; (at += str_index(str_slice(text, at, text.len), '%')) < text.len; at++) {
        if (!is_line_start(text, at))
            continue;
        if (str_contains(str_slice(text, last, at), "\n---"))
            count = 0;
        last = at;
        if (++count > DIRECTIVES_MAX) {
            *directive = (struct span){(uint32_t)at, (uint32_t)at + 1};
            return true;
        }
    }
    return false;
}

struct prescan prescan_make(struct arena *arena, struct str text, const struct limits *limits)
{
    struct prescan found = {0};
    struct span limited;
    scan_characters(arena, text, &found);
    text.len = found.at.start;
    if (scan_directives(text, &limited)) {
        found.rule = "yaml-limit";
        found.facts = text_print(arena, "more than %d lines that start with `%%` in one document", DIRECTIVES_MAX);
        found.at = limited;
        text.len = limited.start;
    }
    if (scan_runs(text, limits->run, &limited)) {
        found.rule = "yaml-limit";
        found.facts = text_print(arena, "more than %u blanks or line breaks in a row (limits.run)", limits->run);
        found.at = limited;
    }
    if (found.ascii > found.at.start)
        found.ascii = found.at.start;
    return found;
}
