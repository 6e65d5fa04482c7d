#include "check/fix.h"

#include "base/buf.h"

#include <stdlib.h>

enum { ROUNDS_MAX = 10 };

/* The edits of a round; `owners` says for each the number of its fix. */
struct round {
    struct edit *edits;
    size_t *owners;
    size_t count, fixes;
};

static bool is_wanted(const struct finding *finding, bool is_unsafe)
{
    return finding->fix && !finding->is_suppressed && (is_unsafe || !finding->fix->is_unsafe);
}

static struct round collect(struct arena *arena, const struct lint_result *result, bool is_unsafe)
{
    struct round round = {.count = 0};
    size_t most = 0;
    for (const struct finding *finding = result->findings.first; finding; finding = finding->next)
        for (const struct fix_edit *edit = finding->fix ? finding->fix->edits : NULL; edit; edit = edit->next)
            most++;
    round.edits = arena_alloc_array(arena, most, sizeof *round.edits);
    round.owners = arena_alloc_array(arena, most, sizeof *round.owners);
    for (const struct finding *finding = result->findings.first; finding; finding = finding->next) {
        if (!is_wanted(finding, is_unsafe))
            continue;
        for (const struct fix_edit *edit = finding->fix->edits; edit; edit = edit->next) {
            round.owners[round.count] = round.fixes;
            round.edits[round.count++] = (struct edit){edit->span, edit->text};
        }
        round.fixes++;
    }
    return round;
}

static bool is_applicable(struct arena *arena, struct str text, const struct round *round)
{
    bool *is_applied = arena_alloc_array(arena, round->count, sizeof *is_applied);
    edit_apply(arena, text, round->edits, round->count, is_applied);
    for (size_t i = 0; i < round->count; i++)
        if (!is_applied[i])
            return false;
    return true;
}

/* Leaves out the fixes that cannot be applied as a whole beside the others. When each has an edit that another one's
 * precedes, the first goes alone. */
static void keep_whole(struct arena *arena, struct str text, struct round *round)
{
    bool *is_applied = arena_alloc_array(arena, round->count, sizeof *is_applied);
    bool *is_cut = arena_alloc_array(arena, round->fixes, sizeof *is_cut);
    size_t kept = 0, whole = 0;
    edit_apply(arena, text, round->edits, round->count, is_applied);
    for (size_t i = 0; i < round->count; i++)
        is_cut[round->owners[i]] |= !is_applied[i];
    for (size_t i = 0; i < round->fixes; i++)
        whole += !is_cut[i];
    for (size_t i = 0; i < round->count; i++)
        if (whole ? !is_cut[round->owners[i]] : round->owners[i] == 0)
            round->edits[kept++] = round->edits[i];
    round->count = kept;
    round->fixes = whole ? whole : 1;
    if (!whole && !is_applicable(arena, text, round))
        round->count = 0;
    edit_sort(arena, round->edits, round->count);
}

static size_t count_yaml_errors(const struct lint_result *result)
{
    size_t count = 0;
    for (const struct finding *finding = result->findings.first; finding; finding = finding->next)
        count += finding->severity == SEVERITY_ERROR && str_is(rule_family(finding->rule), "yaml");
    return count;
}

static bool is_worse(const struct lint_result *after, const struct lint_result *before)
{
    return after->is_partial || after->status != before->status || after->documents != before->documents ||
           count_yaml_errors(after) > count_yaml_errors(before);
}

/* The fixed text as it stands in a file, and what checking it gives, in `arena`. */
static struct lint_result *lint_fixed(struct arena *arena, const struct lint_request *request, struct fixed *fixed)
{
    const struct source *source = fixed->before->source;
    struct buf bytes = {.arena = arena};
    buf_add(&bytes, str_slice(request->bytes, 0, source->bom));
    buf_add(&bytes, edit_apply(arena, source->text, fixed->edits, fixed->edit_count, NULL));
    struct lint_request next = *request;
    next.bytes = (struct str){buf_c(&bytes), bytes.len};
    fixed->bytes = next.bytes;
    return lint(arena, &next);
}

static const char *refusal(const struct lint_result *result)
{
    if (result->source->is_transcoded)
        return "it is UTF-16, and only UTF-8 is fixed";
    return result->is_partial ? "it cannot be read to its end" : NULL;
}

static bool give_up(struct fixed *fixed, struct str bytes, const char *why, bool is_broken)
{
    *fixed = (struct fixed){
        .before = fixed->before, .after = fixed->before, .bytes = bytes, .refusal = why, .is_broken = is_broken};
    return false;
}

/* Fixes what `fixed->after` says; the new text and its result replace those in `texts`. False when it is the last. */
static bool fix_round(struct arena *arena, struct arena *texts, const struct lint_request *request, bool is_unsafe,
                      struct fixed *fixed)
{
    struct round round = collect(arena, fixed->after, is_unsafe);
    if (!round.count)
        return false;
    const char *why = refusal(fixed->before);
    if (why)
        return give_up(fixed, request->bytes, why, false);
    keep_whole(arena, fixed->after->source->text, &round);
    if (!round.count)
        return false;
    fixed->edits = edit_compose(arena, fixed->edits, fixed->edit_count, round.edits, round.count, &fixed->edit_count);
    fixed->fixes += round.fixes;
    arena_free(texts);
    fixed->after = lint_fixed(texts, request, fixed);
    if (is_worse(fixed->after, fixed->before))
        return give_up(fixed, request->bytes, "its fixes would break it", true);
    return true;
}

struct fixed *fix_apply(struct arena *arena, const struct lint_request *request, bool is_unsafe)
{
    struct fixed *fixed = arena_new(arena, struct fixed);
    struct arena texts; /* of the last round only: a large file shall not be kept ten times */
    arena_init(&texts, arena->on_out_of_memory);
    fixed->before = fixed->after = lint(arena, request);
    fixed->bytes = request->bytes;
    for (int i = 0; i < ROUNDS_MAX && fix_round(arena, &texts, request, is_unsafe, fixed); i++)
        continue;
    arena_adopt(arena, &texts);
    return fixed;
}
