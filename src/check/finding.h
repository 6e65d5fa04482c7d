/* What a rule says about a document; knows nothing of report formats. */
#ifndef CHECK_FINDING_H
#define CHECK_FINDING_H

#include "yaml/source.h"

struct change;
struct rule;

/* One ordered scale: severity, threshold and display level. */
enum severity { SEVERITY_OFF, SEVERITY_INFO, SEVERITY_WARNING, SEVERITY_ERROR };

/* "off", "info", "warning", "error", NULL; the index is the severity. */
extern const char *const severity_names[];

/* Its word of severity_names. */
const char *severity_name(enum severity severity);

/* The severity of a word; false when it is none. */
bool severity_parse(struct str word, enum severity *severity);

struct related {
    const char *message;
    const struct source *source;
    struct span span;
    struct related *next;
};

/* `text` replaces `span` of the finding's source. */
struct fix_edit {
    struct span span;
    struct str text;
    const struct fix_edit *next;
};

struct fix {
    const char *message; /* "write `PT15M`" */
    bool is_unsafe;      /* applied only with --unsafe */
    const struct fix_edit *edits;
};

/* What an entry of `accepted` in a configuration says. */
struct acceptance {
    const char *reason; /* NULL: none is written */
    const char *until;  /* a version or a date; NULL: for ever */
};

/* All texts are UTF-8 on one line without control characters, in the arena of the file. */
struct finding {
    const struct rule *rule;
    enum severity severity;
    const char *message;
    const char *help; /* NULL: none */
    const struct source *source;
    uint32_t document; /* from 1 */
    struct span span;
    struct str path; /* in the contract, JSON-Pointer-like (docs/reports.md) */
    struct related *related;
    struct fix *fix;                   /* NULL: none */
    struct change *change;             /* what it is as a change between two versions; NULL: none */
    const struct acceptance *accepted; /* what a team has said to the change; NULL: nothing */
    bool is_reused;                    /* reached through an alias or merge key */
    bool is_suppressed;
    struct finding *next;
};

/* The findings of one rule that are counted only: of mistakes by the thousand a list tells nobody more. */
struct finding_count {
    size_t by_severity[SEVERITY_ERROR + 1]; /* suppressed ones left out */
    size_t suppressed, fixable;
};

/* Findings of one file. */
struct findings {
    struct finding *first, *last;
    size_t count;
    struct finding_count *unlisted; /* by the rule's position in its set; NULL: every finding is in the list */
};

/* Adds a finding behind the others. */
void findings_add(struct findings *findings, struct finding *finding);

#endif
