#include "project/git_files.h"

#include "base/arena.h"

enum {
    PATH_LIMIT = 4096,        /* bytes */
    FILES_LIMIT = 1000000,    /* trees can name each other so that a few objects make endless files */
    TREE_LIMIT = 64 << 20,    /* bytes of one tree */
    INDEX_LIMIT = 1024 << 20, /* bytes of the list of an index */
};

static void add_file(struct git_files *files, struct arena *arena, const struct git_file *file)
{
    if (files->count == files->capacity) {
        size_t capacity = files->capacity ? files->capacity * 2 : 64;
        files->at = arena_grow(arena, files->at, files->capacity * sizeof *files->at, capacity * sizeof *files->at);
        files->capacity = capacity;
    }
    files->at[files->count++] = *file;
}

static int compare_paths(const void *left, const void *right)
{
    const struct git_file *a = left, *b = right;
    return str_compare(a->path, b->path);
}

/* Trees and the index list files in their order; folders one after the other need not be. */
static void sort_files(struct git_files *files)
{
    bool is_sorted = true;
    for (size_t i = 1; i < files->count && is_sorted; i++)
        is_sorted = compare_paths(&files->at[i - 1], &files->at[i]) <= 0;
    if (!is_sorted)
        qsort(files->at, files->count, sizeof *files->at, compare_paths);
}

/* Trees. */

enum entry_kind { ENTRY_FILE, ENTRY_FOLDER, ENTRY_OTHER };

struct entry {
    enum entry_kind kind;
    struct str name;
    struct git_id id;
};

/* What is left of a tree, and its first entry. */
struct reader {
    struct str bytes;
    size_t id_len;
    struct entry entry;
    bool has_entry;
};

/* A folder that is still to be compared. */
struct folder {
    struct str path; /* ends in a slash, or empty */
    struct git_id ids[2];
};

struct listing {
    struct git_objects *objects;
    struct arena *arena;
    struct arena scratch; /* of the trees of one folder */
    struct buf path;      /* of one entry */
    const struct git_filter *filter;
    struct git_files *files;
    struct folder *folders; /* all that were found */
    size_t folder_count, folder_capacity;
};

static enum entry_kind kind_of_mode(struct str mode)
{
    if (str_is(mode, "40000"))
        return ENTRY_FOLDER;
    return str_starts(mode, "100") ? ENTRY_FILE : ENTRY_OTHER;
}

static bool is_name(struct str name)
{
    return name.len && !str_is(name, ".") && !str_is(name, "..") && str_index(name, '/') == name.len;
}

/* Takes "MODE NAME\0ID". False: the tree is malformed. */
static bool next_entry(struct reader *reader)
{
    struct entry *entry = &reader->entry;
    struct str bytes = reader->bytes;
    reader->has_entry = bytes.len > 0;
    if (!bytes.len)
        return true;
    size_t space = str_index(bytes, ' '), nul = str_index(bytes, '\0');
    if (space > nul || bytes.len - nul <= reader->id_len)
        return false;
    entry->kind = kind_of_mode(str_slice(bytes, 0, space));
    entry->name = str_slice(bytes, space + 1, nul);
    entry->id = (struct git_id){.len = (unsigned char)reader->id_len};
    memcpy(entry->id.bytes, bytes.at + nul + 1, reader->id_len);
    reader->bytes = str_slice(bytes, nul + 1 + reader->id_len, bytes.len);
    return is_name(entry->name);
}

/* Git's order: folders as if their names ended in a slash. */
static int compare_entries(const struct entry *a, const struct entry *b)
{
    size_t shared = a->name.len < b->name.len ? a->name.len : b->name.len;
    int order = memcmp(a->name.at, b->name.at, shared);
    if (order)
        return order;
    unsigned char ends[2];
    const struct entry *both[] = {a, b};
    for (size_t i = 0; i < 2; i++)
        ends[i] = both[i]->name.len > shared      ? (unsigned char)both[i]->name.at[shared]
                  : both[i]->kind == ENTRY_FOLDER ? '/'
                                                  : '\0';
    return ends[0] != ends[1] ? ends[0] - ends[1] : (a->name.len > b->name.len) - (a->name.len < b->name.len);
}

/* Until the next one is asked for. */
static struct str path_of(struct listing *listing, const struct folder *folder, struct str name)
{
    listing->path.len = 0;
    buf_add(&listing->path, folder->path);
    buf_add(&listing->path, name);
    return buf_str(&listing->path);
}

static void push_folder(struct listing *listing, struct str path, const struct git_id *old, const struct git_id *new)
{
    if (listing->folder_count == listing->folder_capacity) {
        size_t capacity = listing->folder_capacity ? listing->folder_capacity * 2 : 64;
        struct folder *at = arena_alloc_array(listing->arena, capacity, sizeof *at);
        if (listing->folder_count)
            memcpy(at, listing->folders, listing->folder_count * sizeof *at);
        listing->folders = at;
        listing->folder_capacity = capacity;
    }
    listing->folders[listing->folder_count++] = (struct folder){path, {*old, *new}};
}

/* An entry of one side, or of both when they have the same name and kind. */
static bool take_entry(struct listing *listing, const struct folder *folder, const struct entry *old,
                       const struct entry *new, struct error *err)
{
    static const struct git_id none = {.len = 0};
    const struct entry *either = old ? old : new;
    bool is_folder = either->kind == ENTRY_FOLDER;
    const struct git_id *old_id = old ? &old->id : &none, *new_id = new ? &new->id : &none;
    if (either->kind == ENTRY_OTHER || git_id_equal(old_id, new_id))
        return true;
    if (folder->path.len + either->name.len > PATH_LIMIT)
        return error_set(err, "git has a path of more than %d bytes", PATH_LIMIT);
    if (listing->files->count + listing->folder_count >= FILES_LIMIT)
        return error_set(err, "git has more than %d files here", FILES_LIMIT);
    struct str path = path_of(listing, folder, either->name);
    if (!listing->filter->has(listing->filter->context, path, is_folder))
        return true;
    if (is_folder)
        buf_add_char(&listing->path, '/');
    path = buf_str(&listing->path);
    path.at = str_c(listing->arena, path);
    if (is_folder)
        push_folder(listing, path, old_id, new_id);
    else
        add_file(listing->files, listing->arena, &(struct git_file){path, *old_id, *new_id});
    return true;
}

static bool merge(struct listing *listing, const struct folder *folder, struct reader *old, struct reader *new,
                  struct error *err)
{
    bool is_good = next_entry(old) && next_entry(new);
    while (is_good && (old->has_entry || new->has_entry)) {
        int order = !old->has_entry ? 1 : !new->has_entry ? -1 : compare_entries(&old->entry, &new->entry);
        /* One name as a file here and as a link there are two entries. */
        if (order == 0 && old->entry.kind != new->entry.kind)
            order = -1;
        if (!take_entry(listing, folder, order <= 0 ? &old->entry : NULL, order >= 0 ? &new->entry : NULL, err))
            return false;
        is_good = (order > 0 || next_entry(old)) && (order < 0 || next_entry(new));
    }
    return is_good || error_set(err, "the git tree of %.*s is malformed", (int)folder->path.len, folder->path.at);
}

static bool take_tree(struct listing *listing, const struct folder *folder, int side, struct reader *reader,
                      struct error *err)
{
    enum git_object_state state;
    *reader = (struct reader){.id_len = folder->ids[side].len};
    if (!folder->ids[side].len)
        return true;
    const char *name = folder->path.len ? folder->path.at : "the root tree";
    if (!git_object_take(listing->objects, &listing->scratch, "tree", name, TREE_LIMIT, &reader->bytes, &state, err))
        return false;
    return state == GIT_OBJECT_READ || error_set(err, "cannot read %s: the git tree is too large", name);
}

/* Folders are compared level by level, so that git can answer many questions at once. */
static bool compare_level(struct listing *listing, size_t first, size_t end, struct error *err)
{
    for (size_t i = first; i < end; i++)
        for (int side = 0; side < 2; side++)
            if (listing->folders[i].ids[side].len)
                git_object_ask(listing->objects, &listing->folders[i].ids[side], first ? "" : "^{tree}");
    for (size_t i = first; i < end; i++) {
        const struct folder folder = listing->folders[i];
        struct reader old, new;
        arena_reset(&listing->scratch);
        if (!take_tree(listing, &folder, 0, &old, err) || !take_tree(listing, &folder, 1, &new, err) ||
            !merge(listing, &folder, &old, &new, err))
            return false;
    }
    return true;
}

bool git_files_of_commits(struct git_objects *objects, struct arena *arena, const struct git_id *old,
                          const struct git_id *new, const struct git_filter *filter, struct git_files *files,
                          struct error *err)
{
    static const struct git_id none = {.len = 0};
    struct listing listing = {
        .objects = objects, .arena = arena, .filter = filter, .files = files, .path = {.arena = arena}};
    bool is_good = true;
    arena_init(&listing.scratch, arena->on_out_of_memory);
    *files = (struct git_files){.count = 0};
    push_folder(&listing, STR(""), old ? old : &none, new ? new : &none);
    for (size_t first = 0, end = 1; is_good && first < end; first = end, end = listing.folder_count)
        is_good = compare_level(&listing, first, end, err);
    arena_free(&listing.scratch);
    sort_files(files);
    return is_good;
}

/* The index. */

static struct str take_word(struct str *text, char end)
{
    size_t at = str_index(*text, end);
    struct str word = str_slice(*text, 0, at);
    *text = str_slice(*text, at + 1, text->len);
    return word;
}

/* Takes ":MODE MODE ID ID STATUS\0PATH\0"; an id of zeros is no file. */
static bool take_change(struct str *text, struct git_file *file, char *status)
{
    struct str old_mode = take_word(text, ' '), new_mode = take_word(text, ' ');
    struct git_id ids[2];
    bool is_good = str_starts(old_mode, ":");
    for (size_t i = 0; i < 2; i++)
        is_good = git_id_parse(take_word(text, ' '), &ids[i]) && is_good;
    struct str word = take_word(text, '\0');
    file->path = take_word(text, '\0');
    *status = word.len ? word.at[0] : '\0';
    if (kind_of_mode(str_slice(old_mode, 1, old_mode.len)) == ENTRY_FILE)
        file->old = ids[0];
    if (kind_of_mode(new_mode) == ENTRY_FILE)
        file->new = ids[1];
    return is_good && file->path.len;
}

static bool take_changes(struct arena *arena, struct str text, const struct git_filter *filter, struct git_files *files,
                         struct error *err)
{
    while (text.len) {
        struct git_file file = {.path = {NULL, 0}};
        char status;
        if (!take_change(&text, &file, &status))
            return error_set(err, "git gave an answer that is none");
        if (!filter->has(filter->context, file.path, false))
            continue;
        if (status == 'U')
            return error_set(err, "cannot read %s: it is in conflict in the index", str_c(arena, file.path));
        if (file.old.len || file.new.len)
            add_file(files, arena, &file);
    }
    return true;
}

bool git_files_of_index(const struct git *git, struct arena *arena, const struct git_id *old,
                        const struct git_filter *filter, struct git_files *files, struct error *err)
{
    struct git_answer answer;
    struct git_id base = old && old->len ? *old : git->empty_tree;
    struct buf id = {.arena = arena};
    git_id_add(&id, &base);
    const char *arguments[] = {text_print(arena, "--git-dir=%.*s", STR_ARG(git->folder)),
                               "diff-index",
                               "--cached",
                               "--raw",
                               "--no-abbrev",
                               "--no-renames",
                               "--ignore-submodules",
                               "-r",
                               "-z",
                               buf_c(&id),
                               NULL};
    *files = (struct git_files){.count = 0};
    if (!git_run(arena, git->program, arguments, INDEX_LIMIT, &answer, err))
        return false;
    if (answer.status != 0)
        return error_set(err, "git cannot read the index: %.*s", STR_ARG(answer.said));
    if (!take_changes(arena, answer.output, filter, files, err))
        return false;
    sort_files(files);
    return true;
}

const struct git_file *git_files_find(const struct git_files *files, struct str path)
{
    struct git_file key = {.path = path};
    return files->count ? bsearch(&key, files->at, files->count, sizeof key, compare_paths) : NULL;
}
