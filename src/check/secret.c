#include "check/secret.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "check/rule.h"
#include "check/secret_shape.h"

#include <stdlib.h>

enum { PIECE_MAX = 64, PIECE_LEAST = 4, SHOWN = 2 };

/* Up to PIECE_MAX bytes of a secret. */
struct secret_piece {
    struct str text;
    bool is_rest; /* not the beginning: nothing of it is shown */
};

/* Things of one size in an arena. */
struct pile {
    void *at;
    size_t count, capacity;
};

/* A search through one file. */
struct search {
    struct arena *arena;
    struct source *source;
    const struct tree *tree;
    struct secret_match raw; /* the next one in the text */
    bool has_raw;
    struct secrets *secrets;
    struct secret *last;
    struct pile pieces, hidden; /* struct secret_piece, struct span */
    struct buf spelling;        /* used again and again */
};

static void *pile_add(struct arena *arena, struct pile *pile, size_t size)
{
    if (pile->count == pile->capacity) {
        pile->capacity = pile->capacity ? pile->capacity * 2 : 16;
        pile->at = arena_grow(arena, pile->at, pile->count * size, pile->capacity * size);
    }
    return (char *)pile->at + pile->count++ * size;
}

/* What texts are searched for. */

static void add_piece(struct search *search, struct str text, bool is_rest)
{
    for (size_t start = 0; start < text.len; start += PIECE_MAX) {
        struct secret_piece *piece = pile_add(search->arena, &search->pieces, sizeof *piece);
        *piece = (struct secret_piece){str_slice(text, start, start + PIECE_MAX), is_rest || start > 0};
    }
}

/* As it is, and as messages and paths spell it. */
static void add_spellings(struct search *search, struct str text, bool is_rest)
{
    add_piece(search, text, is_rest);
    struct buf *spelling = &search->spelling;
    spelling->len = 0;
    utf8_add_visible(spelling, text, 0);
    if (!str_equal(buf_str(spelling), text))
        add_piece(search, str_copy(search->arena, buf_str(spelling)), is_rest);
    spelling->len = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '~' || text.at[i] == '/')
            buf_add_c(spelling, text.at[i] == '~' ? "~0" : "~1");
        else
            buf_add_char(spelling, text.at[i]);
    }
    if (spelling->len != text.len)
        add_piece(search, str_copy(search->arena, buf_str(spelling)), is_rest);
}

static bool is_key_byte(char c)
{
    return char_is_alnum(c) || c == '+' || c == '/' || c == '=';
}

static void add_lines(struct search *search, struct str text)
{
    bool is_rest = false;
    for (size_t start = 0, end; start < text.len; start = end + 1) {
        for (end = start; end < text.len && is_key_byte(text.at[end]);)
            end++;
        if (end - start < PIECE_LEAST)
            continue;
        add_spellings(search, str_slice(text, start, end), is_rest);
        is_rest = true;
    }
}

/* What a message quotes: of a key in lines the first one. */
static struct str quoted_part(struct str text, const struct secret_match *match)
{
    size_t start = match->start, end = match->end;
    while (match->is_in_lines && start < end && !is_key_byte(text.at[start]))
        start++;
    for (size_t i = start; match->is_in_lines && i < end; i++)
        if (!is_key_byte(text.at[i]))
            end = i;
    return str_slice(text, start, end);
}

/* The lines of a value; all but the first are hidden whole. Returns the first, which a message quotes. */
static struct str add_value(struct search *search, struct str value)
{
    struct str first = str_slice(value, 0, str_index(value, '\n'));
    add_spellings(search, first, false);
    for (size_t start = first.len + 1, end; start < value.len; start = end + 1) {
        end = start + str_index(str_slice(value, start, value.len), '\n');
        struct str line = str_trim(str_slice(value, start, end));
        if (line.len >= PIECE_LEAST)
            add_spellings(search, line, true);
    }
    return first;
}

static void add_match(struct search *search, struct str text, const struct secret_match *match)
{
    struct str found = str_slice(text, match->start, match->end);
    if (match->is_in_lines)
        add_lines(search, found);
    else
        add_spellings(search, found, false);
}

/* Finding them. */

static void add_secret(struct search *search, struct span span, const struct node *node, const char *what,
                       struct str text)
{
    const struct secret *last = search->last;
    bool is_told = last && last->span.start == span.start && last->span.end == span.end && last->what == what &&
                   str_equal(last->text, text);
    if (is_told)
        return;
    struct secret *secret = arena_new(search->arena, struct secret);
    *secret = (struct secret){search->tree, span, node, what, text, NULL};
    if (search->last)
        search->last->next = secret;
    else
        search->secrets->first = secret;
    search->last = secret;
}

static void next_raw(struct search *search, size_t from)
{
    search->has_raw = secret_next(search->source->text, from, &search->raw);
}

static bool has_raw_before(const struct search *search, uint32_t end)
{
    return search->has_raw && search->raw.start < end;
}

/* Takes what the text holds before byte `end`: as secrets at `node`, at their own places when it is NULL, or silently.
 */
static bool take_raw(struct search *search, uint32_t end, const struct node *scalar, const struct node *node,
                     bool is_silent)
{
    bool is_taken = false;
    for (; has_raw_before(search, end); next_raw(search, search->raw.end)) {
        struct secret_match raw = search->raw;
        struct str text = quoted_part(search->source->text, &raw);
        struct span span = scalar ? scalar->span : (struct span){(uint32_t)raw.start, (uint32_t)raw.end};
        add_match(search, search->source->text, &raw);
        if (!is_silent)
            add_secret(search, span, node, raw.what, text);
        is_taken = true;
    }
    return is_taken;
}

/* What escapes spell is hidden whole, but for the quote and two characters; elsewhere a secret, which has no blanks,
   stands in its line as it is. */
static void hide(struct search *search, const struct node *scalar)
{
    bool has_escapes = scalar->style == STYLE_SINGLE_QUOTED || scalar->style == STYLE_DOUBLE_QUOTED;
    uint32_t start = scalar->span.start + 1 + SHOWN;
    if (has_escapes && start < scalar->span.end)
        *(struct span *)pile_add(search->arena, &search->hidden, sizeof(struct span)) =
            (struct span){start, scalar->span.end};
}

static bool is_verbatim(const struct search *search, struct str text)
{
    struct str all = search->source->text;
    return !text.len || (text.at >= all.at && text.at + text.len <= all.at + all.len);
}

/* Escapes, foldings and indentation may hide one from a search through the text. */
static void search_value(struct search *search, const struct node *scalar, const struct node *node, bool is_told)
{
    struct secret_match match;
    for (size_t from = 0; secret_next(scalar->text, from, &match); from = match.end) {
        add_match(search, scalar->text, &match);
        if (is_told)
            continue;
        add_secret(search, scalar->span, node, match.what, quoted_part(scalar->text, &match));
        hide(search, scalar);
    }
}

/* The key of a value; what {name: password, value: …} calls it; the field whose default it is. */
static struct str name_of(const struct node *value)
{
    static const char *const names[] = {"name", "property", "key", NULL};
    struct str key = node_key(value);
    bool is_default = str_is(key, "default");
    if (!str_is(key, "value") && !is_default)
        return key;
    for (const char *const *name = names; *name; name++)
        if (node_find(value->parent, *name))
            return node_text(node_find(value->parent, *name));
    return is_default ? node_key(value->parent) : key;
}

/* Runs of other bytes than those of `separators`. */
static size_t count_parts(struct str text, const char *separators)
{
    size_t count = 0;
    bool is_inside = false;
    for (size_t i = 0; i < text.len; i++) {
        bool is_separator = text.at[i] && strchr(separators, text.at[i]);
        count += !is_inside && !is_separator;
        is_inside = !is_separator;
    }
    return count;
}

/* Lines that hold more than blanks; the indicator of a block is none. */
static size_t count_lines(struct str written, bool is_block)
{
    size_t count = 0;
    for (size_t start = 0, end; start < written.len; start = end + 1) {
        end = start + str_index(str_slice(written, start, written.len), '\n');
        count += !str_is_blank(str_slice(written, start, end));
    }
    return count - (is_block && count);
}

/* The text of a scalar; in lines again when folding made blanks of nothing but line breaks. */
static struct str unfolded(struct search *search, const struct node *scalar)
{
    struct str written = str_slice(search->source->text, scalar->span.start, scalar->span.end);
    if (scalar->style == STYLE_LITERAL || str_index(written, '\n') == written.len ||
        count_parts(scalar->text, " \n") != count_lines(written, scalar->style == STYLE_FOLDED))
        return scalar->text;
    struct buf lines = {.arena = search->arena};
    for (size_t i = 0; i < scalar->text.len; i++)
        buf_add_char(&lines, scalar->text.at[i] == ' ' ? '\n' : scalar->text.at[i]);
    return buf_str(&lines);
}

/* `node` has the path: the scalar itself, or the value whose key it is. */
static void search_scalar(struct search *search, const struct node *scalar, const struct node *node)
{
    if (has_raw_before(search, scalar->span.start))
        take_raw(search, scalar->span.start, NULL, NULL, false);
    struct str text = is_verbatim(search, scalar->text) ? scalar->text : unfolded(search, scalar);
    bool is_value = scalar == node && secret_is_value_of(name_of(scalar), text);
    if (is_value) {
        struct str quoted = add_value(search, str_trim(text));
        add_secret(search, scalar->span, node, "value of a key that names a secret", quoted);
    }
    bool is_told = is_value;
    if (has_raw_before(search, scalar->span.end))
        is_told = take_raw(search, scalar->span.end, scalar, node, is_value) || is_value;
    if (is_verbatim(search, scalar->text))
        return;
    if (is_value)
        hide(search, scalar);
    search_value(search, scalar, node, is_told);
}

/* The node behind `node` in the order of the file; NULL at the end. */
static const struct node *node_after(const struct node *node, const struct node *root)
{
    const struct node *first = node->kind == NODE_ALIAS ? NULL : node_children(node);
    if (first)
        return first;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

static void search_tree(struct search *search, const struct tree *tree)
{
    search->tree = tree;
    for (const struct node *node = tree->root; node; node = node_after(node, tree->root)) {
        if (node->flags & NODE_MERGED)
            continue;
        if (node->key && node->key->kind == NODE_SCALAR)
            search_scalar(search, node->key, node);
        if (node->kind == NODE_SCALAR)
            search_scalar(search, node, node);
    }
    take_raw(search, tree->next ? tree->next->start : UINT32_MAX, NULL, NULL, false);
}

/* Masking. */

static int compare_pieces(const void *left, const void *right)
{
    const struct secret_piece *a = left, *b = right;
    int order = str_compare(a->text, b->text);
    return order ? order : (int)b->is_rest - (int)a->is_rest;
}

static void sort_pieces(struct search *search)
{
    struct secret_piece *pieces = search->pieces.at;
    size_t count = 0;
    if (search->pieces.count)
        qsort(pieces, search->pieces.count, sizeof *pieces, compare_pieces);
    for (size_t i = 0; i < search->pieces.count; i++) {
        if (count && str_equal(pieces[count - 1].text, pieces[i].text))
            continue;
        pieces[count++] = pieces[i];
        search->secrets->begins[(unsigned char)pieces[i].text.at[0]] = true;
    }
    search->secrets->pieces = pieces;
    search->secrets->piece_count = count;
}

/* The first of the pieces from `low` up to `high`, alike in their first `index` bytes, whose next byte is not below
 * `byte`. */
static size_t first_from(const struct secrets *secrets, size_t low, size_t high, size_t index, unsigned byte)
{
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if ((unsigned char)secrets->pieces[middle].text.at[index] < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Bytes of the longest piece at byte `at` of a text, 0 for none; a beginning counts before an ellipsis. */
static size_t piece_at(const struct secrets *secrets, struct str text, size_t at, bool *is_rest)
{
    size_t low = 0, high = secrets->piece_count, found = 0;
    for (size_t i = 0;; i++) {
        if (low < high && secrets->pieces[low].text.len == i) {
            found = i;
            *is_rest = secrets->pieces[low++].is_rest;
        }
        if (low == high || at + i >= text.len)
            return found;
        if (i > SHOWN && str_starts(str_slice(text, at + i, text.len), "…")) {
            *is_rest = secrets->pieces[low].is_rest;
            return i;
        }
        unsigned byte = (unsigned char)text.at[at + i];
        low = first_from(secrets, low, high, i, byte);
        high = first_from(secrets, low, high, i, byte + 1);
    }
}

/* Bytes of the characters that stay visible. */
static size_t shown_length(struct str piece, bool is_rest)
{
    size_t len = 0;
    uint32_t code_point;
    for (unsigned i = 0; i < SHOWN && !is_rest && len < piece.len; i++) {
        size_t size = utf8_decode(str_slice(piece, len, piece.len), &code_point);
        len += size ? size : 1;
    }
    return len;
}

struct str secret_mask(struct arena *arena, const struct secrets *secrets, struct str text)
{
    struct buf masked = {.arena = arena};
    size_t copied = 0, last_end = 0;
    for (size_t i = 0; secrets && i < text.len;) {
        bool is_rest = false;
        size_t len = secrets->begins[(unsigned char)text.at[i]] ? piece_at(secrets, text, i, &is_rest) : 0;
        if (!len) {
            i++;
            continue;
        }
        bool goes_on = masked.len && last_end == i;
        size_t shown = shown_length(str_slice(text, i, i + len), is_rest || goes_on);
        buf_add(&masked, str_slice(text, copied, i + shown));
        if (!goes_on)
            buf_add_c(&masked, "***");
        i += len;
        copied = last_end = i;
    }
    if (!copied)
        return text;
    buf_add(&masked, str_slice(text, copied, text.len));
    return buf_str(&masked);
}

static int compare_spans(const void *left, const void *right)
{
    const struct span *a = left, *b = right;
    return a->start != b->start ? (a->start < b->start ? -1 : 1) : 0;
}

/* All places of the pieces in the source, a comment that repeats one included. */
static void hide_pieces(struct search *search)
{
    struct str text = search->source->text;
    const struct secrets *secrets = search->secrets;
    for (size_t i = 0; i < text.len;) {
        bool is_rest = false;
        size_t len = secrets->begins[(unsigned char)text.at[i]] ? piece_at(secrets, text, i, &is_rest) : 0;
        if (!len) {
            i++;
            continue;
        }
        size_t shown = shown_length(str_slice(text, i, i + len), is_rest);
        *(struct span *)pile_add(search->arena, &search->hidden, sizeof(struct span)) =
            (struct span){(uint32_t)(i + shown), (uint32_t)(i + len)};
        i += len;
    }
    struct span *hidden = search->hidden.at;
    size_t count = 0;
    if (search->hidden.count)
        qsort(hidden, search->hidden.count, sizeof *hidden, compare_spans);
    for (size_t i = 0; i < search->hidden.count; i++) {
        if (count && hidden[i].start <= hidden[count - 1].end) {
            if (hidden[i].end > hidden[count - 1].end)
                hidden[count - 1].end = hidden[i].end;
        } else {
            hidden[count++] = hidden[i];
        }
    }
    search->source->hidden = hidden;
    search->source->hidden_count = count;
}

const struct secrets *secrets_find(struct arena *arena, struct source *source, const struct tree *trees)
{
    struct secrets secrets = {.first = NULL};
    struct search search = {.arena = arena, .source = source, .secrets = &secrets, .spelling = {.arena = arena}};
    next_raw(&search, 0);
    for (const struct tree *tree = trees; tree; tree = tree->next)
        search_tree(&search, tree);
    if (!secrets.first)
        return NULL;
    sort_pieces(&search);
    hide_pieces(&search);
    struct secrets *kept = arena_new(arena, struct secrets);
    *kept = secrets;
    return kept;
}

static const char *mask_c(struct arena *arena, const struct secrets *secrets, const char *text)
{
    if (!text)
        return NULL;
    struct str masked = secret_mask(arena, secrets, str_of(text));
    return masked.at == text ? text : str_c(arena, masked);
}

static bool writes_secret(struct arena *arena, const struct secrets *secrets, const struct fix *fix)
{
    for (const struct fix_edit *edit = fix ? fix->edits : NULL; edit; edit = edit->next)
        if (secret_mask(arena, secrets, edit->text).at != edit->text.at)
            return true;
    return false;
}

static void mask_finding(struct arena *arena, const struct secrets *secrets, struct finding *finding)
{
    bool is_at_secret = source_is_hidden(finding->source, finding->span);
    if (is_at_secret)
        finding->help = finding->rule->advice;
    if (is_at_secret || writes_secret(arena, secrets, finding->fix))
        finding->fix = NULL;
    if (finding->fix)
        finding->fix->message = mask_c(arena, secrets, finding->fix->message);
    finding->message = mask_c(arena, secrets, finding->message);
    finding->help = mask_c(arena, secrets, finding->help);
    finding->path = secret_mask(arena, secrets, finding->path);
    for (struct related *related = finding->related; related; related = related->next)
        related->message = mask_c(arena, secrets, related->message);
}

void secret_mask_findings(struct arena *arena, const struct secrets *secrets, struct findings *findings)
{
    for (struct finding *finding = secrets ? findings->first : NULL; finding; finding = finding->next)
        mask_finding(arena, secrets, finding);
}
