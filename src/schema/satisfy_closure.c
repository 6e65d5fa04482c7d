#include "schema/satisfy_closure.h"

#include "schema/equal.h"

enum { DECISIONS_PER_STEP = 8 };

enum decision { DECISION_OPEN, DECISION_HOLDS, DECISION_REFUSED };

struct closure closure_make(struct search *search, const struct branch *branch, bool is_of_emitted)
{
    struct closure closure = {.search = search};
    size_t seen = 0;
    map_init(&closure.met, search->arena);
    map_init(&closure.decided, search->arena);
    for (const struct literals *done = branch->done; done; done = done->next) {
        const struct literal *literal = &done->literal;
        if (++seen % DECISIONS_PER_STEP == 0 && !search_spend(search, 1))
            break;
        if (literal->is_negative || literal->is_emitted || !is_of_emitted)
            map_put_object(&closure.decided, literal->schema, literal);
    }
    return closure;
}

/* Whether the branch says that a schema holds, or that it does not. */
static enum decision decision_of(const struct closure *closure, const struct schema *schema)
{
    schema = schema_target(schema);
    if (schema->is_false || schema_is_true(schema))
        return schema->is_false ? DECISION_REFUSED : DECISION_HOLDS;
    const struct literal *literal = map_get_object(&closure->decided, schema);
    if (!literal)
        return DECISION_OPEN;
    return literal->is_negative ? DECISION_REFUSED : DECISION_HOLDS;
}

static void add_member(struct closure *closure, const struct schema *schema, const struct schema *open)
{
    if (!schema)
        return;
    struct member *member = arena_new(closure->search->arena, struct member);
    *member = (struct member){schema_target(schema), open, closure->todo};
    const uintptr_t words[] = {(uintptr_t)member->schema, open != NULL};
    struct str key = {(const char *)words, sizeof words};
    if (map_get(&closure->met, key))
        return;
    map_put(&closure->met, str_copy(closure->search->arena, key), member);
    closure->todo = member;
}

/* Adds a schema that holds if the branch says so, and another that holds then. */
static enum decision add_undecided(struct closure *closure, const struct schema *schema, const struct schema *then,
                                   const struct schema *open)
{
    enum decision decision = open ? DECISION_OPEN : decision_of(closure, schema);
    if (decision == DECISION_REFUSED)
        return decision;
    open = open || decision == DECISION_HOLDS ? open : schema;
    add_member(closure, schema, open);
    add_member(closure, then, open);
    return decision;
}

/* Where one branch of oneOf holds, the others do not. */
static void add_one_of(struct closure *closure, const struct schema_list *list, const struct schema *open)
{
    for (size_t i = 0; i < list->count && !open; i++)
        if (decision_of(closure, list->at[i]) == DECISION_HOLDS) {
            add_member(closure, list->at[i], NULL);
            return;
        }
    for (size_t i = 0; i < list->count; i++)
        add_undecided(closure, list->at[i], NULL, open);
}

static void add_condition(struct closure *closure, const struct schema_logic *logic, const struct schema *open)
{
    enum decision decision = add_undecided(closure, logic->condition, logic->consequence, open);
    if (decision == DECISION_REFUSED)
        add_member(closure, logic->alternative, NULL);
    else if (decision == DECISION_OPEN)
        add_member(closure, logic->alternative, open ? open : logic->condition);
}

static void add_logic(struct closure *closure, const struct schema_logic *logic, const struct schema *open)
{
    for (size_t i = 0; i < logic->all_of.count; i++)
        add_member(closure, logic->all_of.at[i], open);
    for (size_t i = 0; i < logic->any_of.count; i++)
        add_undecided(closure, logic->any_of.at[i], NULL, open);
    add_one_of(closure, &logic->one_of, open);
    if (logic->condition)
        add_condition(closure, logic, open);
}

/* The schema that a property must be there. */
static const struct schema *presence_of(struct search *search, const struct schema_dependency *dependency)
{
    struct schema *schema = map_get_object(&search->rests, dependency);
    if (schema)
        return schema;
    struct schema_objects *objects = arena_new(search->arena, struct schema_objects);
    const struct node **at = arena_new(search->arena, const struct node *);
    *at = dependency->node->key;
    objects->required = (struct schema_names){dependency->node->key, at, 1};
    schema = constant_make(search);
    schema->objects = objects;
    map_put_object(&search->rests, dependency, schema);
    return schema;
}

static void close_over(struct closure *closure, const struct member *member)
{
    const struct schema *schema = member->schema;
    const struct schema_objects *objects = schema->objects;
    for (size_t i = 0; objects && i < objects->dependency_count; i++)
        if (objects->dependencies[i].schema)
            add_undecided(closure, presence_of(closure->search, &objects->dependencies[i]),
                          objects->dependencies[i].schema, member->open);
    if (schema->logic)
        add_logic(closure, schema->logic, member->open);
    add_member(closure, schema->reference.target, member->open);
    add_member(closure, search_target(closure->search, schema), member->open);
}

void closure_add(struct closure *closure, const struct schema *schema)
{
    add_member(closure, schema, NULL);
    while (closure->todo) {
        struct member *member = closure->todo;
        closure->todo = member->next;
        close_over(closure, member);
        member->next = closure->members;
        closure->members = member;
        closure->count++;
        search_spend(closure->search, 1);
    }
}

bool closure_has(const struct closure *closure, const struct member *member)
{
    return !member->open && decision_of(closure, member->schema) == DECISION_HOLDS;
}

bool closure_is_beyond(const struct closure *closure, const struct member *member)
{
    const struct schema *schema = member->schema;
    return schema->is_bad || (schema->reference.node && !schema->reference.target) ||
           (schema->dynamic_reference.node && !search_target(closure->search, schema));
}
