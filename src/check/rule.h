/* A rule: its words, its severity and its hooks. One file each under src/rules; the file name is the registration. */
#ifndef CHECK_RULE_H
#define CHECK_RULE_H

#include "check/check.h"

#include <stddef.h>

/* In which dialects a rule runs. */
#define IN_DATA_PRODUCT (1u << DIALECT_DATA_PRODUCT)
#define IN_DOMAINS      (1u << DIALECT_DOMAINS)
#define IN_ODCS         (1u << DIALECT_ODCS)
#define IN_DCS          (1u << DIALECT_DCS)
#define IN_DBT          (1u << DIALECT_DBT)

/* A configuration key that changes what a rule demands. */
struct rule_option {
    const char *key;   /* "sla.max-freshness" */
    const char *value; /* the default as written in YAML; NULL: none */
    const char *meaning;
};

struct rule {
    const char *id;         /* kebab-case, family first; never changes once released */
    enum severity severity; /* in the pack `recommended`; SEVERITY_OFF: only in `strict` or when configured */
    const char *since;      /* version of contractlint */
    const char *summary;    /* what is wrong; every message is this, a colon and the facts */
    const char *why;        /* why a data team should care: one to three sentences */
    const char *advice;     /* what to do; the help of findings that bring none of their own */
    unsigned dialects;      /* IN_… bits; 0: every dialect */
    bool is_fixable;
    bool is_about_absence; /* says that something is missing, unused or unknown: silent in a partly read document */
    bool is_change;        /* what `breaking` says of two versions; the rule of a struct change_rule */
    bool is_yielding;      /* is silent where another rule tells an error or a warning of the same bytes */
    const struct rule_option *options; /* ends with a NULL key; may be NULL */
    const unsigned char *keywords; /* on_field runs for fields with one of these; ends with KEYWORD_COUNT; NULL: all */

    /* Hooks; any may be NULL. A rule without hooks shows the problems of reader and dialect table that carry its id. */
    void (*on_document)(struct check *check, const struct document *document);
    void (*on_contract)(struct check *check, const struct contract *contract);
    void (*on_domain)(struct check *check, const struct domain *domain);
    void (*on_dataset)(struct check *check, const struct dataset *dataset);
    void (*on_field)(struct check *check, const struct field *field); /* schemas of every role, parents first */
    void (*on_promise)(struct check *check, const struct promise *promise);
    void (*on_access)(struct check *check, const struct access *access); /* only where it is a mapping */
    void (*on_quality)(struct check *check, const struct quality *quality);
    void (*on_server)(struct check *check, const struct server *server);
    void (*on_lineage)(struct check *check, const struct lineage *lineage);
};

/* All rules, sorted by id. */
struct rule_set {
    const struct rule *const *rules;
    size_t count;
};

/* The rule with an id; NULL when there is none. */
const struct rule *rule_find(const struct rule_set *rules, struct str id);

/* The position of a rule in its set. */
size_t rule_index(const struct rule_set *rules, const struct rule *rule);

/* Kinds of hooks. */
enum rule_hook {
    HOOK_DOCUMENT,
    HOOK_CONTRACT,
    HOOK_DOMAIN,
    HOOK_DATASET,
    HOOK_FIELD,
    HOOK_PROMISE,
    HOOK_ACCESS,
    HOOK_QUALITY,
    HOOK_SERVER,
    HOOK_LINEAGE,
    HOOK_COUNT
};

/* A rule and the severity that the settings give it. */
struct planned_rule {
    const struct rule *rule;
    enum severity severity;
    struct keyword_set keywords; /* on_field: a field needs one of these */
    bool is_for_all;             /* on_field: no, every field will do */
};

/* The enabled rules of a dialect by hook, each list ending with a NULL rule: a walk calls only what is there. */
struct rule_plan {
    const struct planned_rule *hooks[DIALECT_COUNT][HOOK_COUNT];
    const struct rule_set *rules;
};

/* The plan for the severities of a rule set, in `arena`. */
const struct rule_plan *rule_plan_make(struct arena *arena, const struct rule_set *rules,
                                       const unsigned char *severities);

/* The family of a rule: the first word of its id. */
struct str rule_family(const struct rule *rule);

#endif
