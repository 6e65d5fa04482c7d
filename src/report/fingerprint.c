#include "report/fingerprint.h"

#include "base/buf.h"
#include "base/sha256.h"
#include "check/rule.h"

struct fingerprints fingerprints_start(struct arena *arena, struct str path)
{
    struct fingerprints fingerprints = {.path = path};
    map_init(&fingerprints.counts, arena);
    return fingerprints;
}

/* How many had this key before. */
static size_t count_key(struct map *counts, struct str key)
{
    size_t *count = map_get(counts, key);
    if (!count) {
        count = arena_new(counts->arena, size_t);
        map_put(counts, key, count);
    }
    return (*count)++;
}

struct str fingerprint_next(struct fingerprints *fingerprints, const struct finding *finding)
{
    enum { SHOWN = 16 };
    struct arena *arena = fingerprints->counts.arena;
    struct buf key = {.arena = arena}, text = {.arena = arena};
    buf_add(&key, (struct str){finding->rule->id, strlen(finding->rule->id) + 1});
    buf_add(&key, finding->path);
    const size_t before = count_key(&fingerprints->counts, buf_str(&key));
    struct buf whole = {.arena = arena};
    buf_add(&whole, fingerprints->path);
    buf_add_char(&whole, '\0');
    buf_add(&whole, buf_str(&key));
    buf_add_char(&whole, '\0');
    if (before)
        buf_print(&whole, "%zu", before);
    uint8_t digest[SHA256_SIZE];
    sha256(buf_str(&whole), digest);
    for (size_t i = 0; i < SHOWN; i++)
        buf_print(&text, "%02x", digest[i]);
    return buf_str(&text);
}
