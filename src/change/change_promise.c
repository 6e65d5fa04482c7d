#include "base/buf.h"
#include "base/utf8.h"
#include "change/change_subjects.h"
#include "change/sla_value.h"
#include "yaml/equal.h"

/* A promise of one version and what has become of it. */
struct kept {
    const struct promise *promise;
    struct kept *other; /* of the other version; NULL: none */
    struct kept *next;  /* of its key */
};

struct promises {
    struct kept *at;
    size_t count;
};

static void add_plain(struct arena *arena, struct promises *promises, enum promise_kind kind, const struct node *value)
{
    struct promise *promise = arena_new(arena, struct promise);
    *promise = (struct promise){.at = {.node = value},
                                .kind = kind,
                                .name = {.value = node_key(value), .node = value},
                                .value = text_of(value)};
    promises->at[promises->count++].promise = promise;
}

/* Levels of data products under names of their own: nobody knows which value is better, but each is promised. */
static bool is_own_level(const struct node *child)
{
    static const char *const notes[] = {"comment", "description", "notes", NULL};
    return node_is_scalar(child) && !node_is_null(child) && !str_is_one_of(node_key(child), notes) &&
           !str_starts(node_key(child), "x-");
}

static void add_own_levels(struct arena *arena, struct promises *promises, const struct contract *contract)
{
    struct map known;
    map_init(&known, arena);
    for (const struct promise *promise = contract->promises.first; promise; promise = promise->at.next)
        map_put(&known, node_key(promise->at.node), &known);
    for (const struct node *child = node_children(contract->sla); child; child = child->next)
        if (is_own_level(child) && !map_get(&known, node_key(child)))
            add_plain(arena, promises, PROMISE_OTHER, child);
}

static struct promises collect(struct arena *arena, const struct contract *contract)
{
    bool is_product = contract->dialect == DIALECT_DATA_PRODUCT || contract->dialect == DIALECT_DOMAINS;
    size_t most = contract->promises.count + 1 + (is_product && contract->sla ? node_resolve(contract->sla)->count : 0);
    struct promises promises = {.at = arena_alloc_array(arena, most, sizeof(struct kept))};
    for (const struct promise *promise = contract->promises.first; promise; promise = promise->at.next)
        promises.at[promises.count++].promise = promise;
    if (is_product)
        add_own_levels(arena, &promises, contract);
    if (text_has_value(contract->governance_retention))
        add_plain(arena, &promises, PROMISE_RETENTION, contract->governance_retention.node);
    return promises;
}

/* Whether it stands beside the service levels, where retention is said a second time. */
static bool is_of_governance(const struct promise *promise)
{
    return promise->at.node->parent && str_is(node_key(promise->at.node->parent), "governance");
}

/* What else than kind and driver promises of both versions must have in common to be paired. */
enum likeness { ALIKE, ALIKE_IN_ELEMENT, ALIKE_IN_ELEMENT_AND_NAME };

static struct str key_of(struct arena *arena, const struct promise *promise, enum likeness likeness)
{
    struct buf key = {.arena = arena};
    buf_print(&key, "%d", (int)promise->kind);
    buf_add_char(&key, '\0');
    buf_add(&key, promise->driver.value);
    buf_add_char(&key, '\0');
    if (promise->kind == PROMISE_OTHER || likeness == ALIKE_IN_ELEMENT_AND_NAME)
        buf_add(&key, str_lower(arena, promise->name.value));
    if (likeness != ALIKE) {
        buf_add_char(&key, '\0');
        buf_add(&key, promise->element.value);
        buf_add(&key, is_of_governance(promise) ? STR("\ngovernance") : STR(""));
    }
    return buf_str(&key);
}

/* Of several the first with the first. */
static void pair(struct arena *arena, struct promises *old, struct promises *new, enum likeness likeness)
{
    struct map waiting; /* the first of each key that has no other; the rest follows it */
    map_init(&waiting, arena);
    for (size_t i = new->count; i-- > 0;)
        if (!new->at[i].other)
            new->at[i].next = map_put(&waiting, key_of(arena, new->at[i].promise, likeness), &new->at[i]);
    for (size_t i = 0; i < old->count; i++) {
        struct kept *kept = &old->at[i];
        struct str key = key_of(arena, kept->promise, likeness);
        struct kept *other = kept->other ? NULL : map_get(&waiting, key);
        if (!other || other->other)
            continue;
        kept->other = other;
        other->other = kept;
        if (other->next)
            map_put(&waiting, key, other->next);
    }
}

static void claim(struct changes *changes, const struct promise *promise)
{
    const struct text texts[] = {promise->name, promise->value,   promise->value_ext,
                                 promise->unit, promise->element, promise->driver};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        change_claim(changes, texts[i].node);
}

static const char *words_of(struct changes *changes, const struct promise *promise)
{
    if (promise->is_unlimited)
        return "unlimited";
    const char *value = utf8_quote(changes->arena, promise->value.value);
    if (text_has_value(promise->value_ext))
        value = text_print(changes->arena, "%s and %s", value, utf8_quote(changes->arena, promise->value_ext.value));
    return text_has_value(promise->unit) ? text_print(changes->arena, "%s %.*s", value, STR_ARG(promise->unit.value))
                                         : value;
}

/* In DCS the value key when it alone has changed, else the level; elsewhere the entry. */
static const struct node *shown_node(const struct changes *changes, const struct promise *old,
                                     const struct promise *new)
{
    const struct node *entry = new->at.node, *changed = NULL;
    size_t differing = 0;
    if (changes->new.document->dialect != DIALECT_DCS || !node_is_mapping(entry))
        return entry;
    for (const struct node *child = node_children(entry); child; child = child->next)
        if (!node_equal(child, node_find_str(old->at.node, node_key(child)))) {
            changed = child;
            differing++;
        }
    for (const struct node *child = node_children(old->at.node); child; child = child->next)
        differing += !node_find_str(entry, node_key(child));
    bool is_value =
        changed && (changed == new->value.node || node_find_str(old->at.node, node_key(changed)) == old->value.node);
    return differing == 1 && is_value ? changed : entry;
}

static bool is_end(const struct promise *promise)
{
    return promise->kind == PROMISE_END_OF_LIFE || promise->kind == PROMISE_END_OF_SUPPORT;
}

static void compare_values(struct changes *changes, const struct promise *old, const struct promise *new)
{
    static const enum change_id ids[] = {
        [SLA_BETTER] = CHANGE_SLA_STRENGTHENED, [SLA_WORSE] = CHANGE_SLA_WEAKENED, [SLA_UNCLEAR] = CHANGE_SLA_CHANGED};
    enum sla_order order = sla_compare(changes->arena, old, new);
    if (order == SLA_EQUAL && !str_equal(old->value_ext.value, new->value_ext.value))
        order = SLA_UNCLEAR;
    struct change_place place = {old->at.node, shown_node(changes, old, new), NULL, {NULL, 0}};
    if (order == SLA_EQUAL)
        return;
    change_add(changes, order == SLA_WORSE && is_end(old) ? CHANGE_SUNSET_DATE_ADVANCED : ids[order], place,
               "%.*s was %s, is %s", STR_ARG(old->name.value), words_of(changes, old), words_of(changes, new));
}

/* The next element of a list with commas, which is cut off; empty elements are none. */
static struct str take_element(struct str *list)
{
    size_t end = str_index(*list, ',');
    struct str element = str_trim(str_slice(*list, 0, end));
    *list = str_slice(*list, end + 1, list->len);
    return element;
}

/* The elements of one list that the other does not have; NULL when there is none. */
static const char *missing_elements(struct arena *arena, struct str of, struct str in)
{
    enum { SHOWN_MAX = 5 };
    struct buf buf = {.arena = arena};
    struct map known;
    size_t count = 0;
    map_init(&known, arena);
    while (in.len)
        map_put(&known, take_element(&in), arena);
    while (of.len) {
        struct str element = take_element(&of);
        if (element.len && !map_get(&known, element) && count++ < SHOWN_MAX)
            buf_print(&buf, "%s%s", buf.len ? ", " : "", utf8_quote(arena, element));
    }
    if (count > SHOWN_MAX)
        buf_print(&buf, " and %zu more", count - SHOWN_MAX);
    return buf.len ? buf_c(&buf) : NULL;
}

/* In DCS it is the timestamp by which a level is measured, not what it holds for. */
static void compare_timestamps(struct changes *changes, const struct promise *old, const struct promise *new)
{
    struct change_place place = change_place_of(old->element, new->element, new->at.node);
    if (!str_equal(old->element.value, new->element.value))
        change_add(
            changes, CHANGE_SLA_CHANGED, place, "%.*s is measured by %s, was by %s", STR_ARG(old->name.value),
            text_has_value(new->element) ? utf8_quote(changes->arena, new->element.value) : "nothing that is said",
            text_has_value(old->element) ? utf8_quote(changes->arena, old->element.value) : "nothing that is said");
}

/* No element means all of them. */
static void compare_elements(struct changes *changes, const struct promise *old, const struct promise *new)
{
    struct str before = old->element.value, after = new->element.value;
    struct change_place place = {old->at.node, new->at.node, NULL, {NULL, 0}};
    if (changes->old.document->dialect == DIALECT_DCS && changes->new.document->dialect == DIALECT_DCS) {
        compare_timestamps(changes, old, new);
        return;
    }
    const char *lost = before.len && after.len ? missing_elements(changes->arena, before, after) : NULL;
    const char *gained = before.len && after.len ? missing_elements(changes->arena, after, before) : NULL;
    if (!before.len && after.len)
        lost = text_print(changes->arena, "all but %s", utf8_quote(changes->arena, after));
    if (before.len && !after.len)
        gained = "all others";
    if (lost)
        change_add(changes, CHANGE_SLA_SCOPE_NARROWED, place, "%.*s no longer holds for %s", STR_ARG(old->name.value),
                   lost);
    if (gained)
        change_add(changes, CHANGE_SLA_ADDED, place, "%.*s holds for %s too", STR_ARG(old->name.value), gained);
}

static bool is_deprecated(const struct contract *contract)
{
    return str_is(contract->status.value, "deprecated") || str_is(contract->status.value, "retired");
}

static void tell_gone(struct changes *changes, const struct promise *promise)
{
    const struct contract *new = changes->new.contract;
    enum change_id id = !is_end(promise)     ? CHANGE_SLA_REMOVED
                        : is_deprecated(new) ? CHANGE_SUNSET_DATE_REMOVED
                                             : CHANGE_SLA_STRENGTHENED;
    struct change_place place = {promise->at.node, NULL, new->sla ? new->sla : node_resolve(new->at.node), {NULL, 0}};
    change_add(changes, id, place, "%.*s was %s", STR_ARG(promise->name.value), words_of(changes, promise));
}

static void tell_new(struct changes *changes, const struct promise *promise, struct change_place place)
{
    const char *name = str_c(changes->arena, promise->name.value);
    if (!is_end(promise) || !change_tell_too_soon(changes, promise->value, place, name))
        change_add(changes, CHANGE_SLA_ADDED, place, "%s is %s", name, words_of(changes, promise));
}

/* Several promises may stand in one entry: it is told once as a whole. */
static bool is_told(struct changes *changes, struct map *told, const struct promise *promise)
{
    const struct node **key = arena_new(changes->arena, const struct node *);
    *key = promise->at.node;
    return map_put_new(told, (struct str){(const char *)key, sizeof *key}, changes) != NULL;
}

static void compare_pairs(struct changes *changes, const struct promises *promises)
{
    for (size_t i = 0; i < promises->count; i++) {
        const struct promise *old = promises->at[i].promise;
        claim(changes, old);
        if (!promises->at[i].other)
            continue;
        const struct promise *new = promises->at[i].other->promise;
        claim(changes, new);
        if (node_is_mapping(old->at.node) && node_is_mapping(new->at.node))
            change_pair(changes, old->at.node, new->at.node);
        compare_values(changes, old, new);
        compare_elements(changes, old, new);
    }
}

/* Whether some promise of the same entry, they follow each other, has another side: then the entry is still there. */
static bool has_paired_neighbour(const struct promises *promises, size_t index)
{
    const struct node *entry = promises->at[index].promise->at.node;
    size_t i = index;
    while (i > 0 && promises->at[i - 1].promise->at.node == entry)
        i--;
    for (; i < promises->count && promises->at[i].promise->at.node == entry; i++)
        if (promises->at[i].other)
            return true;
    return false;
}

void change_compare_promises(struct changes *changes)
{
    struct promises old = collect(changes->arena, changes->old.contract);
    struct promises new = collect(changes->arena, changes->new.contract);
    struct map told;
    map_init(&told, changes->arena);
    change_pair(changes, changes->old.contract->sla, changes->new.contract->sla);
    pair(changes->arena, &old, &new, ALIKE_IN_ELEMENT_AND_NAME);
    pair(changes->arena, &old, &new, ALIKE_IN_ELEMENT);
    pair(changes->arena, &old, &new, ALIKE);
    compare_pairs(changes, &old);
    for (size_t i = 0; i < old.count; i++) {
        if (old.at[i].other)
            continue;
        change_claim(changes, old.at[i].promise->at.node);
        if (has_paired_neighbour(&old, i) || !is_told(changes, &told, old.at[i].promise))
            tell_gone(changes, old.at[i].promise);
    }
    for (size_t i = 0; i < new.count; i++) {
        const struct promise *promise = new.at[i].promise;
        if (new.at[i].other)
            continue;
        claim(changes, promise);
        bool is_inside = has_paired_neighbour(&new, i) && promise->value.node;
        struct change_place place = {NULL, is_inside ? promise->value.node : promise->at.node, NULL, {NULL, 0}};
        if (!is_inside)
            change_claim(changes, promise->at.node);
        if (is_inside || !is_told(changes, &told, promise))
            tell_new(changes, promise, place);
    }
}
