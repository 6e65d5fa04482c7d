/* The effective configuration for one file: severities per rule, options, limits. Made from the configuration, read by
 * rules. */
#ifndef CHECK_SETTINGS_H
#define CHECK_SETTINGS_H

#include "base/duration.h"
#include "base/number.h"
#include "check/finding.h"
#include "yaml/node.h"

struct pattern;
struct rule_plan;
struct rule_set;

/* A naming style for fields. */
enum name_style {
    NAME_STYLE_NONE, /* the file's own majority */
    NAME_STYLE_CAMEL,
    NAME_STYLE_SNAKE,
    NAME_STYLE_PASCAL,
    NAME_STYLE_KEBAB,
    NAME_STYLE_UPPER_SNAKE,
    NAME_STYLE_PATTERN
};

/* A configured pattern; `text` NULL: not configured, then the rule's own form holds, or none. */
struct pattern_option {
    const char *text;
    const struct pattern *pattern;
};

struct naming_options {
    struct pattern_option product, domain, dataset, field, enum_value, permission;
    enum name_style field_style;
};

/* A configured bound; `text` NULL: not configured. Percentages of ratios are divided by 100. */
struct number_option {
    const char *text;
    struct number value;
};

struct duration_option {
    const char *text;
    struct duration value;
};

struct options {
    struct duration_option lifecycle_min_notice; /* before an end that is announced */
    struct naming_options naming;
    const char *const *metadata_required; /* members of the neutral contract, NULL-terminated; never NULL */
    struct pattern_option metadata_owner;
    struct duration_option sla_max_freshness;
    struct number_option sla_min_availability;                                                  /* percent */
    struct number_option sla_min_quality_score, quality_min_completeness, quality_min_accuracy; /* ratios */
    const char *const *access_classifications; /* lowest first, NULL-terminated; never NULL */
    const char *port_topic, *port_path;        /* with <domain>, <name>; NULL: no demand */
};

/* Immutable once made; shared by all threads. */
struct settings {
    const unsigned char *severities; /* enum severity, one per rule in the order of the rule set */
    const bool *chosen; /* one per rule: a configuration sets its severity, so no finding has another; NULL: none */
    const struct rule_plan *plan; /* of these severities */
    struct options options;
    struct limits limits;
    bool is_catalog_complete;
};

/* The recommended pack with built-in options and limits: every rule at its own severity. Lives in `arena`. */
const struct settings *settings_default(struct arena *arena, const struct rule_set *rules);

#endif
