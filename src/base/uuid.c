#include "base/uuid.h"

bool uuid_is_valid(struct str text)
{
    static const char shape[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    if (text.len != sizeof shape - 1)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        bool is_right = shape[i] == '-' ? text.at[i] == '-' : char_is_hex(text.at[i]);
        if (!is_right)
            return false;
    }
    return true;
}
