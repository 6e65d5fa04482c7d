/* Checks one input: bytes and settings in, findings out. The same call serves files, standard input, revisions and
 * tests. */
#ifndef CHECK_LINT_H
#define CHECK_LINT_H

#include "check/check.h"
#include "check/rule.h"

enum file_status {
    FILE_CHECKED,
    FILE_SKIPPED,    /* a dialect that is recognised but not built */
    FILE_UNREADABLE, /* by the caller: it could not be opened or is too large */
    FILE_NO_CONTRACT /* found by walking and no contract: passed over */
};

/* What one file gave. Everything lives in the arena of the file. */
struct lint_result {
    enum file_status status;
    const struct source *source; /* lines are indexed when there are findings */
    enum dialect dialect;        /* of the first document that has one */
    struct str dialect_version;
    uint32_t documents;       /* contracts' documents checked */
    bool is_partial;          /* reading stopped before the end */
    struct findings findings; /* in order of document, place, rule id; suppressed ones are marked and stay */
    size_t counts[4];         /* by enum severity, suppressed ones left out */
    size_t suppressed, fixable;
    size_t accepted;               /* findings of breaking that a team has agreed to; they are in no other count */
    size_t unlisted[4];            /* of `counts`: those that are not in the list of findings */
    const struct secrets *secrets; /* for secret_mask; NULL: none. The source hides them */
};

/* Adds a finding behind the others and counts it. */
void lint_result_add(struct lint_result *result, struct finding *finding);

/* How a file is to be read. */
struct lint_request {
    const struct rule_set *rules;
    const struct settings *settings;
    struct str name;      /* as reports print it */
    struct str bytes;     /* followed by a NUL; must outlive the result */
    bool is_named;        /* given by the user, not found by walking */
    enum dialect dialect; /* overrides detection; DIALECT_NONE: detect */
    int64_t now;          /* seconds since the epoch */
    size_t max_findings;  /* of one rule that are listed, the others are counted; 0: all are listed */
};

/* Checks the input. Secrets found in it are masked in every text of the result. */
struct lint_result *lint(struct arena *arena, const struct lint_request *request);

#endif
