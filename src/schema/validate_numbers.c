/* minimum, maximum, multipleOf … (validation, section 6.2), on exact decimals. */
#include "schema/validator.h"

enum { DIGITS_PER_STEP = 16 };

static struct number number_of_value(struct judge *judge, struct value *value)
{
    if (!value->has_number)
        value->has_number = number_parse_yaml(judge->arena, value->node->text, &value->number);
    return value->number;
}

static enum schema_verdict judge_multiple(const struct frame *frame, const struct schema_bound *bound,
                                          struct number number)
{
    switch (number_is_multiple_of(number, bound->value)) {
    case NUMBER_MULTIPLE_YES: return SCHEMA_VALID;
    case NUMBER_MULTIPLE_NO: return judge_refuse(frame, "multipleOf", bound->node);
    default: return SCHEMA_UNDECIDED;
    }
}

enum schema_verdict judge_numbers(const struct frame *frame)
{
    const struct schema_numbers *numbers = frame->schema->numbers;
    if (!judge_spend(frame->judge, frame->value->node->text.len / DIGITS_PER_STEP))
        return SCHEMA_UNDECIDED;
    struct number number = number_of_value(frame->judge, frame->value);
    if (numbers->minimum.node && number_compare(number, numbers->minimum.value) < 0)
        return judge_refuse(frame, "minimum", numbers->minimum.node);
    if (numbers->exclusive_minimum.node && number_compare(number, numbers->exclusive_minimum.value) <= 0)
        return judge_refuse(frame, "exclusiveMinimum", numbers->exclusive_minimum.node);
    if (numbers->maximum.node && number_compare(number, numbers->maximum.value) > 0)
        return judge_refuse(frame, "maximum", numbers->maximum.node);
    if (numbers->exclusive_maximum.node && number_compare(number, numbers->exclusive_maximum.value) >= 0)
        return judge_refuse(frame, "exclusiveMaximum", numbers->exclusive_maximum.node);
    return numbers->multiple_of.node ? judge_multiple(frame, &numbers->multiple_of, number) : SCHEMA_VALID;
}
