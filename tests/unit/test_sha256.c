#include "base/arena.h"
#include "base/buf.h"
#include "base/sha256.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* The first three are NIST's examples (FIPS 180-2, appendix B; the empty message of the CAVP), the others lie where the
   padding needs one block or two. */
static void computes_digests(void **state)
{
    (void)state;
    static const struct {
        const char *byte;
        size_t count;
        const char *digest;
    } rows[] = {
        {"", 0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"a", 1000000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {"a", 55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"},
        {"a", 56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"},
        {"a", 63, "7d3e74a05d7db15bce4ad9ec0658ea98e3f06eeecf16b4c6fff2da457ddc2f34"},
        {"a", 64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"},
    };
    struct arena arena;
    arena_init(&arena, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf message = {.arena = &arena}, text = {.arena = &arena};
        uint8_t digest[SHA256_SIZE];
        for (size_t n = 0; n < rows[i].count; n++)
            buf_add_c(&message, rows[i].byte);
        sha256(buf_str(&message), digest);
        for (size_t n = 0; n < SHA256_SIZE; n++)
            buf_print(&text, "%02x", digest[n]);
        assert_string_equal(buf_c(&text), rows[i].digest);
    }
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(computes_digests)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
