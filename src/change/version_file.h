/* A file of one version while it is parsed. Knows nothing of the other version. Used inside change/ only. */
#ifndef CHANGE_VERSION_FILE_H
#define CHANGE_VERSION_FILE_H

#include "change/change.h"
#include "check/secret.h"

struct version_document {
    struct object at;
    struct document *document;
};

struct version_file {
    struct source *source;
    const struct tree *trees;
    struct list documents;         /* struct version_document */
    const struct secrets *secrets; /* NULL: none, or not searched for */
    bool is_searched;
    bool is_unreadable; /* it could not be read to its end, or has no bytes */
};

/* Parses the text of `source` (`at` NULL: there is none) and fills its contracts. Everything lives in `arena`. */
void version_file_read(struct version_file *file, struct arena *arena, const struct source *source,
                       const struct limits *limits);

/* Searches for secrets and hides them in the source, once; needed before anything of the file is shown. NULL, and a
   file that has no text, are nothing. */
void version_file_hide(struct version_file *file, struct arena *arena);

/* Sets the document and the contract of a card of this file. */
void version_file_find(const struct version_file *file, const struct contract_card *card, struct change_side *found);

#endif
