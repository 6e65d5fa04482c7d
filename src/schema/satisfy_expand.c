#include "schema/equal.h"
#include "schema/format.h"
#include "schema/satisfy_choice.h"

static void accept(struct search *search, struct branch *branch, struct literal literal, enum fact_kind kind)
{
    branch_add_fact(search, branch,
                    (struct fact){.kind = kind, .is_emitted = literal.is_emitted, .schema = literal.schema});
}

static bool expand_negative(struct search *search, struct branch *branch, struct literal literal)
{
    const struct schema *schema = literal.schema;
    if (schema->is_false)
        return true;
    struct choosing choosing = choosing_make(search, branch, literal);
    choosing_refuse(&choosing, schema);
    return choosing_end(&choosing);
}

static bool accept_type(struct search *search, struct branch *branch, struct literal literal)
{
    unsigned types = literal.schema->types;
    if (types & branch->type)
        return true;
    accept(search, branch, literal, FACT_INTEGER);
    return branch->type == JSON_TYPE_NUMBER && (types & JSON_TYPE_INTEGER);
}

/* A list or mapping that only the other side names is one that the emitting side gives where its parts are. */
static bool accept_shapes(struct search *search, struct branch *branch, struct literal literal,
                          const struct schema_values *values)
{
    struct choosing choosing = choosing_make(search, branch, literal);
    for (size_t i = 0; i < values->count; i++) {
        if (!(json_types_of(search->arena, values->at[i]) & branch->type))
            continue;
        choosing_begin(&choosing);
        choosing_add_schema(&choosing, constant_shape(search, values->at[i]), false);
    }
    return choosing_end(&choosing);
}

static bool accept_values(struct search *search, struct branch *branch, struct literal literal,
                          const struct schema_values *values)
{
    bool has_parts = branch->type & (JSON_TYPE_ARRAY | JSON_TYPE_OBJECT);
    if (values && has_parts && search->options.is_tolerant && !literal.is_emitted)
        return accept_shapes(search, branch, literal, values);
    if (values && (!branch->values || values->count < branch->values->count))
        branch->values = values;
    return true;
}

static void accept_numbers(struct search *search, struct branch *branch, struct literal literal)
{
    const struct schema_numbers *numbers = literal.schema->numbers;
    if (numbers->minimum.node)
        accept(search, branch, literal, FACT_MINIMUM);
    if (numbers->exclusive_minimum.node)
        accept(search, branch, literal, FACT_EXCLUSIVE_MINIMUM);
    if (numbers->maximum.node)
        accept(search, branch, literal, FACT_MAXIMUM);
    if (numbers->exclusive_maximum.node)
        accept(search, branch, literal, FACT_EXCLUSIVE_MAXIMUM);
    if (numbers->multiple_of.node)
        accept(search, branch, literal, FACT_MULTIPLE_OF);
}

static void accept_strings(struct search *search, struct branch *branch, struct literal literal)
{
    const struct schema_strings *strings = literal.schema->strings;
    if (strings->min_length.node)
        accept(search, branch, literal, FACT_MIN_LENGTH);
    if (strings->max_length.node)
        accept(search, branch, literal, FACT_MAX_LENGTH);
    if (strings->pattern.ast)
        accept(search, branch, literal, FACT_PATTERN);
}

static bool accept_dependency(struct search *search, struct branch *branch, struct literal literal,
                              const struct schema_dependency *dependency)
{
    struct choosing choosing = choosing_make(search, branch, literal);
    choosing_begin(&choosing);
    choosing_add_presence(&choosing, dependency->name, true);
    choosing_begin(&choosing);
    choosing_add_presence(&choosing, dependency->name, false);
    for (size_t i = 0; i < dependency->names.count; i++)
        choosing_add_presence(&choosing, node_text(dependency->names.at[i]), false);
    if (dependency->schema)
        choosing_add_schema(&choosing, dependency->schema, false);
    return choosing_end(&choosing);
}

static void accept_unevaluated(struct search *search, struct branch *branch, struct literal literal)
{
    const struct unevaluated said = unevaluated_shape(search, branch, literal.schema);
    const struct reason reason = unevaluated_reason(branch, literal.schema);
    branch_add(search, branch, (struct literal){said.shape, false, literal.is_emitted});
    if (said.open)
        accept(search, branch, literal, FACT_UNEVALUATED);
    else if (!said.is_exact)
        branch_leave_out(branch, reason.node, reason.keyword);
}

static bool accept_objects(struct search *search, struct branch *branch, struct literal literal)
{
    const struct schema_objects *objects = literal.schema->objects;
    accept(search, branch, literal, FACT_OBJECTS);
    if (objects->unevaluated && !search_overlooks(search, objects->unevaluated))
        accept_unevaluated(search, branch, literal);
    for (size_t i = 0; i < objects->dependency_count; i++)
        if (!accept_dependency(search, branch, literal, &objects->dependencies[i]))
            return false;
    return true;
}

static bool accept_any_of(struct search *search, struct branch *branch, struct literal literal)
{
    struct choosing choosing = choosing_make(search, branch, literal);
    const struct schema_list *list = &literal.schema->logic->any_of;
    for (size_t i = 0; i < list->count; i++) {
        choosing_begin(&choosing);
        choosing_add_schema(&choosing, list->at[i], false);
    }
    return choosing_end(&choosing);
}

static bool accept_one_of(struct search *search, struct branch *branch, struct literal literal)
{
    struct choosing choosing = choosing_make(search, branch, literal);
    const struct schema_list *list = &literal.schema->logic->one_of;
    for (size_t i = 0; i < list->count; i++) {
        choosing_begin(&choosing);
        for (size_t j = list->count; j-- > 0 && search_spend(search, 1);)
            if (j != i)
                choosing_add_schema(&choosing, list->at[j], true);
        choosing_add_schema(&choosing, list->at[i], false);
    }
    return choosing_end(&choosing);
}

static bool accept_condition(struct search *search, struct branch *branch, struct literal literal)
{
    const struct schema_logic *logic = literal.schema->logic;
    struct choosing choosing = choosing_make(search, branch, literal);
    choosing_begin(&choosing);
    if (logic->consequence)
        choosing_add_schema(&choosing, logic->consequence, false);
    choosing_add_schema(&choosing, logic->condition, false);
    choosing_begin(&choosing);
    if (logic->alternative)
        choosing_add_schema(&choosing, logic->alternative, false);
    choosing_add_schema(&choosing, logic->condition, true);
    return choosing_end(&choosing);
}

static bool accept_logic(struct search *search, struct branch *branch, struct literal literal)
{
    const struct schema_logic *logic = literal.schema->logic;
    for (size_t i = logic->all_of.count; i-- > 0;)
        branch_add(search, branch, (struct literal){logic->all_of.at[i], false, literal.is_emitted});
    if (logic->negated)
        branch_add(search, branch, (struct literal){logic->negated, true, false});
    if (logic->any_of.node && !accept_any_of(search, branch, literal))
        return false;
    if (logic->one_of.node && !accept_one_of(search, branch, literal))
        return false;
    if (logic->condition && (logic->consequence || logic->alternative))
        return accept_condition(search, branch, literal);
    return true;
}

static void accept_references(struct search *search, struct branch *branch, struct literal literal)
{
    const struct schema_reference *reference = &literal.schema->reference;
    const struct schema_reference *dynamic = &literal.schema->dynamic_reference;
    if (reference->target)
        branch_add(search, branch, (struct literal){reference->target, false, literal.is_emitted});
    else if (reference->node)
        branch_leave_out(branch, reference->node, "$ref");
    const struct schema *target = search_target(search, literal.schema);
    if (target)
        branch_add(search, branch, (struct literal){target, false, literal.is_emitted});
    else if (dynamic->node)
        branch_leave_out(branch, dynamic->node, choice_dynamic_keyword(literal.schema));
}

static bool expand_positive(struct search *search, struct branch *branch, struct literal literal)
{
    const struct schema *schema = literal.schema;
    if (schema->is_false || !accept_type(search, branch, literal))
        return false;
    if (!accept_values(search, branch, literal, schema->enumeration) ||
        !accept_values(search, branch, literal, schema->constant))
        return false;
    if (schema->is_bad)
        branch_leave_out(branch, schema->node, "schema");
    if (schema->format && branch->type == JSON_TYPE_STRING && !schema->format->is_numeric &&
        search_asserts_format(search, schema))
        accept(search, branch, literal, FACT_FORMAT);
    if (schema->numbers && branch->type == JSON_TYPE_NUMBER)
        accept_numbers(search, branch, literal);
    if (schema->strings && branch->type == JSON_TYPE_STRING)
        accept_strings(search, branch, literal);
    if (schema->arrays && branch->type == JSON_TYPE_ARRAY) {
        accept(search, branch, literal, FACT_ARRAYS);
        if (schema->arrays->unevaluated)
            accept_unevaluated(search, branch, literal);
    }
    if (schema->objects && branch->type == JSON_TYPE_OBJECT && !accept_objects(search, branch, literal))
        return false;
    if (schema->logic && !accept_logic(search, branch, literal))
        return false;
    accept_references(search, branch, literal);
    return true;
}

enum { MET_PER_STEP = 8 };

enum meeting { MEETING_NEW, MEETING_KNOWN, MEETING_OPPOSED };

static enum meeting meet(struct search *search, const struct branch *branch, struct literal literal)
{
    size_t met = 0;
    for (const struct literals *other = branch->done; other; other = other->next, met++) {
        if (met % MET_PER_STEP == 0 && !search_spend(search, 1))
            return MEETING_OPPOSED;
        if (other->literal.schema == literal.schema && other->literal.is_negative == literal.is_negative &&
            (other->literal.is_emitted || !literal.is_emitted))
            return MEETING_KNOWN;
        if (literal_opposes(search, other->literal, literal))
            return MEETING_OPPOSED;
    }
    return MEETING_NEW;
}

static bool expand_all(struct search *search, struct branch *branch)
{
    while (branch->todo) {
        struct literal literal = branch->todo->literal;
        branch->todo = branch->todo->next;
        literal.schema = schema_target(literal.schema);
        enum meeting meeting = search_spend(search, 1) ? meet(search, branch, literal) : MEETING_OPPOSED;
        const struct node *circle = meeting == MEETING_NEW ? NULL : search_circle(search, literal.schema);
        if (circle)
            branch_leave_out(branch, circle, "$ref");
        else if (meeting == MEETING_OPPOSED)
            return false;
        if (meeting != MEETING_NEW)
            continue;
        struct literals *done = arena_new(search->arena, struct literals);
        *done = (struct literals){literal, branch->done};
        branch->done = done;
        bool is_open =
            literal.is_negative ? expand_negative(search, branch, literal) : expand_positive(search, branch, literal);
        if (!is_open)
            return false;
    }
    return true;
}

/* Turns what is said of what is not evaluated into shapes, where it is no longer open what is evaluated. Where it is,
   other choices come first. */
static void close_unevaluated(struct search *search, struct branch *branch)
{
    for (const struct fact *fact = branch->facts; fact; fact = fact->next) {
        if (fact->kind != FACT_UNEVALUATED)
            continue;
        const struct unevaluated said = unevaluated_shape(search, branch, fact->schema);
        const struct reason reason = unevaluated_reason(branch, fact->schema);
        const struct literal whole = {fact->schema, fact->is_negative, fact->is_emitted};
        if (said.open && !branch->choices)
            branch_decide(search, branch, whole, said.open);
        if (said.open)
            continue;
        if (!said.is_exact)
            branch_leave_out(branch, reason.node, reason.keyword);
        const struct literal literal = {said.shape, fact->is_negative, fact->is_emitted};
        if ((said.is_exact || !fact->is_negative) && meet(search, branch, literal) != MEETING_KNOWN)
            branch_add(search, branch, literal);
    }
}

bool branch_expand(struct search *search, struct branch *branch)
{
    do {
        if (!expand_all(search, branch))
            return false;
        close_unevaluated(search, branch);
    } while (branch->todo);
    return true;
}
