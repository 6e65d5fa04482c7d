#include "contract/data_product.h"

#include "contract/product.h"

#include <stddef.h>

#define CONTRACT(member) offsetof(struct contract, member)

static const struct key deprecation_keys[] = {
    {"announced", VALUE_SCALAR},
    {"reason", VALUE_STRING},
    {"replacement", VALUE_STRING, .fill = FILL_TEXT, .offset = CONTRACT(replacement)},
    {"sunset", VALUE_STRING, KEY_JUDGED, FILL_TEXT, CONTRACT(sunset)},
    {NULL},
};

static const struct shape shape_deprecation = {
    "`deprecation`",
    deprecation_keys,
    .look_alikes = (const struct look_alike[]){{"sunsetDate", "sunset"},
                                               {"date", "sunset"},
                                               {"successor", "replacement"},
                                               {"replacedBy", "replacement"},
                                               {NULL, NULL}},
};

static void read_deprecation(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    ((struct contract *)object)->deprecation = value;
    const struct use *before = reader_enter(reader, value);
    shape_read(reader, &shape_deprecation, value, object);
    reader_leave(reader, before);
}

static const struct key product_keys[] = {
    {"categories", VALUE_LIST, .fill = FILL_ITEMS, .offset = CONTRACT(categories)},
    {"contact", VALUE_STRING | VALUE_MAPPING, .fill = FILL_TEXT, .offset = CONTRACT(contact)},
    {"createdAt", VALUE_STRING, KEY_JUDGED, FILL_TEXT, CONTRACT(created)},
    {"deprecation", VALUE_MAPPING, .fill = FILL_READ, .read = read_deprecation},
    {"description", VALUE_STRING, KEY_REQUIRED, FILL_TEXT, CONTRACT(description)},
    {"domain", VALUE_STRING, KEY_REQUIRED, FILL_TEXT, CONTRACT(domain)},
    {"id", VALUE_SCALAR, .fill = FILL_TEXT, .offset = CONTRACT(id)},
    {"name", VALUE_STRING, KEY_REQUIRED | KEY_JUDGED, FILL_TEXT, CONTRACT(name)},
    {"owner", VALUE_STRING, KEY_REQUIRED | KEY_JUDGED, FILL_TEXT, CONTRACT(owner)},
    {"status", VALUE_STRING, KEY_JUDGED, FILL_TEXT, CONTRACT(status)},
    {"supportContact", VALUE_STRING | VALUE_MAPPING, .fill = FILL_TEXT, .offset = CONTRACT(support_contact)},
    {"tags", VALUE_LIST, .fill = FILL_ITEMS, .offset = CONTRACT(tags)},
    {"updatedAt", VALUE_STRING, KEY_JUDGED, FILL_TEXT, CONTRACT(updated)},
    {"version", VALUE_STRING, KEY_REQUIRED | KEY_JUDGED, FILL_TEXT, CONTRACT(version)},
    {NULL},
};

static const struct shape shape_product = {
    "`dataProduct`",
    product_keys,
    .look_alikes = (const struct look_alike[]){{"title", "name"},
                                               {"team", "owner"},
                                               {"maintainer", "owner"},
                                               {"state", "status"},
                                               {"created", "createdAt"},
                                               {"updated", "updatedAt"},
                                               {"lastUpdated", "updatedAt"},
                                               {"labels", "tags"},
                                               {"support", "supportContact"},
                                               {NULL, NULL}},
};

static const struct key sla_keys[] = {PRODUCT_PROMISES("errorRate", "qualityScore", "responseTime"), {NULL}};

static const struct shape shape_sla = {
    "`sla`",
    sla_keys,
    .look_alikes = (const struct look_alike[]){{"quality", "qualityScore"},
                                               {"uptime", "availability"},
                                               {"dataFreshness", "freshness"},
                                               {"updateFrequency", "freshness"},
                                               {"retentionPeriod", "retention"},
                                               {NULL, NULL}},
};

static void read_product(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    struct contract *contract = object;
    contract->at.node = value;
    const struct use *before = reader_enter(reader, value);
    contract->at.use = reader->use;
    shape_read(reader, &shape_product, value, contract);
    reader_leave(reader, before);
}

static void read_sla(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    ((struct contract *)object)->sla = value;
    if (!node_is_mapping(value))
        return;
    const struct use *before = reader_enter(reader, value);
    shape_read(reader, &shape_sla, value, object);
    reader_leave(reader, before);
}

static const struct key root_keys[] = {
    {"access", VALUE_MAPPING, .fill = FILL_INSIDE, .offset = CONTRACT(access), .shape = &shape_access},
    {"dataProduct", VALUE_MAPPING, KEY_REQUIRED, FILL_READ, .read = read_product},
    {"endpoints", VALUE_MAPPING, .fill = FILL_READ, .read = product_read_endpoints},
    {"fields", VALUE_LIST, KEY_MISPLACED, FILL_READ, .read = product_read_schema, .replacement = "schema",
     .replacement_help = "move it into the schema: `schema: {fields: […]}`"},
    {"governance", VALUE_MAPPING, .fill = FILL_READ, .read = product_read_governance},
    {"inputPorts", VALUE_LIST, .fill = FILL_READ, .tag = SERVER_INPUT_PORT, .read = product_read_ports},
    {"lineage", VALUE_MAPPING, .fill = FILL_READ, .read = product_read_lineage},
    {"observability", VALUE_MAPPING, .fill = FILL_NODE, .offset = CONTRACT(observability)},
    {"outputPorts", VALUE_LIST, .fill = FILL_READ, .tag = SERVER_OUTPUT_PORT, .read = product_read_ports},
    {"quality", VALUE_MAPPING, .fill = FILL_READ, .read = product_read_quality},
    {"schema", VALUE_MAPPING, KEY_REQUIRED | KEY_BLANK_JUDGED, FILL_READ, .read = product_read_schema},
    {"sla", VALUE_MAPPING, KEY_REQUIRED | KEY_BLANK_JUDGED, FILL_READ, .read = read_sla},
    {"storage", VALUE_MAPPING, .fill = FILL_READ, .read = product_read_storage},
    {"transformation", VALUE_MAPPING | VALUE_LIST, .fill = FILL_READ, .read = product_read_transformation},
    {NULL},
};

static const struct shape shape_root = {
    "a data product contract",
    root_keys,
    .look_alikes = (const struct look_alike[]){{"slas", "sla"},
                                               {"serviceLevels", "sla"},
                                               {"servicelevels", "sla"},
                                               {"models", "schema"},
                                               {"security", "access"},
                                               {"inputs", "inputPorts"},
                                               {"outputs", "outputPorts"},
                                               {"transformations", "transformation"},
                                               {NULL, NULL}},
};

void data_product_read(struct reader *reader, struct document *document)
{
    struct contract *contract = reader_append(reader, &document->contracts, sizeof *contract, document->root);
    contract->dialect = DIALECT_DATA_PRODUCT;
    reader->folds_case_style = true;
    shape_read(reader, &shape_root, document->root, contract);
}
