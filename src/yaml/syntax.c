#include "yaml/syntax.h"

#include "base/buf.h"
#include "base/utf8.h"

enum { KEY_MAX = 1024 }; /* characters of a key that libyaml looks ahead */

/* What the functions below decide on. */
struct scene {
    struct arena *arena;
    struct str text;
    struct syntax_error error;
    struct str before; /* the line up to the problem */
    struct str after;  /* the line from the problem on, without its end */
};

static bool is_break(char c)
{
    return c == '\n' || c == '\r';
}

static uint32_t line_start(struct str text, uint32_t at)
{
    while (at && !is_break(text.at[at - 1]))
        at--;
    return at;
}

static uint32_t line_end(struct str text, uint32_t at)
{
    while (at < text.len && !is_break(text.at[at]))
        at++;
    return at;
}

static char char_at(struct str text, size_t at)
{
    return at < text.len ? text.at[at] : '\0';
}

static bool ends_in_one_of(struct str text, const char *set)
{
    text = str_trim(text);
    return text.len && strchr(set, text.at[text.len - 1]);
}

static bool at_end(const struct scene *scene)
{
    return scene->error.problem_at >= scene->text.len;
}

/* The character at the problem in backquotes. */
static const char *quoted_char(const struct scene *scene)
{
    struct buf buf = {.arena = scene->arena};
    uint32_t code_point;
    size_t len = utf8_decode(scene->after, &code_point);
    buf_add_char(&buf, '`');
    utf8_add_visible(&buf, str_slice(scene->after, 0, len ? len : 1), 1);
    buf_add_char(&buf, '`');
    return buf_c(&buf);
}

static const char tab_words[] = "tab used for indentation; YAML allows spaces only";

static const char *explain_token(const struct scene *scene)
{
    char c = char_at(scene->after, 0);
    if (c == '\t')
        return tab_words;
    return text_print(scene->arena, "a plain value cannot start with %s; put it in quotes", quoted_char(scene));
}

static const char *explain_entry(const struct scene *scene)
{
    if (ends_in_one_of(scene->before, ":"))
        return "a list cannot begin on the line of its key; put `- ` on a line of its own";
    return "a list item (`- `) cannot stand here; check the indentation";
}

static const char *explain_key_mark(const struct scene *scene)
{
    (void)scene;
    return "`?` starts a key here; put a value that starts with `?` in quotes";
}

static const char *explain_colon(const struct scene *scene)
{
    struct str line = str_trim(scene->before);
    if (utf8_length(line) > KEY_MAX)
        return "a key may have at most 1,024 characters";
    if (str_contains(line, ": ") || str_contains(line, ":\t"))
        return "a second `: ` on the line; put a value that holds `: ` in quotes";
    return "bad indentation: a key cannot stand here, the value above it is complete";
}

/* The line that should have been a pair. */
static const char *explain_missing_colon(const struct scene *scene)
{
    uint32_t start = scene->error.context_at;
    struct str line = str_slice(scene->text, start, line_end(scene->text, start));
    if (utf8_length(line) > KEY_MAX)
        return "a key may have at most 1,024 characters";
    if (char_at(line, 0) == '"' || char_at(line, 0) == '\'')
        return "a quoted text stands here alone; a `:` after a key is missing, or a quote is not closed where it "
               "should be";
    size_t colon = str_index(line, ':');
    if (colon < line.len)
        return "a space is missing after `:`";
    return "`:` is missing after a key";
}

static const char *explain_pair(const struct scene *scene)
{
    char c = char_at(scene->after, 0);
    if (ends_in_one_of(scene->before, "\"'"))
        return "text after a closing quote";
    if (ends_in_one_of(scene->before, "]}"))
        return "text after a closing bracket";
    if (c == ']' || c == '}')
        return text_print(scene->arena, "%s closes a bracket that was never opened", quoted_char(scene));
    if (c == ',')
        return "`,` outside brackets";
    if (c == '-' && str_is_blank(scene->before))
        return "a list item (`- `) where a key of the mapping is expected; check the indentation";
    if (str_is_blank(scene->before))
        return "bad indentation: this line belongs to no mapping above";
    return "a key is expected here";
}

static const char *explain_item(const struct scene *scene)
{
    if (ends_in_one_of(scene->before, "\"'"))
        return "text after a closing quote";
    if (ends_in_one_of(scene->before, "]}"))
        return "text after a closing bracket";
    char c = char_at(scene->after, 0);
    if (c == ']' || c == '}')
        return text_print(scene->arena, "%s closes a bracket that was never opened", quoted_char(scene));
    return "bad indentation: a list item (`- `) or less indentation is expected";
}

static const char *explain_flow(const struct scene *scene)
{
    char open = char_at(scene->text, scene->error.context_at), close = open == '[' ? ']' : '}';
    if (at_end(scene) || str_is_blank(scene->before))
        return text_print(scene->arena, "`%c` is not closed", open);
    if (line_start(scene->text, scene->error.problem_at) > scene->error.context_at)
        return text_print(scene->arena, "`%c` is not closed, or `,` is missing", open);
    return text_print(scene->arena, "`,` or `%c` is missing", close);
}

static const char *explain_escape(const struct scene *scene)
{
    struct str escape = str_slice(scene->text, scene->error.problem_at, scene->error.problem_at + 2);
    struct buf buf = {.arena = scene->arena};
    buf_add_c(&buf, "unknown escape `");
    utf8_add_visible(&buf, escape, 2);
    buf_add_c(&buf, "`; write a backslash twice, or use single quotes");
    return buf_c(&buf);
}

static const char *explain_node(const struct scene *scene)
{
    char c = char_at(scene->after, 0);
    if (c == ']' || c == '}')
        return text_print(scene->arena, "%s closes a bracket that was never opened", quoted_char(scene));
    if (c == '%' || c == '|' || c == '>')
        return text_print(scene->arena, "a plain value cannot start with %s; put it in quotes", quoted_char(scene));
    return at_end(scene) ? "a value is expected"
                         : text_print(scene->arena, "a value is expected before %s", quoted_char(scene));
}

static const char *explain_anchor(const struct scene *scene)
{
    bool is_alias = char_at(scene->text, scene->error.context_at) == '*';
    return is_alias ? "`*` starts an alias; put a value that starts with `*` in quotes"
                    : "`&` starts an anchor; put a value that starts with `&` in quotes";
}

enum where { AT_PROBLEM, AT_CONTEXT, AT_LINE /* the line of the context */ };

/* The first row whose words occur in libyaml's counts. */
static const struct row {
    const char *problem, *context; /* parts of libyaml's words */
    const char *facts;             /* or: */
    const char *(*explain)(const struct scene *scene);
    const char *related; /* what stands at the context */
    enum where where;
} rows[] = {
    {"found unexpected end of stream", "quoted scalar", "a quote is not closed", NULL, "the quote opens here",
     AT_CONTEXT},
    {"found unexpected document indicator", "quoted scalar", "a quote is not closed before the document ends", NULL,
     "the quote opens here", AT_CONTEXT},
    {"tab character", "", tab_words, NULL, NULL, AT_PROBLEM},
    {"cannot start any token", "", NULL, explain_token, NULL, AT_PROBLEM},
    {"block sequence entries are not allowed", "", NULL, explain_entry, NULL, AT_PROBLEM},
    {"mapping keys are not allowed", "", NULL, explain_key_mark, NULL, AT_PROBLEM},
    {"mapping values are not allowed", "", NULL, explain_colon, NULL, AT_PROBLEM},
    {"could not find expected ':'", "", NULL, explain_missing_colon, NULL, AT_LINE},
    {"did not find expected key", "", NULL, explain_pair, "the mapping begins here", AT_PROBLEM},
    {"did not find expected '-' indicator", "", NULL, explain_item, "the list begins here", AT_PROBLEM},
    {"did not find expected ',' or", "", NULL, explain_flow, "opened here", AT_PROBLEM},
    {"unknown escape character", "", NULL, explain_escape, "the quote opens here", AT_PROBLEM},
    {"hexdecimal", "",
     "an escape in double quotes lacks hexadecimal digits; write a backslash twice, or use single quotes", NULL,
     "the quote opens here", AT_PROBLEM},
    {"invalid Unicode character escape", "", "an escape names no character; half a surrogate pair is none", NULL,
     "the quote opens here", AT_PROBLEM},
    {"unexpected ':'", "", "`:` inside a plain value between brackets; put the value in quotes", NULL, NULL,
     AT_PROBLEM},
    {"indentation indicator equal to 0", "", "a block text cannot be indented by 0", NULL, NULL, AT_PROBLEM},
    {"expected comment or line break", "block scalar",
     "text after `|` or `>`; the block's text starts on the next line", NULL, NULL, AT_PROBLEM},
    {"did not find expected node content", "", NULL, explain_node, NULL, AT_PROBLEM},
    {"alphabetic or numeric", "scanning an a", NULL, explain_anchor, NULL, AT_CONTEXT},
    {"undefined tag handle", "",
     "`!` starts a tag, and its prefix was never declared; put a value that starts with `!` in quotes", NULL, NULL,
     AT_CONTEXT},
    {"", "a tag", "`!` starts a tag, and this is none; put a value that starts with `!` in quotes", NULL, NULL,
     AT_CONTEXT},
    {"incompatible YAML document", "", "the document says it is of another YAML version than 1.1 or 1.2", NULL, NULL,
     AT_PROBLEM},
    {"duplicate %YAML", "", "`%YAML` stands twice", NULL, NULL, AT_PROBLEM},
    {"duplicate %TAG", "", "`%TAG` declares the same prefix twice", NULL, NULL, AT_PROBLEM},
    {"", "directive", "a line that starts with `%` is a directive, and this is none; put the value in quotes", NULL,
     NULL, AT_CONTEXT},
    {"<document start>", "", "a document begins here without `---` before it", NULL, NULL, AT_PROBLEM},
};

static const struct row *row_find(struct syntax_error error)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strstr(error.problem, rows[i].problem) && strstr(error.context, rows[i].context))
            return &rows[i];
    return NULL;
}

/* One character, or nothing at the end of the text. */
static struct span span_at(struct str text, uint32_t at)
{
    uint32_t code_point;
    size_t len = utf8_decode(str_slice(text, at, text.len), &code_point);
    return (struct span){at, at + (uint32_t)len};
}

static struct span span_find(struct str text, struct syntax_error error, enum where where)
{
    if (where == AT_PROBLEM)
        return span_at(text, error.problem_at);
    if (where == AT_CONTEXT)
        return span_at(text, error.context_at);
    struct str line = str_slice(text, error.context_at, line_end(text, error.context_at));
    return (struct span){error.context_at, error.context_at + (uint32_t)str_trim(line).len};
}

/* A tab before the problem's first character is the mistake itself. */
static bool tab_find(const struct scene *scene, uint32_t *at)
{
    size_t tab = str_index(scene->before, '\t');
    if (tab == scene->before.len || !str_is_blank(scene->before))
        return false;
    *at = scene->error.problem_at - (uint32_t)(scene->before.len - tab);
    return true;
}

struct syntax_words syntax_explain(struct arena *arena, struct str text, struct syntax_error error)
{
    uint32_t start = line_start(text, error.problem_at), end = line_end(text, error.problem_at);
    struct scene scene = {.arena = arena,
                          .text = text,
                          .error = error,
                          .before = str_slice(text, start, error.problem_at),
                          .after = str_slice(text, error.problem_at, end)};
    uint32_t tab;
    if (tab_find(&scene, &tab))
        return (struct syntax_words){.facts = tab_words, .span = {tab, tab + 1}};
    const struct row *row = row_find(error);
    if (!row)
        return (struct syntax_words){.facts = text_print(arena, "%s", error.problem),
                                     .span = span_at(text, error.problem_at)};
    /* What is never closed is mended where it opens. */
    bool is_opening = row->related && (row->where == AT_CONTEXT || at_end(&scene));
    struct syntax_words words = {.facts = row->explain ? row->explain(&scene) : row->facts,
                                 .span = span_find(text, error, is_opening ? AT_CONTEXT : row->where)};
    if (row->related) {
        words.related = span_at(text, is_opening ? error.problem_at : error.context_at);
        words.related_text = is_opening ? "reading stopped here" : row->related;
    }
    return words;
}
