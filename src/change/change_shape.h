/* All that a schema says of one value: a field together with what it refers to and the members of its allOf, as one
   list of parts. Used inside change/ only. */
#ifndef CHANGE_CHANGE_SHAPE_H
#define CHANGE_CHANGE_SHAPE_H

#include "change/change.h"

/* One schema object of a shape. */
struct shape_part {
    const struct field *field;
    const struct use *use; /* on the way to it: a reference is passed like an alias */
    bool is_root;          /* what it refers to and the members of its allOf follow */
    bool is_beside_null;   /* it is the branch of a union with null */
};

enum { SHAPE_PARTS_MAX = 128 };

struct shape {
    struct shape_part *parts; /* the field itself first */
    size_t count, capacity;
    bool is_full;      /* there are more parts than fit: what they say is not known */
    bool is_unwrapped; /* the one branch that stands beside null in a union is a part too */
};

/* A property of a shape: the shape of all that its parts say of it. */
struct shape_property {
    struct str name;
    struct shape shape;
    bool is_required; /* some part's `required` names it */
    size_t index;     /* among the properties, from 0 */
    struct shape_property *next;
};

/* The shape of a field reached through `use`. In `arena`. */
struct shape shape_of(struct arena *arena, const struct field *field, const struct use *use);

/* The same without the members of its own allOf that `is_left_out` (indexed by their position) marks. */
struct shape shape_without(struct arena *arena, const struct field *field, const struct use *use,
                           const bool *is_left_out);

/* The shape of the schema inside that stands at that keyword, such as items, and says all that its parts say there;
   count 0: none does. */
struct shape shape_inner(struct arena *arena, const struct shape *shape, const char *keyword);
/* Whether a schema says that the value is null and nothing else. */
bool shape_is_null(const struct node *schema);

/* When the unions of both shapes are nothing but "this or null": makes that branch a part of its shape, so that it is
   compared with what the other version says without one. */
void shapes_unwrap(struct arena *arena, struct shape *old, struct shape *new);

/* Its properties in the order of the file; the same list for the same shape is made anew each time. Linear. */
struct shape_property *shape_properties(struct arena *arena, const struct shape *shape, size_t *count);

/* The first use of a keyword in its parts, and in which; NULL when there is none. */
const struct keyword_use *shape_keyword(const struct shape *shape, enum keyword_id id, const struct shape_part **part);

/* Whether a keyword is used and says `true`. */
static inline bool keyword_is_true(const struct keyword_use *use)
{
    return use && str_is_caseless(node_text(use->value), "true");
}

/* What a text member of its fields says first: SHAPE_TEXT(&shape, description). */
struct text shape_text(const struct shape *shape, size_t offset);
#define SHAPE_TEXT(shape, member) shape_text((shape), offsetof(struct field, member))

/* The same of what few fields say: SHAPE_EXTRA(&shape, physical_name). */
struct text shape_extra_text(const struct shape *shape, size_t offset);
#define SHAPE_EXTRA(shape, member) shape_extra_text((shape), offsetof(struct field_extra, member))

/* The types that are allowed, enum json_type bits: what every part allows; 0: any. */
unsigned shape_types(const struct shape *shape);

/* The place of a node in a part of a shape of each side; either may be NULL. */
struct change_place shape_place(struct changes *changes, const struct shape_part *old_part, const struct node *old,
                                const struct shape_part *new_part, const struct node *new);

/* The same for nodes that stand in any part of a shape of each side. */
struct change_place shape_place_in(struct changes *changes, const struct shape *old_shape, const struct node *old,
                                   const struct shape *new_shape, const struct node *new);

#endif
