#include "contract/product.h"

#include <stddef.h>

/* Ports, endpoints, storage and pipeline stages: all are servers of the neutral contract. */

#define SERVER(member) offsetof(struct server, member)

static void read_schema_registry(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)reader;
    (void)key;
    struct server *server = object;
    const struct node *registry = node_is_mapping(value) ? node_find(value, "url") : value;
    server->schema_registry = text_of(registry ? registry : value);
}

static const struct key port_keys[] = {
    {"description", VALUE_STRING, .fill = FILL_TEXT, .offset = SERVER(description)},
    {"dialect", VALUE_STRING, .fill = FILL_TEXT, .offset = SERVER(dialect)},
    {"environment", VALUE_STRING, .fill = FILL_TEXT, .offset = SERVER(environment)},
    {"format", VALUE_STRING, KEY_JUDGED, FILL_TEXT, SERVER(format)},
    {"header", VALUE_SCALAR, .fill = FILL_TEXT, .offset = SERVER(header)},
    {"host", VALUE_STRING, .fill = FILL_TEXT, .offset = SERVER(host)},
    {"location", VALUE_STRING, .fill = FILL_TEXT, .offset = SERVER(location)},
    {"name", VALUE_STRING, .fill = FILL_TEXT, .offset = SERVER(name)},
    {"path", VALUE_STRING, .fill = FILL_TEXT, .offset = SERVER(path)},
    {"port", VALUE_SCALAR, .fill = FILL_TEXT, .offset = SERVER(port)},
    {"schemaRegistry", VALUE_STRING | VALUE_MAPPING, .fill = FILL_READ, .read = read_schema_registry},
    {"source", VALUE_STRING, .fill = FILL_TEXT, .offset = SERVER(source)},
    {"topic", VALUE_STRING, .fill = FILL_TEXT, .offset = SERVER(topic)},
    {"type", VALUE_STRING, KEY_JUDGED, FILL_TEXT, SERVER(type)},
    {NULL},
};

static const struct look_alike port_look_alikes[] = {
    {"url", "location"},   {"uri", "location"}, {"endpoint", "path"},
    {"protocol", "type"},  {"kind", "type"},    {"registry", "schemaRegistry"},
    {"table", "location"}, {NULL, NULL},
};

static const struct shape shape_port = {"a port", port_keys, .look_alikes = port_look_alikes};
static const struct shape shape_endpoint = {"an endpoint", port_keys, .look_alikes = port_look_alikes};

static void read_partitioning(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    struct server *server = object;
    const struct node *columns = node_is_mapping(value) ? node_find(value, "columns") : value;
    if (node_is_mapping(value) && !columns)
        columns = node_find(value, "fields");
    if (columns)
        reader_items(reader, &server->partitioning, columns);
}

static const struct key storage_keys[] = {
    {"compression", VALUE_STRING, KEY_JUDGED, FILL_TEXT, SERVER(compression)},
    {"description", VALUE_STRING, .fill = FILL_TEXT, .offset = SERVER(description)},
    {"format", VALUE_STRING, KEY_JUDGED, FILL_TEXT, SERVER(format)},
    {"header", VALUE_SCALAR, .fill = FILL_TEXT, .offset = SERVER(header)},
    {"location", VALUE_STRING, .fill = FILL_TEXT, .offset = SERVER(location)},
    {"partitioning", VALUE_STRING | VALUE_LIST | VALUE_MAPPING, .fill = FILL_READ, .read = read_partitioning},
    {"type", VALUE_STRING, KEY_JUDGED, FILL_TEXT, SERVER(type)},
    {NULL},
};

static const struct shape shape_storage = {
    "`storage`",
    storage_keys,
    .look_alikes = (const struct look_alike[]){{"partitionBy", "partitioning"},
                                               {"partition_by", "partitioning"},
                                               {"partitions", "partitioning"},
                                               {"partitionKeys", "partitioning"},
                                               {"path", "location"},
                                               {"url", "location"},
                                               {"uri", "location"},
                                               {"fileFormat", "format"},
                                               {"codec", "compression"},
                                               {NULL, NULL}},
};

static const struct key stage_keys[] = {
    {"api", VALUE_ANY, .fill = FILL_TEXT, .offset = SERVER(api)},
    {"code", VALUE_STRING, .fill = FILL_TEXT, .offset = SERVER(code)},
    {"description", VALUE_STRING, .fill = FILL_TEXT, .offset = SERVER(description)},
    {"format", VALUE_STRING, KEY_JUDGED, FILL_TEXT, SERVER(format)},
    {"location", VALUE_STRING, .fill = FILL_TEXT, .offset = SERVER(location)},
    {"schedule", VALUE_STRING, KEY_JUDGED, FILL_TEXT, SERVER(schedule)},
    {"source", VALUE_STRING | VALUE_LIST, .fill = FILL_TEXT, .offset = SERVER(source)},
    {"technology", VALUE_STRING, .fill = FILL_TEXT, .offset = SERVER(technology)},
    {"tests", VALUE_ANY},
    {"type", VALUE_STRING, KEY_JUDGED, FILL_TEXT, SERVER(type)},
    {NULL},
};

static const struct shape shape_stage = {
    "a pipeline stage",
    stage_keys,
    .look_alikes = (const struct look_alike[]){{"cron", "schedule"}, {"interval", "schedule"}, {NULL, NULL}},
    .is_open = true,
};

static struct server *read_server(struct reader *reader, struct contract *contract, enum server_role role,
                                  const struct shape *shape, const struct node *mapping)
{
    struct server *server = reader_append(reader, &contract->servers, sizeof *server, mapping);
    const struct use *before = reader_enter(reader, mapping);
    server->at.use = reader->use;
    server->role = role;
    shape_read(reader, shape, mapping, server);
    reader_leave(reader, before);
    return server;
}

void product_read_ports(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    const struct use *before = reader_enter(reader, value);
    for (const struct node *item = node_children(value); item; item = item->next)
        if (reader_check_kind(reader, item, VALUE_MAPPING, key->name) && node_is_mapping(item))
            read_server(reader, object, (enum server_role)key->tag, &shape_port, item);
    reader_leave(reader, before);
}

void product_read_storage(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    read_server(reader, object, SERVER_STORAGE, &shape_storage, value);
}

static void read_endpoint(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    struct server *server = read_server(reader, object, SERVER_ENDPOINT, &shape_endpoint, value);
    server->key = (struct text){.value = node_key(value), .node = value};
}

static const struct key endpoints_keys[] = {
    {"api", VALUE_MAPPING, .fill = FILL_READ, .read = read_endpoint},
    {"query", VALUE_MAPPING, .fill = FILL_READ, .read = read_endpoint},
    {"stream", VALUE_MAPPING, .fill = FILL_READ, .read = read_endpoint},
    {NULL},
};

static const struct shape shape_endpoints = {
    "`endpoints`",
    endpoints_keys,
    .look_alikes =
        (const struct look_alike[]){
            {"sql", "query"}, {"rest", "api"}, {"kafka", "stream"}, {"events", "stream"}, {NULL, NULL}},
};

void product_read_endpoints(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    const struct use *before = reader_enter(reader, value);
    shape_read(reader, &shape_endpoints, value, object);
    reader_leave(reader, before);
}

static void read_stage(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    struct server *server = read_server(reader, object, SERVER_PIPELINE, &shape_stage, value);
    server->key = (struct text){.value = node_key(value), .node = value};
}

static const struct key pipelines_keys[] = {
    {"ingest", VALUE_MAPPING, .fill = FILL_READ, .read = read_stage},
    {"serve", VALUE_MAPPING, .fill = FILL_READ, .read = read_stage},
    {"transform", VALUE_MAPPING, .fill = FILL_READ, .read = read_stage},
    {NULL},
};

static const struct shape shape_pipelines = {"`pipelines`", pipelines_keys};

void product_read_pipelines(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    const struct use *before = reader_enter(reader, value);
    shape_read(reader, &shape_pipelines, value, object);
    reader_leave(reader, before);
}
