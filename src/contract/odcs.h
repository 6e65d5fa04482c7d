/* The dialect `odcs`: the Open Data Contract Standard 3.0 to 3.2, and what 2.2 calls otherwise. */
#ifndef CONTRACT_ODCS_H
#define CONTRACT_ODCS_H

#include "contract/dialect.h"

/* Reads the document's root into its one contract. */
void odcs_read(struct reader *reader, struct document *document);

/* Reader of the key `schema`: its objects become the datasets of the struct contract `object`. In odcs_fields.c. */
void odcs_read_schema(struct reader *reader, void *object, const struct key *key, const struct node *value);

#endif
