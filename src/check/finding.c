#include "check/finding.h"

static const char *const names[] = {"off", "info", "warning", "error"};

const char *severity_name(enum severity severity)
{
    return names[severity];
}

bool severity_parse(struct str word, enum severity *severity)
{
    for (int i = SEVERITY_OFF; i <= SEVERITY_ERROR; i++) {
        if (!str_is(word, names[i]))
            continue;
        *severity = (enum severity)i;
        return true;
    }
    return false;
}
