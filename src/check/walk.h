/* One walk over a document that calls the hooks of every enabled rule. */
#ifndef CHECK_WALK_H
#define CHECK_WALK_H

#include "check/check.h"
#include "check/rule.h"

/* Runs every enabled rule over `check->document` and shows the problems of its reader and table as findings. */
void walk_document(struct check *check);

/* Shows the problems of a document that no dialect recognises, or of its tree alone. */
void walk_problems(struct check *check, const struct problem *problems);

#endif
