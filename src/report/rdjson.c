#include "check/rule.h"
#include "report/formats.h"
#include "report/json_text.h"
#include "report/line.h"
#include "report/location.h"
#include "yaml/edit.h"

/* reviewdog's Diagnostic Format (proto/rdf): lines from 1, columns in bytes of UTF-8 from 1, ends exclusive. */

/* The longest text that a suggestion replaces: enough for a person to judge. */
enum { LONGEST_SUGGESTION = 4096 };

struct sink {
    struct buf *out;
    const struct report_settings *settings;
    bool *has_items; /* of the report */
};

static json_t *json_of_position(struct arena *arena, const struct source *source, uint32_t byte)
{
    const struct position place = place_of(source, byte);
    const uint32_t start = source->lines ? source_line_start(source, byte) : byte;
    json_t *position = json_new_object(arena);
    json_set_count(arena, position, "line", place.line);
    json_set_count(arena, position, "column", (size_t)byte - start + 1 + (place.line == 1 ? source->bom : 0));
    return position;
}

static json_t *json_of_range(struct arena *arena, const struct source *source, struct span span)
{
    json_t *range = json_new_object(arena);
    json_set(arena, range, "start", json_of_position(arena, source, span.start));
    json_set(arena, range, "end", json_of_position(arena, source, span.end));
    return range;
}

static json_t *json_of_location(const struct sink *sink, const struct source *source, struct span span)
{
    struct arena *arena = sink->out->arena;
    json_t *location = json_new_object(arena);
    json_set(arena, location, "path", json_text(arena, location_path(arena, sink->settings, source->name)));
    json_set(arena, location, "range", json_of_range(arena, source, span));
    return location;
}

/* A fix is applied as a whole, a suggestion replaces one range: the edits and what stands between them. */
static bool suggestion_of(struct arena *arena, const struct finding *finding, struct span *range, struct str *text)
{
    const struct source *source = finding->source;
    size_t count = 0;
    for (const struct fix_edit *edit = finding->fix->edits; edit; edit = edit->next)
        count++;
    struct edit *edits = arena_alloc_array(arena, count, sizeof *edits), *next = edits;
    for (const struct fix_edit *edit = finding->fix->edits; edit; edit = edit->next)
        *next++ = (struct edit){edit->span, edit->text};
    edit_sort(arena, edits, count);
    *range = (struct span){count ? edits[0].span.start : 0, count ? edits[count - 1].span.end : 0};
    if (!count || source->is_transcoded || range->end - range->start > LONGEST_SUGGESTION ||
        source_is_hidden(source, *range))
        return false;
    for (size_t i = 0; i < count; i++) {
        edits[i].span.start -= range->start;
        edits[i].span.end -= range->start;
    }
    *text = edit_apply(arena, str_slice(source->text, range->start, range->end), edits, count, NULL);
    return true;
}

static json_t *json_of_suggestions(struct arena *arena, const struct finding *finding)
{
    json_t *suggestions = json_new_array(arena);
    struct span range;
    struct str text;
    if (finding->fix && suggestion_of(arena, finding, &range, &text)) {
        json_t *suggestion = json_new_object(arena);
        json_set(arena, suggestion, "range", json_of_range(arena, finding->source, range));
        json_set(arena, suggestion, "text", json_text(arena, text));
        json_append(arena, suggestions, suggestion);
    }
    return suggestions;
}

static json_t *json_of_related(const struct sink *sink, const struct finding *finding)
{
    struct arena *arena = sink->out->arena;
    json_t *locations = json_new_array(arena);
    for (const struct related *related = finding->related; related; related = related->next) {
        json_t *location = json_new_object(arena);
        struct buf message = {.arena = arena};
        line_add_related(&message, related);
        json_set(arena, location, "message", json_text(arena, buf_str(&message)));
        json_set(arena, location, "location", json_of_location(sink, related->source, related->span));
        json_append(arena, locations, location);
    }
    return locations;
}

static json_t *json_of_diagnostic(const struct sink *sink, const struct finding *finding)
{
    static const char *const severities[] = {"", "INFO", "WARNING", "ERROR"};
    struct arena *arena = sink->out->arena;
    json_t *diagnostic = json_new_object(arena), *code = json_new_object(arena);
    struct buf message = {.arena = arena};
    line_add_message(&message, finding);
    json_set(arena, code, "value", json_text_or_null(arena, finding->rule->id));
    json_set(arena, diagnostic, "message", json_text(arena, buf_str(&message)));
    json_set(arena, diagnostic, "location", json_of_location(sink, finding->source, finding->span));
    json_set(arena, diagnostic, "severity", json_text_or_null(arena, severities[report_level(finding)]));
    json_set(arena, diagnostic, "code", code);
    json_set(arena, diagnostic, "suggestions", json_of_suggestions(arena, finding));
    if (finding->related) /* refused by a reviewdog that is older than they are */
        json_set(arena, diagnostic, "related_locations", json_of_related(sink, finding));
    return diagnostic;
}

static void rdjson_begin(struct report *report, struct buf *out)
{
    report->state = arena_new(report->arena, bool);
    buf_add_c(out, "{\"source\": {\"name\": \"contractlint\"},\n\"diagnostics\": [");
}

static void add_diagnostic(void *context, const struct finding *finding)
{
    const struct sink *sink = context;
    buf_add_c(sink->out, *sink->has_items ? ",\n" : "\n");
    *sink->has_items = true;
    json_print(sink->out, json_of_diagnostic(sink, finding));
}

static void rdjson_file(struct report *report, const struct lint_result *result, struct buf *out)
{
    struct sink sink = {out, report->settings, report->state};
    report_each(report, result, add_diagnostic, &sink);
}

static void rdjson_end(struct report *report, const struct report_summary *summary, struct buf *out)
{
    (void)summary;
    const bool *has_items = report->state;
    buf_add_c(out, *has_items ? "\n]}\n" : "]}\n");
}

const struct report_format report_rdjson = {
    .name = "rdjson",
    .summary = "diagnostics for reviewdog, fixes as suggestions",
    .begin = rdjson_begin,
    .file = rdjson_file,
    .end = rdjson_end,
};
