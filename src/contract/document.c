#include "contract/document.h"

#include "contract/data_product.h"
#include "contract/dbt.h"
#include "contract/dcs.h"
#include "contract/domains.h"
#include "contract/odcs.h"

static bool is_list_with(const struct node *list, const char *key)
{
    if (!node_is_sequence(list))
        return false;
    for (const struct node *item = node_children(list); item; item = item->next)
        if (node_find(item, key))
            return true;
    return false;
}

/* "v3.1.0", "2.2.2": what makes a root `apiVersion` one of ODCS. */
static bool is_odcs_version(struct str text)
{
    size_t i = str_starts(text, "v") ? 1 : 0;
    if (i >= text.len || (text.at[i] != '2' && text.at[i] != '3'))
        return false;
    unsigned dots = 0;
    for (i++; i < text.len; i++) {
        if (text.at[i] == '.' && char_is_digit(text.at[i - 1]))
            dots++;
        else if (!char_is_digit(text.at[i]))
            return false;
    }
    return dots == 2 && char_is_digit(text.at[text.len - 1]);
}

static bool is_dbt(const struct node *root)
{
    static const char *const keys[] = {"models", "sources", "seeds", "snapshots", "exposures", NULL};
    for (const char *const *key = keys; *key; key++)
        if (is_list_with(node_find(root, *key), "name"))
            return true;
    return false;
}

enum dialect document_detect(const struct node *root)
{
    if (!node_is_mapping(root))
        return DIALECT_NONE;
    const struct node *product = node_find(root, "dataProduct");
    if (!product)
        product = node_find(root, "data_product");
    if (node_is_mapping(product))
        return DIALECT_DATA_PRODUCT;
    const struct node *domains = node_find(root, "domains");
    if (is_list_with(domains, "name") || is_list_with(domains, "data_products"))
        return DIALECT_DOMAINS;
    if (str_is(node_text(node_find(root, "kind")), "DataContract") ||
        is_odcs_version(node_text(node_find(root, "apiVersion"))))
        return DIALECT_ODCS;
    if (node_find(root, "dataContractSpecification"))
        return DIALECT_DCS;
    return is_dbt(root) ? DIALECT_DBT : DIALECT_NONE;
}

/* The camelCase and snake_case spellings of the table's keys in one file. */
static void report_key_style(struct reader *reader)
{
    if (!reader->camel_keys || !reader->snake_keys)
        return;
    bool is_snake_odd = reader->snake_keys <= reader->camel_keys;
    const struct node *odd = is_snake_odd ? reader->first_snake : reader->first_camel;
    const struct node *usual = is_snake_odd ? reader->first_camel : reader->first_snake;
    struct problem *problem = reader_problem_at_key(reader, "structure-key-style", odd, "`%.*s` beside `%.*s`",
                                                    STR_ARG(node_key(odd)), STR_ARG(node_key(usual)));
    problem->related = usual->key->span;
    problem->related_text = is_snake_odd ? "camelCase here" : "snake_case here";
}

struct document *document_recognise(struct arena *arena, const struct source *source, const struct tree *tree,
                                    enum dialect dialect)
{
    struct document *document = arena_new(arena, struct document);
    document->source = source;
    document->tree = tree;
    document->root = node_resolve(tree->root);
    document->dialect = dialect ? dialect : document_detect(document->root);
    document->is_partial = tree->is_partial;
    bool has_rules = document->dialect == DIALECT_DATA_PRODUCT || document->dialect == DIALECT_DOMAINS;
    document->is_built = has_rules && node_is_mapping(document->root);
    return document;
}

void document_fill(struct arena *arena, struct document *document, const struct limits *limits)
{
    static void (*const readers[DIALECT_COUNT])(struct reader * reader, struct document * document) = {
        [DIALECT_DATA_PRODUCT] = data_product_read,
        [DIALECT_DOMAINS] = domains_read,
        [DIALECT_ODCS] = odcs_read,
        [DIALECT_DCS] = dcs_read,
        [DIALECT_DBT] = dbt_read,
    };
    struct reader reader = {.arena = arena, .memory = limits->memory};
    if (!node_is_mapping(document->root) || !readers[document->dialect])
        return;
    readers[document->dialect](&reader, document);
    if (document->dialect == DIALECT_DATA_PRODUCT)
        report_key_style(&reader);
    document->problems = reader.first_problem;
    document->is_partial = document->is_partial || reader.is_full;
}

struct document *document_read(struct arena *arena, const struct source *source, const struct tree *tree,
                               enum dialect dialect, const struct limits *limits)
{
    struct document *document = document_recognise(arena, source, tree, dialect);
    document_fill(arena, document, limits);
    return document;
}
