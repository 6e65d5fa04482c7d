#include "base/width.h"

#include "base/width_table.h"

#include <stdbool.h>
#include <stddef.h>

static bool is_in(const struct width_range *ranges, size_t count, uint32_t code_point)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (code_point > ranges[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && code_point >= ranges[low].first;
}

unsigned width_of(uint32_t code_point)
{
    if (code_point < width_none[0].first)
        return 1;
    if (is_in(width_none, sizeof width_none / sizeof *width_none, code_point))
        return 0;
    return is_in(width_double, sizeof width_double / sizeof *width_double, code_point) ? 2 : 1;
}
