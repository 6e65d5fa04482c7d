/* U+0085, U+2028 and U+2029 outside quotes: libyaml breaks the line there, editors do not. Used inside yaml/ only. */
#ifndef YAML_SEPARATOR_H
#define YAML_SEPARATOR_H

#include "yaml/compose.h"

struct quoted;

struct separators {
    struct str text;
    uint32_t at; /* reported up to here */
    struct quoted *first, *last;
};

/* Nothing is looked for unless the text `has_separators`. */
void separators_init(struct separators *separators, struct str text, bool has_separators);

/* What stands in this scalar counts for nothing. Spans come in the order of the text. */
void separators_skip(struct separators *separators, struct arena *arena, struct span quoted);

/* One yaml-line-separator problem in the current tree for each up to `end`. */
void separators_report(struct separators *separators, struct composer *c, uint32_t end);

#endif
