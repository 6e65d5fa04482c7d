/* Any contract: what is fixed is whole YAML, stays fixed, differs from the old text only where the edits say, and its
   diff shows no terminal or CI runner anything to act on. */
#include "base/utf8.h"
#include "check/diff.h"
#include "check/fix.h"
#include "rules/all_rules.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void require(bool is_true, const char *what, struct str text)
{
    if (is_true)
        return;
    fprintf(stderr, "broken: %s\n%.*s\n", what, STR_ARG(text));
    abort();
}

static void check_diff(struct str diff)
{
    size_t size;
    for (size_t at = 0; at < diff.len; at += size) {
        uint32_t c = 0;
        struct str rest = str_slice(diff, at, diff.len);
        size = utf8_decode(rest, &c);
        bool is_kept = c == '\n' || c == '\t' || str_starts(rest, "\r\n");
        require(size && (is_kept || !utf8_is_unsafe(c)), "an unsafe character", diff);
    }
}

static void check_fixed(struct arena *arena, const struct lint_request *request, const struct fixed *fixed)
{
    const struct source *before = fixed->before->source;
    struct str text = edit_apply(arena, before->text, fixed->edits, fixed->edit_count, NULL);
    struct lint_request again = *request;
    again.bytes = fixed->bytes;
    require(!fixed->is_broken, "a fix breaks the YAML", request->bytes);
    if (!fixed->fixes) {
        require(str_equal(fixed->bytes, request->bytes), "changed without a fix", request->bytes);
        return;
    }
    require(!fixed->after->is_partial, "no whole YAML any more", fixed->bytes);
    require(str_equal(text, fixed->after->source->text), "other edits", fixed->bytes);
    require(str_equal(fix_apply(arena, &again, true)->bytes, fixed->bytes), "not fixed for good", fixed->bytes);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    struct arena arena;
    arena_init(&arena, NULL);
    struct buf bytes = {.arena = &arena}, diff = {.arena = &arena};
    buf_add(&bytes, (struct str){(const char *)data, size});
    struct lint_request request = {.rules = &all_rules,
                                   .settings = settings_default(&arena, &all_rules),
                                   .name = STR("x.yaml"),
                                   .bytes = {buf_c(&bytes), size},
                                   .is_named = true};
    const struct fixed *fixed = fix_apply(&arena, &request, true);
    check_fixed(&arena, &request, fixed);
    diff_add(&diff, fixed->before->source, fixed->before->secrets, fixed->edits, fixed->edit_count);
    check_diff(buf_str(&diff));
    arena_free(&arena);
    return 0;
}
