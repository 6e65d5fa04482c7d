/* What the files of the compiler share. Used inside schema/ only. */
#ifndef SCHEMA_COMPILER_H
#define SCHEMA_COMPILER_H

#include "schema/compile.h"
#include "yaml/follow.h"

/* A schema whose keywords are not read yet, or one with a list of schemas that are. */
struct schema_task {
    struct schema *schema;
    const struct schema_task *next;
};

struct schema_document {
    const struct node *root, *outer;
    struct map resources; /* URI to struct schema_resource */
    bool is_indexed;      /* every identifier and anchor in it is known */
    struct schema_document *next;
};

struct schema_set {
    struct arena *arena;
    enum schema_draft draft;
    bool reads_nullable;
    bool is_dynamic; /* a `$dynamicRef` occurs: every document is indexed */
    struct schema_document *documents;
    struct map resources; /* URI to struct schema_resource, of all documents: the first */
    struct map roots;     /* node to struct schema_resource, whose root it is */
    struct map schemas;   /* node to struct schema */
    struct follower follower;
    const struct schema_task *tasks, *choices;
    const struct schema_problem *problems, **problem_end;
    uint32_t pattern_count;
};

/* Where schemas stand in a keyword's value. */
enum schema_shape {
    SHAPE_NONE,
    SHAPE_SCHEMA,
    SHAPE_LIST,   /* of schemas */
    SHAPE_MAP,    /* names to schemas */
    SHAPE_EITHER, /* a schema, or a list of them */
};

/* Where schemas stand in the value of a keyword of that draft; SHAPE_NONE when it has none or is unknown. */
enum schema_shape schema_keyword_shape(struct str keyword, enum schema_draft draft);

/* The schema at a node, whose keywords may still have to be read; never NULL. */
struct schema *schema_at(struct schema_set *set, const struct node *node, const struct schema_resource *resource);

/* Reads the keywords of a schema whose node and resource are set. */
void schema_read(struct schema_set *set, struct schema *schema);

/* Finds what the lists of a schema spare the validator, when all schemas are read. */
void schema_find_shortcuts(struct schema_set *set, struct schema *schema);

void schema_add_problem(struct schema_set *set, enum schema_problem_kind kind, const struct node *node);

/* The resource that a schema object in `outer` belongs to: its own when it has an identifier, else `outer`. */
const struct schema_resource *schema_resource_at(struct schema_set *set, const struct node *mapping,
                                                 const struct schema_resource *outer);

/* The resource that any node of an added document belongs to. */
const struct schema_resource *schema_resource_of(struct schema_set *set, const struct node *node);

/* Finds every identifier and anchor of a document. Linear; recursion is as deep as the nodes. */
void schema_document_index(struct schema_set *set, struct schema_document *document);

/* What a reference in a resource names: a node, with its resource and, for an anchor, that; NULL, and the kind of
   problem, when it names nothing here. */
const struct node *schema_reference_find(struct schema_set *set, const struct schema_resource *from, struct str text,
                                         const struct schema_resource **resource, const struct schema_anchor **anchor,
                                         enum schema_problem_kind *problem);

/* Whether the target of a schema's dynamic reference depends on how it was reached. */
bool schema_reference_is_dynamic(const struct schema *schema);

/* What a resource offers in place of the target of a schema's dynamic reference; NULL: nothing (core, 8.2.3.2). */
const struct schema *schema_dynamic_offer(const struct schema_resource *resource, const struct schema *schema);

#endif
