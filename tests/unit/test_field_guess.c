#include "base/arena.h"
#include "base/buf.h"
#include "check/field_guess.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void out_of_memory(void)
{
    fail_msg("out of memory");
}

static void add_field(struct arena *arena, struct dataset *dataset, const char *name, enum field_role role)
{
    struct field *field = arena_new(arena, struct field);
    struct field_entry *entry = arena_new(arena, struct field_entry);
    *field = (struct field){.role = role, .name = {.value = str_of(name)}, .extra = &field_extra_none};
    entry->field = field;
    if (dataset->fields.last)
        ((struct field_entry *)dataset->fields.last)->at.next = entry;
    else
        dataset->fields.first = entry;
    dataset->fields.last = entry;
}

static void test_nearest(void **state)
{
    (void)state;
    struct arena arena;
    struct dataset dataset = {.are_names_known = true};
    arena_init(&arena, out_of_memory);
    add_field(&arena, &dataset, "customer", FIELD_DEFINITION);
    add_field(&arena, &dataset, "customerId", FIELD_PROPERTY);
    add_field(&arena, &dataset, "segment", FIELD_PROPERTY);
    struct field_guess guess = {.dataset = &dataset};
    assert_true(str_is(field_guess_nearest(&guess, STR("customer_id")), "customerId"));
    assert_true(str_is(field_guess_nearest(&guess, STR("segmnt")), "segment"));
    assert_int_equal(field_guess_nearest(&guess, STR("zzz")).len, 0);
    assert_int_equal(guess.compared, 6);
    arena_free(&arena);
}

static void test_work_is_bounded(void **state)
{
    (void)state;
    struct arena arena;
    struct dataset dataset = {.are_names_known = true};
    arena_init(&arena, out_of_memory);
    for (unsigned i = 0; i < 1000; i++)
        add_field(&arena, &dataset, text_print(&arena, "column%u", i), FIELD_PROPERTY);
    struct field_guess guess = {.dataset = &dataset};
    for (unsigned i = 0; i < 100; i++)
        assert_true(str_is(field_guess_nearest(&guess, STR("colunm7")), "column7"));
    assert_int_equal(field_guess_nearest(&guess, STR("colunm7")).len, 0);
    assert_int_equal(guess.compared, 100000);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nearest),
        cmocka_unit_test(test_work_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
