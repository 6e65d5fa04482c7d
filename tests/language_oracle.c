/* The other half of language_oracle.py: reads lines "OUTER INNER SUBJECT…" in hexadecimal, each word after an `x`, and
   answers in JSON what is known of the two patterns and of each subject in INNER. */
#include "base/arena.h"
#include "base/language.h"
#include "base/pattern_ast.h"
#include "hex_words.h"

#include <inttypes.h>

static void print_hex(struct str text)
{
    putchar('"');
    for (size_t i = 0; i < text.len; i++)
        printf("%02x", (unsigned)(unsigned char)text.at[i]);
    putchar('"');
}

static void print_containment(struct arena *arena, const struct language *outer, const struct language *inner)
{
    struct str witness = {0};
    printf("\"contains\": %d, ", (int)language_contains(arena, outer, inner, LANGUAGE_STEPS));
    printf("\"differs\": %d, \"witness\": ",
           (int)language_witness(arena, language_subtract(arena, inner, outer), LANGUAGE_STEPS, &witness));
    print_hex(witness);
}

static void print_examples(struct arena *arena, const struct language *language)
{
    enum { COUNT = 5 };
    struct str examples[COUNT];
    enum language_answer answer;
    uint64_t count = 0;
    size_t found = language_examples(arena, language, LANGUAGE_STEPS, examples, COUNT, &answer);
    printf(", \"examples\": [");
    for (size_t i = 0; i < found; i++) {
        fputs(i ? ", " : "", stdout);
        print_hex(examples[i]);
    }
    printf("], \"complete\": %d, ", (int)answer);
    printf("\"finite\": %d, ", (int)language_is_finite(arena, language, LANGUAGE_STEPS, &count));
    printf("\"count\": %" PRIu64, count);
}

int main(void)
{
    struct arena arena;
    arena_init(&arena, NULL);
    struct str outer_text, inner_text, subject;
    for (int end = ' '; read_word(&arena, &end, &outer_text) && read_word(&arena, &end, &inner_text);
         end = ' ', arena_reset(&arena)) {
        const struct pattern_ast *outer = pattern_parse(&arena, outer_text), *inner = pattern_parse(&arena, inner_text);
        const struct pattern *pattern = pattern_compile(&arena, inner);
        const struct language *language = language_of_pattern(&arena, inner);
        printf("{\"status\": [%d, %d], ", (int)outer->status, (int)inner->status);
        print_containment(&arena, language_of_pattern(&arena, outer), language);
        print_examples(&arena, language);
        printf(", \"subjects\": \"");
        while (read_word(&arena, &end, &subject))
            printf("%d%d", (int)language_accepts(&arena, language, subject, LANGUAGE_STEPS),
                   (int)pattern_match(pattern, subject));
        puts("\"}");
    }
    arena_free(&arena);
    return 0;
}
