/* The other half of pattern_oracle.mjs: reads lines "PATTERN SUBJECT…" in hexadecimal, each word after an `x`, and
   answers "STATUS RESULT…" as digits of enum pattern_status and enum pattern_result. */
#include "base/arena.h"
#include "base/pattern_ast.h"
#include "hex_words.h"

int main(void)
{
    struct arena arena;
    arena_init(&arena, NULL);
    struct str text, subject;
    for (int end = ' '; read_word(&arena, &end, &text); end = ' ', arena_reset(&arena)) {
        const struct pattern_ast *ast = pattern_parse(&arena, text);
        const struct pattern *pattern = pattern_compile(&arena, ast);
        putchar('0' + (int)ast->status);
        while (read_word(&arena, &end, &subject))
            putchar('0' + (int)pattern_match(pattern, subject));
        putchar('\n');
    }
    arena_free(&arena);
    return 0;
}
