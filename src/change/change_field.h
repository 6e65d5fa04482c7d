/* The comparers of one field; each judges its own subject of two shapes that stand for the same value. Used inside
   change/ only. */
#ifndef CHANGE_CHANGE_FIELD_H
#define CHANGE_CHANGE_FIELD_H

#include "change/change_shape.h"

/* A field of both versions. */
struct field_pair {
    struct changes *changes;
    struct shape old, new;
    const struct field *old_field, *new_field; /* the first parts */
    bool is_rekeyed; /* a column whose part in the primary key is told of, which says that it is unique and not null */
};

/* The name of the field in messages: "`email`", "the records", "the items of `lines`". */
const char *change_field_name(const struct field_pair *pair);

/* Whether anyOf or oneOf says what the value is. */
bool change_is_in_composition(const struct shape *shape);

/* Whether the object refuses what it does not list, and says so. */
bool change_is_closed(const struct shape *shape);

/* Whether a branch stands in anyOf or oneOf. */
bool change_is_union_branch(const struct field *field);

/* Whether a reference stands in a node, so that what is written alike may mean something else. */
bool change_refers(const struct node *node);

/* The type; true when another type came, which swallows everything else about the field and in it. */
bool change_compare_type(const struct field_pair *pair);

/* Physical types, precision and scale, time zones, dimensions. `is_type_told`: the type is told to be another one,
   which says it all. */
void change_compare_physical(const struct field_pair *pair, bool is_type_told);

/* Whether null may come. */
void change_compare_nullable(const struct field_pair *pair);

/* Enum and const. */
void change_compare_values(const struct field_pair *pair);

/* One keyword that is not written alike in both versions; NULL where it is absent. */
struct keyword_pair {
    const struct keyword_use *old, *new;
    const struct shape_part *old_part, *new_part;
};

/* What differs in the uses of a keyword: what is written alike in both is left out, of the rest the first goes with the
   first. Claims all. The list is in the changes' arena, `*count` long. */
const struct keyword_pair *change_keyword_pairs(const struct field_pair *pair, enum keyword_id id, size_t *count);

/* The finding that a keyword has another value, or came or went. Never NULL. */
struct finding *change_tell_keyword(const struct field_pair *pair, enum change_id id, const struct keyword_pair *both);

/* The two ends of ranges, lengths and counts, each for itself. */
void change_compare_bounds(const struct field_pair *pair);

/* Bounds, lengths, counts, patterns, formats and the rest of the keywords that judge a value. */
void change_compare_keywords(const struct field_pair *pair);

/* How a text holds something else, and formats that nobody checks: they judge no value, so schemas that differ in them
   allow the same. */
void change_compare_encoding(const struct field_pair *pair);

/* anyOf, oneOf, allOf, not, if: what no keyword explains is asked of containment. */
void change_compare_composition(const struct field_pair *pair);

/* Two branches that stand for the same. */
struct branch_pair {
    const struct node *old, *new;
    const struct shape_part *old_part, *new_part; /* in which they stand */
};

/* anyOf and oneOf: branches that came or went. */
void change_compare_unions(const struct field_pair *pair);

/* The branches of anyOf or oneOf that are written in another way and allow the same values, or declare the same
   properties in unions that do: the k-th that differs with the k-th. Sets `*pairs` where there is any; how many. */
size_t change_reworded_branches(const struct field_pair *pair, enum keyword_id id, struct branch_pair **pairs);

/* When one version's allOf has members that the other's has not, and all of the other's: tells so, and sets the shapes
   without them. */
bool change_compare_all_of(const struct field_pair *pair, struct shape *old_shape, struct shape *new_shape);

/* Uniqueness and relationships; keys are the model's. */
void change_compare_keys(const struct field_pair *pair);

/* The default. */
void change_compare_default(const struct field_pair *pair);

/* Deprecation, classification, personal data, encryption, time zone, transformation. */
void change_compare_meaning(const struct field_pair *pair);

/* Compares two fields and all that is in them. `rekeyed` has the names of the columns that are it (field_pair). */
void change_compare_fields(struct changes *changes, const struct shape *old, const struct shape *new,
                           const struct map *rekeyed);

#endif
