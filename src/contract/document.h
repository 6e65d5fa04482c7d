/* From a tree to a document of the neutral contract: which dialect it is, and everything its table says. */
#ifndef CONTRACT_DOCUMENT_H
#define CONTRACT_DOCUMENT_H

#include "contract/dialect.h"

/* The dialect that the root keys show (docs/dialects.md); DIALECT_NONE when none does. */
enum dialect document_detect(const struct node *root);

/* Reads a tree as a document of `dialect` (DIALECT_NONE: detect). Never NULL; `dialect` is DIALECT_NONE when no dialect
   recognises it, and `is_built` false when the dialect has no table yet: then there are no contracts. Lives in `arena`.
 */
struct document *document_read(struct arena *arena, const struct source *source, const struct tree *tree,
                               enum dialect dialect, const struct limits *limits);

#endif
