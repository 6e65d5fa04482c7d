#include "report/digest.h"

#include "base/arena.h"

struct section {
    struct str heading;
    bool is_shown;
};

struct row {
    struct section *section;
    struct str text;
    bool is_shown;
    struct row *next, *next_of_severity;
};

/* The rows of one severity, as many as could ever be shown. */
struct shelf {
    struct row *first, *last;
    size_t bytes;
    bool is_full;
};

struct digest {
    struct arena *arena;
    size_t limit, rows, shown;
    struct section *section;
    struct str heading; /* of a section that has no rows yet */
    struct row *first, *last;
    struct shelf shelves[SEVERITY_ERROR + 1];
};

struct digest *digest_new(struct arena *arena, size_t limit)
{
    struct digest *digest = arena_new(arena, struct digest);
    digest->arena = arena;
    digest->limit = limit;
    return digest;
}

void digest_start(struct digest *digest, struct str heading)
{
    digest->section = NULL;
    digest->heading = heading;
}

static struct section *current_section(struct digest *digest)
{
    if (!digest->section) {
        digest->section = arena_new(digest->arena, struct section);
        digest->section->heading = str_copy(digest->arena, digest->heading);
    }
    return digest->section;
}

static void put(struct digest *digest, struct shelf *shelf, struct str text)
{
    struct row *row = arena_new(digest->arena, struct row);
    row->section = current_section(digest);
    row->text = str_copy(digest->arena, text);
    *(digest->last ? &digest->last->next : &digest->first) = row;
    *(shelf->last ? &shelf->last->next_of_severity : &shelf->first) = row;
    digest->last = shelf->last = row;
}

void digest_add(struct digest *digest, enum severity severity, struct str row)
{
    struct shelf *shelf = &digest->shelves[severity];
    digest->rows++;
    shelf->bytes += row.len;
    shelf->is_full = shelf->is_full || shelf->bytes > digest->limit;
    if (!shelf->is_full)
        put(digest, shelf, row);
}

/* From the most severe on, until one does not fit. */
static void choose(struct digest *digest)
{
    size_t room = digest->limit;
    for (int severity = SEVERITY_ERROR; severity > SEVERITY_OFF; severity--) {
        const struct shelf *shelf = &digest->shelves[severity];
        for (struct row *row = shelf->first; row; row = row->next_of_severity) {
            const size_t size = row->text.len + (row->section->is_shown ? 0 : row->section->heading.len);
            if (size > room)
                return;
            room -= size;
            row->is_shown = row->section->is_shown = true;
            digest->shown++;
        }
        if (shelf->is_full)
            return;
    }
}

size_t digest_print(struct digest *digest, struct buf *out)
{
    const struct section *section = NULL;
    choose(digest);
    for (const struct row *row = digest->first; row; row = row->next) {
        if (!row->is_shown)
            continue;
        if (row->section != section)
            buf_add(out, row->section->heading);
        section = row->section;
        buf_add(out, row->text);
    }
    return digest->rows - digest->shown;
}
