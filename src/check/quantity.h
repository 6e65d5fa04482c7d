/* What the name of a field says about what it measures. */
#ifndef CHECK_QUANTITY_H
#define CHECK_QUANTITY_H

#include "base/str.h"

enum quantity { QUANTITY_NONE, QUANTITY_MONEY, QUANTITY_DURATION, QUANTITY_WEIGHT, QUANTITY_LENGTH };

/* What the last word of a name measures: money for `totalAmount` and `unit_price`, nothing for `amount_chf`, whose unit
   is in the name. Words end at `_`, `-`, `.`, blanks and before capitals. */
enum quantity quantity_of_name(struct str name);

/* Whether one of the words of a name is `currency`. */
bool quantity_names_currency(struct str name);

/* "an amount of money", "a duration" … for messages. */
const char *quantity_noun(enum quantity quantity);

#endif
