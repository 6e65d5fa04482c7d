/* The packs that are compiled into the program, one file each under rules/; the file name is the registration. */
#ifndef CHECK_PACK_H
#define CHECK_PACK_H

#include "base/str.h"

/* A row of the generated table (rules/all_packs.h), which ends with a NULL name and leaves the recommended pack out. */
struct pack {
    const char *name; /* "strict" */
    const char *text; /* the file, a configuration like any other */
};

/* The pack that holds every rule at its own severity: it is no text but the rules themselves. */
#define PACK_RECOMMENDED "recommended"

/* The pack of a name; NULL when there is none. */
const struct pack *pack_find(const struct pack *packs, struct str name);

/* The name nearest to `name`, the recommended pack's included, or NULL when none is near. */
const char *pack_nearest(const struct pack *packs, struct str name);

#endif
