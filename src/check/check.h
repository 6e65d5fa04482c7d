/* What a rule's hook is given: the document at hand, and how to say something about it. */
#ifndef CHECK_CHECK_H
#define CHECK_CHECK_H

#include "check/finding.h"
#include "check/settings.h"
#include "contract/model.h"
#include "contract/place.h"

struct facets;
struct listing;
struct schemas;
struct secrets;

/* One document being checked; first argument of every hook. Hooks read it and add findings. */
struct check {
    struct arena *arena;    /* of the hook at hand: emptied when it has returned */
    struct arena *kept;     /* of the file: what findings say is copied there */
    struct arena *compiled; /* of the schemas below: emptied when it has grown large */
    const struct settings *settings;
    const struct document *document;
    const struct contract *contract; /* at hand; NULL in on_document and on_domain */
    const struct rule *rule;         /* whose hook runs */
    enum severity severity;          /* of that rule here */
    const struct use *use;           /* on the way to the object at hand */
    struct places *places;
    struct findings *findings;
    struct listing *listing;       /* which findings are kept; NULL: all */
    const struct secrets *secrets; /* of the file; NULL: none */
    int64_t now;                   /* seconds since 1970-01-01T00:00Z; SOURCE_DATE_EPOCH when set */
    struct facets *facets;         /* of the field asked about last; see facets_of */
    struct schemas *schemas;       /* see check/schema_of.h; NULL: no rule asked yet */
};

/* A finding of the rule at hand at a value: its first to last character, behind an alias those of the target (the alias
   is related). The message is the rule's summary, a colon and the facts. Never NULL. */
struct finding *finding_at(struct check *check, const struct node *value, const char *facts, ...)
    __attribute__((format(printf, 3, 4)));

/* A finding at the key of a mapping's value: for unknown, blank and repeated keys. */
struct finding *finding_at_key(struct check *check, const struct node *value, const char *facts, ...)
    __attribute__((format(printf, 3, 4)));

/* A finding about a key that is missing in `mapping`: at the key that owns the mapping, at a list item's first token,
   or at the start of the document; the path is the mapping's. */
struct finding *finding_missing(struct check *check, const struct node *mapping, const char *facts, ...)
    __attribute__((format(printf, 3, 4)));

/* A finding at bytes `start` to `end` of a scalar's value; at the whole value when that is not verbatim in the source.
 */
struct finding *finding_inside(struct check *check, const struct node *scalar, size_t start, size_t end,
                               const char *facts, ...) __attribute__((format(printf, 5, 6)));

/* A finding at bytes of the source, for what is no node. The path is empty. */
struct finding *finding_at_span(struct check *check, struct span span, const char *facts, ...)
    __attribute__((format(printf, 3, 4)));

/* Replaces the help. */
void finding_help(struct check *check, struct finding *finding, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Replaces the path by that of a node, through the use at hand. */
void finding_path(struct check *check, struct finding *finding, const struct node *node);

/* Lowers or raises the severity of this one finding, unless the configuration set the rule's. */
void finding_severity(struct check *check, struct finding *finding, enum severity severity);

/* Adds a related place: the text of a node, behind an alias that of its target. */
void finding_relate(struct check *check, struct finding *finding, const struct node *node, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Adds a related place: bytes of the source. */
void finding_relate_span(struct check *check, struct finding *finding, struct span span, const char *message);

/* Adds a fix that makes `text` the value of a scalar, quoted like the old one or where it must be. Nothing is added for
   a node behind an alias or merge key. Also sets the help to "write `text`". */
void finding_fix_value(struct check *check, struct finding *finding, const struct node *scalar, struct str text);

/* Adds a fix that puts a plain scalar in double quotes, and says so in the help. Nothing is added behind an alias or
   merge key, nor in JSON. */
void finding_fix_quote(struct check *check, struct finding *finding, const struct node *scalar);

/* Adds a fix that replaces the bytes of `span` by `text` as they are; `message` says it. */
void finding_fix_span(struct check *check, struct finding *finding, struct span span, struct str text,
                      const char *message);

/* Makes the fix one that only --unsafe applies. */
void finding_fix_is_unsafe(struct finding *finding);

/* "did you mean `x`?" as help when one of the NULL-terminated words is near. Returns the word or NULL. */
const char *finding_suggest(struct check *check, struct finding *finding, struct str word, const char *const *words);

/* A value as messages show it: utf8_quote. */
const char *quote(struct check *check, struct str value);

/* The value of a node as messages show it: node_quote. */
const char *quote_node(struct check *check, const struct node *node);

/* "`a`, `b` or `c`" from a NULL-terminated list. */
const char *quote_words(struct check *check, const char *const *words);

#endif
