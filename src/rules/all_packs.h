/* The table of the shipped packs, made by the build from the files under rules/. */
#ifndef RULES_ALL_PACKS_H
#define RULES_ALL_PACKS_H

#include "check/pack.h"

extern const struct pack all_packs[];

#endif
