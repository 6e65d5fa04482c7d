#include "schema/satisfy_names.h"

#include "base/language.h"
#include "schema/equal.h"

struct name *object_name(struct object *object, struct str text)
{
    struct name *name = map_get(&object->index, text);
    if (name)
        return name;
    name = arena_new(object->search->arena, struct name);
    name->text = text;
    map_put(&object->index, text, name);
    if (object->last)
        object->last->next = name;
    else
        object->first = name;
    object->last = name;
    return name;
}

/* Whether a schema for all other properties says more than that they may be there. Beside `additionalProperties`,
   `unevaluatedProperties` is about none. */
static bool is_named(const struct schema *others)
{
    return others && !others->is_false && !schema_is_true(others);
}

/* Whether the side whose values are looked for names a property of that name. */
static enum schema_answer mentions(struct object *object, const struct schema_objects *objects, struct str name)
{
    if (schema_property(objects, name, 0))
        return SCHEMA_YES;
    for (size_t i = 0; i < objects->required.count; i++)
        if (str_equal(node_text(objects->required.at[i]), name))
            return SCHEMA_YES;
    for (size_t i = 0; i < objects->dependency_count; i++) {
        const struct schema_dependency *dependency = &objects->dependencies[i];
        if (str_equal(dependency->name, name))
            return SCHEMA_YES;
        for (size_t j = 0; j < dependency->names.count; j++)
            if (str_equal(node_text(dependency->names.at[j]), name))
                return SCHEMA_YES;
    }
    if (is_named(objects->additional ? objects->additional : objects->unevaluated))
        return SCHEMA_YES;
    enum schema_answer answer = SCHEMA_NO;
    for (size_t i = 0; i < objects->pattern_count && answer != SCHEMA_YES; i++) {
        enum schema_answer one = search_match(object->search, &objects->patterns[i].pattern, name);
        answer = one > answer ? one : answer;
    }
    return answer;
}

bool object_emits(struct object *object, struct str name)
{
    if (!object->search->options.is_tolerant)
        return true;
    for (const struct fact *fact = object->branch->facts; fact; fact = fact->next) {
        if (fact->kind == FACT_BEYOND)
            return true;
        enum schema_answer answer =
            is_about_all(fact) && fact->is_emitted ? mentions(object, fact->schema->objects, name) : SCHEMA_NO;
        if (answer == SCHEMA_YES)
            return true;
        if (answer == SCHEMA_UNKNOWN)
            object->doubt = (struct reason){fact->schema->objects->properties_node, "patternProperties"};
    }
    return false;
}

/* What `propertyNames` says of a name. */
static enum schema_verdict judge_name(struct object *object, const struct schema *names, struct str text)
{
    const struct node *value = node_make_string(object->search->arena, text);
    struct literal literal = {names, false, false};
    return search_judge(object->search, &(struct goal){.literals = &literal, .count = 1}, value);
}

bool object_allows(struct object *object, const struct name *name)
{
    if (name->is_absent || !object_emits(object, name->text))
        return false;
    for (const struct fact *fact = object->branch->facts; fact; fact = fact->next) {
        const struct schema *names = fact->kind == FACT_OBJECTS ? fact->schema->objects->names : NULL;
        enum schema_verdict verdict = names ? judge_name(object, names, name->text) : SCHEMA_VALID;
        if (verdict == SCHEMA_INVALID)
            return false;
        if (verdict == SCHEMA_UNDECIDED)
            branch_leave_out(object->branch, names->node, "propertyNames");
    }
    return true;
}

/* Whether no keyword but `additionalProperties` is about the name; what is beyond us is left out. */
static bool is_additional(struct object *object, const struct schema_objects *objects, struct str name)
{
    if (schema_property(objects, name, 0))
        return false;
    for (size_t i = 0; i < objects->pattern_count; i++) {
        enum schema_answer answer = search_match(object->search, &objects->patterns[i].pattern, name);
        if (answer == SCHEMA_YES)
            return false;
        if (answer == SCHEMA_UNKNOWN)
            branch_leave_out(object->branch, objects->patterns[i].pattern.node, "patternProperties");
    }
    return true;
}

bool object_fits(struct object *object, const struct fact *demand, struct str name)
{
    const struct schema_objects *objects = demand->schema->objects;
    if (demand->kind == FACT_ADDITIONAL)
        return is_additional(object, objects, name);
    if (demand->kind == FACT_NAMES) {
        enum schema_verdict verdict = judge_name(object, objects->names, name);
        if (verdict == SCHEMA_UNDECIDED)
            branch_leave_out(object->branch, objects->names->node, "propertyNames");
        return verdict != SCHEMA_VALID;
    }
    const struct schema_pattern *pattern = &objects->patterns[demand->index].pattern;
    enum schema_answer answer = search_match(object->search, pattern, name);
    if (answer == SCHEMA_UNKNOWN)
        branch_leave_out(object->branch, pattern->node, "patternProperties");
    return answer != SCHEMA_NO;
}

const struct language *object_other_names(struct object *object)
{
    struct arena *arena = object->search->arena;
    size_t count = 0;
    for (const struct name *name = object->first; name; name = name->next)
        count++;
    struct str *texts = arena_alloc_array(arena, count + 1, sizeof *texts);
    count = 0;
    for (const struct name *name = object->first; name; name = name->next)
        texts[count++] = name->text;
    return language_complement(arena, language_of_strings(arena, texts, count));
}

const struct language *object_demanded_names(struct object *object, const struct fact *demand)
{
    struct arena *arena = object->search->arena;
    const struct language *language = object_other_names(object);
    const struct schema_objects *objects = demand ? demand->schema->objects : NULL;
    if (demand && demand->kind == FACT_PATTERN_PROPERTY)
        return language_intersect(arena, language,
                                  language_of_pattern(arena, objects->patterns[demand->index].pattern.ast));
    for (size_t i = 0; demand && demand->kind == FACT_ADDITIONAL && i < objects->pattern_count; i++)
        language = language_subtract(arena, language, language_of_pattern(arena, objects->patterns[i].pattern.ast));
    return language;
}

struct outcome object_find_name(struct object *object, const struct fact *demand, const struct language *language)
{
    struct search *search = object->search;
    struct goal_builder builder = {.search = search};
    if (!search_spend(search, LANGUAGE_COST))
        return outcome_unknown((struct reason){NULL, NULL});
    for (const struct fact *fact = object->branch->facts; fact; fact = fact->next)
        if (fact->kind == FACT_OBJECTS && fact->schema->objects->names)
            goal_add(&builder, (struct literal){fact->schema->objects->names, false, false});
    if (demand && demand->kind == FACT_NAMES)
        goal_add(&builder, (struct literal){demand->schema->objects->names, true, false});
    const struct language *longer = language_of_length(search->arena, 1, LANGUAGE_UNLIMITED);
    struct outcome outcome = goal_solve(&builder, language_intersect(search->arena, language, longer));
    return outcome.answer == SCHEMA_NO ? goal_solve(&builder, language) : outcome;
}
