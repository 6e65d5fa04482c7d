/* The SQL engines that a contract's servers show, and what each asks of the names of columns. */
#ifndef CHECK_SQL_H
#define CHECK_SQL_H

#include "contract/model.h"

struct sql_words;

struct sql_engine {
    const char *name;                 /* as people write it, "PostgreSQL" */
    const char *const *server_types;  /* in lower case, NULL-terminated */
    const struct sql_words *reserved; /* words that no column may have without quotes */
    size_t name_limit;                /* of a column; 0: none that matters */
    bool is_limit_in_bytes;           /* else in characters */
};

/* What every engine reserves. */
extern const struct sql_engine sql_ansi;

enum { SQL_ENGINES_MAX = 8 };

/* The engines that a contract's servers name, input ports left out; each once. `found` ends with NULL. Returns whether
   there is any such server at all, of whatever type. */
bool sql_engines_of(const struct contract *contract, const struct sql_engine *found[SQL_ENGINES_MAX + 1]);

/* Whether an engine reserves a word, in either case. */
bool sql_reserves(const struct sql_engine *engine, struct str word);

/* Whether a name needs no quotes but for reserved words: letters, digits and `_`, no digit first. Characters from
   U+0080 count as letters, as in PostgreSQL and MySQL. */
bool sql_is_identifier(struct str name);

#endif
