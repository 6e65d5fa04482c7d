/* Types as databases write them, `varchar(20)`: what one is after another. Knows nothing of contracts. */
#ifndef CHECK_PHYSICAL_TYPE_H
#define CHECK_PHYSICAL_TYPE_H

#include "base/number.h"

struct arena;

/* Whose words: other names stand for the same there. */
enum platform { PLATFORM_ANSI, PLATFORM_SNOWFLAKE, PLATFORM_BIGQUERY, PLATFORM_DATABRICKS };

/* What the new type is, seen from the old one. */
enum physical_relation {
    PHYSICAL_SAME,  /* but for letter case and blanks */
    PHYSICAL_ALIAS, /* the same by another name */
    PHYSICAL_LONGER,
    PHYSICAL_SHORTER,
    PHYSICAL_SCALE_UP,
    PHYSICAL_SCALE_DOWN,
    PHYSICAL_PRECISION_UP,
    PHYSICAL_PRECISION_DOWN,
    PHYSICAL_OTHER_ZONE,      /* a timestamp or time with its zone, without it before; or the reverse */
    PHYSICAL_OTHER_DIMENSION, /* of a vector */
    PHYSICAL_OTHER
};

/* The platform of a server's type, or of a key such as `snowflakeType`; ANSI when it is none of the others. */
enum platform platform_of(struct str name);

/* How two types relate (breaking.md 6.8). Of decimals the scale is judged before the precision; no length is the
   greatest. `arena` is for scratch. */
enum physical_relation physical_type_relate(struct arena *arena, struct str old, struct str new,
                                            enum platform platform);

/* A size that may be left open, which is the greatest. */
struct size {
    bool is_open;
    struct number number;
};

/* A type taken to pieces: `timestamp(3) with time zone` is `timestamptz` of `3`. What holds other types stays whole. */
struct physical_type {
    struct str base;      /* the name that stands for all of one type, in lower case */
    struct str arguments; /* between the parentheses; empty: none, or the greatest */
};

/* Takes a type to pieces, in `arena`. */
struct physical_type physical_type_of(struct arena *arena, struct str text, enum platform platform);

/* The bits of a whole number's base; 0 for other types. */
unsigned physical_integer_bits(struct str base);

/* Precision and scale of a decimal's arguments. A precision alone has scale 0; none at all is what the platform says.
   False when they are no numbers. */
bool physical_decimal_sizes(struct arena *arena, struct str arguments, enum platform platform, struct size *precision,
                            struct size *scale);

/* How precision and scale of decimals relate: one of the PHYSICAL_SCALE_ and PHYSICAL_PRECISION_, or SAME. */
enum physical_relation physical_decimal_relate(struct size old_precision, struct size old_scale,
                                               struct size new_precision, struct size new_scale);

#endif
