#include "project/git_index.h"

#include "base/arena.h"
#include "base/path.h"

enum { INDEX_LIMIT = 1024 << 20, STAT_SIZE = 40, PATH_LIMIT = 4096 };

/* The index (git's Documentation/gitformat-index.txt): a header, entries, extensions, a checksum. */
struct reader {
    struct arena *arena;
    struct git_index *index;
    struct str bytes;
    size_t at, id_len;
    uint32_t version;
    struct str path; /* of the entry before */
    struct file_stamp written;
    bool has_folders; /* whole folders are left out */
};

static uint32_t number_at(const struct reader *reader, size_t at)
{
    const unsigned char *bytes = (const unsigned char *)reader->bytes.at + at;
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static bool has_bytes(const struct reader *reader, size_t count)
{
    return reader->bytes.len - reader->at >= count;
}

/* Version 4: how many bytes of the last path go, seven bits a byte, then what comes instead. */
static bool read_compressed_path(struct reader *reader)
{
    size_t dropped = 0;
    for (bool is_first = true, goes_on = true; goes_on; is_first = false) {
        if (!has_bytes(reader, 1) || dropped > PATH_LIMIT)
            return false;
        unsigned char byte = (unsigned char)reader->bytes.at[reader->at++];
        dropped = (is_first ? 0 : (dropped + 1) << 7) + (byte & 0x7f);
        goes_on = byte & 0x80;
    }
    if (dropped > reader->path.len)
        return false;
    struct str rest = str_slice(reader->bytes, reader->at, reader->bytes.len);
    size_t len = str_index(rest, '\0'), kept = reader->path.len - dropped;
    if (len == rest.len || kept + len > PATH_LIMIT)
        return false;
    char *path = arena_alloc_bytes(reader->arena, kept + len);
    if (kept)
        memcpy(path, reader->path.at, kept);
    memcpy(path + kept, rest.at, len);
    reader->path = (struct str){path, kept + len};
    reader->at += len + 1;
    return true;
}

/* Versions 2 and 3: the path, filled up with NULs to a multiple of eight. */
static bool read_path(struct reader *reader, size_t start)
{
    if (reader->version == 4)
        return read_compressed_path(reader);
    struct str rest = str_slice(reader->bytes, reader->at, reader->bytes.len);
    size_t len = str_index(rest, '\0');
    reader->path = str_slice(rest, 0, len);
    reader->at = start + ((reader->at - start + len + 8) & ~(size_t)7);
    return len < rest.len && reader->at <= reader->bytes.len;
}

static bool is_before(const struct timespec *a, const struct timespec *b)
{
    return a->tv_sec < b->tv_sec || (a->tv_sec == b->tv_sec && a->tv_nsec < b->tv_nsec);
}

static bool read_entry(struct reader *reader)
{
    size_t start = reader->at;
    if (!has_bytes(reader, STAT_SIZE + reader->id_len + 2))
        return false;
    struct git_index *index = reader->index;
    struct git_index_entry *entry = &index->entries[index->count];
    *entry = (struct git_index_entry){.is_settled = false};
    entry->stamp.modified = (struct timespec){number_at(reader, start + 8), (long)number_at(reader, start + 12)};
    entry->stamp.inode = number_at(reader, start + 20);
    entry->stamp.size = number_at(reader, start + 36);
    entry->is_settled = is_before(&entry->stamp.modified, &reader->written.modified);
    entry->id.len = (unsigned char)reader->id_len;
    memcpy(entry->id.bytes, reader->bytes.at + start + STAT_SIZE, reader->id_len);
    uint32_t mode = number_at(reader, start + 24), flags = number_at(reader, start + STAT_SIZE + reader->id_len - 2);
    reader->at += STAT_SIZE + reader->id_len + 2;
    bool is_extended = flags & 0x4000, is_in_conflict = flags & 0x3000;
    if (is_extended) {
        if (!has_bytes(reader, 2))
            return false;
        entry->is_left_out = reader->bytes.at[reader->at] & 0x40;
        reader->at += 2;
    }
    if (!read_path(reader, start))
        return false;
    reader->has_folders = reader->has_folders || mode == 040000;
    entry->path = reader->path;
    if (is_in_conflict || mode >> 12 != 010)
        return true;
    index->count++;
    return index->count == 1 || str_compare(entry[-1].path, entry->path) < 0;
}

/* Whether the extensions leave what the entries say as it is. */
static bool has_only_harmless_extensions(struct reader *reader)
{
    while (has_bytes(reader, 8 + reader->id_len)) {
        const char *name = reader->bytes.at + reader->at;
        size_t len = number_at(reader, reader->at + 4);
        bool is_optional = name[0] >= 'A' && name[0] <= 'Z';
        if (!has_bytes(reader, 8 + len) || (!is_optional && memcmp(name, "sdir", 4) != 0))
            return false;
        reader->at += 8 + len;
    }
    return true;
}

static bool read_entries(struct reader *reader)
{
    if (!has_bytes(reader, 12) || memcmp(reader->bytes.at, "DIRC", 4) != 0)
        return false;
    reader->version = number_at(reader, 4);
    reader->at = 12;
    uint32_t count = number_at(reader, 8);
    if (count > reader->bytes.len / (STAT_SIZE + reader->id_len + 2))
        return false;
    reader->index->entries = arena_alloc_raw(reader->arena, (count + (size_t)1) * sizeof *reader->index->entries);
    for (uint32_t left = count; left; left--)
        if (!read_entry(reader))
            return false;
    return reader->version >= 2 && reader->version <= 4 && has_only_harmless_extensions(reader);
}

bool git_index_read(struct git_index *index, struct arena *arena, const struct git *git, struct error *err)
{
    const char *given = getenv("GIT_INDEX_FILE");
    struct error unread = {.is_set = false};
    struct reader reader = {.arena = arena, .index = index, .id_len = git->empty_tree.len};
    struct str path = given && *given ? str_of(given) : path_join(arena, git->folder, STR("index"));
    *index = (struct git_index){.count = 0};
    if (!file_read(arena, str_c(arena, path), INDEX_LIMIT, &reader.bytes, &reader.written, &unread))
        return true;
    if (!read_entries(&reader))
        index->count = 0;
    return !reader.has_folders ||
           error_set(err, "the sparse index of this repository leaves out whole folders; give --staged or --at HEAD");
}

static int compare_with_entry(const void *path, const void *entry)
{
    return str_compare(*(const struct str *)path, ((const struct git_index_entry *)entry)->path);
}

const struct git_index_entry *git_index_find(struct git_index *index, struct str path)
{
    const struct git_index_entry *found = NULL;
    if (index->next < index->count && str_equal(index->entries[index->next].path, path))
        found = &index->entries[index->next];
    else if (index->count)
        found = bsearch(&path, index->entries, index->count, sizeof *found, compare_with_entry);
    if (found)
        index->next = (size_t)(found - index->entries) + 1;
    return found;
}

bool git_index_is_certain(const struct git_index_entry *entry, const struct file_stamp *stamp)
{
    return entry->is_settled && entry->stamp.size == (off_t)(uint32_t)stamp->size &&
           entry->stamp.inode == (ino_t)(uint32_t)stamp->inode &&
           entry->stamp.modified.tv_sec == (time_t)(uint32_t)stamp->modified.tv_sec &&
           entry->stamp.modified.tv_nsec == stamp->modified.tv_nsec;
}
