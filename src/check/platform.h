/* The platform on which a contract's physical types live. */
#ifndef CHECK_PLATFORM_H
#define CHECK_PLATFORM_H

#include "check/physical_value.h"
#include "contract/model.h"

/* The platform of a physical type: that of its key (`snowflakeType`), else that of all servers that the contract
   declares; ANSI when they differ. */
enum platform platform_of_type(const struct contract *contract, struct text type);

/* What a value of a physical type may be; in `arena`. */
struct physical_value platform_value_of(struct arena *arena, const struct contract *contract, struct text type);

#endif
