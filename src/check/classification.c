#include "check/classification.h"

static int rank_of(const char *const *levels, struct str word)
{
    for (int rank = 0; levels[rank]; rank++)
        if (str_is(word, levels[rank]))
            return rank;
    return -1;
}

int classification_rank(const struct check *check, struct text level)
{
    return rank_of(check->settings->options.access_classifications, level.value);
}

bool classification_is_sensitive(const struct check *check, struct text level)
{
    if (!level.value.len)
        return false;
    int internal = rank_of(check->settings->options.access_classifications, STR("internal"));
    return classification_rank(check, level) > (internal < 0 ? 1 : internal);
}
