/* SHA-256 (FIPS 180-4), for names that stay the same from run to run. No secret passes through here. */
#ifndef BASE_SHA256_H
#define BASE_SHA256_H

#include "base/str.h"

#include <stdint.h>

enum { SHA256_SIZE = 32 };

/* The digest of `message`. */
void sha256(struct str message, uint8_t digest[SHA256_SIZE]);

#endif
