/* Building the tree of fields, for schemas and columns of every dialect. Knows no keys but the keywords' ids. */
#ifndef CONTRACT_FIELD_TREE_H
#define CONTRACT_FIELD_TREE_H

#include "contract/reader.h"

/* Makes `dataset` the one whose fields the reader reads, and its root, for `node`, which holds them. The root is not in
   dataset->fields. */
struct field *field_root(struct reader *reader, struct dataset *dataset, const struct node *node);

/* A new field inside `parent`, noted in its lists and the dataset's. Once the reader is full a spare one that stands
   nowhere. */
struct field *field_add(struct reader *reader, struct field *parent, enum field_role role, struct text name,
                        const struct node *node);

/* What few fields say, made when first asked for. */
struct field_extra *field_extra_of(struct reader *reader, struct field *field);

/* Notes a field in a list of struct field_entry. */
void field_note(struct reader *reader, struct list *list, struct field *field);

/* Fills the member that a keyword stands for, if it has one; not those of the type and of schemas inside. */
void field_set(struct reader *reader, struct field *field, enum keyword_id id, const struct node *value);

/* To be called once all is inside: indexes the properties, and marks those that `required_list` names. */
void field_close(struct reader *reader, struct field *field);

/* Like field_find, while the fields are being made. */
struct field *field_named(struct field *parent, struct str name);

#endif
