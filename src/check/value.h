/* Judges a value by the keywords of one field itself: type, enum, const, bounds, lengths, multipleOf, pattern, format.
   References and branches are not followed; what cannot be told is no breach. */
#ifndef CHECK_VALUE_H
#define CHECK_VALUE_H

#include "check/check.h"

struct value_judge;

/* What a value breaks. */
struct value_breach {
    enum keyword_id keyword;
    const struct node *demand; /* the value of that keyword */
    const char *facts;         /* "`abc` has 3 characters, `minLength` is 5" */
};

/* Makes ready to judge many values of a field; NULL when its type is bad. `by_enum`: the values of its enum and its
   const are all that is allowed; else these two do not count. */
const struct value_judge *value_judge_make(struct check *check, const struct field *field, bool by_enum);

/* Whether the value breaks a keyword: the type first, and one only. Patterns are tried until the steps for this input
   are used up. */
bool value_breaks(struct check *check, const struct value_judge *judge, const struct node *value,
                  struct value_breach *breach);

#endif
