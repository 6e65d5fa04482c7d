#include "change/change_dataset.h"

#include "base/buf.h"
#include "base/number.h"
#include "base/utf8.h"
#include "change/change_quality.h"
#include "change/change_rename.h"
#include "change/change_subjects.h"

#include <stddef.h>

/* A model of one version and what it is paired with. */
struct model {
    const struct dataset *dataset;
    struct model *other; /* NULL: none */
    struct model *next;  /* of the same key, in the order of the file */
};

struct models {
    struct model *at;
    size_t count;
};

/* What two models have in common that are the same; empty: nothing. In `arena`. */
typedef struct str (*key_of)(struct arena *arena, const struct dataset *dataset);

static struct models models_of(struct arena *arena, const struct contract *contract)
{
    struct models models = {arena_alloc_array(arena, contract->datasets.count, sizeof *models.at), 0};
    for (const struct dataset *dataset = contract->datasets.first; dataset; dataset = dataset->at.next)
        models.at[models.count++] = (struct model){dataset, NULL, NULL};
    return models;
}

static struct str id_of(struct arena *arena, const struct dataset *dataset)
{
    (void)arena;
    return dataset->id.value;
}

static struct str physical_name_of(struct arena *arena, const struct dataset *dataset)
{
    (void)arena;
    return dataset->physical_name.value;
}

static struct str source_and_name(struct arena *arena, const struct dataset *dataset)
{
    struct buf buf = {.arena = arena};
    buf_add(&buf, dataset->source.value);
    buf_add_char(&buf, '\n');
    buf_add(&buf, dataset->name.value);
    return buf_str(&buf);
}

static struct str name_of(struct arena *arena, const struct dataset *dataset)
{
    struct buf buf = {.arena = arena};
    buf_add(&buf, source_and_name(arena, dataset));
    buf_add_char(&buf, '\n');
    buf_add(&buf, dataset->version.value);
    return buf_str(&buf);
}

static void join(struct model *old, struct model *new)
{
    old->other = new;
    new->other = old;
}

/* The k-th with the k-th where a key repeats. */
static void pair_by(struct arena *arena, struct models *old, struct models *new, key_of key)
{
    struct map news;
    map_init(&news, arena);
    for (size_t i = new->count; i-- > 0;)
        if (!new->at[i].other && key(arena, new->at[i].dataset).len)
            new->at[i].next = map_put(&news, key(arena, new->at[i].dataset), &new->at[i]);
    for (size_t i = 0; i < old->count; i++) {
        struct model *same = old->at[i].other ? NULL : map_get(&news, key(arena, old->at[i].dataset));
        while (same && same->other)
            same = same->next;
        if (same)
            join(&old->at[i], same);
    }
}

static struct model *only_unpaired(const struct models *models)
{
    struct model *only = NULL;
    for (size_t i = 0; i < models->count; i++) {
        if (models->at[i].other)
            continue;
        if (only)
            return NULL;
        only = &models->at[i];
    }
    return only;
}

/* At least three fields each, and four of five by equal names. */
static bool is_alike(const struct dataset *old, const struct dataset *new)
{
    enum { LEAST = 3 };
    if (!old->root || !new->root || old->root->fields.count < LEAST || new->root->fields.count < LEAST)
        return false;
    size_t common = 0, most = old->root->fields.count;
    for (const struct field *field = old->root->fields.first; field; field = field->at.next)
        common += field->role == FIELD_PROPERTY && field_find(new->root, field->name.value);
    if (new->root->fields.count > most)
        most = new->root->fields.count;
    return common * 5 >= most * 4;
}

/* What has no name is the only one. */
static void pair_only(struct models *old, struct models *new)
{
    struct model *removed = only_unpaired(old), *added = only_unpaired(new);
    if (!removed || !added)
        return;
    bool are_unnamed = !text_has_value(removed->dataset->name) && !text_has_value(added->dataset->name);
    if (are_unnamed || is_alike(removed->dataset, added->dataset))
        join(removed, added);
}

/* A model that gets its first versions, or loses them: it is the latest, which others mean when they name none. */

static bool is_later(struct arena *arena, struct str a, struct str b)
{
    struct number left, right;
    if (number_parse_yaml(arena, a, &left) && number_parse_yaml(arena, b, &right))
        return number_compare(left, right) > 0;
    return str_compare(a, b) > 0;
}

static bool is_declared_latest(const struct dataset *dataset)
{
    const struct node *list = dataset->at.node->parent;
    const struct node *latest = list ? node_find(list->parent, "latest_version") : NULL;
    return latest && str_equal(node_text(latest), dataset->version.value);
}

static void consider_latest(struct arena *arena, struct map *latest, struct model *model)
{
    struct str key = source_and_name(arena, model->dataset);
    const struct model *before = map_get(latest, key);
    if (!text_has_value(model->dataset->version))
        return;
    bool is_better = !before || is_declared_latest(model->dataset) ||
                     (!is_declared_latest(before->dataset) &&
                      is_later(arena, model->dataset->version.value, before->dataset->version.value));
    if (is_better)
        map_put(latest, key, model);
}

static void pair_latest(struct arena *arena, struct models *plain, struct models *versioned)
{
    struct map latest;
    map_init(&latest, arena);
    for (size_t i = 0; i < versioned->count; i++)
        if (!versioned->at[i].other)
            consider_latest(arena, &latest, &versioned->at[i]);
    for (size_t i = 0; i < plain->count; i++) {
        if (plain->at[i].other || text_has_value(plain->at[i].dataset->version))
            continue;
        struct model *same = map_get(&latest, source_and_name(arena, plain->at[i].dataset));
        if (same && !same->other)
            join(&plain->at[i], same);
    }
}

/* Telling. */

/* The node of the new version that holds what the list of an old model held. */
static const struct node *survivor_of(const struct changes *changes, const struct dataset *old)
{
    const struct contract *new = changes->new.contract;
    const struct node *list = old->at.node->parent, *root = node_resolve(new->at.node);
    const struct node *same = list ? node_find_str(root, node_key(list)) : NULL;
    if (same)
        return same;
    return new->schema ? new->schema : root;
}

static bool is_announced(const struct dataset *dataset)
{
    return text_is_true(dataset->deprecated) || text_has_value(dataset->sunset);
}

static void tell_removed(struct changes *changes, const struct dataset *old)
{
    struct change_place place = {.old = old->at.node, .survivor = survivor_of(changes, old)};
    change_claim(changes, old->at.node);
    change_add(changes, is_announced(old) ? CHANGE_MODEL_REMOVED_AFTER_DEPRECATION : CHANGE_MODEL_REMOVED, place, "%s",
               change_model_name(changes, old));
}

static void tell_added(struct changes *changes, const struct dataset *new)
{
    change_claim(changes, new->at.node);
    change_add(changes, CHANGE_MODEL_ADDED, (struct change_place){.new = new->at.node}, "%s",
               change_model_name(changes, new));
}

static void tell_renamed(struct changes *changes, const struct dataset *old, const struct dataset *new)
{
    struct change_place place = {old->at.node, new->at.node, NULL,
                                 places_path(changes->old.places, old->at.node, NULL)};
    if (!str_equal(old->name.value, new->name.value))
        change_add(changes, CHANGE_MODEL_RENAMED, place, "%s to %s", change_model_name(changes, old),
                   change_model_name(changes, new));
}

/* Order. */

static bool is_positional(const struct server *server)
{
    static const char *const formats[] = {"csv", "tsv", "txt", "fixed-width", NULL};
    bool has_names = text_is_true(server->header);
    for (const char *const *format = formats; *format && !has_names; format++)
        if (str_is_caseless(server->format.value, *format))
            return true;
    return false;
}

static bool has_positional_server(const struct contract *contract)
{
    for (const struct server *server = contract->servers.first; server; server = server->at.next)
        if (is_positional(server))
            return true;
    return false;
}

/* The first field at another place among those of both versions; NULL when there is none. */
static const struct shape_property *first_moved(const struct dataset_pair *pair)
{
    struct changes *changes = pair->changes;
    size_t old_count, new_count;
    struct shape_property *old = shape_properties(changes->arena, &pair->old_root, &old_count);
    struct shape_property *new = shape_properties(changes->arena, &pair->new_root, &new_count);
    struct property_pairs pairs = properties_pair(changes, old, old_count, new, new_count);
    struct map old_of;
    map_init(&old_of, changes->arena);
    for (size_t i = 0; i < pairs.count; i++)
        map_put(&old_of, pairs.at[i].new->name, (void *)(uintptr_t)pairs.at[i].old);
    size_t last = 0;
    for (const struct shape_property *at = new; at; at = at->next) {
        const struct shape_property *before = map_get(&old_of, at->name);
        if (before && before->index < last)
            return at;
        last = before ? before->index : last;
    }
    return NULL;
}

static void compare_order(const struct dataset_pair *pair)
{
    struct changes *changes = pair->changes;
    const struct shape_property *moved = first_moved(pair);
    if (!moved)
        return;
    const struct shape_part *part = &moved->shape.parts[0];
    change_add(changes, CHANGE_FIELD_REORDERED, shape_place(changes, NULL, NULL, part, part->field->at.node->parent),
               "%s stands at another place, and files are read by it", utf8_quote(changes->arena, moved->name));
}

/* Comparing. */

static bool is_paired(const struct changes *changes, const struct node *node)
{
    return map_get_object(&changes->paired, node) != NULL;
}

/* What holds the models stands for the same too: a source, a model with versions. */
static void pair_holders(struct changes *changes, const struct node *old, const struct node *new)
{
    old = old->parent;
    new = new->parent;
    for (; old && new && old->parent &&new->parent && !is_paired(changes, old) && !is_paired(changes, new);
         old = old->parent, new = new->parent)
        if (node_is_mapping(old) && node_is_mapping(new))
            change_pair(changes, old, new);
}

static void tell_unknown(struct changes *changes, const struct dataset *old, const struct dataset *new)
{
    struct change_place place = {old->at.node, new->at.node, NULL, {NULL, 0}};
    change_claim(changes, old->at.node);
    change_claim(changes, new->at.node);
    change_add(changes, CHANGE_SCHEMA_COMPATIBILITY_UNKNOWN, place, "%s is registered elsewhere %s",
               change_model_name(changes, new), new->root ? "no more" : "now");
}

static void compare_dataset(struct changes *changes, const struct dataset *old, const struct dataset *new,
                            bool is_order_read)
{
    struct dataset_pair pair = {.changes = changes, .old = old, .new = new};
    struct map rekeyed;
    tell_renamed(changes, old, new);
    if (!old->root != !new->root) {
        tell_unknown(changes, old, new);
        return;
    }
    change_pair_used(changes, old->at.node, old->at.use, new->at.node, new->at.use);
    pair_holders(changes, old->at.node, new->at.node);
    change_compare_model(&pair);
    change_compare_checks(changes, &old->quality, &new->quality, node_resolve(new->at.node), false);
    change_compare_relationships(changes, &old->relationships, &new->relationships, change_model_name(changes, new),
                                 node_resolve(new->at.node));
    if (!old->root)
        return;
    pair.old_root = shape_of(changes->arena, old->root, NULL);
    pair.new_root = shape_of(changes->arena, new->root, NULL);
    map_init(&rekeyed, changes->arena);
    change_compare_key_columns(&pair, &rekeyed);
    if (is_order_read)
        compare_order(&pair);
    change_compare_fields(changes, &pair.old_root, &pair.new_root, &rekeyed);
}

void change_compare_datasets(struct changes *changes)
{
    struct arena *arena = changes->arena;
    struct models old = models_of(arena, changes->old.contract), new = models_of(arena, changes->new.contract);
    bool is_order_read = has_positional_server(changes->old.contract) || has_positional_server(changes->new.contract);
    pair_by(arena, &old, &new, id_of);
    pair_by(arena, &old, &new, name_of);
    pair_latest(arena, &old, &new);
    pair_latest(arena, &new, &old);
    pair_by(arena, &old, &new, physical_name_of);
    pair_only(&old, &new);
    for (size_t i = 0; i < old.count; i++)
        if (old.at[i].other)
            compare_dataset(changes, old.at[i].dataset, old.at[i].other->dataset, is_order_read);
        else
            tell_removed(changes, old.at[i].dataset);
    for (size_t i = 0; i < new.count; i++)
        if (!new.at[i].other)
            tell_added(changes, new.at[i].dataset);
}

void change_forget_repeated(struct changes *changes)
{
    struct map seen;
    struct finding **link = &changes->findings.first;
    map_init(&seen, changes->arena);
    changes->findings.last = NULL;
    while (*link) {
        struct finding *finding = *link;
        struct buf key = {.arena = changes->arena};
        buf_print(&key, "%s\n", finding->rule->id);
        buf_add(&key, finding->path);
        buf_print(&key, "\n%s", finding->message);
        if (map_put_new(&seen, buf_str(&key), finding)) {
            *link = finding->next;
            changes->findings.count--;
        } else {
            changes->findings.last = finding;
            link = &finding->next;
        }
    }
}
