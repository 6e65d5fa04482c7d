#include "base/language.h"
#include "base/pattern_ast.h"
#include "schema/satisfy_names.h"

enum {
    EMPTY_STEPS = 20000, /* for the question whether a language has a name */
    HARD_COST = 400,     /* where the caller bounds such questions, of one that has taken all, in steps of the search */
    NAMES_PER_STEP = 16
};

static void find_names(struct object *object, const struct schema_objects *objects)
{
    search_spend(object->search, (objects->property_count + objects->required.count) / NAMES_PER_STEP);
    for (size_t i = 0; i < objects->property_count; i++)
        object_name(object, objects->properties[i].name);
    for (size_t i = 0; i < objects->required.count; i++)
        object_name(object, node_text(objects->required.at[i]));
    for (size_t i = 0; object->search->options.is_tolerant && i < objects->dependency_count; i++) {
        const struct schema_names *names = &objects->dependencies[i].names;
        object_name(object, objects->dependencies[i].name);
        for (size_t j = 0; j < names->count; j++)
            object_name(object, node_text(names->at[j]));
    }
}

static bool add_pattern(struct object *object, const struct pattern_ast *ast)
{
    for (size_t i = 0; i < object->pattern_count; i++)
        if (str_equal(object->patterns[i]->text, ast->text))
            return true;
    if (object->pattern_count == PATTERNS_MAX)
        return false;
    object->patterns[object->pattern_count++] = ast;
    return true;
}

static void restrict_count(struct object *object, uint64_t min, uint64_t max)
{
    object->min = min > object->min ? min : object->min;
    object->max = max < object->max ? max : object->max;
}

/* False when there are too many of something, or a count that nothing has. */
static bool read_counts(struct object *object, const struct fact *fact)
{
    const struct schema_count *min = &fact->schema->objects->min_properties;
    const struct schema_count *max = &fact->schema->objects->max_properties;
    if (fact->kind == FACT_OBJECTS)
        restrict_count(object, min->node ? min->value : 0, max->node ? max->value : UINT64_MAX);
    if (fact->kind == FACT_MIN_PROPERTIES && min->value == 0)
        return false;
    if (fact->kind == FACT_MIN_PROPERTIES)
        restrict_count(object, 0, min->value - 1);
    if (fact->kind == FACT_MAX_PROPERTIES && max->value == UINT64_MAX)
        return false;
    if (fact->kind == FACT_MAX_PROPERTIES)
        restrict_count(object, max->value + 1, UINT64_MAX);
    return true;
}

static bool read_presence(struct object *object, const struct fact *fact)
{
    struct name *name = object_name(object, fact->name);
    name->is_absent |= fact->is_negative;
    name->is_present |= !fact->is_negative;
    return !(name->is_absent && name->is_present);
}

static bool read_objects(struct object *object, const struct fact *fact)
{
    const struct schema_objects *objects = fact->schema->objects;
    find_names(object, objects);
    for (size_t i = 0; i < objects->required.count && fact->kind == FACT_OBJECTS; i++) {
        struct name *name = object_name(object, node_text(objects->required.at[i]));
        name->is_present = true;
        if (name->is_absent)
            return false;
    }
    return true;
}

static struct literal demanded_value(const struct fact *demand)
{
    const struct schema_objects *objects = demand->schema->objects;
    const struct schema *schema = NULL;
    if (demand->kind == FACT_PROPERTY)
        schema = objects->properties[demand->index].schema;
    else if (demand->kind == FACT_PATTERN_PROPERTY)
        schema = objects->patterns[demand->index].schema;
    else if (demand->kind == FACT_ADDITIONAL)
        schema = objects->additional;
    return (struct literal){schema, true, false};
}

static void add_extra(struct object *object, struct name *name, struct literal literal)
{
    struct literals *extra = arena_new(object->search->arena, struct literals);
    *extra = (struct literals){literal, name->extras};
    name->extras = extra;
    name->is_solved = false;
}

/* A property that must be there and break its schema. */
static bool read_property(struct object *object, const struct fact *fact)
{
    struct name *name = object_name(object, fact->schema->objects->properties[fact->index].name);
    add_extra(object, name, demanded_value(fact));
    name->is_present = true;
    return !name->is_absent;
}

/* Everything that the facts say; false when they contradict each other. */
static bool read_facts(struct object *object)
{
    for (const struct fact *fact = object->branch->facts; fact; fact = fact->next) {
        bool is_open = true;
        if (fact->kind == FACT_BEYOND)
            continue;
        if (fact->kind == FACT_PRESENT)
            is_open = read_presence(object, fact);
        else if (is_about_all(fact))
            is_open = read_objects(object, fact);
        if (fact->kind == FACT_ADDITIONAL)
            find_names(object, fact->schema->objects);
        if (fact->kind == FACT_PROPERTY)
            is_open = read_property(object, fact);
        if (!is_open || !read_counts(object, fact))
            return false;
    }
    return object->min <= object->max;
}

/* False when there are more than we can take apart. */
static bool read_demands(struct object *object)
{
    for (const struct fact *fact = object->branch->facts; fact; fact = fact->next) {
        const struct schema_objects *objects = fact->schema->objects;
        for (size_t i = 0; is_about_all(fact) && i < objects->pattern_count; i++)
            if (!add_pattern(object, objects->patterns[i].pattern.ast))
                return false;
        if (fact->kind < FACT_PATTERN_PROPERTY || fact->kind > FACT_NAMES)
            continue;
        if (object->demand_count == DEMANDS_MAX)
            return false;
        object->demands[object->demand_count++] = fact;
    }
    return true;
}

static void add_positive(struct object *object, struct goal_builder *builder, const struct fact *fact, struct str name)
{
    const struct schema_objects *objects = fact->schema->objects;
    const struct schema_property *property = schema_property(objects, name, 0);
    bool is_declared = property != NULL;
    if (property)
        goal_add(builder, (struct literal){property->schema, false, fact->is_emitted});
    for (size_t i = 0; i < objects->pattern_count; i++) {
        enum schema_answer answer = search_match(object->search, &objects->patterns[i].pattern, name);
        if (answer == SCHEMA_YES)
            goal_add(builder, (struct literal){objects->patterns[i].schema, false, fact->is_emitted});
        if (answer == SCHEMA_UNKNOWN)
            branch_leave_out(object->branch, objects->patterns[i].pattern.node, "patternProperties");
        is_declared |= answer != SCHEMA_NO;
    }
    if (!is_declared && objects->additional && !search_overlooks(object->search, objects->additional))
        goal_add(builder, (struct literal){objects->additional, false, fact->is_emitted});
}

static void add_mentioned(struct object *object, struct goal_builder *builder, const struct fact *fact, struct str name)
{
    const struct schema_objects *objects = fact->schema->objects;
    const struct schema_property *property = schema_property(objects, name, 0);
    goal_mention(builder, property ? property->schema : NULL);
    for (size_t i = 0; i < objects->pattern_count; i++)
        if (search_match(object->search, &objects->patterns[i].pattern, name) != SCHEMA_NO)
            goal_mention(builder, objects->patterns[i].schema);
    goal_mention(builder, objects->additional);
    goal_mention(builder, objects->unevaluated);
}

static struct outcome solve_value(struct object *object, struct name *name)
{
    if (name->is_solved)
        return name->outcome;
    struct goal_builder builder = {.search = object->search};
    for (const struct literals *extra = name->extras; extra; extra = extra->next)
        goal_add(&builder, extra->literal);
    for (const struct fact *fact = object->branch->facts; fact && !builder.is_impossible; fact = fact->next)
        if (fact->kind == FACT_OBJECTS)
            add_positive(object, &builder, fact, name->text);
        else if (fact->kind == FACT_MENTION)
            add_mentioned(object, &builder, fact, name->text);
        else if (fact->kind == FACT_BEYOND)
            goal_mention(&builder, fact->schema);
    name->outcome = goal_solve(&builder, NULL);
    name->is_solved = true;
    return name->outcome;
}

/* A NO that rests on a doubt is none. */
static struct outcome settle(const struct object *object, struct outcome outcome)
{
    return outcome.answer == SCHEMA_NO && object->doubt.keyword ? outcome_unknown(object->doubt) : outcome;
}

static struct outcome build(struct object *object)
{
    struct node *value = node_make_object(object->search->arena);
    for (const struct name *name = object->first; name; name = name->next)
        if (name->is_present)
            node_add_member(object->search->arena, value, name->text, name->outcome.witness);
    return outcome_yes(value);
}

/* The ways to go on once a name is chosen. */
struct plan {
    struct object *object;
    const struct fact *demand; /* NULL: any property will do */
    size_t next;               /* demand */
    struct outcome (*go_on)(struct object *object, size_t next);
};

/* Lets the property be there, as the plan demands; it is as before afterwards unless a value was found. */
static struct outcome try_name(const struct plan *plan, struct name *name)
{
    struct object *object = plan->object;
    struct name before = *name;
    struct literal literal = plan->demand ? demanded_value(plan->demand) : (struct literal){NULL, false, false};
    if (literal.schema)
        add_extra(object, name, literal);
    object->present += !name->is_present;
    name->is_present = true;
    struct outcome outcome = object->present <= object->max ? solve_value(object, name) : outcome_no();
    if (outcome.answer != SCHEMA_NO)
        outcome = outcome_both(outcome, plan->go_on(object, plan->next));
    if (outcome.answer == SCHEMA_YES)
        return outcome;
    object->present -= !before.is_present;
    name->is_present = before.is_present;
    name->is_solved = before.is_solved;
    name->extras = before.extras;
    name->outcome = before.outcome;
    return outcome;
}

static struct outcome try_other_name(const struct plan *plan, const struct language *language)
{
    struct outcome found = object_find_name(plan->object, plan->demand, language);
    if (found.answer != SCHEMA_YES)
        return found;
    struct name *name = object_name(plan->object, node_text(found.witness));
    return object_emits(plan->object, name->text) ? try_name(plan, name) : outcome_no();
}

/* Whether a language is known to have no name. */
static bool has_no_name(struct search *search, const struct language *language)
{
    uint32_t most = search->options.language_steps;
    enum language_answer answer =
        language_is_empty(search->arena, language, most && most < EMPTY_STEPS ? most : EMPTY_STEPS);
    if (most && answer == LANGUAGE_UNKNOWN)
        search_spend(search, HARD_COST);
    return answer == LANGUAGE_YES;
}

/* Tries one name for each set of patterns that names of the language can have: those of one set are alike. */
static struct outcome try_other_names(const struct plan *plan, const struct language *language, size_t index)
{
    struct object *object = plan->object;
    struct arena *arena = object->search->arena;
    if (!search_spend(object->search, LANGUAGE_COST))
        return outcome_unknown((struct reason){NULL, NULL});
    if (has_no_name(object->search, language))
        return outcome_no();
    if (index == object->pattern_count)
        return try_other_name(plan, language);
    const struct language *pattern = language_of_pattern(arena, object->patterns[index]);
    struct outcome outcome = try_other_names(plan, language_subtract(arena, language, pattern), index + 1);
    if (outcome.answer == SCHEMA_YES)
        return outcome;
    return outcome_either(outcome, try_other_names(plan, language_intersect(arena, language, pattern), index + 1));
}

static struct outcome rest_is_met(struct object *object, size_t next)
{
    (void)object, (void)next;
    return outcome_yes(NULL);
}

/* Adds properties until there are as many as there must be; each can be there whatever the others are. */
static struct outcome fill(struct object *object)
{
    struct outcome outcome = outcome_no();
    for (struct name *name = object->first; name && object->present < object->min; name = name->next) {
        if (name->is_present || !object_allows(object, name))
            continue;
        struct outcome one = solve_value(object, name);
        outcome = outcome_either(outcome, one);
        name->is_present = one.answer == SCHEMA_YES;
        object->present += name->is_present;
    }
    const struct plan plan = {.object = object, .go_on = rest_is_met};
    while (object->present < object->min) {
        if (object->present >= SATISFY_LENGTH_MAX)
            return outcome_unknown((struct reason){NULL, NULL});
        struct outcome one = try_other_names(&plan, object_other_names(object), 0);
        if (one.answer != SCHEMA_YES)
            return outcome.answer == SCHEMA_YES ? one : outcome_either(outcome, one);
    }
    return outcome_yes(NULL);
}

/* Takes away what was added. */
static void restore(struct object *object, const bool *is_present, size_t count, uint64_t present)
{
    size_t i = 0;
    for (struct name *name = object->first; name; name = name->next, i++)
        name->is_present = i < count && is_present[i];
    object->present = present;
}

static struct outcome fill_or_restore(struct object *object)
{
    size_t count = 0, i = 0;
    for (const struct name *name = object->first; name; name = name->next)
        count++;
    bool *is_present = arena_alloc_array(object->search->arena, count + 1, sizeof *is_present);
    for (const struct name *name = object->first; name; name = name->next)
        is_present[i++] = name->is_present;
    uint64_t present = object->present;
    struct outcome outcome = fill(object);
    if (outcome.answer != SCHEMA_YES)
        restore(object, is_present, count, present);
    return outcome;
}

/* All demands are met: are the other properties possible, and enough of them? */
static struct outcome finish(struct object *object)
{
    struct outcome outcome = outcome_yes(NULL);
    for (struct name *name = object->first; name && outcome.answer != SCHEMA_NO; name = name->next)
        if (name->is_present)
            outcome = outcome_both(outcome, solve_value(object, name));
    if (outcome.answer != SCHEMA_NO && object->present < object->min)
        outcome = outcome_both(outcome, fill_or_restore(object));
    return outcome;
}

/* Meets the demands from `next` on, each by a property that a fact names or by another one. */
static struct outcome place(struct object *object, size_t next)
{
    if (next == object->demand_count)
        return finish(object);
    const struct fact *demand = object->demands[next];
    const struct plan plan = {object, demand, next + 1, place};
    struct outcome outcome = outcome_no();
    for (struct name *name = object->first; name && outcome.answer != SCHEMA_YES; name = name->next) {
        if (!search_spend(object->search, 1))
            return outcome_unknown((struct reason){NULL, NULL});
        if (object_allows(object, name) && object_fits(object, demand, name->text))
            outcome = outcome_either(outcome, try_name(&plan, name));
    }
    if (outcome.answer == SCHEMA_YES)
        return outcome;
    return outcome_either(outcome, try_other_names(&plan, object_demanded_names(object, demand), 0));
}

/* Whether each property that must break its schema can do so at all: most branches end here, before anything is built
   that grows with the number of properties. */
static struct outcome check_properties(struct object *object)
{
    struct outcome outcome = outcome_yes(NULL);
    for (const struct fact *fact = object->branch->facts; fact; fact = fact->next) {
        if (fact->kind != FACT_PROPERTY || outcome.answer == SCHEMA_NO)
            continue;
        struct literals extra = {demanded_value(fact), NULL};
        struct name name = {.text = fact->schema->objects->properties[fact->index].name, .extras = &extra};
        outcome = outcome_both(outcome, solve_value(object, &name));
    }
    return outcome;
}

/* Whether a schema of the branch requires a property that it declares. */
static bool is_demanded(struct search *search, const struct branch *branch, struct str name)
{
    size_t seen = 0;
    for (const struct fact *fact = branch->facts; fact; fact = fact->next) {
        if (++seen % NAMES_PER_STEP == 0 && !search_spend(search, 1))
            return false;
        const struct schema_property *property =
            fact->kind == FACT_OBJECTS ? schema_property(fact->schema->objects, name, 0) : NULL;
        if (property && property->is_required)
            return true;
    }
    return false;
}

/* Whether a property must be there that must not: many branches end here, too. */
static bool is_torn(struct search *search, const struct branch *branch)
{
    for (const struct fact *fact = branch->facts; fact; fact = fact->next)
        if (fact->kind == FACT_PRESENT && fact->is_negative && is_demanded(search, branch, fact->name))
            return true;
    return false;
}

/* Whether the properties that must be there may; counts them. */
static bool count_present(struct object *object)
{
    for (const struct name *name = object->first; name; name = name->next) {
        if (name->is_present && !object_allows(object, name))
            return false;
        object->present += name->is_present;
    }
    return object->present <= object->max;
}

struct outcome object_solve(struct search *search, struct branch *branch)
{
    struct object object = {.search = search, .branch = branch, .max = UINT64_MAX};
    if (is_torn(search, branch))
        return outcome_no();
    map_init(&object.index, search->arena);
    struct outcome outcome = check_properties(&object);
    if (outcome.answer == SCHEMA_NO)
        return outcome;
    if (!read_facts(&object) || !count_present(&object))
        return settle(&object, outcome_no());
    if (!read_demands(&object))
        return outcome_unknown((struct reason){NULL, NULL});
    outcome = place(&object, 0);
    return outcome.answer == SCHEMA_YES ? build(&object) : settle(&object, outcome);
}
