/* Syntax errors in the words of somebody who writes contracts; knows libyaml's messages but not libyaml. Used inside
   yaml/ only. */
#ifndef YAML_SYNTAX_H
#define YAML_SYNTAX_H

#include "yaml/source.h"

/* What the reader said, in bytes of the text. */
struct syntax_error {
    const char *problem, *context;   /* libyaml's words; never NULL, may be empty */
    uint32_t problem_at, context_at; /* where it noticed; where what it was reading began */
};

/* The same for an author. */
struct syntax_words {
    const char *facts;
    struct span span;
    struct span related;
    const char *related_text; /* NULL: no related place */
};

struct syntax_words syntax_explain(struct arena *arena, struct str text, struct syntax_error error);

#endif
