/* The tree of a YAML or JSON document: every node knows its place. Knows nothing of contracts nor of libyaml. */
#ifndef YAML_NODE_H
#define YAML_NODE_H

#include "yaml/source.h"

enum node_kind { NODE_SCALAR, NODE_SEQUENCE, NODE_MAPPING, NODE_ALIAS };

/* What a scalar is by the YAML 1.2 core schema (quoted and block scalars are strings). */
enum scalar_type { SCALAR_STRING, SCALAR_NULL, SCALAR_BOOL, SCALAR_INT, SCALAR_FLOAT };

enum node_style {
    STYLE_PLAIN,
    STYLE_SINGLE_QUOTED,
    STYLE_DOUBLE_QUOTED,
    STYLE_LITERAL,
    STYLE_FOLDED,
    STYLE_BLOCK,
    STYLE_FLOW
};

enum node_flag {
    NODE_MERGED = 1,         /* an alias that stands for a pair taken over by `<<` */
    NODE_YAML11_DIFFERS = 2, /* plain scalar that YAML 1.1 readers type or value differently */
    NODE_OPEN = 4,           /* in which reading stopped: what it holds may be incomplete, or too much */
    NODE_HAS_MERGE = 8       /* mapping with a `<<` */
};

/* Anchor (without &) and tag (resolved, such as tag:yaml.org,2002:str) of a node; empty when there is none. */
struct node_properties {
    struct str anchor, tag;
    struct span anchor_span, tag_span; /* with their & and ! */
};

/* What few nodes have. */
struct node_extra {
    struct node_properties properties;
    const struct node *const *sorted; /* of a large mapping: the children with scalar keys, by their bytes */
    uint32_t sorted_count;
};

/* Immutable once its document is read. Lives in the arena of its file. 64 bytes on 64-bit machines. */
struct node {
    unsigned char kind;  /* enum node_kind */
    unsigned char type;  /* enum scalar_type, of scalars */
    unsigned char style; /* enum node_style */
    unsigned char flags; /* enum node_flag */
    uint32_t count;      /* children of a collection */
    struct span
        span; /* without anchor and tag, without trailing blanks and comments; a block scalar from its indicator */
    const struct node *parent;
    const struct node *key;         /* when the parent is a mapping */
    const struct node *next;        /* sibling, in the order of the file, then the merged ones */
    const struct node_extra *extra; /* mostly NULL */
    union {
        struct str text; /* scalar: the value, escapes resolved; may hold NUL bytes */
        struct {
            const struct node *first, *last;
        };                         /* collection */
        const struct node *target; /* alias: never itself an alias; NULL when undefined */
    };
};

/* What was passed on the way to a node that stands behind an alias: its path is that of the use. */
struct use {
    const struct node *target; /* what the alias stands for */
    const struct node *alias;
    const struct use *outer;
};

/* How grave a problem is when its rule does not say. */
enum problem_level { PROBLEM_AS_RULE, PROBLEM_INFO, PROBLEM_WARNING, PROBLEM_ERROR };

/* A complaint of the reader, as a finding of the rule with this id; see docs/architecture.md. */
struct problem {
    const char *rule;        /* id */
    struct span span;        /* where it points */
    const struct node *node; /* whose path it has; NULL: none */
    const struct use *use;   /* on the way to that node */
    enum problem_level level;
    const char *facts;        /* what follows the rule's summary */
    const char *help;         /* NULL: the rule's advice */
    struct span related;      /* meaningful when related_text is set */
    const char *related_text; /* NULL: no related place */
    struct span fix;          /* meaningful when fix_text is set */
    const char *fix_text;     /* NULL: no fix */
    bool is_fix_unsafe;       /* applied only when doubtful fixes are asked for */
    const struct problem *next;
};

/* One document of a stream. */
struct tree {
    const struct node *root; /* NULL: nothing but comments */
    const struct problem *problems;
    const struct tree *next;
    uint32_t index;  /* from 1 */
    uint32_t start;  /* byte of the first token, or of the end of the text */
    bool is_partial; /* reading stopped inside: what seems to be absent may follow */
    bool is_json;    /* read by the strict JSON reader */
};

/* Bounds for one input; all counts are inclusive. */
struct limits {
    uint64_t file_size;
    uint32_t depth;   /* nested collections, through aliases too */
    uint32_t nodes;   /* of a stream, keys included, aliases expanded; what is tagged or anchored counts twice, a
                         further document once */
    uint32_t aliases; /* of a stream; as many anchors */
    size_t memory;    /* bytes that the arena of the input may come to hold; 0: no bound */
    uint32_t run;     /* longest run of blanks or line breaks */
};

/* The defaults: 8 MiB, 64, 1,000,000, 10,000, 4,096. */
extern const struct limits limits_default;

/* The same limits for the next input of an arena, whose memory is bounded by the nodes they allow. */
struct limits limits_of_input(const struct limits *limits, const struct arena *arena);

/* The node itself, or what an alias stands for; NULL for NULL and for an undefined alias. */
static inline const struct node *node_resolve(const struct node *node)
{
    return node && node->kind == NODE_ALIAS ? node->target : node;
}

/* The anchor and tag of the node itself; NULL when it has neither. */
const struct node_properties *node_properties(const struct node *node);

bool node_is_mapping(const struct node *node); /* these four look through aliases; false for NULL */
bool node_is_sequence(const struct node *node);
static inline bool node_is_scalar(const struct node *node)
{
    node = node_resolve(node);
    return node && node->kind == NODE_SCALAR;
}
static inline bool node_is_null(const struct node *node) /* a null scalar, `~`, or nothing after the colon */
{
    node = node_resolve(node);
    return node && node->kind == NODE_SCALAR && node->type == SCALAR_NULL;
}

/* Whether it says nothing: null, or a scalar of blanks only; looks through aliases. */
bool node_is_blank(const struct node *node);

/* Whether it is not known what it says: reading stopped in it, right behind it or in the brackets around it, or it is
   an undefined alias. */
bool node_is_doubtful(const struct node *node);

/* The number of a collection's children, through an alias; 0 for scalars. */
static inline size_t node_length(const struct node *node)
{
    node = node_resolve(node);
    return node && (node->kind == NODE_MAPPING || node->kind == NODE_SEQUENCE) ? node->count : 0;
}

/* The first child of a collection, through an alias; NULL for scalars and empty collections. */
static inline const struct node *node_children(const struct node *node)
{
    node = node_resolve(node);
    return node && (node->kind == NODE_MAPPING || node->kind == NODE_SEQUENCE) ? node->first : NULL;
}

/* The value of a scalar, through an alias; empty for anything else. */
static inline struct str node_text(const struct node *node)
{
    node = node_resolve(node);
    return node && node->kind == NODE_SCALAR ? node->text : (struct str){NULL, 0};
}

/* The key's text of a mapping's child; empty in a sequence. */
static inline struct str node_key(const struct node *child)
{
    return node_text(child->key);
}

/* The child with that key (own keys before merged ones); NULL when absent or no mapping. The value may be an alias. */
const struct node *node_find(const struct node *mapping, const char *key);
const struct node *node_find_str(const struct node *mapping, struct str key);

/* Where something missing in a mapping is reported: the key that owns it, the first token of a list item, or of the
 * document. */
struct span node_owner_span(const struct node *mapping);

/* "mapping", "list", "string", "integer", "number", "boolean", "null": the words of messages. */
const char *node_kind_name(const struct node *node);

/* The value as messages show it: a scalar quoted, `null`, else "a mapping" or "a list". In `arena`. */
const char *node_quote(struct arena *arena, const struct node *node);

/* The key of a mapping's child as messages show it: quoted, or "a key that is a list". In `arena`. */
const char *node_quote_key(struct arena *arena, const struct node *child);

/* "`12` is an integer", "`null` is null", "a list". In `arena`. */
const char *node_describe(struct arena *arena, const struct node *node);

#endif
