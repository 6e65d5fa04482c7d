#include "base/pattern_automaton.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

/* Weideman et al., "Analyzing matching time behavior of backtracking regular expression matchers by using ambiguity of
   NFA", CIAA 2016: a matcher is exponential where one word leads from a position back to itself on two ways, and
   polynomial where one word leads from one loop to itself, to a second loop, and there to itself. A pattern is reported
   only when a word made of them makes an attempt to match fail. */

enum {
    N = PATTERN_POSITIONS_MAX,
    WORK_MAX = 2000000, /* of one pattern: steps of all searches through pairs of positions and simulations */
    ROUNDS = 6          /* of the pump, tried for failure */
};

/* Breadth first through pairs `r * N + s` of positions that one word reaches. */
struct pair_search {
    int32_t parents[N * N]; /* -1: not reached; itself: where the search began */
    int32_t queue[N * N];
    size_t head, tail;
};

struct search {
    struct arena *arena, *scratch;
    struct str text;
    struct pattern_automaton *strict, *generous;
    struct pair_search *forward, *closing;
    size_t from, to; /* positions of the repetition looked at */
    uint64_t work;
    struct pattern_slowness result;
};

static void pairs_clear(struct pair_search *pairs, size_t from, size_t to)
{
    for (size_t p = from; p < to; p++)
        memset(&pairs->parents[p * N + from], -1, (to - from) * sizeof *pairs->parents);
    pairs->head = pairs->tail = 0;
}

static void pair_reach(struct pair_search *pairs, int32_t pair, int32_t parent)
{
    if (pairs->parents[pair] >= 0)
        return;
    pairs->parents[pair] = parent;
    pairs->queue[pairs->tail++] = pair;
}

/* False when the work is used up. */
static bool pair_expand(struct search *search, struct pair_search *pairs, int32_t pair)
{
    const struct pattern_automaton *automaton = search->strict;
    const uint8_t *left = automaton->ways[pair / N], *right = automaton->ways[pair % N];
    uint32_t c;
    for (size_t r = search->from; r < search->to; r++)
        for (size_t s = search->from; left[r] && s < search->to; s++) {
            search->work++;
            if (right[s] && pattern_positions_meet(&automaton->positions[r], &automaton->positions[s], &c))
                pair_reach(pairs, (int32_t)(r * N + s), pair);
        }
    return search->work < WORK_MAX;
}

static void position_print(const struct pattern_automaton *automaton, size_t a, size_t b, struct buf *word)
{
    uint32_t c;
    if (pattern_positions_meet(&automaton->positions[a], &automaton->positions[b], &c))
        utf8_encode(word, c);
}

/* The word on the way to `pair`, without the character of the pair where the search began. */
static void pairs_print(const struct search *search, const struct pair_search *pairs, int32_t pair, struct buf *word)
{
    int32_t *way = arena_alloc_array(search->scratch, pairs->tail + 1, sizeof *way);
    size_t len = 0;
    for (; pairs->parents[pair] != pair; pair = pairs->parents[pair])
        way[len++] = pair;
    while (len-- > 0)
        position_print(search->strict, (size_t)way[len] / N, (size_t)way[len] % N, word);
}

static int32_t root_of(const struct pair_search *pairs, int32_t pair)
{
    while (pairs->parents[pair] != pair)
        pair = pairs->parents[pair];
    return pair;
}

/* Appends a word that leads from a position whose `reached` is set (to itself) to `goal`. */
static bool way_print(const struct pattern_automaton *automaton, size_t *parents, size_t goal, bool with_first,
                      struct buf *word)
{
    size_t queue[N], head = 0, tail = 0;
    for (size_t p = 0; p < automaton->count; p++)
        if (parents[p] == p)
            queue[tail++] = p;
    for (; head < tail && parents[goal] == N; head++)
        for (size_t q = 0; q < automaton->count; q++)
            if (automaton->ways[queue[head]][q] && parents[q] == N &&
                automaton->positions[q].symbol == PATTERN_SYMBOL_SET) {
                parents[q] = queue[head];
                queue[tail++] = q;
            }
    if (parents[goal] == N)
        return false;
    size_t way[N], len = 0;
    for (; parents[goal] != goal; goal = parents[goal])
        way[len++] = goal;
    if (with_first && automaton->positions[goal].symbol == PATTERN_SYMBOL_SET)
        way[len++] = goal;
    while (len-- > 0)
        position_print(automaton, way[len], way[len], word);
    return true;
}

/* From the start of a match up to `goal`. */
static bool prefix_print(const struct pattern_automaton *automaton, size_t goal, struct buf *word)
{
    size_t parents[N];
    for (size_t p = 0; p < N; p++)
        parents[p] = automaton->whole.first[p] && automaton->positions[p].symbol != PATTERN_SYMBOL_END ? p : N;
    return way_print(automaton, parents, goal, true, word);
}

static bool cycle_print(const struct search *search, size_t start, size_t goal, struct buf *word)
{
    size_t parents[N];
    for (size_t p = 0; p < N; p++)
        parents[p] = p == start ? p : N;
    return way_print(search->strict, parents, goal, false, word);
}

enum { START_OF_TEXT = 0x110000, END_OF_TEXT };

static bool steps_on(const struct pattern_position *position, uint32_t c)
{
    switch (position->symbol) {
    case PATTERN_SYMBOL_START: return c == START_OF_TEXT;
    case PATTERN_SYMBOL_END: return c == END_OF_TEXT;
    default: return c < START_OF_TEXT && pattern_position_takes(position, c);
    }
}

/* Reads one symbol; whether the match has then been found. It may begin with this symbol if `is_first`. */
static bool simulate(struct search *search, bool *active, uint32_t c, bool is_first)
{
    const struct pattern_automaton *automaton = search->generous;
    bool next[N] = {false}, is_found = false;
    for (size_t p = 0; p < automaton->count; p++)
        for (size_t q = 0; active[p] && q < automaton->count; q++, search->work++)
            next[q] |= automaton->ways[p][q] != 0;
    for (size_t q = 0; q < automaton->count; q++) {
        active[q] = (next[q] || (is_first && automaton->whole.first[q])) && steps_on(&automaton->positions[q], c);
        is_found |= active[q] && automaton->whole.last[q];
    }
    return is_found;
}

/* Whether a match can begin at the start of `subject`, or it would take too long to tell. A search is slow as soon as
   one of its attempts is, even if a later one finds something. */
static bool can_match(struct search *search, struct str subject)
{
    bool active[N] = {false};
    uint32_t c = 0;
    if (search->generous->whole.empty || simulate(search, active, START_OF_TEXT, true))
        return true;
    for (size_t i = 0; i < subject.len; i += utf8_decode(str_slice(subject, i, subject.len), &c)) {
        utf8_decode(str_slice(subject, i, subject.len), &c);
        if (simulate(search, active, c, i == 0) || search->work >= WORK_MAX)
            return true;
    }
    return simulate(search, active, END_OF_TEXT, subject.len == 0);
}

static bool find_suffix(struct search *search, struct str prefix, struct str pump, struct str *suffix)
{
    static const char *const suffixes[] = {"", "!", "\n", "\x01", "a", "0", " ", "~", "-", "\u00e9"};
    struct buf stem = {.arena = search->scratch};
    buf_add(&stem, prefix);
    for (int i = 0; i < ROUNDS; i++)
        buf_add(&stem, pump);
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        struct buf subject = {.arena = search->scratch};
        buf_add(&subject, buf_str(&stem));
        buf_add_c(&subject, suffixes[i]);
        *suffix = str_of(suffixes[i]);
        if (!can_match(search, buf_str(&subject)))
            return true;
    }
    return false;
}

/* Reports bytes `start` to `end` when `pump` at `position` can be repeated and followed so that the match fails. */
static bool report(struct search *search, enum pattern_speed speed, size_t position, struct str pump, uint32_t start,
                   uint32_t end)
{
    struct buf prefix = {.arena = search->scratch}, reason = {.arena = search->arena};
    struct str suffix;
    if (!prefix_print(search->generous, position, &prefix) || !find_suffix(search, buf_str(&prefix), pump, &suffix))
        return false;
    buf_add_char(&reason, '`');
    utf8_add_visible(&reason, str_slice(search->text, start, end), 60);
    buf_add_c(&reason, speed == PATTERN_EXPONENTIAL ? "` can match the same text in exponentially many ways"
                                                    : "` can share the same text out in many ways");
    search->result.speed = speed;
    search->result.problem = (struct pattern_problem){start, end, buf_c(&reason)};
    search->result.prefix = str_copy(search->arena, buf_str(&prefix));
    search->result.pump = str_copy(search->arena, pump);
    search->result.suffix = suffix;
    return true;
}

/* Two ways from one position to another at once, and a way back. */
static bool find_double_edge(struct search *search, const struct pattern_node *repeat, size_t p)
{
    for (size_t q = search->from; q < search->to; q++) {
        struct buf pump = {.arena = search->scratch};
        if (search->strict->ways[p][q] < 2)
            continue;
        position_print(search->strict, q, q, &pump);
        if (pump.len && cycle_print(search, q, p, &pump) &&
            report(search, PATTERN_EXPONENTIAL, p, buf_str(&pump), repeat->start, repeat->end))
            return true;
    }
    return false;
}

/* Both positions of the pair come from one; here whether one word leads them to one again, and back to the start. */
static bool find_joining(struct search *search, const struct pattern_node *repeat, int32_t pair)
{
    struct pair_search *closing = search->closing;
    pair_reach(closing, pair, pair);
    while (closing->head < closing->tail) {
        int32_t next = closing->queue[closing->head++];
        size_t p = (size_t)root_of(search->forward, pair) / N;
        struct buf pump = {.arena = search->scratch};
        if (next / N != next % N) {
            if (!pair_expand(search, closing, next))
                return false;
            continue;
        }
        pairs_print(search, search->forward, pair, &pump);
        pairs_print(search, closing, next, &pump);
        if (cycle_print(search, (size_t)next / N, p, &pump) &&
            report(search, PATTERN_EXPONENTIAL, p, buf_str(&pump), repeat->start, repeat->end))
            return true;
    }
    return false;
}

static void find_exponential(void *data, const struct pattern_node *repeat, size_t from, size_t to)
{
    struct search *search = data;
    if (search->result.speed != PATTERN_FAST || search->work >= WORK_MAX)
        return;
    search->from = from;
    search->to = to;
    pairs_clear(search->forward, from, to);
    pairs_clear(search->closing, from, to);
    for (size_t p = from; p < to; p++)
        if (find_double_edge(search, repeat, p))
            return;
    for (size_t p = from; p < to; p++)
        pair_reach(search->forward, (int32_t)(p * N + p), (int32_t)(p * N + p));
    while (search->forward->head < search->forward->tail) {
        int32_t pair = search->forward->queue[search->forward->head++];
        if (pair / N != pair % N && find_joining(search, repeat, pair))
            return;
        if (!pair_expand(search, search->forward, pair))
            return;
    }
}

/* Two unlimited loops of one character each, one after the other. */
static bool are_adjacent_loops(const struct pattern_automaton *automaton, size_t p, size_t q)
{
    const struct pattern_node *a = automaton->positions[p].loop, *b = automaton->positions[q].loop;
    return a && b && a != b && automaton->ways[p][q] && automaton->ways[p][p] && automaton->ways[q][q];
}

static bool holds(const struct pattern_node *node, uint32_t start, uint32_t end)
{
    return node->start <= start && end <= node->end;
}

/* Widens bytes `start` to `end` to whole neighbours, so that no parenthesis stands alone. */
static void widen(const struct pattern_node *node, uint32_t *start, uint32_t *end)
{
    const struct pattern_node *child = node->first;
    while (child && !holds(child, *start, *end))
        child = child->next;
    if (child) {
        widen(child, start, end);
        return;
    }
    uint32_t first = *start, last = *end;
    for (child = node->first; child; child = child->next) {
        if (holds(child, first, first + 1))
            *start = child->start;
        if (holds(child, last - 1, last))
            *end = child->end;
    }
}

static void find_polynomial(struct search *search, const struct pattern_node *root)
{
    const struct pattern_automaton *automaton = search->strict;
    for (size_t p = 0; p < automaton->count; p++)
        for (size_t q = 0; q < automaton->count; q++) {
            struct buf pump = {.arena = search->scratch};
            if (!are_adjacent_loops(automaton, p, q))
                continue;
            position_print(automaton, p, q, &pump);
            uint32_t start = automaton->positions[p].loop->start, end = automaton->positions[q].loop->end;
            if (!pump.len || start >= end)
                continue;
            widen(root, &start, &end);
            if (report(search, PATTERN_POLYNOMIAL, p, buf_str(&pump), start, end))
                return;
        }
}

static void find(struct search *search, const struct pattern_node *root)
{
    search->generous = arena_new(search->scratch, struct pattern_automaton);
    search->generous->is_generous = true;
    pattern_automaton_build(search->generous, root);
    search->forward = arena_new(search->scratch, struct pair_search);
    search->closing = arena_new(search->scratch, struct pair_search);
    search->strict = arena_new(search->scratch, struct pattern_automaton);
    search->strict->on_repeat = find_exponential;
    search->strict->data = search;
    if (!search->generous->is_too_large)
        pattern_automaton_build(search->strict, root);
    if (search->result.speed == PATTERN_FAST)
        find_polynomial(search, root);
}

/* What the cheap look over the tree counts. */
struct suspicion {
    unsigned unlimited;    /* loops without a bound */
    bool has_inner_choice; /* a loop over something that is itself repeated or has alternatives */
};

static bool is_loop(const struct pattern_node *node)
{
    return node->kind == PATTERN_REPEAT && node->max > 1;
}

static void look_over(const struct pattern_node *node, bool is_in_loop, struct suspicion *suspicion)
{
    bool is_choice = node->kind == PATTERN_ALTERNATION || (node->kind == PATTERN_REPEAT && node->min != node->max);
    suspicion->has_inner_choice = suspicion->has_inner_choice || (is_in_loop && is_choice);
    suspicion->unlimited += node->kind == PATTERN_REPEAT && node->max == PATTERN_UNLIMITED;
    for (const struct pattern_node *child = node->first; child; child = child->next)
        look_over(child, is_in_loop || is_loop(node), suspicion);
}

/* Nearly every pattern of a contract has neither nested nor adjacent loops and needs no automaton. */
static bool is_suspicious(const struct pattern_node *root)
{
    struct suspicion suspicion = {.unlimited = 0};
    look_over(root, false, &suspicion);
    return suspicion.unlimited > 1 || suspicion.has_inner_choice;
}

struct pattern_slowness pattern_slow(struct arena *arena, const struct pattern_ast *ast)
{
    struct arena scratch; /* megabytes, too many to leave to the caller's */
    struct search search = {.arena = arena, .scratch = &scratch, .text = ast->text};
    if (!ast->root || !is_suspicious(ast->root))
        return search.result;
    arena_init(&scratch, arena->on_out_of_memory);
    find(&search, ast->root);
    arena_free(&scratch);
    return search.result;
}
