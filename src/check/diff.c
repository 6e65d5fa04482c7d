#include "check/diff.h"

#include "base/utf8.h"

enum { CONTEXT = 3 };

/* Old lines `first` up to `last`, from 0 and exclusive, that become `text` of `count` lines. */
struct change {
    size_t first, last, count;
    struct str text;
};

struct diff {
    struct arena *arena;
    const struct secrets *secrets;
    struct str text;
    const uint32_t *starts; /* of the lines, one more than there are lines */
    size_t lines;
    struct change *changes;
    size_t count;
};

static size_t line_length(struct str text)
{
    size_t end = str_index(text, '\n');
    return end < text.len ? end + 1 : end;
}

static size_t count_lines(struct str text)
{
    size_t count = 0;
    for (size_t at = 0; at < text.len; count++)
        at += line_length(str_slice(text, at, text.len));
    return count;
}

static void find_lines(struct diff *diff)
{
    diff->lines = count_lines(diff->text);
    uint32_t *starts = arena_alloc_array(diff->arena, diff->lines + 1, sizeof *starts);
    for (size_t i = 0; i < diff->lines; i++)
        starts[i + 1] = starts[i] + (uint32_t)line_length(str_slice(diff->text, starts[i], diff->text.len));
    diff->starts = starts;
}

static struct str old_lines(const struct diff *diff, size_t first, size_t last)
{
    return str_slice(diff->text, diff->starts[first], diff->starts[last]);
}

/* Takes off the lines at both ends that are the same on both sides. */
static void trim(const struct diff *diff, struct change *change)
{
    for (; change->first < change->last; change->first++) {
        struct str line = old_lines(diff, change->first, change->first + 1);
        if (!str_equal(line, str_slice(change->text, 0, line_length(change->text))))
            break;
        change->text = str_slice(change->text, line.len, change->text.len);
    }
    for (; change->first < change->last; change->last--) {
        struct str line = old_lines(diff, change->last - 1, change->last);
        size_t start = change->text.len > line.len ? change->text.len - line.len : 0;
        bool is_line = start == 0 || change->text.at[start - 1] == '\n';
        if (!is_line || !str_equal(line, str_slice(change->text, start, change->text.len)))
            break;
        change->text.len = start;
    }
    change->count = count_lines(change->text);
}

/* The change that the first of `edits` makes, with those after it that touch its lines. Returns how many these are. */
static size_t read_change(const struct diff *diff, const struct edit *edits, size_t count, struct change *change)
{
    struct buf text = {.arena = diff->arena};
    size_t used = 0, at = diff->starts[change->first];
    change->last = change->first;
    do {
        buf_add(&text, str_slice(diff->text, at, edits[used].span.start));
        buf_add(&text, edits[used].text);
        at = edits[used].span.end;
        while (change->last < diff->lines && diff->starts[change->last] <= at)
            change->last++;
        used++;
    } while (used < count && (change->last == diff->lines || edits[used].span.start < diff->starts[change->last]));
    buf_add(&text, str_slice(diff->text, at, diff->starts[change->last]));
    change->text = buf_str(&text);
    trim(diff, change);
    return used;
}

static void find_changes(struct diff *diff, const struct edit *edits, size_t count)
{
    size_t line = 0;
    diff->changes = arena_alloc_array(diff->arena, count, sizeof *diff->changes);
    for (size_t i = 0; i < count;) {
        struct change change = {.count = 0};
        while (line + 1 < diff->lines && diff->starts[line + 1] <= edits[i].span.start)
            line++;
        change.first = line;
        i += read_change(diff, edits + i, count - i, &change);
        if (change.first < change.last || change.text.len)
            diff->changes[diff->count++] = change;
    }
}

/* CI runners obey lines that begin with `::`, whatever blanks come before. */
static bool is_command(struct str line)
{
    return str_starts(str_trim(line), "::");
}

/* Like utf8_add_visible, but what patch needs stays: tabs and the line's own end. */
static void add_line(struct buf *out, const struct diff *diff, char sign, struct str line)
{
    bool is_ended = str_ends(line, "\n");
    line.len -= is_ended;
    bool has_cr = is_ended && str_ends(line, "\r");
    line.len -= has_cr;
    line = secret_mask(diff->arena, diff->secrets, line);
    buf_add_char(out, sign);
    if (sign == ' ' && is_command(line)) {
        size_t colon = str_index(line, ':');
        buf_add(out, str_slice(line, 0, colon));
        buf_add_c(out, "\\u{3a}");
        line = str_slice(line, colon + 1, line.len);
    }
    while (line.len) {
        size_t len = 1;
        if (*line.at == '\t')
            buf_add_char(out, '\t');
        else
            len = utf8_add_visible_one(out, line);
        line = str_slice(line, len, line.len);
    }
    buf_add_c(out, !is_ended ? "\n\\ No newline at end of file\n" : has_cr ? "\r\n" : "\n");
}

static void add_lines(struct buf *out, const struct diff *diff, char sign, struct str text)
{
    while (text.len) {
        size_t len = line_length(text);
        add_line(out, diff, sign, str_slice(text, 0, len));
        text = str_slice(text, len, text.len);
    }
}

/* "12,3": the first of `count` lines after `before`; the line before them when there are none. */
static void add_range(struct buf *out, char sign, size_t before, size_t count)
{
    buf_print(out, "%c%zu,%zu ", sign, count ? before + 1 : before, count);
}

/* One hunk of `count` changes; `*shift` is how many lines the text has grown by before it. */
static void add_hunk(struct buf *out, const struct diff *diff, const struct change *changes, size_t count,
                     size_t *shift)
{
    size_t first = changes[0].first, last = changes[count - 1].last, added = 0, removed = 0;
    size_t from = first > CONTEXT ? first - CONTEXT : 0;
    size_t to = diff->lines - last > CONTEXT ? last + CONTEXT : diff->lines;
    for (size_t i = 0; i < count; i++) {
        added += changes[i].count;
        removed += changes[i].last - changes[i].first;
    }
    buf_add_c(out, "@@ ");
    add_range(out, '-', from, to - from);
    add_range(out, '+', from + *shift, to - from + added - removed);
    buf_add_c(out, "@@\n");
    for (size_t i = 0, next; i < count; i = next) {
        for (next = i + 1; next < count && changes[next].first == changes[next - 1].last; next++)
            continue;
        add_lines(out, diff, ' ', old_lines(diff, from, changes[i].first));
        add_lines(out, diff, '-', old_lines(diff, changes[i].first, changes[next - 1].last));
        for (size_t k = i; k < next; k++)
            add_lines(out, diff, '+', changes[k].text);
        from = changes[next - 1].last;
    }
    add_lines(out, diff, ' ', old_lines(diff, from, to));
    *shift += added - removed; /* may wrap below zero and back */
}

/* patch ends a name at a tab, and at a blank where there is none. */
static void add_name(struct buf *out, const char *sign, struct str name)
{
    buf_add_c(out, sign);
    utf8_add_visible(out, name, 0);
    buf_add_c(out, str_index(name, ' ') < name.len ? "\t\n" : "\n");
}

void diff_add(struct buf *out, const struct source *source, const struct secrets *secrets, const struct edit *edits,
              size_t count)
{
    struct diff diff = {.arena = out->arena, .secrets = secrets, .text = source->text};
    size_t shift = 0;
    find_lines(&diff);
    find_changes(&diff, edits, count);
    if (!diff.count)
        return;
    add_name(out, "--- ", source->name);
    add_name(out, "+++ ", source->name);
    for (size_t i = 0, used; i < diff.count; i += used) {
        const struct change *changes = diff.changes + i;
        for (used = 1; i + used < diff.count; used++)
            if (changes[used].first - changes[used - 1].last > 2 * CONTEXT)
                break;
        add_hunk(out, &diff, changes, used, &shift);
    }
}
