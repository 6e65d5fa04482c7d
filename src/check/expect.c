#include "check/expect.h"

#include "base/arena.h"

struct expectation {
    uint32_t line, column; /* column 0: any */
    struct str rule;
    bool is_met;
    struct expectation *next;
};

struct expectations {
    struct arena *arena;
    struct expectation *first, *last;
};

static uint32_t parse_number(struct str *text)
{
    uint32_t value = 0;
    size_t i = 0;
    for (; i < text->len && i < 9 && char_is_digit(text->at[i]); i++)
        value = value * 10 + (uint32_t)(text->at[i] - '0');
    *text = str_slice(*text, i, text->len);
    return value;
}

static bool is_id_char(char c)
{
    return char_is_alnum(c) || c == '-';
}

/* "rule-id@14, other-id" up to the first thing that is neither. */
static void parse_list(struct expectations *all, struct str text, uint32_t line)
{
    for (;;) {
        text = str_trim(text);
        size_t len = 0;
        while (len < text.len && is_id_char(text.at[len]))
            len++;
        if (!len)
            return;
        struct expectation *expectation = arena_new(all->arena, struct expectation);
        expectation->line = line;
        expectation->rule = str_slice(text, 0, len);
        text = str_slice(text, len, text.len);
        if (str_starts(text, "@")) {
            text = str_slice(text, 1, text.len);
            expectation->column = parse_number(&text);
        }
        if (all->last)
            all->last->next = expectation;
        else
            all->first = expectation;
        all->last = expectation;
        if (!str_starts(text, ","))
            return;
        text = str_slice(text, 1, text.len);
    }
}

static void parse_line(struct expectations *all, struct str text, uint32_t line)
{
    static const struct str mark = {"# expect", 8};
    size_t at = str_find(text, mark);
    if (at == text.len)
        return;
    struct str rest = str_slice(text, at + mark.len, text.len);
    if (str_starts(rest, "-next")) {
        rest = str_slice(rest, 5, rest.len);
        line++;
    } else if (str_starts(rest, "-at ")) {
        rest = str_slice(rest, 4, rest.len);
        line = parse_number(&rest);
    }
    if (str_starts(rest, ":"))
        parse_list(all, str_slice(rest, 1, rest.len), line);
}

static bool is_compared(const struct expectations *all, const struct finding *finding, const struct rule *rule)
{
    if (finding->severity > SEVERITY_INFO || finding->rule == rule)
        return true;
    for (const struct expectation *at = all->first; at; at = at->next)
        if (str_is(at->rule, finding->rule->id))
            return true;
    return false;
}

static bool meet(struct expectations *all, const struct finding *finding, struct position position)
{
    for (struct expectation *at = all->first; at; at = at->next) {
        bool is_it = !at->is_met && at->line == position.line && (!at->column || at->column == position.column) &&
                     str_is(at->rule, finding->rule->id);
        if (!is_it)
            continue;
        at->is_met = true;
        return true;
    }
    return false;
}

size_t expect_compare(struct arena *arena, const struct lint_result *result, const struct rule *rule, struct buf *out)
{
    struct expectations all = {.arena = arena};
    size_t differences = 0;
    for (uint32_t line = 1; line <= result->source->line_count; line++)
        parse_line(&all, source_line(result->source, line), line);
    for (const struct finding *finding = result->findings.first; finding; finding = finding->next) {
        struct position position = source_position(result->source, finding->span.start);
        if (finding->is_suppressed || !is_compared(&all, finding, rule) || meet(&all, finding, position))
            continue;
        buf_print(out, "%.*s:%u:%u: not expected: %s: %s [%s]\n", STR_ARG(result->source->name), position.line,
                  position.column, severity_name(finding->severity), finding->message, finding->rule->id);
        differences++;
    }
    for (const struct expectation *at = all.first; at; at = at->next) {
        if (at->is_met)
            continue;
        buf_print(out, "%.*s:%u:%u: expected but not found: %.*s\n", STR_ARG(result->source->name), at->line,
                  at->column, STR_ARG(at->rule));
        differences++;
    }
    return differences;
}
