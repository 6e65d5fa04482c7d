#include "change/pairing.h"

#include "base/buf.h"
#include "base/map.h"

static struct str identity_name(struct arena *arena, const struct contract *contract)
{
    if (!contract->in_domain)
        return str_copy(arena, contract->name.value);
    struct buf buf = {.arena = arena};
    buf_add(&buf, contract->in_domain->name.value);
    buf_add_char(&buf, '\0');
    buf_add(&buf, contract->name.value);
    return buf_str(&buf);
}

static struct contract_card *add_card(struct contract_cards *cards, struct arena *arena)
{
    if (cards->count == cards->capacity) {
        size_t capacity = cards->capacity ? cards->capacity * 2 : 16;
        size_t size = sizeof *cards->at;
        cards->at = arena_grow(arena, cards->at, cards->capacity * size, capacity * size);
        cards->capacity = capacity;
    }
    return &cards->at[cards->count++];
}

void cards_add(struct contract_cards *cards, struct arena *arena, const struct document *document, struct str file,
               size_t input)
{
    uint32_t index = 0;
    for (const struct contract *contract = document->contracts.first; contract; contract = contract->at.next)
        *add_card(cards, arena) = (struct contract_card){.file = file,
                                                         .input = input,
                                                         .document = document->tree->index,
                                                         .index = index++,
                                                         .dialect = document->dialect,
                                                         .id = str_copy(arena, contract->id.value),
                                                         .name = identity_name(arena, contract),
                                                         .version = str_copy(arena, contract->version.value)};
}

struct contract_card *cards_add_copy(struct contract_cards *cards, struct arena *arena,
                                     const struct contract_card *card)
{
    struct contract_card *copy = add_card(cards, arena);
    *copy = *card;
    copy->id = str_copy(arena, card->id);
    copy->name = str_copy(arena, card->name);
    copy->version = str_copy(arena, card->version);
    return copy;
}

struct str card_own_name(const struct contract_card *card)
{
    size_t end = str_index(card->name, '\0');
    return end < card->name.len ? str_slice(card->name, end + 1, card->name.len) : card->name;
}

static struct str full_name(struct arena *arena, const struct contract_card *card)
{
    struct str own = card_own_name(card);
    struct str domain = str_slice(card->name, 0, card->name.len - own.len);
    return domain.len ? str_of(text_print(arena, "%.*s/%.*s", (int)domain.len - 1, domain.at, STR_ARG(own))) : own;
}

struct str card_label(struct arena *arena, const struct contract_card *card)
{
    return card->id.len ? card->id : card->name.len ? full_name(arena, card) : card->file;
}

struct str card_title(struct arena *arena, const struct contract_card *card)
{
    return card->name.len ? full_name(arena, card) : card->id.len ? card->id : card->file;
}

/* A key under which cards are looked for; empty: this card takes no part in the round. */
typedef struct str key_function(struct arena *arena, const struct contract_card *card);

static struct str joined(struct arena *arena, const char *mark, struct str text)
{
    struct buf buf = {.arena = arena};
    buf_add_c(&buf, mark);
    buf_add(&buf, text);
    return buf_str(&buf);
}

static struct str place_key(struct arena *arena, const struct contract_card *card)
{
    return joined(arena, text_print(arena, "%u %u ", card->document, card->index), card->file);
}

static bool is_known_by_name(const struct contract_card *card)
{
    return card->dialect == DIALECT_DATA_PRODUCT || card->dialect == DIALECT_DOMAINS;
}

bool cards_are_certain(const struct contract_card *old, const struct contract_card *new)
{
    bool is_one_place = old->document == new->document && old->index == new->index &&str_equal(old->file, new->file);
    if (!is_one_place || old->id.len || new->id.len)
        return is_one_place && str_equal(old->id, new->id);
    return is_known_by_name(old) && is_known_by_name(new) && new->name.len &&str_equal(old->name, new->name);
}

static struct str identity_key(struct arena *arena, const struct contract_card *card)
{
    if (card->id.len)
        return joined(arena, "id ", card->id);
    return is_known_by_name(card) && card->name.len ? joined(arena, "name ", card->name) : STR("");
}

static struct str identity_and_place_key(struct arena *arena, const struct contract_card *card)
{
    struct str identity = identity_key(arena, card);
    if (!identity.len)
        return identity;
    struct buf buf = {.arena = arena};
    buf_add(&buf, identity);
    buf_add_char(&buf, '\0');
    buf_add(&buf, place_key(arena, card));
    return buf_str(&buf);
}

static struct str name_key(struct arena *arena, const struct contract_card *card)
{
    (void)arena;
    return card->name;
}

/* The unpaired cards of one key, in order. */
struct bucket {
    struct contract_card *card; /* NULL: all are paired */
    struct bucket *next;
};

static void join(struct contract_card *old, struct contract_card *new)
{
    old->partner = new;
    new->partner = old;
}

/* The cards of a side by key. */
static void collect(struct contract_cards *cards, struct arena *arena, key_function *key_of, struct map *buckets)
{
    map_init(buckets, arena);
    for (size_t i = cards->count; i-- > 0;) {
        struct contract_card *card = &cards->at[i];
        struct str key = card->partner ? STR("") : key_of(arena, card);
        if (!key.len)
            continue;
        struct bucket *bucket = arena_new(arena, struct bucket);
        *bucket = (struct bucket){card, map_get(buckets, key)};
        map_put(buckets, key, bucket);
    }
}

/* Pairs the cards of equal keys in order; `is_unique`: only where no side has the key twice. */
static void pair_by(struct contract_cards *old, struct contract_cards *new, struct arena *arena, key_function *key_of,
                    bool is_unique)
{
    struct map olds, news;
    collect(old, arena, key_of, &olds);
    collect(new, arena, key_of, &news);
    for (size_t i = 0; i < new->count; i++) {
        struct contract_card *card = &new->at[i];
        struct str key = card->partner ? STR("") : key_of(arena, card);
        struct bucket *mine = key.len ? map_get(&news, key) : NULL, *theirs = key.len ? map_get(&olds, key) : NULL;
        if (!theirs || !theirs->card || (is_unique && (mine->next || theirs->next)))
            continue;
        join(theirs->card, card);
        if (theirs->next)
            *theirs = *theirs->next;
        else
            theirs->card = NULL;
    }
}

static struct contract_card *only_one_left(struct contract_cards *cards)
{
    struct contract_card *left = NULL;
    for (size_t i = 0; i < cards->count; i++) {
        if (cards->at[i].partner)
            continue;
        if (left)
            return NULL;
        left = &cards->at[i];
    }
    return left;
}

void cards_pair(struct contract_cards *old, struct contract_cards *new, struct arena *arena, bool are_two_files)
{
    pair_by(old, new, arena, identity_and_place_key, false);
    pair_by(old, new, arena, identity_key, false);
    pair_by(old, new, arena, place_key, false);
    pair_by(old, new, arena, name_key, true);
    struct contract_card *last_old = only_one_left(old), *last_new = only_one_left(new);
    if (are_two_files && last_old && last_new)
        join(last_old, last_new);
}
