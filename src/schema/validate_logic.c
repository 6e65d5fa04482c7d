/* allOf, anyOf, oneOf, not, if (core, section 10.2) and references (core, section 8.2.3). */
#include "schema/compiler.h"
#include "schema/validator.h"

enum { BRANCHES_SHOWN = 16 /* of anyOf and oneOf, whose mistakes are compared */ };

/* The walk over a list of schemas whose discriminators are known. */
struct choice {
    const struct schema_discriminator *discriminators; /* NULL: nothing is passed over */
    const struct node *object, *member;                /* the one last looked for; NULL: absent */
    const char *name;                                  /* its name's bytes */
};

static struct choice choice_make(const struct frame *frame, const struct schema_list *list)
{
    bool is_object = frame->value->types & JSON_TYPE_OBJECT;
    return (struct choice){.discriminators = is_object ? list->discriminators : NULL, .object = frame->value->node};
}

/* Whether the value has nothing to do with a schema of the list; see schema_discriminator. */
static bool passes_over(struct choice *choice, size_t index)
{
    const struct schema_discriminator *by = choice->discriminators ? &choice->discriminators[index] : NULL;
    if (!by || !by->values)
        return false;
    if (!choice->name || by->name.at != choice->name) {
        choice->name = by->name.at;
        choice->member = node_find_str(choice->object, by->name);
    }
    const struct node *member = node_resolve(choice->member);
    if (!choice->member)
        return by->is_required;
    if (!member || member->kind != NODE_SCALAR || member->type != SCALAR_STRING)
        return false;
    for (size_t i = 0; i < by->values->count; i++)
        if (str_equal(by->values->at[i]->text, member->text))
            return false;
    return true;
}

static enum schema_verdict judge_all(const struct frame *frame, const struct schema_list *list)
{
    enum schema_verdict verdict = judge_spend(frame->judge, list->count) ? SCHEMA_VALID : SCHEMA_UNDECIDED;
    struct choice choice = choice_make(frame, list);
    for (size_t i = 0; i < list->count; i++)
        if (!passes_over(&choice, i) && !judge_and(frame->judge, &verdict, judge_in_place(frame, list->at[i])))
            break;
    return verdict;
}

/* How many branches the value fits: at least, at most. The mistakes in the first branches go to `causes`, unless NULL.
   Stops when `enough` fit. */
struct fits {
    size_t low, high;
};

static struct fits judge_branches(const struct frame *frame, const struct schema_list *list, size_t enough,
                                  struct cause_list *causes)
{
    struct fits fits = {0, 0};
    judge_spend(frame->judge, list->count);
    struct choice choice = choice_make(frame, list);
    for (size_t i = 0; i < list->count && (frame->marks || fits.low < enough); i++) {
        bool is_last_hope = !fits.high && i + 1 == list->count; /* tells why none fits */
        if (!causes && !is_last_hope && passes_over(&choice, i))
            continue;
        struct cause_list *into = causes && i < BRANCHES_SHOWN ? &causes[i] : NULL;
        enum schema_verdict verdict = judge_branch(frame, list->at[i], into);
        fits.low += verdict == SCHEMA_VALID;
        fits.high += verdict != SCHEMA_INVALID;
    }
    return fits;
}

/* Lists for the mistakes in the first branches; NULL when they are not asked for. */
static struct cause_list *causes_of_branches(struct judge *judge)
{
    if (!judge->causes)
        return NULL;
    struct cause_list *causes = arena_alloc_array(judge->arena, BRANCHES_SHOWN, sizeof *causes);
    for (size_t i = 0; i < BRANCHES_SHOWN; i++)
        causes[i].limit = judge->causes->limit;
    return causes;
}

/* None fits: the mistakes are those of the best branch. */
static enum schema_verdict refuse_branches(const struct frame *frame, const struct schema_list *list,
                                           const struct cause_list *causes)
{
    struct judge *judge = frame->judge;
    if (causes)
        causes_add_best(judge->causes, judge->arena, causes,
                        list->count < BRANCHES_SHOWN ? list->count : BRANCHES_SHOWN, list->count, frame->value);
    return SCHEMA_INVALID;
}

static enum schema_verdict judge_any(const struct frame *frame, const struct schema_list *list)
{
    struct cause_list *causes = causes_of_branches(frame->judge);
    struct fits fits = judge_branches(frame, list, 1, causes);
    if (!fits.high)
        return refuse_branches(frame, list, causes);
    return fits.low ? SCHEMA_VALID : SCHEMA_UNDECIDED;
}

static enum schema_verdict judge_one(const struct frame *frame, const struct schema_list *list)
{
    struct cause_list *causes = causes_of_branches(frame->judge);
    struct fits fits = judge_branches(frame, list, 2, causes);
    if (!fits.high)
        return refuse_branches(frame, list, causes);
    if (fits.low > 1)
        return judge_refuse(frame, "oneOf", list->node);
    return fits.high > 1 ? SCHEMA_UNDECIDED : fits.low ? SCHEMA_VALID : SCHEMA_UNDECIDED;
}

static enum schema_verdict judge_not(const struct frame *frame, const struct schema *negated)
{
    const struct frame unmarked = {.judge = frame->judge,
                                   .outer = frame->outer,
                                   .schema = frame->schema,
                                   .value = frame->value,
                                   .depth = frame->depth};
    switch (judge_branch(&unmarked, negated, NULL)) {
    case SCHEMA_VALID: return judge_refuse(frame, "not", negated->node);
    case SCHEMA_INVALID: return SCHEMA_VALID;
    default: return SCHEMA_UNDECIDED;
    }
}

static enum schema_verdict judge_optional(const struct frame *frame, const struct schema *schema)
{
    return schema ? judge_in_place(frame, schema) : SCHEMA_VALID;
}

static enum schema_verdict judge_if(const struct frame *frame, const struct schema_logic *logic)
{
    if (!logic->consequence && !logic->alternative && !frame->marks)
        return SCHEMA_VALID;
    switch (judge_branch(frame, logic->condition, NULL)) {
    case SCHEMA_VALID: return judge_optional(frame, logic->consequence);
    case SCHEMA_INVALID: return judge_optional(frame, logic->alternative);
    default: return SCHEMA_UNDECIDED;
    }
}

enum schema_verdict judge_logic(const struct frame *frame)
{
    const struct schema_logic *logic = frame->schema->logic;
    const struct judge *judge = frame->judge;
    enum schema_verdict verdict = SCHEMA_VALID;
    bool goes_on = !logic->all_of.count || judge_and(judge, &verdict, judge_all(frame, &logic->all_of));
    goes_on = goes_on && (!logic->any_of.count || judge_and(judge, &verdict, judge_any(frame, &logic->any_of))) &&
              (!logic->one_of.count || judge_and(judge, &verdict, judge_one(frame, &logic->one_of))) &&
              (!logic->negated || judge_and(judge, &verdict, judge_not(frame, logic->negated)));
    if (goes_on && logic->condition)
        judge_and(judge, &verdict, judge_if(frame, logic));
    return verdict;
}

/* A target that is not known here may evaluate anything. */
static enum schema_verdict judge_target(const struct frame *frame, const struct schema *target)
{
    if (target)
        return judge_in_place(frame, target);
    if (frame->marks)
        marks_add(frame, frame->marks, SCHEMA_UNDECIDED);
    return SCHEMA_UNDECIDED;
}

enum schema_verdict judge_reference(const struct frame *frame)
{
    return judge_target(frame, frame->schema->reference.target);
}

/* The outermost resource of the dynamic scope that offers something decides (core, section 8.2.3.2). */
static const struct schema *dynamic_target(const struct frame *frame)
{
    const struct schema *schema = frame->schema, *target = schema->dynamic_reference.target;
    const struct schema_resource *seen = NULL;
    bool is_dynamic = schema_reference_is_dynamic(schema);
    for (; is_dynamic && frame && frame->schema; frame = frame->outer) {
        const struct schema_resource *resource = frame->schema->resource;
        const struct schema *found = resource && resource != seen ? schema_dynamic_offer(resource, schema) : NULL;
        if (found)
            target = found;
        seen = resource;
    }
    return target;
}

enum schema_verdict judge_dynamic_reference(const struct frame *frame)
{
    return judge_target(frame, dynamic_target(frame));
}
