#define _DEFAULT_SOURCE /* d_type */

#include "project/discover.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/distance.h"
#include "base/file.h"
#include "base/pool.h"
#include "project/ignored.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LOOKS_MIN = 256 }; /* files for which a thread is started */

/* A file before it is known to be one. */
struct candidate {
    struct found_file file; /* first: candidates are sorted as such */
    bool is_due;            /* found by walking and not looked at yet */
    bool is_none;           /* it has vanished, or is a link to nothing or no file */
    bool has_names;         /* perhaps several */
};

/* A folder that is still to be read. */
struct folder {
    const char *path; /* what its entries' paths begin with: "", or ending in a slash */
    struct str name;  /* its last part, when it was found by walking */
    bool is_named;
    const struct ignored *outer; /* of the folder it was found in */
};

struct list {
    void *items;
    size_t count, capacity, size; /* size of one in bytes */
};

struct walk {
    struct arena *arena;  /* of the result */
    struct arena scratch; /* of the walk */
    struct arena entry;   /* of one entry */
    const struct discover_request *request;
    struct list candidates, folders, errors;
    bool has_links; /* a file may have several names */
    struct pool_job looking;
    struct pool *pool;
    size_t looks; /* files that a thread looks at before it takes others: all are, while nobody waits for them */
};

struct discovery {
    struct walk walk;
};

static void *list_push(struct arena *arena, struct list *list)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? 2 * list->capacity : 64;
        list->items = arena_grow(arena, list->items, list->capacity * list->size, capacity * list->size);
        list->capacity = capacity;
    }
    return memset((char *)list->items + list->size * list->count++, 0, list->size);
}

static void keep_error(struct walk *walk, const struct error *err)
{
    if (err->is_set)
        *(const char **)list_push(&walk->scratch, &walk->errors) = str_c(walk->arena, str_of(err->text));
}

static void keep_errno(struct walk *walk, const char *path, int number)
{
    struct error err = {0};
    file_error(&err, "read", path, number);
    keep_error(walk, &err);
}

static struct candidate *keep_file(struct walk *walk, struct str path, bool is_named, bool is_link)
{
    struct candidate *candidate = list_push(&walk->scratch, &walk->candidates);
    candidate->file.path = (struct str){str_c(walk->arena, path), path.len};
    candidate->file.is_named = is_named;
    candidate->file.is_link = is_link;
    return candidate;
}

static void note_status(struct candidate *candidate, const struct stat *status)
{
    candidate->file.stamp = file_stamp_of(status);
    candidate->has_names = candidate->file.is_link || status->st_nlink > 1;
}

bool discover_leaves_out(struct str folder)
{
    static const char *const names[] = {"node_modules", "dbt_packages", "target", "venv", NULL};
    return str_starts(folder, ".") || str_is_one_of(folder, names);
}

bool discover_has_suffix(struct str file)
{
    return str_ends(file, ".yaml") || str_ends(file, ".yml") || str_ends(file, ".json");
}

static bool is_ignored(struct walk *walk, const struct ignored *ignored, const char *name, const char *path,
                       bool is_folder)
{
    const struct discover_request *request = walk->request;
    return ignored_has(ignored, &walk->entry, str_of(name), is_folder) ||
           (request->is_ignored && request->is_ignored(request->context, str_of(path), is_folder));
}

static const char *join(struct arena *arena, const char *folder, struct str name)
{
    size_t len = strlen(folder);
    char *path = arena_alloc_bytes(arena, len + name.len + 1);
    memcpy(path, folder, len);
    memcpy(path + len, name.at, name.len);
    path[len + name.len] = '\0';
    return path;
}

static void push_folder(struct walk *walk, const struct ignored *ignored, const char *name, const char *path)
{
    const char *inside = text_print(&walk->scratch, "%s/", path);
    struct folder *folder = list_push(&walk->scratch, &walk->folders);
    *folder = (struct folder){.path = inside, .outer = ignored};
    folder->name = (struct str){inside + strlen(path) - strlen(name), strlen(name)};
}

static unsigned char kind_of(int dir, const struct dirent *entry)
{
    struct stat status;
    if (entry->d_type != DT_UNKNOWN)
        return entry->d_type;
    if (fstatat(dir, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return DT_UNKNOWN;
    return S_ISDIR(status.st_mode) ? DT_DIR : S_ISLNK(status.st_mode) ? DT_LNK : DT_REG;
}

static void take_entry(struct walk *walk, const struct folder *folder, const struct ignored *ignored, int dir,
                       const struct dirent *entry)
{
    const char *name = entry->d_name;
    const struct str leaf = {name, strlen(name)};
    unsigned char kind = kind_of(dir, entry);
    bool is_folder = kind == DT_DIR;
    if (is_folder ? discover_leaves_out(leaf) : kind == DT_UNKNOWN || !discover_has_suffix(leaf))
        return;
    const char *path = join(&walk->entry, folder->path, leaf);
    if (is_ignored(walk, ignored, name, path, is_folder))
        return;
    if (is_folder)
        push_folder(walk, ignored, name, path);
    else
        keep_file(walk, str_of(path), false, kind == DT_LNK)->is_due = true;
}

static void read_entries(struct walk *walk, const struct folder *folder, const struct ignored *ignored, DIR *dir)
{
    const struct dirent *entry;
    while ((errno = 0, entry = readdir(dir))) {
        take_entry(walk, folder, ignored, dirfd(dir), entry);
        arena_reset(&walk->entry);
    }
    if (errno)
        keep_errno(walk, *folder->path ? folder->path : ".", errno);
}

static DIR *open_folder(const char *path, bool is_link_followed)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK | (is_link_followed ? 0 : O_NOFOLLOW));
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    if (fd >= 0 && !dir)
        close(fd);
    return dir;
}

/* Without the slash at its end, so that O_NOFOLLOW sees a link that took the folder's place. */
static const char *folder_itself(struct walk *walk, const struct folder *folder)
{
    struct str path = str_of(folder->path);
    if (!path.len)
        return ".";
    return folder->is_named ? folder->path : str_c(&walk->entry, str_slice(path, 0, path.len - 1));
}

static void read_folder(struct walk *walk, const struct folder *folder)
{
    struct error err = {0};
    const char *path = folder_itself(walk, folder);
    const struct ignored *ignored = folder->is_named
                                        ? ignored_at(&walk->scratch, path, &err)
                                        : ignored_below(&walk->scratch, folder->outer, folder->name, path, &err);
    keep_error(walk, &err);
    DIR *dir = open_folder(path, folder->is_named);
    bool is_gone = !dir && !folder->is_named && (errno == ENOENT || errno == ELOOP || errno == ENOTDIR);
    if (!dir && !is_gone)
        keep_errno(walk, path, errno);
    if (!dir)
        return;
    read_entries(walk, folder, ignored, dir);
    closedir(dir);
}

static void walk_folder(struct walk *walk, struct str path)
{
    bool is_current = str_is(path, ".") || str_is(path, "./");
    struct folder *first = list_push(&walk->scratch, &walk->folders);
    first->path = is_current ? "" : text_print(&walk->scratch, "%.*s%s", STR_ARG(path), str_ends(path, "/") ? "" : "/");
    first->is_named = true;
    while (walk->folders.count) {
        struct folder folder = ((const struct folder *)walk->folders.items)[--walk->folders.count];
        read_folder(walk, &folder);
        arena_reset(&walk->entry);
    }
}

static int compare_texts(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

const char *discover_near(struct arena *arena, struct str path)
{
    struct str folder = str_slice(path, 0, path.len);
    while (folder.len && !str_ends(folder, "/"))
        folder.len--;
    struct distance_search search = distance_search_start(str_slice(path, folder.len, path.len));
    struct list names = {.size = sizeof(const char *)};
    DIR *stream = opendir(folder.len ? str_c(arena, folder) : ".");
    for (struct dirent *entry; stream && (entry = readdir(stream));)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            *(const char **)list_push(arena, &names) = str_c(arena, str_of(entry->d_name));
    if (stream)
        closedir(stream);
    if (names.count)
        qsort(names.items, names.count, names.size, compare_texts);
    for (size_t i = 0; i < names.count; i++)
        distance_search_offer(&search, str_of(((const char *const *)names.items)[i]));
    if (!search.found.at || str_equal(search.found, search.word)) /* a link that leads nowhere is there */
        return NULL;
    return text_print(arena, "%.*s%.*s", STR_ARG(folder), STR_ARG(search.found));
}

/* A path that cannot be looked at. The folder of the first few is searched for what is meant: a list may be long. */
static void keep_missing(struct walk *walk, struct str given, int number)
{
    enum { SUGGESTIONS = 10 };
    const char *path = str_c(&walk->scratch, given);
    bool is_searched = number == ENOENT && walk->errors.count < SUGGESTIONS;
    const char *near = is_searched ? discover_near(&walk->entry, given) : NULL;
    struct error err = {0};
    if (near)
        file_error_because(&err, "read", path,
                           text_print(&walk->entry, "No such file or directory; did you mean `%s`?", near));
    else
        file_error(&err, "read", path, number);
    keep_error(walk, &err);
    arena_reset(&walk->entry);
}

static void take_path(struct walk *walk, struct str given)
{
    const struct discover_request *request = walk->request;
    const char *path = str_c(&walk->scratch, given);
    struct stat status, link;
    if (!given.len) {
        struct error err = {0};
        error_set(&err, "a path is empty");
        keep_error(walk, &err);
    } else if (stat(path, &status) != 0) {
        keep_missing(walk, given, errno);
    } else if (S_ISDIR(status.st_mode)) {
        walk_folder(walk, given);
    } else if (!request->is_ignore_forced || !request->is_ignored ||
               !request->is_ignored(request->context, given, false)) {
        note_status(keep_file(walk, given, true, lstat(path, &link) == 0 && S_ISLNK(link.st_mode)), &status);
    }
}

/* Looking at what was found. */

/* What a file or link leads to. What cannot be looked at is kept, so that reading it says why. */
static void look(struct candidate *candidate)
{
    struct stat status;
    if (stat(candidate->file.path.at, &status) == 0) {
        candidate->is_none = !S_ISREG(status.st_mode);
        note_status(candidate, &status);
    } else {
        candidate->is_none = errno == ENOENT || errno == ELOOP || errno == ENOTDIR;
        candidate->has_names = true;
    }
}

static void look_at_some(void *context, unsigned worker, size_t slot, size_t index)
{
    struct walk *walk = context;
    struct candidate *candidates = walk->candidates.items;
    (void)worker, (void)slot;
    for (size_t i = index * walk->looks; i < walk->candidates.count && i < (index + 1) * walk->looks; i++)
        if (candidates[i].is_due)
            look(&candidates[i]);
}

static bool go_on(void *context, size_t slot, size_t index)
{
    (void)context, (void)slot, (void)index;
    return true;
}

/* Most of the time of a walk is spent here. */
static void begin_looking(struct walk *walk)
{
    unsigned workers = walk->request->workers ? walk->request->workers : 1;
    size_t count = walk->candidates.count, slots = pool_slots(workers);
    walk->looks = count / slots + 1 > LOOKS_MIN ? count / slots + 1 : LOOKS_MIN;
    walk->looking = (struct pool_job){.count = (count + walk->looks - 1) / walk->looks,
                                      .workers = workers,
                                      .context = walk,
                                      .work = look_at_some,
                                      .deliver = go_on};
    walk->pool = pool_begin(&walk->scratch, &walk->looking);
}

static void drop_none(struct walk *walk)
{
    struct candidate *candidates = walk->candidates.items;
    size_t kept = 0;
    for (size_t i = 0; i < walk->candidates.count; i++) {
        if (candidates[i].is_none)
            continue;
        walk->has_links = walk->has_links || candidates[i].has_names;
        candidates[kept++] = candidates[i];
    }
    walk->candidates.count = kept;
}

/* By file, and the name that stays first. */
static int compare_files(const void *left, const void *right)
{
    const struct found_file *a = left, *b = right;
    if (a->stamp.device != b->stamp.device)
        return a->stamp.device < b->stamp.device ? -1 : 1;
    if (a->stamp.inode != b->stamp.inode)
        return a->stamp.inode < b->stamp.inode ? -1 : 1;
    if (a->is_named != b->is_named)
        return a->is_named ? -1 : 1;
    if (a->is_link != b->is_link)
        return a->is_link ? 1 : -1;
    if (a->path.len != b->path.len)
        return a->path.len < b->path.len ? -1 : 1;
    return str_compare(a->path, b->path);
}

static int compare_paths(const void *left, const void *right)
{
    const struct found_file *const *a = left, *const *b = right;
    return str_compare((*a)->path, (*b)->path);
}

static bool is_same_file(const struct found_file *a, const struct found_file *b)
{
    return (a->stamp.inode && file_stamp_is_same_file(&a->stamp, &b->stamp)) || str_equal(a->path, b->path);
}

static void choose_names(struct walk *walk, struct found_files *found)
{
    struct candidate *candidates = walk->candidates.items;
    size_t count = walk->candidates.count;
    if (walk->has_links || walk->request->count > 1)
        qsort(candidates, count, sizeof *candidates, compare_files);
    const struct found_file **chosen = arena_alloc_array(&walk->scratch, count, sizeof *chosen);
    for (size_t i = 0; i < count; i++)
        if (!found->count || !is_same_file(chosen[found->count - 1], &candidates[i].file))
            chosen[found->count++] = &candidates[i].file;
    if (found->count)
        qsort(chosen, found->count, sizeof *chosen, compare_paths);
    struct found_file *files = arena_alloc_array(walk->arena, found->count, sizeof *files);
    for (size_t i = 0; i < found->count; i++)
        files[i] = *chosen[i];
    found->files = files;
}

/* The order in which the system lists a folder must not show. */
static void sort_errors(struct walk *walk, struct found_files *found)
{
    const char **errors = arena_alloc_array(walk->arena, walk->errors.count, sizeof *errors);
    found->errors = errors;
    found->error_count = walk->errors.count;
    if (!found->error_count)
        return;
    memcpy(errors, walk->errors.items, walk->errors.count * sizeof *errors);
    qsort(errors, found->error_count, sizeof *errors, compare_texts);
}

struct discovery *discover_begin(struct arena *arena, const struct discover_request *request)
{
    struct discovery *discovery = arena_new(arena, struct discovery);
    struct walk *walk = &discovery->walk;
    *walk = (struct walk){.arena = arena,
                          .request = request,
                          .candidates = {.size = sizeof(struct candidate)},
                          .folders = {.size = sizeof(struct folder)},
                          .errors = {.size = sizeof(const char *)}};
    arena_init(&walk->scratch, arena->on_out_of_memory);
    arena_init(&walk->entry, arena->on_out_of_memory);
    for (size_t i = 0; i < request->count; i++)
        take_path(walk, request->paths[i]);
    if (!request->count)
        walk_folder(walk, STR("."));
    begin_looking(walk);
    return discovery;
}

void discover_end(struct discovery *discovery, struct found_files *found)
{
    struct walk *walk = &discovery->walk;
    *found = (struct found_files){0};
    (void)pool_end(walk->pool);
    drop_none(walk);
    choose_names(walk, found);
    sort_errors(walk, found);
    arena_free(&walk->entry);
    arena_free(&walk->scratch);
}

void discover(struct arena *arena, const struct discover_request *request, struct found_files *found)
{
    discover_end(discover_begin(arena, request), found);
}

const struct str *discover_split(struct arena *arena, struct str text, size_t *count)
{
    char separator = str_index(text, '\0') < text.len ? '\0' : '\n';
    struct list paths = {.size = sizeof(struct str)};
    while (text.len) {
        size_t end = str_index(text, separator);
        if (end)
            *(struct str *)list_push(arena, &paths) = str_slice(text, 0, end);
        text = str_slice(text, end + 1, text.len);
    }
    *count = paths.count;
    return paths.items;
}
