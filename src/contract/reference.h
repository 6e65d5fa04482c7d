/* `$ref`: from a reference's text to the schema it names, inside one document. Never opens another file. */
#ifndef CONTRACT_REFERENCE_H
#define CONTRACT_REFERENCE_H

#include "contract/model.h"

/* Sets `reference_state` and `referenced` of every field of the dataset that has a `$ref`. Pointers (RFC 6901 in a URI
   fragment) are looked up from `schema`, then from the document's `root`; names by `$anchor` and `$id`. Linear in the
   document and the references. */
void references_resolve(struct arena *arena, struct dataset *dataset, const struct node *schema,
                        const struct node *root);

#endif
