/* What became of the quality checks of a contract, once all records are known. */
#ifndef DATA_DATA_OUTCOME_H
#define DATA_DATA_OUTCOME_H

#include "check/lint.h"
#include "data/data_score.h"

/* Judges the checks: fills `outcomes` and the counts of `quality`, whose dimensions and age are known. In `arena`. */
void data_outcomes_make(struct arena *arena, const struct data_measures *measures, struct data_quality *quality);

/* The findings in the contract of checks that only all records together tell; NULL where there is none. In `arena`. */
struct lint_result *data_outcomes_report(struct arena *arena, const struct rule_set *rules,
                                         const struct settings *settings, const struct data_schema *schema,
                                         const struct data_quality *quality);

#endif
