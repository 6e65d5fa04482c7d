#include "check/walk.h"

#include "check/listing.h"
#include "check/schema_of.h"

/* Calls one hook of every rule that has it, for one object. */
#define CALL(check, hook, function, object)                                                                            \
    do {                                                                                                               \
        const struct planned_rule *planned = (check)->settings->plan->hooks[(check)->document->dialect][hook];         \
        for (; planned->rule; planned++)                                                                               \
            if (rule_begin(check, planned)) {                                                                          \
                planned->rule->function(check, object);                                                                \
                rule_end(check);                                                                                       \
            }                                                                                                          \
    } while (0)

static bool rule_begin(struct check *check, const struct planned_rule *planned)
{
    if (planned->rule->is_about_absence && check->document->is_partial)
        return false;
    check->rule = planned->rule;
    check->severity = planned->severity;
    check->listing->is_full = false;
    return true;
}

/* What a hook allocates is needed no longer than it runs. Most do nothing, and they are many. */
static void rule_end(struct check *check)
{
    if (check->listing->one.rule)
        listing_settle(check);
    if (arena_is_used(check->arena))
        arena_reset(check->arena);
    if (check->schemas)
        schemas_trim(check);
}

static void add_finding(struct check *check, const struct problem *problem)
{
    check->use = problem->use;
    struct finding *finding = finding_at_span(check, problem->span, "%s", problem->facts);
    finding_path(check, finding, problem->node);
    check->use = NULL;
    if (problem->level != PROBLEM_AS_RULE)
        finding_severity(check, finding, (enum severity)problem->level);
    if (problem->help)
        finding_help(check, finding, "%s", problem->help);
    if (problem->related_text)
        finding_relate_span(check, finding, problem->related, problem->related_text);
    if (problem->fix_text) {
        const char *message = problem->help ? problem->help : problem->fix_text;
        finding_fix_span(check, finding, problem->fix, str_of(problem->fix_text), message);
    }
    if (problem->is_fix_unsafe)
        finding_fix_is_unsafe(finding);
}

static void show_problem(struct check *check, const struct problem *problem)
{
    const struct rule_set *rules = check->settings->plan->rules;
    const struct rule *rule = rule_find(rules, str_of(problem->rule));
    if (!rule)
        return;
    struct planned_rule planned = {rule, (enum severity)check->settings->severities[rule_index(rules, rule)]};
    if (planned.severity != SEVERITY_OFF && rule_begin(check, &planned))
        add_finding(check, problem);
    rule_end(check);
}

void walk_problems(struct check *check, const struct problem *problems)
{
    for (const struct problem *problem = problems; problem; problem = problem->next)
        show_problem(check, problem);
}

static struct keyword_set keywords_in(const struct dataset *dataset)
{
    struct keyword_set all = {{0, 0}};
    for (const struct field_entry *entry = dataset->fields.first; entry; entry = entry->at.next)
        for (size_t i = 0; i < sizeof all.bits / sizeof *all.bits; i++)
            all.bits[i] |= entry->field->has.bits[i];
    return all;
}

/* Rule by rule, not field by field: the processor then guesses better what comes next. */
static void walk_fields(struct check *check, const struct dataset *dataset)
{
    struct keyword_set all = keywords_in(dataset);
    const struct planned_rule *planned = check->settings->plan->hooks[check->document->dialect][HOOK_FIELD];
    for (; planned->rule; planned++) {
        bool has_any = planned->is_for_all || keyword_set_overlaps(planned->keywords, all);
        if (!has_any || !rule_begin(check, planned))
            continue;
        for (const struct field_entry *entry = dataset->fields.first; entry; entry = entry->at.next) {
            if (!planned->is_for_all && !keyword_set_overlaps(planned->keywords, entry->field->has))
                continue;
            check->use = entry->field->at.use;
            planned->rule->on_field(check, entry->field);
            rule_end(check);
        }
    }
}

static void walk_dataset(struct check *check, const struct dataset *dataset)
{
    check->use = dataset->at.use;
    CALL(check, HOOK_DATASET, on_dataset, dataset);
    walk_fields(check, dataset);
}

static void walk_contract(struct check *check, const struct contract *contract)
{
    check->contract = contract;
    check->use = contract->at.use;
    CALL(check, HOOK_CONTRACT, on_contract, contract);
    for (const struct promise *promise = contract->promises.first; promise; promise = promise->at.next) {
        check->use = promise->at.use;
        CALL(check, HOOK_PROMISE, on_promise, promise);
    }
    check->use = contract->access.at.use;
    if (node_is_mapping(contract->access.at.node))
        CALL(check, HOOK_ACCESS, on_access, &contract->access);
    for (const struct quality *quality = contract->quality.tests.first; quality; quality = quality->at.next) {
        check->use = quality->at.use;
        CALL(check, HOOK_QUALITY, on_quality, quality);
    }
    for (const struct server *server = contract->servers.first; server; server = server->at.next) {
        check->use = server->at.use;
        CALL(check, HOOK_SERVER, on_server, server);
    }
    const struct list *directions[] = {&contract->upstream, &contract->downstream};
    for (size_t i = 0; i < 2; i++)
        for (const struct lineage *edge = directions[i]->first; edge; edge = edge->at.next) {
            check->use = edge->at.use;
            CALL(check, HOOK_LINEAGE, on_lineage, edge);
        }
    for (const struct dataset *dataset = contract->datasets.first; dataset; dataset = dataset->at.next)
        walk_dataset(check, dataset);
}

void walk_document(struct check *check)
{
    const struct document *document = check->document;
    for (const struct problem *problem = document->problems; problem; problem = problem->next)
        if (!problem->node || !node_is_doubtful(problem->node))
            show_problem(check, problem);
    check->contract = NULL;
    CALL(check, HOOK_DOCUMENT, on_document, document);
    for (const struct domain *domain = document->domains.first; domain; domain = domain->at.next) {
        check->use = domain->at.use;
        CALL(check, HOOK_DOMAIN, on_domain, domain);
    }
    for (const struct contract *contract = document->contracts.first; contract; contract = contract->at.next)
        walk_contract(check, contract);
    check->contract = NULL;
    check->use = NULL;
}
