/* Results made by hand, as check/lint.h describes them. */
#ifndef REPORT_FIXTURE_H
#define REPORT_FIXTURE_H

#include "base/arena.h"
#include "check/lint.h"
#include "report/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

struct fixture {
    struct arena arena;
    struct report_settings settings;
    struct report report;
    struct buf out;
};

static const struct rule rule_a = {.id = "sla-freshness-duration", .severity = SEVERITY_ERROR};
static const struct rule rule_b = {.id = "enum-duplicate", .severity = SEVERITY_WARNING};

static int fixture_setup(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    arena_init(&fixture->arena, NULL);
    fixture->settings = (struct report_settings){.fail_on = SEVERITY_ERROR};
    fixture->report.settings = &fixture->settings;
    fixture->report.arena = &fixture->arena;
    fixture->out = (struct buf){.arena = &fixture->arena};
    *state = fixture;
    return 0;
}

static int fixture_teardown(void **state)
{
    struct fixture *fixture = *state;
    arena_free(&fixture->arena);
    free(fixture);
    return 0;
}

/* A checked file; its text must end in a NUL, as literals do. */
static inline struct lint_result *result_make(struct fixture *fixture, struct str name, struct str text)
{
    struct source *source = arena_new(&fixture->arena, struct source);
    *source = source_make(&fixture->arena, name, text);
    source_index_lines(source, &fixture->arena);
    struct lint_result *result = arena_new(&fixture->arena, struct lint_result);
    result->source = source;
    result->documents = 1;
    return result;
}

/* A finding at bytes `start` to `end`, after those that are there. */
static inline struct finding *result_add(struct fixture *fixture, struct lint_result *result, const struct rule *rule,
                                         enum severity severity, uint32_t start, uint32_t end, const char *message)
{
    struct finding *finding = arena_new(&fixture->arena, struct finding);
    *finding = (struct finding){.rule = rule,
                                .severity = severity,
                                .message = message,
                                .source = result->source,
                                .document = 1,
                                .span = {start, end}};
    if (result->findings.last)
        result->findings.last->next = finding;
    else
        result->findings.first = finding;
    result->findings.last = finding;
    result->findings.count++;
    result->counts[severity]++;
    return finding;
}

#endif
