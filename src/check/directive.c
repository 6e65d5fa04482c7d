#include "check/directive.h"

#include <stdlib.h>

static const struct str mark = {"contractlint:", 13};

/* The parts of a source where `#` begins no comment. */
struct scalars {
    struct arena *arena;
    const struct source *source;
    struct span *at;
    size_t count, capacity;
};

static void add_span(struct scalars *scalars, struct span span)
{
    if (scalars->count == scalars->capacity) {
        struct span *old = scalars->at;
        scalars->capacity = scalars->capacity ? scalars->capacity * 2 : 64;
        scalars->at = arena_alloc_array(scalars->arena, scalars->capacity, sizeof *scalars->at);
        if (old)
            memcpy(scalars->at, old, scalars->count * sizeof *old);
    }
    scalars->at[scalars->count++] = span;
}

static size_t line_length(struct str text)
{
    size_t end = 0;
    while (end < text.len && text.at[end] != '\n' && text.at[end] != '\r')
        end++;
    return end;
}

/* The line of a block scalar's `|` or `>` may end in a comment. */
static void add_scalar(struct scalars *scalars, const struct node *node)
{
    struct span span = node->span;
    struct str text = str_slice(scalars->source->text, span.start, span.end);
    if (node->style == STYLE_PLAIN || str_index(text, '#') == text.len)
        return;
    if (node->style == STYLE_LITERAL || node->style == STYLE_FOLDED)
        span.start += (uint32_t)line_length(text);
    add_span(scalars, span);
}

/* Recursion is bounded by limits.depth. */
static void add_node(struct scalars *scalars, const struct node *node)
{
    if (node->key && !(node->flags & NODE_MERGED))
        add_node(scalars, node->key);
    if (node->kind == NODE_SCALAR)
        add_scalar(scalars, node);
    else if (node->kind != NODE_ALIAS)
        for (const struct node *child = node->first; child; child = child->next)
            add_node(scalars, child);
}

static int compare_spans(const void *left, const void *right)
{
    const struct span *a = left, *b = right;
    return a->start < b->start ? -1 : a->start > b->start;
}

/* The value of a repeated key is in no tree, only in its problem. */
static struct scalars find_scalars(struct arena *arena, const struct source *source, const struct tree *trees)
{
    struct scalars scalars = {.arena = arena, .source = source};
    for (const struct tree *tree = trees; tree; tree = tree->next) {
        if (tree->root)
            add_node(&scalars, tree->root);
        for (const struct problem *problem = tree->problems; problem; problem = problem->next)
            if (problem->node && strcmp(problem->rule, "yaml-duplicate-key") == 0)
                add_node(&scalars, problem->node);
    }
    if (scalars.count)
        qsort(scalars.at, scalars.count, sizeof *scalars.at, compare_spans);
    return scalars;
}

static bool is_in_scalar(const struct scalars *scalars, uint32_t byte)
{
    size_t low = 0, high = scalars->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (scalars->at[middle].start <= byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low && byte < scalars->at[low - 1].end;
}

/* The `#` before a mark, where a comment may begin; `*hash` is its byte. */
static bool find_hash(struct str text, size_t at, size_t *hash)
{
    while (at && (text.at[at - 1] == ' ' || text.at[at - 1] == '\t'))
        at--;
    *hash = at - 1;
    return at && text.at[at - 1] == '#' && (at == 1 || char_is_blank(text.at[at - 2]));
}

static void read_text(struct directive *directive, struct str text)
{
    size_t end = 0;
    while (end < text.len && (char_is_alnum(text.at[end]) || text.at[end] == '-'))
        end++;
    directive->word = str_slice(text, 0, end);
    struct str rest = str_trim(str_slice(text, end, text.len));
    size_t close = str_index(rest, ']');
    directive->has_list = str_starts(rest, "[") && close < rest.len;
    if (directive->has_list) {
        directive->list = str_trim(str_slice(rest, 1, close));
        directive->reason = str_trim(str_slice(rest, close + 1, rest.len));
    }
}

static bool is_comment(struct str line)
{
    return str_starts(str_trim(line), "#");
}

/* The line that a directive speaks of. `*next` is the last answer for one on a line of its own: the same holds for all
 * comments up to there. */
static uint32_t line_of(const struct source *source, const struct directive *directive, uint32_t *next)
{
    uint32_t line = directive_line(source, directive->span.start);
    if (!is_comment(source_line(source, line)))
        return line;
    if (line < *next)
        return *next;
    for (*next = line + 1; *next <= source->line_count && is_comment(source_line(source, *next)); ++*next)
        continue;
    return *next;
}

uint32_t directive_line(const struct source *source, uint32_t byte)
{
    uint32_t low = 0, high = source->line_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (source->lines[middle] <= byte)
            low = middle;
        else
            high = middle;
    }
    return low + 1;
}

/* The directive of the comment that begins at `hash`; `at` is after the mark. */
static struct directive *make(struct arena *arena, const struct source *source, size_t hash, size_t at)
{
    struct str text = source->text;
    struct directive *directive = arena_new(arena, struct directive);
    struct str said = str_trim(str_slice(text, at, at + line_length(str_slice(text, at, text.len))));
    uint32_t start = said.len ? (uint32_t)(said.at - text.at) : (uint32_t)at;
    directive->span = (struct span){start, start + (uint32_t)said.len};
    directive->is_at_line_start = hash == 0 || text.at[hash - 1] == '\n' || text.at[hash - 1] == '\r';
    read_text(directive, said);
    return directive;
}

const struct directive *directives_find(struct arena *arena, const struct source *source, const struct tree *trees)
{
    const struct directive *first = NULL, **last = &first;
    const struct tree *tree = trees;
    struct str text = source->text;
    size_t hash, start = str_find(text, mark);
    uint32_t next_line = 0;
    if (start == text.len || trees->is_json)
        return NULL;
    struct scalars scalars = find_scalars(arena, source, trees);
    size_t count = 0;
    for (size_t at; start < text.len && count <= DIRECTIVES_MAX;
         start = at + str_find(str_slice(text, at, text.len), mark)) {
        at = start + mark.len;
        if (!find_hash(text, start, &hash) || is_in_scalar(&scalars, (uint32_t)hash))
            continue;
        while (tree->next && tree->next->start <= hash)
            tree = tree->next;
        struct directive *directive = make(arena, source, hash, at);
        directive->tree = tree;
        directive->line = line_of(source, directive, &next_line);
        *last = directive;
        last = &directive->next;
        count++;
    }
    return first;
}
