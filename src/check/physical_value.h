/* What a record in JSON or CSV holds where a database has a type: of `decimal(10,2)` numbers with two decimals. Knows
   nothing of contracts. */
#ifndef CHECK_PHYSICAL_VALUE_H
#define CHECK_PHYSICAL_VALUE_H

#include "check/physical_type.h"

#include <stdint.h>

struct format;

struct physical_value {
    unsigned types;              /* enum json_type bits; JSON_TYPE_ANY: of a type that nobody knows, too */
    const struct format *format; /* of texts; NULL: none */
    bool has_range;              /* `least` and `greatest` count, of whole numbers */
    struct number least, greatest;
    bool has_limit; /* of decimals: their magnitude is below `limit` */
    struct number limit;
    bool has_step; /* of decimals: they are multiples of `step` */
    struct number step;
    uint64_t longest; /* characters of a text; 0: no bound */
};

/* Whether whole numbers are as wide on a server of that type as their names say: 32 bits for `int`. On others, and
   where nothing is known of the platform, only names that tell their width bound them. */
bool physical_widths_are_known(struct str server_type);

/* What a value of a type may be; in `arena`. */
struct physical_value physical_value_of(struct arena *arena, struct str type, enum platform platform,
                                        bool are_widths_known);

#endif
