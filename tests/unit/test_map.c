#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct arena arena;

static void test_put_and_get(void **state)
{
    (void)state;
    struct map map;
    int one = 1, two = 2;
    map_init(&map, &arena);
    assert_null(map_get(&map, STR("a")));
    assert_null(map_put(&map, STR("a"), &one));
    assert_ptr_equal(map_put(&map, STR("a"), &two), &one);
    assert_ptr_equal(map_get(&map, STR("a")), &two);
    assert_ptr_equal(map_put_new(&map, STR("a"), &one), &two);
    assert_ptr_equal(map_get(&map, STR("a")), &two);
    assert_null(map_put_new(&map, STR(""), &one));
    assert_ptr_equal(map_get(&map, (struct str){NULL, 0}), &one);
    assert_null(map_put(&map, (struct str){"a\0b", 3}, &one));
    assert_null(map_get(&map, (struct str){"a\0c", 3}));
    assert_int_equal(map.count, 3);
}

static void test_objects_are_like_themselves_alone(void **state)
{
    (void)state;
    struct map map;
    static int objects[2000];
    map_init(&map, &arena);
    assert_null(map_get_object(&map, &objects[0]));
    for (int i = 0; i < 2000; i++)
        assert_null(map_put_new_object(&map, &objects[i], &objects[1999 - i]));
    for (int i = 0; i < 2000; i++)
        assert_ptr_equal(map_get_object(&map, &objects[i]), &objects[1999 - i]);
    assert_ptr_equal(map_put_new_object(&map, &objects[7], &objects[7]), &objects[1992]);
    assert_ptr_equal(map_put_object(&map, &objects[7], &objects[7]), &objects[1992]);
    assert_ptr_equal(map_get_object(&map, &objects[7]), &objects[7]);
    assert_null(map_put_object(&map, &map, &map));
    assert_ptr_equal(map_get_object(&map, &map), &map);
    assert_int_equal(map.count, 2001);
}

static void test_many(void **state)
{
    (void)state;
    enum { COUNT = 100000 };
    static int values[COUNT];
    struct map map;
    map_init(&map, &arena);
    for (int i = 0; i < COUNT; i++)
        assert_null(map_put(&map, str_of(text_print(&arena, "key-%d", i)), &values[i]));
    for (int i = 0; i < COUNT; i++)
        assert_ptr_equal(map_get(&map, str_of(text_print(&arena, "key-%d", i))), &values[i]);
    assert_null(map_get(&map, STR("key-100000")));
    assert_int_equal(map.count, COUNT);
}

static void test_reserved_room_is_enough_and_not_wasted(void **state)
{
    (void)state;
    static const size_t counts[] = {1, 12, 13, 1000, 100000}; /* 12 fill the first capacity */
    static int value;
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        struct map map;
        map_init(&map, &arena);
        map_put(&map, STR("before"), &value);
        map_reserve(&map, counts[i]);
        size_t capacity = map.capacity;
        assert_true(capacity / 4 * 3 >= counts[i]);
        assert_true(capacity <= 16 || capacity / 8 * 3 < counts[i]);
        for (size_t key = 1; key < counts[i]; key++)
            assert_null(map_put(&map, str_of(text_print(&arena, "key-%zu", key)), &value));
        assert_int_equal(map.capacity, capacity);
        assert_ptr_equal(map_get(&map, STR("before")), &value);
        map_reserve(&map, 1);
        assert_int_equal(map.capacity, capacity);
    }
}

static void test_seeds_differ(void **state)
{
    (void)state;
    struct map a, b;
    int value;
    map_init(&a, &arena);
    map_init(&b, &arena);
    map_put(&a, STR("x"), &value);
    map_put(&b, STR("x"), &value);
    assert_memory_not_equal(a.seed, b.seed, sizeof a.seed);
}

static int teardown(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

int main(void)
{
    arena_init(&arena, NULL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_put_and_get),  cmocka_unit_test(test_objects_are_like_themselves_alone),
        cmocka_unit_test(test_many),         cmocka_unit_test(test_reserved_room_is_enough_and_not_wasted),
        cmocka_unit_test(test_seeds_differ),
    };
    return cmocka_run_group_tests(tests, NULL, teardown);
}
