#include "check/schema_of.h"

#include "base/buf.h"
#include "base/map.h"
#include "check/field_schema.h"
#include "check/listing.h"
#include "schema/compile.h"

enum {
    MEMORY_MAX = 16 << 20,        /* of what is compiled at one time, in bytes */
    MEMORY_ALL = 256 << 20,       /* of all that was ever compiled */
    FIELD_MEMORY = 600,           /* about what a field takes */
    VALUE_MEMORY = 80,            /* about what a value of an enum or a required name takes */
    VALUES_MAX = 1000000,         /* that are counted of one field: more than there is memory for */
    VALIDATE_STEPS_MAX = 1000000, /* of one value */
    VALIDATE_STEPS_ALL = 20000000,
    SATISFY_STEPS_MAX = 10000, /* of one schema */
    SATISFY_STEPS_ALL = 200000,
};

static const struct satisfy_options strictly = {.asserts_format = true, .steps = SATISFY_STEPS_MAX};

/* What is remembered of a schema. */
struct schema_memory {
    const struct satisfaction *values; /* NULL: not asked yet */
    const struct schema *without;      /* NULL: not made yet */
    bool is_looked_at;
    bool is_doubtful; /* it does not say what its author means, which is told of its keywords */
};

/* Of one file; the budgets are, the rest is of the document at hand. */
struct schemas {
    struct arena *arena;
    const struct document *document; /* NULL: nothing is compiled */
    const struct dataset *dataset;   /* asked about last */
    size_t memory;                   /* about what that takes */
    size_t forgotten;                /* bytes */
    struct schema_set *set;
    struct validator *validator;
    struct map memories; /* schema to struct schema_memory */
    struct map columns;  /* column to schema */
    struct map lost;     /* of the problems up to `problem`: keyword to problem */
    const struct schema_problem *problem;
    uint64_t validate_steps, satisfy_steps;
};

static void add_documents(struct schemas *schemas, const struct document *document)
{
    for (const struct contract *contract = document->contracts.first; contract; contract = contract->at.next)
        for (const struct dataset *dataset = contract->datasets.first; dataset; dataset = dataset->at.next)
            if (dataset->form == DATASET_JSON_SCHEMA && dataset->root && node_is_mapping(dataset->root->at.node))
                schema_set_add(schemas->set, STR(""), dataset->root->at.node, document->root);
}

static void forget(struct schemas *schemas)
{
    if (!schemas->document)
        return;
    schemas->validate_steps += validator_steps(schemas->validator);
    schemas->forgotten += arena_size(schemas->arena);
    schemas->document = NULL;
    arena_reset(schemas->arena);
}

void schemas_trim(struct check *check)
{
    if (check->schemas && arena_size(check->compiled) > MEMORY_MAX)
        forget(check->schemas);
}

static struct schemas *schemas_of(struct check *check)
{
    static const struct validator_options options = {.asserts_format = true, .steps = VALIDATE_STEPS_MAX};
    struct schemas *schemas = check->schemas;
    if (schemas && schemas->document == check->document)
        return schemas;
    if (!schemas) {
        schemas = check->schemas = arena_new(check->kept, struct schemas);
        schemas->arena = check->compiled;
    }
    forget(schemas);
    schemas->document = check->document;
    schemas->set = schema_set_make(schemas->arena, SCHEMA_DRAFT_2020_12);
    schema_set_read_nullable(schemas->set);
    add_documents(schemas, check->document);
    schemas->validator = validator_make(schemas->arena, schemas->set, &options);
    map_init(&schemas->memories, schemas->arena);
    map_init(&schemas->columns, schemas->arena);
    map_init(&schemas->lost, schemas->arena);
    schemas->problem = NULL;
    return schemas;
}

static struct schema_memory *memory_of(struct schemas *schemas, const struct schema *schema)
{
    struct schema_memory *memory = map_get_object(&schemas->memories, schema);
    if (memory)
        return memory;
    memory = arena_new(schemas->arena, struct schema_memory);
    map_put_object(&schemas->memories, schema, memory);
    return memory;
}

static const struct schema *column_schema(struct schemas *schemas, const struct field *column)
{
    struct schema *schema = map_get_object(&schemas->columns, column);
    if (schema)
        return schema;
    schema = (struct schema *)(uintptr_t)field_schema_of(schemas->arena, schemas->set, column);
    map_put_object(&schemas->columns, column, schema);
    return schema;
}

/* How many values a value has, itself included, up to `most`. Aliases count as what they stand for. As deep as values
   are. */
static size_t count_values(const struct node *value, size_t most)
{
    size_t count = value ? 1 : 0;
    for (const struct node *child = node_children(value); child && count < most; child = child->next)
        count += count_values(child, most - count);
    return count;
}

/* About what the whole dataset takes, as all of it may hang on one field. */
static size_t memory_for(struct schemas *schemas, const struct dataset *dataset)
{
    if (schemas->dataset == dataset)
        return schemas->memory;
    schemas->dataset = dataset;
    schemas->memory = dataset->fields.count * FIELD_MEMORY;
    for (const struct field_entry *entry = dataset->fields.first; entry; entry = entry->at.next) {
        const struct field *field = entry->field;
        schemas->memory += (count_values(field->enumeration, VALUES_MAX) + node_length(field->required_list) +
                            2 * count_values(field->extra->constant, VALUES_MAX)) *
                           VALUE_MEMORY; /* a constant is also the value that is found */
    }
    return schemas->memory;
}

/* What is compiled counts as part of what is made from the file. */
static bool has_room(const struct check *check, size_t size)
{
    const struct listing *listing = check->listing;
    return size <= MEMORY_MAX && (!listing || !listing->memory || arena_size(check->kept) + size <= listing->memory);
}

const struct schema *schema_of(struct check *check, const struct field *field)
{
    const struct dataset *dataset = field->dataset;
    if (!node_is_mapping(field->at.node) && !field->is_boolean)
        return NULL;
    struct schemas *schemas = schemas_of(check);
    if (schemas->forgotten > MEMORY_ALL || !has_room(check, memory_for(schemas, dataset)))
        return NULL;
    if (dataset->form != DATASET_JSON_SCHEMA)
        return column_schema(schemas, field);
    return schema_compile(schemas->set, field->at.node);
}

bool schema_reference_is_lost(struct check *check, const struct node *keyword)
{
    struct schemas *schemas = schemas_of(check);
    const struct schema_problem *problem =
        schemas->problem ? schemas->problem->next : schema_set_problems(schemas->set);
    for (; problem; problem = problem->next) {
        schemas->problem = problem;
        if (problem->kind == SCHEMA_REFERENCE_UNRESOLVED)
            map_put_object(&schemas->lost, problem->node, problem);
    }
    return map_get_object(&schemas->lost, keyword);
}

const struct schema_circle *schema_circles_of(struct check *check, const struct dataset *dataset)
{
    struct keyword_set referring = {{0, 0}};
    keyword_set_add(&referring, KEYWORD_REF);
    keyword_set_add(&referring, KEYWORD_DYNAMIC_REF);
    keyword_set_add(&referring, KEYWORD_RECURSIVE_REF);
    const struct schema **all = NULL;
    size_t count = 0;
    for (const struct field_entry *entry = dataset->fields.first; entry; entry = entry->at.next) {
        bool refers = keyword_set_overlaps(referring, entry->field->has);
        const struct schema *schema = refers ? schema_of(check, entry->field) : NULL;
        if (schema && !all)
            all = arena_alloc_array(check->arena, dataset->fields.count, sizeof(const struct schema *));
        if (schema)
            all[count++] = schema;
    }
    return count ? schema_circles(check->arena, check->schemas->set, all, count) : NULL;
}

bool field_has_constraints(const struct field *field)
{
    static const enum keyword_id ids[] = {KEYWORDS_THAT_BOUND,
                                          KEYWORD_ADDITIONAL_PROPERTIES,
                                          KEYWORD_ALL_OF,
                                          KEYWORD_ANY_OF,
                                          KEYWORD_CONTAINS,
                                          KEYWORD_DEPENDENCIES,
                                          KEYWORD_DEPENDENT_REQUIRED,
                                          KEYWORD_DEPENDENT_SCHEMAS,
                                          KEYWORD_DYNAMIC_REF,
                                          KEYWORD_FORMAT,
                                          KEYWORD_IF,
                                          KEYWORD_ITEMS,
                                          KEYWORD_MULTIPLE_OF,
                                          KEYWORD_NOT,
                                          KEYWORD_ONE_OF,
                                          KEYWORD_PATTERN,
                                          KEYWORD_PATTERN_PROPERTIES,
                                          KEYWORD_PREFIX_ITEMS,
                                          KEYWORD_PROPERTIES,
                                          KEYWORD_PROPERTY_NAMES,
                                          KEYWORD_RECURSIVE_REF,
                                          KEYWORD_REF,
                                          KEYWORD_REQUIRED,
                                          KEYWORD_UNEVALUATED_ITEMS,
                                          KEYWORD_UNIQUE_ITEMS,
                                          KEYWORD_UNEVALUATED_PROPERTIES};
    struct keyword_set constraints = {{0, 0}};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        keyword_set_add(&constraints, ids[i]);
    return keyword_set_overlaps(constraints, field->has);
}

const struct schema *schema_without_values(struct check *check, const struct schema *schema)
{
    struct schemas *schemas = schemas_of(check);
    struct schema_memory *memory = memory_of(schemas, schema);
    if (!memory->without) {
        struct schema *copy = arena_new(schemas->arena, struct schema);
        *copy = *schema;
        copy->enumeration = copy->constant = NULL;
        memory->without = copy;
    }
    return memory->without;
}

const struct satisfaction *schema_values_of(struct check *check, const struct schema *schema)
{
    static const struct satisfaction unknown = {.answer = SCHEMA_UNKNOWN};
    struct schemas *schemas = schemas_of(check);
    struct schema_memory *memory = memory_of(schemas, schema);
    if (memory->values)
        return memory->values;
    memory->values = &unknown;
    if (schemas->satisfy_steps >= SATISFY_STEPS_ALL)
        return memory->values;
    struct satisfaction *values = arena_new(schemas->arena, struct satisfaction);
    struct arena_mark mark = arena_mark(schemas->arena);
    *values = schema_satisfiable(schemas->arena, schemas->set, schema, &strictly);
    if (values->answer == SCHEMA_NO)
        arena_rewind(schemas->arena, mark);
    schemas->satisfy_steps += values->steps;
    return memory->values = values;
}

struct satisfaction schema_ask(struct check *check, const struct schema *schema, const struct schema *other,
                               const struct schema *none)
{
    struct schemas *schemas = schemas_of(check);
    if (schemas->satisfy_steps >= SATISFY_STEPS_ALL)
        return (struct satisfaction){.answer = SCHEMA_UNKNOWN};
    const struct schema *all[] = {schema, other};
    const struct schema_goal goal = {all, 2, &none, none ? 1 : 0};
    struct satisfaction values = schema_satisfy(check->arena, schemas->set, &goal, &strictly);
    schemas->satisfy_steps += values.steps;
    return values;
}

/* Mistakes. */

static bool is_misspelt(const struct node *value)
{
    struct str name = node_key(value);
    return !keyword_find(name, KEYWORD_IN_SCHEMA) && !str_starts(name, "x-") &&
           keyword_nearest(name, KEYWORD_IN_SCHEMA);
}

/* Whether the type refuses a value of the enum, so that it is not clear what may stand there. */
static bool has_foreign_value(struct check *check, const struct schema *schema)
{
    const struct schema_values *values = schema->enumeration;
    for (size_t i = 0; values && i < values->count; i++) {
        unsigned types = json_types_of(check->arena, values->at[i]);
        if (!(types & (schema->types | JSON_TYPE_NULL)))
            return true;
    }
    return false;
}

bool schema_is_doubtful(struct check *check, const struct schema *schema)
{
    struct schema_memory *memory = memory_of(schemas_of(check), schema);
    if (memory->is_looked_at)
        return memory->is_doubtful;
    memory->is_looked_at = true;
    memory->is_doubtful = schema->is_bad || has_foreign_value(check, schema);
    const struct node *child = schema->resource ? node_children(schema->node) : NULL; /* of a column it is read */
    for (; child && !memory->is_doubtful; child = child->next)
        memory->is_doubtful = is_misspelt(child);
    return memory->is_doubtful;
}

/* A value of the enum beside the keyword that refuses it. */
static bool is_listed(struct check *check, const struct schema *schema, const struct node *value)
{
    const struct schema list = {.types = JSON_TYPE_ANY, .enumeration = schema->enumeration};
    return schema->enumeration && schema_validate(schemas_of(check)->validator, &list, value) == SCHEMA_VALID;
}

/* JSON has no `.nan`, but some data has. */
static bool is_left_out(struct check *check, const struct schema_cause *cause)
{
    return !json_types_of(check->arena, cause->instance) || schema_is_doubtful(check, cause->schema) ||
           is_listed(check, cause->schema, cause->instance) ||
           schema_values_of(check, cause->schema)->answer == SCHEMA_NO;
}

const struct schema_cause *schema_mistakes(struct check *check, const struct schema *schema, const struct node *value,
                                           size_t limit)
{
    struct schemas *schemas = schemas_of(check);
    if (validator_steps(schemas->validator) + schemas->validate_steps >= VALIDATE_STEPS_ALL)
        return NULL;
    if (schema_validate(schemas->validator, schema, value) != SCHEMA_INVALID ||
        schema_values_of(check, schema)->answer == SCHEMA_NO)
        return NULL;
    const struct schema_cause *cause = schema_explain(schemas->validator, check->arena, schema, value, limit);
    const struct schema_cause *first = NULL, **end = &first;
    for (; cause; cause = cause->next) {
        if (is_left_out(check, cause))
            continue;
        struct schema_cause *kept = arena_new(check->arena, struct schema_cause);
        *kept = *cause;
        kept->next = NULL;
        *end = kept;
        end = &kept->next;
    }
    return first;
}

struct finding *finding_of_cause(struct check *check, const struct schema_cause *cause, const char *subject)
{
    const char *text = schema_cause_text(check->arena, cause);
    const char *facts = subject ? text_print(check->arena, "%s, %s", subject, text) : text;
    struct finding *finding = cause->child && cause->child->key
                                  ? finding_at_key(check, cause->child, "%s", facts)
                                  : finding_at(check, cause->child ? cause->child : cause->instance, "%s", facts);
    const struct node *demand = cause->missing ? cause->missing : cause->demand;
    if (demand)
        finding_relate(check, finding, demand, "`%s`", cause->keyword);
    return finding;
}
