#include "schema/satisfy_conflict.h"

#include "base/map.h"
#include "schema/equal.h"

#include <assert.h>

enum { COPIES_MAX = 1000, TRIALS_MAX = 300 };

static const struct schema anything = {.types = JSON_TYPE_ANY};
static const unsigned any_type = JSON_TYPE_ANY;
static const bool not_set = false;

/* A keyword that can be taken out of the copies, and put back. */
struct toggle {
    void *at;
    const void *without; /* what stands there when it is taken out */
    size_t size;
    char *saved;
    const struct node *node;
    const char *keyword;
    bool is_applicator; /* leads to other schemas: needed on the way to a conflict, but no part of it */
    bool is_out;
    struct toggle *next;
};

struct copy {
    struct schema *schema;
    struct copy *next;
};

/* Copies of all schemas that a goal can come to, whose keywords can be taken out one by one. */
struct shrinking {
    struct arena *arena;
    const struct schema_set *set;
    const struct satisfy_options *options;
    struct map copies; /* schema to its copy */
    struct copy *todo, *todo_last;
    struct toggle *first, *last;
    struct toggle **toggles;
    size_t count, copy_count, trials;
    uint64_t steps; /* of all trials */
    const struct schema **roots;
    size_t root_count;
    bool is_too_large;
};

static const char zeros[64]; /* at least as long as any keyword's struct */

static void add_toggle(struct shrinking *shrinking, struct toggle toggle)
{
    struct toggle *copy = arena_new(shrinking->arena, struct toggle);
    *copy = toggle;
    copy->saved = arena_alloc(shrinking->arena, toggle.size);
    memcpy(copy->saved, toggle.at, toggle.size);
    if (shrinking->last)
        shrinking->last->next = copy;
    else
        shrinking->first = copy;
    shrinking->last = copy;
    shrinking->count++;
}

/* A keyword that is absent when its bytes are zero. */
static void add_keyword(struct shrinking *shrinking, void *at, size_t size, const struct node *node,
                        const char *keyword)
{
    assert(size <= sizeof zeros);
    if (node)
        add_toggle(shrinking,
                   (struct toggle){.at = at, .without = zeros, .size = size, .node = node, .keyword = keyword});
}

static struct schema *copy_of(struct shrinking *shrinking, const struct schema *schema)
{
    struct schema *known = map_get_object(&shrinking->copies, schema);
    if (known)
        return known;
    struct copy *copy = arena_new(shrinking->arena, struct copy);
    copy->schema = arena_new(shrinking->arena, struct schema);
    *copy->schema = *schema;
    map_put_object(&shrinking->copies, schema, copy->schema);
    if (shrinking->todo_last)
        shrinking->todo_last->next = copy;
    else
        shrinking->todo = copy;
    shrinking->todo_last = copy;
    shrinking->is_too_large |= ++shrinking->copy_count > COPIES_MAX;
    return copy->schema;
}

/* A schema in its place, which may be another one or any. `at` is a pointer to it. */
static void copy_part(struct shrinking *shrinking, const struct schema **at, const char *keyword)
{
    static const struct schema *const any = &anything;
    if (!*at)
        return;
    const struct node *node = (*at)->node;
    *at = copy_of(shrinking, *at);
    add_toggle(
        shrinking,
        (struct toggle){
            .at = at, .without = &any, .size = sizeof any, .node = node, .keyword = keyword, .is_applicator = true});
}

static const struct schema **copy_list(struct shrinking *shrinking, struct schema_list *list)
{
    const struct schema **at = arena_alloc_array(shrinking->arena, list->count + 1, sizeof(const struct schema *));
    if (list->count)
        memcpy(at, list->at, list->count * sizeof *at);
    list->at = at;
    list->discriminators = NULL; /* the copies change */
    return at;
}

/* A list whose schemas can be taken out one by one. */
static void copy_conjunction(struct shrinking *shrinking, struct schema_list *list, const char *keyword)
{
    const struct schema **at = copy_list(shrinking, list);
    for (size_t i = 0; i < list->count; i++)
        copy_part(shrinking, &at[i], keyword);
}

/* A list that can be taken out as a whole only. */
static void copy_disjunction(struct shrinking *shrinking, struct schema_list *list, const char *keyword)
{
    const struct schema **at = copy_list(shrinking, list);
    for (size_t i = 0; i < list->count; i++)
        at[i] = copy_of(shrinking, at[i]);
    if (list->node)
        add_toggle(shrinking, (struct toggle){.at = list,
                                              .without = zeros,
                                              .size = sizeof *list,
                                              .node = list->node,
                                              .keyword = keyword,
                                              .is_applicator = true});
}

#define ADD(member, name) add_keyword(shrinking, &copy->member, sizeof copy->member, copy->member.node, name)

static const struct schema_numbers *copy_numbers(struct shrinking *shrinking, const struct schema_numbers *numbers)
{
    struct schema_numbers *copy = arena_new(shrinking->arena, struct schema_numbers);
    *copy = *numbers;
    ADD(minimum, "minimum");
    ADD(exclusive_minimum, "exclusiveMinimum");
    ADD(maximum, "maximum");
    ADD(exclusive_maximum, "exclusiveMaximum");
    ADD(multiple_of, "multipleOf");
    return copy;
}

static const struct schema_strings *copy_strings(struct shrinking *shrinking, const struct schema_strings *strings)
{
    struct schema_strings *copy = arena_new(shrinking->arena, struct schema_strings);
    *copy = *strings;
    ADD(min_length, "minLength");
    ADD(max_length, "maxLength");
    ADD(pattern, "pattern");
    return copy;
}

static const struct schema_arrays *copy_arrays(struct shrinking *shrinking, const struct schema_arrays *arrays)
{
    struct schema_arrays *copy = arena_new(shrinking->arena, struct schema_arrays);
    *copy = *arrays;
    copy_conjunction(shrinking, &copy->prefix, "prefixItems");
    copy_part(shrinking, &copy->items, "items");
    copy_part(shrinking, &copy->contains, "contains");
    copy_part(shrinking, &copy->unevaluated, "unevaluatedItems");
    ADD(min_items, "minItems");
    ADD(max_items, "maxItems");
    ADD(min_contains, "minContains");
    ADD(max_contains, "maxContains");
    add_keyword(shrinking, &copy->unique, sizeof copy->unique, copy->unique, "uniqueItems");
    return copy;
}

static void copy_properties(struct shrinking *shrinking, struct schema_objects *copy)
{
    struct schema_property *properties =
        arena_alloc_array(shrinking->arena, copy->property_count + 1, sizeof *properties);
    struct map *index = arena_new(shrinking->arena, struct map);
    map_init(index, shrinking->arena);
    for (size_t i = 0; i < copy->property_count; i++) {
        properties[i] = copy->properties[i];
        copy_part(shrinking, &properties[i].schema, "properties");
        map_put(index, properties[i].name, &properties[i]);
    }
    copy->properties = properties;
    copy->index = index;
}

static void copy_patterns(struct shrinking *shrinking, struct schema_objects *copy)
{
    struct schema_pattern_property *patterns =
        arena_alloc_array(shrinking->arena, copy->pattern_count + 1, sizeof *patterns);
    for (size_t i = 0; i < copy->pattern_count; i++) {
        patterns[i] = copy->patterns[i];
        copy_part(shrinking, &patterns[i].schema, "patternProperties");
    }
    copy->patterns = patterns;
}

static void copy_dependencies(struct shrinking *shrinking, struct schema_objects *copy)
{
    struct schema_dependency *dependencies =
        arena_alloc_array(shrinking->arena, copy->dependency_count + 1, sizeof *dependencies);
    for (size_t i = 0; i < copy->dependency_count; i++) {
        dependencies[i] = copy->dependencies[i];
        copy_part(shrinking, &dependencies[i].schema, "dependentSchemas");
        add_keyword(shrinking, &dependencies[i].names, sizeof dependencies[i].names, dependencies[i].names.node,
                    "dependentRequired");
    }
    copy->dependencies = dependencies;
}

static const struct schema_objects *copy_objects(struct shrinking *shrinking, const struct schema_objects *objects)
{
    struct schema_objects *copy = arena_new(shrinking->arena, struct schema_objects);
    *copy = *objects;
    copy_properties(shrinking, copy);
    copy_patterns(shrinking, copy);
    copy_dependencies(shrinking, copy);
    copy_part(shrinking, &copy->additional, "additionalProperties");
    copy_part(shrinking, &copy->names, "propertyNames");
    copy_part(shrinking, &copy->unevaluated, "unevaluatedProperties");
    ADD(required, "required");
    ADD(min_properties, "minProperties");
    ADD(max_properties, "maxProperties");
    return copy;
}

static const struct schema_logic *copy_logic(struct shrinking *shrinking, const struct schema_logic *logic)
{
    struct schema_logic *copy = arena_new(shrinking->arena, struct schema_logic);
    *copy = *logic;
    copy_conjunction(shrinking, &copy->all_of, "allOf");
    copy_disjunction(shrinking, &copy->any_of, "anyOf");
    copy_disjunction(shrinking, &copy->one_of, "oneOf");
    const struct schema **parts[] = {&copy->negated, &copy->condition, &copy->consequence, &copy->alternative};
    static const char *const keywords[] = {"not", "if", "then", "else"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (*parts[i]) {
            const struct node *node = (*parts[i])->node;
            *parts[i] = copy_of(shrinking, *parts[i]);
            add_toggle(shrinking, (struct toggle){.at = parts[i],
                                                  .without = zeros,
                                                  .size = sizeof *parts[i],
                                                  .node = node,
                                                  .keyword = keywords[i],
                                                  .is_applicator = true});
        }
    return copy;
}

static void copy_keywords(struct shrinking *shrinking, struct schema *copy)
{
    if (copy->is_false)
        add_toggle(shrinking, (struct toggle){.at = &copy->is_false,
                                              .without = &not_set,
                                              .size = sizeof copy->is_false,
                                              .node = copy->node,
                                              .keyword = "false"});
    if (copy->type)
        add_toggle(shrinking, (struct toggle){.at = &copy->types,
                                              .without = &any_type,
                                              .size = sizeof copy->types,
                                              .node = copy->type,
                                              .keyword = "type"});
    if (copy->enumeration)
        add_keyword(shrinking, &copy->enumeration, sizeof copy->enumeration, copy->enumeration->node, "enum");
    if (copy->constant)
        add_keyword(shrinking, &copy->constant, sizeof copy->constant, copy->constant->node, "const");
    if (copy->format)
        add_keyword(shrinking, &copy->format, sizeof copy->format, copy->format_node, "format");
}

static void copy_schema(struct shrinking *shrinking, struct schema *copy)
{
    copy_keywords(shrinking, copy);
    if (copy->numbers)
        copy->numbers = copy_numbers(shrinking, copy->numbers);
    if (copy->strings)
        copy->strings = copy_strings(shrinking, copy->strings);
    if (copy->arrays)
        copy->arrays = copy_arrays(shrinking, copy->arrays);
    if (copy->objects)
        copy->objects = copy_objects(shrinking, copy->objects);
    if (copy->logic)
        copy->logic = copy_logic(shrinking, copy->logic);
    copy_part(shrinking, &copy->reference.target, "$ref");
    copy_part(shrinking, &copy->dynamic_reference.target, "$dynamicRef");
}

static void set_out(struct shrinking *shrinking, size_t from, size_t to, bool is_out)
{
    for (size_t i = from; i < to; i++) {
        struct toggle *toggle = shrinking->toggles[i];
        memcpy(toggle->at, is_out ? toggle->without : toggle->saved, toggle->size);
        toggle->is_out = is_out;
    }
}

static bool is_still_impossible(struct shrinking *shrinking)
{
    struct arena_mark mark = arena_mark(shrinking->arena);
    const struct schema_goal goal = {.all = shrinking->roots, .all_count = shrinking->root_count};
    struct satisfaction found = satisfy_only(shrinking->arena, shrinking->set, &goal, shrinking->options);
    arena_rewind(shrinking->arena, mark);
    shrinking->trials++;
    shrinking->steps += found.steps;
    return found.answer == SCHEMA_NO;
}

/* Takes out what can be spared, in halves, so that a few keywords are found among many with few trials. Halves of
   halves: as deep as the logarithm of their number. */
static void take_out(struct shrinking *shrinking, size_t from, size_t to)
{
    if (from == to || shrinking->trials == TRIALS_MAX)
        return;
    set_out(shrinking, from, to, true);
    if (is_still_impossible(shrinking))
        return;
    set_out(shrinking, from, to, false);
    if (to - from == 1)
        return;
    size_t middle = from + (to - from) / 2;
    take_out(shrinking, from, middle);
    take_out(shrinking, middle, to);
}

static bool copy_all(struct shrinking *shrinking, const struct schema_goal *goal)
{
    shrinking->roots = arena_alloc_array(shrinking->arena, goal->all_count + 1, sizeof(const struct schema *));
    shrinking->root_count = goal->all_count;
    for (size_t i = 0; i < goal->all_count; i++)
        shrinking->roots[i] = copy_of(shrinking, goal->all[i]);
    for (struct copy *copy = shrinking->todo; copy && !shrinking->is_too_large; copy = copy->next)
        copy_schema(shrinking, copy->schema);
    shrinking->toggles = arena_alloc_array(shrinking->arena, shrinking->count + 1, sizeof(struct toggle *));
    size_t count = 0;
    for (struct toggle *toggle = shrinking->first; toggle; toggle = toggle->next)
        shrinking->toggles[count++] = toggle;
    return !shrinking->is_too_large;
}

/* What a keyword is good for on the way to a conflict: nothing but a place for others, a type for them, or a value that
   must be there for them. */
static unsigned way_of(const struct toggle *toggle)
{
    if (toggle->is_applicator)
        return 3;
    if (strcmp(toggle->keyword, "type") == 0)
        return 2;
    return strcmp(toggle->keyword, "required") == 0 ? 1 : 0;
}

/* Finds the keywords that are left and no such way; false when they are none, or more than two. */
static bool find_two(const struct shrinking *shrinking, unsigned way, const struct toggle *found[2])
{
    size_t count = 0;
    for (size_t i = 0; i < shrinking->count; i++) {
        const struct toggle *toggle = shrinking->toggles[i];
        if (toggle->is_out || way_of(toggle) >= way)
            continue;
        if (count < 2)
            found[count] = toggle;
        count++;
    }
    return count == 1 || count == 2;
}

static unsigned depth_of(const struct node *node)
{
    unsigned depth = 0;
    for (; node; node = node->parent)
        depth++;
    return depth;
}

/* Of types that are left those that are deepest, which stand for the same part; the others lead there. False unless
   they are two, and where branches are left, which may not all hold. */
static bool find_types(const struct shrinking *shrinking, const struct toggle *found[2])
{
    static const char *const branches[] = {"anyOf", "oneOf", "not", "if", "then", "else", NULL};
    unsigned deepest = 0;
    size_t count = 0;
    for (size_t i = 0; i < shrinking->count; i++) {
        const struct toggle *toggle = shrinking->toggles[i];
        if (!toggle->is_out && str_is_one_of(str_of(toggle->keyword), branches))
            return false;
        unsigned depth = toggle->is_out || strcmp(toggle->keyword, "type") != 0 ? 0 : depth_of(toggle->node);
        if (depth > deepest)
            count = 0;
        deepest = depth > deepest ? depth : deepest;
        if (!depth || depth < deepest)
            continue;
        if (count < 2)
            found[count] = toggle;
        count++;
    }
    return count == 2;
}

/* Names what is left and no such way, as far as there is room. */
static void tell_names(const struct shrinking *shrinking, unsigned way, struct satisfaction *satisfaction)
{
    const char **names = satisfaction->together;
    const size_t most = sizeof satisfaction->together / sizeof *names;
    size_t count = 0;
    for (size_t i = 0; i < shrinking->count; i++) {
        const struct toggle *toggle = shrinking->toggles[i];
        bool is_new = !toggle->is_out && way_of(toggle) < way;
        for (size_t k = 0; k < count && is_new; k++)
            is_new = strcmp(names[k], toggle->keyword) != 0;
        if (is_new && count == most) {
            memset(satisfaction->together, 0, sizeof satisfaction->together);
            return;
        }
        if (is_new)
            names[count++] = toggle->keyword;
    }
}

static bool find(const struct shrinking *shrinking, const struct toggle *found[2])
{
    bool is_found = false;
    for (unsigned way = 4; way > 0 && !is_found; way--) {
        found[0] = found[1] = NULL;
        is_found = find_two(shrinking, way, found) && (way < 4 || !found[1]);
    }
    bool is_only_way = is_found && !found[1] && strcmp(found[0]->keyword, "required") == 0;
    const struct toggle *types[2];
    if ((!is_found || is_only_way) && find_types(shrinking, types)) {
        found[0] = types[0];
        found[1] = types[1];
        return true;
    }
    return is_found;
}

static void tell(const struct shrinking *shrinking, struct satisfaction *satisfaction)
{
    const struct toggle *found[2];
    if (!find(shrinking, found)) {
        tell_names(shrinking, 2, satisfaction);
        if (!satisfaction->together[0])
            tell_names(shrinking, 4, satisfaction);
        return;
    }
    bool is_swapped =
        found[1] && found[0]->node && found[1]->node && found[0]->node->span.start > found[1]->node->span.start;
    for (int i = 0; i < 2; i++) {
        const struct toggle *toggle = found[is_swapped ? 1 - i : i];
        satisfaction->conflict[i] = toggle ? toggle->node : NULL;
        satisfaction->conflict_keywords[i] = toggle ? toggle->keyword : NULL;
    }
}

void satisfy_conflict(struct arena *arena, const struct schema_set *set, const struct schema_goal *goal,
                      const struct satisfy_options *options, struct satisfaction *satisfaction)
{
    struct shrinking shrinking = {.arena = arena, .set = set, .options = options};
    map_init(&shrinking.copies, arena);
    if (!copy_all(&shrinking, goal))
        return;
    take_out(&shrinking, 0, shrinking.count);
    satisfaction->steps += shrinking.steps;
    if (shrinking.trials < TRIALS_MAX)
        tell(&shrinking, satisfaction);
}
