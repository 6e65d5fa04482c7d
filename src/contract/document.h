/* From a tree to a document of the neutral contract: which dialect it is, and everything its table says. */
#ifndef CONTRACT_DOCUMENT_H
#define CONTRACT_DOCUMENT_H

#include "contract/dialect.h"

/* The dialect that the root keys show (docs/dialects.md); DIALECT_NONE when none does. */
enum dialect document_detect(const struct node *root);

/* A tree as a document of `dialect` (DIALECT_NONE: detect) without its contracts. Never NULL; `dialect` is DIALECT_NONE
   when no dialect recognises it, and `is_built` false when there are no rules for the dialect yet. Lives in `arena`. */
struct document *document_recognise(struct arena *arena, const struct source *source, const struct tree *tree,
                                    enum dialect dialect);

/* Fills the contracts of a document of whatever dialect, and its version and problems, within the limits. */
void document_fill(struct arena *arena, struct document *document, const struct limits *limits);

/* Both at once, for who wants the contracts of every dialect. */
struct document *document_read(struct arena *arena, const struct source *source, const struct tree *tree,
                               enum dialect dialect, const struct limits *limits);

#endif
