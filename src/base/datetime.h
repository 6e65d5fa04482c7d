/* Dates and times of RFC 3339 (full-date, full-time, date-time), proleptic Gregorian. Knows no clock and no time zone
   names. */
#ifndef BASE_DATETIME_H
#define BASE_DATETIME_H

#include "base/str.h"

#include <stdint.h>

struct date {
    int year; /* 0 to 9999 */
    int month, day;
};

/* An instant. A leap second follows second 59 of its minute and comes before the next. */
struct instant {
    int64_t seconds;     /* UTC since 1970-01-01T00:00:00Z; of a leap second those of the second before it */
    bool is_leap_second; /* :60 */
    struct str fraction; /* digits after the point, in the parsed text */
};

/* Reads "2024-02-29". False for anything else and for days that do not exist. */
bool datetime_parse_date(struct str text, struct date *date);

/* Whether `text` is a full-time: "08:30:06.28Z", "23:59:60+00:00"; a leap second only where it is 23:59 in UTC. */
bool datetime_is_time(struct str text);

/* Reads a date-time, "2024-02-29T08:30:06.28+01:00" (`t` and `z` too, as RFC 3339 5.6 allows). */
bool datetime_parse(struct str text, struct instant *instant);

/* Reads a date-time or a date, which begins at midnight UTC. */
bool datetime_parse_any(struct str text, struct instant *instant);

/* Reads a timestamp as databases write them: `2024-02-29 08:30`, `2024-02-29T08:30:06.28`, `2024-02-29 08:30:06+01`,
   `… UTC`, or a date. Seconds and zone may be left out; without a zone it is UTC. */
bool datetime_parse_timestamp(struct str text, struct instant *instant);

/* Whether it is a time of day in that form. */
bool datetime_is_clock(struct str text);

/* Days since 1970-01-01, negative before. */
int64_t datetime_days(struct date date);

/* <0, 0, >0: earlier, the same instant, later. */
int datetime_compare(struct instant a, struct instant b);

#endif
