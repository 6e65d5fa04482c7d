/* What the two halves of `explain` share: rules of lint and rules of breaking. */
#ifndef CMD_EXPLAIN_H
#define CMD_EXPLAIN_H

#include "base/buf.h"
#include "check/finding.h"
#include "cmd/cmd.h"

struct rule;
struct settings;

/* Appends the lines of a text two columns in, control characters escaped. */
void explain_add_lines(struct buf *out, struct str text);

/* Appends a finding as reports show it, two columns in. */
void explain_add_finding(struct buf *out, const struct finding *finding);

/* What the configuration of an example comes to; the built-in settings where it has none. */
const struct settings *explain_settings(struct arena *arena, struct str config);

/* Appends the configuration of an example; nothing when it has none. */
void explain_add_config(struct buf *out, struct str config);

/* Appends the level of a rule of breaking, whom it hurts, and the part of the version it asks for. */
void explain_add_change_facts(struct buf *out, const struct rule *rule);

/* Appends the example of a rule of breaking as a diff, and what is found in it; nothing when it has none. */
void explain_add_change_example(struct program *program, struct buf *out, const struct rule *rule);

#endif
