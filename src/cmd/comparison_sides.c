#include "cmd/comparison_sides.h"

#include "base/file.h"
#include "cmd/comparison_find.h"

#include <unistd.h>

static int compare_paths(const void *left, const void *right)
{
    const struct pending *a = left, *b = right;
    return str_compare(a->file.path, b->file.path);
}

/* The next file in the order of both sides' paths, on either side or on both. */
struct pair {
    struct pending *old, *new;
};

static bool next_pair(const struct comparison_sides *sides, size_t at[2], struct pair *pair)
{
    struct pending *old = at[0] < sides->old.count ? &sides->old.files[at[0]] : NULL;
    struct pending *new = at[1] < sides->new.count ? &sides->new.files[at[1]] : NULL;
    int order = !old ? 1 : !new ? -1 : compare_paths(old, new);
    *pair = (struct pair){order <= 0 ? old : NULL, order >= 0 ? new : NULL};
    at[0] += order <= 0;
    at[1] += order >= 0;
    return old || new;
}

static void sort_side(struct side *side)
{
    if (side->count)
        qsort(side->files, side->count, sizeof *side->files, compare_paths);
}

/* Asks git for all objects in the order in which they are read. */
static void ask(struct comparison_sides *sides)
{
    struct pair pair;
    for (size_t at[2] = {0}; next_pair(sides, at, &pair);) {
        if (pair.old && pair.old->id.len)
            git_object_ask(&sides->objects, &pair.old->id, "");
        if (pair.new &&pair.new->id.len)
            git_object_ask(&sides->objects, &pair.new->id, "");
    }
}

static bool read_object(struct comparison_sides *sides, struct arena *arena, const struct breaking_file *file,
                        struct str *bytes, struct error *err)
{
    enum git_object_state state;
    if (sides->objects.is_broken)
        return false; /* said for the first one */
    if (!git_object_take(&sides->objects, arena, "blob", file->name.at, sides->size_limit, bytes, &state, err))
        return false;
    return state == GIT_OBJECT_READ || file_error_too_large(err, file->name.at, bytes->len, sides->size_limit);
}

static bool read_file(struct comparison_sides *sides, struct arena *arena, const struct pending *pending,
                      struct str *bytes, struct error *err)
{
    const struct breaking_file *file = &pending->file;
    if (pending->is_stdin)
        return file_read_fd(arena, STDIN_FILENO, "standard input", sides->size_limit, bytes, err);
    if (pending->id.len)
        return read_object(sides, arena, file, bytes, err);
    return file_read(arena, file->name.at, sides->size_limit, bytes, NULL, err);
}

static void read_pending(struct comparison_sides *sides, struct arena *arena, const struct pending *pending,
                         struct str *bytes)
{
    struct error err = {.is_set = false};
    if (!pending || read_file(sides, arena, pending, bytes, &err))
        return;
    *bytes = (struct str){NULL, 0};
    sides->run->has_failed = true;
    if (err.is_set)
        sides_complain(sides, err.text);
}

/* Whether anything is accepted of a file: an entry that nothing matches is told of, so its contracts are looked at. */
static bool has_accepted(struct comparison_sides *sides, struct str name)
{
    const struct config_effective *effective = configured_for(&sides->run->config, name);
    size_t count = 0;
    if (effective && effective == sides->effective)
        return sides->has_accepted;
    if (effective)
        (void)config_accepted(effective, sides->arena, &count);
    sides->effective = effective;
    sides->has_accepted = count || !effective;
    return sides->has_accepted;
}

/* Whether a file is of interest only when it has changed: nobody asked for this very one. */
static bool may_leave_out(struct comparison_sides *sides, const struct breaking_file *old,
                          const struct breaking_file *new)
{
    return old && new && !old->is_named && !new->is_named && !has_accepted(sides, new->name);
}

static bool read_pair(struct comparison_sides *sides, struct arena *arena, const struct breaking_file *old,
                      const struct breaking_file *new, struct str bytes[2])
{
    read_pending(sides, arena, old ? &sides->old.files[old - sides->old.listed] : NULL, &bytes[0]);
    read_pending(sides, arena, new ? &sides->new.files[new - sides->new.listed] : NULL, &bytes[1]);
    bool is_same = bytes[0].at && bytes[1].at && str_equal(bytes[0], bytes[1]);
    return !(is_same && may_leave_out(sides, old, new));
}

static bool read_for(void *context, struct arena *arena, const struct breaking_file *old,
                     const struct breaking_file *new, struct str bytes[2])
{
    const struct comparison_run *run = context;
    return read_pair(run->sides, arena, old, new, bytes);
}

static void list_side(struct comparison_sides *sides, struct side *side, struct breaking_side *listed)
{
    struct breaking_file *files = arena_alloc_array(sides->arena, side->count, sizeof *files);
    for (size_t i = 0; i < side->count; i++)
        files[i] = side->files[i].file;
    side->listed = listed->files = files;
    listed->count = side->count;
}

/* Everything at once, in files of which those that are left out are gone: what is read twice is read once only. */
static void read_all(struct comparison_sides *sides, struct breaking_request *request)
{
    struct breaking_file *olds = arena_alloc_array(sides->arena, sides->old.count, sizeof *olds);
    struct breaking_file *news = arena_alloc_array(sides->arena, sides->new.count, sizeof *news);
    struct pair pair;
    request->old.count = request->new.count = 0;
    for (size_t at[2] = {0}; next_pair(sides, at, &pair);) {
        const struct breaking_file *old = pair.old ? &sides->old.listed[pair.old - sides->old.files] : NULL;
        const struct breaking_file *new = pair.new ? &sides->new.listed[pair.new - sides->new.files] : NULL;
        struct arena_mark mark = arena_mark(sides->arena);
        struct str bytes[2] = {{NULL, 0}, {NULL, 0}};
        if (!read_pair(sides, sides->arena, old, new, bytes)) {
            arena_rewind(sides->arena, mark);
            continue;
        }
        if (old) {
            olds[request->old.count] = *old;
            olds[request->old.count++].bytes = bytes[0];
        }
        if (new) {
            news[request->new.count] = *new;
            news[request->new.count++].bytes = bytes[1];
        }
    }
    request->old.files = olds;
    request->new.files = news;
    request->read = NULL;
}

/* Whether a version is one file that was named. */
static bool is_one_file(struct comparison_sides *sides, const struct side *side, struct str path, bool is_on_disk)
{
    if (is_on_disk)
        return !sides_is_folder(sides, path);
    return side->count == 1 && str_equal(side->files[0].file.name, path);
}

bool comparison_open(struct comparison_run *run, struct breaking_request *request, struct error *err)
{
    const struct comparison_options *options = run->options;
    struct str path = options->paths.count ? str_of(options->paths.at[0]) : STR(".");
    struct comparison_sides *sides = run->sides = arena_new(&run->program->arena, struct comparison_sides);
    sides->run = run;
    sides->arena = &run->program->arena;
    sides->size_limit = options->max_file_size ? options->max_file_size : request->limits->file_size;
    if (!sides_find(sides, err))
        return false;
    const struct old_version *old = &sides->old_version;
    bool is_old_file = old->is_stdin || is_one_file(sides, &sides->old, old->path, !old->revision);
    bool is_new_file = str_is(path, "-") || is_one_file(sides, &sides->new, path, !options->at && !options->staged);
    request->are_two_files = is_old_file && is_new_file && !(old->revision && !old->path.len);
    request->old.revision = str_of(old->revision);
    sort_side(&sides->old);
    sort_side(&sides->new);
    list_side(sides, &sides->old, &request->old);
    list_side(sides, &sides->new, &request->new);
    request->read = read_for;
    ask(sides);
    if (run->may_be_made_again)
        read_all(sides, request);
    return true;
}

void comparison_close(struct comparison_run *run)
{
    struct found_files unused;
    if (!run->sides)
        return;
    if (run->sides->discovery)
        discover_end(run->sides->discovery, &unused);
    git_stop(&run->sides->git.opening);
    git_objects_stop(&run->sides->objects);
}
