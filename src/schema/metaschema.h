/* The official metaschemas of drafts 7, 2019-09 and 2020-12, without their comments: schemas may refer to them. */
#ifndef SCHEMA_METASCHEMA_H
#define SCHEMA_METASCHEMA_H

#include "base/str.h"

/* The text, in YAML's flow style, of the metaschema with that URI (without a fragment); empty when it is none. */
struct str metaschema_text(struct str uri);

#endif
