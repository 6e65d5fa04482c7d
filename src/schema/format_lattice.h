/* How formats relate as sets of strings: which is part of which, which have nothing in common, what a pattern can say
   of them, and usual values. About the formats as format_accepts takes them; of those that are not checked it knows the
   names only. */
#ifndef SCHEMA_FORMAT_LATTICE_H
#define SCHEMA_FORMAT_LATTICE_H

#include "schema/format.h"

/* Whether format_accepts can refuse a string. */
bool format_is_checked(const struct format *format);

/* Whether every string of `inner` is of `outer`; false is no proof of the contrary where one is not checked. */
bool format_is_within(const struct format *inner, const struct format *outer);

/* Whether no string is of both; false is no proof of the contrary where one is not checked. */
bool format_is_disjoint(const struct format *a, const struct format *b);

/* An ECMA-262 pattern that all strings of a checked format match; `*is_exact`: and, within its shortest and longest
   lengths, no others. NULL where there is none. */
const char *format_pattern(const struct format *format, bool *is_exact);

/* Usual values, NULL-terminated, the most usual first; empty where nothing is known about the format. */
const char *const *format_samples(const struct format *format);

#endif
