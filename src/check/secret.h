/* Secrets in a file: where they are, and how no text shows more of them than the first two characters. */
#ifndef CHECK_SECRET_H
#define CHECK_SECRET_H

#include "check/finding.h"
#include "yaml/node.h"

/* A secret where a finding points: the value or key that holds it, or its own place in a comment. */
struct secret {
    const struct tree *tree; /* its document */
    struct span span;
    const struct node *node; /* whose path it has; NULL in a comment and where reading had stopped */
    const char *what;        /* "password in a URL" */
    struct str text;
    const struct secret *next;
};

struct secret_piece;

/* The secrets of one file; its pieces are what texts are searched for. Lives in the arena of the file. */
struct secrets {
    const struct secret *first; /* in the order of the file */
    const struct secret_piece *pieces;
    size_t piece_count;
    bool begins[256]; /* first bytes of the pieces */
};

/* Finds the secrets of a file, in comments and in what could not be parsed too, and hides them in `source`. NULL when
   there is none. Linear. */
const struct secrets *secrets_find(struct arena *arena, struct source *source, const struct tree *trees);

/* `text` with every secret replaced by its first two characters and `***`, also one that a quotation cuts off with an
   ellipsis. The text itself when it holds none or `secrets` is NULL. */
struct str secret_mask(struct arena *arena, const struct secrets *secrets, struct str text);

/* Masks all texts of the findings. What a rule proposes at the place of a secret may be made from it: there the fix is
   dropped and the help is the rule's advice; so is a fix that would write a secret. */
void secret_mask_findings(struct arena *arena, const struct secrets *secrets, struct findings *findings);

#endif
