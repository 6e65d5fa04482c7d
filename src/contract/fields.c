#include "contract/fields.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "contract/field_tree.h"
#include "contract/reference.h"
#include "contract/type.h"

/* What reading one schema or list carries. */
struct scope {
    struct reader *reader;
    enum keyword_place place;
};

static void read_field(struct scope *scope, struct field *parent, enum field_role role, struct text name,
                       const struct node *node);

static void read_types(struct scope *scope, struct field *field, const struct node *value)
{
    field->type = text_of(value);
    if (node_is_sequence(value)) {
        field->type = (struct text){.value = STR(""), .node = value};
        for (const struct node *item = node_children(value); item; item = item->next) {
            unsigned bits = node_is_null(item) ? JSON_TYPE_NULL : type_bits(node_text(item), scope->place);
            field->types |= bits;
            field->is_type_bad = field->is_type_bad || !bits;
            if (!field->type.value.len && bits && bits != JSON_TYPE_NULL)
                field->type.value = node_text(item);
        }
    } else {
        field->types = type_bits(field->type.value, scope->place);
        field->is_type_bad = !field->types && (text_has_value(field->type) || text_is_wrong_kind(field->type));
    }
    if (field->is_type_bad)
        field->types = 0;
}

static void read_named(struct scope *scope, struct field *field, enum field_role role, const struct node *map)
{
    const struct use *before = reader_enter(scope->reader, map);
    for (const struct node *value = node_children(map); value; value = value->next)
        read_field(scope, field, role, (struct text){.value = node_key(value), .node = value}, value);
    reader_leave(scope->reader, before);
}

/* Of `dependencies`: beside schemas, lists of names may stand there. */
static void read_dependencies(struct scope *scope, struct field *field, const struct node *map)
{
    const struct use *before = reader_enter(scope->reader, map);
    for (const struct node *value = node_children(map); value; value = value->next)
        if (!node_is_sequence(value))
            read_field(scope, field, FIELD_BRANCH, (struct text){.value = node_key(value), .node = value}, value);
    reader_leave(scope->reader, before);
}

static void read_unnamed(struct scope *scope, struct field *field, enum field_role role, const struct node *value)
{
    if (!node_is_sequence(value)) {
        read_field(scope, field, role, (struct text){.node = NULL}, value);
        return;
    }
    const struct use *before = reader_enter(scope->reader, value);
    for (const struct node *item = node_children(value); item; item = item->next)
        read_field(scope, field, role, (struct text){.node = NULL}, item);
    reader_leave(scope->reader, before);
}

/* The value of a column's `name`, misspelt or not; NULL when there is none. */
static const struct node *column_name(const struct node *column)
{
    const struct node *name = node_find(column, "name");
    for (const struct node *child = node_children(column); child && !name; child = child->next) {
        struct str key = node_key(child);
        const char *near = keyword_find(key, KEYWORD_IN_COLUMN) ? NULL : keyword_nearest(key, KEYWORD_IN_COLUMN);
        if ((near && str_is(str_of(near), "name")) || str_is(reader_glued_key(child), "name"))
            name = child;
    }
    return name;
}

static void read_columns(struct scope *scope, struct field *field, const struct node *list)
{
    const struct use *before = reader_enter(scope->reader, list);
    for (const struct node *item = node_children(list); item; item = item->next) {
        const struct node *name = column_name(item);
        read_field(scope, field, FIELD_PROPERTY, text_of(name), item);
        if (node_is_mapping(item) && !name)
            reader_problem_missing(scope->reader, "structure-missing-key", item, "`name` in a field");
        else if (name && node_is_blank(name) && !reader_glued_key(name).len)
            reader_problem_at_key(scope->reader, "metadata-empty", name, "`name` has no value")->level = PROBLEM_ERROR;
    }
    reader_leave(scope->reader, before);
}

static bool is_open(const struct node *value)
{
    const struct node *target = node_resolve(value);
    return !target || target->kind != NODE_SCALAR || !str_is(target->text, "false");
}

/* Keywords whose value holds schemas. */
static void read_inner(struct scope *scope, struct field *field, enum keyword_id id, const struct node *value)
{
    switch (id) {
    case KEYWORD_PROPERTIES: read_named(scope, field, FIELD_PROPERTY, value); break;
    case KEYWORD_PATTERN_PROPERTIES:
        field->has_open_names = true;
        read_named(scope, field, FIELD_PATTERN, value);
        break;
    case KEYWORD_DEFS:
    case KEYWORD_DEFINITIONS: read_named(scope, field, FIELD_DEFINITION, value); break;
    case KEYWORD_DEPENDENT_SCHEMAS: read_named(scope, field, FIELD_BRANCH, value); break;
    case KEYWORD_DEPENDENCIES: read_dependencies(scope, field, value); break;
    case KEYWORD_ALL_OF:
    case KEYWORD_ANY_OF:
    case KEYWORD_ONE_OF:
    case KEYWORD_NOT:
    case KEYWORD_IF:
    case KEYWORD_THEN:
    case KEYWORD_ELSE: read_unnamed(scope, field, FIELD_BRANCH, value); break;
    case KEYWORD_ADDITIONAL_PROPERTIES:
    case KEYWORD_UNEVALUATED_PROPERTIES:
        field->has_open_names = field->has_open_names || is_open(value);
        read_unnamed(scope, field, FIELD_ITEMS, value);
        break;
    case KEYWORD_ITEMS:
    case KEYWORD_ADDITIONAL_ITEMS:
    case KEYWORD_PREFIX_ITEMS:
    case KEYWORD_CONTAINS:
    case KEYWORD_PROPERTY_NAMES:
    case KEYWORD_CONTENT_SCHEMA:
    case KEYWORD_UNEVALUATED_ITEMS: read_unnamed(scope, field, FIELD_ITEMS, value); break;
    case KEYWORD_FIELDS: read_columns(scope, field, value); break;
    default: break;
    }
}

static void read_member(struct scope *scope, struct field *field, enum keyword_id id, const struct node *value)
{
    if (id == KEYWORD_TYPE)
        read_types(scope, field, value);
    field_set(scope->reader, field, id, value);
    read_inner(scope, field, id, value);
}

/* A type where a schema is due; false when it is none. */
static bool report_type(struct scope *scope, const struct node *value, const char *name)
{
    bool is_type = scope->place == KEYWORD_IN_SCHEMA && node_is_scalar(value) && !node_is_null(value) &&
                   type_bits(node_text(value), scope->place);
    if (!is_type)
        return false;
    struct arena *arena = scope->reader->arena;
    struct problem *problem =
        reader_problem_at(scope->reader, "structure-wrong-kind", value, "`%s` is `%.*s` where a schema is due", name,
                          STR_ARG(node_text(value)));
    problem->help = text_print(arena, "write `{type: %.*s}`", STR_ARG(node_text(value)));
    return true;
}

/* Whether a mapping, list or scalar stands where the keyword wants one; else that is a problem, unless the keyword is
   only a guess. */
static bool has_shape(struct scope *scope, const struct keyword_use *use)
{
    static const unsigned kinds[] = {
        [KEYWORD_IS_ANY] = VALUE_ANY,
        [KEYWORD_IS_STRING] = VALUE_SCALAR,
        [KEYWORD_IS_BOOLEAN] = VALUE_SCALAR,
        [KEYWORD_IS_NUMBER] = VALUE_SCALAR,
        [KEYWORD_IS_COUNT] = VALUE_SCALAR,
        [KEYWORD_IS_LIST] = VALUE_LIST,
        [KEYWORD_IS_STRINGS] = VALUE_LIST,
        [KEYWORD_IS_SCHEMA] = VALUE_MAPPING | VALUE_BOOLEAN,
        [KEYWORD_IS_SCHEMAS] = VALUE_LIST,
        [KEYWORD_IS_ITEMS] = VALUE_MAPPING | VALUE_BOOLEAN | VALUE_LIST,
        [KEYWORD_IS_SCHEMA_MAP] = VALUE_MAPPING,
        [KEYWORD_IS_TYPE] = VALUE_SCALAR | VALUE_LIST,
        [KEYWORD_IS_MAPPING] = VALUE_MAPPING,
        [KEYWORD_IS_REFERENCES] = VALUE_ANY,
        [KEYWORD_IS_REQUIRED] = VALUE_SCALAR | VALUE_LIST,
        [KEYWORD_IS_FIELDS] = VALUE_LIST,
    };
    const enum keyword_kind kind = use->keyword->kind;
    unsigned wanted = kinds[kind];
    if (kind == KEYWORD_IS_REQUIRED && scope->place == KEYWORD_IN_SCHEMA && node_is_mapping(use->value))
        wanted = VALUE_LIST;
    bool takes_schema = kind == KEYWORD_IS_SCHEMA || kind == KEYWORD_IS_ITEMS;
    if (!use->is_misspelt && takes_schema && report_type(scope, use->value, use->keyword->name))
        return false;
    return use->is_misspelt ? reader_is_kind(use->value, wanted)
                            : reader_check_kind(scope->reader, use->value, wanted, use->keyword->name);
}

static void report_unknown_column_key(struct scope *scope, const struct node *value, const char *near)
{
    if (!node_resolve(value->key))
        return; /* an alias of nothing, as is told of it */
    struct problem *problem = reader_problem_at_key(scope->reader, "structure-unknown-key", value, "%s in a field",
                                                    node_quote_key(scope->reader->arena, value));
    if (near)
        problem->help = text_print(scope->reader->arena, "did you mean `%s`?", near);
}

/* Which keyword a key is or is meant to be; NULL for one that nobody knows. */
static const struct keyword *keyword_meant(struct scope *scope, const struct node *value, const struct node *mapping,
                                           bool *is_misspelt)
{
    const struct keyword *keyword = keyword_find(node_key(value), scope->place);
    if (keyword)
        return keyword;
    const struct keyword *glued = keyword_find(reader_glued_key(value), scope->place);
    const char *near = glued ? glued->name : keyword_nearest(node_key(value), scope->place);
    if (scope->place == KEYWORD_IN_COLUMN)
        report_unknown_column_key(scope, value, near);
    *is_misspelt = near && !node_find(mapping, near);
    return *is_misspelt ? keyword_find(str_of(near), scope->place) : NULL;
}

static bool is_registry_key(const struct field *field, struct str name)
{
    static const char *const names[] = {"registry", "subject", "evolution", NULL};
    return field->role == FIELD_ROOT && str_is_one_of(name, names);
}

static void read_keywords(struct scope *scope, struct field *field, const struct node *mapping)
{
    struct keyword_use *last = NULL;
    for (const struct node *value = node_children(mapping); value && !scope->reader->is_full; value = value->next) {
        if (str_starts(node_key(value), "x-") || is_registry_key(field, node_key(value)))
            continue;
        struct keyword_use *use = reader_new(scope->reader, sizeof *use, value);
        if (scope->reader->is_full)
            return;
        use->value = value;
        use->keyword = keyword_meant(scope, value, mapping, &use->is_misspelt);
        if (use->keyword)
            keyword_set_add(&field->has, use->keyword->id);
        if (last)
            last->next = use;
        else
            field->keywords = use;
        last = use;
        bool is_glued = use->is_misspelt && reader_glued_key(value).len;
        if (use->keyword && !is_glued && has_shape(scope, use)) {
            read_member(scope, field, use->keyword->id, value);
        } else if (use->keyword) {
            field->has_wrong_kind = true;
            field->is_type_bad = field->is_type_bad || use->keyword->id == KEYWORD_TYPE;
        }
    }
}

static void read_schema(struct scope *scope, struct field *field, const struct node *node)
{
    struct reader *reader = scope->reader;
    const struct node *target = node_resolve(node);
    field->is_boolean = target && target->kind == NODE_SCALAR && target->type == SCALAR_BOOL;
    unsigned kinds = scope->place == KEYWORD_IN_SCHEMA ? VALUE_MAPPING | VALUE_BOOLEAN : VALUE_MAPPING;
    if (!reader_is_kind(node, kinds)) {
        bool is_named = field->name.value.len && target == node;
        const char *name = is_named ? str_c(reader->arena, field->name.value) : "schema";
        if (!report_type(scope, node, name))
            reader_check_kind(reader, node, kinds, name);
    }
    if (!node_is_mapping(node))
        return;
    const struct use *before = reader_enter(reader, node);
    field->at.use = reader->use;
    read_keywords(scope, field, node);
    reader_leave(reader, before);
    field_close(reader, field);
}

static void read_field(struct scope *scope, struct field *parent, enum field_role role, struct text name,
                       const struct node *node)
{
    struct field *field = field_add(scope->reader, parent, role, name, node);
    if (!scope->reader->is_full)
        read_schema(scope, field, node);
}

static bool names_are_known(const struct field *field, unsigned *hops)
{
    if (field->has_open_names || field->reference_state == REFERENCE_UNRESOLVED ||
        field->reference_state == REFERENCE_EXTERNAL || ++*hops > 64)
        return false;
    if (field->reference_state == REFERENCE_RESOLVED &&
        (!field->referenced || !names_are_known(field->referenced, hops)))
        return false;
    for (const struct field_entry *branch = field->extra->branches.first; branch; branch = branch->at.next)
        if (!names_are_known(branch->field, hops))
            return false;
    return true;
}

void fields_read_schema(struct reader *reader, struct dataset *dataset, const struct node *schema,
                        const struct node *root)
{
    struct scope scope = {reader, KEYWORD_IN_SCHEMA};
    dataset->form = DATASET_JSON_SCHEMA;
    struct field *field = field_root(reader, dataset, schema);
    field_note(reader, &dataset->fields, field);
    read_schema(&scope, field, schema);
    references_resolve(reader->arena, dataset, schema, root);
    unsigned hops = 0;
    bool names_something = field_has_inner(dataset->root) || text_is_present(dataset->root->reference);
    dataset->are_names_known = names_something && names_are_known(dataset->root, &hops);
}

void fields_read_columns(struct reader *reader, struct dataset *dataset, const struct node *columns)
{
    struct scope scope = {reader, KEYWORD_IN_COLUMN};
    struct field *root = field_root(reader, dataset, columns->parent);
    dataset->form = DATASET_FIELDS;
    dataset->are_names_known = true;
    read_columns(&scope, root, columns);
    field_close(reader, root);
}
