/* What service levels say: durations, percentages and shares, read as the rules that compare them need it. */
#ifndef CHECK_PROMISE_H
#define CHECK_PROMISE_H

#include "base/duration.h"
#include "check/check.h"

/* Reads a duration in ISO 8601 or as people write it, so that a misspelt one can still be compared. False, and
   `*duration` stays, when it is blank, unclear or an overflow. */
bool promise_duration(struct arena *arena, struct text value, struct duration *duration);

/* Reads an availability in percent: `99.9%`, or a plain number above 1 or not above 0. False, and `*percent` stays, for
   anything else, blank or a ratio. */
bool promise_percent(struct arena *arena, struct text value, struct number *percent);

/* Reads a share of one, `0.95` or `95%`. False, and `*ratio` stays, when it is neither or outside 0 to 1. */
bool promise_ratio(struct arena *arena, struct text value, struct number *ratio);

/* Whether a number is from 0 to 1. */
bool promise_is_share(struct number number);

/* A finding of the rule at hand when a value that is not blank is no ISO 8601 duration, with the fix where it is clear
   what is meant. `name` stands before the value in the message; it may be empty. */
void promise_check_duration(struct check *check, struct str name, struct text value);

/* "write `99%` or `0.99`" as help of a finding about a share that is written as 99. */
void promise_suggest_share(struct check *check, struct finding *finding, struct text value);

/* The decimal number that a text with a comma, a bound or a word means: 99.9 for `99,9%`, `>= 99.9 %`, `99.9 percent`.
   False when it is not clear. */
bool promise_understand_number(struct arena *arena, struct str text, struct number *number);

#endif
