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

void edit_sort(struct arena *arena, struct edit *edits, size_t count)
{
    struct edit *copy = arena_alloc_array(arena, count, sizeof *copy);
    struct ordered *ordered = arena_alloc_array(arena, count, sizeof *ordered);
    for (size_t i = 0; i < count; i++) {
        copy[i] = edits[i];
        ordered[i] = (struct ordered){&copy[i], i};
    }
    if (count)
        qsort(ordered, count, sizeof *ordered, compare);
    for (size_t i = 0; i < count; i++)
        edits[i] = *ordered[i].edit;
}

/* The text between two steps, read as parts of the old text and texts of the first step, and the edits being made. */
struct composition {
    const struct edit *next, *end; /* of the first step */
    struct str put;                /* what is left of the text that step put in last */
    uint32_t at;                   /* how much of the old text is dealt with */
    struct edit *made;
    size_t count;
    struct buf text; /* of the last edit made, while it may grow */
    bool is_open;
};

static struct edit *open_edit(struct composition *to)
{
    if (!to->is_open) {
        to->made[to->count++].span = (struct span){to->at, to->at};
        to->text = (struct buf){.arena = to->text.arena};
        to->is_open = true;
    }
    return &to->made[to->count - 1];
}

static void close_edit(struct composition *to)
{
    if (to->is_open)
        to->made[to->count - 1].text = buf_str(&to->text);
    to->is_open = false;
}

static void put_text(struct composition *to, struct str text)
{
    open_edit(to);
    buf_add(&to->text, text);
}

static void pass_old(struct composition *to, size_t len, bool is_kept)
{
    if (!is_kept)
        open_edit(to)->span.end += (uint32_t)len;
    else if (len)
        close_edit(to);
    to->at += (uint32_t)len;
}

/* Goes on to the next edit of the first step and takes out what it takes out. */
static void begin_next(struct composition *to)
{
    pass_old(to, to->next->span.end - to->next->span.start, false);
    to->put = to->next->text;
    to->next++;
}

/* Goes on by `len` bytes of the text between the steps. */
static void pass(struct composition *to, size_t len, bool is_kept)
{
    while (len) {
        size_t some = to->next < to->end ? to->next->span.start - to->at : len;
        if (to->put.len)
            some = to->put.len;
        if (some > len)
            some = len;
        if (to->put.len) {
            if (is_kept)
                put_text(to, str_slice(to->put, 0, some));
            to->put = str_slice(to->put, some, to->put.len);
        } else if (some) {
            pass_old(to, some, is_kept);
        } else {
            begin_next(to);
        }
        len -= some;
    }
}

static void pass_rest(struct composition *to)
{
    if (to->put.len)
        put_text(to, to->put);
    while (to->next < to->end) {
        pass_old(to, to->next->span.start - to->at, true);
        begin_next(to);
        put_text(to, to->put);
    }
    close_edit(to);
}

const struct edit *edit_compose(struct arena *arena, const struct edit *first, size_t first_count,
                                const struct edit *second, size_t second_count, size_t *count)
{
    const struct edit *end = first_count ? first + first_count : first;
    struct composition to = {.next = first, .end = end, .text = {.arena = arena}};
    to.made = arena_alloc_array(arena, first_count + second_count + 1, sizeof *to.made);
    size_t at = 0;
    for (size_t i = 0; i < second_count; i++) {
        pass(&to, second[i].span.start - at, true);
        pass(&to, second[i].span.end - second[i].span.start, false);
        put_text(&to, second[i].text);
        at = second[i].span.end;
    }
    pass_rest(&to);
    *count = to.count;
    return to.made;
}
