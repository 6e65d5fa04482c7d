#include "change/change.h"

#include "base/buf.h"
#include "change/accepted.h"
#include "change/change_subjects.h"
#include "check/lifecycle.h"

#include <stdarg.h>

/* Adding. */

static struct related *old_place(struct changes *changes, const struct node *node)
{
    struct related *related = arena_new(changes->arena, struct related);
    const struct node *shown = node->key ? node->key : node;
    *related =
        (struct related){.message = "it was here before", .source = changes->old.document->source, .span = shown->span};
    return related;
}

/* The span of what a finding shows in the new version: the node, or the key of what held something that is gone. */
static struct span shown_span(const struct change_place *place)
{
    const struct node *node = place->new ? place->new : place->survivor;
    if (!node)
        return (struct span){0, 0};
    if (!place->new || node_children(node))
        return node_owner_span(node_resolve(node) == node ? node : node_resolve(node));
    return node_resolve(node) ? node_resolve(node)->span : node->span;
}

/* The node of the new version that stands for one of the old: noted as such, or under the same key of such a one. NULL
   when there is none. Recursion is as deep as the nodes. */
static const struct node *counterpart(const struct changes *changes, const struct node *old)
{
    const struct change_pair *pair = map_get_object(&changes->paired, old);
    if (pair && pair->old == old)
        return pair->new;
    if (!old->parent)
        return changes->new.document->root;
    const struct node *holder = old->key ? counterpart(changes, old->parent) : NULL;
    return node_resolve(node_find_str(holder, node_key(old)));
}

/* What is left of where something was: the deepest that is still there. */
static const struct node *survivor_of(const struct changes *changes, const struct change_place *place)
{
    bool is_one_dialect = changes->old.document && changes->new.document &&
                          changes->old.document->dialect == changes->new.document->dialect;
    const struct node *holder = is_one_dialect && place->old ? place->old->parent : NULL;
    const struct node *found = NULL;
    for (; holder && !found; holder = holder->parent)
        found = counterpart(changes, holder);
    return found ? found : place->survivor;
}

struct finding *change_add(struct changes *changes, enum change_id id, struct change_place place, const char *facts,
                           ...)
{
    const struct change_rule *row = &change_rules[id];
    const struct change_side *side =
        place.new || place.survivor || !changes->old.document ? &changes->new : &changes->old;
    if (!place.new &&place.survivor)
        place.survivor = survivor_of(changes, &place);
    struct finding *finding = arena_new(changes->arena, struct finding);
    struct change *change = arena_new(changes->arena, struct change);
    *change = (struct change){row->reader, row->writer, row->level, row->bump, place.old, place.new};
    va_list args;
    va_start(args, facts);
    const char *text = text_vprint(changes->arena, facts, args);
    va_end(args);
    *finding = (struct finding){
        .rule = &row->rule,
        .severity = row->rule.severity,
        .message = *text ? text_print(changes->arena, "%s: %s", row->rule.summary, text) : row->rule.summary,
        .help = row->rule.advice,
        .source = side->document->source,
        .document = side->document->tree->index,
        .span = shown_span(&place),
        .change = change,
    };
    finding->path = place.path;
    if (!place.path.at)
        finding->path = place.new ? places_path(changes->new.places, place.new, NULL)
                                  : places_path(changes->old.places, place.old, NULL);
    if (place.old && changes->old.document)
        finding->related = old_place(changes, place.old);
    if (!changes->settings->is_off || !changes->settings->is_off[id])
        findings_add(&changes->findings, finding);
    return finding;
}

void change_set_level(struct finding *finding, enum change_level level)
{
    static const enum change_verdict verdicts[] = {VERDICT_OK, VERDICT_MAY_BREAK, VERDICT_BREAKS};
    struct change *change = finding->change;
    if (change->level == level)
        return;
    change->level = level;
    change->reader = verdicts[level];
    if (level == LEVEL_BREAKING)
        change->bump = BUMP_MAJOR;
    else if (level == LEVEL_DANGEROUS || change->bump > BUMP_MINOR)
        change->bump = BUMP_MINOR;
}

void change_set_writer(struct finding *finding, enum change_verdict verdict)
{
    finding->change->writer = verdict;
}

/* What is judged, and what stands for the same. */

void change_understand(struct changes *changes, const struct node *node)
{
    for (; node; node = node->parent)
        if (map_put_new_object(&changes->understood, node, changes))
            return;
}

void change_claim(struct changes *changes, const struct node *node)
{
    if (!node)
        return;
    map_put_new_object(&changes->claimed, node, changes);
    change_understand(changes, node->parent);
}

/* Several objects may be made from one node: a dataset and the root of its fields. */
static bool is_pair_known(struct changes *changes, const struct node *old, const struct use *old_use,
                          const struct node *new, const struct use *new_use)
{
    const void *parts[] = {node_resolve(old), node_resolve(new), old_use, new_use};
    const void **key = arena_alloc_array(changes->arena, sizeof parts / sizeof *parts, sizeof *parts);
    memcpy(key, parts, sizeof parts);
    return map_put_new(&changes->pairs_known, (struct str){(const char *)key, sizeof parts}, changes) != NULL;
}

void change_pair_used(struct changes *changes, const struct node *old, const struct use *old_use,
                      const struct node *new, const struct use *new_use)
{
    if (!old || !new || is_pair_known(changes, old, old_use, new, new_use))
        return;
    struct change_pair *pair = arena_new(changes->arena, struct change_pair);
    *pair = (struct change_pair){node_resolve(old), node_resolve(new), old_use, new_use, NULL};
    *changes->pair_end = pair;
    changes->pair_end = &pair->next;
    map_put_new_object(&changes->paired, pair->old, pair);
    map_put_new_object(&changes->paired, pair->new, pair);
    change_understand(changes, old);
    change_understand(changes, new);
}

void change_pair(struct changes *changes, const struct node *old, const struct node *new)
{
    change_pair_used(changes, old, NULL, new, NULL);
}

struct str change_kth_key(struct changes *changes, struct map *seen, struct str key)
{
    size_t *count = map_get(seen, key);
    if (!count) {
        count = arena_new(changes->arena, size_t);
        map_put(seen, key, count);
    }
    if (!(*count)++)
        return key;
    struct buf buf = {.arena = changes->arena};
    buf_add(&buf, key);
    buf_add_char(&buf, '\0');
    buf_print(&buf, "%zu", *count);
    return buf_str(&buf);
}

bool change_differs(struct changes *changes, struct text old, struct text new)
{
    change_claim(changes, old.node);
    change_claim(changes, new.node);
    return !str_equal(old.value, new.value);
}

struct change_place change_place_of(struct text old, struct text new, const struct node *survivor)
{
    return (struct change_place){old.node, text_has_value(new) ? new.node : NULL, survivor, {NULL, 0}};
}

/* The view. */

static enum change_level level_of(enum change_verdict verdict, enum change_level otherwise)
{
    static const enum change_level levels[] = {
        [VERDICT_OK] = LEVEL_SAFE, [VERDICT_MAY_BREAK] = LEVEL_DANGEROUS, [VERDICT_BREAKS] = LEVEL_BREAKING};
    return verdict == VERDICT_NONE ? otherwise : levels[verdict];
}

/* breaking.md 6.3: the consumer's level is the row's, the producer's that of the writer's verdict. */
static void apply_view(const struct changes *changes, struct finding *finding)
{
    static const enum change_bump least[] = {BUMP_NONE, BUMP_MINOR, BUMP_MAJOR};
    struct change *change = finding->change;
    enum change_view view = changes->settings->view;
    enum change_level writer = level_of(change->writer, change->level);
    if (changes->is_draft) {
        change->level = LEVEL_SAFE;
        change->bump = BUMP_NONE;
    } else if (view == VIEW_PRODUCER) {
        change->level = writer;
    } else if (view == VIEW_BOTH && writer > change->level) {
        change->level = writer;
    }
    if (view != VIEW_CONSUMER && change->bump < least[change->level])
        change->bump = least[change->level];
    finding->severity = (enum severity)(change->level + 1);
}

static bool is_draft(const struct contract *contract)
{
    return contract && lifecycle_phase(contract->status) == PHASE_PROPOSED;
}

/* The major version of a dialect: of "v3.1.0" and "3.1.0" the 3. */
static char major_of(const struct document *document)
{
    struct str version = document->dialect_version;
    size_t at = str_starts(version, "v") ? 1 : 0;
    return at < version.len ? version.at[at] : '\0';
}

static bool is_one_vocabulary(const struct document *old, const struct document *new)
{
    return old->dialect == new->dialect && (old->dialect != DIALECT_ODCS || major_of(old) == major_of(new));
}

/* Whether it is the product that its domain's list begins with. */
static bool is_first_of_domain(const struct contract *contract)
{
    const struct node *first = node_children(contract->in_domain->products);
    return first && node_resolve(first) == node_resolve(contract->at.node);
}

/* What a domain says of itself is compared with its first product, so that it is told once. */
static void pair_domains(struct changes *changes)
{
    const struct domain *old = changes->old.contract->in_domain, *new = changes->new.contract->in_domain;
    if (old && new &&is_first_of_domain(changes->old.contract) && str_equal(old->name.value, new->name.value))
        change_pair(changes, old->at.node, new->at.node);
}

static void compare_contents(struct changes *changes)
{
    change_pair(changes, changes->old.contract->at.node, changes->new.contract->at.node);
    bool is_in_domain = changes->old.contract->in_domain || changes->new.contract->in_domain;
    bool is_whole = node_resolve(changes->new.contract->at.node) == changes->new.document->root;
    if (!is_in_domain && !is_whole)
        change_pair(changes, changes->old.document->root, changes->new.document->root);
    pair_domains(changes);
    change_compare_identity(changes);
    change_compare_datasets(changes);
    change_compare_promises(changes);
    change_compare_quality(changes);
    change_compare_access(changes);
    change_compare_servers(changes);
    change_compare_terms(changes);
    if (is_one_vocabulary(changes->old.document, changes->new.document))
        change_compare_rest(changes); /* keys of another dialect cannot be compared one by one */
    change_forget_repeated(changes);
}

void change_compare(struct changes *changes)
{
    map_init(&changes->claimed, changes->arena);
    map_init(&changes->understood, changes->arena);
    map_init(&changes->paired, changes->arena);
    map_init(&changes->pairs_known, changes->arena);
    changes->pair_end = &changes->pairs;
    changes->is_draft = is_draft(changes->old.contract);
    if (changes->old.contract && changes->new.contract)
        compare_contents(changes);
    else
        change_compare_presence(changes);
    for (struct finding *finding = changes->findings.first; finding; finding = finding->next)
        apply_view(changes, finding);
    accepted_mark(changes->agreed, &changes->findings);
    if (changes->old.contract && changes->new.contract)
        change_check_version(changes);
    accepted_mark(changes->agreed, &changes->findings);
}
