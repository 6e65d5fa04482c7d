#include "change/breaking_run.h"

#include "base/pool.h"

enum { NONE = -1 };

/* Files that are read together: those of one path, or a single one. */
struct file_pair {
    ptrdiff_t index[SIDES]; /* or NONE */
};

/* What happens to a pair from its reading to its delivery. */
struct slot {
    struct arena arena;
    struct str bytes[SIDES];
    bool is_left_out, has_accepted;
    struct version_file files[SIDES];
    struct places places[SIDES];
    struct contract_cards cards[SIDES];
    size_t open[SIDES]; /* cards that are not compared */
    bool is_told;       /* something of one that is */
    bool stays_parsed;
};

struct reading {
    struct breaking_run *run;
    struct file_pair *pairs;
    size_t count;
    struct slot *slots;
};

static const struct breaking_file *file_of(const struct reading *reading, const struct file_pair *pair, int side)
{
    ptrdiff_t index = pair->index[side];
    return index == NONE ? NULL : &reading->run->sides[side].request->files[index];
}

/* What is accepted of a contract depends on the names of all, so it has to wait. */
static bool has_accepted(const struct breaking_request *request, const struct breaking_file *file)
{
    const struct config_effective *effective =
        request->accepted ? request->configured(request->context, file->name) : NULL;
    return effective && accepted_has(request->accepted, effective);
}

static void prepare(void *context, size_t slot_index, size_t index)
{
    const struct reading *reading = context;
    const struct breaking_request *request = reading->run->request;
    struct slot *slot = &reading->slots[slot_index];
    const struct file_pair *pair = &reading->pairs[index];
    const struct breaking_file *old = file_of(reading, pair, OLD), *new = file_of(reading, pair, NEW);
    *slot = (struct slot){.arena = slot->arena, .bytes = {old ? old->bytes : STR(""), new ? new->bytes : STR("")}};
    if (request->read)
        slot->is_left_out = !request->read(request->context, &slot->arena, old, new, slot->bytes);
    if (!slot->is_left_out)
        slot->has_accepted = has_accepted(request, new ? new : old);
}

static void read_side(const struct reading *reading, const struct file_pair *pair, struct slot *slot, int side)
{
    const struct breaking_file *named = file_of(reading, pair, side);
    struct version_file *file = &slot->files[side];
    struct str bytes = slot->bytes[side];
    struct source source = {.name = named->name};
    if (bytes.at)
        source = source_make(&slot->arena, named->name, bytes);
    source.revision = reading->run->sides[side].request->revision;
    version_file_read(file, &slot->arena, &source, reading->run->request->limits);
    places_init(&slot->places[side], &slot->arena);
    for (const struct version_document *entry = file->documents.first; entry; entry = entry->at.next)
        cards_add(&slot->cards[side], &slot->arena, entry->document, named->path, (size_t)pair->index[side]);
    slot->open[side] = slot->cards[side].count;
}

static int compare_places(const struct contract_card *a, const struct contract_card *b)
{
    if (a->document != b->document)
        return a->document < b->document ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

/* Both lists are in the order of the places. */
static void compare_certain(const struct reading *reading, struct slot *slot)
{
    struct contract_cards *olds = &slot->cards[OLD], *news = &slot->cards[NEW];
    for (size_t i = 0, k = 0; i < olds->count && k < news->count;) {
        struct contract_card *old = &olds->at[i], *new = &news->at[k];
        int order = compare_places(old, new);
        i += order <= 0;
        k += order >= 0;
        if (!cards_are_certain(old, new))
            continue;
        const struct version_pair pair = {.old = {&slot->files[OLD], old, &slot->places[OLD]},
                                          .new = {&slot->files[NEW], new, &slot->places[NEW]}};
        new->told = version_pair_compare(&pair, &slot->arena, reading->run->request);
        new->is_compared = old->is_compared = true;
        slot->is_told = slot->is_told || new->told;
        slot->open[OLD]--;
        slot->open[NEW]--;
    }
}

static bool is_unreadable(const struct slot *slot)
{
    return slot->files[OLD].is_unreadable || slot->files[NEW].is_unreadable;
}

/* Several contracts of a file are compared later: parsing it again for each would not be linear. */
static bool is_shared(const struct slot *slot)
{
    return slot->open[OLD] > 1 || slot->open[NEW] > 1;
}

/* Decides whether the files stay parsed. Those that have secrets do, because reports must know these. */
static void judge_files(const struct reading *reading, struct slot *slot)
{
    bool is_done = !slot->is_told && !slot->open[OLD] && !slot->open[NEW] && !is_unreadable(slot);
    slot->stays_parsed = reading->run->request->are_two_files || is_shared(slot) || is_unreadable(slot);
    for (int side = OLD; side < SIDES && !is_done; side++) {
        version_file_hide(&slot->files[side], &slot->arena);
        slot->stays_parsed = slot->stays_parsed || slot->files[side].secrets;
    }
}

static void work(void *context, unsigned worker, size_t slot_index, size_t index)
{
    const struct reading *reading = context;
    struct slot *slot = &reading->slots[slot_index];
    const struct file_pair *pair = &reading->pairs[index];
    (void)worker;
    if (slot->is_left_out)
        return;
    for (int side = OLD; side < SIDES; side++)
        if (pair->index[side] != NONE)
            read_side(reading, pair, slot, side);
    if (!slot->has_accepted)
        compare_certain(reading, slot);
    judge_files(reading, slot);
}

static struct source *kept_source(struct arena *arena, const struct source *source, bool has_text)
{
    struct source *kept = arena_new(arena, struct source);
    *kept = (struct source){.name = source->name, .revision = source->revision};
    if (!has_text)
        return kept;
    char *text = arena_alloc_bytes(arena, source->text.len + 1);
    memcpy(text, source->text.at, source->text.len + 1);
    kept->text = (struct str){text, source->text.len};
    kept->bom = source->bom;
    kept->is_transcoded = source->is_transcoded;
    source_index_lines(kept, arena);
    return kept;
}

static void keep_file(const struct reading *reading, const struct slot *slot, int side, struct kept_file *kept)
{
    struct arena *arena = reading->run->arena;
    const struct version_file *file = &slot->files[side];
    kept->is_unreadable = file->is_unreadable;
    for (const struct version_document *entry = file->documents.first; entry; entry = entry->at.next) {
        kept->documents += entry->document->dialect != DIALECT_NONE;
        if (kept->dialect == DIALECT_NONE) {
            kept->dialect = entry->document->dialect;
            kept->dialect_version = str_copy(arena, entry->document->dialect_version);
        }
    }
    if (!slot->stays_parsed) {
        kept->source = kept_source(arena, file->source, slot->is_told || slot->open[side]);
        return;
    }
    source_index_lines(file->source, arena);
    kept->source = file->source;
    kept->bytes = slot->bytes[side];
    kept->parsed = arena_new(arena, struct version_file);
    *kept->parsed = *file;
}

static void keep_cards(const struct reading *reading, struct slot *slot, const struct file_pair *pair, int side)
{
    struct breaking_run *run = reading->run;
    const struct version_pair parsed = {.old = {.file = &slot->files[OLD]}, .new = {.file = &slot->files[NEW]}};
    const struct source *sources[SIDES] = {NULL};
    for (int i = OLD; i < SIDES; i++)
        if (pair->index[i] != NONE)
            sources[i] = run->sides[i].files[pair->index[i]].source;
    for (size_t i = 0; i < slot->cards[side].count; i++) {
        struct contract_card *card = cards_add_copy(&run->sides[side].cards, run->arena, &slot->cards[side].at[i]);
        if (card->told && !slot->stays_parsed)
            card->told = breaking_contract_copy(card->told, run->arena, &parsed, sources[OLD], sources[NEW]);
    }
}

static void keep_side(const struct reading *reading, struct slot *slot, const struct file_pair *pair, int side)
{
    struct side *kept = &reading->run->sides[side];
    struct str path = kept->request->files[pair->index[side]].path;
    keep_cards(reading, slot, pair, side);
    if (slot->files[side].is_unreadable)
        map_put(&kept->unreadable, path, kept);
    if (slot->cards[side].count)
        map_put(&kept->with_contracts, path, kept);
}

static bool deliver(void *context, size_t slot_index, size_t index)
{
    const struct reading *reading = context;
    struct slot *slot = &reading->slots[slot_index];
    const struct file_pair *pair = &reading->pairs[index];
    for (int side = OLD; side < SIDES; side++) {
        if (pair->index[side] == NONE)
            continue;
        struct kept_file *kept = &reading->run->sides[side].files[pair->index[side]];
        kept->is_left_out = slot->is_left_out;
        if (!slot->is_left_out)
            keep_file(reading, slot, side, kept);
    }
    for (int side = OLD; side < SIDES && !slot->is_left_out; side++)
        if (pair->index[side] != NONE)
            keep_side(reading, slot, pair, side);
    if (slot->stays_parsed)
        arena_adopt(reading->run->arena, &slot->arena);
    arena_reset(&slot->arena);
    return true;
}

/* Two named files need not have one path, and are read at the same time. */
static void pair_files(struct reading *reading)
{
    struct breaking_run *run = reading->run;
    const struct breaking_side *old = run->sides[OLD].request, *new = run->sides[NEW].request;
    reading->pairs = arena_alloc_array(run->arena, old->count + new->count, sizeof *reading->pairs);
    for (size_t i = 0, k = 0; i < old->count || k < new->count;) {
        int order = i == old->count ? 1 : k == new->count ? -1 : str_compare(old->files[i].path, new->files[k].path);
        if (run->request->are_two_files && order == 0)
            order = -1;
        struct file_pair *pair = &reading->pairs[reading->count++];
        pair->index[OLD] = order <= 0 ? (ptrdiff_t)i++ : NONE;
        pair->index[NEW] = order >= 0 ? (ptrdiff_t)k++ : NONE;
    }
}

static void start_side(struct breaking_run *run, struct side *side, const struct breaking_side *request)
{
    side->request = request;
    side->files = arena_alloc_array(run->arena, request->count, sizeof *side->files);
    map_init(&side->unreadable, run->arena);
    map_init(&side->with_contracts, run->arena);
}

void breaking_read_files(struct breaking_run *run)
{
    struct reading reading = {.run = run};
    size_t slots = pool_slots(run->workers);
    start_side(run, &run->sides[OLD], &run->request->old);
    start_side(run, &run->sides[NEW], &run->request->new);
    pair_files(&reading);
    reading.slots = arena_alloc_array(run->arena, slots, sizeof *reading.slots);
    for (size_t i = 0; i < slots; i++)
        arena_init(&reading.slots[i].arena, run->arena->on_out_of_memory);
    struct pool_job job = {.count = reading.count,
                           .workers = run->workers,
                           .context = &reading,
                           .prepare = prepare,
                           .work = work,
                           .deliver = deliver};
    pool_run(&job);
    for (size_t i = 0; i < slots; i++)
        arena_free(&reading.slots[i].arena);
}
