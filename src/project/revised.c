#define _XOPEN_SOURCE 700 /* realpath */

#include "project/revised.h"

#include "base/arena.h"
#include "base/path.h"
#include "project/git_index.h"

#include <errno.h>
#include <sys/stat.h>

/* A file of the old version by the name that a walk would give it. */
struct named_file {
    struct str name;
    const struct git_file *file;
};

/* A search, and what is found by it. */
struct search {
    struct arena *arena;
    const struct revised_request *request;
    struct revised *revised;
    size_t capacity;
    struct git_index index;
    struct git_files old;
    struct named_file *old_names; /* in the order of their names' bytes */
    bool *is_matched;             /* by file of `old`: the work tree has it */
    size_t *doubtful;             /* indices of files whose contents must be compared */
    size_t doubtful_count;
};

static struct revised_file *add_file(struct search *search)
{
    struct revised *revised = search->revised;
    if (revised->count == search->capacity) {
        size_t capacity = search->capacity ? search->capacity * 2 : 64;
        struct revised_file *at = arena_alloc_array(search->arena, capacity, sizeof *at);
        if (revised->count)
            memcpy(at, revised->at, revised->count * sizeof *at);
        revised->at = at;
        search->capacity = capacity;
    }
    return &revised->at[revised->count++];
}

/* Adds a file that differs, unless it is ignored. */
static struct revised_file *add_change(struct search *search, const struct git_file *file)
{
    struct scope *scope = search->request->scope;
    if (scope_ignores(scope, file->path))
        return NULL;
    struct revised_file *added = add_file(search);
    added->path = file->path;
    added->name = scope_name(scope, file->path, &added->is_named);
    added->old = file->old;
    added->new = file->new;
    return added;
}

/* Moved files. */

/* The scope, and everything that could have been moved into it. */
static bool has_any(void *context, struct str path, bool is_folder)
{
    return is_folder || discover_has_suffix(path) || scope_has(context, path, false);
}

static struct str id_key(const struct git_id *id)
{
    return (struct str){(const char *)id->bytes, id->len};
}

static bool is_gone(struct search *search, const struct git_file *file)
{
    return search->request->side == REVISED_WORK_TREE ? !git_index_find(&search->index, file->path) : !file->new.len;
}

/* Leaves out the added files whose content is that of one of `files` that is gone. */
static void drop_moved(struct search *search, const struct git_files *files)
{
    struct revised *revised = search->revised;
    struct map gone;
    size_t kept = 0;
    map_init(&gone, search->arena);
    for (size_t i = 0; i < files->count; i++)
        if (is_gone(search, &files->at[i]))
            map_put(&gone, id_key(&files->at[i].old), &files->at[i]);
    for (size_t i = 0; i < revised->count; i++)
        if (revised->at[i].old.len || !map_get(&gone, id_key(&revised->at[i].new)))
            revised->at[kept++] = revised->at[i];
    revised->count = kept;
}

static void add_gone(struct search *search, const struct git_files *files)
{
    struct scope *scope = search->request->scope;
    for (size_t i = 0; i < files->count; i++) {
        const struct git_file *file = &files->at[i];
        if (is_gone(search, file) && !scope_has(scope, file->path, false))
            *add_file(search) = (struct revised_file){.path = file->path,
                                                      .name = scope_outer_name(scope, search->request->git, file->path),
                                                      .old = file->old,
                                                      .is_elsewhere = true};
    }
}

static bool has_added(const struct revised *revised)
{
    for (size_t i = 0; i < revised->count; i++)
        if (!revised->at[i].old.len)
            return true;
    return false;
}

/* Looks at all of the repository for where added files come from. */
static void follow_moves(struct search *search, const struct git_files *files)
{
    if (search->request->is_without_moved)
        drop_moved(search, files);
    if (search->request->is_with_gone && has_added(search->revised))
        add_gone(search, files);
}

static bool asks_for_moves(const struct revised_request *request)
{
    return (request->is_without_moved || request->is_with_gone) && request->git->base.len;
}

/* The work tree. */

static void keep_doubt(struct search *search)
{
    search->doubtful[search->doubtful_count++] = search->revised->count - 1;
}

/* A file that was found: it is the same, it differs, or its content has to be looked at. `old` has its name; NULL: none
   has. */
static void take_found(struct search *search, const struct found_file *found, const struct git_file *old)
{
    struct str path;
    if (found->is_link)
        return;
    if (old)
        path = old->path;
    else if (!scope_inner(search->arena, search->request->git, found->path, &path))
        return;
    else
        old = git_files_find(&search->old, path);
    const struct git_index_entry *entry = git_index_find(&search->index, path);
    bool is_certain = entry && git_index_is_certain(entry, &found->stamp);
    if (old)
        search->is_matched[old - search->old.at] = true;
    if (old && is_certain && git_id_equal(&entry->id, &old->old))
        return;
    struct revised_file *added = add_file(search);
    *added = (struct revised_file){.path = path, .name = found->path, .is_on_disk = true, .is_named = found->is_named};
    if (old)
        added->old = old->old;
    if (is_certain)
        added->new = entry->id;
    if (old && !is_certain)
        keep_doubt(search);
}

/* Whether the work tree has a regular file at a path from its top, with no link on the way. */
static bool is_in_tree(struct search *search, struct str path)
{
    struct stat status;
    const struct git *git = search->request->git;
    const char *whole = str_c(search->arena, path_join(search->arena, git->top, path));
    if (lstat(whole, &status) != 0 || !S_ISREG(status.st_mode))
        return false;
    struct str folder = path_folder(str_of(whole));
    char *real = realpath(str_c(search->arena, folder), NULL);
    if (!real && errno == ENOMEM)
        arena_out_of_memory(search->arena);
    bool is_real = real && str_is(folder, real);
    free(real);
    return is_real;
}

/* A file that a walk does not find: it is gone, left out of a sparse checkout, or passed over because .gitignore names
   it or another name of the same file was found. */
static void take_unfound(struct search *search, const struct git_file *old)
{
    const struct git_index_entry *entry = git_index_find(&search->index, old->path);
    struct git_file file = *old;
    bool is_left_out = entry && entry->is_left_out;
    if (is_left_out && git_id_equal(&entry->id, &old->old))
        return;
    if (is_left_out)
        file.new = entry->id;
    struct revised_file *added = add_change(search, &file);
    if (!added || is_left_out || !is_in_tree(search, old->path))
        return;
    added->is_on_disk = true;
    keep_doubt(search);
}

/* Whether a file has the bytes of the next blob. A file that cannot be read differs: reading it again will say why. */
static bool take_comparison(struct search *search, struct arena *scratch, const struct revised_file *file,
                            bool *is_same, struct error *err)
{
    enum { LIMIT = 1 << 30 };
    struct error unread = {.is_set = false};
    enum git_object_state state;
    struct str old, new;
    if (!git_object_take(search->request->objects, scratch, "blob", file->name.at, LIMIT, &old, &state, err))
        return false;
    *is_same = state == GIT_OBJECT_READ && file_read(scratch, file->name.at, old.len + 1, &new, NULL, &unread) &&
               str_equal(old, new);
    return true;
}

/* Takes out the doubtful files that turn out to be the same. */
static bool settle_doubts(struct search *search, struct error *err)
{
    struct revised *revised = search->revised;
    struct arena scratch;
    size_t kept = 0, next = 0;
    bool is_good = true;
    for (size_t i = 0; i < search->doubtful_count; i++)
        git_object_ask(search->request->objects, &revised->at[search->doubtful[i]].old, "");
    arena_init(&scratch, search->arena->on_out_of_memory);
    for (size_t i = 0; i < revised->count && is_good; i++) {
        bool is_same = false;
        if (next < search->doubtful_count && search->doubtful[next] == i) {
            next++;
            is_good = take_comparison(search, &scratch, &revised->at[i], &is_same, err);
            arena_reset(&scratch);
        }
        if (!is_same)
            revised->at[kept++] = revised->at[i];
    }
    revised->count = kept;
    arena_free(&scratch);
    return is_good;
}

static int compare_named(const void *left, const void *right)
{
    const struct named_file *a = left, *b = right;
    return str_compare(a->name, b->name);
}

static void name_old(struct search *search)
{
    size_t count = search->old.count;
    bool is_named, is_sorted = true;
    search->old_names = arena_alloc_array(search->arena, count, sizeof *search->old_names);
    for (size_t i = 0; i < count; i++) {
        struct named_file *at = &search->old_names[i];
        at->file = &search->old.at[i];
        at->name = scope_name(search->request->scope, at->file->path, &is_named);
        is_sorted = is_sorted && (!i || compare_named(at - 1, at) <= 0);
    }
    if (!is_sorted)
        qsort(search->old_names, count, sizeof *search->old_names, compare_named);
}

/* Both lists are in the order of the names. */
static void take_all_found(struct search *search)
{
    const struct found_files *found = search->request->found;
    for (size_t i = 0, at = 0; i < found->count; i++) {
        int order = -1;
        while (at < search->old.count && (order = str_compare(search->old_names[at].name, found->files[i].path)) < 0)
            at++;
        take_found(search, &found->files[i], at < search->old.count && order == 0 ? search->old_names[at].file : NULL);
    }
}

static bool find_in_work_tree(struct search *search, struct error *err)
{
    const struct revised_request *request = search->request;
    const struct git_filter filter = {scope_has, request->scope}, any = {has_any, request->scope};
    bool is_read =
        git_files_of_commits(request->objects, search->arena, &request->git->base, NULL, &filter, &search->old, err) &&
        git_index_read(&search->index, search->arena, request->git, err);
    if (request->discovery)
        discover_end(request->discovery, request->found);
    if (!is_read)
        return false;
    search->is_matched = arena_alloc_array(search->arena, search->old.count + 1, sizeof *search->is_matched);
    search->doubtful =
        arena_alloc_array(search->arena, search->old.count + request->found->count + 1, sizeof *search->doubtful);
    name_old(search);
    take_all_found(search);
    for (size_t i = 0; i < search->old.count; i++)
        if (!search->is_matched[i])
            take_unfound(search, &search->old.at[i]);
    if (!settle_doubts(search, err))
        return false;
    if (!asks_for_moves(request) || !has_added(search->revised))
        return true;
    struct git_files files;
    if (!git_files_of_commits(request->objects, search->arena, &request->git->base, NULL, &any, &files, err))
        return false;
    follow_moves(search, &files);
    return true;
}

/* Two revisions. */

static bool find_in_git(struct search *search, struct error *err)
{
    const struct revised_request *request = search->request;
    const struct git *git = request->git;
    bool is_all_listed = asks_for_moves(request);
    const struct git_filter filter = {is_all_listed ? has_any : scope_has, request->scope};
    struct git_files files;
    bool is_found =
        request->side == REVISED_INDEX
            ? git_files_of_index(git, search->arena, &git->base, &filter, &files, err)
            : git_files_of_commits(request->objects, search->arena, &git->base, &git->tip, &filter, &files, err);
    if (!is_found)
        return false;
    for (size_t i = 0; i < files.count; i++)
        if (!is_all_listed || scope_has(request->scope, files.at[i].path, false))
            add_change(search, &files.at[i]);
    if (is_all_listed)
        follow_moves(search, &files);
    return true;
}

static int compare_names(const void *left, const void *right)
{
    const struct revised_file *a = left, *b = right;
    return str_compare(a->name, b->name);
}

bool revised_find(struct arena *arena, const struct revised_request *request, struct revised *revised,
                  struct error *err)
{
    struct search search = {.arena = arena, .request = request, .revised = revised};
    *revised = (struct revised){.count = 0};
    bool is_found = request->side == REVISED_WORK_TREE ? find_in_work_tree(&search, err) : find_in_git(&search, err);
    if (revised->count)
        qsort(revised->at, revised->count, sizeof *revised->at, compare_names);
    return is_found;
}

bool revised_find_same(struct arena *arena, const struct revised_request *request, struct error *err)
{
    const struct git_filter filter = {scope_seeks, request->scope};
    struct git_files none;
    bool has_found_all = true;
    for (size_t i = 0; i < request->scope->count; i++)
        has_found_all = has_found_all && scope_has_found(request->scope, &request->scope->paths[i]);
    return has_found_all ||
           git_files_of_commits(request->objects, arena, &request->git->base, NULL, &filter, &none, err);
}
