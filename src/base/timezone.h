/* Names of time zones: the IANA time zone database's zones and links, and fixed offsets. Knows no clock and no rules of
   summer time. */
#ifndef BASE_TIMEZONE_H
#define BASE_TIMEZONE_H

#include "base/str.h"

/* All names, NULL-terminated and sorted by bytes; made by tests/tools/timezones.py from tzdata.zi. */
extern const char *const timezone_names[];
extern const size_t timezone_names_count;

/* Whether `text` is a name of the database, in its own letter case: Europe/Berlin, UTC, but not europe/berlin. */
bool timezone_is_name(struct str text);

/* Whether `text` is an offset from UTC to 18 hours: Z, +02:00, -0530, +02, and those after UTC or GMT (UTC+2). */
bool timezone_is_offset(struct str text);

/* The name meant by a wrong one: other case, a blank for `_`, a few wrong letters, or only the city (`berlin`). NULL
   when none is near. */
const char *timezone_nearest(struct str text);

#endif
