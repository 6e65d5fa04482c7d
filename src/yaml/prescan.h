/* A look over the bytes before libyaml sees them: where they stop being YAML's characters, and what would cost libyaml
   quadratic time inside one call. */
#ifndef YAML_PRESCAN_H
#define YAML_PRESCAN_H

#include "yaml/node.h"

struct prescan {
    const char *rule;    /* of what stands at `at`: yaml-encoding or yaml-limit; NULL: nothing, `at` is the length */
    const char *facts;   /* in the arena */
    struct span at;      /* the first mistake */
    uint32_t ascii;      /* bytes before the first that is not ASCII, at most at.start */
    bool has_separators; /* U+0085, U+2028 or U+2029 stands before `at` */
};

/* Linear in the text. */
struct prescan prescan_make(struct arena *arena, struct str text, const struct limits *limits);

/* Bytes (2 or 3) of U+0085, U+2028 or U+2029 at the start of `text`; 0 when there is another. */
size_t separator_length(struct str text);

#endif
