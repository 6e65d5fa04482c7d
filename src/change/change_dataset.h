/* The comparers of two versions of one model; each judges its own subject. Used inside change/ only. */
#ifndef CHANGE_CHANGE_DATASET_H
#define CHANGE_CHANGE_DATASET_H

#include "change/change_field.h"

/* A model of both versions. */
struct dataset_pair {
    struct changes *changes;
    const struct dataset *old, *new;
    struct shape old_root, new_root; /* count 0: a registered schema */
};

/* Primary and partition keys, whether said by lists or by the columns. `rekeyed` gets the names, in the new version, of
   the columns whose part in the primary key is told of. */
void change_compare_key_columns(const struct dataset_pair *pair, struct map *rekeyed);

/* What is said of the model itself: name, kind, enforcement, access. */
void change_compare_model(const struct dataset_pair *pair);

/* References to other models. `name` is who refers; `survivor` holds the new list. */
void change_compare_relationships(struct changes *changes, const struct list *old, const struct list *new,
                                  const char *name, const struct node *survivor);

/* The name of the model in messages: "`orders`", "the records". */
const char *change_model_name(const struct changes *changes, const struct dataset *dataset);

#endif
