#include "report/markdown_text.h"

#include "base/utf8.h"

enum { LONGEST_TEXT = 1000 };

static bool is_plain(char c)
{
    return (unsigned char)c >= 0x80 || char_is_alnum(c) || strchr(" ,;:()=?+-/'\".", c);
}

/* Mentions, references of both forges, and addresses, which are linked without any markup. */
static bool begins_link(struct str text, size_t at)
{
    const char c = text.at[at], before = at ? char_lower(text.at[at - 1]) : '\0';
    if (at + 1 == text.len || text.at[at + 1] == ' ')
        return false;
    return c == '.' ? before == 'w' : strchr("@#!$~%&:", c) != NULL;
}

static void add_escaped(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        const char c = text.at[i];
        const bool is_link = begins_link(text, i);
        if (is_plain(c) && !(is_link && c == '.'))
            buf_add_char(out, c);
        else
            buf_print(out, "&#%u;", (unsigned)(unsigned char)c);
        buf_add_c(out, is_link ? "&#8203;" : "");
    }
}

static struct str visible(struct arena *arena, struct str text)
{
    struct buf buf = {.arena = arena};
    utf8_add_visible(&buf, text, LONGEST_TEXT);
    return buf_str(&buf);
}

/* Between backticks nothing is markup but these, a backslash because of the bars of tables. Two backticks side by side
   would be another delimiter. */
static void add_code(struct buf *out, struct str text)
{
    const bool follows_code = out->len && out->at[out->len - 1] == '`';
    const bool is_span = text.len && !follows_code && !str_is_blank(text) && !str_contains(text, "`") &&
                         !str_contains(text, "|") && !str_contains(text, "\\");
    buf_add_c(out, is_span ? "`" : "<code>");
    if (is_span)
        buf_add(out, text);
    else
        add_escaped(out, text);
    buf_add_c(out, is_span ? "`" : "</code>");
}

void markdown_add(struct buf *out, struct str text)
{
    struct str rest = visible(out->arena, text);
    while (rest.len) {
        const size_t open = str_index(rest, '`');
        const struct str behind = str_slice(rest, open + 1, rest.len);
        const size_t len = str_index(behind, '`');
        const bool is_code = len > 0 && len < behind.len;
        add_escaped(out, str_slice(rest, 0, open + !is_code));
        if (is_code)
            add_code(out, str_slice(behind, 0, len));
        rest = is_code ? str_slice(behind, len + 1, behind.len) : behind;
    }
}

void markdown_add_code(struct buf *out, struct str text)
{
    add_code(out, visible(out->arena, text));
}

void markdown_add_rule(struct buf *out, const struct rule *rule)
{
    markdown_add(out, str_of(rule->why));
    if (rule->advice) {
        buf_add_c(out, "\n\n**What to do:** ");
        markdown_add(out, str_of(rule->advice));
    }
    buf_print(out, "\n\n`contractlint explain %s` shows examples.\n", rule->id);
}
