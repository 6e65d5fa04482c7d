#include "check/lint.h"

#include "base/buf.h"
#include "base/distance.h"
#include "check/listing.h"
#include "check/secret.h"
#include "check/suppress.h"
#include "check/walk.h"
#include "contract/document.h"
#include "yaml/parse.h"

#include <stdlib.h>

enum { ROOT_KEYS_MAX = 100 }; /* looked at for a key that a dialect is recognised by */

/* What checking one input carries. */
struct job {
    struct arena *arena;
    struct arena scratch, compiled; /* of hooks, of schemas */
    const struct lint_request *request;
    struct limits limits; /* of the request, with the memory */
    struct lint_result *result;
    struct source *source;
    struct check check;
    struct listing listing;
};

static bool has_contract_name(struct str path)
{
    size_t slash = path.len;
    while (slash && path.at[slash - 1] != '/')
        slash--;
    struct str name = str_slice(path, slash, path.len);
    if (str_ends(name, ".yml"))
        name.len -= 4;
    else if (str_ends(name, ".yaml"))
        name.len -= 5;
    else
        return false;
    return str_ends(name, ".odcs") || str_contains(name, "datacontract") || str_is(name, "contract") ||
           str_ends(name, ".contract");
}

static void use_document(struct job *job, const struct document *document)
{
    job->check.document = document;
    job->check.contract = NULL;
    job->check.use = NULL;
}

/* The first of the root's keys that is nearly one by which a dialect is recognised; NULL when there is none. */
static const struct node *nearly_recognised(const struct node *root, const char **meant)
{
    static const char *const keys[] = {"dataProduct", "domains", "dataContractSpecification", NULL};
    const struct node *member = root->kind == NODE_MAPPING ? node_children(root) : NULL;
    for (size_t tried = 0; member && tried < ROOT_KEYS_MAX; member = member->next, tried++) {
        *meant = distance_nearest(node_key(member), keys);
        if (*meant && !str_is(node_key(member), *meant))
            return member;
    }
    return NULL;
}

static void report_unknown_dialect(struct job *job, const struct document *document)
{
    struct problem *problem = arena_new(job->arena, struct problem);
    uint32_t start = document->tree->start;
    const struct node *root = document->root;
    problem->rule = "structure-unknown-dialect";
    problem->span = (struct span){start, start};
    if (root) {
        const char *meant;
        const struct node *near = nearly_recognised(root, &meant);
        const struct node *first = near ? near : node_children(root);
        problem->span = first && first->key ? first->key->span : first ? first->span : root->span;
        if (near)
            problem->help = text_print(job->arena, "did you mean `%s`?", meant);
        if (problem->span.end > problem->span.start + 200)
            problem->span.end = problem->span.start;
    }
    problem->facts =
        "no `dataProduct:`, `domains:`, `kind: DataContract`, `dataContractSpecification:` or dbt list at the root";
    use_document(job, document);
    walk_problems(&job->check, problem);
}

static void check_contract(struct job *job, const struct document *document)
{
    struct lint_result *result = job->result;
    if (result->dialect == DIALECT_NONE) {
        result->dialect = document->dialect;
        result->dialect_version = document->dialect_version;
    }
    if (!document->is_built && node_is_mapping(document->root)) {
        result->status = FILE_SKIPPED;
        return;
    }
    result->documents++;
    use_document(job, document);
    walk_problems(&job->check, document->tree->problems);
    walk_document(&job->check);
}

/* A document that is no contract: told of when its file was named, or its name or its first part shows one that cannot
 * be read. */
static void check_other(struct job *job, const struct document *document)
{
    bool is_told = job->request->is_named || (document->tree->is_partial && has_contract_name(job->request->name));
    if (!is_told)
        return;
    if (job->result->status == FILE_NO_CONTRACT)
        job->result->status = FILE_CHECKED;
    use_document(job, document);
    walk_problems(&job->check, document->tree->problems);
    if (document->root && !document->tree->is_partial)
        report_unknown_dialect(job, document);
}

/* Order of findings in a report: document, place, rule. */
static int compare_findings(const void *left, const void *right)
{
    const struct finding *a = *(const struct finding *const *)left, *b = *(const struct finding *const *)right;
    if (a->document != b->document)
        return a->document < b->document ? -1 : 1;
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    int order = strcmp(a->rule->id, b->rule->id);
    if (order == 0 && a->span.end != b->span.end)
        order = a->span.end < b->span.end ? -1 : 1;
    if (order == 0)
        order = a->is_reused - b->is_reused;
    if (order == 0)
        order = strcmp(a->message, b->message);
    return order ? order : str_compare(a->path, b->path);
}

/* What an alias or merge key brings twice is one mistake, even where the message names its owner. */
static bool is_same(const struct finding *a, const struct finding *b)
{
    bool is_same_place = a->rule == b->rule && a->document == b->document && a->span.start == b->span.start &&
                         a->span.end == b->span.end;
    bool is_brought_again = b->is_reused && !str_equal(a->path, b->path);
    return is_same_place && (is_brought_again || strcmp(a->message, b->message) == 0);
}

static bool is_template(const struct finding *finding)
{
    return strcmp(finding->rule->id, "yaml-template") == 0;
}

static bool is_before(const struct finding *a, const struct finding *b)
{
    return a->document < b->document || (a->document == b->document && a->span.end < b->span.end);
}

static bool is_inside(const struct finding *inner, const struct finding *outer)
{
    return inner->document == outer->document && inner->span.start >= outer->span.start &&
           inner->span.end <= outer->span.end;
}

/* What a template will say is not known: nothing else is told of it. Returns how many findings are left. */
static size_t drop_inside_templates(struct arena *arena, struct finding **all, size_t count)
{
    struct finding **templates = arena_alloc_array(arena, count, sizeof *templates);
    size_t template_count = 0, kept = 0, at = 0;
    for (size_t i = 0; i < count; i++)
        if (is_template(all[i]))
            templates[template_count++] = all[i];
    for (size_t i = 0; i < count && template_count; i++) {
        while (at + 1 < template_count && is_before(templates[at], all[i]))
            at++;
        if (is_template(all[i]) || !is_inside(all[i], templates[at]))
            all[kept++] = all[i];
    }
    return template_count ? kept : count;
}

/* Whether a yielding rule's finding has a greater one at the same bytes; `all` is sorted. */
static bool yields(struct finding *const *all, size_t count, size_t index)
{
    const struct finding *finding = all[index];
    size_t from = index;
    while (finding->rule->is_yielding && from && all[from - 1]->span.start == finding->span.start)
        from--;
    for (size_t i = from; finding->rule->is_yielding && i < count && all[i]->span.start == finding->span.start; i++)
        if (!all[i]->rule->is_yielding && all[i]->severity >= SEVERITY_WARNING &&
            all[i]->document == finding->document && all[i]->span.end == finding->span.end)
            return true;
    return false;
}

static void sort_findings(struct arena *arena, struct findings *findings)
{
    if (findings->count < 2)
        return;
    struct finding **all = arena_alloc_array(arena, findings->count, sizeof *all);
    size_t count = 0;
    for (struct finding *finding = findings->first; finding; finding = finding->next)
        all[count++] = finding;
    qsort(all, count, sizeof *all, compare_findings);
    count = drop_inside_templates(arena, all, count);
    *findings = (struct findings){.unlisted = findings->unlisted};
    for (size_t i = 0; i < count; i++) {
        if ((findings->last && is_same(findings->last, all[i])) || yields(all, count, i))
            continue;
        if (findings->last)
            findings->last->next = all[i];
        else
            findings->first = all[i];
        findings->last = all[i];
        findings->count++;
    }
    findings->last->next = NULL;
}

static void count(struct lint_result *result, const struct finding *finding)
{
    if (finding->is_suppressed) {
        result->suppressed++;
    } else if (finding->accepted) {
        result->accepted++;
    } else {
        result->counts[finding->severity]++;
        result->fixable += finding->fix && !finding->fix->is_unsafe;
    }
}

static void count_findings(struct lint_result *result)
{
    for (const struct finding *finding = result->findings.first; finding; finding = finding->next)
        count(result, finding);
}

void lint_result_add(struct lint_result *result, struct finding *finding)
{
    findings_add(&result->findings, finding);
    count(result, finding);
}

static void count_unlisted(struct lint_result *result, size_t rules)
{
    for (size_t i = 0; result->findings.unlisted && i < rules; i++) {
        const struct finding_count *count = &result->findings.unlisted[i];
        for (int severity = SEVERITY_INFO; severity <= SEVERITY_ERROR; severity++) {
            result->unlisted[severity] += count->by_severity[severity];
            result->counts[severity] += count->by_severity[severity];
        }
        result->suppressed += count->suppressed;
        result->fixable += count->fixable;
    }
}

/* Checks the documents of a stream, one after the other. */
static void check_documents(struct job *job, const struct tree *trees)
{
    const struct lint_request *request = job->request;
    struct lint_result *result = job->result;
    bool is_full = false;
    for (const struct tree *tree = trees; tree && !is_full; tree = tree->next) {
        const size_t before = arena_size(job->arena);
        struct document *document = document_recognise(job->arena, job->source, tree, request->dialect);
        if (document->is_built)
            document_fill(job->arena, document, &job->limits);
        job->listing.others += arena_size(job->arena) - before;
        is_full = document->is_partial && !tree->is_partial;
        result->is_partial = result->is_partial || document->is_partial;
        if (document->dialect == DIALECT_NONE) {
            check_other(job, document);
            continue;
        }
        if (result->status == FILE_NO_CONTRACT)
            result->status = FILE_CHECKED;
        check_contract(job, document);
    }
    if (result->status == FILE_CHECKED && job->listing.suppression)
        suppress_apply(job->listing.suppression);
}

/* The secrets, the comments that silence, and what findings are made with. */
static void start_check(struct job *job, const struct tree *trees)
{
    const struct settings *settings = job->request->settings;
    struct places *places = arena_new(job->arena, struct places);
    places_init(places, job->arena);
    job->check = (struct check){.arena = &job->scratch,
                                .kept = job->arena,
                                .compiled = &job->compiled,
                                .settings = settings,
                                .places = places,
                                .findings = &job->result->findings,
                                .listing = &job->listing,
                                .now = job->request->now};
    job->check.secrets = job->result->secrets = secrets_find(job->arena, job->source, trees);
    listing_init(&job->listing, job->arena, job->limits.memory, settings->plan->rules->count,
                 job->request->max_findings);
    job->listing.suppression = suppress_read(&job->check, job->source, trees);
}

struct lint_result *lint(struct arena *arena, const struct lint_request *request)
{
    struct lint_result *result = arena_new(arena, struct lint_result);
    struct source *source = arena_new(arena, struct source);
    *source = source_make(arena, request->name, request->bytes);
    result->source = source;
    result->status = FILE_NO_CONTRACT;
    struct job job = {.arena = arena, .request = request, .result = result, .source = source};
    arena_init(&job.scratch, arena->on_out_of_memory);
    arena_init(&job.compiled, arena->on_out_of_memory);
    job.limits = limits_of_input(&request->settings->limits, arena);
    const struct tree *trees = yaml_parse(arena, source, &job.limits);
    start_check(&job, trees);
    check_documents(&job, trees);
    arena_free(&job.scratch);
    arena_free(&job.compiled);
    if (result->findings.count)
        source_index_lines(source, arena);
    secret_mask_findings(arena, result->secrets, &result->findings);
    sort_findings(arena, &result->findings);
    count_findings(result);
    count_unlisted(result, request->settings->plan->rules->count);
    return result;
}
