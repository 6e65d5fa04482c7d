/* The keywords of JSON Schema and of column lists: what kind of value each takes and to which types it applies. */
#ifndef CONTRACT_KEYWORD_H
#define CONTRACT_KEYWORD_H

#include "base/str.h"

#include <stdint.h>

/* In the order of the names. */
enum keyword_id {
    KEYWORD_ANCHOR,
    KEYWORD_COMMENT,
    KEYWORD_DEFS,
    KEYWORD_DYNAMIC_ANCHOR,
    KEYWORD_DYNAMIC_REF,
    KEYWORD_DOLLAR_ID,
    KEYWORD_RECURSIVE_ANCHOR,
    KEYWORD_RECURSIVE_REF,
    KEYWORD_REF,
    KEYWORD_SCHEMA,
    KEYWORD_VOCABULARY,
    KEYWORD_ADDITIONAL_ITEMS,
    KEYWORD_ADDITIONAL_PROPERTIES,
    KEYWORD_ALL_OF,
    KEYWORD_ANY_OF,
    KEYWORD_CLASSIFICATION,
    KEYWORD_CONST,
    KEYWORD_CONTAINS,
    KEYWORD_CONTENT_ENCODING,
    KEYWORD_CONTENT_MEDIA_TYPE,
    KEYWORD_CONTENT_SCHEMA,
    KEYWORD_DEFAULT,
    KEYWORD_DEFINITIONS,
    KEYWORD_DEPENDENCIES,
    KEYWORD_DEPENDENT_REQUIRED,
    KEYWORD_DEPENDENT_SCHEMAS,
    KEYWORD_DEPRECATED,
    KEYWORD_DESCRIPTION,
    KEYWORD_ELSE,
    KEYWORD_ENUM,
    KEYWORD_EXAMPLE,
    KEYWORD_EXAMPLES,
    KEYWORD_EXCLUSIVE_MAXIMUM,
    KEYWORD_EXCLUSIVE_MINIMUM,
    KEYWORD_FIELDS,
    KEYWORD_FORMAT,
    KEYWORD_IF,
    KEYWORD_ITEMS,
    KEYWORD_MAX_CONTAINS,
    KEYWORD_MAX_ITEMS,
    KEYWORD_MAX_LENGTH,
    KEYWORD_MAX_PROPERTIES,
    KEYWORD_MAXIMUM,
    KEYWORD_MIN_CONTAINS,
    KEYWORD_MIN_ITEMS,
    KEYWORD_MIN_LENGTH,
    KEYWORD_MIN_PROPERTIES,
    KEYWORD_MINIMUM,
    KEYWORD_MULTIPLE_OF,
    KEYWORD_NAME,
    KEYWORD_NOT,
    KEYWORD_NULLABLE,
    KEYWORD_ONE_OF,
    KEYWORD_PATTERN,
    KEYWORD_PATTERN_PROPERTIES,
    KEYWORD_PII,
    KEYWORD_PRECISION,
    KEYWORD_PREFIX_ITEMS,
    KEYWORD_PRIMARY_KEY,
    KEYWORD_PRIMARY_KEY_POSITION,
    KEYWORD_PROPERTIES,
    KEYWORD_PROPERTY_NAMES,
    KEYWORD_READ_ONLY,
    KEYWORD_REFERENCES,
    KEYWORD_REQUIRED,
    KEYWORD_SCALE,
    KEYWORD_TAGS,
    KEYWORD_THEN,
    KEYWORD_TITLE,
    KEYWORD_TYPE,
    KEYWORD_UNEVALUATED_ITEMS,
    KEYWORD_UNEVALUATED_PROPERTIES,
    KEYWORD_UNIQUE,
    KEYWORD_UNIQUE_ITEMS,
    KEYWORD_UNIT,
    KEYWORD_WRITE_ONLY,
    KEYWORD_COUNT
};

/* Those that count things, and all that bound a value. */
#define KEYWORDS_THAT_COUNT                                                                                            \
    KEYWORD_MAX_CONTAINS, KEYWORD_MAX_ITEMS, KEYWORD_MAX_LENGTH, KEYWORD_MAX_PROPERTIES, KEYWORD_MIN_CONTAINS,         \
        KEYWORD_MIN_ITEMS, KEYWORD_MIN_LENGTH, KEYWORD_MIN_PROPERTIES, KEYWORD_PRECISION, KEYWORD_SCALE
#define KEYWORDS_THAT_BOUND                                                                                            \
    KEYWORDS_THAT_COUNT, KEYWORD_EXCLUSIVE_MAXIMUM, KEYWORD_EXCLUSIVE_MINIMUM, KEYWORD_MAXIMUM, KEYWORD_MINIMUM

/* Keywords as bits. */
struct keyword_set {
    uint64_t bits[2];
};

static inline void keyword_set_add(struct keyword_set *set, enum keyword_id id)
{
    set->bits[id / 64] |= (uint64_t)1 << id % 64;
}

static inline bool keyword_set_overlaps(struct keyword_set a, struct keyword_set b)
{
    return (a.bits[0] & b.bits[0]) || (a.bits[1] & b.bits[1]);
}

/* What a keyword's value must be. */
enum keyword_kind {
    KEYWORD_IS_ANY,
    KEYWORD_IS_STRING,
    KEYWORD_IS_BOOLEAN,
    KEYWORD_IS_NUMBER,
    KEYWORD_IS_COUNT, /* a non-negative integer */
    KEYWORD_IS_LIST,
    KEYWORD_IS_STRINGS,    /* a list of strings */
    KEYWORD_IS_SCHEMA,     /* a mapping or a boolean */
    KEYWORD_IS_SCHEMAS,    /* a list of schemas */
    KEYWORD_IS_ITEMS,      /* a schema, or in older drafts a list of them */
    KEYWORD_IS_SCHEMA_MAP, /* names to schemas */
    KEYWORD_IS_TYPE,       /* a type name or a list of them */
    KEYWORD_IS_MAPPING,
    KEYWORD_IS_REFERENCES, /* a string, or a mapping or list that says more */
    KEYWORD_IS_REQUIRED,   /* a list of names; in a column a boolean */
    KEYWORD_IS_FIELDS      /* a list of columns */
};

/* A JSON Schema, an entry of `fields` or a DCS field, an ODCS property; of the last only the types are known here. */
enum keyword_place { KEYWORD_IN_SCHEMA = 1, KEYWORD_IN_COLUMN = 2, KEYWORD_IN_PROPERTY = 4 };

/* A row of the table. */
struct keyword {
    const char *name;
    enum keyword_id id;
    enum keyword_kind kind;
    unsigned types;  /* enum json_type bits to which it applies; 0: all */
    unsigned places; /* enum keyword_place bits */
};

/* The row of a keyword where it may stand; NULL when there is none. Case matters. */
const struct keyword *keyword_find(struct str name, enum keyword_place place);

/* The row of an id. */
const struct keyword *keyword_of(enum keyword_id id);

/* The name nearest to a misspelt keyword of that place, for "did you mean"; NULL when none is near. */
const char *keyword_nearest(struct str name, enum keyword_place place);

#endif
