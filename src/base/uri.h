/* The grammar of URIs (RFC 3986), IRIs (RFC 3987) and URI templates (RFC 6570). Opens none. */
#ifndef BASE_URI_H
#define BASE_URI_H

#include "base/str.h"

enum uri_charset { URI_ASCII, URI_INTERNATIONAL };

/* The parts of a reference, all slices of it; a part that is not there has `.at` NULL, one that is empty has not. */
struct uri {
    struct str scheme;               /* without the colon */
    struct str authority;            /* without the slashes */
    struct str userinfo, host, port; /* of the authority; an IP literal with its brackets */
    struct str path;                 /* never NULL */
    struct str query, fragment;      /* without ? and # */
};

/* Splits a URI-reference (URI_INTERNATIONAL: an IRI-reference). False when it breaks the grammar. Linear. */
bool uri_parse(struct str text, enum uri_charset charset, struct uri *uri);

/* Whether `text` is a URI or IRI: a reference with a scheme. */
bool uri_is_absolute(struct str text, enum uri_charset charset);

/* Whether `text` is a URI-reference or IRI-reference. */
bool uri_is_reference(struct str text, enum uri_charset charset);

/* Whether `text` is a URI template of any level. */
bool uri_is_template(struct str text);

/* The reference resolved against a base (RFC 3986, section 5.2, not strict about what is no URI at all): in `arena`, or
   `reference` itself. An empty base gives the reference. Linear. */
struct str uri_resolve(struct arena *arena, struct str base, struct str reference);

/* The text with %41 read as `A` (RFC 3986, section 2.1): in `arena`, or `text` itself when there is nothing to read. */
struct str uri_decode(struct arena *arena, struct str text);

/* "s3" of "s3://bucket", from any text, right or wrong behind the colon; empty when it does not begin with a scheme and
   a colon. */
struct str uri_scheme(struct str text);

/* The password of "postgres://user:PASSWORD@host/": what follows the first colon of the text before the last `@` of the
   authority, or of the text where a slash cuts the authority inside the password; from any text, right or wrong; empty
   when there is none. */
struct str uri_password(struct str text);

#endif
