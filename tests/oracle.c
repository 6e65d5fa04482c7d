/* Answers one question per line ("add 1.5 2") with one line, for tests/oracle.py to compare with Python's answers. */
#include "base/arena.h"
#include "base/datetime.h"
#include "base/distance.h"
#include "base/duration.h"
#include "base/schedule.h"
#include "base/utf8.h"
#include "base/width.h"

static struct number read_number(struct arena *arena, const char *text)
{
    struct number number = {{NULL, 0}, 0, false};
    if (!number_parse_yaml(arena, str_of(text), &number))
        printf("no number: ");
    return number;
}

static void print_number(struct arena *arena, struct number number)
{
    printf("%.*s\n", STR_ARG(number_print(arena, number)));
}

static void print_sign(int order)
{
    printf("%d\n", (order > 0) - (order < 0));
}

static void answer_number(struct arena *arena, const char *question, struct number a, struct number b)
{
    struct number result = a;
    if (strcmp(question, "add") == 0 && number_add(arena, a, b, &result))
        print_number(arena, result);
    else if (strcmp(question, "subtract") == 0 && number_subtract(arena, a, b, &result))
        print_number(arena, result);
    else if (strcmp(question, "multiply") == 0 && number_multiply(arena, a, b, &result))
        print_number(arena, result);
    else if (strcmp(question, "floor-multiple") == 0 && number_floor_multiple(arena, a, b, &result))
        print_number(arena, result);
    else if (strcmp(question, "ceil-multiple") == 0 && number_ceiling_multiple(arena, a, b, &result))
        print_number(arena, result);
    else if (strcmp(question, "common-multiple") == 0 && number_common_multiple(arena, a, b, &result))
        print_number(arena, result);
    else if (strcmp(question, "times") == 0)
        print_number(arena, number_times(arena, a, 86400));
    else if (strcmp(question, "print") == 0)
        print_number(arena, a);
    else if (strcmp(question, "compare") == 0)
        print_sign(number_compare(a, b));
    else if (strcmp(question, "integer") == 0)
        print_sign(number_is_integer(a));
    else if (strcmp(question, "multiple") == 0)
        printf("%d\n", (int)number_is_multiple_of(a, b));
    else
        printf("no answer\n");
}

/* Prints the shortest or longest interval; `text` has `~` for blanks. */
static void answer_schedule(struct arena *arena, const char *text, bool is_longest)
{
    struct schedule schedule;
    struct cron_error err;
    char *copy = str_c(arena, str_of(text));
    for (char *c = copy; *c; c++)
        if (*c == '~')
            *c = ' ';
    if (!schedule_parse(arena, str_of(copy), &schedule, &err) || !schedule.has_interval)
        printf("no interval\n");
    else
        printf("%lld\n", (long long)(is_longest ? schedule.longest : schedule.shortest));
}

static void answer(struct arena *arena, const char *question, const char *a, const char *b)
{
    struct date date;
    struct instant first, second;
    struct duration duration;
    uint32_t character;
    if (strcmp(question, "days") == 0)
        printf("%lld\n", datetime_parse_date(str_of(a), &date) ? (long long)datetime_days(date) : 0);
    else if (strcmp(question, "instants") == 0 && datetime_parse(str_of(a), &first) &&
             datetime_parse(str_of(b), &second))
        print_sign(datetime_compare(first, second));
    else if (strcmp(question, "duration") == 0 && !duration_parse(arena, str_of(a), &duration, NULL))
        print_number(arena, duration_seconds(arena, duration));
    else if (strcmp(question, "distance") == 0)
        printf("%zu\n", distance_osa(str_of(a), str_of(b), 3));
    else if (strcmp(question, "width") == 0 && utf8_decode(str_of(a), &character))
        printf("%u\n", width_of(character));
    else if (strcmp(question, "shortest") == 0 || strcmp(question, "longest") == 0)
        answer_schedule(arena, a, question[0] == 'l');
    else
        answer_number(arena, question, read_number(arena, a), read_number(arena, b));
}

int main(void)
{
    struct arena arena;
    static char line[65536], question[16], a[32768], b[32768];
    arena_init(&arena, NULL);
    while (fgets(line, sizeof line, stdin)) {
        if (sscanf(line, "%15s %32767s %32767s", question, a, b) == 3)
            answer(&arena, question, a, b);
        arena_reset(&arena);
    }
    arena_free(&arena);
    return 0;
}
