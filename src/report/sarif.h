/* The parts of a SARIF log that stand behind its results: the rules that occurred, the files, the run. */
#ifndef REPORT_SARIF_H
#define REPORT_SARIF_H

#include "base/map.h"
#include "check/rule.h"
#include "report/json_text.h"

/* The rules so far, in the order in which they occurred. */
struct sarif_rules {
    struct arena *arena; /* of the run */
    struct map places;   /* by id */
    struct sarif_rule *first, *last;
    size_t count;
};

/* The files so far. */
struct sarif_files {
    struct arena *arena; /* of the run */
    struct sarif_file *first, *last;
};

void sarif_rules_start(struct sarif_rules *rules, struct arena *arena);

/* The index of a rule, which is now one that occurred. */
size_t sarif_rule_index(struct sarif_rules *rules, const struct rule *rule);

/* Appends the member "tool". */
void sarif_rules_print(const struct sarif_rules *rules, struct buf *out);

void sarif_files_start(struct sarif_files *files, struct arena *arena);

/* Adds a file (a copy of `uri` is kept); `failure`, a literal, says why it was not checked, NULL: it was. */
void sarif_files_add(struct sarif_files *files, struct str uri, const char *failure);

/* Appends the member "artifacts". */
void sarif_files_print(const struct sarif_files *files, struct buf *out);

/* Appends the member "invocations": whether the whole job was done, the files that were not checked, and `note` unless
   it is empty. */
void sarif_files_print_run(const struct sarif_files *files, bool is_successful, struct str note, struct buf *out);

/* An artifactLocation. */
json_t *sarif_file_location(struct arena *arena, struct str uri);

/* A message, whose text is not read as a link (section 3.11.6). */
json_t *sarif_message(struct arena *arena, struct str text);

#endif
