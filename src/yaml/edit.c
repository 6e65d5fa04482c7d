#include "yaml/edit.h"

#include "base/buf.h"

/* Edits in the order of their places; those at one place keep their order. */
struct ordered {
    const struct edit *edit;
    size_t index;
};

static int compare(const void *a, const void *b)
{
    const struct ordered *left = a, *right = b;
    if (left->edit->span.start != right->edit->span.start)
        return left->edit->span.start < right->edit->span.start ? -1 : 1;
    return left->index < right->index ? -1 : left->index > right->index;
}

/* Whether `edit` comes too close to `before`, the last one applied: it overlaps or inserts at the same place. */
static bool is_conflict(const struct edit *before, const struct edit *edit)
{
    return before && (edit->span.start < before->span.end || edit->span.start == before->span.start);
}

struct str edit_apply(struct arena *arena, struct str text, const struct edit *edits, size_t count, bool *is_applied)
{
    struct ordered *ordered = arena_alloc_array(arena, count, sizeof *ordered);
    for (size_t i = 0; i < count; i++)
        ordered[i] = (struct ordered){&edits[i], i};
    if (count)
        qsort(ordered, count, sizeof *ordered, compare);
    struct buf buf = {.arena = arena};
    const struct edit *before = NULL;
    size_t done = 0;
    for (size_t i = 0; i < count; i++) {
        const struct edit *edit = ordered[i].edit;
        bool is_good = edit->span.start <= edit->span.end && edit->span.end <= text.len && !is_conflict(before, edit);
        if (is_applied)
            is_applied[ordered[i].index] = is_good;
        if (!is_good)
            continue;
        buf_add(&buf, str_slice(text, done, edit->span.start));
        buf_add(&buf, edit->text);
        done = edit->span.end;
        before = edit;
    }
    buf_add(&buf, str_slice(text, done, text.len));
    return buf_str(&buf);
}
