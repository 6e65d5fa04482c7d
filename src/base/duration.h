/* Durations: ISO 8601-1:2019 5.5.2.2, the spellings people write instead, and thresholds such as "< 24h". Knows nothing
   of what a duration is promised for. */
#ifndef BASE_DURATION_H
#define BASE_DURATION_H

#include "base/number.h"

/* The exact value (fractions to 900 digits). Months have no fixed length, so they are kept apart. */
struct duration {
    struct number months;  /* years too, twelve months each */
    struct number seconds; /* weeks, days, hours and minutes too */
    bool is_overflow;      /* a part has over 15 digits before the point: over 100 years whatever its unit */
};

/* What is wrong; duration_error_text says it. */
enum duration_error {
    DURATION_OK,
    DURATION_EMPTY,
    DURATION_BLANK,              /* a blank in or around it */
    DURATION_SIGN,               /* ISO 8601-1 has none */
    DURATION_BARE_NUMBER,        /* 15 */
    DURATION_MISSING_P,          /* 15m, T1H */
    DURATION_LOWER_CASE,         /* pt15m */
    DURATION_NOTHING,            /* P */
    DURATION_NOTHING_AFTER_T,    /* P1DT */
    DURATION_MISSING_DIGITS,     /* PTM, PT.5S */
    DURATION_MISSING_DESIGNATOR, /* PT15 */
    DURATION_MISSING_T,          /* P2H, P1D30M */
    DURATION_DATE_AFTER_T,       /* PT1D */
    DURATION_REPEATED,           /* P1D2D, PT1HT2M */
    DURATION_ORDER,              /* PT1M2H */
    DURATION_WEEKS_MIXED,        /* P1W2D */
    DURATION_FRACTION_NOT_LAST,  /* PT1.5H2M */
    DURATION_FRACTION_EMPTY,     /* PT1.S */
    DURATION_UNKNOWN_DESIGNATOR  /* P1X, and every other character that may not stand there */
};

/* Reads a duration: capitals, designators in order, weeks alone, a fraction (`.` or `,`) only in the last part, no
   sign. Otherwise says what is wrong, and `*at` is the index of the byte that shows it (`text.len`: the end) and
   `*duration` stays. Both may be NULL. Linear. */
enum duration_error duration_parse(struct arena *arena, struct str text, struct duration *duration, size_t *at);

/* A clause for a message: "the T before hours, minutes and seconds is missing". */
const char *duration_error_text(enum duration_error error);

/* Whether `text` is of JSON Schema's format "duration" (RFC 3339 appendix A): no fractions, no gaps (P1Y2D). */
bool duration_is_rfc3339(struct str text);

/* The ISO 8601 text of what a person wrote: `15m`, `1 hour`, `< 24h`, `1 day 2 hours`, `daily`, `pt15m`, `P1D2H`. False
   when it is not clear (`15`, `PT15`, `15M`, `realtime`) and when it is ISO 8601 already. */
bool duration_understand(struct arena *arena, struct str text, struct str *iso);

bool duration_is_zero(struct duration duration);
bool duration_has_calendar_unit(struct duration duration); /* years or months that are not zero */

/* In seconds; a month counts as a twelfth of the mean Gregorian year, 2,629,746 s. Exact without months. Only of a
   duration that is no overflow. */
struct number duration_seconds(struct arena *arena, struct duration duration);

/* Whether it is longer than `years` mean Gregorian years (365.2425 days). An overflow is. */
bool duration_exceeds_years(struct arena *arena, struct duration duration, uint32_t years);

/* The least and greatest number of seconds it can be: a month has 28 to 31 days, twelve of them 365 or 366. Only of a
   duration that is no overflow. */
void duration_bounds(struct arena *arena, struct duration duration, struct number *least, struct number *greatest);

enum duration_order { DURATION_SHORTER, DURATION_EQUAL, DURATION_LONGER, DURATION_INCOMPARABLE };

/* How `a` compares with `b`, a month being 28 to 31 days and a year 365 or 366: P1Y = P12M, P1M < P32D, but P1M and
   P30D are incomparable, as are two overflows. */
enum duration_order duration_compare(struct arena *arena, struct duration a, struct duration b);

/* A bound on an age: `< 24h`, `<= PT24H`, `24h` (at most). */
struct duration_threshold {
    struct duration limit;
    bool is_exclusive; /* < */
};

/* Reads `<`, `<=`, `≤` or nothing, then a duration in ISO 8601 or as people write it. False for anything else. */
bool duration_parse_threshold(struct arena *arena, struct str text, struct duration_threshold *threshold);

#endif
