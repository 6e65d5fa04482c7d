/* Rows of tables that fill a struct field: what an ODCS property, a DCS field and a dbt column have in common. */
#ifndef CONTRACT_COLUMN_H
#define CONTRACT_COLUMN_H

#include "contract/dialect.h"

#include <stddef.h>

#define COLUMN_KEYWORD(name, kinds, id)                                                                                \
    {                                                                                                                  \
        name, kinds, .fill = FILL_READ, .tag = id, .read = column_read_keyword                                         \
    }
#define COLUMN_EXTRA(name, kinds, member)                                                                              \
    {                                                                                                                  \
        name, kinds, .fill = FILL_READ, .offset = offsetof(struct field_extra, member), .read = column_read_extra      \
    }
#define COLUMN_EXTRA_NODE(name, kinds, member)                                                                         \
    {                                                                                                                  \
        name, kinds, .fill = FILL_READ, .offset = offsetof(struct field_extra, member), .read = column_read_extra_node \
    }

/* Readers of rows; `object` is the struct field. The tag of a keyword's row is its id: it joins the field's keywords
   and fills their member. A type fills `types`, too, by what `place` (the tag) knows. */
void column_read_keyword(struct reader *reader, void *object, const struct key *key, const struct node *value);
void column_read_type(struct reader *reader, void *object, const struct key *key, const struct node *value);
void column_read_extra(struct reader *reader, void *object, const struct key *key, const struct node *value);
void column_read_extra_node(struct reader *reader, void *object, const struct key *key, const struct node *value);
void column_read_not_null(struct reader *reader, void *object, const struct key *key, const struct node *value);
void column_read_quality(struct reader *reader, void *object, const struct key *key, const struct node *value);

/* Lets the checks of a field that mean a promise of it fill `not_null`, `unique`, `primary_key` and `enumeration` where
   its own keys have not. `shows_entry`: the promise stands at the entry, else at the list that holds it. */
void column_take_promises(struct field *field, bool shows_entry);

/* The same for the checks of a whole dataset that name one of its fields or, for nulls, some. To be called once the
   fields are read. */
void column_take_dataset_promises(struct dataset *dataset, bool shows_entry);

#endif
