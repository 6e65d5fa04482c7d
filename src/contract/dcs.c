#include "contract/dcs.h"

#include "contract/declared.h"
#include "contract/quality_list.h"

#include <stddef.h>

#define CONTRACT(member) offsetof(struct contract, member)

/* info and terms. */

static const struct key info_keys[] = {
    {"contact", VALUE_SCALAR | VALUE_MAPPING, .fill = FILL_TEXT, .offset = CONTRACT(contact)},
    {"description", VALUE_SCALAR, .fill = FILL_TEXT, .offset = CONTRACT(description)},
    {"owner", VALUE_SCALAR, .fill = FILL_TEXT, .offset = CONTRACT(owner)},
    {"status", VALUE_SCALAR, .fill = FILL_TEXT, .offset = CONTRACT(status)},
    {"title", VALUE_SCALAR, .fill = FILL_TEXT, .offset = CONTRACT(name)},
    {"version", VALUE_SCALAR, .fill = FILL_TEXT, .offset = CONTRACT(version)},
    {NULL},
};

static const struct shape shape_info = {"`info`", info_keys, .is_open = true};

static void read_term(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    struct item *term = reader_append(reader, &((struct contract *)object)->terms, sizeof *term, value);
    term->text = text_of(value);
}

static const struct key terms_keys[] = {
    {"billing", VALUE_SCALAR, .fill = FILL_READ, .read = read_term},
    {"limitations", VALUE_SCALAR, .fill = FILL_READ, .read = read_term},
    {"noticePeriod", VALUE_SCALAR, .fill = FILL_TEXT, .offset = CONTRACT(notice_period)},
    {"policies", VALUE_LIST, .fill = FILL_READ, .read = read_term},
    {"usage", VALUE_SCALAR, .fill = FILL_READ, .read = read_term},
    {NULL},
};

static const struct shape shape_terms = {"`terms`", terms_keys, .is_open = true};

/* Service levels: each value of a level is a promise. */

/* A level while it is read. */
struct level {
    struct contract *contract;
    const struct node *node;
    struct promise *first; /* of its promises */
    struct text element;   /* the field with the time that they are about */
    struct text unlimited; /* `unlimited: true`, whatever period stands beside it; without a node: not said */
};

static void add_promise(struct reader *reader, struct level *level, enum promise_kind kind, struct text value)
{
    struct promise *promise = reader_append(reader, &level->contract->promises, sizeof *promise, level->node);
    if (reader->is_full)
        return;
    promise->kind = kind;
    promise->name = (struct text){.value = node_key(level->node), .node = level->node};
    promise->value = value;
    level->first = level->first ? level->first : promise;
}

static void read_promise(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    add_promise(reader, object, (enum promise_kind)key->tag, text_of(value));
}

static void read_unlimited(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)reader;
    (void)key;
    if (str_is_caseless(node_text(value), "true"))
        ((struct level *)object)->unlimited = text_of(value);
}

/* More than any period, so it is the level's value. */
static void set_unlimited(struct reader *reader, struct level *level, enum promise_kind kind)
{
    if (!level->first)
        add_promise(reader, level, kind, level->unlimited);
    if (!level->first)
        return;
    level->first->value = level->unlimited;
    level->first->is_unlimited = true;
}

#define PROMISE(name, kinds, kind)                                                                                     \
    {                                                                                                                  \
        name, kinds, .fill = FILL_READ, .tag = kind, .read = read_promise                                              \
    }
#define ELEMENT(name, kinds)                                                                                           \
    {                                                                                                                  \
        name, kinds, .fill = FILL_TEXT, .offset = offsetof(struct level, element)                                      \
    }

static const char *const deliveries[] = {"batch", "micro-batching", "streaming", "manual", NULL};

static const struct key availability_keys[] = {
    {"description", VALUE_SCALAR},
    PROMISE("percentage", VALUE_SCALAR, PROMISE_AVAILABILITY),
    {NULL},
};
static const struct key retention_keys[] = {
    {"description", VALUE_SCALAR},
    PROMISE("period", VALUE_SCALAR, PROMISE_RETENTION),
    ELEMENT("timestampField", VALUE_SCALAR),
    {"unlimited", VALUE_SCALAR, .fill = FILL_READ, .read = read_unlimited},
    {NULL},
};
static const struct key latency_keys[] = {
    {"description", VALUE_SCALAR},
    {"processedTimestampField", VALUE_SCALAR},
    ELEMENT("sourceTimestampField", VALUE_SCALAR),
    PROMISE("threshold", VALUE_SCALAR, PROMISE_LATENCY),
    {NULL},
};
static const struct key freshness_keys[] = {
    {"description", VALUE_SCALAR},
    PROMISE("threshold", VALUE_SCALAR, PROMISE_FRESHNESS),
    ELEMENT("timestampField", VALUE_SCALAR),
    {NULL},
};
static const struct key frequency_keys[] = {
    PROMISE("cron", VALUE_SCALAR, PROMISE_SCHEDULE),
    {"description", VALUE_SCALAR},
    PROMISE("interval", VALUE_SCALAR, PROMISE_FREQUENCY),
    {"type", VALUE_SCALAR, .fill = FILL_READ, .values = deliveries, .tag = PROMISE_DELIVERY, .read = read_promise},
    {NULL},
};
static const struct key support_keys[] = {
    {"description", VALUE_SCALAR},
    PROMISE("responseTime", VALUE_SCALAR, PROMISE_SUPPORT_RESPONSE_TIME),
    PROMISE("time", VALUE_SCALAR, PROMISE_SUPPORT_TIME),
    {NULL},
};
static const struct key backup_keys[] = {
    PROMISE("cron", VALUE_SCALAR, PROMISE_BACKUP_SCHEDULE),
    {"description", VALUE_SCALAR},
    PROMISE("interval", VALUE_SCALAR, PROMISE_BACKUP_INTERVAL),
    PROMISE("recoveryPoint", VALUE_SCALAR, PROMISE_RECOVERY_POINT),
    PROMISE("recoveryTime", VALUE_SCALAR, PROMISE_RECOVERY_TIME),
    {NULL},
};

static const struct shape shape_availability = {"`availability`", availability_keys, .is_open = true};
static const struct shape shape_retention = {"`retention`", retention_keys, .is_open = true};
static const struct shape shape_latency = {"`latency`", latency_keys, .is_open = true};
static const struct shape shape_freshness = {"`freshness`", freshness_keys, .is_open = true};
static const struct shape shape_frequency = {"`frequency`", frequency_keys, .is_open = true};
static const struct shape shape_support = {"`support`", support_keys, .is_open = true};
static const struct shape shape_backup = {"`backup`", backup_keys, .is_open = true};

/* A level without a value is a promise all the same. */
static void read_level(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    struct level level = {.contract = object, .node = value};
    const struct use *before = reader_enter(reader, value);
    if (key->shape && node_is_mapping(value))
        shape_read(reader, key->shape, value, &level);
    if (level.unlimited.node)
        set_unlimited(reader, &level, (enum promise_kind)key->tag);
    if (!level.first)
        add_promise(reader, &level, (enum promise_kind)key->tag,
                    node_is_scalar(value) ? text_of(value) : (struct text){.node = NULL});
    for (struct promise *promise = level.first; promise; promise = promise->at.next)
        promise->element = level.element;
    reader_leave(reader, before);
}

#define LEVEL(name, kinds, promise, keys)                                                                              \
    {                                                                                                                  \
        name, kinds, .fill = FILL_READ, .shape = &keys, .tag = promise, .read = read_level                             \
    }

static const struct key level_keys[] = {
    LEVEL("availability", VALUE_MAPPING | VALUE_SCALAR, PROMISE_AVAILABILITY, shape_availability),
    LEVEL("backup", VALUE_MAPPING | VALUE_SCALAR, PROMISE_BACKUP_INTERVAL, shape_backup),
    LEVEL("frequency", VALUE_MAPPING | VALUE_SCALAR, PROMISE_FREQUENCY, shape_frequency),
    LEVEL("freshness", VALUE_MAPPING | VALUE_SCALAR, PROMISE_FRESHNESS, shape_freshness),
    LEVEL("latency", VALUE_MAPPING | VALUE_SCALAR, PROMISE_LATENCY, shape_latency),
    LEVEL("retention", VALUE_MAPPING | VALUE_SCALAR, PROMISE_RETENTION, shape_retention),
    LEVEL("support", VALUE_MAPPING | VALUE_SCALAR, PROMISE_SUPPORT, shape_support),
    {NULL},
};

static const struct shape shape_levels = {"`servicelevels`", level_keys, .is_open = true};

static bool is_known_level(struct str name)
{
    for (const struct key *key = level_keys; key->name; key++)
        if (str_is(name, key->name))
            return true;
    return false;
}

/* Levels that the specification does not know are promises by their own name. */
static void read_levels(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    ((struct contract *)object)->sla = value;
    static const struct key other = {"", .tag = PROMISE_OTHER};
    const struct use *before = reader_enter(reader, value);
    shape_read(reader, &shape_levels, value, object);
    for (const struct node *level = node_children(value); level && !reader->is_full; level = level->next)
        if (!is_known_level(node_key(level)))
            read_level(reader, object, &other, level);
    reader_leave(reader, before);
}

/* Servers: a mapping of names to servers. */

static void read_servers(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    const struct use *before = reader_enter(reader, value);
    for (const struct node *server = node_children(value); server && !reader->is_full; server = server->next)
        if (reader_check_kind(reader, server, VALUE_MAPPING, key->name) && node_is_mapping(server))
            declared_read_server(reader, object, (struct text){.value = node_key(server), .node = server}, server);
    reader_leave(reader, before);
}

/* The root. */

static void read_quality(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    struct quality_plan *quality = &((struct contract *)object)->quality;
    quality->at.node = quality->tests_node = value;
    quality_read_list(reader, &quality->tests, value);
}

static const struct key root_keys[] = {
    {"dataContractSpecification", VALUE_SCALAR, .fill = FILL_NODE, .offset = CONTRACT(declared_by)},
    {"definitions", VALUE_MAPPING, .fill = FILL_READ, .read = dcs_read_definitions},
    {"examples", VALUE_ANY},
    {"id", VALUE_SCALAR, .fill = FILL_TEXT, .offset = CONTRACT(id)},
    {"info", VALUE_MAPPING, .fill = FILL_SAME, .shape = &shape_info},
    {"links", VALUE_MAPPING},
    {"models", VALUE_MAPPING, .fill = FILL_READ, .read = dcs_read_models},
    {"quality", VALUE_LIST | VALUE_MAPPING, .fill = FILL_READ, .read = read_quality},
    {"schema", VALUE_MAPPING},
    {"servers", VALUE_MAPPING, .fill = FILL_READ, .read = read_servers},
    {"servicelevels", VALUE_MAPPING, .fill = FILL_READ, .read = read_levels},
    {"tags", VALUE_LIST, .fill = FILL_ITEMS, .offset = CONTRACT(tags)},
    {"terms", VALUE_MAPPING, .fill = FILL_SAME, .shape = &shape_terms},
    {NULL},
};

static const struct shape shape_root = {"a data contract", root_keys, .is_open = true};

void dcs_read(struct reader *reader, struct document *document)
{
    const struct node *root = document->root;
    document->dialect_version = node_text(node_find(root, "dataContractSpecification"));
    struct contract *contract = reader_append(reader, &document->contracts, sizeof *contract, root);
    contract->dialect = DIALECT_DCS;
    shape_read(reader, &shape_root, root, contract);
    dcs_resolve_references(reader, contract);
}
