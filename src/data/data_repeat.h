/* Finds the values of keys that were there before. Used inside data/ only. */
#ifndef DATA_DATA_REPEAT_H
#define DATA_DATA_REPEAT_H

#include "data/data.h"

/* Remembers the values of all keys in a piece, in the order of the input, and adds a finding for each that is repeated.
   To be called for one piece after the other. */
void data_repeat_check(struct data_measures *measures, const struct data_file *file, struct data_piece *piece);

#endif
