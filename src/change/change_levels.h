/* Words that stand in an order: classifications. Used inside change/ only. */
#ifndef CHANGE_CHANGE_LEVELS_H
#define CHANGE_CHANGE_LEVELS_H

#include "change/change.h"

enum level_step { LEVEL_STEP_NONE, LEVEL_STEP_UP, LEVEL_STEP_DOWN, LEVEL_STEP_UNKNOWN };

/* How a classification has moved in the configured order. Unknown when a word is not in it. */
enum level_step classification_step(const struct changes *changes, struct str old, struct str new);

#endif
