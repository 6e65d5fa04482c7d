/* The dialect `dbt`: property files of dbt (schema.yml). */
#ifndef CONTRACT_DBT_H
#define CONTRACT_DBT_H

#include "contract/dialect.h"

/* Reads the document's root into its one contract: models, seeds, snapshots and tables of sources are its datasets; a
   model with versions is one for each of them. */
void dbt_read(struct reader *reader, struct document *document);

/* Readers of the lists `tests` (or `data_tests`) and `constraints` of a column or a model, in dbt_checks.c: the entries
   become struct quality of `checks`, those that name another table struct relationship of `relationships`, too. */
void dbt_read_tests(struct reader *reader, struct list *checks, struct list *relationships, const struct node *value);
void dbt_read_constraints(struct reader *reader, struct list *checks, struct list *relationships,
                          const struct node *value);

#endif
