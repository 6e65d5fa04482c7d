#include "report/line_hash.h"

#include "base/buf.h"
#include "base/map.h"
#include "base/utf8.h"

enum { WINDOW_SIZE = 100, BASE = 37, END_OF_FILE = 65535 };

/* The last characters as UTF-16 units, and their hash modulo 2^64. */
struct window {
    uint64_t hash, first_factor; /* BASE to the power of WINDOW_SIZE */
    uint64_t units[WINDOW_SIZE];
    uint32_t lines[WINDOW_SIZE]; /* the line that begins at a unit; 0: none */
    size_t index;
    uint32_t line;
    bool is_line_start, is_after_return;
};

/* What is asked for, and how often each hash of it was seen. */
struct search {
    struct arena *arena;
    const struct source *source;
    struct line_hash *lines;
    size_t count, next; /* next: the first line not yet reached */
    struct map counts;
    uint64_t *hashes; /* of the lines */
    bool is_counting; /* the second time through */
};

static struct str key_of(const uint64_t *hash)
{
    return (struct str){(const char *)hash, sizeof *hash};
}

static void set_text(struct search *search, struct line_hash *line, uint64_t hash, size_t seen, uint32_t end)
{
    const struct span read = {search->source->lines[line->line - 1], end};
    struct buf text = {.arena = search->arena};
    if (source_is_hidden(search->source, read))
        return;
    buf_print(&text, "%llx:%zu", (unsigned long long)hash, seen);
    line->text = buf_str(&text);
}

/* The hash of a whole window that begins with `line`; its last byte lies before `end`. */
static void meet(struct search *search, uint32_t line, uint64_t hash, uint32_t end)
{
    const bool is_wanted = search->next < search->count && search->lines[search->next].line == line;
    const size_t index = search->next;
    search->next += is_wanted;
    if (!search->is_counting) {
        if (is_wanted) {
            search->hashes[index] = hash;
            map_put_new(&search->counts, key_of(&search->hashes[index]), arena_new(search->arena, size_t));
        }
        return;
    }
    size_t *seen = map_get(&search->counts, key_of(&hash));
    if (seen)
        ++*seen;
    if (is_wanted)
        set_text(search, &search->lines[index], hash, *seen, end);
}

static void leave(struct search *search, struct window *window, uint32_t end)
{
    if (window->lines[window->index])
        meet(search, window->lines[window->index], window->hash, end);
    window->lines[window->index] = 0;
}

static void push(struct window *window, uint64_t unit)
{
    window->hash = window->hash * BASE + unit - window->first_factor * window->units[window->index];
    window->units[window->index] = unit;
    window->index = (window->index + 1) % WINDOW_SIZE;
}

static void read_unit(struct search *search, struct window *window, uint32_t unit, uint32_t end)
{
    const bool is_skipped = unit == ' ' || unit == '\t' || (window->is_after_return && unit == '\n');
    window->is_after_return = !is_skipped && unit == '\r';
    if (is_skipped)
        return;
    leave(search, window, end);
    if (window->is_line_start)
        window->lines[window->index] = ++window->line;
    window->is_line_start = unit == '\r' || unit == '\n';
    push(window, window->is_line_start ? '\n' : unit);
}

static void read_character(struct search *search, struct window *window, uint32_t c, uint32_t end)
{
    if (c < 0x10000) {
        read_unit(search, window, c, end);
        return;
    }
    read_unit(search, window, 0xD800 + ((c - 0x10000) >> 10), end);
    read_unit(search, window, 0xDC00 + ((c - 0x10000) & 0x3FF), end);
}

static void read_source(struct search *search)
{
    const struct str text = search->source->text;
    struct window window = {.first_factor = 1, .is_line_start = true};
    search->next = 0;
    for (size_t i = 0; i < WINDOW_SIZE; i++)
        window.first_factor *= BASE;
    if (search->source->bom)
        read_character(search, &window, 0xFEFF, 0);
    for (size_t at = 0, size; at < text.len; at += size) {
        uint32_t c = 0xFFFD;
        size = utf8_decode(str_slice(text, at, text.len), &c);
        size = size ? size : 1;
        read_character(search, &window, c, (uint32_t)at);
    }
    read_character(search, &window, END_OF_FILE, (uint32_t)text.len);
    for (size_t i = 0; i < WINDOW_SIZE; i++) {
        leave(search, &window, (uint32_t)text.len);
        push(&window, 0);
    }
}

void line_hash_all(struct arena *arena, const struct source *source, struct line_hash *lines, size_t count)
{
    struct search search = {.arena = arena, .source = source, .lines = lines, .count = count};
    map_init(&search.counts, arena);
    search.hashes = arena_alloc_array(arena, count, sizeof *search.hashes);
    read_source(&search);
    search.is_counting = true;
    read_source(&search);
}
