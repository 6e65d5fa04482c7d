/* The tables of the data-product dialect (docs/dialects.md). */
#ifndef CONTRACT_DATA_PRODUCT_H
#define CONTRACT_DATA_PRODUCT_H

#include "contract/dialect.h"

/* Reads the document's root as one contract. */
void data_product_read(struct reader *reader, struct document *document);

#endif
