#include "contract/model.h"

#include "base/map.h"

const struct field_extra field_extra_none = {.unit = {.node = NULL}};
const struct quality_details quality_details_none = {.name = {.node = NULL}};

static const char *const dialect_names[] = {"none", "data-product", "domains", "odcs", "dcs", "dbt"};

const char *dialect_name(enum dialect dialect)
{
    return dialect_names[dialect];
}

enum dialect dialect_of_name(struct str name)
{
    for (size_t i = 1; i < sizeof dialect_names / sizeof *dialect_names; i++)
        if (str_is(name, dialect_names[i]))
            return (enum dialect)i;
    return DIALECT_NONE;
}

struct text text_of(const struct node *node)
{
    if (!node)
        return (struct text){.node = NULL};
    if (!node_is_scalar(node))
        return (struct text){.node = node};
    struct str value = node_text(node);
    return (struct text){.node = node, .value = node_is_null(node) || str_is_blank(value) ? STR("") : value};
}

const struct promise *contract_promise(const struct contract *contract, enum promise_kind kind)
{
    for (const struct promise *promise = contract->promises.first; promise; promise = promise->at.next)
        if (promise->kind == kind)
            return promise;
    return NULL;
}

const struct field *field_find(const struct field *parent, struct str name)
{
    if (parent->index)
        return map_get(parent->index, name);
    for (const struct field *field = parent->fields.first; field; field = field->at.next)
        if (field->role == FIELD_PROPERTY && str_equal(field->name.value, name))
            return field;
    return NULL;
}

enum { MAX_HOPS = 64 };

/* Looks through references and branches; `hops` bounds cycles and towers. */
static const struct field *find_through(const struct field *parent, struct str name, unsigned *hops)
{
    const struct field *found = field_find(parent, name);
    if (found || ++*hops > MAX_HOPS)
        return found;
    if (parent->referenced && (found = find_through(parent->referenced, name, hops)))
        return found;
    for (const struct field_entry *branch = parent->extra->branches.first; branch && *hops <= MAX_HOPS;
         branch = branch->at.next)
        if ((found = find_through(branch->field, name, hops)))
            return found;
    return NULL;
}

const struct field *dataset_field(const struct dataset *dataset, struct str path)
{
    const struct field *parent = dataset->root;
    if (!parent)
        return NULL;
    unsigned hops = 0;
    const struct field *whole = find_through(parent, path, &hops);
    if (whole)
        return whole;
    for (unsigned depth = 0; path.len && parent && depth < MAX_HOPS; depth++) {
        size_t dot = str_index(path, '.');
        struct str name = str_slice(path, 0, dot);
        if (str_ends(name, "[]"))
            name.len -= 2;
        const struct field *found = NULL; /* a list's fields are those of its items */
        for (const struct field *at = parent; at && !found; at = at->items) {
            hops = 0;
            found = find_through(at, name, &hops);
        }
        parent = found;
        path = dot < path.len ? str_slice(path, dot + 1, path.len) : STR("");
    }
    return parent;
}

const struct keyword_use *field_keyword(const struct field *field, enum keyword_id id)
{
    if (!(field->has.bits[id / 64] >> id % 64 & 1))
        return NULL;
    for (const struct keyword_use *use = field->keywords; use; use = use->next)
        if (use->keyword && use->keyword->id == id)
            return use;
    return NULL;
}

bool field_has_inner(const struct field *field)
{
    for (const struct field *inner = field->fields.first; inner; inner = inner->at.next)
        if (inner->role != FIELD_DEFINITION && !(inner->is_boolean && str_is(node_text(inner->at.node), "false")))
            return true;
    return false;
}

bool field_is_part(const struct field *field)
{
    for (; field; field = field->parent)
        if (field->role == FIELD_BRANCH || field->role == FIELD_DEFINITION)
            return true;
    return false;
}

bool field_says_more(const struct field *field)
{
    return field->extra->branches.count || text_is_present(field->reference) ||
           field_keyword(field, KEYWORD_DYNAMIC_REF) || field_keyword(field, KEYWORD_RECURSIVE_REF);
}
