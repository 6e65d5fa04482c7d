/* The tables of the domains dialect (docs/dialects.md). */
#ifndef CONTRACT_DOMAINS_H
#define CONTRACT_DOMAINS_H

#include "contract/dialect.h"

/* Reads the document's root: each entry of each domain's `data_products` is one contract. */
void domains_read(struct reader *reader, struct document *document);

#endif
