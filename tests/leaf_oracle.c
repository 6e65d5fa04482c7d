/* Answers one goal per line ("number 3 >=5 !int", "string 1 /^a 2..5") with one line, for tests/leaf_oracle.py. */
#include "unit/leaf_text.h"

#include <stdio.h>

int main(void)
{
    enum { SIZE = 4096 };
    char line[SIZE];
    struct arena arena;
    arena_init(&arena, NULL);
    while (fgets(line, sizeof line, stdin)) {
        struct str text = str_trim(str_of(line)), subject = leaf_word(&text);
        size_t count = (size_t)leaf_count(leaf_word(&text));
        puts(str_is(subject, "number") ? leaf_answer_number(&arena, text, count)
                                       : leaf_answer_string(&arena, text, count));
        arena_reset(&arena);
    }
    arena_free(&arena);
    return 0;
}
