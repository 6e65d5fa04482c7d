/* `# contractlint: …` comments as they are written. Knows nothing of rules. */
#ifndef CHECK_DIRECTIVE_H
#define CHECK_DIRECTIVE_H

#include "yaml/node.h"

/* No more comments are read, and no more names in them. */
enum { DIRECTIVES_MAX = 10000 };

/* One comment. Texts point into the source. */
struct directive {
    struct span span;        /* from its word to the end of the comment */
    struct str word;         /* `ignore`, `ignore-file` or anything else */
    struct str list, reason; /* what stands in the brackets, and after them; both trimmed */
    bool has_list;           /* whether there are brackets, opened and closed */
    bool is_at_line_start;   /* whether the comment begins at column 1 */
    uint32_t line;           /* it speaks of: its own, or after comments of their own line the next that is none */
    const struct tree *tree; /* the document it stands in */
    const struct directive *next;
};

/* The directives of a source, up to one more than DIRECTIVES_MAX, in the order of the text, in `arena`. Only comments
   count, not `#` in scalars; JSON has none. The lines must be indexed. Linear. */
const struct directive *directives_find(struct arena *arena, const struct source *source, const struct tree *trees);

/* The line of a byte, from 1. */
uint32_t directive_line(const struct source *source, uint32_t byte);

#endif
