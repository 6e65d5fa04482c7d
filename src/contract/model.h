/* The neutral contract: what every dialect says, in one form, each value with its node. Knows nothing of rules. */
#ifndef CONTRACT_MODEL_H
#define CONTRACT_MODEL_H

#include "contract/keyword.h"
#include "yaml/json_type.h"

struct map;

enum dialect {
    DIALECT_NONE,
    DIALECT_DATA_PRODUCT,
    DIALECT_DOMAINS,
    DIALECT_ODCS,
    DIALECT_DCS,
    DIALECT_DBT,
    DIALECT_COUNT
};

/* A scalar where one is due. Absent: node NULL. Present but null or blank: node set, value empty. A mapping or list in
   its place: value empty and `is_wrong_kind`, already a problem of the document. `node` may be an alias. */
struct text {
    struct str value;
    const struct node *node;
    bool is_wrong_kind;
};

/* First member of everything that is made from a node and stands in a list. */
struct object {
    const struct node *node; /* may be an alias */
    const struct use *use;   /* on the way to `node`'s children */
    void *next;
};

/* Objects of one type, in the order of the file: for (const struct server *s = list.first; s; s = s->at.next) */
struct list {
    void *first, *last;
    size_t count;
};

/* An item of a list of scalars. */
struct item {
    struct object at;
    struct text text;
};

enum promise_kind {
    PROMISE_OTHER,
    PROMISE_FRESHNESS,
    PROMISE_LATENCY,
    PROMISE_AVAILABILITY,
    PROMISE_QUALITY_SCORE,
    PROMISE_RETENTION,
    PROMISE_THROUGHPUT,
    PROMISE_ERROR_RATE,
    PROMISE_RESPONSE_TIME,
    PROMISE_COMPLETENESS,
    PROMISE_ACCURACY,
    PROMISE_SUPPORT
};

/* One service level: `sla.freshness: PT15M`, an entry of slaProperties. */
struct promise {
    struct object at; /* the value, or the entry */
    enum promise_kind kind;
    struct text name; /* the key or property as written */
    struct text value, unit, element, driver, schedule;
};

enum field_role {
    FIELD_ROOT,       /* the schema of the records themselves */
    FIELD_PROPERTY,   /* a named property or column */
    FIELD_ITEMS,      /* items, prefixItems, contains, additionalProperties …: a schema without a name */
    FIELD_BRANCH,     /* of allOf, anyOf, oneOf, not, if, then, else, dependentSchemas */
    FIELD_DEFINITION, /* of $defs, definitions */
    FIELD_PATTERN     /* of patternProperties */
};

enum reference_state {
    REFERENCE_NONE,
    REFERENCE_RESOLVED,
    REFERENCE_UNRESOLVED,
    REFERENCE_EXTERNAL /* another file or address: never opened */
};

/* One keyword of a schema object or column, `minLength: 3`. */
struct keyword_use {
    const struct keyword *keyword; /* NULL: not known */
    bool is_misspelt;              /* `keyword` is the one that is meant */
    const struct node *value;      /* may be an alias; its key is the keyword as written */
    const struct keyword_use *next;
};

/* A schema object or a column. */
struct field {
    struct object at;
    enum field_role role;
    struct text name; /* of a property, column or definition: node is the key's value node, or the value of `name` */
    const struct field *parent;
    const struct dataset *dataset;
    struct list fields;                 /* the schemas directly inside, of every role, in the order of the file */
    struct list branches;               /* struct field_entry: those of role FIELD_BRANCH */
    const struct field *items;          /* the first of role FIELD_ITEMS; NULL: none */
    const struct keyword_use *keywords; /* in the order of the file */
    struct keyword_set has;             /* the same as bits */
    struct text type;    /* as written; for a list of types node is the list and value the first that is not null */
    unsigned types;      /* enum json_type bits that are meant; 0: none written, or a bad one */
    bool is_type_bad;    /* a type is written that nobody knows, or of a wrong kind */
    bool has_wrong_kind; /* a keyword's value was of the wrong kind, so that it is not known what it should say */
    bool is_boolean;     /* `true` or `false` in the place of a schema */
    bool has_open_names; /* additionalProperties, patternProperties, a reference …: more names than are listed */
    unsigned depth;      /* below the dataset's root */
    struct text physical_type, physical_name, description, classification, pii, unit, format, pattern;
    struct text primary_key, primary_key_position, unique, references, nullable, deprecated;
    struct text required;             /* a column's own `required: true` */
    const struct node *required_by;   /* the item of the parent's `required` list that names it; NULL: none */
    const struct node *required_list; /* the object's own list; NULL: none */
    bool has_bad_required;            /* which names something else than its properties */
    const struct node *enumeration, *default_value, *examples, *example, *constant; /* NULL: absent */
    struct list tags;                                                               /* struct item */
    struct text reference;                                                          /* $ref */
    enum reference_state reference_state;
    const struct field *referenced; /* the schema it names; NULL unless it is resolved to one */
    const struct map *index;        /* properties by name, of large objects; NULL: search `fields` */
};

enum dataset_form { DATASET_JSON_SCHEMA, DATASET_FIELDS, DATASET_REGISTERED };

/* One table, model or schema. */
struct dataset {
    struct object at;
    enum dataset_form form;
    struct text name, physical_name, description;
    struct text registry, subject, evolution; /* of a registered schema */
    const struct field *root;                 /* NULL for a registered schema */
    struct list fields;                       /* struct field_entry: every field of every role, parents first */
    bool are_names_known; /* every field's name is listed (docs/architecture.md, "One mistake", 7) */
};

/* Entry of dataset.fields. */
struct field_entry {
    struct object at;
    struct field *field;
};

struct access {
    struct object at; /* node NULL: absent; it may be blank or of a wrong kind */
    struct text classification, authentication, authorization;
    const struct node *permissions_node; /* NULL: absent */
    struct list permissions;             /* struct item */
    struct list roles;                   /* struct role */
};

struct role {
    struct object at;
    struct text name;
    struct list permissions; /* struct item */
};

/* One entry of quality.tests or of a quality list. */
struct quality {
    struct object at; /* the entry */
    struct text test; /* not_null, unique, …: node is the short form's value, or the value of `type`; absent
                         when the entry names no test */
    bool is_typed;    /* written as {type: …} */
    const struct node *arguments; /* the value of the short form; the entry itself of the typed form */
    struct list fields;           /* struct item: the fields it names */
};

/* An entry of quality.thresholds or quality.weights. */
struct measure {
    struct object at;
    struct text dimension; /* the key; node is the value node */
    struct text value;
};

struct quality_plan {
    struct object at; /* node NULL: absent */
    const struct node *tests_node, *thresholds_node, *weights_node;
    struct list tests;      /* struct quality */
    struct list thresholds; /* struct measure */
    struct list weights;    /* struct measure */
};

enum server_role {
    SERVER_DECLARED,
    SERVER_INPUT_PORT,
    SERVER_OUTPUT_PORT,
    SERVER_ENDPOINT,
    SERVER_STORAGE,
    SERVER_PIPELINE
};

/* A place where data is read or written: a server, port, endpoint, storage or pipeline stage. */
struct server {
    struct object at;
    enum server_role role;
    struct text key; /* of an endpoint or pipeline stage (query, stream, api, ingest …): node is the value node */
    struct text name, type, environment, description;
    struct text topic, path, location, format, compression, dialect, host, port, schema_registry;
    struct text schedule, source, technology, code, api;
    struct list partitioning; /* struct item */
    struct list roles;        /* struct role */
};

/* One upstream or downstream of the product. */
struct lineage {
    struct object at;
    bool is_downstream;
    struct text name; /* the product, source or consumer */
    struct text type;
    struct list fields; /* struct item: fields of this contract that it names */
};

/* One step of a transformation. */
struct step {
    struct object at;
    struct text name, type, location;
};

/* One entry of governance.policies. */
struct policy {
    struct object at;
    struct text name, value;
};

/* An entry of `domains`. */
struct domain {
    struct object at;
    struct text name, owner, description;
    const struct node *products; /* the list, as written; each is a contract of the document */
    struct list teams, source_systems, produces,
        consumes; /* struct item: names, from strings or from mappings with `name` */
};

/* One data product. In `domains` there are several in a document. */
struct contract {
    struct object at; /* the mapping that is the product */
    enum dialect dialect;
    struct text id, name, domain, owner, version, status, description;
    struct text contact, support_contact, created, updated;
    struct list tags, categories; /* struct item */
    const struct node *deprecation;
    struct text sunset, replacement;
    const struct node *schema;
    struct list datasets; /* struct dataset */
    const struct node *sla;
    struct list promises; /* struct promise */
    struct access access;
    struct quality_plan quality;
    struct list servers; /* struct server */
    const struct node *lineage;
    struct list upstream, downstream; /* struct lineage */
    struct list steps;                /* struct step */
    const struct node *governance, *policies_node;
    struct list policies; /* struct policy */
    struct text governance_retention, residency, legal_basis, purpose;
    const struct node *observability, *terms;
    const struct domain *in_domain; /* in the domains dialect; NULL elsewhere */
};

/* One YAML document of a known dialect. Lives in the arena of its file. */
struct document {
    const struct source *source;
    const struct tree *tree;
    const struct node *root;
    enum dialect dialect;
    struct str dialect_version;     /* empty where the dialect has none */
    bool is_partial;                /* not all of it was read: what seems to be absent may follow */
    bool is_built;                  /* false: recognised, but no table for it yet */
    struct list contracts;          /* struct contract */
    struct list domains;            /* struct domain */
    const struct problem *problems; /* of the dialect's table; those of the reader are in the tree */
};

/* Whether it is written at all, blank or not. */
static inline bool text_is_present(struct text text)
{
    return text.node != NULL;
}

/* Whether it is written and not blank. */
static inline bool text_has_value(struct text text)
{
    return text.value.len > 0;
}

/* The text of a node that should be a scalar; blank and null give an empty value. */
struct text text_of(const struct node *node);

/* The first promise of a kind; NULL when there is none. */
const struct promise *contract_promise(const struct contract *contract, enum promise_kind kind);

/* The direct property or column of that name; NULL when there is none. */
const struct field *field_find(const struct field *parent, struct str name);

/* A property or column by its name or dotted path ("address.city") from the dataset's root; NULL when there is none. */
const struct field *dataset_field(const struct dataset *dataset, struct str path);

/* The use of a keyword in a field; NULL when absent. */
const struct keyword_use *field_keyword(const struct field *field, enum keyword_id id);

/* Whether a schema stands directly inside that describes its values: any but a definition and `false`. */
bool field_has_inner(const struct field *field);

/* Whether it says only a part of what holds for a value: it or a schema around it is a branch or a definition. */
bool field_is_part(const struct field *field);

/* Whether references or branches say more about its values than its own keywords do. */
bool field_says_more(const struct field *field);

/* "data-product", "domains", "odcs", "dcs", "dbt"; "none". */
const char *dialect_name(enum dialect dialect);

/* The dialect of a name; DIALECT_NONE when there is none. */
enum dialect dialect_of_name(struct str name);

#endif
