/* What a quality check demands: bounds, ranges, values, ages. Used inside data/ only. */
#ifndef DATA_DATA_CHECK_DEMAND_H
#define DATA_DATA_CHECK_DEMAND_H

#include "data/data_check.h"

/* Fills in what a check of a known kind demands, and the words for it; where that is not clear, `unmeasured`. In
   `arena`. */
void data_check_read_demand(struct arena *arena, enum dialect dialect, const struct quality *test,
                            struct data_check *check);

/* Adds a bound without a percentage; in `arena`. */
void data_check_add_bound(struct arena *arena, struct data_check *check, enum comparison comparison,
                          struct number value);

/* Whether nothing may break it. */
bool data_check_is_zero(const struct data_check *check);

#endif
