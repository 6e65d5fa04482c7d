#include "change/breaking.h"
#include "check/diff.h"
#include "check/settings.h"
#include "cmd/example.h"
#include "cmd/explain.h"
#include "rules/all_rules.h"

void explain_add_change_facts(struct buf *out, const struct rule *rule)
{
    const struct change_rule *row = change_rule_of(rule);
    const char *reader = change_verdict_name(row->reader), *writer = change_verdict_name(row->writer);
    buf_print(out, "  level     %s\n", change_level_name(row->level));
    if (reader && writer)
        buf_print(out, "  reader    %s\n  writer    %s\n", reader, writer);
    if (row->bump != BUMP_NONE)
        buf_print(out, "  version   asks for a %s one\n", change_bump_name(row->bump));
    buf_print(out, "  since     %s\n", rule->since);
}

/* The examples are ours, and short. */
enum { LINES_MAX = 64 };

struct lines {
    struct str at[LINES_MAX];
    size_t count;
};

static void split(struct lines *lines, struct str text)
{
    for (struct str rest = text; rest.len && lines->count < LINES_MAX;) {
        struct str line = str_slice(rest, 0, str_index(rest, '\n') + 1);
        lines->at[lines->count++] = line;
        rest = str_slice(rest, line.len, rest.len);
    }
}

/* How many lines can stay from old line `i` and new line `k` on, at [i][k]. */
struct common {
    unsigned char at[LINES_MAX + 1][LINES_MAX + 1];
};

static void count_common(struct common *common, const struct lines *old, const struct lines *new)
{
    for (size_t i = old->count; i-- > 0;)
        for (size_t k = new->count; k-- > 0;) {
            unsigned char without_old = common->at[i + 1][k], without_new = common->at[i][k + 1];
            common->at[i][k] = without_old > without_new ? without_old : without_new;
            if (str_equal(old->at[i], new->at[k]))
                common->at[i][k] = (unsigned char)(common->at[i + 1][k + 1] + 1);
        }
}

struct edits {
    struct edit at[2 * LINES_MAX];
    size_t count;
};

/* What follows the last edit without a line that stays between them belongs to it. */
static void add_edit(struct edits *edits, struct span span, struct str text)
{
    struct edit *last = edits->count ? &edits->at[edits->count - 1] : NULL;
    if (!last || last->span.end != span.start) {
        edits->at[edits->count++] = (struct edit){span, text};
        return;
    }
    last->span.end = span.end;
    if (last->text.len)
        last->text.len += text.len;
    else
        last->text = text;
}

static void find_edits(struct edits *edits, const struct lines *old, const struct lines *new,
                       const struct common *common)
{
    for (uint32_t i = 0, k = 0, at = 0; i < old->count || k < new->count;) {
        uint32_t len = i < old->count ? (uint32_t)old->at[i].len : 0;
        bool is_last = i == old->count || k == new->count;
        if (!is_last && str_equal(old->at[i], new->at[k])) {
            i++, k++, at += len;
        } else if (i < old->count && (is_last || common->at[i + 1][k] >= common->at[i][k + 1])) {
            add_edit(edits, (struct span){at, at + len}, STR(""));
            i++, at += len;
        } else {
            add_edit(edits, (struct span){at, at}, new->at[k++]);
        }
    }
}

static void add_diff(struct buf *out, struct str before, struct str after)
{
    struct arena *arena = out->arena;
    struct source source = source_make(arena, STR("contract.yaml"), before);
    struct lines *old = arena_new(arena, struct lines), *new = arena_new(arena, struct lines);
    struct common *common = arena_new(arena, struct common);
    struct edits *edits = arena_new(arena, struct edits);
    struct buf diff = {.arena = arena};
    split(old, before);
    split(new, after);
    count_common(common, old, new);
    find_edits(edits, old, new, common);
    diff_add(&diff, &source, NULL, edits->at, edits->count);
    explain_add_lines(out, buf_str(&diff));
}

static struct breaking_side side_of(struct arena *arena, const char *name, struct str bytes)
{
    struct breaking_file *file = arena_new(arena, struct breaking_file);
    *file = (struct breaking_file){.name = str_of(name), .path = STR("contract.yaml"), .bytes = bytes};
    return (struct breaking_side){.files = file, .count = 1};
}

static void add_findings(struct program *program, struct buf *out, const struct rule *rule,
                         const struct change_example *example)
{
    struct arena *arena = out->arena;
    const struct settings *configured = explain_settings(arena, example->config);
    struct change_settings settings = {.has_version_gate = true,
                                       .access_classifications = configured->options.access_classifications,
                                       .min_notice = configured->options.lifecycle_min_notice,
                                       .now = program->now};
    struct breaking_request request = {.settings = &settings,
                                       .limits = &configured->limits,
                                       .old = side_of(arena, "before.yaml", example->before),
                                       .new = side_of(arena, "after.yaml", example->after),
                                       .are_two_files = true};
    const struct breaking_result *result = breaking_compare(arena, &request);
    buf_add_c(out, "\ncontractlint says\n");
    for (size_t i = 0; i < result->file_count; i++)
        for (const struct finding *at = result->files[i].findings.first; at; at = at->next)
            if (at->rule == rule)
                explain_add_finding(out, at);
}

void explain_add_change_example(struct program *program, struct buf *out, const struct rule *rule)
{
    const struct change_example *example = change_example_find(rule->id);
    if (!example)
        return;
    buf_add_c(out, "\nExample\n");
    add_diff(out, example->before, example->after);
    explain_add_config(out, example->config);
    add_findings(program, out, rule, example);
}
