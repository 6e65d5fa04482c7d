/* What tells a finding from all others from run to run: its rule, its file and its path in the contract. Lines do not
   count, so whoever writes something above a finding makes no new one of it. */
#ifndef REPORT_FINGERPRINT_H
#define REPORT_FINGERPRINT_H

#include "base/map.h"
#include "check/finding.h"

/* The findings of one file so far. */
struct fingerprints {
    struct str path; /* of the file, as it is known in every run */
    struct map counts;
};

/* Starts a file; `path` and `arena` must live as long as the fingerprints. */
struct fingerprints fingerprints_start(struct arena *arena, struct str path);

/* 32 hexadecimal digits in the arena. Findings of one rule at one path differ by their order, so this is asked once for
   each finding, in the order of the report. */
struct str fingerprint_next(struct fingerprints *fingerprints, const struct finding *finding);

#endif
