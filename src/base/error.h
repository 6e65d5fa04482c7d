/* What is wrong with the world (a file, the configuration, git); a wrong contract is a finding, not an error. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdbool.h>

/* One line of text; the first error stays. Start with `struct error err = {0}`. */
struct error {
    bool is_set;
    char text[1024];
};

/* Sets the text unless one is set; control bytes in it are escaped. Always returns false, so that callers can return
 * it. */
bool error_set(struct error *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
