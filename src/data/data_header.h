/* The first row of CSV: which column is which field, and what is wrong with one as a whole. Used inside data/ only. */
#ifndef DATA_DATA_HEADER_H
#define DATA_DATA_HEADER_H

#include "data/data_piece.h"

/* Reads the columns of a file from its first piece, which it begins: finds what is wrong with them, sets the file's
   columns, in `arena`, and where the rows begin. False when they cannot be read, and nobody knows what the rows hold.
 */
bool data_header_read(struct arena *arena, struct data_file *file, struct data_piece *piece, size_t *first_row);

#endif
