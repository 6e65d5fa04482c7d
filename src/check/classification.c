#include "check/classification.h"

static int rank_of(const char *const *scale, struct str word)
{
    for (int rank = 0; scale[rank]; rank++)
        if (str_is_caseless(word, scale[rank]))
            return rank;
    return -1;
}

int classification_rank(const struct check *check, struct text level)
{
    const char *const *scale = check->settings->options.access_classifications;
    int rank = rank_of(scale, level.value);
    return rank >= 0 && str_is(level.value, scale[rank]) ? rank : -1;
}

bool classification_is_sensitive(const struct check *check, struct text level)
{
    if (!level.value.len)
        return false;
    int internal = rank_of(check->settings->options.access_classifications, STR("internal"));
    return classification_rank(check, level) > (internal < 0 ? 1 : internal);
}

enum classification_step classification_step(const char *const *scale, struct str old, struct str new)
{
    if (str_equal_caseless(old, new))
        return CLASSIFICATION_SAME;
    int before = rank_of(scale, old), after = rank_of(scale, new);
    if (before < 0 || after < 0)
        return CLASSIFICATION_UNKNOWN;
    return before < after ? CLASSIFICATION_RAISED : CLASSIFICATION_LOWERED;
}
