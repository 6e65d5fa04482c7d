#include "base/width.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void knows_narrow_wide_and_combining(void **state)
{
    (void)state;
    static const struct {
        uint32_t code_point;
        unsigned width;
    } cases[] = {
        {'a', 1},    {0xE9, 1},   {0x300, 0},  {0x36F, 0},  {0x370, 1},   {0x10FF, 1},  {0x1100, 2},   {0x1160, 0},
        {0x20DD, 0}, {0x3000, 2}, {0x6F22, 2}, {0xAC00, 2}, {0xFF21, 2},  {0xFF61, 1},  {0xFE0F, 0},   {0x1F600, 2},
        {0x2160, 1}, {0x2764, 1}, {0xFFFD, 1}, {0xE000, 1}, {0x20000, 2}, {0xE0100, 0}, {0x10FFFF, 1}, {0x2FFFD, 2},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (width_of(cases[i].code_point) != cases[i].width)
            fail_msg("U+%04X: %u", (unsigned)cases[i].code_point, width_of(cases[i].code_point));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(knows_narrow_wide_and_combining)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
