#include "cmd/comparison_sides.h"

#include "base/file.h"
#include "base/path.h"
#include "project/discover.h"
#include "project/revised.h"

#include <sys/stat.h>
#include <unistd.h>

/* A file, and where its bytes are. */
struct pending {
    struct breaking_file file;
    struct git_id id; /* of length 0: it is on disk, or standard input */
    bool is_stdin;
};

struct side {
    struct pending *files;
    size_t count, capacity;
    const struct breaking_file *listed; /* as the comparison knows them */
};

/* What `--against` means. */
struct old_version {
    const char *revision; /* NULL: none */
    struct str path;      /* a path on disk, or in the revision; empty: the same as the new ones */
    bool is_stdin, is_forced;
};

struct comparison_sides {
    struct comparison_run *run;
    struct arena *arena;
    struct old_version old_version;
    struct git git;
    struct git_objects objects;
    struct discovery *discovery; /* of the work tree, while it goes on */
    struct side old, new;
    uint64_t size_limit;
    const struct config_effective *effective; /* that was asked last, */
    bool has_accepted;                        /* and whether it accepts anything */
};

static void fail(struct comparison_sides *sides, const char *text)
{
    complain(sides->run->program, "%s", text);
    sides->run->has_failed = true;
}

static struct pending *add_file(struct comparison_sides *sides, struct side *side, struct str name, struct str path)
{
    if (side->count == side->capacity) {
        size_t capacity = side->capacity ? side->capacity * 2 : 64;
        struct pending *files = arena_alloc_array(sides->arena, capacity, sizeof *files);
        if (side->count)
            memcpy(files, side->files, side->count * sizeof *files);
        side->files = files;
        side->capacity = capacity;
    }
    struct pending *added = &side->files[side->count++];
    *added = (struct pending){.file = {.name = name, .path = path}};
    return added;
}

static bool is_folder(struct comparison_sides *sides, struct str path)
{
    struct stat status;
    return stat(str_c(sides->arena, path), &status) == 0 && S_ISDIR(status.st_mode);
}

static bool exists(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0;
}

/* Files on disk. */

/* The path of a file below the operand under which it was found. */
static struct str below(struct str root, struct str path)
{
    size_t start = path.len > root.len && str_equal(root, str_slice(path, 0, root.len)) ? root.len : 0;
    while (start && start < path.len && path.at[start] == '/')
        start++;
    return start ? str_slice(path, start, path.len) : path;
}

static struct discovery *begin_files(struct comparison_sides *sides, const struct str *paths, size_t count)
{
    struct discover_request *request = arena_new(sides->arena, struct discover_request);
    *request = (struct discover_request){.paths = paths,
                                         .count = count,
                                         .workers = sides->run->request.workers,
                                         .is_ignored = configured_ignores,
                                         .context = &sides->run->config};
    return discover_begin(sides->arena, request);
}

/* What lies in a folder that cannot be read would seem to be removed. False with one line. */
static bool is_all_found(const struct found_files *found, struct error *err)
{
    return !found->error_count || error_set(err, "%s", found->errors[0]);
}

static bool add_path(struct comparison_sides *sides, struct side *side, struct str root, struct error *err)
{
    struct found_files found;
    discover_end(begin_files(sides, &root, 1), &found);
    if (!is_all_found(&found, err))
        return false;
    for (size_t i = 0; i < found.count; i++)
        add_file(sides, side, found.files[i].path, below(root, found.files[i].path))->file.is_named =
            found.files[i].is_named;
    return true;
}

static void add_stdin(struct comparison_sides *sides, struct side *side)
{
    const char *name = sides->run->options->stdin_filename;
    struct str shown = name ? str_of(name) : STR("<stdin>");
    struct pending *added = add_file(sides, side, shown, shown);
    added->is_stdin = added->file.is_named = true;
}

/* Revisions. */

static bool resolve_old(struct comparison_sides *sides, struct error *err)
{
    struct old_version *old = &sides->old_version;
    const char *against = sides->run->options->against;
    struct str text = str_of(against);
    size_t colon = str_index(text, ':');
    if (!text.len)
        return error_set(err, "--against is empty: a path or a git revision such as `main`");
    if (str_is(text, "-")) {
        old->is_stdin = true;
    } else if (str_starts(text, "ref:")) {
        old->revision = against + strlen("ref:");
        old->is_forced = true;
    } else if (exists(against)) {
        old->path = text;
    } else if (colon && colon + 1 < text.len) {
        old->revision = str_c(sides->arena, str_slice(text, 0, colon));
        old->path = str_slice(text, colon + 1, text.len);
        old->is_forced = true;
    } else {
        old->revision = against;
    }
    return true;
}

static bool needs_git(const struct comparison_sides *sides)
{
    return sides->old_version.revision || sides->run->options->staged || sides->run->options->at;
}

/* Starts to find the operands that are on disk; the others may be in the old revision. NULL: there are none. */
static struct discovery *begin_present(struct comparison_sides *sides)
{
    const struct option_texts *paths = &sides->run->options->paths;
    struct str *present = arena_alloc_array(sides->arena, paths->count + 1, sizeof *present);
    size_t count = 0;
    for (size_t i = 0; i < paths->count; i++)
        if (!paths->at[i][0] || exists(paths->at[i]))
            present[count++] = str_of(paths->at[i]);
    return count || !paths->count ? begin_files(sides, present, count) : NULL;
}

static enum revised_side new_side(const struct comparison_options *options)
{
    return options->at ? REVISED_TIP : options->staged ? REVISED_INDEX : REVISED_WORK_TREE;
}

/* Starts what git has to do: to say where the repository is, and to get ready to hand out objects. */
static bool begin_git(struct comparison_sides *sides, struct error *err)
{
    const struct comparison_options *options = sides->run->options;
    const struct old_version *old = &sides->old_version;
    struct git_request request = {
        .tip = options->at,
        .base = old->revision,
        .is_base_exact = options->against_tip || old->path.len,
        .may_be_bare = options->at != NULL,
    };
    return git_begin(&sides->git, sides->arena, &request, err) && git_objects_start(&sides->objects, &sides->git, err);
}

static bool finish_git(struct comparison_sides *sides, bool is_begun, struct error *cause, struct error *err)
{
    const struct comparison_options *options = sides->run->options;
    const struct old_version *old = &sides->old_version;
    if (!is_begun || !git_finish(&sides->git, cause)) {
        const char *near = discover_near(sides->arena, str_of(options->against));
        if (!old->revision || old->is_forced)
            return error_set(err, "%s", cause->text);
        return error_set(err, "`%.200s` is no path%s%.200s%s, and as a git revision: %s", options->against,
                         near ? " (did you mean `" : "", near ? near : "", near ? "`?)" : "", cause->text);
    }
    if (!sides->git.top.len && !options->at && !options->staged)
        return error_set(err, "the current folder is in no git work tree; give --at with the new revision");
    if (sides->git.notice && !options->report.quiet)
        complain(sides->run->program, "%s", sides->git.notice);
    return true;
}

/* Looks for the files of the work tree while git answers. Without a repository there may be no end of files, so there
   the answer comes first. */
static bool open_git(struct comparison_sides *sides, struct error *err)
{
    const struct old_version *old = &sides->old_version;
    const bool is_walked = old->revision && !old->path.len && new_side(sides->run->options) == REVISED_WORK_TREE;
    struct error cause = {.is_set = false};
    bool is_begun = begin_git(sides, &cause), is_early = is_begun && is_walked && git_is_near(sides->arena);
    if (is_early)
        sides->discovery = begin_present(sides);
    if (!finish_git(sides, is_begun, &cause, err))
        return false;
    if (is_walked && !is_early)
        sides->discovery = begin_present(sides);
    return true;
}

static void complain_of_missing(struct comparison_sides *sides, const struct scope *scope)
{
    const struct comparison_options *options = sides->run->options;
    const bool is_on_disk = new_side(options) == REVISED_WORK_TREE;
    const char *new = options->at ? options->at : options->staged ? "the git index" : "the work tree";
    for (size_t i = 0; i < scope->count; i++) {
        const char *given = str_c(sides->arena, scope->paths[i].given);
        if (!scope_has_found(scope, &scope->paths[i]) && !(is_on_disk && exists(given)))
            fail(sides, text_print(sides->arena, "cannot read %s: it is neither in %s nor in %s", given, new,
                                   sides->old_version.revision));
    }
}

/* Both sides out of one repository: only what differs. */
static bool add_revised(struct comparison_sides *sides, struct scope *scope, struct error *err)
{
    struct found_files found = {.count = 0};
    struct revised revised;
    struct revised_request request = {.git = &sides->git,
                                      .objects = &sides->objects,
                                      .scope = scope,
                                      .side = new_side(sides->run->options),
                                      .found = &found,
                                      .discovery = sides->discovery,
                                      .is_with_gone = true};
    sides->discovery = NULL; /* ended there */
    if (!revised_find(sides->arena, &request, &revised, err) || !is_all_found(&found, err) ||
        (request.side != REVISED_WORK_TREE && !revised_find_same(sides->arena, &request, err)))
        return false;
    complain_of_missing(sides, scope);
    for (size_t i = 0; i < revised.count; i++) {
        const struct revised_file *file = &revised.at[i];
        if (file->old.len) {
            struct pending *old = add_file(sides, &sides->old, file->name, file->path);
            old->id = file->old;
            old->file.is_named = file->is_named;
            old->file.is_elsewhere = file->is_elsewhere;
        }
        if (file->is_on_disk || file->new.len) {
            struct pending *new = add_file(sides, &sides->new, file->name, file->path);
            new->file.is_named = file->is_named;
            if (!file->is_on_disk)
                new->id = file->new;
        }
    }
    return true;
}

/* One side: all files of a revision or of the index below a path. */
static bool add_listed(struct comparison_sides *sides, struct side *side, bool is_old, struct str root,
                       struct error *err)
{
    struct git git = sides->git;
    struct scope scope = {.is_ignored = configured_ignores, .context = &sides->run->config};
    struct revised revised;
    struct revised_request request = {
        .git = &git, .objects = &sides->objects, .scope = &scope, .side = new_side(sides->run->options)};
    if (is_old) {
        git.tip = git.base;
        request.side = REVISED_TIP;
    }
    git.base = (struct git_id){.len = 0};
    if (!scope_init(&scope, sides->arena, &git, &root, 1, err) || !revised_find(sides->arena, &request, &revised, err))
        return false;
    if (!scope.paths[0].is_found && scope.paths[0].inner.len)
        return error_set(err, "cannot read %s: %s has no such file", str_c(sides->arena, root),
                         is_old                    ? sides->old_version.revision
                         : sides->run->options->at ? sides->run->options->at
                                                   : "the git index");
    for (size_t i = 0; i < revised.count; i++) {
        struct pending *added = add_file(sides, side, revised.at[i].name, below(root, revised.at[i].name));
        added->file.is_named = revised.at[i].is_named;
        added->id = revised.at[i].new;
    }
    return true;
}

static bool find_old(struct comparison_sides *sides, struct error *err)
{
    const struct old_version *old = &sides->old_version;
    if (!old->is_stdin)
        return old->revision ? add_listed(sides, &sides->old, true, old->path, err)
                             : add_path(sides, &sides->old, old->path, err);
    add_stdin(sides, &sides->old);
    return true;
}

static bool find_new(struct comparison_sides *sides, struct error *err)
{
    const struct comparison_options *options = sides->run->options;
    struct str path = options->paths.count ? str_of(options->paths.at[0]) : STR(".");
    if (options->paths.count > 1)
        return error_set(err, "several paths can be compared with a git revision only");
    if (options->at || options->staged)
        return add_listed(sides, &sides->new, false, path, err);
    if (!str_is(path, "-"))
        return add_path(sides, &sides->new, path, err);
    if (sides->old_version.is_stdin)
        return error_set(err, "standard input cannot be both versions");
    add_stdin(sides, &sides->new);
    return true;
}

static bool find(struct comparison_sides *sides, struct error *err)
{
    const struct comparison_options *options = sides->run->options;
    struct scope scope = {.is_ignored = configured_ignores, .context = &sides->run->config};
    if (!resolve_old(sides, err) || (needs_git(sides) && !open_git(sides, err)))
        return false;
    if (!sides->old_version.revision || sides->old_version.path.len)
        return find_old(sides, err) && find_new(sides, err);
    struct str *paths = arena_alloc_array(sides->arena, options->paths.count + 1, sizeof *paths);
    for (size_t i = 0; i < options->paths.count; i++)
        paths[i] = str_of(options->paths.at[i]);
    return scope_init(&scope, sides->arena, &sides->git, paths, options->paths.count, err) &&
           add_revised(sides, &scope, err);
}

/* Reading. */

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
        fail(sides, err.text);
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
        return !is_folder(sides, path);
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
    if (!find(sides, err))
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
