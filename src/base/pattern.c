#include "base/pattern.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/pattern_scan.h"

#include <time.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

enum {
    HEAP_LIMIT_KIB = 20 * 1024,
    PRINTED_LENGTH_MAX = 256 * 1024, /* of a translated pattern */
    CALLOUTS_PER_CLOCK = 64,         /* one callout may stand for a move over the whole subject */
    DEADLINE_MS = 2000
};

struct pattern {
    pcre2_code *code;                /* NULL unless PATTERN_OK */
    const struct pattern_scan *scan; /* which decides what it can; NULL: none */
    const struct arena *arena;
    enum pattern_status status;
    struct pattern_problem problem;
};

/* PCRE2 may ask for memory only in the shape of malloc; the arena gives it and takes nothing back. */
static void *arena_for_pcre2(size_t size, void *arena)
{
    return arena_alloc(arena, size);
}

static void keep_in_arena(void *memory, void *arena)
{
    (void)memory;
    (void)arena;
}

/* Returns 0 or PCRE2's error, whose byte place is `*offset`. */
static int compile(struct arena *arena, struct str text, uint32_t options, size_t length_max, pcre2_code **code,
                   size_t *offset)
{
    pcre2_general_context *general = pcre2_general_context_create(arena_for_pcre2, keep_in_arena, arena);
    pcre2_compile_context *context = pcre2_compile_context_create(general);
    pcre2_set_max_pattern_length(context, length_max);
    /* Its default was chosen by whoever built the library. */
    pcre2_set_newline(context, PCRE2_NEWLINE_LF);
    int error = 0;
    options |= PCRE2_UTF | PCRE2_AUTO_CALLOUT | PCRE2_NEVER_BACKSLASH_C;
    *code = pcre2_compile((PCRE2_SPTR)(text.len ? text.at : ""), text.len, options, &error, offset, context);
    return *code ? 0 : error;
}

static const char *error_text(struct arena *arena, int error)
{
    enum { SIZE = 256 };
    PCRE2_UCHAR text[SIZE];
    pcre2_get_error_message(error, text, SIZE);
    return text_print(arena, "%s", (const char *)text);
}

static bool has_look_around(const struct pattern_node *node)
{
    bool has_look = node->kind == PATTERN_LOOK;
    for (const struct pattern_node *child = node->first; child && !has_look; child = child->next)
        has_look = has_look_around(child);
    return has_look;
}

/* PCRE2 10.42 takes the character that a look-ahead demands for one that stands before the rest: without a match of
   `(?=a)b?a` in `xa`. */
static uint32_t options_of(const struct pattern_node *root)
{
    return PCRE2_MATCH_UNSET_BACKREF | (has_look_around(root) ? PCRE2_NO_START_OPTIMIZE : 0);
}

const struct pattern *pattern_compile(struct arena *arena, const struct pattern_ast *ast)
{
    struct pattern *pattern = arena_new(arena, struct pattern);
    pattern->arena = arena;
    pattern->status = pattern_status(ast, &pattern->problem);
    if (pattern->status != PATTERN_OK)
        return pattern;
    size_t offset;
    int error = 0;
    bool is_beyond = pattern_is_beyond_pcre2(arena, ast, &pattern->problem);
    if (!is_beyond)
        error = compile(arena, pattern_print(arena, ast), options_of(ast->root), PRINTED_LENGTH_MAX, &pattern->code,
                        &offset);
    if (error)
        pattern->problem = (struct pattern_problem){0, (uint32_t)ast->text.len,
                                                    text_print(arena, "PCRE2: %s", error_text(arena, error))};
    if (is_beyond || error)
        pattern->status = PATTERN_NOT_CHECKED;
    else
        pattern->scan = pattern_scan_make(arena, ast);
    return pattern;
}

enum pattern_status pattern_compiled_status(const struct pattern *pattern, struct pattern_problem *problem)
{
    *problem = pattern->problem;
    return pattern->status;
}

const struct pattern *pattern_compile_pcre2(struct arena *arena, struct str text, struct error *err)
{
    struct pattern *pattern = arena_new(arena, struct pattern);
    size_t offset = 0;
    pattern->arena = arena;
    int error = compile(arena, text, 0, PATTERN_LENGTH_MAX, &pattern->code, &offset);
    if (!error)
        return pattern;
    error_set(err, "no PCRE2 pattern: %s (byte %zu)", error_text(arena, error), offset);
    return NULL;
}

/* Counts one search. Callouts alone bound nothing: between two of them a repetition may run over the whole subject. */
struct budget {
    uint64_t steps, steps_max;
    size_t place; /* in the subject, at the last callout */
    uint32_t callouts;
    struct timespec start;
};

static bool is_past_deadline(const struct budget *budget)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (now.tv_sec - budget->start.tv_sec) * 1000 + (now.tv_nsec - budget->start.tv_nsec) / 1000000 > DEADLINE_MS;
}

static int spend(pcre2_callout_block *block, void *data)
{
    struct budget *budget = data;
    size_t place = block->current_position;
    budget->steps += 1 + (place > budget->place ? place - budget->place : budget->place - place);
    budget->place = place;
    bool is_spent =
        budget->steps > budget->steps_max || (++budget->callouts % CALLOUTS_PER_CLOCK == 0 && is_past_deadline(budget));
    return is_spent ? PCRE2_ERROR_CALLOUT : 0;
}

static int search(const struct pattern *pattern, struct str subject, struct budget *budget)
{
    pcre2_match_data *data = pcre2_match_data_create(1, NULL);
    pcre2_match_context *context = pcre2_match_context_create(NULL);
    int result = PCRE2_ERROR_NOMEMORY;
    if (data && context) {
        pcre2_set_heap_limit(context, HEAP_LIMIT_KIB);
        pcre2_set_callout(context, spend, budget);
        result =
            pcre2_match(pattern->code, (PCRE2_SPTR)(subject.len ? subject.at : ""), subject.len, 0, 0, data, context);
    }
    pcre2_match_context_free(context);
    pcre2_match_data_free(data);
    return result;
}

static enum pattern_result match(const struct pattern *pattern, struct str subject, struct budget *budget)
{
    if (pattern->status != PATTERN_OK || subject.len > PATTERN_SUBJECT_MAX)
        return PATTERN_UNDECIDED;
    if (pattern->scan && subject.len < budget->steps_max) {
        enum pattern_result scanned = pattern_scan_run(pattern->scan, subject);
        budget->steps = subject.len + 1;
        if (scanned != PATTERN_UNDECIDED)
            return scanned;
    }
    clock_gettime(CLOCK_MONOTONIC, &budget->start);
    int result = search(pattern, subject, budget);
    if (result == PCRE2_ERROR_NOMEMORY)
        arena_out_of_memory(pattern->arena);
    if (result == PCRE2_ERROR_NOMATCH)
        return PATTERN_DIFFERS;
    return result >= 0 ? PATTERN_MATCHES : PATTERN_UNDECIDED;
}

enum pattern_result pattern_match_steps(const struct pattern *pattern, struct str subject, uint64_t *steps)
{
    struct budget budget = {.steps_max = PATTERN_STEPS_MAX};
    enum pattern_result result = match(pattern, subject, &budget);
    *steps = budget.steps;
    return result;
}

enum pattern_result pattern_match_within(const struct pattern *pattern, struct str subject, uint64_t *left)
{
    struct budget budget = {.steps_max = *left < PATTERN_STEPS_MAX ? *left : PATTERN_STEPS_MAX};
    enum pattern_result result = *left ? match(pattern, subject, &budget) : PATTERN_UNDECIDED;
    *left -= budget.steps < *left ? budget.steps : *left;
    return result;
}

enum pattern_result pattern_match(const struct pattern *pattern, struct str subject)
{
    uint64_t steps;
    return pattern_match_steps(pattern, subject, &steps);
}
