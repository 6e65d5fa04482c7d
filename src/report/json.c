#include "change/breaking.h"
#include "report/formats.h"
#include "report/json_text.h"
#include "report/line.h"
#include "report/quality.h"

/* The report of docs/schemas/report.schema.json: one line per finding and per file, keys in the schema's order. */

/* What the end of the report says about a file; in the arena of the run. */
struct card {
    struct str file;
    const char *dialect; /* NULL: none */
    struct str dialect_version;
    uint32_t documents;
    const char *status;
    size_t findings;
    struct card *next;
};

struct state {
    bool has_findings;
    struct card *first, *last;
};

static void set_position(struct arena *arena, json_t *object, const char *line, const char *column,
                         struct position position)
{
    json_set_count(arena, object, line, position.line);
    json_set_count(arena, object, column, position.column);
}

static json_t *json_of_related(struct arena *arena, const struct related *related)
{
    struct str revision = related->source->revision;
    json_t *json = json_new_object(arena);
    json_set(arena, json, "message", json_text_or_null(arena, related->message));
    json_set(arena, json, "file", json_text(arena, related->source->name));
    json_set(arena, json, "revision", revision.len ? json_text(arena, revision) : json_null());
    set_position(arena, json, "line", "column", place_of(related->source, related->span.start));
    return json;
}

static json_t *json_of_edit(struct arena *arena, const struct source *source, const struct fix_edit *edit)
{
    json_t *json = json_new_object(arena);
    set_position(arena, json, "start_line", "start_column", place_of(source, edit->span.start));
    set_position(arena, json, "end_line", "end_column", place_of(source, edit->span.end));
    json_set(arena, json, "text", json_text(arena, edit->text));
    return json;
}

static json_t *json_of_fix(struct arena *arena, const struct finding *finding)
{
    if (!finding->fix)
        return json_null();
    json_t *edits = json_new_array(arena), *json = json_new_object(arena);
    for (const struct fix_edit *edit = finding->fix->edits; edit; edit = edit->next)
        json_append(arena, edits, json_of_edit(arena, finding->source, edit));
    json_set(arena, json, "message", json_text_or_null(arena, finding->fix->message));
    json_set(arena, json, "edits", edits);
    return json;
}

static json_t *json_of_acceptance(struct arena *arena, const struct acceptance *accepted)
{
    json_t *json = json_new_object(arena);
    json_set(arena, json, "reason", json_text_or_null(arena, accepted->reason));
    json_set(arena, json, "until", json_text_or_null(arena, accepted->until));
    return json;
}

static json_t *json_of_finding(struct arena *arena, const struct finding *finding)
{
    json_t *json = json_new_object(arena), *related = json_new_array(arena);
    for (const struct related *at = finding->related; at; at = at->next)
        json_append(arena, related, json_of_related(arena, at));
    json_set(arena, json, "rule", json_text_or_null(arena, finding->rule->id));
    json_set(arena, json, "severity", json_text_or_null(arena, severity_name(finding->severity)));
    json_set(arena, json, "message", json_text_or_null(arena, finding->message));
    json_set(arena, json, "help", json_text_or_null(arena, finding->help));
    json_set(arena, json, "file", json_text(arena, finding->source->name));
    json_set_count(arena, json, "document", finding->document);
    set_position(arena, json, "line", "column", place_of(finding->source, finding->span.start));
    set_position(arena, json, "end_line", "end_column", place_of(finding->source, finding->span.end));
    json_set(arena, json, "path", json_text(arena, finding->path));
    json_set(arena, json, "standards", json_new_array(arena));
    json_set(arena, json, "related", related);
    json_set(arena, json, "change", finding->change ? json_new_change(arena, finding->change) : json_null());
    json_set(arena, json, "accepted", finding->accepted ? json_of_acceptance(arena, finding->accepted) : json_null());
    json_set(arena, json, "fix", json_of_fix(arena, finding));
    return json;
}

static void json_begin(struct report *report, struct buf *out)
{
    json_t *tool = json_new_object(out->arena);
    json_set(out->arena, tool, "name", json_text(out->arena, STR("contractlint")));
    json_set(out->arena, tool, "version", json_text(out->arena, STR(CONTRACTLINT_VERSION)));
    buf_add_c(out, "{\"schema_version\": 1, \"tool\": ");
    json_print(out, tool);
    buf_add_c(out, ",\n\"findings\": [");
    report->state = arena_new(report->arena, struct state);
}

struct sink {
    struct buf *out;
    struct state *state;
};

static void add_finding(void *context, const struct finding *finding)
{
    const struct sink *sink = context;
    buf_add_c(sink->out, sink->state->has_findings ? ",\n" : "\n");
    sink->state->has_findings = true;
    json_print(sink->out, json_of_finding(sink->out->arena, finding));
}

static void keep_card(struct report *report, const struct lint_result *result)
{
    static const char *const statuses[] = {[FILE_CHECKED] = "checked",
                                           [FILE_SKIPPED] = "skipped",
                                           [FILE_UNREADABLE] = "unreadable",
                                           [FILE_NO_CONTRACT] = "checked"}; /* named by the user, so it has a finding */
    const size_t *counts = result->counts;
    struct state *state = report->state;
    struct card *card = arena_new(report->arena, struct card);
    card->file = str_copy(report->arena, result->source->name);
    card->dialect = result->dialect == DIALECT_NONE ? NULL : dialect_name(result->dialect);
    card->dialect_version = str_copy(report->arena, result->dialect_version);
    card->documents = result->documents;
    card->status = statuses[result->status];
    card->findings = counts[SEVERITY_ERROR] + counts[SEVERITY_WARNING] + counts[SEVERITY_INFO];
    if (state->last)
        state->last->next = card;
    else
        state->first = card;
    state->last = card;
}

static void json_file(struct report *report, const struct lint_result *result, struct buf *out)
{
    struct sink sink = {out, report->state};
    report_each(report, result, add_finding, &sink);
    keep_card(report, result);
}

static json_t *json_of_card(struct arena *arena, const struct card *card)
{
    struct str version = card->dialect_version;
    json_t *json = json_new_object(arena);
    json_set(arena, json, "file", json_text(arena, card->file));
    json_set(arena, json, "dialect", json_text_or_null(arena, card->dialect));
    json_set(arena, json, "dialect_version", version.len ? json_text(arena, version) : json_null());
    json_set_count(arena, json, "documents", card->documents);
    json_set(arena, json, "status", json_text_or_null(arena, card->status));
    json_set_count(arena, json, "findings", card->findings);
    return json;
}

static json_t *json_of_contract(struct arena *arena, const struct breaking_contract *contract)
{
    struct str old = contract->old_version, new = contract->new_version;
    json_t *json = json_new_object(arena);
    json_set(arena, json, "contract", json_text(arena, contract->label));
    json_set(arena, json, "file", json_text(arena, contract->findings.first->source->name));
    json_set(arena, json, "old_version", old.len ? json_text(arena, old) : json_null());
    json_set(arena, json, "new_version", new.len ? json_text(arena, new) : json_null());
    json_set(arena, json, "required_bump", json_text_or_null(arena, change_bump_name(contract->required)));
    json_set(arena, json, "suggested_version", json_text_or_null(arena, contract->suggested_version));
    return json;
}

static void add_changes(struct arena *arena, json_t *json, const struct report_summary *summary)
{
    const struct breaking_result *changes = summary->changes;
    const struct breaking_contract *first = changes->contracts;
    json_t *contracts = json_new_array(arena);
    for (const struct breaking_contract *contract = first; contract; contract = contract->next)
        json_append(arena, contracts, json_of_contract(arena, contract));
    json_set_count(arena, json, "breaking", summary->errors);
    json_set_count(arena, json, "dangerous", summary->warnings);
    json_set_count(arena, json, "safe", summary->infos);
    json_set_count(arena, json, "accepted", summary->accepted);
    json_set(arena, json, "required_bump", json_text_or_null(arena, change_bump_name(changes->required)));
    json_set(arena, json, "suggested_version", json_text_or_null(arena, breaking_suggested_version(changes)));
    json_set(arena, json, "contracts", contracts);
}

static json_t *json_of_summary(struct arena *arena, const struct report_summary *summary)
{
    json_t *json = json_new_object(arena);
    json_set_count(arena, json, "files", summary->files);
    json_set_count(arena, json, "errors", summary->errors);
    json_set_count(arena, json, "warnings", summary->warnings);
    json_set_count(arena, json, "infos", summary->infos);
    json_set_count(arena, json, "suppressed", summary->suppressed);
    json_set_count(arena, json, "fixable", summary->fixable);
    json_set(arena, json, "truncated", json_boolean(summary->is_truncated));
    if (summary->changes)
        add_changes(arena, json, summary);
    return json;
}

/* As the last member of the object that was just printed. */
static void add_quality(struct buf *out, const struct data_quality *quality)
{
    if (!quality)
        return;
    out->len--;
    buf_add_c(out, ", \"quality\": ");
    quality_add_json(out, quality);
    buf_add_char(out, '}');
}

static void json_end(struct report *report, const struct report_summary *summary, struct buf *out)
{
    const struct state *state = report->state;
    buf_add_c(out, state->has_findings ? "\n],\n\"files\": [" : "],\n\"files\": [");
    for (const struct card *card = state->first; card; card = card->next) {
        buf_add_c(out, card == state->first ? "\n" : ",\n");
        json_print(out, json_of_card(out->arena, card));
    }
    buf_add_c(out, state->first ? "\n],\n\"summary\": " : "],\n\"summary\": ");
    json_print(out, json_of_summary(out->arena, summary));
    add_quality(out, summary->quality);
    buf_add_c(out, "}\n");
}

const struct report_format report_json = {
    .name = "json",
    .summary = "one JSON document; its schema is docs/schemas/report.schema.json",
    .begin = json_begin,
    .file = json_file,
    .end = json_end,
};
