#include "check/lifecycle.h"

bool lifecycle_is_deprecated(const struct contract *contract)
{
    if (str_is_caseless(contract->status.value, "deprecated"))
        return true;
    return node_is_mapping(contract->deprecation) && !str_is_caseless(contract->status.value, "retired");
}
