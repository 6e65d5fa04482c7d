#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "check/fix.h"

/* Replaces every occurrence of a word. */
static void replace(struct check *check, const struct document *document, const char *from, const char *to)
{
    struct str text = document->source->text;
    for (size_t at = 0, end; at < text.len; at = end) {
        at += str_find(str_slice(text, at, text.len), str_of(from));
        end = at + strlen(from);
        if (at >= text.len)
            return;
        struct span span = {(uint32_t)at, (uint32_t)end};
        struct finding *finding = finding_at_span(check, span, "%s", from);
        finding_fix_span(check, finding, span, str_of(to), "replace it");
        if (*from == 'u')
            finding_fix_is_unsafe(finding);
    }
}

static void chain(struct check *check, const struct document *document)
{
    replace(check, document, "c1", "c2");
    replace(check, document, "c2", "c3");
}

static void loop(struct check *check, const struct document *document)
{
    replace(check, document, "l1", "l2");
    replace(check, document, "l2", "l1");
}

static void unsafe(struct check *check, const struct document *document)
{
    replace(check, document, "u1", "u2");
}

static void broken(struct check *check, const struct document *document)
{
    replace(check, document, "b1", "[");
}

/* Two fixes of two edits each; each has one that the other's precedes. */
static void crossing(struct check *check, const struct document *document)
{
    struct str text = document->source->text;
    size_t at = str_find(text, STR("(1234)"));
    if (at == text.len)
        return;
    for (uint32_t i = 0; i < 2; i++) {
        struct span first = {(uint32_t)at + 1 + i, (uint32_t)at + 3}, second = {(uint32_t)at + 3, (uint32_t)at + 5};
        struct finding *finding = finding_at_span(check, first, "crossing");
        finding_fix_span(check, finding, i ? second : (struct span){second.start + 1, second.end}, STR("x"), "x");
        finding_fix_span(check, finding, first, STR("y"), "y");
    }
}

static const struct rule rules_by_id[] = {
    {.id = "test-broken", .severity = SEVERITY_INFO, .summary = "word", .on_document = broken},
    {.id = "test-chain", .severity = SEVERITY_INFO, .summary = "word", .on_document = chain},
    {.id = "test-crossing", .severity = SEVERITY_INFO, .summary = "word", .on_document = crossing},
    {.id = "test-loop", .severity = SEVERITY_INFO, .summary = "word", .on_document = loop},
    {.id = "test-unsafe", .severity = SEVERITY_INFO, .summary = "word", .on_document = unsafe},
};

static const struct rule *const pointers[] = {&rules_by_id[0], &rules_by_id[1], &rules_by_id[2], &rules_by_id[3],
                                              &rules_by_id[4]};
static const struct rule_set rules = {pointers, 5};

static const struct fixed *fix(struct arena *arena, struct str bytes, bool is_unsafe)
{
    struct lint_request request = {
        .rules = &rules, .settings = settings_default(arena, &rules), .name = STR("x.yaml"), .bytes = bytes};
    return fix_apply(arena, &request, is_unsafe);
}

/* Like STR, as an initialiser. */
#define TEXT(literal)                                                                                                  \
    {                                                                                                                  \
        (literal), sizeof(literal) - 1                                                                                 \
    }
#define HEAD "dataProduct:\n  name: "

static const struct {
    struct str before;
    bool is_unsafe;
    struct str after; /* empty: left alone */
    size_t fixes, left;
    const char *refusal;
    bool is_broken;
} cases[] = {
    {TEXT(HEAD "a\n"), false, TEXT(""), 0, 0, NULL, false},
    {TEXT(HEAD "c1 # c2\r\n"), false, TEXT(HEAD "c3 # c3\r\n"), 3, 0, NULL, false},
    {TEXT("\xEF\xBB\xBF" HEAD "c1"), false, TEXT("\xEF\xBB\xBF" HEAD "c3"), 2, 0, NULL, false},
    {TEXT(HEAD "u1\n"), false, TEXT(""), 0, 1, NULL, false},
    {TEXT(HEAD "u1\n"), true, TEXT(HEAD "u2\n"), 1, 0, NULL, false},
    {TEXT(HEAD "l1\n"), false, TEXT(HEAD "l1\n"), 10, 1, NULL, false},
    {TEXT(HEAD "(1234)\n"), false, TEXT(HEAD "(y3x)\n"), 1, 0, NULL, false},
    {TEXT(HEAD "c1\n  id: b1\n"), false, TEXT(""), 0, 2, "its fixes would break it", true},
    {TEXT(HEAD "c1\n  id: [\n"), false, TEXT(""), 0, 1, "it cannot be read to its end", false},
    {TEXT("\xFF\xFE"
          "d\0a\0t\0a\0P\0r\0o\0d\0u\0c\0t\0:\0 \0{\0n\0:\0c\0"
          "1\0}\0"),
     false, TEXT(""), 0, 1, "it is UTF-16, and only UTF-8 is fixed", false},
};

static void fixes_until_nothing_is_left(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena;
        arena_init(&arena, NULL);
        const struct fixed *fixed = fix(&arena, cases[i].before, cases[i].is_unsafe);
        struct str wanted = cases[i].after.len ? cases[i].after : cases[i].before;
        assert_int_equal(fixed->bytes.len, wanted.len);
        assert_memory_equal(fixed->bytes.at, wanted.at, wanted.len);
        assert_int_equal(fixed->fixes, cases[i].fixes);
        assert_int_equal(fixed->after->findings.count, cases[i].left);
        assert_int_equal(fixed->is_broken, cases[i].is_broken);
        if (cases[i].refusal)
            assert_string_equal(fixed->refusal, cases[i].refusal);
        else
            assert_null(fixed->refusal);
        struct str text = edit_apply(&arena, fixed->before->source->text, fixed->edits, fixed->edit_count, NULL);
        assert_true(fixed->before->source->is_transcoded || str_ends(wanted, str_c(&arena, text)));
        arena_free(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(fixes_until_nothing_is_left)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
