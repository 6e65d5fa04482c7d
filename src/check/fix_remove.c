#include "check/fix_remove.h"

/* What one removal needs; places are bytes of the text. */
struct removal {
    struct check *check;
    struct finding *finding;
    const char *message;
    struct str text;
    uint32_t start, end; /* of the item */
};

static char char_at(struct str text, uint32_t at)
{
    return at < text.len ? text.at[at] : '\0';
}

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

static uint32_t skip_blanks(struct str text, uint32_t at)
{
    while (char_at(text, at) == ' ' || char_at(text, at) == '\t')
        at++;
    return at;
}

/* The end of the line, before its line break. */
static uint32_t line_rest(struct str text, uint32_t at)
{
    while (at < text.len && !is_line_end(text.at[at]))
        at++;
    return at;
}

/* The start of the next line. */
static uint32_t line_next(struct str text, uint32_t at)
{
    at = line_rest(text, at);
    if (char_at(text, at) == '\r' && char_at(text, at + 1) == '\n')
        at++;
    return at < text.len ? at + 1 : at;
}

static uint32_t line_start(struct str text, uint32_t at)
{
    while (at > 0 && !is_line_end(text.at[at - 1]))
        at--;
    return at;
}

static bool is_first_on_line(struct str text, uint32_t at)
{
    return skip_blanks(text, line_start(text, at)) == at;
}

/* Past blanks, line breaks and comments. */
static uint32_t skip_space(struct str text, uint32_t at)
{
    for (;;) {
        at = skip_blanks(text, at);
        if (char_at(text, at) == '#')
            at = line_rest(text, at);
        if (at >= text.len || !is_line_end(text.at[at]))
            return at;
        at++;
    }
}

static void removal_cut(struct removal *removal, uint32_t start, uint32_t end)
{
    finding_fix_span(removal->check, removal->finding, (struct span){start, end}, STR(""), removal->message);
}

static bool has_comment(struct removal *removal, uint32_t start, uint32_t end)
{
    return str_index(str_slice(removal->text, start, end), '#') < end - start;
}

/* A comment beside an item that has its line for itself goes with it. */
static void cut_comment(struct removal *removal)
{
    struct str text = removal->text;
    uint32_t at = skip_blanks(text, removal->end);
    if (char_at(text, at) == ',')
        at++;
    uint32_t comment = skip_blanks(text, at);
    if (char_at(text, comment) == '#' && is_first_on_line(text, removal->start))
        removal_cut(removal, at, line_rest(text, comment));
}

/* The item to byte `end`, and its line when nothing but a comment is left there. */
static void cut_to(struct removal *removal, uint32_t end)
{
    struct str text = removal->text;
    end = skip_blanks(text, end);
    bool is_line_done = char_at(text, end) == '#' || end >= text.len || is_line_end(text.at[end]);
    if (is_line_done && is_first_on_line(text, removal->start))
        removal_cut(removal, line_start(text, removal->start), line_next(text, end));
    else
        removal_cut(removal, removal->start, end);
}

/* `from`: behind the item before. */
static void remove_from_flow(struct removal *removal, uint32_t from)
{
    struct str text = removal->text;
    uint32_t comma = skip_space(text, removal->end);
    if (!has_comment(removal, from, removal->start)) {
        removal_cut(removal, from, removal->end);
        cut_comment(removal);
    } else if (char_at(text, comma) == ',') {
        cut_to(removal, comma + 1);
    } else {
        uint32_t before = skip_space(text, from);
        removal_cut(removal, before, before + 1);
        cut_to(removal, removal->end);
    }
}

/* The first item goes with the comma behind it. */
static void remove_first_from_flow(struct removal *removal)
{
    uint32_t comma = skip_space(removal->text, removal->end);
    if (char_at(removal->text, comma) == ',')
        cut_to(removal, comma + 1);
    else
        cut_to(removal, removal->end);
}

static void remove_from_block(struct removal *removal)
{
    struct str text = removal->text;
    uint32_t dash = removal->start;
    while (dash > 0 && char_is_blank(text.at[dash - 1]))
        dash--;
    if (dash == 0 || text.at[dash - 1] != '-' || !is_first_on_line(text, dash - 1))
        return;
    bool ends_line = removal->end > removal->start && is_line_end(text.at[removal->end - 1]);
    removal_cut(removal, line_start(text, dash - 1), ends_line ? removal->end : line_next(text, removal->end));
}

void fix_remove_item(struct check *check, struct finding *finding, const struct node *item, const struct node *previous,
                     const char *message)
{
    const struct node *list = item->parent;
    bool is_simple = (item->kind == NODE_SCALAR || item->kind == NODE_ALIAS) && !node_properties(item);
    finding_help(check, finding, "%s", message);
    if (!is_simple || list->kind != NODE_SEQUENCE)
        return;
    struct removal removal = {check, finding, message, check->document->source->text, item->span.start, item->span.end};
    if (list->style != STYLE_FLOW) {
        if (list->count > 1)
            remove_from_block(&removal);
    } else if (previous) {
        remove_from_flow(&removal, previous->span.end);
    } else {
        remove_first_from_flow(&removal);
    }
}
