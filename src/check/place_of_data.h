/* Where data is read and written: kinds of ports and stores, formats, and the forms of their addresses. */
#ifndef CHECK_PLACE_OF_DATA_H
#define CHECK_PLACE_OF_DATA_H

#include "check/check.h"

/* Whether a server is a port or endpoint of the product's own: what its readers use. */
bool server_is_output(const struct server *server);

/* Whether a template is still to be filled in: `${BUCKET}`, `{env}`, `<bucket>`. */
bool server_is_template(struct str text);

/* Types of ports, endpoints and stores that are known; NULL-terminated. */
extern const char *const server_types[];

/* Formats of data that are known; NULL-terminated. */
extern const char *const server_formats[];

/* Whether a word is one of the NULL-terminated list but for case, `_`, `-` and blanks. */
bool server_knows(const char *const *words, struct str word);

/* Whether a port of this type carries a stream of events. */
bool server_is_stream(struct str type);

/* Whether a port of this type is queried. */
bool server_is_query(struct str type);

/* A finding of the rule at hand when the location of a server has not the scheme that its type demands, or one slash
   too few. */
void server_check_scheme(struct check *check, const struct server *server);

/* The text of a template such as `dp.<domain>.<name>` for a contract, in `arena`; the segment `v1` becomes its major
   version. Empty when the contract lacks what is to be filled in. */
struct str server_fill_template(struct arena *arena, const char *template, const struct contract *contract);

#endif
