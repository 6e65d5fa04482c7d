#include "check/rule.h"
#include "report/fingerprint.h"
#include "report/formats.h"
#include "report/json_text.h"
#include "report/line.h"
#include "report/location.h"
#include "report/markdown_text.h"

/* The subset of Code Climate's issues that GitLab reads, and what its specification requires beside. */

static const char *const severities[] = {"", "info", "minor", "major"}; /* by enum severity */

/* Code Climate's word for a family of rules. */
static const char *category_of(const struct rule *rule)
{
    static const char *const security[] = {"access", "privacy", "secret", NULL};
    static const char *const clarity[] = {"governance", "lineage", "metadata", NULL};
    const struct str family = rule_family(rule);
    return str_is_one_of(family, security)  ? "Security"
           : str_is_one_of(family, clarity) ? "Clarity"
           : str_is(family, "naming")       ? "Style"
                                            : "Bug Risk";
}

struct sink {
    struct buf *out;
    bool *has_items; /* of the report */
    struct fingerprints fingerprints;
};

static json_t *json_of_location(struct arena *arena, struct str path, const struct finding *finding)
{
    json_t *location = json_new_object(arena), *lines = json_new_object(arena);
    json_set_count(arena, lines, "begin", place_of(finding->source, finding->span.start).line);
    json_set_count(arena, lines, "end", place_of(finding->source, finding->span.end).line);
    json_set(arena, location, "path", json_text(arena, path));
    json_set(arena, location, "lines", lines);
    return location;
}

/* GitLab shows the description alone, so it begins with the rule. */
static json_t *json_of_description(struct arena *arena, const struct finding *finding)
{
    struct buf text = {.arena = arena};
    buf_print(&text, "%s%s: ", finding->rule->id, line_mark(finding));
    line_add_text(&text, finding->message);
    return json_text(arena, buf_str(&text));
}

static json_t *json_of_content(struct arena *arena, const struct rule *rule)
{
    json_t *content = json_new_object(arena);
    struct buf body = {.arena = arena};
    markdown_add_rule(&body, rule);
    json_set(arena, content, "body", json_text(arena, buf_str(&body)));
    return content;
}

static json_t *json_of_issue(struct sink *sink, const struct finding *finding)
{
    struct arena *arena = sink->out->arena;
    json_t *issue = json_new_object(arena), *categories = json_new_array(arena);
    json_append(arena, categories, json_text_or_null(arena, category_of(finding->rule)));
    json_set(arena, issue, "type", json_text(arena, STR("issue")));
    json_set(arena, issue, "check_name", json_text_or_null(arena, finding->rule->id));
    json_set(arena, issue, "description", json_of_description(arena, finding));
    json_set(arena, issue, "content", json_of_content(arena, finding->rule));
    json_set(arena, issue, "categories", categories);
    json_set(arena, issue, "severity", json_text_or_null(arena, severities[report_level(finding)]));
    json_set(arena, issue, "fingerprint", json_text(arena, fingerprint_next(&sink->fingerprints, finding)));
    json_set(arena, issue, "location", json_of_location(arena, sink->fingerprints.path, finding));
    return issue;
}

static void gitlab_begin(struct report *report, struct buf *out)
{
    report->state = arena_new(report->arena, bool);
    buf_add_char(out, '[');
}

static void add_issue(void *context, const struct finding *finding)
{
    struct sink *sink = context;
    buf_add_c(sink->out, *sink->has_items ? ",\n" : "\n");
    *sink->has_items = true;
    json_print(sink->out, json_of_issue(sink, finding));
}

static void gitlab_file(struct report *report, const struct lint_result *result, struct buf *out)
{
    struct str path = location_path(out->arena, report->settings, result->source->name);
    struct sink sink = {out, report->state, fingerprints_start(out->arena, path)};
    report_each(report, result, add_issue, &sink);
}

static void gitlab_end(struct report *report, const struct report_summary *summary, struct buf *out)
{
    (void)summary;
    const bool *has_items = report->state;
    buf_add_c(out, *has_items ? "\n]\n" : "]\n");
}

const struct report_format report_gitlab = {
    .name = "gitlab",
    .summary = "Code Quality of GitLab",
    .begin = gitlab_begin,
    .file = gitlab_file,
    .end = gitlab_end,
};
