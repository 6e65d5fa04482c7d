#include "contract/declared.h"

#include <stddef.h>

static struct list *list_at(void *object, const struct key *key)
{
    return (struct list *)(void *)((char *)object + key->offset);
}

/* Roles. */

static const struct key role_keys[] = {
    {"access", VALUE_SCALAR, .fill = FILL_TEXT, .offset = offsetof(struct role, access)},
    {"customProperties", VALUE_LIST},
    {"description", VALUE_SCALAR},
    {"firstLevelApprovers", VALUE_SCALAR},
    {"id", VALUE_SCALAR},
    {"name", VALUE_SCALAR, .fill = FILL_TEXT, .offset = offsetof(struct role, name)},
    {"role", VALUE_SCALAR, .fill = FILL_TEXT, .offset = offsetof(struct role, name)},
    {"secondLevelApprovers", VALUE_SCALAR},
    {NULL},
};

static const struct shape shape_declared_role = {"a role", role_keys, .is_open = true};

static void read_role(struct reader *reader, void *object, const struct node *item)
{
    struct role *role = reader_append(reader, object, sizeof *role, item);
    shape_read(reader, &shape_declared_role, item, role);
}

void declared_read_roles(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    reader_each_mapping(reader, value, "role", list_at(object, key), read_role);
}

/* Custom properties. */

static void read_custom(struct reader *reader, void *object, const struct node *item)
{
    struct custom_property *custom = reader_append(reader, object, sizeof *custom, item);
    custom->name = text_of(node_find(item, "property"));
    custom->value = node_find(item, "value");
}

void declared_read_custom(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    struct list *list = list_at(object, key);
    if (!node_is_mapping(value)) {
        reader_each_mapping(reader, value, "custom property", list, read_custom);
        return;
    }
    const struct use *before = reader_enter(reader, value);
    for (const struct node *child = node_children(value); child; child = child->next) {
        struct custom_property *custom = reader_append(reader, list, sizeof *custom, child);
        custom->name = (struct text){.value = node_key(child), .node = child};
        custom->value = child;
    }
    reader_leave(reader, before);
}

/* Servers. */

#define SERVER(member) offsetof(struct server, member)
#define LOCATION(name, kinds)                                                                                          \
    {                                                                                                                  \
        name, kinds, .tag = SERVER_KEY_LOCATION                                                                        \
    }
#define LOCATION_TEXT(name, kinds, member)                                                                             \
    {                                                                                                                  \
        name, kinds, .fill = FILL_TEXT, .offset = SERVER(member), .tag = SERVER_KEY_LOCATION                           \
    }

static const struct key server_keys[] = {
    LOCATION("account", VALUE_SCALAR),
    LOCATION("catalog", VALUE_SCALAR),
    LOCATION("catalogUrl", VALUE_SCALAR),
    LOCATION("clusterIdentifier", VALUE_SCALAR),
    {"customProperties", VALUE_LIST},
    LOCATION("database", VALUE_SCALAR),
    LOCATION("dataset", VALUE_SCALAR),
    {"delimiter", VALUE_SCALAR, .fill = FILL_TEXT, .offset = SERVER(delimiter), .tag = SERVER_KEY_FORMAT},
    {"description", VALUE_SCALAR, .fill = FILL_TEXT, .offset = SERVER(description)},
    {"encoding", VALUE_SCALAR, .tag = SERVER_KEY_FORMAT},
    LOCATION("endpoint", VALUE_SCALAR),
    LOCATION("endpointUrl", VALUE_SCALAR),
    {"environment", VALUE_SCALAR, .fill = FILL_TEXT, .offset = SERVER(environment), .tag = SERVER_KEY_ENVIRONMENT},
    {"format", VALUE_SCALAR, .fill = FILL_TEXT, .offset = SERVER(format), .tag = SERVER_KEY_FORMAT},
    {"header", VALUE_SCALAR, .fill = FILL_TEXT, .offset = SERVER(header), .tag = SERVER_KEY_FORMAT},
    LOCATION_TEXT("host", VALUE_SCALAR, host),
    {"id", VALUE_SCALAR},
    LOCATION_TEXT("location", VALUE_SCALAR, location),
    LOCATION_TEXT("path", VALUE_SCALAR, path),
    LOCATION_TEXT("port", VALUE_SCALAR, port),
    LOCATION("project", VALUE_SCALAR),
    LOCATION("region", VALUE_SCALAR),
    LOCATION("regionName", VALUE_SCALAR),
    {"roles", VALUE_LIST, .fill = FILL_READ, .offset = SERVER(roles), .read = declared_read_roles},
    LOCATION("schema", VALUE_SCALAR),
    {"server", VALUE_SCALAR, .fill = FILL_TEXT, .offset = SERVER(name)},
    LOCATION("serviceName", VALUE_SCALAR),
    LOCATION("stagingDir", VALUE_SCALAR),
    LOCATION("storageAccount", VALUE_SCALAR),
    LOCATION("stream", VALUE_SCALAR),
    LOCATION_TEXT("topic", VALUE_SCALAR, topic),
    {"type", VALUE_SCALAR, .fill = FILL_TEXT, .offset = SERVER(type), .tag = SERVER_KEY_TYPE},
    /* What computes, not where the data are: */
    {"warehouse", VALUE_SCALAR},
    {"workgroup", VALUE_SCALAR},
    {NULL},
};

static const struct shape shape_server = {"a server", server_keys, .is_open = true};

void declared_read_server(struct reader *reader, struct contract *contract, struct text name,
                          const struct node *mapping)
{
    struct server *server = reader_append(reader, &contract->servers, sizeof *server, mapping);
    if (reader->is_full)
        return;
    server->role = SERVER_DECLARED;
    server->name = name;
    const struct use *before = reader_enter(reader, mapping);
    server->at.use = reader->use;
    shape_read(reader, &shape_server, mapping, server);
    reader_leave(reader, before);
}

enum server_key server_key_of(struct str name)
{
    for (const struct key *key = server_keys; key->name; key++)
        if (str_is(name, key->name))
            return (enum server_key)key->tag;
    return SERVER_KEY_OTHER;
}
