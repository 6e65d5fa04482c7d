#include "report/sarif.h"

#include "check/rule.h"
#include "report/fingerprint.h"
#include "report/formats.h"
#include "report/line.h"
#include "report/line_hash.h"
#include "report/location.h"

/* The Static Analysis Results Interchange Format (OASIS, version 2.1.0) as GitHub's code scanning wants it: results
   first, because rules and files are known at the end; keys may come in any order. */

/* GitHub refuses a file with more results. */
enum { RESULTS_MAX = 25000 };

struct state {
    struct sarif_rules rules;
    struct sarif_files files;
    size_t results, left_out;
};

/* One file's findings on their way. */
struct page {
    struct buf *out;
    const struct report *report;
    struct state *state;
    struct str uri; /* of the file */
    struct fingerprints fingerprints;
    struct line_hash *hashes; /* in the order of the lines */
    size_t hash_count;
};

static const char *level_name(enum severity severity)
{
    return severity == SEVERITY_ERROR ? "error" : severity == SEVERITY_WARNING ? "warning" : "note";
}

static json_t *json_of_region(struct arena *arena, const struct source *source, struct span span)
{
    const struct position start = place_of(source, span.start), end = place_of(source, span.end);
    json_t *region = json_new_object(arena);
    json_set_count(arena, region, "startLine", start.line);
    json_set_count(arena, region, "startColumn", start.column);
    json_set_count(arena, region, "endLine", end.line);
    json_set_count(arena, region, "endColumn", end.column);
    return region;
}

static json_t *json_of_place(struct arena *arena, struct str uri, const struct source *source, struct span span)
{
    json_t *place = json_new_object(arena);
    json_set(arena, place, "artifactLocation", sarif_file_location(arena, uri));
    json_set(arena, place, "region", json_of_region(arena, source, span));
    return place;
}

static json_t *json_of_locations(const struct page *page, const struct finding *finding)
{
    struct arena *arena = page->out->arena;
    json_t *locations = json_new_array(arena), *location = json_new_object(arena);
    json_set(arena, location, "physicalLocation", json_of_place(arena, page->uri, finding->source, finding->span));
    if (finding->path.len) {
        json_t *logical = json_new_array(arena), *name = json_new_object(arena);
        json_set(arena, name, "fullyQualifiedName", json_text(arena, finding->path));
        json_append(arena, logical, name);
        json_set(arena, location, "logicalLocations", logical);
    }
    json_append(arena, locations, location);
    return locations;
}

static json_t *json_of_related(const struct page *page, const struct related *related)
{
    struct arena *arena = page->out->arena;
    const struct source *source = related->source;
    struct str path = location_path(arena, page->report->settings, source->name);
    json_t *location = json_new_object(arena);
    struct buf text = {.arena = arena};
    line_add_related(&text, related);
    json_set(arena, location, "physicalLocation",
             json_of_place(arena, location_uri(arena, path), source, related->span));
    json_set(arena, location, "message", sarif_message(arena, buf_str(&text)));
    return location;
}

static json_t *json_of_edit(struct arena *arena, const struct source *source, const struct fix_edit *edit)
{
    json_t *replacement = json_new_object(arena), *content = json_new_object(arena);
    json_set(arena, content, "text", json_text(arena, edit->text));
    json_set(arena, replacement, "deletedRegion", json_of_region(arena, source, edit->span));
    json_set(arena, replacement, "insertedContent", content);
    return replacement;
}

static json_t *json_of_fixes(const struct page *page, const struct finding *finding)
{
    struct arena *arena = page->out->arena;
    json_t *fixes = json_new_array(arena), *fix = json_new_object(arena), *changes = json_new_array(arena);
    json_t *change = json_new_object(arena), *replacements = json_new_array(arena);
    struct buf text = {.arena = arena};
    line_add_text(&text, finding->fix->message);
    for (const struct fix_edit *edit = finding->fix->edits; edit; edit = edit->next)
        json_append(arena, replacements, json_of_edit(arena, finding->source, edit));
    json_set(arena, change, "artifactLocation", sarif_file_location(arena, page->uri));
    json_set(arena, change, "replacements", replacements);
    json_append(arena, changes, change);
    json_set(arena, fix, "description", sarif_message(arena, buf_str(&text)));
    json_set(arena, fix, "artifactChanges", changes);
    json_append(arena, fixes, fix);
    return fixes;
}

/* All results of a run have the key or none has (section 3.27.23). */
static json_t *json_of_suppressions(struct arena *arena, const struct finding *finding)
{
    json_t *suppressions = json_new_array(arena);
    if (finding->is_suppressed || finding->accepted) {
        json_t *suppression = json_new_object(arena);
        json_set(arena, suppression, "kind", json_text(arena, finding->accepted ? STR("external") : STR("inSource")));
        if (finding->accepted) {
            struct buf why = {.arena = arena};
            line_add_acceptance(&why, finding->accepted);
            json_set(arena, suppression, "status", json_text(arena, STR("accepted")));
            json_set(arena, suppression, "justification", json_text(arena, buf_str(&why)));
        }
        json_append(arena, suppressions, suppression);
    }
    return suppressions;
}

static struct str hash_of_line(const struct page *page, uint32_t line)
{
    size_t low = 0, high = page->hash_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (page->hashes[middle].line < line)
            low = middle + 1;
        else
            high = middle;
    }
    return low < page->hash_count && page->hashes[low].line == line ? page->hashes[low].text : STR("");
}

/* GitHub knows the first one only; its uploader adds it where it is missing. */
static json_t *json_of_fingerprints(struct page *page, const struct finding *finding)
{
    struct arena *arena = page->out->arena;
    json_t *fingerprints = json_new_object(arena);
    struct str line_hash = hash_of_line(page, place_of(finding->source, finding->span.start).line);
    if (line_hash.len)
        json_set(arena, fingerprints, "primaryLocationLineHash", json_text(arena, line_hash));
    json_set(arena, fingerprints, "contractlint/v1", json_text(arena, fingerprint_next(&page->fingerprints, finding)));
    return fingerprints;
}

static json_t *json_of_result(struct page *page, const struct finding *finding)
{
    struct arena *arena = page->out->arena;
    json_t *result = json_new_object(arena), *related = json_new_array(arena);
    struct buf text = {.arena = arena};
    line_add_message(&text, finding);
    for (const struct related *at = finding->related; at; at = at->next)
        json_append(arena, related, json_of_related(page, at));
    json_set(arena, result, "ruleId", json_text_or_null(arena, finding->rule->id));
    json_set_count(arena, result, "ruleIndex", sarif_rule_index(&page->state->rules, finding->rule));
    json_set(arena, result, "level", json_text_or_null(arena, level_name(finding->severity)));
    json_set(arena, result, "message", sarif_message(arena, buf_str(&text)));
    json_set(arena, result, "locations", json_of_locations(page, finding));
    json_set(arena, result, "partialFingerprints", json_of_fingerprints(page, finding));
    json_set(arena, result, "relatedLocations", related);
    if (finding->fix)
        json_set(arena, result, "fixes", json_of_fixes(page, finding));
    if (finding->change)
        json_set(arena, result, "properties", json_new_change(arena, finding->change));
    if (page->report->settings->show_suppressed || page->report->settings->is_comparison)
        json_set(arena, result, "suppressions", json_of_suppressions(arena, finding));
    return result;
}

static void sarif_begin(struct report *report, struct buf *out)
{
    struct state *state = arena_new(report->arena, struct state);
    sarif_rules_start(&state->rules, report->arena);
    sarif_files_start(&state->files, report->arena);
    report->state = state;
    buf_add_c(out, "{\"$schema\": \"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
                   "sarif-schema-2.1.0.json\",\n\"version\": \"2.1.0\",\n\"runs\": [{\"columnKind\": "
                   "\"unicodeCodePoints\",\n\"results\": [");
}

static void add_line(void *context, const struct finding *finding)
{
    struct page *page = context;
    const uint32_t line = place_of(finding->source, finding->span.start).line;
    page->hashes[page->hash_count++].line = line;
}

static int compare_lines(const void *left, const void *right)
{
    const struct line_hash *a = left, *b = right;
    return a->line < b->line ? -1 : a->line > b->line;
}

/* The uploader reads UTF-8 only. */
static void hash_lines(struct page *page, const struct lint_result *result)
{
    struct arena *arena = page->out->arena;
    if (!result->findings.count || !result->source->lines || result->source->is_transcoded)
        return;
    page->hashes = arena_alloc_array(arena, result->findings.count, sizeof *page->hashes);
    report_each(page->report, result, add_line, page);
    qsort(page->hashes, page->hash_count, sizeof *page->hashes, compare_lines);
    size_t kept = 0;
    for (size_t i = 0; i < page->hash_count; i++)
        if (kept == 0 || page->hashes[kept - 1].line != page->hashes[i].line)
            page->hashes[kept++] = page->hashes[i];
    page->hash_count = kept;
    line_hash_all(arena, result->source, page->hashes, kept);
}

static void add_result(void *context, const struct finding *finding)
{
    struct page *page = context;
    if (page->state->results == RESULTS_MAX) {
        page->state->left_out++;
        return;
    }
    buf_add_c(page->out, page->state->results++ ? ",\n" : "\n");
    json_print(page->out, json_of_result(page, finding));
}

static void sarif_file(struct report *report, const struct lint_result *result, struct buf *out)
{
    struct arena *arena = out->arena;
    struct str path = location_path(arena, report->settings, result->source->name);
    struct page page = {.out = out,
                        .report = report,
                        .state = report->state,
                        .uri = location_uri(arena, path),
                        .fingerprints = fingerprints_start(arena, path)};
    sarif_files_add(&page.state->files, page.uri, report_failure(result));
    hash_lines(&page, result);
    report_each(report, result, add_result, &page);
}

static void sarif_end(struct report *report, const struct report_summary *summary, struct buf *out)
{
    const struct state *state = report->state;
    buf_add_c(out, state->results ? "\n],\n" : "],\n");
    sarif_rules_print(&state->rules, out);
    buf_add_c(out, ",\n\"originalUriBaseIds\": {\"%SRCROOT%\": {\"description\": {\"text\": \"the root of the work "
                   "tree\"}}},\n");
    sarif_files_print(&state->files, out);
    buf_add_c(out, ",\n");
    struct buf note = {.arena = out->arena};
    if (state->left_out)
        buf_print(&note, "%zu more findings are left out: GitHub takes %d at most", state->left_out, RESULTS_MAX);
    else if (summary->is_truncated)
        buf_add_c(&note, "some findings are left out (--max-findings)");
    sarif_files_print_run(&state->files, !summary->is_incomplete, buf_str(&note), out);
    buf_add_c(out, "}]}\n");
}

const struct report_format report_sarif = {
    .name = "sarif",
    .summary = "SARIF 2.1.0 for code scanning",
    .begin = sarif_begin,
    .file = sarif_file,
    .end = sarif_end,
};
