#include "cmd/comparison_find.h"

#include "project/revised.h"

#include <sys/stat.h>

void sides_complain(struct comparison_sides *sides, const char *text)
{
    complain(sides->run->program, "%s", text);
    sides->run->has_failed = true;
}

static struct pending *add_file(struct comparison_sides *sides, struct side *side, struct str name, struct str path)
{
    if (side->count == side->capacity) {
        size_t capacity = side->capacity ? side->capacity * 2 : 64;
        size_t size = sizeof *side->files;
        side->files = arena_grow(sides->arena, side->files, side->capacity * size, capacity * size);
        side->capacity = capacity;
    }
    struct pending *added = &side->files[side->count++];
    *added = (struct pending){.file = {.name = name, .path = path}};
    return added;
}

bool sides_is_folder(struct comparison_sides *sides, struct str path)
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
            sides_complain(sides, text_print(sides->arena, "cannot read %s: it is neither in %s nor in %s", given, new,
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

bool sides_find(struct comparison_sides *sides, struct error *err)
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
