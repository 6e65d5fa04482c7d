/* unevaluatedItems and unevaluatedProperties (core, section 11), and what subschemas report for them: for each child a
   verdict, whether it was evaluated. */
#include "schema/validator.h"

/* By position. */
static size_t child_count(const struct value *value)
{
    return value->node->kind == NODE_SCALAR ? 0 : value->node->count;
}

unsigned char *marks_make(struct judge *judge, const struct value *value)
{
    size_t count = child_count(value);
    judge_spend(judge, count);
    return arena_alloc(judge->arena, count);
}

void marks_add(const struct frame *frame, const unsigned char *from, enum schema_verdict verdict)
{
    size_t count = verdict == SCHEMA_INVALID ? 0 : child_count(frame->value);
    for (size_t i = 0; i < count; i++) {
        enum schema_verdict mark = verdict == SCHEMA_UNDECIDED ? SCHEMA_UNDECIDED : (enum schema_verdict)from[i];
        if (frame->marks[i] < mark)
            frame->marks[i] = (unsigned char)mark;
    }
}

static enum schema_verdict judge_child_unevaluated(const struct frame *frame, const char *keyword,
                                                   const struct schema *schema, const struct node *child,
                                                   unsigned char mark)
{
    if (mark == SCHEMA_UNDECIDED)
        return schema->is_false                                    ? SCHEMA_UNDECIDED
               : judge_child(frame, schema, child) == SCHEMA_VALID ? SCHEMA_VALID
                                                                   : SCHEMA_UNDECIDED;
    return judge_extra_child(frame, keyword, schema, child);
}

enum schema_verdict judge_unevaluated(const struct frame *frame)
{
    bool is_object = frame->value->types & JSON_TYPE_OBJECT;
    const struct schema *schema = is_object ? frame->schema->objects->unevaluated : frame->schema->arrays->unevaluated;
    const char *keyword = is_object ? "unevaluatedProperties" : "unevaluatedItems";
    enum schema_verdict verdict = SCHEMA_VALID;
    bool is_tolerated = is_object && schema->is_false && frame->judge->validator->options.is_tolerant;
    size_t index = 0;
    for (const struct node *child = frame->value->node->first; child && !is_tolerated; child = child->next, index++) {
        unsigned char mark = frame->marks[index];
        if (mark != SCHEMA_VALID &&
            !judge_and(frame->judge, &verdict, judge_child_unevaluated(frame, keyword, schema, child, mark)))
            break;
    }
    if (verdict != SCHEMA_INVALID)
        memset(frame->marks, SCHEMA_VALID, child_count(frame->value));
    return verdict;
}

enum schema_verdict judge_in_place(const struct frame *frame, const struct schema *schema)
{
    enum schema_verdict verdict = judge_schema(frame, schema, frame->value, frame->marks);
    if (verdict == SCHEMA_UNDECIDED && frame->marks)
        marks_add(frame, frame->marks, verdict);
    return verdict;
}

enum schema_verdict judge_branch(const struct frame *frame, const struct schema *schema, struct cause_list *causes)
{
    if (judge_is_settled(schema, frame->value))
        return SCHEMA_VALID;
    struct judge *judge = frame->judge;
    struct cause_list *before = judge->causes;
    unsigned char *marks = frame->marks ? marks_make(judge, frame->value) : NULL;
    judge->causes = causes;
    enum schema_verdict verdict = judge_schema(frame, schema, frame->value, marks);
    judge->causes = before;
    if (marks)
        marks_add(frame, marks, verdict);
    return verdict;
}
