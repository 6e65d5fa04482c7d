#include "base/buf.h"
#include "base/distance.h"
#include "check/name.h"
#include "check/rule.h"

enum { SHARED_LEN = 4, NAME_MAX_LEN = 200 };

/* Stems that say what a file is, not whose, in snake_case. */
static const char *const general_words[] = {"contract",     "contracts",   "data",     "product", "products",
                                            "datacontract", "dataproduct", "index",    "main",    "schema",
                                            "spec",         "readme",      "latest",   "current", "draft",
                                            "example",      "sample",      "template", "test",    NULL};

/* Folders that hold products, whatever their domains. */
static const char *const general_folders[] = {"contracts",      "products",      "data-products",
                                              "data_products",  "dataproducts",  "data-contracts",
                                              "data_contracts", "datacontracts", NULL};

/* Cuts the last part of a path off `path` and returns it. */
static struct str cut_last(struct str *path)
{
    size_t start = path->len;
    while (start && path->at[start - 1] != '/')
        start--;
    struct str last = str_slice(*path, start, path->len);
    path->len = start ? start - 1 : 0;
    return last;
}

/* "customer-360" of "customer-360.contract.yaml". */
static struct str stem_of(struct str file)
{
    return str_slice(file, 0, str_index(file, '.'));
}

/* Whether every word is a general one, a number or a version. */
static bool is_general(struct str snake)
{
    while (snake.len) {
        size_t end = str_index(snake, '_');
        struct str word = str_slice(snake, 0, end);
        snake = str_slice(snake, end + 1, snake.len);
        struct str number = word.len > 1 && word.at[0] == 'v' ? str_slice(word, 1, word.len) : word;
        if (str_digits(number) < number.len && !str_is_one_of(word, general_words))
            return false;
    }
    return true;
}

/* Whether both begin with the same long word, or one is a misspelling of the other. */
static bool is_akin(struct str a, struct str b)
{
    size_t word = str_index(a, '_');
    if (word >= SHARED_LEN && word == str_index(b, '_') && str_equal(str_slice(a, 0, word), str_slice(b, 0, word)))
        return true;
    struct distance_search search = distance_search_start(a);
    distance_search_offer(&search, b);
    return search.found.at != NULL;
}

static struct str squashed(struct check *check, struct str snake)
{
    struct buf buf = {.arena = check->arena};
    for (size_t i = 0; i < snake.len; i++)
        if (snake.at[i] != '_')
            buf_add_char(&buf, snake.at[i]);
    return buf_str(&buf);
}

static struct str snake_of(struct check *check, struct str text)
{
    return name_in_style(check->arena, text, NAME_STYLE_SNAKE);
}

/* One holds the other: `orders.yaml` and `sales-online-orders.yaml` are for `online-orders`. */
static bool is_about(struct check *check, struct str part, struct str name)
{
    struct str a = squashed(check, snake_of(check, part)), b = squashed(check, snake_of(check, name));
    return a.len && b.len && (str_find(a, b) < a.len || str_find(b, a) < b.len);
}

static bool has_folder_about(struct check *check, struct str folders, struct str name)
{
    while (folders.len) {
        struct str folder = cut_last(&folders);
        if (str_equal(squashed(check, snake_of(check, folder)), squashed(check, snake_of(check, name))))
            return true;
    }
    return false;
}

static void on_contract(struct check *check, const struct contract *contract)
{
    struct str path = check->document->source->name, name = contract->name.value;
    bool is_alone = check->document->tree->index == 1 && !check->document->tree->next;
    if (!name.len || name.len > NAME_MAX_LEN || !is_alone)
        return;
    struct str file = cut_last(&path), stem = stem_of(file), folders = path, snake = snake_of(check, stem);
    if (!snake.len || is_general(snake) || is_about(check, stem, name) || has_folder_about(check, folders, name))
        return;
    struct str folder = cut_last(&path);
    bool is_in_domain = folder.len && distance_is_same_folded(folder, contract->domain.value);
    if (is_in_domain || str_is_one_of(folder, general_folders) || is_akin(snake, snake_of(check, name)))
        finding_at(check, contract->name.node, "%s in %s", quote(check, name), quote(check, file));
}

const struct rule rule_naming_file = {
    .id = "naming-file",
    .severity = SEVERITY_INFO,
    .since = "0.1.0",
    .summary = "the file is named after another product",
    .why = "A file that was copied and not renamed, or whose product was renamed later, is looked for in vain and "
           "edited by "
           "mistake.",
    .advice = "rename the file, or correct the product's name",
    .dialects = IN_DATA_PRODUCT,
    .on_contract = on_contract,
};
