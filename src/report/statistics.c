#include "check/rule.h"
#include "report/formats.h"
#include "report/line.h"

struct count {
    const struct rule *rule;
    size_t findings;
    bool is_fixable; /* --fix would mend one of them */
};

static void statistics_begin(struct report *report, struct buf *out)
{
    (void)out;
    const struct rule_set *rules = report->settings->rules;
    struct count *counts = arena_alloc_array(report->arena, rules->count, sizeof *counts);
    for (size_t i = 0; i < rules->count; i++)
        counts[i].rule = rules->rules[i];
    report->state = counts;
}

static void count_finding(void *context, const struct finding *finding)
{
    const struct report *report = context;
    struct count *counts = report->state;
    struct count *count = &counts[rule_index(report->settings->rules, finding->rule)];
    count->findings++;
    count->is_fixable = count->is_fixable || (finding->fix && !finding->fix->is_unsafe);
}

static void statistics_file(struct report *report, const struct lint_result *result, struct buf *out)
{
    (void)out;
    report_each(report, result, count_finding, report);
    const struct finding_count *unlisted = result->findings.unlisted;
    struct count *counts = report->state;
    for (size_t i = 0; unlisted && i < report->settings->rules->count; i++) {
        for (int severity = (int)report->settings->min_severity; severity <= SEVERITY_ERROR; severity++)
            counts[i].findings += unlisted[i].by_severity[severity];
        counts[i].findings += report->settings->show_suppressed ? unlisted[i].suppressed : 0;
        counts[i].is_fixable = counts[i].is_fixable || unlisted[i].fixable;
    }
}

/* Most findings first, then by id. */
static int compare_counts(const void *left, const void *right)
{
    const struct count *a = left, *b = right;
    if (a->findings != b->findings)
        return a->findings < b->findings ? 1 : -1;
    return strcmp(a->rule->id, b->rule->id);
}

static void statistics_end(struct report *report, const struct report_summary *summary, struct buf *out)
{
    struct count *counts = report->state;
    const size_t rules = report->settings->rules->count;
    qsort(counts, rules, sizeof *counts, compare_counts);
    for (size_t i = 0; i < rules && counts[i].findings; i++)
        buf_print(out, "%7zu  %s%s\n", counts[i].findings, counts[i].rule->id,
                  counts[i].is_fixable ? "  (fixable)" : "");
    struct report_summary whole = *summary;
    whole.is_truncated = false; /* what is not listed is counted */
    line_add_summary(out, report->settings, &whole);
}

const struct report_format report_statistics = {
    .name = "statistics",
    .summary = "counts per rule",
    .begin = statistics_begin,
    .file = statistics_file,
    .end = statistics_end,
};
