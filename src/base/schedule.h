/* How often something runs, as people write it: words, ISO 8601 durations, cron expressions, AWS's rate(...). */
#ifndef BASE_SCHEDULE_H
#define BASE_SCHEDULE_H

#include "base/cron.h"

struct schedule {
    bool has_interval;         /* whether the next two are known */
    int64_t shortest, longest; /* seconds from one run to the next; 0 for what runs continuously */
};

/* Reads `hourly`, `@daily`, `continuous`, `PT15M`, `0 6 * * *`, `cron(0 6 * * ? *)`, `rate(5 minutes)`, `@every 1h`.
   Otherwise false and `*err` says what is wrong with what it looks like. Words in either case. Linear. */
bool schedule_parse(struct arena *arena, struct str text, struct schedule *schedule, struct cron_error *err);

#endif
