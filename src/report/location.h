/* Files as CI systems look them up: by their path from the root of the work tree, or by URI. */
#ifndef REPORT_LOCATION_H
#define REPORT_LOCATION_H

#include "base/arena.h"
#include "report/report.h"

/* The path of a file from the root of the settings, without `.` and `..`, in `arena`; the name itself when there is no
   root or the file does not lie below it. */
struct str location_path(struct arena *arena, const struct report_settings *settings, struct str name);

/* A path as a relative reference, an absolute one as a file: URI (RFC 3986, RFC 8089), in `arena`. Every byte but
   unreserved characters and slashes is percent-encoded, so bytes that are no UTF-8 stay what they are, and no first
   segment looks like a scheme. */
struct str location_uri(struct arena *arena, struct str path);

#endif
