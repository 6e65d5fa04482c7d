#include "schema/satisfy_choice.h"
#include "schema/equal.h"
#include "schema/format.h"

void branch_leave_out(struct branch *branch, const struct node *node, const char *keyword)
{
    if (!branch->left_out.keyword)
        branch->left_out = (struct reason){node, keyword};
}

void branch_add(struct search *search, struct branch *branch, struct literal literal)
{
    struct literals *list = arena_new(search->arena, struct literals);
    *list = (struct literals){literal, branch->todo};
    branch->todo = list;
}

void branch_add_fact(struct search *search, struct branch *branch, struct fact fact)
{
    struct fact *copy = arena_new(search->arena, struct fact);
    *copy = fact;
    copy->next = branch->facts;
    branch->facts = copy;
}

void branch_take(struct search *search, struct branch *branch, const struct alternative *alternative)
{
    for (const struct item *item = alternative->items; item; item = item->next) {
        if (item->kind == ITEM_LITERAL)
            branch_add(search, branch, item->literal);
        else if (item->kind == ITEM_FACT)
            branch_add_fact(search, branch, item->fact);
        else
            branch_leave_out(branch, item->reason.node, item->reason.keyword);
    }
}

void choosing_begin(struct choosing *choosing)
{
    struct alternative *alternative = arena_new(choosing->search->arena, struct alternative);
    if (choosing->last)
        choosing->last->next = alternative;
    else
        choosing->choice.first = alternative;
    choosing->last = alternative;
    choosing->choice.count++;
}

static void add_item(struct choosing *choosing, struct item item)
{
    struct item *copy = arena_new(choosing->search->arena, struct item);
    *copy = item;
    copy->next = choosing->last->items;
    choosing->last->items = copy;
}

void choosing_add_schema(struct choosing *choosing, const struct schema *schema, bool is_negative)
{
    struct literal literal = {schema, is_negative, choosing->literal.is_emitted && !is_negative};
    add_item(choosing, (struct item){.kind = ITEM_LITERAL, .literal = literal});
}

static struct fact fact_of(const struct choosing *choosing, enum fact_kind kind, bool is_negative)
{
    return (struct fact){.kind = kind,
                         .is_negative = is_negative,
                         .is_emitted = choosing->literal.is_emitted,
                         .schema = choosing->literal.schema};
}

void choosing_add_presence(struct choosing *choosing, struct str name, bool is_negative)
{
    struct fact fact = fact_of(choosing, FACT_PRESENT, is_negative);
    fact.name = name;
    add_item(choosing, (struct item){.kind = ITEM_FACT, .fact = fact});
}

/* An alternative that is one negated keyword. */
static void refuse(struct choosing *choosing, enum fact_kind kind, size_t index)
{
    struct fact fact = fact_of(choosing, kind, true);
    fact.index = index;
    choosing_begin(choosing);
    add_item(choosing, (struct item){.kind = ITEM_FACT, .fact = fact});
}

static void refuse_unknown(struct choosing *choosing, const struct node *node, const char *keyword)
{
    choosing_begin(choosing);
    add_item(choosing, (struct item){.kind = ITEM_REASON, .reason = {node, keyword}});
}

static void refuse_schema(struct choosing *choosing, const struct schema *schema)
{
    choosing_begin(choosing);
    choosing_add_schema(choosing, schema, true);
}

/* Not one of the values: none of the scalars of this type, and of no list's or mapping's shape. */
static void refuse_values(struct choosing *choosing, const struct schema_values *values)
{
    struct search *search = choosing->search;
    unsigned type = choosing->branch->type;
    bool is_any = false;
    for (size_t i = 0; i < values->count; i++) {
        if (!(json_types_of(search->arena, values->at[i]) & type))
            continue;
        if (!is_any)
            choosing_begin(choosing);
        is_any = true;
        if (type == JSON_TYPE_OBJECT || type == JSON_TYPE_ARRAY) {
            choosing_add_schema(choosing, constant_shape(search, values->at[i]), true);
        } else {
            struct fact fact = fact_of(choosing, FACT_VALUE, true);
            fact.value = values->at[i];
            add_item(choosing, (struct item){.kind = ITEM_FACT, .fact = fact});
        }
    }
    if (!is_any)
        choosing->is_met = true;
}

static void refuse_type(struct choosing *choosing, unsigned types)
{
    unsigned type = choosing->branch->type;
    if (types & type)
        return;
    if (type == JSON_TYPE_NUMBER && (types & JSON_TYPE_INTEGER))
        refuse(choosing, FACT_INTEGER, 0);
    else
        choosing->is_met = true;
}

static void refuse_numbers(struct choosing *choosing, const struct schema_numbers *numbers)
{
    const struct {
        const struct schema_bound *bound;
        enum fact_kind kind;
    } rows[] = {{&numbers->minimum, FACT_MINIMUM},
                {&numbers->exclusive_minimum, FACT_EXCLUSIVE_MINIMUM},
                {&numbers->maximum, FACT_MAXIMUM},
                {&numbers->exclusive_maximum, FACT_EXCLUSIVE_MAXIMUM},
                {&numbers->multiple_of, FACT_MULTIPLE_OF}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].bound->node)
            refuse(choosing, rows[i].kind, 0);
}

static void refuse_strings(struct choosing *choosing, const struct schema_strings *strings)
{
    if (strings->min_length.node)
        refuse(choosing, FACT_MIN_LENGTH, 0);
    if (strings->max_length.node)
        refuse(choosing, FACT_MAX_LENGTH, 0);
    if (strings->pattern.ast)
        refuse(choosing, FACT_PATTERN, 0);
}

/* Where all else holds, as another alternative may refuse, an exact shape says the same. */
static void refuse_unevaluated(struct choosing *choosing)
{
    const struct schema *schema = choosing->literal.schema;
    const struct unevaluated said = unevaluated_shape(choosing->search, choosing->branch, schema);
    const struct reason reason = unevaluated_reason(choosing->branch, schema);
    if (said.open)
        refuse(choosing, FACT_UNEVALUATED, 0);
    else if (!schema_is_true(said.shape))
        refuse_schema(choosing, said.shape);
    if (!said.open && !said.is_exact)
        refuse_unknown(choosing, reason.node, reason.keyword);
}

static void refuse_arrays(struct choosing *choosing, const struct schema_arrays *arrays)
{
    for (size_t i = 0; i < arrays->prefix.count; i++)
        refuse(choosing, FACT_PREFIX, i);
    if (arrays->items)
        refuse(choosing, FACT_ITEMS, 0);
    if (arrays->contains) {
        refuse(choosing, FACT_FEW, 0);
        if (arrays->max_contains.node)
            refuse(choosing, FACT_MANY, 0);
    }
    if (arrays->min_items.node)
        refuse(choosing, FACT_MIN_ITEMS, 0);
    if (arrays->max_items.node)
        refuse(choosing, FACT_MAX_ITEMS, 0);
    if (arrays->unique)
        refuse(choosing, FACT_UNIQUE, 0);
    if (arrays->unevaluated)
        refuse_unevaluated(choosing);
}

static void refuse_dependency(struct choosing *choosing, const struct schema_dependency *dependency)
{
    for (size_t i = 0; i < dependency->names.count; i++) {
        choosing_begin(choosing);
        choosing_add_presence(choosing, dependency->name, false);
        choosing_add_presence(choosing, node_text(dependency->names.at[i]), true);
    }
    if (dependency->schema) {
        choosing_begin(choosing);
        choosing_add_presence(choosing, dependency->name, false);
        choosing_add_schema(choosing, dependency->schema, true);
    }
}

static void refuse_objects(struct choosing *choosing, const struct schema_objects *objects)
{
    for (size_t i = 0; i < objects->required.count; i++) {
        choosing_begin(choosing);
        choosing_add_presence(choosing, node_text(objects->required.at[i]), true);
    }
    for (size_t i = 0; i < objects->property_count; i++)
        if (!schema_is_true(objects->properties[i].schema))
            refuse(choosing, FACT_PROPERTY, i);
    for (size_t i = 0; i < objects->pattern_count; i++)
        refuse(choosing, FACT_PATTERN_PROPERTY, i);
    if (objects->additional && !search_overlooks(choosing->search, objects->additional))
        refuse(choosing, FACT_ADDITIONAL, 0);
    if (objects->names)
        refuse(choosing, FACT_NAMES, 0);
    if (objects->min_properties.node)
        refuse(choosing, FACT_MIN_PROPERTIES, 0);
    if (objects->max_properties.node)
        refuse(choosing, FACT_MAX_PROPERTIES, 0);
    for (size_t i = 0; i < objects->dependency_count; i++)
        refuse_dependency(choosing, &objects->dependencies[i]);
    if (objects->unevaluated && !search_overlooks(choosing->search, objects->unevaluated))
        refuse_unevaluated(choosing);
}

static void add_all(struct choosing *choosing, const struct schema_list *list, bool is_negative)
{
    for (size_t i = list->count; i-- > 0;)
        choosing_add_schema(choosing, list->at[i], is_negative);
}

/* That one of the schemas behind the one at `index` holds; the same schema for the same question. */
static const struct schema *any_behind(struct search *search, const struct schema_list *list, size_t index)
{
    const struct schema *const *at = &list->at[index + 1];
    struct schema *schema = map_get_object(&search->rests, at);
    if (schema)
        return schema;
    struct schema_logic *logic = arena_new(search->arena, struct schema_logic);
    logic->any_of = (struct schema_list){.node = list->node, .at = at, .count = list->count - index - 1};
    schema = arena_new(search->arena, struct schema);
    schema->resource = list->at[index]->resource;
    schema->types = JSON_TYPE_ANY;
    schema->logic = logic;
    map_put_object(&search->rests, at, schema);
    return schema;
}

/* Not exactly one: none, or one and another behind it. */
static void refuse_one_of(struct choosing *choosing, const struct schema_list *list)
{
    choosing_begin(choosing);
    add_all(choosing, list, true);
    for (size_t i = 0; i + 1 < list->count; i++) {
        choosing_begin(choosing);
        choosing_add_schema(choosing, any_behind(choosing->search, list, i), false);
        choosing_add_schema(choosing, list->at[i], false);
    }
}

static void refuse_logic(struct choosing *choosing, const struct schema_logic *logic)
{
    for (size_t i = 0; i < logic->all_of.count; i++)
        refuse_schema(choosing, logic->all_of.at[i]);
    if (logic->any_of.node) {
        choosing_begin(choosing);
        add_all(choosing, &logic->any_of, true);
    }
    if (logic->one_of.node)
        refuse_one_of(choosing, &logic->one_of);
    if (logic->negated) {
        choosing_begin(choosing);
        choosing_add_schema(choosing, logic->negated, false);
    }
    if (logic->condition && logic->consequence) {
        refuse_schema(choosing, logic->consequence);
        choosing_add_schema(choosing, logic->condition, false);
    }
    if (logic->condition && logic->alternative) {
        refuse_schema(choosing, logic->alternative);
        choosing_add_schema(choosing, logic->condition, true);
    }
}

static void refuse_references(struct choosing *choosing, const struct schema *schema)
{
    const struct schema_reference *reference = &schema->reference, *dynamic = &schema->dynamic_reference;
    if (reference->target)
        refuse_schema(choosing, reference->target);
    else if (reference->node)
        refuse_unknown(choosing, reference->node, "$ref");
    const struct schema *target = search_target(choosing->search, schema);
    if (target)
        refuse_schema(choosing, target);
    else if (dynamic->node)
        refuse_unknown(choosing, dynamic->node, choice_dynamic_keyword(schema));
}

static void refuse_format(struct choosing *choosing, const struct schema *schema)
{
    if (choosing->branch->type == JSON_TYPE_STRING && !schema->format->is_numeric)
        refuse(choosing, FACT_FORMAT, 0);
    else if (choosing->branch->type == JSON_TYPE_NUMBER && schema->format->is_numeric)
        refuse_unknown(choosing, schema->format_node, "format");
}

void choosing_refuse(struct choosing *choosing, const struct schema *schema)
{
    unsigned type = choosing->branch->type;
    refuse_type(choosing, schema->types);
    if (schema->enumeration)
        refuse_values(choosing, schema->enumeration);
    if (schema->constant)
        refuse_values(choosing, schema->constant);
    if (choosing->is_met)
        return;
    if (schema->format && search_asserts_format(choosing->search, schema))
        refuse_format(choosing, schema);
    if (schema->numbers && type == JSON_TYPE_NUMBER)
        refuse_numbers(choosing, schema->numbers);
    if (schema->strings && type == JSON_TYPE_STRING)
        refuse_strings(choosing, schema->strings);
    if (schema->arrays && type == JSON_TYPE_ARRAY)
        refuse_arrays(choosing, schema->arrays);
    if (schema->objects && type == JSON_TYPE_OBJECT)
        refuse_objects(choosing, schema->objects);
    if (schema->logic)
        refuse_logic(choosing, schema->logic);
    refuse_references(choosing, schema);
    if (schema->is_bad)
        refuse_unknown(choosing, schema->node, "schema");
}

bool choosing_end(struct choosing *choosing)
{
    struct branch *branch = choosing->branch;
    if (choosing->is_met)
        return true;
    if (choosing->choice.count == 1)
        branch_take(choosing->search, branch, choosing->choice.first);
    if (choosing->choice.count <= 1)
        return choosing->choice.count == 1;
    struct choice *choice = arena_new(choosing->search->arena, struct choice);
    *choice = choosing->choice;
    choice->literal = choosing->literal;
    choice->next = branch->choices;
    branch->choices = choice;
    return true;
}

void branch_decide(struct search *search, struct branch *branch, struct literal literal, const struct schema *schema)
{
    struct choosing choosing = choosing_make(search, branch, literal);
    for (int turn = 0; turn < 2; turn++) {
        choosing_begin(&choosing);
        choosing_add_schema(&choosing, schema, turn == 1);
    }
    choosing_end(&choosing);
}
