/* The dialect `dcs`: the Data Contract Specification 0.9 to 1.2. */
#ifndef CONTRACT_DCS_H
#define CONTRACT_DCS_H

#include "contract/dialect.h"

/* Reads the document's root into its one contract. */
void dcs_read(struct reader *reader, struct document *document);

/* Readers of the keys `models` and `definitions`; `object` is the struct contract. In dcs_fields.c. */
void dcs_read_models(struct reader *reader, void *object, const struct key *key, const struct node *value);
void dcs_read_definitions(struct reader *reader, void *object, const struct key *key, const struct node *value);

/* Lets every `$ref` find its definition (`#/definitions/NAME`), once all are read. */
void dcs_resolve_references(struct reader *reader, struct contract *contract);

#endif
