/* Schemas and column lists to fields: JSON Schema and `fields:` lists become one tree. */
#ifndef CONTRACT_FIELDS_H
#define CONTRACT_FIELDS_H

#include "contract/dialect.h"

/* Reads a JSON Schema as the fields of `dataset`. References are resolved inside `schema`, then from the document's
 * `root`. */
void fields_read_schema(struct reader *reader, struct dataset *dataset, const struct node *schema,
                        const struct node *root);

/* Reads a list of columns as the fields of `dataset`. */
void fields_read_columns(struct reader *reader, struct dataset *dataset, const struct node *columns);

#endif
