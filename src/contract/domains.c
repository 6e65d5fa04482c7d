#include "contract/domains.h"

#include "contract/product.h"

#include <stddef.h>

#define CONTRACT(member) offsetof(struct contract, member)
#define DOMAIN(member)   offsetof(struct domain, member)

/* What one domain's products are read with. */
struct scope {
    struct document *document;
    struct domain *domain;
};

static const struct key sla_keys[] = {PRODUCT_PROMISES("error_rate", "quality", "response_time"), {NULL}};

static const struct shape shape_sla = {
    "`sla`",
    sla_keys,
    .look_alikes =
        (const struct look_alike[]){
            {"quality_score", "quality"}, {"qualityScore", "quality"}, {"uptime", "availability"}, {NULL, NULL}},
};

static void read_sla(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    ((struct contract *)object)->sla = value;
    const struct use *before = reader_enter(reader, value);
    shape_read(reader, &shape_sla, value, object);
    reader_leave(reader, before);
}

static const struct key product_keys[] = {
    {"access", VALUE_MAPPING, .fill = FILL_INSIDE, .offset = CONTRACT(access), .shape = &shape_access},
    {"description", VALUE_STRING, .fill = FILL_TEXT, .offset = CONTRACT(description)},
    {"endpoints", VALUE_MAPPING, .fill = FILL_READ, .read = product_read_endpoints},
    {"governance", VALUE_MAPPING, .fill = FILL_READ, .read = product_read_governance},
    {"input_ports", VALUE_LIST, .fill = FILL_READ, .tag = SERVER_INPUT_PORT, .read = product_read_ports},
    {"lineage", VALUE_MAPPING, .fill = FILL_READ, .read = product_read_lineage},
    {"name", VALUE_STRING, KEY_REQUIRED | KEY_JUDGED, FILL_TEXT, CONTRACT(name)},
    {"observability", VALUE_MAPPING, .fill = FILL_NODE, .offset = CONTRACT(observability)},
    {"output_ports", VALUE_LIST, .fill = FILL_READ, .tag = SERVER_OUTPUT_PORT, .read = product_read_ports},
    {"owner", VALUE_STRING, KEY_JUDGED, FILL_TEXT, CONTRACT(owner)},
    {"pipelines", VALUE_MAPPING, .fill = FILL_READ, .read = product_read_pipelines},
    {"quality", VALUE_MAPPING, .fill = FILL_READ, .read = product_read_quality},
    {"schema", VALUE_MAPPING, KEY_BLANK_JUDGED, FILL_READ, .read = product_read_schema},
    {"sla", VALUE_MAPPING, .fill = FILL_READ, .read = read_sla},
    {"status", VALUE_STRING, KEY_JUDGED, FILL_TEXT, CONTRACT(status)},
    {"storage", VALUE_MAPPING, .fill = FILL_READ, .read = product_read_storage},
    {"tags", VALUE_LIST, .fill = FILL_ITEMS, .offset = CONTRACT(tags)},
    {"transformation", VALUE_MAPPING | VALUE_LIST, .fill = FILL_READ, .read = product_read_transformation},
    {"version", VALUE_STRING, KEY_JUDGED, FILL_TEXT, CONTRACT(version)},
    {NULL},
};

static const struct shape shape_product = {"a data product", product_keys};

static void read_product(struct reader *reader, void *object, const struct node *item)
{
    struct scope *scope = object;
    struct contract *contract = reader_append(reader, &scope->document->contracts, sizeof *contract, item);
    if (reader->is_full)
        return;
    contract->dialect = DIALECT_DOMAINS;
    contract->in_domain = scope->domain;
    contract->domain = scope->domain->name;
    shape_read(reader, &shape_product, item, contract);
    if (!text_is_present(contract->owner))
        contract->owner = scope->domain->owner;
}

/* The products are read once the domain's own keys are, so that they know its name and owner. */
static const struct key domain_keys[] = {
    {"consumes_data_products", VALUE_LIST, .fill = FILL_READ, .offset = DOMAIN(consumes), .read = product_read_names},
    {"data_products", VALUE_LIST, .fill = FILL_NODE, .offset = DOMAIN(products)},
    {"description", VALUE_STRING, .fill = FILL_TEXT, .offset = DOMAIN(description)},
    {"name", VALUE_STRING, KEY_REQUIRED, FILL_TEXT, DOMAIN(name)},
    {"owner", VALUE_STRING, KEY_JUDGED, FILL_TEXT, DOMAIN(owner)},
    {"produces_data_products", VALUE_LIST, .fill = FILL_READ, .offset = DOMAIN(produces), .read = product_read_names},
    {"source_systems", VALUE_LIST, .fill = FILL_READ, .offset = DOMAIN(source_systems), .read = product_read_names},
    {"teams", VALUE_LIST, .fill = FILL_READ, .offset = DOMAIN(teams), .read = product_read_names},
    {NULL},
};

static const struct shape shape_domain = {
    "a domain",
    domain_keys,
    .look_alikes = (const struct look_alike[]){{"products", "data_products"},
                                               {"produces", "produces_data_products"},
                                               {"consumes", "consumes_data_products"},
                                               {"sources", "source_systems"},
                                               {"team", "teams"},
                                               {NULL, NULL}},
};

static void read_domain(struct reader *reader, void *object, const struct node *item)
{
    struct document *document = object;
    struct domain *domain = reader_append(reader, &document->domains, sizeof *domain, item);
    if (reader->is_full)
        return;
    shape_read(reader, &shape_domain, item, domain);
    struct scope scope = {document, domain};
    if (domain->products)
        reader_each_mapping(reader, domain->products, "data product", &scope, read_product);
}

static void read_domain_list(struct reader *reader, void *object, const struct key *key, const struct node *value)
{
    (void)key;
    reader_each_mapping(reader, value, "domain", object, read_domain);
}

static const struct key root_keys[] = {
    {"domains", VALUE_LIST, KEY_REQUIRED, FILL_READ, .read = read_domain_list},
    {NULL},
};

static const struct shape shape_root = {"a domains file", root_keys};

void domains_read(struct reader *reader, struct document *document)
{
    reader->folds_case_style = true;
    shape_read(reader, &shape_root, document->root, document);
}
