/* A configuration's bytes to a C structure, with libcyaml. Knows nothing of places; whoever calls has checked the text
   and found it clean. */
#ifndef CHECK_CONFIG_LOAD_H
#define CHECK_CONFIG_LOAD_H

#include "base/error.h"
#include "check/config_value.h"
#include "check/rule.h"

struct config_list {
    char **items;
    uint32_t count;
};

/* An entry of `accepted`; what it leaves out is NULL. */
struct config_agreement {
    char *rule, *contract, *path, *reason, *until;
};

/* What libcyaml fills: a file, or one entry of its overrides. Slots and severities follow the structure. */
struct config_body {
    struct config_list ignore, files;
    char *overrides; /* bodies */
    uint32_t override_count;
    struct config_agreement *accepted;
    uint32_t accepted_count;
};

/* The tables that libcyaml reads by, made from the rules and config_values. */
struct config_loader;

/* Makes the tables. They live in `arena`. */
const struct config_loader *config_loader_new(struct arena *arena, const struct rule_set *rules);

/* A body in which nothing is set. */
const struct config_body *config_load_nothing(const struct config_loader *loader, struct arena *arena);

/* Loads `text`, one document that holds a mapping, into `arena`. NULL and libcyaml's own words when it refuses. */
const struct config_body *config_load(const struct config_loader *loader, struct arena *arena, struct str text,
                                      struct error *err);

/* An entry of the overrides, from 0. */
const struct config_body *config_body_override(const struct config_loader *loader, const struct config_body *body,
                                               uint32_t index);

/* The slot of a row of config_values. */
const struct config_slot *config_body_slot(const struct config_body *body, size_t row);

/* Whether the body sets the severity of a rule, by its position in the set. */
bool config_body_severity(const struct config_body *body, size_t rule, enum severity *severity);

#endif
