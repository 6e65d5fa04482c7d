#include "base/error.h"

#include "base/banned.h"

#include <stdarg.h>

bool error_set(struct error *err, const char *format, ...)
{
    if (err->is_set)
        return false;
    err->is_set = true;
    va_list args;
    va_start(args, format);
    vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    for (char *c = err->text; *c; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7F)
            *c = '?';
    return false;
}
