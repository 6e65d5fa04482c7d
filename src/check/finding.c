#include "check/finding.h"

const char *const severity_names[] = {"off", "info", "warning", "error", NULL};

const char *severity_name(enum severity severity)
{
    return severity_names[severity];
}

bool severity_parse(struct str word, enum severity *severity)
{
    for (int i = SEVERITY_OFF; i <= SEVERITY_ERROR; i++) {
        if (!str_is(word, severity_names[i]))
            continue;
        *severity = (enum severity)i;
        return true;
    }
    return false;
}

void findings_add(struct findings *findings, struct finding *finding)
{
    if (findings->last)
        findings->last->next = finding;
    else
        findings->first = finding;
    findings->last = finding;
    findings->count++;
}
