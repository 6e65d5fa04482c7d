/* Pattern NUL subject: parse, judge, compile and search within the budget; the language of the pattern agrees. */
#include "base/arena.h"
#include "base/language.h"
#include "base/pattern_ast.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool claim)
{
    if (!claim)
        abort();
}

static void check_problem(const struct pattern_ast *ast)
{
    struct pattern_problem problem;
    if (pattern_status(ast, &problem) == PATTERN_OK)
        check(ast->root && !problem.reason);
    else
        check(problem.reason && problem.start <= problem.end && problem.end <= ast->text.len);
}

static void check_slow(struct arena *arena, const struct pattern_ast *ast)
{
    struct pattern_slowness slowness = pattern_slow(arena, ast);
    check((slowness.speed == PATTERN_FAST) == !slowness.problem.reason);
    check(slowness.problem.end <= ast->text.len && slowness.problem.start <= slowness.problem.end);
}

static void check_language(struct arena *arena, const struct pattern_ast *ast, struct str subject,
                           enum pattern_result found)
{
    const struct language *language = language_of_pattern(arena, ast);
    enum language_answer accepts = language_accepts(arena, language, subject, LANGUAGE_STEPS);
    check(accepts == LANGUAGE_UNKNOWN || found == PATTERN_UNDECIDED ||
          (accepts == LANGUAGE_YES) == (found == PATTERN_MATCHES));
    struct str witness;
    if (language_witness(arena, language, LANGUAGE_STEPS / 10, &witness) == LANGUAGE_YES)
        check(language_accepts(arena, language, witness, LANGUAGE_STEPS) == LANGUAGE_YES);
    else
        check(accepts != LANGUAGE_YES || language_is_empty(arena, language, LANGUAGE_STEPS / 10) != LANGUAGE_YES);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    arena_init(&arena, NULL);
    struct str input = {(const char *)data, size};
    struct str text = str_slice(input, 0, str_index(input, '\0'));
    struct str subject = str_slice(input, text.len + 1, size);
    const struct pattern_ast *ast = pattern_parse(&arena, text);
    uint64_t steps;
    check_problem(ast);
    check_slow(&arena, ast);
    enum pattern_result found = pattern_match_steps(pattern_compile(&arena, ast), subject, &steps);
    check_language(&arena, ast, subject, found);
    check(steps <= PATTERN_STEPS_MAX + PATTERN_SUBJECT_MAX + 1);
    struct error err = {0};
    const struct pattern *configured = pattern_compile_pcre2(&arena, text, &err);
    if (configured)
        pattern_match_steps(configured, subject, &steps);
    check(steps <= PATTERN_STEPS_MAX + PATTERN_SUBJECT_MAX + 1);
    arena_free(&arena);
    return 0;
}
