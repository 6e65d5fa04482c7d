#include "base/language_parts.h"

#include "base/buf.h"
#include "base/utf8.h"

enum { STEPS_OF_STATE = 2, PASTS_PER_STEP = 16 };

/* A way to reach a state, in a list of that state. */
struct edge {
    struct edge *other;
    uint32_t from, size; /* of the letter */
};

/* What may follow at some place of a string, and what is before it. */
struct state {
    struct term *term;
    uint32_t past, from, letter; /* how it was reached first; the first state is number 0 */
    struct edge *edges;
    uint32_t ways_out; /* to live states that are not counted yet */
    bool is_accepting, is_live;
    uint64_t count; /* of the strings that may follow */
};

struct explorer {
    struct terms terms;
    struct state *states;
    uint32_t count, capacity;
    bool has_unknown; /* a string that may or may not be in the language */
};

/* Where the number of a state is kept, counted from 1; 0 when it is new. */
static uint32_t *number_of(struct terms *terms, struct term *term, uint32_t past)
{
    if (!term->states) {
        terms_spend(terms, terms->past_count / PASTS_PER_STEP);
        term->states = arena_alloc_array(terms->arena, terms->past_count, sizeof *term->states);
    }
    return &term->states[past];
}

static void state_add(struct explorer *explorer, struct state state)
{
    struct arena *arena = explorer->terms.arena;
    if (explorer->count == explorer->capacity) {
        explorer->capacity = explorer->capacity ? 2 * explorer->capacity : 64;
        struct state *larger = arena_alloc_array(arena, explorer->capacity, sizeof *larger);
        if (explorer->count)
            memcpy(larger, explorer->states, explorer->count * sizeof *larger);
        explorer->states = larger;
    }
    explorer->states[explorer->count++] = state;
    *number_of(&explorer->terms, state.term, state.past) = explorer->count;
    terms_spend(&explorer->terms, STEPS_OF_STATE);
}

static void explorer_begin(struct explorer *explorer, struct arena *arena, const struct language *language,
                           uint32_t steps)
{
    *explorer = (struct explorer){0};
    struct term *term = terms_begin(&explorer->terms, arena, language, steps);
    state_add(explorer, (struct state){.term = term, .past = PAST_START});
}

static void accept(struct explorer *explorer, struct state *state)
{
    struct terms *terms = &explorer->terms;
    struct term *end = term_derive(terms, state->term, state->past, terms->alphabet.count);
    state->is_accepting = end == terms->all;
    explorer->has_unknown |= end == terms->unknown;
}

/* The state after `letter`, added if it is new; false when nothing may follow. */
static bool move(struct explorer *explorer, uint32_t from, uint32_t letter, uint32_t *to)
{
    struct terms *terms = &explorer->terms;
    struct state state = explorer->states[from];
    struct term *term = term_derive(terms, state.term, state.past, letter);
    uint32_t past = past_after(terms, letter);
    if (term == terms->none)
        return false;
    if (!*number_of(terms, term, past))
        state_add(explorer, (struct state){.term = term, .past = past, .from = from, .letter = letter});
    *to = *number_of(terms, term, past) - 1;
    return true;
}

/* The string by which `state` was reached first. */
static struct str string_to(const struct explorer *explorer, uint32_t state, struct arena *arena)
{
    size_t length = 0, i = 0;
    for (uint32_t at = state; at; at = explorer->states[at].from)
        length++;
    uint32_t *letters = arena_alloc_array(explorer->terms.arena, length, sizeof *letters);
    for (uint32_t at = state; at; at = explorer->states[at].from)
        letters[length - ++i] = explorer->states[at].letter;
    struct buf text = {.arena = arena};
    for (i = 0; i < length; i++)
        utf8_encode(&text, explorer->terms.alphabet.letters[letters[i]].code_point);
    return buf_str(&text);
}

static enum language_answer search(struct explorer *explorer, struct arena *arena, struct str *witness)
{
    struct terms *terms = &explorer->terms;
    for (uint32_t i = 0, to; i < explorer->count && !terms->is_spent; i++) {
        accept(explorer, &explorer->states[i]);
        if (explorer->states[i].is_accepting && !terms->is_spent) {
            *witness = string_to(explorer, i, arena);
            return LANGUAGE_YES;
        }
        for (uint32_t letter = 0; letter < terms->alphabet.count && !terms->is_spent; letter++)
            move(explorer, i, letter, &to);
    }
    return terms->is_spent || explorer->has_unknown ? LANGUAGE_UNKNOWN : LANGUAGE_NO;
}

/* Chunks that an arena gives back to itself are cheaper than those of a new one; only the witness goes through one. */
enum language_answer language_witness(struct arena *arena, const struct language *language, uint32_t steps,
                                      struct str *witness)
{
    struct arena_mark mark = arena_mark(arena);
    struct arena kept;
    struct explorer explorer;
    arena_init(&kept, arena->on_out_of_memory);
    explorer_begin(&explorer, arena, language, steps);
    enum language_answer answer = search(&explorer, &kept, witness);
    arena_rewind(arena, mark);
    if (answer == LANGUAGE_YES)
        *witness = str_copy(arena, *witness);
    arena_free(&kept);
    return answer;
}

static enum language_answer run(struct terms *terms, struct term *term, struct str text)
{
    uint32_t past = PAST_START;
    uint32_t code_point;
    for (size_t at = 0, len; at < text.len && !terms->is_spent; at += len) {
        len = utf8_decode(str_slice(text, at, text.len), &code_point);
        if (len == 0)
            return LANGUAGE_UNKNOWN;
        uint32_t letter = alphabet_find(&terms->alphabet, code_point);
        term = term_derive(terms, term, past, letter);
        past = past_after(terms, letter);
    }
    term = term_derive(terms, term, past, terms->alphabet.count);
    if (terms->is_spent || term == terms->unknown)
        return LANGUAGE_UNKNOWN;
    return term == terms->all ? LANGUAGE_YES : LANGUAGE_NO;
}

enum language_answer language_accepts(struct arena *arena, const struct language *language, struct str text,
                                      uint32_t steps)
{
    struct arena_mark mark = arena_mark(arena);
    struct terms terms;
    struct term *term = terms_begin(&terms, arena, language, steps);
    enum language_answer answer = run(&terms, term, text);
    arena_rewind(arena, mark);
    return answer;
}

static void edge_add(struct explorer *explorer, uint32_t from, uint32_t letter, uint32_t to)
{
    struct edge *edge = arena_new(explorer->terms.arena, struct edge);
    *edge = (struct edge){explorer->states[to].edges, from, explorer->terms.alphabet.letters[letter].size};
    explorer->states[to].edges = edge;
}

/* All states and edges; false when the budget does not suffice or something is unknown. */
static bool explore(struct explorer *explorer)
{
    struct terms *terms = &explorer->terms;
    for (uint32_t i = 0, to; i < explorer->count && !terms->is_spent; i++) {
        accept(explorer, &explorer->states[i]);
        for (uint32_t letter = 0; letter < terms->alphabet.count && terms_spend(terms, 1); letter++)
            if (move(explorer, i, letter, &to))
                edge_add(explorer, i, letter, to);
    }
    return !terms->is_spent && !explorer->has_unknown;
}

/* Finds the states from which a string can end, and how many ways lead from each to others of them. Returns their
   number. */
static uint32_t mark_live(struct explorer *explorer, uint32_t *queue)
{
    struct state *states = explorer->states;
    uint32_t end = 0;
    for (uint32_t i = 0; i < explorer->count; i++) {
        states[i].is_live = states[i].is_accepting;
        if (states[i].is_live)
            queue[end++] = i;
    }
    for (uint32_t i = 0; i < end; i++)
        for (const struct edge *edge = states[queue[i]].edges; edge; edge = edge->other) {
            states[edge->from].ways_out++;
            if (!states[edge->from].is_live)
                queue[end++] = edge->from;
            states[edge->from].is_live = true;
        }
    return end;
}

static uint64_t sum(uint64_t a, uint64_t b)
{
    return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

static uint64_t product(uint64_t a, uint64_t b)
{
    return b && a > UINT64_MAX / b ? UINT64_MAX : a * b;
}

/* Counts the strings that may follow each live state, a state after all that come behind it. Returns how many states
   have such an order: not those before a cycle. */
static uint32_t count_strings(struct explorer *explorer, uint32_t *queue)
{
    struct state *states = explorer->states;
    uint32_t end = 0;
    for (uint32_t i = 0; i < explorer->count; i++)
        if (states[i].is_live && states[i].ways_out == 0)
            queue[end++] = i;
    for (uint32_t i = 0; i < end; i++) {
        struct state *state = &states[queue[i]];
        state->count = sum(state->count, state->is_accepting);
        for (const struct edge *edge = state->edges; edge; edge = edge->other) {
            states[edge->from].count = sum(states[edge->from].count, product(edge->size, state->count));
            if (--states[edge->from].ways_out == 0)
                queue[end++] = edge->from;
        }
    }
    return end;
}

enum language_answer language_is_finite(struct arena *arena, const struct language *language, uint32_t steps,
                                        uint64_t *count)
{
    struct arena_mark mark = arena_mark(arena);
    struct explorer explorer;
    enum language_answer answer = LANGUAGE_UNKNOWN;
    explorer_begin(&explorer, arena, language, steps);
    if (explore(&explorer)) {
        uint32_t *queue = arena_alloc_array(arena, explorer.count, sizeof *queue);
        uint32_t live = mark_live(&explorer, queue);
        answer = count_strings(&explorer, queue) == live ? LANGUAGE_YES : LANGUAGE_NO;
        *count = explorer.states[0].count;
    }
    arena_rewind(arena, mark);
    return answer;
}
