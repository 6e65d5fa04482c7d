#include "base/arena.h"
#include "base/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* Of the bytes 00 01 02 … under the key 00 … 0f, as the authors of SipHash test theirs. The values are those of a
   second implementation, in Python, which gives the authors' values for 2-4. */
static void is_siphash(void **state)
{
    (void)state;
    static const uint64_t seed[] = {UINT64_C(0x0706050403020100), UINT64_C(0x0f0e0d0c0b0a0908)};
    static const struct {
        size_t len;
        uint64_t narrow, wide[2];
    } rows[] = {
        {0, UINT64_C(0xabac0158050fc4dc), {UINT64_C(0xbea58827b2bc7ee7), UINT64_C(0x13030dd6adb62fd)}},
        {1, UINT64_C(0xc9f49bf37d57ca93), {UINT64_C(0xa8edd36004376ffc), UINT64_C(0x63f02f2bcc73055e)}},
        {7, UINT64_C(0xd3927d989bb11140), {UINT64_C(0xc3e0aaf223b98410), UINT64_C(0x77ab4808c82e2fa6)}},
        {8, UINT64_C(0x369095118d299a8e), {UINT64_C(0xb4dae3d5e1fe12aa), UINT64_C(0x99c7f935ab164f72)}},
        {15, UINT64_C(0xd320d86d2a519956), {UINT64_C(0x6c52bdb205557ec1), UINT64_C(0x9017e1eeccd2129)}},
        {63, UINT64_C(0x9d199062b7bbb3a8), {UINT64_C(0x6f42fe4ee300584c), UINT64_C(0xad6052a70a6b9f07)}},
    };
    char bytes[63];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)i;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct str key = {bytes, rows[i].len};
        const struct hash_wide wide = hash_bytes_wide(seed, key);
        assert_int_equal(hash_bytes(seed, key), rows[i].narrow);
        assert_int_equal(wide.words[0], rows[i].wide[0]);
        assert_int_equal(wide.words[1], rows[i].wide[1]);
    }
}

static void an_arena_keeps_its_seed(void **state)
{
    (void)state;
    struct arena one, two;
    arena_init(&one, NULL);
    arena_init(&two, NULL);
    const struct hash_wide before = hash_bytes_wide(hash_seed(&one), STR("a"));
    assert_int_equal(hash_bytes_wide(hash_seed(&one), STR("a")).words[0], before.words[0]);
    assert_int_not_equal(hash_bytes_wide(hash_seed(&two), STR("a")).words[0], before.words[0]);
    arena_free(&one);
    arena_free(&two);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_siphash),
        cmocka_unit_test(an_arena_keeps_its_seed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
