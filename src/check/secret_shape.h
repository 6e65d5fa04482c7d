/* What passwords, tokens and keys look like in a text. Knows nothing of YAML; prefers a missed one to a false alarm. */
#ifndef CHECK_SECRET_SHAPE_H
#define CHECK_SECRET_SHAPE_H

#include "base/str.h"

/* A secret in a text. */
struct secret_match {
    size_t start, end;
    const char *what; /* "password in a URL" */
    bool is_in_lines; /* of a private key: what lies between blanks, quotes and escapes is one piece each */
};

/* The first secret that begins at byte `from` or later: a known form of token, a password in a URL, a private key, or
   the value behind a telling key (`password: …`, `apiKey=…`), in YAML, JSON, connection strings and comments alike.
   False when there is none. Calling it again with the end of the last match is linear in the text. */
bool secret_next(struct str text, size_t from, struct secret_match *match);

/* Whether `key` says that its value is a secret and `value`, trimmed, is one: no placeholder, reference, type or plain
   word. Of several lines without spaces the first decides. */
bool secret_is_value_of(struct str key, struct str value);

#endif
