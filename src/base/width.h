/* How many terminal columns a character takes. */
#ifndef BASE_WIDTH_H
#define BASE_WIDTH_H

#include <stdint.h>

/* 0 for combining characters (categories Mn and Me, and Hangul medials and finals), 2 for East Asian wide and fullwidth
   ones (UAX #11), else 1. Says nothing sensible about control characters, which nobody should print. */
unsigned width_of(uint32_t code_point);

#endif
