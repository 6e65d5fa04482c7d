/* Findings in data: their rules, their places in an excerpt of the input, and the masks of what must not be shown. */
#ifndef DATA_DATA_FINDING_H
#define DATA_DATA_FINDING_H

#include "data/data_piece.h"

/* Where something is in a piece, and what must not be shown around it. */
struct data_place {
    struct span span, record;  /* in the block; a record that is not known is empty */
    struct str path;           /* in the record, or in the list of records */
    const struct span *hidden; /* in the block, in order */
    size_t hidden_count;
    bool is_all_hidden;
};

/* The id of a mistake's rule. */
const char *data_rule_id(enum data_mistake mistake);

/* The mistake that a keyword of JSON Schema tells of. */
enum data_mistake data_mistake_of(const struct schema_cause *cause);

/* Counts a mistake and, while there is room, adds its finding to the piece: the rule's summary, a colon and the facts.
   NULL where none is added. */
struct finding *data_finding_add(struct data_piece *piece, const struct data_file *file, enum data_mistake mistake,
                                 const struct data_place *place, const char *facts);

/* Whether a finding of it would be shown. */
bool data_has_room(const struct data_piece *piece, const struct data_file *file, enum data_mistake mistake);

/* Makes one list of two that are in the order of the input. Of the same place those of `a` come first. */
struct finding *data_findings_merge(struct finding *a, struct finding *b);

/* Puts the findings of a piece behind `last`, NULL for all, into the order of the input. To be called for few. */
void data_findings_sort(struct data_piece *piece, struct finding *last);

/* Adds the keyword of the contract as a related place. */
void data_finding_relate(struct data_piece *piece, struct finding *finding, const struct data_schema *schema,
                         const struct node *demand);

/* Adds a line of a data file as a related place. */
void data_finding_relate_line(struct arena *arena, struct finding *finding, struct str name, uint32_t line,
                              const char *message);

/* Whether the text under a key looks like a secret. */
bool data_is_secret(struct str key, struct str text);

/* The facts with the value as messages quote it replaced by its first two characters and `***`. */
const char *data_mask(struct arena *arena, const char *facts, struct str value);

/* What of a value must be hidden. */
struct span data_hidden_part(const struct node *value, size_t offset);

#endif
