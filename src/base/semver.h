/* Semantic Versioning 2.0.0 (semver.org): grammar and precedence. Knows nothing of what a version is for. */
#ifndef BASE_SEMVER_H
#define BASE_SEMVER_H

#include "base/str.h"

/* The parts of a version, all slices of its text; numbers may have any length and are told apart by semver_compare. */
struct semver {
    struct str major, minor, patch;
    struct str prerelease, build; /* without - and +; empty when there is none */
};

/* Reads "1.2.3-rc.1+build.5". False for anything else (no leading zeros, no `v`, three numbers). Linear. */
bool semver_parse(struct str text, struct semver *version);

/* <0, 0, >0 by precedence (section 11); build metadata does not count. */
int semver_compare(struct semver a, struct semver b);

/* Compares two numbers of versions: "9" comes before "10". */
int semver_compare_numbers(struct str a, struct str b);

/* The version that "v1.2.3", "1.2", "1" or "01.2.3" means: 1.2.3, 1.2.0, 1.0.0, 1.2.3, in `arena`. False when it is not
   clear and when it is a version already. */
bool semver_suggest(struct arena *arena, struct str text, struct str *suggestion);

#endif
