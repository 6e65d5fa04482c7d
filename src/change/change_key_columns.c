#include "base/buf.h"
#include "base/number.h"
#include "base/utf8.h"
#include "change/change_dataset.h"
#include "change/change_rename.h"

#include <stddef.h>

/* One of the columns that a key is made of. */
struct key_column {
    struct str name;                       /* as it is in the new version */
    const struct shape_property *property; /* NULL: the key names no column */
    struct text mark, position;            /* the column's own, not of a list */
    int64_t rank;                          /* in the key; RANK_NONE: not said */
    size_t index;
};

enum { RANK_NONE = INT32_MAX };

/* A key of one version. */
struct key {
    struct key_column *at;
    size_t count;
    const struct node *list; /* that says it; NULL: the columns do */
    struct map names;
};

/* What is said of a column as a part of a key. */
struct member {
    struct text mark, position;
};

typedef struct member (*member_of)(const struct shape *column);

static struct member primary_member(const struct shape *column)
{
    return (struct member){SHAPE_TEXT(column, primary_key), SHAPE_EXTRA(column, primary_key_position)};
}

static struct member partition_member(const struct shape *column)
{
    return (struct member){SHAPE_EXTRA(column, partitioned), SHAPE_EXTRA(column, partition_key_position)};
}

/* Both versions of one key. */
struct keys {
    const struct dataset_pair *pair;
    member_of member_of;
    struct shape_property *old_columns, *new_columns;
    size_t old_column_count, new_column_count;
    struct map renamed; /* old names to struct property_pair */
    struct key old, new;
};

static int64_t rank_of(struct arena *arena, struct text position)
{
    struct number number;
    int64_t rank;
    bool is_said = number_parse_yaml(arena, position.value, &number) && number_to_int64(number, &rank);
    return is_said && rank > 0 && rank < RANK_NONE ? rank : RANK_NONE;
}

static int compare_ranks(const void *left, const void *right)
{
    const struct key_column *a = left, *b = right;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

static struct str name_now(const struct keys *keys, struct str name)
{
    const struct property_pair *renamed = map_get(&keys->renamed, name);
    return renamed ? renamed->new->name : name;
}

static void add_column(const struct keys *keys, struct key *key, const struct key_column *column)
{
    if (map_put_new(&key->names, column->name, (void *)(uintptr_t)keys))
        return;
    key->at[key->count] = *column;
    key->at[key->count].index = key->count;
    key->count++;
}

static void collect_listed(const struct keys *keys, struct key *key, const struct list *names,
                           const struct shape_property *columns, bool is_old)
{
    struct arena *arena = keys->pair->changes->arena;
    struct map by_name;
    map_init(&by_name, arena);
    for (const struct shape_property *column = columns; column; column = column->next)
        map_put_new(&by_name, column->name, (void *)(uintptr_t)column);
    key->at = arena_alloc_array(arena, names->count, sizeof *key->at);
    for (const struct item *item = names->first; item; item = item->at.next) {
        struct str name = item->text.value;
        struct key_column column = {.name = is_old ? name_now(keys, name) : name, .property = map_get(&by_name, name)};
        column.rank = (int64_t)key->count;
        add_column(keys, key, &column);
    }
}

static void collect_marked(const struct keys *keys, struct key *key, const struct shape_property *columns, size_t count,
                           bool is_old)
{
    struct arena *arena = keys->pair->changes->arena;
    key->at = arena_alloc_array(arena, count, sizeof *key->at);
    for (const struct shape_property *at = columns; at; at = at->next) {
        struct member member = keys->member_of(&at->shape);
        struct key_column column = {is_old ? name_now(keys, at->name) : at->name,
                                    at,
                                    member.mark,
                                    member.position,
                                    rank_of(arena, member.position),
                                    0};
        if (text_is_true(member.mark))
            add_column(keys, key, &column);
    }
    if (key->count)
        qsort(key->at, key->count, sizeof *key->at, compare_ranks);
}

static void collect(const struct keys *keys, struct key *key, const struct dataset *dataset, bool is_old)
{
    const struct shape_property *columns = is_old ? keys->old_columns : keys->new_columns;
    *key = (struct key){.count = 0};
    map_init(&key->names, keys->pair->changes->arena);
    if (keys->member_of == primary_member && dataset->primary_key_node) {
        key->list = dataset->primary_key_node;
        collect_listed(keys, key, &dataset->primary_key, columns, is_old);
    } else {
        collect_marked(keys, key, columns, is_old ? keys->old_column_count : keys->new_column_count, is_old);
    }
}

static void claim_members(const struct keys *keys, const struct shape_property *columns)
{
    for (; columns; columns = columns->next) {
        struct member member = keys->member_of(&columns->shape);
        change_claim(keys->pair->changes, member.mark.node);
        change_claim(keys->pair->changes, member.position.node);
    }
}

/* The first column that one key has and the other has not; NULL when there is none. */
static const struct key_column *first_beside(const struct key *key, const struct key *other)
{
    for (size_t i = 0; i < key->count; i++)
        if (!map_get(&other->names, key->at[i].name))
            return &key->at[i];
    return NULL;
}

static const struct key_column *find_column(const struct key *key, struct str name)
{
    for (size_t i = 0; i < key->count; i++)
        if (str_equal(key->at[i].name, name))
            return &key->at[i];
    return NULL;
}

/* The first column of the old key at another place, as it is now, where both say all places. */
static const struct key_column *first_moved(const struct key *old, const struct key *new)
{
    for (size_t i = 0; i < old->count; i++)
        if (old->at[i].rank == RANK_NONE || new->at[i].rank == RANK_NONE)
            return NULL;
    for (size_t i = 0; i < old->count; i++)
        if (!str_equal(old->at[i].name, new->at[i].name))
            return find_column(new, old->at[i].name);
    return NULL;
}

static const char *names_of(struct arena *arena, const struct key *key)
{
    enum { SHOWN_MAX = 5 };
    struct buf buf = {.arena = arena};
    for (size_t i = 0; i < key->count && i < SHOWN_MAX; i++)
        buf_print(&buf, "%s%s", i ? ", " : "", utf8_quote(arena, key->at[i].name));
    if (key->count > SHOWN_MAX)
        buf_print(&buf, " and %zu more", key->count - SHOWN_MAX);
    return key->count ? buf_c(&buf) : "none";
}

static const struct node *node_of(const struct key_column *column)
{
    return column->property ? column->property->shape.parts[0].field->at.node : NULL;
}

/* Where the columns say the key: at the first that joined, else at the first that left. */
static struct change_place place_at_column(const struct keys *keys, const struct key_column *joined,
                                           const struct key_column *left)
{
    struct changes *changes = keys->pair->changes;
    const struct key_column *column = joined ? joined : left;
    const struct shape_part *part = column->property ? &column->property->shape.parts[0] : NULL;
    const struct node *mark = column->mark.node ? column->mark.node : node_of(column);
    if (joined)
        return shape_place(changes, NULL, NULL, part, mark);
    struct change_place place = shape_place(changes, part, mark, NULL, NULL);
    place.survivor = node_resolve(keys->pair->new->at.node);
    for (const struct shape_property *now = keys->new_columns; now; now = now->next)
        if (str_equal(now->name, column->name))
            place.survivor = now->shape.parts[0].field->at.node;
    return place;
}

static struct change_place place_of(const struct keys *keys, const struct key_column *joined,
                                    const struct key_column *left)
{
    const struct node *old = keys->old.list, *new = keys->new.list;
    if (new || (old && !joined))
        return (struct change_place){old, new, node_resolve(keys->pair->new->at.node), {NULL, 0}};
    return place_at_column(keys, joined, left);
}

static struct finding *tell(const struct keys *keys, enum change_id id, struct change_place place)
{
    struct changes *changes = keys->pair->changes;
    return change_add(changes, id, place, "key of %s was %s, is %s", change_model_name(changes, keys->pair->new),
                      names_of(changes->arena, &keys->old), names_of(changes->arena, &keys->new));
}

/* Whether nothing has happened but that columns were removed, which say themselves that they are of the key. */
static bool is_told_by_columns(const struct keys *keys)
{
    struct map now;
    map_init(&now, keys->pair->changes->arena);
    for (const struct shape_property *column = keys->new_columns; column; column = column->next)
        map_put_new(&now, column->name, &now);
    for (size_t i = 0; i < keys->old.count; i++)
        if (!map_get(&keys->new.names, keys->old.at[i].name) && map_get(&now, keys->old.at[i].name))
            return false;
    return !keys->old.list && !first_beside(&keys->new, &keys->old);
}

/* Columns by another name are the same: their new names count. */
static void take_renames(struct keys *keys)
{
    struct property_pairs pairs = properties_pair(keys->pair->changes, keys->old_columns, keys->old_column_count,
                                                  keys->new_columns, keys->new_column_count);
    for (size_t i = 0; i < pairs.count; i++)
        if (pairs.at[i].reason)
            map_put_new(&keys->renamed, pairs.at[i].old->name, &pairs.at[i]);
}

static void read_keys(struct keys *keys, const struct dataset_pair *pair, member_of member)
{
    struct arena *arena = pair->changes->arena;
    *keys = (struct keys){.pair = pair, .member_of = member};
    map_init(&keys->renamed, arena);
    keys->old_columns = shape_properties(arena, &pair->old_root, &keys->old_column_count);
    keys->new_columns = shape_properties(arena, &pair->new_root, &keys->new_column_count);
    collect(keys, &keys->old, pair->old, true);
    collect(keys, &keys->new, pair->new, false);
    if (keys->old.count && keys->new.count &&first_beside(&keys->old, &keys->new)) {
        take_renames(keys);
        collect(keys, &keys->old, pair->old, true);
    }
}

/* Primary keys. */

static void note(struct map *rekeyed, const struct key *key)
{
    for (size_t i = 0; i < key->count; i++)
        map_put(rekeyed, key->at[i].name, rekeyed);
}

static void compare_primary(const struct dataset_pair *pair, struct map *rekeyed)
{
    struct keys keys;
    read_keys(&keys, pair, primary_member);
    const struct key_column *joined = first_beside(&keys.new, &keys.old), *left = first_beside(&keys.old, &keys.new);
    change_claim(pair->changes, keys.old.list);
    change_claim(pair->changes, keys.new.list);
    claim_members(&keys, keys.old_columns);
    claim_members(&keys, keys.new_columns);
    if (!joined && !left) {
        const struct key_column *moved = first_moved(&keys.old, &keys.new);
        struct change_place place = {keys.old.list, keys.new.list, NULL, {NULL, 0}};
        if (moved && !keys.new.list)
            place = shape_place(pair->changes, NULL, NULL, &moved->property->shape.parts[0], moved->position.node);
        if (moved)
            tell(&keys, CHANGE_PRIMARY_KEY_REORDERED, place);
        return;
    }
    if (is_told_by_columns(&keys))
        return;
    enum change_id id = !keys.old.count   ? CHANGE_PRIMARY_KEY_ADDED
                        : !keys.new.count ? CHANGE_PRIMARY_KEY_REMOVED
                        : joined &&left   ? CHANGE_PRIMARY_KEY_REPLACED
                        : joined          ? CHANGE_PRIMARY_KEY_WIDENED
                                          : CHANGE_PRIMARY_KEY_NARROWED;
    tell(&keys, id, place_of(&keys, joined, left));
    note(rekeyed, &keys.old);
    note(rekeyed, &keys.new);
}

/* Partitions. */

static bool is_word_char(char c)
{
    return char_is_alnum(c) || c == '_';
}

/* Whether the name stands in a text as a whole word: `s3://b/day={day}/`. */
static bool is_named_in(struct str text, struct str name)
{
    for (size_t start = 0; name.len && start < text.len;) {
        size_t at = start + str_find(str_slice(text, start, text.len), name), end = at + name.len;
        if (at >= text.len)
            return false;
        if ((at == 0 || !is_word_char(text.at[at - 1])) && (end >= text.len || !is_word_char(text.at[end])))
            return true;
        start = end;
    }
    return false;
}

enum { SERVERS_MAX = 64 }; /* more are not looked at, for every column does */

static bool is_in_location(const struct contract *contract, struct str name)
{
    size_t left = SERVERS_MAX;
    for (const struct server *server = contract->servers.first; server && left; server = server->at.next, left--)
        if (is_named_in(server->path.value, name) || is_named_in(server->location.value, name) ||
            is_named_in(server->topic.value, name))
            return true;
    return false;
}

static bool has_located_column(const struct changes *changes, const struct key *key, const struct key *other)
{
    for (size_t i = 0; i < key->count; i++) {
        const struct key_column *column = &key->at[i];
        bool is_same = i < other->count && str_equal(other->at[i].name, column->name);
        struct str written = column->property ? column->property->name : column->name;
        if (!is_same &&
            (is_in_location(changes->old.contract, written) || is_in_location(changes->new.contract, written)))
            return true;
    }
    return false;
}

static void compare_partitions(const struct dataset_pair *pair)
{
    struct keys keys;
    read_keys(&keys, pair, partition_member);
    const struct key_column *joined = first_beside(&keys.new, &keys.old), *left = first_beside(&keys.old, &keys.new);
    const struct key_column *moved = joined || left ? NULL : first_moved(&keys.old, &keys.new);
    claim_members(&keys, keys.old_columns);
    claim_members(&keys, keys.new_columns);
    if ((!joined && !left && !moved) || (left && is_told_by_columns(&keys)))
        return;
    struct change_place place =
        moved ? shape_place(pair->changes, NULL, NULL, &moved->property->shape.parts[0], moved->position.node)
              : place_at_column(&keys, joined, left);
    struct finding *finding = tell(&keys, CHANGE_PARTITION_KEY_CHANGED, place);
    if (has_located_column(pair->changes, &keys.old, &keys.new) ||
        has_located_column(pair->changes, &keys.new, &keys.old))
        change_set_level(finding, LEVEL_BREAKING);
}

void change_compare_key_columns(const struct dataset_pair *pair, struct map *rekeyed)
{
    compare_primary(pair, rekeyed);
    compare_partitions(pair);
}
