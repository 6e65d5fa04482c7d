#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "check/listing.h"
#include "check/rule.h"

enum { MOST = 1000, MEMORY = 100 << 20, SLACK = 200 /* for what the arena leaves unused */ };

static const struct rule first = {.id = "a-first"}, second = {.id = "b-second"};
static const struct rule *const rules[] = {&first, &second};
static const struct rule_set set = {rules, 2};
static const struct rule_plan plan = {.rules = &set};
static const struct settings settings = {.plan = &plan};

static struct arena arena;
static struct listing listing;
static struct findings findings;
static struct check check;

static int set_up(void **state)
{
    (void)state;
    arena_init(&arena, NULL);
    findings = (struct findings){.first = NULL};
    check = (struct check){
        .arena = &arena, .kept = &arena, .settings = &settings, .findings = &findings, .listing = &listing};
    check.rule = &first;
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(&arena);
    return 0;
}

static void start(size_t memory, size_t most)
{
    listing_init(&listing, &arena, memory, set.count, most);
}

/* How many findings of a rule are listed out of so many. */
static size_t listed(const struct rule *rule, size_t count)
{
    size_t taken = 0;
    check.rule = rule;
    for (size_t i = 0; i < count; i++)
        taken += listing_takes(&check);
    return taken;
}

static void lists_the_first_of_each_rule(void **state)
{
    (void)state;
    start(MEMORY, MOST);
    assert_int_equal(listed(&first, MOST + 5), MOST);
    assert_true(listing.is_full);
    assert_int_equal(listed(&second, 3), 3);
    assert_false(listing.is_full);
    assert_int_equal(listed(&first, 1), 0);
}

static void lists_all_without_a_bound(void **state)
{
    (void)state;
    start(MEMORY, 0);
    assert_int_equal(listed(&first, 2 * MOST), 2 * MOST);
    check.listing = NULL;
    assert_int_equal(listed(&first, 2 * MOST), 2 * MOST);
}

static void lists_fewer_once_findings_take_much(void **state)
{
    (void)state;
    start(MEMORY, MOST);
    arena_alloc_raw(&arena, MOST * (LISTING_BYTES - SLACK));
    assert_int_equal(listed(&first, MOST), MOST);
    arena_alloc_raw(&arena, MOST * SLACK * 2);
    assert_int_equal(listed(&second, MOST), LISTING_LEAST);
}

static void what_is_no_finding_does_not_count_as_such(void **state)
{
    (void)state;
    start(MEMORY, MOST);
    arena_alloc_raw(&arena, MOST * LISTING_BYTES * 2);
    listing.others = arena_size(&arena);
    assert_int_equal(listed(&first, MOST + 1), MOST);
}

static void lists_fewer_sooner_in_a_full_arena(void **state)
{
    (void)state;
    start(MOST * LISTING_BYTES_FULL, MOST);
    arena_alloc_raw(&arena, MOST * (LISTING_BYTES_FULL + 2));
    assert_int_equal(listed(&first, MOST), LISTING_LEAST);
}

/* Makes `one` a finding of the rule at hand, as check.c does. */
static void find_one(struct finding finding)
{
    assert_false(listing_takes(&check));
    listing.one = finding;
    listing.one.rule = check.rule;
}

static void counts_the_others(void **state)
{
    (void)state;
    struct fix safe = {.message = "safe"}, unsafe = {.message = "unsafe", .is_unsafe = true};
    start(MEMORY, 1);
    assert_int_equal(listed(&second, 1), 1);
    find_one((struct finding){.severity = SEVERITY_ERROR, .fix = &safe});
    find_one((struct finding){.severity = SEVERITY_ERROR, .fix = &unsafe});
    find_one((struct finding){.severity = SEVERITY_INFO});
    find_one((struct finding){.severity = SEVERITY_ERROR, .is_reused = true}); /* told where it is defined */
    assert_int_equal(findings.unlisted[1].by_severity[SEVERITY_INFO], 1);
    listing_settle(&check);
    listing_settle(&check);
    assert_int_equal(findings.unlisted[1].by_severity[SEVERITY_ERROR], 2);
    assert_int_equal(findings.unlisted[1].by_severity[SEVERITY_WARNING], 0);
    assert_int_equal(findings.unlisted[1].by_severity[SEVERITY_INFO], 1);
    assert_int_equal(findings.unlisted[1].fixable, 1);
    assert_int_equal(findings.unlisted[0].by_severity[SEVERITY_ERROR], 0);
    assert_int_equal(findings.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(lists_the_first_of_each_rule, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lists_all_without_a_bound, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lists_fewer_once_findings_take_much, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_no_finding_does_not_count_as_such, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lists_fewer_sooner_in_a_full_arena, set_up, tear_down),
        cmocka_unit_test_setup_teardown(counts_the_others, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
