/* How names are spelt: styles, the style that most of them have, and other spellings of one. Knows nothing of
 * contracts.
 */
#ifndef CHECK_NAME_H
#define CHECK_NAME_H

#include "check/settings.h"

/* The styles that a name fits, as bits 1 << enum name_style; 0 when it fits none. A name of one word such as `id` fits
   several. Underscores at both ends do not count, characters from U+0080 are letters without case. */
unsigned name_styles(struct str name);

/* Whether there are only letters, digits, `_` and `-`, and at least one of them. */
bool name_is_word(struct str name);

/* The same words in another style: `customerId` to `customer_id`; empty when nothing is left. In `arena`. */
struct str name_in_style(struct arena *arena, struct str name, enum name_style style);

/* "camelCase", "snake_case" ... */
const char *name_style_text(enum name_style style);

/* How many names fit which styles. Start with zeros. */
struct name_census {
    size_t counts[1u << NAME_STYLE_PATTERN];
    size_t total;
    unsigned mixed; /* styles that some name does not fit */
};

void name_census_add(struct name_census *census, struct str name);

/* Whether all names fit one style: then none is odd. */
bool name_census_is_uniform(const struct name_census *census);

/* The style that most names fit. */
enum name_style name_census_main(const struct name_census *census);

/* Whether a name is one of the few in another style: at least three, and three times as many as do not fit the main
   style, are spelt in that and in none of its own styles. */
bool name_census_is_odd(const struct name_census *census, enum name_style main_style, struct str name);

#endif
