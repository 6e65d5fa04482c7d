/* properties, patternProperties, additionalProperties, propertyNames, dependentSchemas (core, sections 10.2.2.4 and
   10.3.2); required, minProperties, maxProperties, dependentRequired (validation, section 6.5). */
#include "schema/validator.h"

static enum schema_verdict judge_count(const struct frame *frame, const struct schema_objects *objects, uint64_t count)
{
    if (objects->min_properties.node && count < objects->min_properties.value)
        return judge_refuse(frame, "minProperties", objects->min_properties.node);
    if (objects->max_properties.node && count > objects->max_properties.value)
        return judge_refuse(frame, "maxProperties", objects->max_properties.node);
    return SCHEMA_VALID;
}

/* Judges a member by the patterns that its name matches. `*is_matched` becomes whether there is one. */
static enum schema_verdict judge_by_patterns(const struct frame *frame, const struct node *member, struct str name,
                                             enum schema_verdict *is_matched)
{
    const struct schema_objects *objects = frame->schema->objects;
    enum schema_verdict verdict = SCHEMA_VALID;
    for (size_t i = 0; i < objects->pattern_count; i++) {
        enum schema_verdict matches = judge_pattern(frame->judge, &objects->patterns[i].pattern, name);
        if (matches > *is_matched)
            *is_matched = matches;
        enum schema_verdict judged = matches == SCHEMA_INVALID ? SCHEMA_VALID
                                     : matches == SCHEMA_UNDECIDED
                                         ? SCHEMA_UNDECIDED
                                         : judge_child(frame, objects->patterns[i].schema, member);
        if (!judge_and(frame->judge, &verdict, judged))
            break;
    }
    return verdict;
}

/* What `additionalProperties` says of a member that nothing else knows. */
static enum schema_verdict judge_additional(const struct frame *frame, const struct node *member,
                                            enum schema_verdict is_known)
{
    const struct schema *additional = frame->schema->objects->additional;
    if (additional->is_false && frame->judge->validator->options.is_tolerant)
        return SCHEMA_VALID;
    if (is_known == SCHEMA_UNDECIDED)
        return SCHEMA_UNDECIDED;
    return judge_extra_child(frame, "additionalProperties", additional, member);
}

/* The walk over the members of an object. */
struct members {
    size_t after;    /* the last property's number, from 1 */
    size_t required; /* met so far, of those that `properties` declares */
    size_t index;
};

/* Objects of one schema mostly have their members in one order, so it is remembered which property followed another:
   there it is looked for first. */
static const struct schema_property *property_of(struct validator *validator, const struct schema_objects *objects,
                                                 struct str name, size_t *after)
{
    uint16_t *follower = &validator->followers[((uintptr_t)objects / sizeof(max_align_t) + *after) % FOLLOWERS];
    const struct schema_property *property =
        *follower < objects->property_count ? &objects->properties[*follower] : NULL;
    if (!property || !str_equal(property->name, name)) {
        bool is_unlike_all = objects->initials && !(objects->initials & schema_initial(name));
        property = is_unlike_all ? NULL : schema_property(objects, name, *follower);
        if (!property)
            return NULL;
        *follower = (uint16_t)(property - objects->properties);
    }
    *after = (size_t)*follower + 1;
    return property;
}

static enum schema_verdict judge_member(const struct frame *frame, const struct node *member, struct members *walk)
{
    const struct schema_objects *objects = frame->schema->objects;
    struct judge *judge = frame->judge;
    bool has_name = node_is_scalar(member->key), goes_on = true;
    enum schema_verdict verdict = SCHEMA_VALID, is_known = SCHEMA_INVALID;
    const struct schema_property *property =
        has_name && objects->property_count ? property_of(judge->validator, objects, node_key(member), &walk->after)
                                            : NULL;
    if (property) {
        walk->required += property->is_required;
        is_known = SCHEMA_VALID;
        goes_on = judge_and(judge, &verdict, judge_child(frame, property->schema, member));
    }
    if (goes_on && objects->pattern_count && has_name)
        goes_on = judge_and(judge, &verdict, judge_by_patterns(frame, member, node_key(member), &is_known));
    if (goes_on && objects->additional && is_known != SCHEMA_VALID) {
        goes_on = judge_and(judge, &verdict, judge_additional(frame, member, is_known));
        is_known = SCHEMA_VALID;
    }
    if (goes_on && objects->names)
        judge_and(judge, &verdict, judge_name(frame, objects->names, member->key));
    if (frame->marks && frame->marks[walk->index] < is_known)
        frame->marks[walk->index] = (unsigned char)is_known;
    return verdict;
}

/* All that are declared and required were met when their number is right; what is not declared is looked for. */
static enum schema_verdict judge_required(const struct frame *frame, const struct node *object, size_t met)
{
    const struct schema_names *required = &frame->schema->objects->required;
    enum schema_verdict verdict = SCHEMA_VALID;
    for (size_t i = 0; met < required->count && i < required->count; i++) {
        if (!judge_spend(frame->judge, 1))
            return SCHEMA_UNDECIDED;
        if (!node_find_str(object, node_text(required->at[i])) &&
            !judge_and(frame->judge, &verdict,
                       judge_refuse_missing(frame, "required", required->node, required->at[i])))
            break;
    }
    return verdict;
}

/* Draft 7 has one keyword for both kinds. */
static bool is_old_dependency(const struct schema_dependency *dependency)
{
    return str_is(node_key(dependency->node->parent), "dependencies");
}

static enum schema_verdict judge_dependency(const struct frame *frame, const struct node *object,
                                            const struct schema_dependency *dependency)
{
    enum schema_verdict verdict = SCHEMA_VALID;
    if (!judge_spend(frame->judge, 1 + dependency->names.count))
        return SCHEMA_UNDECIDED;
    if (!node_find_str(object, dependency->name))
        return SCHEMA_VALID;
    for (size_t i = 0; i < dependency->names.count; i++)
        if (!node_find_str(object, node_text(dependency->names.at[i])) &&
            !judge_and(frame->judge, &verdict,
                       judge_refuse_missing(frame, is_old_dependency(dependency) ? "dependencies" : "dependentRequired",
                                            dependency->node, dependency->names.at[i])))
            return verdict;
    if (dependency->schema)
        judge_and(frame->judge, &verdict, judge_in_place(frame, dependency->schema));
    return verdict;
}

static enum schema_verdict judge_members(const struct frame *frame, const struct node *object, size_t *required)
{
    enum schema_verdict verdict = SCHEMA_VALID;
    struct members walk = {0, 0, 0};
    if (!judge_spend(frame->judge, object->count))
        return SCHEMA_UNDECIDED;
    for (const struct node *member = object->first; member; member = member->next, walk.index++)
        if (!judge_and(frame->judge, &verdict, judge_member(frame, member, &walk)))
            break;
    *required = walk.required;
    return verdict;
}

/* Whether a few declared properties are all that is to be judged: then they are looked for, not each member. */
static bool is_narrow(const struct schema_objects *objects, const struct node *object)
{
    enum { SEARCHED_MAX = 32 /* members */ };
    return !objects->pattern_count && !objects->additional && !objects->names &&
           objects->property_count * 4 <= object->count && object->count <= SEARCHED_MAX;
}

/* The member of that name, and its position. */
static const struct node *find(const struct node *object, struct str name, size_t *index)
{
    *index = 0;
    for (const struct node *member = object->first; member; member = member->next, ++*index)
        if (node_is_scalar(member->key) && str_equal(node_key(member), name))
            return member;
    return NULL;
}

static enum schema_verdict judge_properties(const struct frame *frame, const struct node *object, size_t *required)
{
    const struct schema_objects *objects = frame->schema->objects;
    enum schema_verdict verdict = SCHEMA_VALID;
    if (!judge_spend(frame->judge, objects->property_count))
        return SCHEMA_UNDECIDED;
    for (size_t i = 0; i < objects->property_count; i++) {
        const struct schema_property *property = &objects->properties[i];
        size_t index;
        const struct node *member = find(object, property->name, &index);
        if (!member)
            continue;
        *required += property->is_required;
        if (!judge_and(frame->judge, &verdict, judge_child(frame, property->schema, member)))
            break;
        if (frame->marks)
            frame->marks[index] = SCHEMA_VALID;
    }
    return verdict;
}

enum schema_verdict judge_objects(const struct frame *frame)
{
    const struct schema_objects *objects = frame->schema->objects;
    const struct node *object = frame->value->node;
    struct judge *judge = frame->judge;
    enum schema_verdict verdict = judge_count(frame, objects, object->count);
    size_t required = 0;
    bool goes_on = judge_and(judge, &verdict, SCHEMA_VALID);
    if (goes_on && is_narrow(objects, object))
        goes_on = judge_and(judge, &verdict, judge_properties(frame, object, &required));
    else if (goes_on && (objects->property_count || objects->pattern_count || objects->additional || objects->names))
        goes_on = judge_and(judge, &verdict, judge_members(frame, object, &required));
    if (goes_on && objects->required.count)
        goes_on = judge_and(judge, &verdict, judge_required(frame, object, required));
    for (size_t i = 0; goes_on && i < objects->dependency_count; i++)
        goes_on = judge_and(judge, &verdict, judge_dependency(frame, object, &objects->dependencies[i]));
    return verdict;
}
