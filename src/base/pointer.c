#include "base/pointer.h"

bool pointer_is_valid(struct str text)
{
    if (text.len && text.at[0] != '/')
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] == '~' && (i + 1 == text.len || (text.at[i + 1] != '0' && text.at[i + 1] != '1')))
            return false;
    return true;
}

bool pointer_is_relative(struct str text)
{
    size_t digits = str_digits(text);
    if (!digits || (digits > 1 && text.at[0] == '0'))
        return false;
    struct str rest = str_slice(text, digits, text.len);
    return str_is(rest, "#") || pointer_is_valid(rest);
}

void pointer_add(struct buf *pointer, struct str token)
{
    buf_add_char(pointer, '/');
    for (size_t i = 0; i < token.len; i++)
        buf_add_c(pointer, token.at[i] == '~' ? "~0" : token.at[i] == '/' ? "~1" : (char[]){token.at[i], '\0'});
}
