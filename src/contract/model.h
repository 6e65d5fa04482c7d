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
   its place: node set, value.at NULL, already a problem of the document. `node` may be an alias. */
struct text {
    struct str value;
    const struct node *node;
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
    PROMISE_SUPPORT,
    PROMISE_TIMELINESS,
    PROMISE_INTERVAL_OF_CHANGE,
    PROMISE_FREQUENCY, /* the time between two deliveries */
    PROMISE_DELIVERY,  /* how data comes: batch, streaming … */
    PROMISE_SCHEDULE,  /* when, as cron */
    PROMISE_TIME_TO_DETECT,
    PROMISE_TIME_TO_NOTIFY,
    PROMISE_TIME_TO_REPAIR,
    PROMISE_SUPPORT_TIME,          /* the hours in which somebody answers */
    PROMISE_SUPPORT_RESPONSE_TIME, /* until somebody does */
    PROMISE_BACKUP_INTERVAL,
    PROMISE_BACKUP_SCHEDULE,
    PROMISE_RECOVERY_TIME,
    PROMISE_RECOVERY_POINT,
    PROMISE_UPTIME,
    PROMISE_GENERAL_AVAILABILITY, /* the date from which the data can be had */
    PROMISE_TIME_OF_AVAILABILITY, /* the hour of the day */
    PROMISE_END_OF_SUPPORT,
    PROMISE_END_OF_LIFE
};

/* One service level: `sla.freshness: PT15M`, an entry of slaProperties, one value of an entry of `servicelevels`. */
struct promise {
    struct object at; /* the value, or the entry */
    enum promise_kind kind;
    bool is_unlimited; /* `unlimited: true` is its value */
    struct text name;  /* the key or property as written */
    struct text value, value_ext, unit, element, driver, schedule;
};

enum field_role {
    FIELD_ROOT,       /* the schema of the records themselves */
    FIELD_PROPERTY,   /* a named property or column */
    FIELD_ITEMS,      /* items, prefixItems, contains, additionalProperties …: a schema without a name */
    FIELD_KEYS,       /* of a map: what its keys are */
    FIELD_VALUES,     /* of a map: what its values are */
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
    struct keyword_use *next;
};

/* What few fields say. Most have `field_extra_none`. */
struct field_extra {
    struct text unit, primary_key_position, references, nullable, deprecated;
    const struct node *example, *constant; /* NULL: absent */
    struct list branches;                  /* struct field_entry: those of role FIELD_BRANCH */
    struct list tags;                      /* struct item */
    struct text id;                        /* by which a renamed field is known */
    struct text physical_name;
    struct text partitioned, partition_key_position;
    struct text encrypted_name;             /* the field that holds the value encrypted */
    struct text timezone, default_timezone; /* of a timestamp or time: whether it has one, and which when it does not */
    struct text dimensions, element_type;   /* of a vector */
    const struct node *transform_logic;     /* how it is computed; NULL: absent */
    const struct node *transform_sources;   /* from what; NULL: absent */
    struct list quality;                    /* struct quality */
    struct list relationships;              /* struct relationship */
};

/* Nothing of it is said. */
extern const struct field_extra field_extra_none;

/* A schema object or a column. */
struct field {
    struct object at;
    enum field_role role;
    enum reference_state reference_state; /* of `reference` */
    struct text name; /* of a property, column or definition: node is the key's value node, or the value of `name` */
    const struct field *parent;
    const struct dataset *dataset;
    struct list fields;           /* the schemas directly inside, of every role, in the order of the file */
    const struct field *items;    /* the first of role FIELD_ITEMS; NULL: none */
    struct keyword_use *keywords; /* in the order of the file; of ODCS, DCS and dbt only what is a keyword */
    struct keyword_set has;       /* the same as bits */
    struct text type;      /* as written; for a list of types node is the list and value the first that is not null */
    unsigned types;        /* enum json_type bits that are meant; 0: none written, or a bad one */
    bool is_type_bad;      /* a type is written that nobody knows, or of a wrong kind */
    bool has_bad_required; /* `required_list` names something else than its properties */
    bool has_wrong_kind;   /* a keyword's value was of the wrong kind, so that it is not known what it should say */
    bool is_boolean;       /* `true` or `false` in the place of a schema */
    bool has_open_names;   /* additionalProperties, patternProperties, a reference …: more names than are listed */
    unsigned depth;        /* below the dataset's root */
    struct text physical_type, description, classification, pii, format, pattern, primary_key;
    struct text unique;   /* the key; else "true" at the quality entry, or at the list of constraints or tests, that
                             says so. So are `not_null`, `primary_key` and, with its values, `enumeration`. */
    struct text required; /* a column's own `required: true`: the key must be there */
    struct text not_null; /* what rules null out: `required` where it means that, or a check (see unique) */
    const struct node *required_by;   /* the item of the parent's `required` list that names it; NULL: none */
    const struct node *required_list; /* the object's own list; NULL: none */
    const struct node *enumeration, *default_value, *examples; /* NULL: absent; an item of `enumeration` is a value or,
                                                                  in ODCS, a mapping with `value` */
    struct text reference;                                     /* $ref */
    const struct field *referenced;  /* the schema it names; NULL unless it is resolved to one */
    const struct map *index;         /* properties by name, of large objects; NULL: search `fields` */
    const struct field_extra *extra; /* never NULL */
};

enum dataset_form { DATASET_JSON_SCHEMA, DATASET_FIELDS, DATASET_REGISTERED };

/* One table, model or schema. */
struct dataset {
    struct object at;
    enum dataset_form form;
    struct text name, physical_name, description;
    struct text registry, subject, evolution; /* of a registered schema */
    struct field *root;                       /* NULL for a registered schema */
    struct list fields;                       /* struct field_entry: every field of every role, parents first */
    bool are_names_known; /* every field's name is listed (docs/architecture.md, "One mistake", 7) */
    struct text id, title;
    struct text kind;        /* table, view, topic, incremental …: what it physically is */
    struct text granularity; /* what one record stands for */
    struct text version;     /* of several by the same name */
    struct text source;      /* the dbt source whose table it is */
    struct text owner, classification, access, group;
    struct text enforced; /* whether the database or the build holds to it; absent where a dialect has no such key */
    struct text additional_fields; /* whether there may be fields that are not listed */
    struct text deprecated, sunset;
    const struct node *primary_key_node; /* the list that says `primary_key`; NULL: its fields do, if any */
    struct list primary_key;             /* struct item: names of fields, in the order of the key */
    struct list quality;                 /* struct quality */
    struct list relationships;           /* struct relationship */
    struct list tags;                    /* struct item */
    struct list custom;                  /* struct custom_property */
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
    struct text name, access;
    struct list permissions; /* struct item */
};

/* A reference to fields elsewhere. */
struct relationship {
    struct object at; /* the entry, or the value that says where */
    struct text id, type;
    struct list from, to;  /* struct item: fields or, when there are `to_fields`, the table they are of; `from` is empty
                              where the relationship stands at its field */
    struct list to_fields; /* struct item */
};

/* What a check promises of its fields, so that it counts as theirs (struct field, `unique`). */
enum quality_meaning {
    QUALITY_CHECK,
    QUALITY_NOT_NULL,
    QUALITY_UNIQUE,
    QUALITY_ONE_OF,
    QUALITY_KEY,
    QUALITY_REFERENCE
};

enum comparison {
    COMPARE_EQUAL,
    COMPARE_NOT_EQUAL,
    COMPARE_GREATER,
    COMPARE_GREATER_EQUAL,
    COMPARE_LESS,
    COMPARE_LESS_EQUAL,
    COMPARE_BETWEEN,
    COMPARE_NOT_BETWEEN
};

/* What the measured value of a check must be. */
struct quality_bound {
    struct object at; /* the value */
    enum comparison comparison;
    struct text value, upper; /* `upper` of the two between comparisons */
};

/* What no entry of quality.tests says. */
struct quality_details {
    struct text name, type; /* `type`: text, library, sql, custom */
    struct text description, severity, unit, schedule, where;
};

extern const struct quality_details quality_details_none;

/* One entry of quality.tests or of a quality list, a dbt test or constraint. */
struct quality {
    struct object at; /* the entry */
    struct text test; /* not_null, unique, …: node is the short form's value, or the value of `type`; absent
                         when the entry names no test */
    bool is_typed;    /* written as {type: …} */
    const struct node *arguments; /* the value of the short form; the entry itself of the typed form */
    struct list fields;           /* struct item: the fields it names */
    enum quality_meaning meaning;
    bool is_constraint;                    /* the database holds to it */
    const struct quality_details *details; /* never NULL */
    const struct node *values;             /* those allowed; NULL: absent */
    const struct node *body;               /* the query, expression or implementation; NULL: absent */
    struct list bounds;                    /* struct quality_bound */
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
    struct text delimiter, header; /* of files: what is between two values, and whether names stand in the first line */
    struct list partitioning;      /* struct item */
    struct list roles;             /* struct role */
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

/* An entry of customProperties. */
struct custom_property {
    struct object at;
    struct text name;
    const struct node *value; /* NULL: absent */
};

/* One of the people who are the team. */
struct team_member {
    struct object at;
    struct text username, name, role;
};

/* A way to reach somebody. */
struct support_channel {
    struct object at;
    struct text name, tool, scope, url;
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
    const struct node *observability;
    const struct node *declared_by; /* the value whose key says which dialect and version it is */
    struct text tenant;
    struct list terms;         /* struct item: usage, limitations, policies, billing, price; the key says which */
    struct text notice_period; /* how long before an end it is announced */
    const struct node *team;   /* NULL: absent */
    struct list members;       /* struct team_member */
    struct list support;       /* struct support_channel */
    struct list custom;        /* struct custom_property */
    const struct dataset *definitions; /* schemas that fields refer to, by no name of a dataset; NULL: none */
    const struct domain *in_domain;    /* in the domains dialect; NULL elsewhere */
};

/* One YAML document of a known dialect. Lives in the arena of its file. */
struct document {
    const struct source *source;
    const struct tree *tree;
    const struct node *root;
    enum dialect dialect;
    struct str dialect_version;     /* empty where the dialect has none */
    bool is_partial;                /* not all of it was read: what seems to be absent may follow */
    bool is_built;                  /* false: recognised, but there are no rules for it yet */
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

/* Whether something stands in the place of a scalar that is none, or not of the right kind. */
static inline bool text_is_wrong_kind(struct text text)
{
    return text.node && !text.value.at;
}

/* Whether it says yes: `true` in any case, which is all that YAML 1.2 takes for it. */
static inline bool text_is_true(struct text text)
{
    return str_is_caseless(text.value, "true");
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
