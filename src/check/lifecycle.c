#include "check/lifecycle.h"

enum lifecycle_phase lifecycle_phase(struct text status)
{
    static const struct {
        const char *word;
        enum lifecycle_phase phase;
    } words[] = {{"proposed", PHASE_PROPOSED}, {"draft", PHASE_PROPOSED},        {"in development", PHASE_PROPOSED},
                 {"active", PHASE_ACTIVE},     {"deprecated", PHASE_DEPRECATED}, {"retired", PHASE_RETIRED}};
    if (!text_has_value(status))
        return PHASE_ACTIVE;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is_caseless(status.value, words[i].word))
            return words[i].phase;
    return PHASE_UNKNOWN;
}

bool lifecycle_is_deprecated(const struct contract *contract)
{
    const enum lifecycle_phase phase = lifecycle_phase(contract->status);
    return phase == PHASE_DEPRECATED || (node_is_mapping(contract->deprecation) && phase != PHASE_RETIRED);
}
