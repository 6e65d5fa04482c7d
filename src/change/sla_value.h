/* Values of service levels that can be compared: durations, shares, rates, dates, times of day. Used inside check/
   only. */
#ifndef CHANGE_SLA_VALUE_H
#define CHANGE_SLA_VALUE_H

#include "check/promise.h"

/* How a new value compares with the old one for those who rely on it. */
enum sla_order { SLA_EQUAL, SLA_BETTER, SLA_WORSE, SLA_UNCLEAR };

/* Compares the values of two promises of one kind (breaking.md 1.17): equal values in another spelling or unit are
   equal; calendar units that overlap, free text and cron are unclear. */
enum sla_order sla_compare(struct arena *arena, const struct promise *old, const struct promise *new);

/* The same for two durations by themselves; `is_less_better` says which is better. */
enum sla_order sla_compare_durations(struct arena *arena, struct text old, struct text new, bool is_less_better);

#endif
