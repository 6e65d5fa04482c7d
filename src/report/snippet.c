#include "report/snippet.h"

#include "base/utf8.h"
#include "base/width.h"

enum { TAB_WIDTH = 4, GUTTER_WIDTH = 7, DEFAULT_WIDTH = 120, LEAST_WIDTH = 40 };

/* What is printed: the line and, column for column, blanks and carets. */
struct snippet {
    struct buf shown, under;
    unsigned columns;
};

static bool is_line_end(struct str text, size_t at)
{
    return at >= text.len || text.at[at] == '\n' || text.at[at] == '\r';
}

static size_t size_of_character(struct str text, size_t at)
{
    uint32_t code_point;
    size_t size = utf8_decode(str_slice(text, at, text.len), &code_point);
    return size ? size : 1;
}

/* Appends the character at `at` as it is shown and returns its columns. */
static unsigned add_character(struct buf *out, const struct source *source, size_t at)
{
    struct str text = source->text;
    if (source_is_hidden(source, (struct span){(uint32_t)at, (uint32_t)at + 1})) {
        buf_add_char(out, '*');
        return 1;
    }
    if (text.at[at] == '\t') {
        buf_print(out, "%*s", TAB_WIDTH, "");
        return TAB_WIDTH;
    }
    uint32_t code_point;
    const size_t len = out->len;
    struct str rest = str_slice(text, at, text.len);
    bool is_raw = utf8_add_visible_one(out, rest) == out->len - len && utf8_decode(rest, &code_point);
    return is_raw ? width_of(code_point) : (unsigned)(out->len - len);
}

/* Columns of the character at `at` for deciding where to cut: at least one, so that combining characters have a bound
 * too. */
static unsigned measure(struct buf *scratch, const struct source *source, size_t at)
{
    scratch->len = 0;
    unsigned columns = add_character(scratch, source, at);
    return columns ? columns : 1;
}

static unsigned columns_from(struct buf *scratch, const struct source *source, size_t at, unsigned limit)
{
    struct str text = source->text;
    unsigned columns = 0;
    for (; !is_line_end(text, at) && columns < limit; at += size_of_character(text, at))
        columns += measure(scratch, source, at);
    return columns < limit ? columns : limit;
}

static size_t character_before(struct str text, size_t start, size_t at)
{
    for (size_t size = 2; size <= 4 && size <= at - start; size++)
        if (size_of_character(str_slice(text, 0, at), at - size) == size)
            return at - size;
    return at - 1;
}

/* The first byte of at most `limit` columns that end at `at`. */
static size_t start_of_columns(struct buf *scratch, const struct source *source, size_t line_start, size_t at,
                               unsigned limit)
{
    for (unsigned columns = 0; at > line_start;) {
        size_t before = character_before(source->text, line_start, at);
        columns += measure(scratch, source, before);
        if (columns > limit)
            break;
        at = before;
    }
    return at;
}

/* The line from `at` to its end, or to the last column that fits. */
static void fill(struct snippet *snippet, struct buf *scratch, const struct source *source, size_t at, struct span span,
                 unsigned limit)
{
    struct str text = source->text;
    for (; !is_line_end(text, at); at += size_of_character(text, at)) {
        snippet->columns += measure(scratch, source, at);
        if (snippet->columns > limit) {
            buf_add_c(&snippet->shown, "…");
            return;
        }
        unsigned width = add_character(&snippet->shown, source, at);
        for (; width && at < span.end; width--)
            buf_add_char(&snippet->under, at < span.start ? ' ' : '^');
    }
}

static void print(struct buf *out, uint32_t line, const struct snippet *snippet, const char *color, const char *reset)
{
    struct str under = buf_str(&snippet->under);
    size_t blanks = str_index(under, '^');
    int number_width = snprintf(NULL, 0, "%4u", (unsigned)line);
    buf_print(out, "%4u |%s", (unsigned)line, snippet->shown.len ? " " : "");
    buf_add(out, buf_str(&snippet->shown));
    buf_print(out, "\n%*s | ", number_width, "");
    buf_add(out, str_slice(under, 0, blanks));
    buf_add_c(out, color);
    buf_add(out, blanks < under.len ? str_slice(under, blanks, under.len) : STR("^"));
    buf_print(out, "%s\n", reset);
}

void snippet_add(struct buf *out, const struct source *source, struct span span, unsigned width, const char *color,
                 const char *reset)
{
    if (!source->lines)
        return;
    if (width == 0)
        width = DEFAULT_WIDTH;
    const unsigned limit = (width < LEAST_WIDTH ? LEAST_WIDTH : width) - GUTTER_WIDTH - 2; /* two ellipses */
    const uint32_t line = source_position(source, span.start).line, line_start = source_line_start(source, span.start);
    struct buf scratch = {.arena = out->arena};
    struct snippet snippet = {{.arena = out->arena}, {.arena = out->arena}, 0};
    unsigned after = columns_from(&scratch, source, span.start, limit / 2);
    size_t start = start_of_columns(&scratch, source, line_start, span.start, limit - after);
    if (start > line_start) {
        buf_add_c(&snippet.shown, "…");
        buf_add_char(&snippet.under, ' ');
    }
    fill(&snippet, &scratch, source, start, span, limit);
    print(out, line, &snippet, color, reset);
}
