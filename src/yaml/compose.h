/* Builds trees from the events of a reader: nodes, limits, anchors, aliases, merges and duplicate keys. Knows neither
   libyaml nor JSON's grammar. Used inside yaml/ only. */
#ifndef YAML_COMPOSE_H
#define YAML_COMPOSE_H

#include "base/map.h"
#include "yaml/node.h"

struct frame;
struct anchor;

/* Events come in the order of the text. Once `is_stopped` is set (a limit), the reader must stop and call
   compose_stop. */
struct composer {
    struct arena *arena;
    struct str text; /* of the source; spans point into it */
    const struct limits *limits;
    struct tree *first, *tree;
    const struct problem **problem_end;
    uint32_t problem_count;
    struct problem ignored; /* the one past the limit of problems */
    struct node *free_node, *free_end;
    struct frame *frame, *free_frames; /* the innermost open collection */
    uint32_t depth;                    /* open collections */
    struct map anchors;                /* of the document: the last definition of each name */
    struct anchor *anchor_list;        /* all of the document, the last first */
    uint64_t nodes;                    /* of the stream, aliases expanded */
    uint32_t aliases, anchor_count;    /* of the stream */
    bool is_stopped;
};

void compose_init(struct composer *c, struct arena *arena, struct str text, const struct limits *limits);

/* Begins a tree at byte `start`. */
void compose_document(struct composer *c, uint32_t start);

/* Ends it: what is known only now becomes problems. */
void compose_document_end(struct composer *c);

/* Adds a scalar: a key when the innermost collection is a mapping that waits for one. `properties` (may be NULL) is
   copied. */
struct node *compose_scalar(struct composer *c, struct span span, enum node_style style, enum scalar_type type,
                            struct str text, const struct node_properties *properties);

/* Opens a collection. */
void compose_begin(struct composer *c, enum node_kind kind, enum node_style style, uint32_t start,
                   const struct node_properties *properties);

/* Closes it; its span ends at `end`, or where its last child does if that is later (0: there). */
void compose_end(struct composer *c, uint32_t end, bool is_open);

/* Adds the alias with that name (which stays where it is). */
void compose_alias(struct composer *c, struct span span, struct str name);

/* Closes whatever is open as NODE_OPEN, and the scalar or block that ends at byte `place`, where reading stopped; marks
   the tree partial; makes a tree at `place` when there is none. */
void compose_stop(struct composer *c, uint32_t place);

/* Adds a problem to the tree and returns it for more. Past a fixed number of problems the stream is stopped, and what
   is returned counts for nothing. */
struct problem *compose_problem(struct composer *c, const char *rule, struct span span, const struct node *node,
                                const char *facts);

/* The same; the facts are `quoted`, cut and made visible, in backquotes. */
struct problem *compose_problem_quote(struct composer *c, const char *rule, struct span span, const struct node *node,
                                      struct str quoted);

/* The key whose value comes next; NULL: none. */
const struct node *compose_key(const struct composer *c);

/* The innermost open collection; NULL: none. */
const struct node *compose_collection(const struct composer *c);

#endif
