/* The JSON Schema of configuration files, for editors: made from the tables that check them. */
#ifndef CMD_CONFIG_SCHEMA_H
#define CMD_CONFIG_SCHEMA_H

#include "base/buf.h"

/* Appends the schema (draft 2020-12) on one line. Sections that are not built yet are not in it. */
void config_schema_add(struct buf *out);

#endif
