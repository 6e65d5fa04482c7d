/* Cron expressions: five fields, six with seconds, Quartz's seven, AWS's cron(...). Runs nothing; knows no time zone.
 */
#ifndef BASE_CRON_H
#define BASE_CRON_H

#include "base/str.h"

#include <stdint.h>

enum cron_field {
    CRON_SECOND,
    CRON_MINUTE,
    CRON_HOUR,
    CRON_DAY,
    CRON_MONTH,
    CRON_WEEKDAY,
    CRON_YEAR,
    CRON_FIELD_COUNT
};

/* When it runs. */
struct cron {
    uint64_t sets[CRON_FIELD_COUNT];     /* bit n: at n; weekdays from 0, Sunday; years not recorded */
    bool is_every_day, is_every_weekday; /* `*` or `?` stands there */
    bool is_uncertain; /* has L, W, # or a year, or conditions on both days, which programs combine differently */
};

/* What is wrong. */
struct cron_error {
    const char *field;  /* "minute", "day of month" …; NULL when it is the whole */
    const char *reason; /* a clause: "this is out of range" */
    struct str part;    /* of the text */
};

/* Reads an expression: lists, ranges, steps, names (JAN, MON), `?`, `L`, `L-3`, `LW`, `15W`, `5L`, `5#3`. In what has a
   `?` or stands in cron(...), weekdays are 1 to 7 from Sunday, elsewhere 0 to 7 from Sunday. False
   with `*err` set, also for days that never come (30 February) and for over 1,024 bytes. Linear. */
bool cron_parse(struct str text, struct cron *cron, struct cron_error *err);

/* The least and greatest number of seconds between one run and the next, days of 24 hours. False, and both stay, when
   is_uncertain. Bounded time. */
bool cron_interval(const struct cron *cron, int64_t *shortest, int64_t *longest);

#endif
