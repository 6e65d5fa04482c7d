#include "change/breaking.h"

#include "base/map.h"
#include "base/pool.h"
#include "check/secret.h"
#include "contract/document.h"
#include "yaml/parse.h"

/* A file that has been read. */
struct parsed {
    struct source *source;
    const struct tree *trees;
    struct list documents; /* struct parsed_document */
    const struct secrets *secrets;
    bool is_unreadable; /* it could not be read to its end */
};

struct parsed_document {
    struct object at;
    struct document *document;
};

struct side {
    const struct breaking_side *request;
    struct parsed *files;
    struct contract_cards cards;
    struct map unreadable, with_contracts; /* paths of files */
    struct map names;                      /* of contracts to how many have it */
};

struct breaking_run {
    struct arena *arena;
    const struct breaking_request *request;
    struct side old, new;
    struct places places;
    struct breaking_result *result;
    struct breaking_contract **end;
};

/* The rules of what leaves a document without a meaning to compare. */
static const char *const endings[] = {"yaml-syntax", "yaml-encoding", "yaml-limit", "yaml-alias-cycle", NULL};

static bool is_broken(const struct tree *tree)
{
    for (const struct problem *problem = tree->problems; problem; problem = problem->next)
        if (str_is(str_of(problem->rule), "yaml-alias-cycle"))
            return true;
    return tree->is_partial;
}

static void parse_file(struct arena *arena, struct parsed *parsed, const struct limits *limits)
{
    parsed->trees = yaml_parse(arena, parsed->source, limits);
    parsed->secrets = secrets_find(arena, parsed->source, parsed->trees);
    source_index_lines(parsed->source, arena);
    for (const struct tree *tree = parsed->trees; tree; tree = tree->next)
        parsed->is_unreadable = parsed->is_unreadable || is_broken(tree);
}

static void read_documents(struct arena *arena, struct parsed *parsed, const struct limits *limits)
{
    struct parsed_document **end = (struct parsed_document **)(void *)&parsed->documents.first;
    for (const struct tree *tree = parsed->trees; tree; tree = tree->next) {
        if (!tree->root)
            continue;
        struct parsed_document *entry = arena_new(arena, struct parsed_document);
        entry->document = document_read(arena, parsed->source, tree, DIALECT_NONE, limits);
        *end = entry;
        end = (struct parsed_document **)(void *)&entry->at.next;
    }
}

static void read_file(struct arena *arena, const struct side *side, size_t index, const struct limits *of_all)
{
    const struct limits limits = limits_of_input(of_all, arena);
    const struct breaking_file *file = &side->request->files[index];
    struct parsed *parsed = &side->files[index];
    parsed->source = arena_new(arena, struct source);
    parsed->source->name = file->name;
    if (file->bytes.at)
        *parsed->source = source_make(arena, file->name, file->bytes);
    parsed->source->revision = side->request->revision;
    parsed->is_unreadable = !file->bytes.at;
    if (file->bytes.at)
        parse_file(arena, parsed, &limits);
    if (!parsed->is_unreadable)
        read_documents(arena, parsed, &limits);
}

/* Notes what was read; in the order of the files. */
static void register_file(struct breaking_run *c, struct side *side, size_t index)
{
    struct str path = side->request->files[index].path;
    struct parsed *parsed = &side->files[index];
    size_t had = side->cards.count;
    for (const struct parsed_document *entry = parsed->documents.first; entry; entry = entry->at.next)
        cards_add(&side->cards, c->arena, entry->document, path, index);
    if (parsed->is_unreadable)
        map_put(&side->unreadable, path, parsed);
    if (had < side->cards.count)
        map_put(&side->with_contracts, path, parsed);
}

/* Reading both sides with several threads: the old files, then the new ones. */
struct reading {
    struct breaking_run *c;
    struct arena *arenas; /* of the workers */
};

static struct side *side_of(struct breaking_run *c, size_t *index)
{
    if (*index < c->old.request->count)
        return &c->old;
    *index -= c->old.request->count;
    return &c->new;
}

static void read_one(void *context, unsigned worker, size_t slot, size_t index)
{
    struct reading *reading = context;
    const struct side *side = side_of(reading->c, &index);
    (void)slot;
    read_file(&reading->arenas[worker], side, index, reading->c->request->limits);
}

static bool register_one(void *context, size_t slot, size_t index)
{
    struct reading *reading = context;
    struct side *side = side_of(reading->c, &index);
    (void)slot;
    register_file(reading->c, side, index);
    return true;
}

static void start_side(struct breaking_run *c, struct side *side, const struct breaking_side *request)
{
    side->request = request;
    side->files = arena_alloc_array(c->arena, request->count, sizeof *side->files);
    map_init(&side->unreadable, c->arena);
    map_init(&side->with_contracts, c->arena);
}

static void read_sides(struct breaking_run *c)
{
    unsigned workers = c->request->workers ? c->request->workers : 1;
    struct reading reading = {c, arena_alloc_array(c->arena, workers, sizeof *reading.arenas)};
    start_side(c, &c->old, &c->request->old);
    start_side(c, &c->new, &c->request->new);
    for (unsigned i = 0; i < workers; i++)
        arena_init(&reading.arenas[i], c->arena->on_out_of_memory);
    struct pool_job job = {.count = c->request->old.count + c->request->new.count,
                           .workers = workers,
                           .context = &reading,
                           .work = read_one,
                           .deliver = register_one};
    pool_run(&job);
    for (unsigned i = 0; i < workers; i++)
        arena_adopt(c->arena, &reading.arenas[i]);
}

static void find_contract(const struct side *side, const struct contract_card *card, struct change_side *found)
{
    const struct parsed_document *entry = side->files[card->input].documents.first;
    while (entry->document->tree->index != card->document)
        entry = entry->at.next;
    found->document = entry->document;
    found->contract = entry->document->contracts.first;
    for (uint32_t i = 0; i < card->index; i++)
        found->contract = found->contract->at.next;
}

/* What was agreed. */

/* How many contracts of a side have a name. */
static void count_names(struct breaking_run *c, struct side *side)
{
    map_init(&side->names, c->arena);
    for (size_t i = 0; i < side->cards.count; i++) {
        struct str name = card_own_name(&side->cards.at[i]);
        size_t *count = map_get(&side->names, name);
        if (!count)
            map_put(&side->names, name, count = arena_new(c->arena, size_t));
        (*count)++;
    }
}

static bool is_unique(const struct side *side, struct str name)
{
    const size_t *count = map_get(&side->names, name);
    return !count || *count == 1;
}

static void add_names(struct breaking_run *c, const struct contract_card *card, struct accepted_names *names)
{
    struct str own = card ? card_own_name(card) : STR("");
    if (!card)
        return;
    names->at[names->count++] = card_label(c->arena, card);
    if (own.len && is_unique(&c->old, own) && is_unique(&c->new, own))
        names->at[names->count++] = own;
}

static const struct accepted_contract *find_agreed(struct breaking_run *c, const struct contract_card *old,
                                                   const struct contract_card *new)
{
    const struct breaking_request *request = c->request;
    const struct breaking_file *file = new ? &request->new.files[new->input] : &request->old.files[old->input];
    const struct config_effective *effective =
        request->accepted ? request->configured(request->context, file->name) : NULL;
    struct accepted_names names = {.count = 0};
    if (!effective)
        return NULL;
    add_names(c, new, &names);
    add_names(c, old, &names);
    return accepted_compare(request->accepted, effective, &names, new ? new->version : old->version);
}

/* Secrets: a text may hold those of either version. */

static const struct secrets *secrets_of(const struct side *side, const struct contract_card *card)
{
    return card ? side->files[card->input].secrets : NULL;
}

static struct str masked(struct breaking_run *c, const struct breaking_contract *contract, struct str text)
{
    text = secret_mask(c->arena, secrets_of(&c->old, contract->old), text);
    return secret_mask(c->arena, secrets_of(&c->new, contract->new), text);
}

static void mask_contract(struct breaking_run *c, struct breaking_contract *contract)
{
    const struct contract_card *old = contract->old, *new = contract->new;
    secret_mask_findings(c->arena, secrets_of(&c->old, old), &contract->findings);
    secret_mask_findings(c->arena, secrets_of(&c->new, new), &contract->findings);
    contract->label = masked(c, contract, card_label(c->arena, new ? new : old));
    contract->title = masked(c, contract, card_title(c->arena, new ? new : old));
    contract->old_version = masked(c, contract, old ? old->version : STR(""));
    contract->new_version = masked(c, contract, new ? new->version : STR(""));
}

static void compare_pair(struct breaking_run *c, const struct contract_card *old, const struct contract_card *new)
{
    struct changes changes = {
        .arena = c->arena, .settings = c->request->settings, .is_between_files = c->request->are_two_files};
    changes.old.places = changes.new.places = &c->places;
    if (old)
        find_contract(&c->old, old, &changes.old);
    if (new)
        find_contract(&c->new, new, &changes.new);
    changes.old_card = old;
    changes.new_card = new;
    changes.agreed = find_agreed(c, old, new);
    change_compare(&changes);
    if (!changes.findings.count)
        return;
    struct breaking_contract *contract = arena_new(c->arena, struct breaking_contract);
    *contract = (struct breaking_contract){.old = old, .new = new, .findings = changes.findings};
    contract->required = change_required_bump(&changes);
    if (old && new)
        contract->suggested_version = change_suggest_version(c->arena, old->version, contract->required);
    if (contract->required > c->result->required)
        c->result->required = contract->required;
    mask_contract(c, contract);
    *c->end = contract;
    c->end = &contract->next;
}

static void take_findings(struct lint_result *result, const struct findings *findings)
{
    for (struct finding *finding = findings->first, *next; finding; finding = next) {
        next = finding->next;
        finding->next = NULL;
        lint_result_add(result, finding);
    }
}

static struct lint_result result_of(const struct parsed *parsed)
{
    struct lint_result result = {.status = FILE_CHECKED, .source = parsed->source, .secrets = parsed->secrets};
    for (const struct parsed_document *entry = parsed->documents.first; entry; entry = entry->at.next) {
        result.documents += entry->document->dialect != DIALECT_NONE;
        if (result.dialect == DIALECT_NONE) {
            result.dialect = entry->document->dialect;
            result.dialect_version = entry->document->dialect_version;
        }
    }
    return result;
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

/* A file that breaks off, or has no bytes. One that was found by walking and shows no contract, neither here nor on the
   other side, is passed over as lint does. */
static struct lint_result unreadable_result(struct breaking_run *c, const struct side *side, const struct side *other,
                                            size_t index)
{
    const struct breaking_file *file = &side->request->files[index];
    struct lint_result result = {.source = side->files[index].source};
    if (file->bytes.at && c->request->lint) {
        struct lint_request request = *c->request->lint;
        request.name = file->name;
        request.bytes = file->bytes;
        request.is_named = file->is_named || map_get(&other->with_contracts, file->path);
        result = *lint(c->arena, &request);
        keep_endings(&result);
        if (result.status == FILE_NO_CONTRACT)
            return result;
    }
    result.status = FILE_UNREADABLE;
    return result;
}

static void add_results(struct breaking_run *c, const struct side *side, const struct side *other,
                        struct lint_result *results)
{
    struct breaking_result *result = c->result;
    for (size_t i = 0; i < side->request->count; i++) {
        if (side->files[i].is_unreadable)
            results[i] = unreadable_result(c, side, other, i);
        bool is_shown = results[i].findings.count || results[i].status == FILE_UNREADABLE ||
                        (side == &c->new &&results[i].documents);
        if (is_shown && results[i].status != FILE_NO_CONTRACT)
            result->files[result->file_count++] = results[i];
    }
}

static int compare_results(const void *a, const void *b)
{
    const struct lint_result *x = a, *y = b;
    int order = str_compare(x->source->name, y->source->name);
    return order ? order : str_compare(x->source->revision, y->source->revision); /* the new file has none */
}

static void make_results(struct breaking_run *c)
{
    size_t new_count = c->new.request->count, count = new_count + c->old.request->count, more = 0;
    struct breaking_result *result = c->result;
    struct lint_result *all = arena_alloc_array(c->arena, count, sizeof *all);
    const struct lint_result *configurations =
        c->request->accepted ? accepted_results(c->request->accepted, &more) : NULL;
    for (size_t i = 0; i < new_count; i++)
        all[i] = result_of(&c->new.files[i]);
    for (size_t i = 0; i < c->old.request->count; i++)
        all[new_count + i] = result_of(&c->old.files[i]);
    for (struct breaking_contract *contract = result->contracts; contract; contract = contract->next)
        take_findings(&all[contract->new ? contract->new->input : new_count + contract->old->input],
                      &contract->findings);
    result->files = arena_alloc_array(c->arena, count + more, sizeof *result->files);
    add_results(c, &c->new, &c->old, all);
    add_results(c, &c->old, &c->new, all + new_count);
    for (size_t i = 0; i < more; i++)
        if (configurations[i].findings.count)
            result->files[result->file_count++] = configurations[i];
    if (result->file_count)
        qsort(result->files, result->file_count, sizeof *result->files, compare_results);
}

/* Whether a contract without a partner is really added or removed: not where its partner may be in what cannot be read.
 */
static bool is_told(const struct breaking_run *c, const struct contract_card *card, const struct side *side,
                    const struct side *other)
{
    if (side->request->files[card->input].is_elsewhere || map_get(&other->unreadable, card->file))
        return false;
    return !(c->request->are_two_files && other->unreadable.count);
}

struct breaking_result *breaking_compare(struct arena *arena, const struct breaking_request *request)
{
    struct breaking_run c = {.arena = arena, .request = request};
    c.result = arena_new(arena, struct breaking_result);
    c.end = &c.result->contracts;
    places_init(&c.places, arena);
    read_sides(&c);
    count_names(&c, &c.old);
    count_names(&c, &c.new);
    cards_pair(&c.old.cards, &c.new.cards, arena, request->are_two_files);
    for (size_t i = 0; i < c.new.cards.count; i++)
        if (c.new.cards.at[i].partner || is_told(&c, &c.new.cards.at[i], &c.new, &c.old))
            compare_pair(&c, c.new.cards.at[i].partner, &c.new.cards.at[i]);
    for (size_t i = 0; i < c.old.cards.count; i++)
        if (!c.old.cards.at[i].partner && is_told(&c, &c.old.cards.at[i], &c.old, &c.new))
            compare_pair(&c, &c.old.cards.at[i], NULL);
    make_results(&c);
    return c.result;
}

const char *breaking_suggested_version(const struct breaking_result *result)
{
    const struct breaking_contract *only = result->contracts;
    return only && !only->next ? only->suggested_version : NULL;
}
