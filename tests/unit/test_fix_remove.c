#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "check/fix_remove.h"
#include "check/rule.h"
#include "tree_text.h"
#include "yaml/edit.h"

static const struct rule rule = {.id = "test-rule", .summary = "summary"};

/* The text after removing item `index` of the list at the key `l`. */
static const char *removed(struct arena *arena, const char *yaml, unsigned index)
{
    struct source source;
    const struct tree *tree = read_text(arena, &source, "x.yaml", str_of(yaml), &limits_default);
    const struct node *list = node_find(tree->root, "l"), *item = node_children(list), *previous = NULL;
    for (; index > 0; index--) {
        previous = item;
        item = item->next;
    }
    struct places places;
    places_init(&places, arena);
    struct findings findings = {.count = 0};
    const struct document document = {.source = &source, .tree = tree};
    struct check check = {
        .arena = arena, .kept = arena, .document = &document, .rule = &rule, .places = &places, .findings = &findings};
    struct finding *finding = finding_at(&check, item, "facts");
    fix_remove_item(&check, finding, item, previous, "remove it");
    assert_string_equal(finding->help, "remove it");
    if (!finding->fix)
        return "no fix";
    struct edit edits[4];
    size_t count = 0;
    for (const struct fix_edit *edit = finding->fix->edits; edit; edit = edit->next)
        edits[count++] = (struct edit){edit->span, edit->text};
    bool is_applied[4];
    const char *text = str_c(arena, edit_apply(arena, source.text, edits, count, is_applied));
    for (size_t i = 0; i < count; i++)
        assert_true(is_applied[i]);
    return text;
}

static const struct {
    const char *before;
    unsigned index;
    const char *after;
} cases[] = {
    /* flow, on one line */
    {"l: [a, b, a]\n", 2, "l: [a, b]\n"},
    {"l: [a, b, c]\n", 1, "l: [a, c]\n"},
    {"l: [a, b, c]\n", 0, "l: [b, c]\n"},
    {"l: [a]\n", 0, "l: []\n"},
    {"l: [ a , b , c ] # note\n", 1, "l: [ a , c ] # note\n"},
    {"l: [a, 'b, c', d,]\n", 1, "l: [a, d,]\n"},
    {"l: [a, b,]\n", 1, "l: [a,]\n"},
    {"{\"l\": [\"a\", \"a\"], \"k\": 1}", 1, "{\"l\": [\"a\"], \"k\": 1}"},
    {"k: &k a\nl: [b, *k]\n", 1, "k: &k a\nl: [b]\n"},
    /* flow, over lines */
    {"l: [\n  a,\n  b,\n  c\n]\n", 1, "l: [\n  a,\n  c\n]\n"},
    {"l: [\n  a,\n  b,\n  c\n]\n", 0, "l: [\n  b,\n  c\n]\n"},
    {"l: [\n  a,\n  b\n]\n", 1, "l: [\n  a\n]\n"},
    {"l: [\n  a,\n  b, # of b\n  c\n]\n", 1, "l: [\n  a,\n  c\n]\n"},
    {"l: [\n  a, # of a\n  b,\n  c\n]\n", 1, "l: [\n  a, # of a\n  c\n]\n"},
    {"l: [\n  a, # of a\n  b, # of b\n  c\n]\n", 1, "l: [\n  a, # of a\n  c\n]\n"},
    {"l: [\n  a, # of a\n  b # of b\n]\n", 1, "l: [\n  a # of a\n]\n"},
    {"l: [a, # of a\n    b, c]\n", 1, "l: [a, # of a\n    c]\n"},
    {"l: [\r\n  a,\r\n  b,\r\n  c\r\n]\r\n", 0, "l: [\r\n  b,\r\n  c\r\n]\r\n"},
    /* block */
    {"l:\n  - a\n  - b\n  - c\n", 0, "l:\n  - b\n  - c\n"},
    {"l:\n  - a\n  - b # of b\n  - c\n", 1, "l:\n  - a\n  - c\n"},
    {"l:\n- a\n- b", 1, "l:\n- a\n"},
    {"l:\n  - a\n  # above b\n  - b\n", 1, "l:\n  - a\n  # above b\n"},
    {"l:\n  - a\n  - |\n    b\n    c\n  - d\n", 1, "l:\n  - a\n  - d\n"},
    {"l:\n  - a\n  - b\n    c\n  - d\n", 1, "l:\n  - a\n  - d\n"},
    {"l:\n  - a\n  -\n    b\n  - c\n", 1, "l:\n  - a\n  - c\n"},
    {"l:\r\n  - a\r\n  - b\r\n", 1, "l:\r\n  - a\r\n"},
    {"l:\r  - a\r  - b\r", 0, "l:\r  - b\r"},
    /* not clear */
    {"l:\n  - a\n", 0, "no fix"},
    {"l: [a, &x b]\n", 1, "no fix"},
    {"l: [a, [b]]\n", 1, "no fix"},
    {"l:\n  - a\n  - # note\n    b\n", 1, "no fix"},
};

static void items_are_removed(void **state)
{
    struct arena arena;
    (void)state;
    arena_init(&arena, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(removed(&arena, cases[i].before, cases[i].index), cases[i].after);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(items_are_removed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
