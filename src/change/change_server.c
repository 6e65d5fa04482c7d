#include "base/utf8.h"
#include "change/change_list.h"
#include "change/change_subjects.h"
#include "contract/declared.h"
#include "yaml/equal.h"

/* Servers of one version and what they are paired with. */
struct entry {
    const struct server *server;
    struct entry *other; /* NULL: none */
    bool is_renamed;
};

struct entries {
    struct entry *at;
    size_t count;
};

/* What is written into a product is not what readers connect to. */
static bool is_for_readers(const struct server *server)
{
    if (server->role == SERVER_PIPELINE)
        return str_is(server->key.value, "serve");
    return server->role != SERVER_INPUT_PORT;
}

static struct entries collect(struct arena *arena, const struct contract *contract)
{
    struct entries entries = {.at = arena_alloc_array(arena, contract->servers.count, sizeof(struct entry))};
    for (const struct server *server = contract->servers.first; server; server = server->at.next)
        if (is_for_readers(server))
            entries.at[entries.count++].server = server;
    return entries;
}

static struct str key_of(const struct server *server)
{
    return text_has_value(server->key) ? server->key.value : server->name.value;
}

static void join(struct entry *old, struct entry *new, bool is_renamed)
{
    old->other = new;
    new->other = old;
    old->is_renamed = new->is_renamed = is_renamed;
}

static void pair_by_key(struct changes *changes, struct entries *old, struct entries *new)
{
    struct map roles[SERVER_PIPELINE + 1], seen[2][SERVER_PIPELINE + 1];
    for (size_t role = 0; role <= SERVER_PIPELINE; role++) {
        map_init(&roles[role], changes->arena);
        map_init(&seen[0][role], changes->arena);
        map_init(&seen[1][role], changes->arena);
    }
    for (size_t i = 0; i < old->count; i++) {
        enum server_role role = old->at[i].server->role;
        map_put(&roles[role], change_kth_key(changes, &seen[0][role], key_of(old->at[i].server)), &old->at[i]);
    }
    for (size_t i = 0; i < new->count; i++) {
        enum server_role role = new->at[i].server->role;
        struct entry *same = map_get(&roles[role], change_kth_key(changes, &seen[1][role], key_of(new->at[i].server)));
        if (same)
            join(same, &new->at[i], false);
    }
}

/* Whether both say the same of type, place and format, and do say where. */
static bool has_same_coordinates(const struct server *a, const struct server *b)
{
    bool has_place = false;
    for (const struct node *child = node_children(a->at.node); child; child = child->next) {
        enum server_key key = server_key_of(node_key(child));
        if (key == SERVER_KEY_OTHER || key == SERVER_KEY_ENVIRONMENT)
            continue;
        if (!node_equal(child, node_find_str(b->at.node, node_key(child))))
            return false;
        has_place = has_place || key == SERVER_KEY_LOCATION;
    }
    for (const struct node *child = node_children(b->at.node); child; child = child->next) {
        enum server_key key = server_key_of(node_key(child));
        if (key != SERVER_KEY_OTHER && key != SERVER_KEY_ENVIRONMENT && !node_find_str(a->at.node, node_key(child)))
            return false;
    }
    return has_place;
}

enum { COMPARISONS_MAX = 10000 };

static void pair_by_coordinates(struct entries *old, struct entries *new)
{
    size_t comparisons = 0;
    for (size_t i = 0; i < old->count; i++)
        for (size_t k = 0; k < new->count && !old->at[i].other &&comparisons < COMPARISONS_MAX; k++) {
            if (new->at[k].other || old->at[i].server->role != new->at[k].server->role)
                continue;
            comparisons++;
            if (has_same_coordinates(old->at[i].server, new->at[k].server))
                join(&old->at[i], &new->at[k], true);
        }
}

static const char *name_of(struct changes *changes, const struct server *server)
{
    struct str key = key_of(server);
    return utf8_quote(changes->arena, key.len ? key : node_key(server->at.node));
}

/* What a server listens on when nothing is said (ODCS, infrastructure-servers.md). */
static struct str default_port(struct str type)
{
    static const struct {
        const char *type, *port;
    } ports[] = {{"hive", "10000"},    {"impala", "21050"},    {"informix", "9088"}, {"mysql", "3306"},
                 {"postgres", "5432"}, {"postgresql", "5432"}, {"zen", "1583"}};
    for (size_t i = 0; i < sizeof ports / sizeof *ports; i++)
        if (str_is(type, ports[i].type))
            return str_of(ports[i].port);
    return STR("");
}

/* What a key says: of a scalar its text, as 5432 and "5432" are one port. */
static struct str word_of(const struct server *server, const struct node *node, struct str key)
{
    struct str word = node_text(node);
    if (str_is(key, "port") && !word.len)
        return default_port(server->type.value);
    return str_is(key, "type") && str_is(word, "postgresql") ? STR("postgres") : word;
}

static bool is_same(const struct server *server, const struct node *old, const struct node *new)
{
    struct str key = node_key(new ? new : old);
    if ((old && !node_is_scalar(old)) || (new && !node_is_scalar(new)))
        return old && new &&node_equal(old, new);
    return str_equal(word_of(server, old, key), word_of(server, new, key));
}

static void compare_key(struct changes *changes, const struct server *server, const struct node *old,
                        const struct node *new, enum server_key key)
{
    static const enum change_id ids[] = {[SERVER_KEY_TYPE] = CHANGE_SERVER_TYPE_CHANGED,
                                         [SERVER_KEY_LOCATION] = CHANGE_SERVER_LOCATION_CHANGED,
                                         [SERVER_KEY_FORMAT] = CHANGE_SERVER_FORMAT_CHANGED,
                                         [SERVER_KEY_ENVIRONMENT] = CHANGE_SERVER_ENVIRONMENT_CHANGED};
    change_claim(changes, old);
    change_claim(changes, new);
    if (is_same(server, old, new))
        return;
    struct change_place place = {old, new, node_resolve(server->at.node), {NULL, 0}};
    const char *name = utf8_quote(changes->arena, node_key(new ? new : old));
    change_add(changes, ids[key], place, "%s of %s was %s, is %s", name, name_of(changes, server),
               old ? node_quote(changes->arena, old) : "not said", new ? node_quote(changes->arena, new) : "not said");
}

static bool has_other_type(const struct server *server, const struct node *old, const struct node *new)
{
    const struct node *before = node_find(old, "type"), *after = node_find(new, "type");
    return before && after && !is_same(server, before, after);
}

static void claim_all(struct changes *changes, const struct node *mapping)
{
    for (const struct node *child = node_children(mapping); child; child = child->next)
        change_claim(changes, child);
}

static void compare_server(struct changes *changes, const struct server *old, const struct server *new)
{
    const struct node *before = node_resolve(old->at.node), *after = node_resolve(new->at.node);
    bool is_other_type = has_other_type(new, before, after);
    change_pair(changes, before, after);
    for (const struct node *child = node_children(after); child; child = child->next) {
        enum server_key key = server_key_of(node_key(child));
        if (key != SERVER_KEY_OTHER && (!is_other_type || key == SERVER_KEY_TYPE))
            compare_key(changes, new, node_find_str(before, node_key(child)), child, key);
    }
    for (const struct node *child = node_children(before); child; child = child->next) {
        enum server_key key = server_key_of(node_key(child));
        if (key != SERVER_KEY_OTHER && !is_other_type && !node_find_str(after, node_key(child)))
            compare_key(changes, new, child, NULL, key);
    }
    if (is_other_type) {
        claim_all(changes, before);
        claim_all(changes, after);
    } else {
        change_compare_roles(changes, &old->roles, &new->roles, after);
    }
}

/* Nobody depends on what is for trying out. */
static bool is_for_trying(const struct server *server)
{
    static const char *const words[] = {"dev", "development", "test", "sandbox", "local", NULL};
    struct str word = text_has_value(server->environment) ? server->environment.value : key_of(server);
    for (const char *const *at = words; *at; at++)
        if (str_is_caseless(word, *at))
            return true;
    return false;
}

static void tell_removed(struct changes *changes, const struct server *server)
{
    struct change_place place = {server->at.node, NULL, node_resolve(changes->new.contract->at.node), {NULL, 0}};
    struct finding *finding = change_add(changes, CHANGE_SERVER_REMOVED, place, "%s", name_of(changes, server));
    if (is_for_trying(server))
        change_set_level(finding, LEVEL_DANGEROUS);
}

static void tell_renamed(struct changes *changes, const struct server *old, const struct server *new)
{
    struct change_place place = {old->at.node, new->at.node, NULL,
                                 places_path(changes->old.places, old->at.node, NULL)};
    change_add(changes, CHANGE_SERVER_RENAMED, place, "%s to %s", name_of(changes, old), name_of(changes, new));
}

/* How files are laid out by the values of columns. */
static void compare_partitioning(struct changes *changes, const struct server *old, const struct server *new)
{
    const struct node *before = node_find(old->at.node, "partitioning");
    const struct node *after = node_find(new->at.node, "partitioning");
    change_claim(changes, before);
    change_claim(changes, after);
    if ((!before && !after) || (before && after && node_equal(before, after)))
        return;
    struct change_place place = {before, after, node_resolve(new->at.node), {NULL, 0}};
    const char *name = name_of(changes, new), *difference = list_difference(changes->arena, before, after);
    if (difference)
        change_add(changes, CHANGE_PARTITION_KEY_CHANGED, place, "`partitioning` of %s %s", name, difference);
    else
        change_add(changes, CHANGE_PARTITION_KEY_CHANGED, place, "`partitioning` of %s was %s, is %s", name,
                   before ? node_quote(changes->arena, before) : "not said",
                   after ? node_quote(changes->arena, after) : "not said");
}

/* A pipeline that nobody reads from is compared key by key. */
static void understand_pipelines(struct changes *changes, const struct contract *contract)
{
    for (const struct server *server = contract->servers.first; server; server = server->at.next)
        if (server->role == SERVER_PIPELINE)
            change_understand(changes, server->at.node->parent);
}

void change_compare_servers(struct changes *changes)
{
    struct entries old = collect(changes->arena, changes->old.contract);
    struct entries new = collect(changes->arena, changes->new.contract);
    understand_pipelines(changes, changes->old.contract);
    understand_pipelines(changes, changes->new.contract);
    pair_by_key(changes, &old, &new);
    pair_by_coordinates(&old, &new);
    for (size_t i = 0; i < old.count; i++) {
        const struct server *server = old.at[i].server;
        if (!old.at[i].other) {
            change_claim(changes, server->at.node);
            tell_removed(changes, server);
            continue;
        }
        if (old.at[i].is_renamed) {
            tell_renamed(changes, server, old.at[i].other->server);
            change_claim(changes, server->name.node);
            change_claim(changes, old.at[i].other->server->name.node);
        }
        compare_server(changes, server, old.at[i].other->server);
        if (server->role == SERVER_STORAGE)
            compare_partitioning(changes, server, old.at[i].other->server);
    }
    for (size_t i = 0; i < new.count; i++) {
        if (new.at[i].other)
            continue;
        change_claim(changes, new.at[i].server->at.node);
        struct change_place place = {NULL, new.at[i].server->at.node, NULL, {NULL, 0}};
        change_add(changes, CHANGE_SERVER_ADDED, place, "%s", name_of(changes, new.at[i].server));
    }
}
