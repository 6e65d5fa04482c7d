#include "contract/product.h"

#include "base/distance.h"
#include "contract/fields.h"

#include <stddef.h>

/* Schema. */

#define DATASET(member) offsetof(struct dataset, member)

static const char *const evolutions[] = {"none", "backward", "forward", "full", "auto", NULL};

static const struct key registered_keys[] = {
    {"description", VALUE_STRING, .fill = FILL_TEXT, .offset = DATASET(description)},
    {"evolution", VALUE_STRING, .fill = FILL_TEXT, .offset = DATASET(evolution), .values = evolutions},
    {"format", VALUE_STRING},
    {"id", VALUE_SCALAR},
    {"name", VALUE_STRING, .fill = FILL_TEXT, .offset = DATASET(name)},
    {"registry", VALUE_STRING, .fill = FILL_TEXT, .offset = DATASET(registry)},
    {"subject", VALUE_STRING, .fill = FILL_TEXT, .offset = DATASET(subject)},
    {"version", VALUE_SCALAR},
    {NULL},
};

static const struct shape shape_registered = {
    "a registered `schema`",
    registered_keys,
    .look_alikes = (const struct look_alike[]){{"compatibility", "evolution"}, {NULL, NULL}},
};

static void read_columns(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    fields_read_columns(reader, object, value);
}

static const struct key column_schema_keys[] = {
    {"description", VALUE_STRING, .fill = FILL_TEXT, .offset = DATASET(description)},
    {"evolution", VALUE_STRING, .fill = FILL_TEXT, .offset = DATASET(evolution), .values = evolutions},
    {"fields", VALUE_LIST, .fill = FILL_READ, .read = read_columns},
    {"name", VALUE_STRING, .fill = FILL_TEXT, .offset = DATASET(name)},
    {"registry", VALUE_STRING, .fill = FILL_TEXT, .offset = DATASET(registry)},
    {"subject", VALUE_STRING, .fill = FILL_TEXT, .offset = DATASET(subject)},
    {"type", VALUE_STRING},
    {NULL},
};

static const struct shape shape_column_schema = {"a `schema` with `fields`", column_schema_keys};

static const struct node *document_root(const struct node *node)
{
    while (node->parent)
        node = node->parent;
    return node;
}

/* The child of a schema with that key, or with one near it that is no keyword; NULL when there is none. */
static const struct node *find_meant(const struct node *schema, const char *key)
{
    const char *const words[] = {key, NULL};
    const struct node *found = node_find(schema, key);
    for (const struct node *child = node_children(schema); child && !found; child = child->next)
        if (!keyword_find(node_key(child), KEYWORD_IN_SCHEMA) &&
            (distance_nearest(node_key(child), words) || str_is(reader_glued_key(child), key)))
            found = child;
    return found;
}

static bool is_list_of_columns(const struct node *fields)
{
    return node_is_sequence(fields) || (fields && str_is(node_key(fields), "fields"));
}

static void read_schema_mapping(struct reader *reader, struct dataset *dataset, const struct node *schema)
{
    dataset->registry = text_of(find_meant(schema, "registry"));
    if (is_list_of_columns(find_meant(schema, "fields"))) {
        dataset->form = DATASET_FIELDS;
        shape_read(reader, &shape_column_schema, schema, dataset);
    } else if (text_is_present(dataset->registry) && !node_find(schema, "properties") && !node_find(schema, "$ref")) {
        dataset->form = DATASET_REGISTERED;
        shape_read(reader, &shape_registered, schema, dataset);
    } else {
        dataset->subject = text_of(node_find(schema, "subject"));
        dataset->evolution = text_of(node_find(schema, "evolution"));
        fields_read_schema(reader, dataset, schema, document_root(schema));
    }
}

void product_read_schema(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    struct contract *contract = object;
    contract->schema = value;
    bool is_list_of_columns = node_is_sequence(value) && (key->flags & KEY_MISPLACED);
    if (!is_list_of_columns && !node_children(value))
        return;
    struct dataset *dataset = reader_append(reader, &contract->datasets, sizeof *dataset, value);
    if (reader->is_full)
        return;
    const struct use *before = reader_enter(reader, value);
    dataset->at.use = reader->use;
    if (is_list_of_columns)
        fields_read_columns(reader, dataset, value);
    else
        read_schema_mapping(reader, dataset, value);
    reader_leave(reader, before);
}

/* Service levels. */

void product_read_promise(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    struct contract *contract = object;
    struct promise *promise = reader_append(reader, &contract->promises, sizeof *promise, value);
    promise->kind = (enum promise_kind)key->tag;
    promise->name = (struct text){.value = node_key(value), .node = value};
    promise->value = text_of(value);
}

/* Access. */

static const struct key role_keys[] = {
    {"access", VALUE_ANY, .fill = FILL_TEXT, .offset = offsetof(struct role, access)},
    {"description", VALUE_STRING},
    {"name", VALUE_SCALAR, .fill = FILL_TEXT, .offset = offsetof(struct role, name)},
    {"permissions", VALUE_LIST | VALUE_SCALAR, .fill = FILL_ITEMS, .offset = offsetof(struct role, permissions)},
    {"role", VALUE_SCALAR, .fill = FILL_TEXT, .offset = offsetof(struct role, name)},
    {NULL},
};

static const struct shape shape_role = {"a role", role_keys, .is_open = true};

static void read_roles(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    struct list *roles = &((struct access *)object)->roles;
    const struct use *outer = reader_enter(reader, value);
    for (const struct node *item = node_children(value); item; item = item->next) {
        if (!reader_check_kind(reader, item, VALUE_MAPPING | VALUE_SCALAR, key->name))
            continue;
        struct role *role = reader_append(reader, roles, sizeof *role, item);
        const struct use *before = reader_enter(reader, item);
        role->at.use = reader->use;
        if (node_is_mapping(item))
            shape_read(reader, &shape_role, item, role);
        else
            role->name = text_of(item);
        reader_leave(reader, before);
    }
    reader_leave(reader, outer);
}

static void read_permissions(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    struct access *access = object;
    access->permissions_node = value;
    reader_items(reader, &access->permissions, value);
}

static const struct key access_keys[] = {
    {"authentication", VALUE_STRING | VALUE_MAPPING, .fill = FILL_TEXT,
     .offset = offsetof(struct access, authentication)},
    {"authorization", VALUE_STRING | VALUE_MAPPING, .fill = FILL_TEXT,
     .offset = offsetof(struct access, authorization)},
    {"classification", VALUE_STRING, KEY_JUDGED, FILL_TEXT, offsetof(struct access, classification)},
    {"requiredPermissions", VALUE_LIST, .fill = FILL_READ, .read = read_permissions},
    {"roles", VALUE_LIST, .fill = FILL_READ, .read = read_roles},
    {NULL},
};

const struct shape shape_access = {
    "`access`",
    access_keys,
    .look_alikes = (const struct look_alike[]){{"permissions", "requiredPermissions"},
                                               {"required_permission", "requiredPermissions"},
                                               {"sensitivity", "classification"},
                                               {"confidentiality", "classification"},
                                               {"auth", "authentication"},
                                               {NULL, NULL}},
};

/* Governance. */

static void read_policies(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    struct contract *contract = object;
    contract->policies_node = value;
    const struct use *outer = reader_enter(reader, value);
    for (const struct node *item = node_children(value); item; item = item->next) {
        struct policy *policy = reader_append(reader, &contract->policies, sizeof *policy, item);
        if (node_is_mapping(value)) {
            policy->name = (struct text){.value = node_key(item), .node = item};
            policy->value = text_of(item);
        } else if (node_is_mapping(item)) {
            const struct node *name = node_find(item, "name");
            policy->name = text_of(name ? name : node_find(item, "policy"));
        } else if (reader_check_kind(reader, item, VALUE_SCALAR | VALUE_MAPPING, key->name)) {
            policy->name = text_of(item);
        }
    }
    reader_leave(reader, outer);
}

#define CONTRACT(member) offsetof(struct contract, member)

static const struct key governance_keys[] = {
    {"legalBasis", VALUE_STRING, .fill = FILL_TEXT, .offset = CONTRACT(legal_basis)},
    {"policies", VALUE_LIST | VALUE_MAPPING, .fill = FILL_READ, .read = read_policies},
    {"purpose", VALUE_STRING, .fill = FILL_TEXT, .offset = CONTRACT(purpose)},
    {"residency", VALUE_SCALAR | VALUE_LIST | VALUE_MAPPING, .fill = FILL_TEXT, .offset = CONTRACT(residency)},
    {"retention", VALUE_STRING, KEY_JUDGED, FILL_TEXT, CONTRACT(governance_retention)},
    {NULL},
};

static const struct shape shape_governance = {"`governance`", governance_keys, .is_open = true};

void product_read_governance(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    struct contract *contract = object;
    contract->governance = value;
    const struct use *before = reader_enter(reader, value);
    shape_read(reader, &shape_governance, value, contract);
    reader_leave(reader, before);
}

/* Lineage and transformations. */

/* The value of the first of the keys that is there; one of another kind than `kinds` is a problem. */
static struct text first_text(struct reader *reader, const struct node *mapping, const char *const *keys,
                              unsigned kinds)
{
    for (; *keys; keys++) {
        const struct node *value = node_find(mapping, *keys);
        if (!value)
            continue;
        bool is_right = reader_check_kind(reader, value, kinds, *keys);
        return is_right ? text_of(value) : (struct text){.node = value};
    }
    return (struct text){.node = NULL};
}

static void read_edges(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    static const char *const name_keys[] = {"name",   "product",  "dataProduct", "data_product",
                                            "source", "consumer", "id",          NULL};
    static const char *const type_keys[] = {"type", NULL};
    struct contract *contract = object;
    struct list *edges = key->tag ? &contract->downstream : &contract->upstream;
    const struct use *outer = reader_enter(reader, value);
    for (const struct node *item = node_children(value); item; item = item->next) {
        if (!reader_check_kind(reader, item, VALUE_STRING | VALUE_MAPPING, key->name))
            continue;
        struct lineage *edge = reader_append(reader, edges, sizeof *edge, item);
        edge->is_downstream = key->tag;
        if (!node_is_mapping(item)) {
            edge->name = text_of(item);
            continue;
        }
        const struct use *before = reader_enter(reader, item);
        edge->at.use = reader->use;
        edge->name = first_text(reader, item, name_keys, VALUE_STRING);
        edge->type = first_text(reader, item, type_keys, VALUE_STRING);
        const struct node *fields = node_find(item, "fields");
        if (fields)
            reader_items(reader, &edge->fields, fields);
        reader_leave(reader, before);
    }
    reader_leave(reader, outer);
}

static const struct key lineage_keys[] = {
    {"downstream", VALUE_LIST, .fill = FILL_READ, .read = read_edges, .tag = 1},
    {"upstream", VALUE_LIST, .fill = FILL_READ, .read = read_edges, .tag = 0},
    {NULL},
};

static const struct shape shape_lineage = {
    "`lineage`",
    lineage_keys,
    .look_alikes = (const struct look_alike[]){{"upstreams", "upstream"},
                                               {"sources", "upstream"},
                                               {"inputs", "upstream"},
                                               {"downstreams", "downstream"},
                                               {"consumers", "downstream"},
                                               {NULL, NULL}},
    .is_open = true,
};

void product_read_lineage(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    struct contract *contract = object;
    contract->lineage = value;
    const struct use *before = reader_enter(reader, value);
    shape_read(reader, &shape_lineage, value, contract);
    reader_leave(reader, before);
}

static void read_step(struct reader *reader, void *object, const struct node *mapping)
{
    static const char *const name_keys[] = {"step", "name", NULL};
    static const char *const location_keys[] = {"location", "code", "path", NULL};
    static const char *const type_keys[] = {"type", "engine", "technology", NULL};
    struct contract *contract = object;
    struct step *step = reader_append(reader, &contract->steps, sizeof *step, mapping);
    step->name = first_text(reader, mapping, name_keys, VALUE_SCALAR);
    step->location = first_text(reader, mapping, location_keys, VALUE_ANY);
    step->type = first_text(reader, mapping, type_keys, VALUE_ANY);
}

void product_read_transformation(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    const struct node *steps = node_find(value, "steps");
    if (node_is_sequence(value))
        reader_each_mapping(reader, value, key->name, object, read_step);
    else if (node_is_sequence(steps))
        reader_each_mapping(reader, steps, "steps", object, read_step);
    else
        read_step(reader, object, value);
}

void product_read_names(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    struct list *list = (struct list *)(void *)((char *)object + key->offset);
    const struct use *outer = reader_enter(reader, value);
    for (const struct node *child = node_children(value); child; child = child->next) {
        if (!reader_check_kind(reader, child, VALUE_STRING | VALUE_MAPPING, key->name))
            continue;
        const struct node *name = node_is_mapping(child) ? node_find(child, "name") : child;
        if (!name) {
            reader_problem_missing(reader, "structure-missing-key", child, "`name` in an entry of `%s`", key->name);
            continue;
        }
        if (!reader_check_kind(reader, name, VALUE_STRING, "name"))
            continue;
        struct item *item = reader_append(reader, list, sizeof *item, child);
        item->text = text_of(name);
    }
    reader_leave(reader, outer);
}
