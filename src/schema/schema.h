/* A compiled JSON Schema: what each keyword says, ready to be judged, every part with its node. Made by compile.h, or
   by hand for columns; judged by validate.h, satisfy.h and contain.h. Immutable, so threads may share it. Knows nothing
   of contracts.

   One struct for each section of the specification; a pointer is NULL where none of its keywords is present. A keyword
   whose value is not what it must be counts as absent, and `is_bad` is set. */
#ifndef SCHEMA_SCHEMA_H
#define SCHEMA_SCHEMA_H

#include "base/number.h"
#include "yaml/json_type.h"

struct format;
struct map;
struct pattern_ast;
struct schema;
struct schema_document;

enum schema_draft { SCHEMA_DRAFT_7, SCHEMA_DRAFT_2019_09, SCHEMA_DRAFT_2020_12 };

/* What `$id` begins: a base URI, names and a draft (2020-12 core, sections 8.1 and 8.2). */
struct schema_resource {
    struct schema_document *document; /* of the set; see compiler.h */
    struct str uri;                   /* absolute and without a fragment; empty for a document without one */
    const struct node *root;
    enum schema_draft draft;
    bool is_draft_guessed;             /* its `$schema` names a metaschema that nobody knows here */
    bool is_without_validation;        /* its metaschema leaves the validation vocabulary out */
    bool asserts_format;               /* its metaschema has the format-assertion vocabulary */
    struct map *anchors;               /* name to struct schema_anchor; NULL: none */
    const struct schema *dynamic_root; /* its root, where it says `$recursiveAnchor: true`; else NULL */
};

struct schema_anchor {
    const struct node *node;
    const struct schema *dynamic; /* of a `$dynamicAnchor`: what it names; else NULL */
};

/* A keyword's own value where there is nothing more to say about it. `node` is NULL for an absent keyword. */
struct schema_bound {
    const struct node *node;
    struct number value;
};

struct schema_count {
    const struct node *node;
    uint64_t value; /* UINT64_MAX for what is larger */
};

struct schema_pattern {
    const struct node *node; /* the string, or the key in patternProperties */
    const struct pattern_ast *ast;
    uint32_t number; /* of the set's patterns, from 0: what is made from it is kept under this number */
};

struct schema_list {
    const struct node *node; /* the keyword's value */
    const struct schema *const *at;
    size_t count;
    const struct schema_discriminator *discriminators; /* of each, in allOf, anyOf and oneOf; NULL is always right */
};

/* Names of properties, without repetitions. */
struct schema_names {
    const struct node *node; /* the list */
    const struct node *const *at;
    size_t count;
};

/* `enum`, or `const` as a list of one. */
struct schema_values {
    const struct node *node;      /* the keyword's value */
    const struct node *const *at; /* the values, never aliases */
    size_t count;
    const struct map *scalars; /* of long lists of scalars only: json_key_of() to value; else NULL */
};

/* Tells objects with which a schema of a list has nothing to do: where the property is a string that is not among the
   values, or is absent though required. In anyOf and oneOf the schema refuses them; in allOf it is an `if` without
   `else` whose condition refuses them. */
struct schema_discriminator {
    struct str name;                    /* of the property; the same bytes as the schema's before it, if it can be */
    const struct schema_values *values; /* a few strings; NULL: nothing is known */
    bool is_required;
};

/* validation, section 6.2 */
struct schema_numbers {
    struct schema_bound minimum, exclusive_minimum, maximum, exclusive_maximum, multiple_of;
};

/* validation, section 6.3 */
struct schema_strings {
    struct schema_count min_length, max_length;
    struct schema_pattern pattern; /* ast NULL: absent */
};

/* core, section 10.3.1; validation, section 6.4. `prefix` is prefixItems, or items as a list of older drafts; `items`
   then is additionalItems there. */
struct schema_arrays {
    struct schema_list prefix;
    const struct schema *items, *contains, *unevaluated; /* NULL: absent */
    struct schema_count min_items, max_items, min_contains, max_contains;
    const struct node *unique; /* `uniqueItems: true`; NULL: absent or false */
};

struct schema_property {
    struct str name;
    const struct node *node; /* the value; its key is the name as written */
    const struct schema *schema;
    bool is_required; /* by `required` of the same schema */
};

struct schema_pattern_property {
    struct schema_pattern pattern;
    const struct schema *schema;
};

/* dependentRequired, dependentSchemas and `dependencies` of older drafts. */
struct schema_dependency {
    struct str name;
    const struct node *node;     /* the value; its key is the name as written */
    struct schema_names names;   /* node NULL: none */
    const struct schema *schema; /* NULL: none */
};

/* core, section 10.3.2; validation, section 6.5 */
struct schema_objects {
    const struct node *properties_node; /* NULL: absent */
    const struct schema_property *properties;
    size_t property_count;
    uint64_t initials;       /* schema_initial() of every name; 0 is always right */
    const struct map *index; /* name to struct schema_property, of many properties; NULL: few */
    const struct schema_pattern_property *patterns;
    size_t pattern_count;
    const struct schema *additional, *names, *unevaluated; /* NULL: absent */
    struct schema_names required;
    struct schema_count min_properties, max_properties;
    const struct schema_dependency *dependencies;
    size_t dependency_count;
};

/* core, section 10.2 */
struct schema_logic {
    struct schema_list all_of, any_of, one_of;                  /* node NULL: absent */
    const struct schema *negated;                               /* `not`; NULL: absent */
    const struct schema *condition, *consequence, *alternative; /* if, then, else; NULL: absent */
};

/* $ref, $dynamicRef, $recursiveRef (core, section 8.2.3). */
struct schema_reference {
    const struct node *node;     /* NULL: absent */
    const struct schema *target; /* NULL: not found here; see compile.h */
    struct str anchor;           /* of a dynamic one whose target is a dynamic anchor: its name; else empty */
};

struct schema {
    const struct node *node; /* the mapping or boolean, never an alias; NULL for one that is made by hand */
    const struct schema_resource *resource;
    bool is_false;     /* `false`: nothing is valid */
    bool is_bad;       /* a keyword was left out because its value is wrong */
    bool is_reference; /* nothing but a `$ref` into the same resource, whose target can stand for it */
    unsigned types;    /* enum json_type bits; JSON_TYPE_ANY: no `type` */
    unsigned settled;  /* values of which types need be asked for their type only; 0 is always right */
    const struct node *type;
    const struct schema_values *enumeration, *constant;
    const struct node *format_node;
    const struct format *format; /* NULL: none, or one that nobody knows */
    const struct schema_numbers *numbers;
    const struct schema_strings *strings;
    const struct schema_arrays *arrays;
    const struct schema_objects *objects;
    const struct schema_logic *logic;
    struct schema_reference reference, dynamic_reference; /* the latter is $recursiveRef in 2019-09 */
};

/* The types about which nothing but `type` says anything: what `settled` may be. */
unsigned schema_settled_types(const struct schema *schema);

/* One bit that stands for a name: what it begins with and how long it is. */
static inline uint64_t schema_initial(struct str name)
{
    return UINT64_C(1) << ((name.len ? (unsigned char)name.at[0] + 7 * name.len : 0) & 63);
}

/* The declared property of that name; NULL when there is none. `hint` is where to look first. */
const struct schema_property *schema_property(const struct schema_objects *objects, struct str name, size_t hint);

#endif
