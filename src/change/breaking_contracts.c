#include "change/breaking_run.h"

#include "base/pool.h"

/* Two contracts that are left to compare; either may be NULL. */
struct card_pair {
    struct contract_card *card[SIDES];
};

struct slot {
    struct arena arena;
    const struct accepted_contract *agreed;
    struct version_file files[SIDES]; /* parsed again */
    struct places places[SIDES];
    struct version_pair pair;
    struct breaking_contract *told;
};

/* What a worker remembers of files that stay parsed. */
struct worker {
    struct arena arena;
    struct places places[SIDES];
};

struct comparing {
    struct breaking_run *run;
    struct map names[SIDES]; /* of contracts to how many have it */
    struct card_pair *pairs;
    size_t count;
    struct slot *slots;
    struct worker *workers;
};

/* What was agreed. */

/* How many contracts of a side have a name. */
static void count_names(struct comparing *comparing, int side)
{
    const struct contract_cards *cards = &comparing->run->sides[side].cards;
    struct map *names = &comparing->names[side];
    map_init(names, comparing->run->arena);
    for (size_t i = 0; i < cards->count; i++) {
        struct str name = card_own_name(&cards->at[i]);
        size_t *count = map_get(names, name);
        if (!count)
            map_put(names, name, count = arena_new(comparing->run->arena, size_t));
        (*count)++;
    }
}

static bool is_unique(const struct comparing *comparing, struct str name)
{
    const size_t *old = map_get(&comparing->names[OLD], name), *new = map_get(&comparing->names[NEW], name);
    return (!old || *old == 1) && (!new || *new == 1);
}

static void add_names(const struct comparing *comparing, const struct contract_card *card, struct accepted_names *names)
{
    struct str own = card ? card_own_name(card) : STR("");
    if (!card)
        return;
    names->at[names->count++] = card_label(comparing->run->arena, card);
    if (own.len && is_unique(comparing, own))
        names->at[names->count++] = own;
}

static const struct accepted_contract *find_agreed(const struct comparing *comparing, const struct card_pair *pair)
{
    const struct breaking_request *request = comparing->run->request;
    const struct contract_card *old = pair->card[OLD], *new = pair->card[NEW];
    const struct breaking_file *file = new ? &request->new.files[new->input] : &request->old.files[old->input];
    const struct config_effective *effective =
        request->accepted ? request->configured(request->context, file->name) : NULL;
    struct accepted_names names = {.count = 0};
    if (!effective)
        return NULL;
    add_names(comparing, new, &names);
    add_names(comparing, old, &names);
    return accepted_compare(request->accepted, effective, &names, new ? new->version : old->version);
}

static void prepare(void *context, size_t slot, size_t index)
{
    const struct comparing *comparing = context;
    comparing->slots[slot].agreed = find_agreed(comparing, &comparing->pairs[index]);
}

static struct pair_side open_side(const struct comparing *comparing, struct worker *worker, struct slot *slot, int side,
                                  const struct contract_card *card)
{
    if (!card)
        return (struct pair_side){.card = NULL};
    const struct kept_file *kept = &comparing->run->sides[side].files[card->input];
    if (kept->parsed)
        return (struct pair_side){kept->parsed, card, &worker->places[side]};
    places_init(&slot->places[side], &slot->arena);
    version_file_read(&slot->files[side], &slot->arena, kept->source, comparing->run->request->limits);
    return (struct pair_side){&slot->files[side], card, &slot->places[side]};
}

static void work(void *context, unsigned worker, size_t slot_index, size_t index)
{
    const struct comparing *comparing = context;
    struct slot *slot = &comparing->slots[slot_index];
    const struct card_pair *pair = &comparing->pairs[index];
    struct worker *own = &comparing->workers[worker];
    slot->pair = (struct version_pair){.old = open_side(comparing, own, slot, OLD, pair->card[OLD]),
                                       .new = open_side(comparing, own, slot, NEW, pair->card[NEW]),
                                       .agreed = slot->agreed};
    slot->told = version_pair_compare(&slot->pair, &slot->arena, comparing->run->request);
}

static const struct source *source_of(const struct comparing *comparing, const struct card_pair *pair, int side)
{
    const struct contract_card *card = pair->card[side];
    return card ? comparing->run->sides[side].files[card->input].source : NULL;
}

static bool deliver(void *context, size_t slot_index, size_t index)
{
    const struct comparing *comparing = context;
    struct slot *slot = &comparing->slots[slot_index];
    const struct card_pair *pair = &comparing->pairs[index];
    struct contract_card *card = pair->card[pair->card[NEW] ? NEW : OLD];
    accepted_conclude(slot->agreed);
    if (slot->told)
        card->told = breaking_contract_copy(slot->told, comparing->run->arena, &slot->pair,
                                            source_of(comparing, pair, OLD), source_of(comparing, pair, NEW));
    arena_reset(&slot->arena);
    return true;
}

/* Whether a contract without a partner is really added or removed: not where its partner may be in what cannot be read.
 */
static bool is_told(const struct breaking_run *run, const struct contract_card *card, int side)
{
    const struct map *unreadable = &run->sides[side == OLD ? NEW : OLD].unreadable;
    if (run->sides[side].request->files[card->input].is_elsewhere || map_get(unreadable, card->file))
        return false;
    return !(run->request->are_two_files && unreadable->count);
}

/* In the order of the new contracts, then of the old ones. */
static void list_pairs(struct comparing *comparing)
{
    struct breaking_run *run = comparing->run;
    const struct contract_cards *old = &run->sides[OLD].cards, *new = &run->sides[NEW].cards;
    comparing->pairs = arena_alloc_array(run->arena, old->count + new->count, sizeof *comparing->pairs);
    for (size_t i = 0; i < new->count; i++) {
        struct contract_card *card = &new->at[i];
        if (!card->is_compared && (card->partner || is_told(run, card, NEW)))
            comparing->pairs[comparing->count++] = (struct card_pair){{card->partner, card}};
    }
    for (size_t i = 0; i < old->count; i++) {
        struct contract_card *card = &old->at[i];
        if (!card->partner && is_told(run, card, OLD))
            comparing->pairs[comparing->count++] = (struct card_pair){{card, NULL}};
    }
}

static void run_pool(struct comparing *comparing)
{
    struct breaking_run *run = comparing->run;
    size_t slots = pool_slots(run->workers);
    comparing->slots = arena_alloc_array(run->arena, slots, sizeof *comparing->slots);
    comparing->workers = arena_alloc_array(run->arena, run->workers, sizeof *comparing->workers);
    for (size_t i = 0; i < slots; i++)
        arena_init(&comparing->slots[i].arena, run->arena->on_out_of_memory);
    for (size_t i = 0; i < run->workers; i++) {
        arena_init(&comparing->workers[i].arena, run->arena->on_out_of_memory);
        for (int side = OLD; side < SIDES; side++)
            places_init(&comparing->workers[i].places[side], &comparing->workers[i].arena);
    }
    struct pool_job job = {.count = comparing->count,
                           .workers = run->workers,
                           .context = comparing,
                           .prepare = prepare,
                           .work = work,
                           .deliver = deliver};
    pool_run(&job);
    for (size_t i = 0; i < slots; i++)
        arena_free(&comparing->slots[i].arena);
    for (size_t i = 0; i < run->workers; i++)
        arena_free(&comparing->workers[i].arena);
}

void breaking_compare_contracts(struct breaking_run *run)
{
    struct comparing comparing = {.run = run};
    count_names(&comparing, OLD);
    count_names(&comparing, NEW);
    cards_pair(&run->sides[OLD].cards, &run->sides[NEW].cards, run->arena, run->request->are_two_files);
    list_pairs(&comparing);
    if (comparing.count)
        run_pool(&comparing);
}
