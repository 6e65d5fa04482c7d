#include "change/breaking_run.h"

/* The rules of what leaves a document without a meaning to compare. */
static const char *const endings[] = {"yaml-syntax", "yaml-encoding", "yaml-limit", "yaml-alias-cycle", NULL};

static void take_findings(struct lint_result *result, const struct findings *findings)
{
    for (struct finding *finding = findings->first, *next; finding; finding = next) {
        next = finding->next;
        finding->next = NULL;
        lint_result_add(result, finding);
    }
}

/* Only that is left of what lint finds; it is about the whole document, of which nothing was compared. */
static void keep_endings(struct lint_result *result)
{
    struct findings all = result->findings, kept = {.count = 0};
    memset(result->counts, 0, sizeof result->counts);
    result->findings = (struct findings){.count = 0};
    for (struct finding *finding = all.first, *next; finding; finding = next) {
        next = finding->next;
        finding->next = NULL;
        kept = (struct findings){finding, finding, 1};
        finding->path = STR("");
        finding->help = "mend the line shown, then compare again";
        if (str_is_one_of(str_of(finding->rule->id), endings) && !finding->is_suppressed)
            take_findings(result, &kept);
    }
}

/* The settings with no other rule. */
static const struct settings *only_endings(struct arena *arena, const struct lint_request *request)
{
    const struct rule_set *rules = request->rules;
    struct settings *settings = arena_new(arena, struct settings);
    unsigned char *severities = arena_alloc_array(arena, rules->count, sizeof *severities);
    for (size_t i = 0; i < rules->count; i++)
        if (str_is_one_of(str_of(rules->rules[i]->id), endings))
            severities[i] = request->settings->severities[i];
    *settings = *request->settings;
    settings->severities = severities;
    settings->plan = rule_plan_make(arena, rules, severities);
    return settings;
}

/* A file that breaks off, or has no bytes. One that was found by walking and shows no contract, neither here nor on the
   other side, is passed over as lint does. */
static struct lint_result unreadable_result(struct breaking_run *run, int side, size_t index)
{
    const struct breaking_file *file = &run->sides[side].request->files[index];
    const struct kept_file *kept = &run->sides[side].files[index];
    struct lint_result result = {.source = kept->source};
    if (kept->bytes.at && run->request->lint) {
        struct lint_request request = *run->request->lint;
        request.settings = only_endings(run->arena, &request);
        request.name = file->name;
        request.bytes = kept->bytes;
        request.is_named = file->is_named || map_get(&run->sides[side == OLD ? NEW : OLD].with_contracts, file->path);
        result = *lint(run->arena, &request);
        keep_endings(&result);
        if (result.status == FILE_NO_CONTRACT)
            return result;
    }
    result.status = FILE_UNREADABLE;
    return result;
}

/* The contracts of which something is told: the new ones, then the old ones that are gone. */
static void list_contracts(struct breaking_run *run)
{
    struct breaking_result *result = run->result;
    struct breaking_contract **end = &result->contracts;
    for (int side = NEW; side >= OLD; side--)
        for (size_t i = 0; i < run->sides[side].cards.count; i++) {
            const struct contract_card *card = &run->sides[side].cards.at[i];
            struct breaking_contract *told = card->told;
            if (!told)
                continue;
            told->old = side == OLD ? card : card->partner;
            told->new = side == NEW ? card : NULL;
            if (told->required > result->required)
                result->required = told->required;
            *end = told;
            end = &told->next;
        }
}

/* The results of a side, by file; those of what is left out are not used. */
static struct lint_result *start_results(struct breaking_run *run, int side)
{
    const struct side *of = &run->sides[side];
    struct lint_result *results = arena_alloc_raw(run->arena, (of->request->count + 1) * sizeof *results);
    for (size_t i = 0; i < of->request->count; i++) {
        const struct kept_file *kept = &of->files[i];
        if (!kept->is_left_out)
            results[i] = (struct lint_result){.status = FILE_CHECKED,
                                              .source = kept->source,
                                              .secrets = kept->parsed ? kept->parsed->secrets : NULL,
                                              .dialect = kept->dialect,
                                              .dialect_version = kept->dialect_version,
                                              .documents = kept->documents};
    }
    return results;
}

static void add_results(struct breaking_run *run, int side, struct lint_result *results)
{
    struct breaking_result *result = run->result;
    for (size_t i = 0; i < run->sides[side].request->count; i++) {
        const struct kept_file *kept = &run->sides[side].files[i];
        if (kept->is_left_out)
            continue;
        if (kept->is_unreadable)
            results[i] = unreadable_result(run, side, i);
        bool is_shown =
            results[i].findings.count || results[i].status == FILE_UNREADABLE || (side == NEW && results[i].documents);
        if (is_shown && results[i].status != FILE_NO_CONTRACT)
            result->files[result->file_count++] = results[i];
    }
}

static const struct breaking_file *find_without(const struct side *old)
{
    for (size_t i = 0; i < old->request->count; i++) {
        const struct breaking_file *file = &old->request->files[i];
        const struct kept_file *kept = &old->files[i];
        if (file->is_named && !kept->is_left_out && !kept->is_unreadable && !map_get(&old->with_contracts, file->path))
            return file;
    }
    return NULL;
}

static size_t count_kept(const struct breaking_run *run)
{
    size_t count = 0;
    for (int side = OLD; side < SIDES; side++)
        for (size_t i = 0; i < run->sides[side].request->count; i++)
            count += !run->sides[side].files[i].is_left_out;
    return count;
}

static int compare_results(const void *a, const void *b)
{
    const struct lint_result *x = a, *y = b;
    int order = str_compare(x->source->name, y->source->name);
    return order ? order : str_compare(x->source->revision, y->source->revision); /* the new file has none */
}

void breaking_make_results(struct breaking_run *run)
{
    struct breaking_result *result = run->result;
    size_t more = 0;
    const struct lint_result *configurations =
        run->request->accepted ? accepted_results(run->request->accepted, &more) : NULL;
    struct lint_result *results[SIDES] = {start_results(run, OLD), start_results(run, NEW)};
    list_contracts(run);
    result->without = find_without(&run->sides[OLD]);
    for (struct breaking_contract *told = result->contracts; told; told = told->next)
        take_findings(told->new ? &results[NEW][told->new->input] : &results[OLD][told->old->input], &told->findings);
    result->files = arena_alloc_array(run->arena, count_kept(run) + more, sizeof *result->files);
    add_results(run, NEW, results[NEW]);
    add_results(run, OLD, results[OLD]);
    for (size_t i = 0; i < more; i++)
        if (configurations[i].findings.count)
            result->files[result->file_count++] = configurations[i];
    if (result->file_count)
        qsort(result->files, result->file_count, sizeof *result->files, compare_results);
}
