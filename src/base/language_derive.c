#include "base/language_parts.h"

enum { DEPTH_MAX = 1200 /* of calls; about 300 bytes of stack each */ };

/* A repetition begun at the present place. To come back to it without a letter in between adds nothing, or stands for
   all the rounds that are still due. */
struct round {
    const struct round *outer;
    struct term *loop;
};

/* One step over `letter`, or, with `is_end`, a look whether the string may end. */
struct step {
    struct terms *terms;
    uint32_t letter, depth;
    uint32_t code_point; /* of the letter */
    bool is_end;
    uint32_t past;
    const struct round *round; /* the innermost */
};

static struct term *derive(struct step *step, struct term *term);
static struct term *derive_node(struct step *step, const struct pattern_node *node, struct term *next);

static struct term *derive_set(struct step *step, const struct pattern_node *node, struct term *next)
{
    struct terms *terms = step->terms;
    switch (step->is_end ? MEMBER_NO : set_has(node->set, step->code_point)) {
    case MEMBER_NO: return terms->none;
    case MEMBER_YES: return next;
    default: return term_pair(terms, TERM_AND, terms->unknown, next);
    }
}

static struct term *derive_alternatives(struct step *step, const struct pattern_node *node, struct term *next)
{
    size_t list = term_list_begin(step->terms);
    for (const struct pattern_node *child = node->first; child; child = child->next)
        term_list_add(step->terms, TERM_OR, derive_node(step, child, next));
    return term_list_end(step->terms, TERM_OR, list);
}

static struct term *derive_rounds(struct step *step, struct term *loop)
{
    struct round round = {step->round, loop};
    step->round = &round;
    struct term *rounds = derive_node(step, loop->node->first, term_rest(step->terms, loop));
    step->round = round.outer;
    return loop->min ? rounds : term_pair(step->terms, TERM_OR, rounds, derive(step, loop->next));
}

static struct term *derive_loop(struct step *step, struct term *loop)
{
    struct terms *terms = step->terms;
    const struct round *round = step->round;
    while (round && !(round->loop->node == loop->node && round->loop->next == loop->next))
        round = round->outer;
    if (!round)
        return derive_rounds(step, loop);
    const struct term *begun = round->loop;
    return begun->min ? derive_rounds(step, term_loop(terms, begun->node, 0, begun->max, begun->next)) : terms->none;
}

/* Whether the string up to here ends with a match of `node`. Unknown when that takes more than the last letter. */
static enum membership is_behind(const struct step *step, const struct pattern_node *node)
{
    bool is_single = node->first && !node->first->next, is_start = step->past == PAST_START;
    enum membership best = MEMBER_NO;
    switch (node->kind) {
    case PATTERN_SET:
        return is_start ? MEMBER_NO
                        : set_has(node->set, step->terms->alphabet.letters[step->past - PAST_LETTER].code_point);
    case PATTERN_START: return is_start ? MEMBER_YES : MEMBER_NO;
    case PATTERN_GROUP:
    case PATTERN_SEQUENCE: return is_single ? is_behind(step, node->first) : MEMBER_UNKNOWN;
    case PATTERN_ALTERNATION: break;
    default: return MEMBER_UNKNOWN;
    }
    for (const struct pattern_node *child = node->first; child && best != MEMBER_YES; child = child->next) {
        enum membership next = is_behind(step, child);
        best = next == MEMBER_NO ? best : next;
    }
    return best;
}

static struct term *derive_look_behind(const struct step *step, const struct pattern_node *node)
{
    switch (is_behind(step, node->first)) {
    case MEMBER_NO: return step->terms->none;
    case MEMBER_YES: return step->terms->all;
    default: return step->terms->unknown;
    }
}

static struct term *derive_look(struct step *step, const struct pattern_node *node, struct term *next)
{
    struct terms *terms = step->terms;
    struct term *condition =
        node->is_behind ? derive_look_behind(step, node) : derive_node(step, node->first, terms->all);
    if (node->is_negated)
        condition = term_not(terms, condition);
    return condition == terms->none ? condition : term_pair(terms, TERM_AND, condition, derive(step, next));
}

static bool is_boundary(const struct step *step)
{
    const struct terms *terms = step->terms;
    bool is_word_next = !step->is_end && letter_is_word(terms, step->letter);
    bool is_word_before =
        step->past == PAST_WORD || (step->past >= PAST_LETTER && letter_is_word(terms, step->past - PAST_LETTER));
    return is_word_next != is_word_before;
}

static struct term *derive_if(struct step *step, bool condition, struct term *next)
{
    return condition ? derive(step, next) : step->terms->none;
}

static struct term *derive_kind_of_node(struct step *step, const struct pattern_node *node, struct term *next)
{
    struct terms *terms = step->terms;
    switch (node->kind) {
    case PATTERN_SET: return derive_set(step, node, next);
    case PATTERN_SEQUENCE: return derive(step, term_tail(terms, node->first, next));
    case PATTERN_ALTERNATION: return derive_alternatives(step, node, next);
    case PATTERN_REPEAT: return derive(step, term_loop(terms, node, node->min, node->max, next));
    case PATTERN_GROUP: return derive_node(step, node->first, next);
    case PATTERN_LOOK: return derive_look(step, node, next);
    case PATTERN_START: return derive_if(step, step->past == PAST_START, next);
    case PATTERN_END: return derive_if(step, step->is_end, next);
    case PATTERN_BOUNDARY: return derive_if(step, is_boundary(step) != node->is_negated, next);
    case PATTERN_BACKREFERENCE: break;
    }
    return terms->unknown;
}

/* `node` and what follows it, which is only made when the step needs it. */
static struct term *derive_node(struct step *step, const struct pattern_node *node, struct term *next)
{
    if (!terms_spend(step->terms, 1) || step->depth == DEPTH_MAX) {
        step->terms->is_spent = true;
        return step->terms->unknown;
    }
    step->depth++;
    struct term *result = derive_kind_of_node(step, node, next);
    step->depth--;
    return result;
}

static struct term *derive_members(struct step *step, const struct term *term)
{
    struct terms *terms = step->terms;
    const struct term *absorbing = term->kind == TERM_OR ? terms->all : terms->none, *last = NULL;
    size_t list = term_list_begin(terms);
    for (size_t i = 0; i < term->count && last != absorbing; i++) {
        struct term *member = derive(step, term->members[i]);
        term_list_add(terms, term->kind, member);
        last = member;
    }
    return term_list_end(terms, term->kind, list);
}

/* From here on or from a later place on. */
static struct term *derive_search(struct step *step, struct term *term)
{
    struct terms *terms = step->terms;
    struct term *here = derive_node(step, term->node, terms->all);
    return step->is_end ? here : term_pair(terms, TERM_OR, here, term);
}

static struct term *derive_kind_of_term(struct step *step, struct term *term)
{
    switch ((enum term_kind)term->kind) {
    case TERM_END: return step->is_end ? step->terms->all : step->terms->none;
    case TERM_TAIL: return derive_node(step, term->node, term_rest(step->terms, term));
    case TERM_LOOP: return derive_loop(step, term);
    case TERM_SEARCH: return derive_search(step, term);
    case TERM_NOT: return term_not(step->terms, derive(step, term->members[0]));
    case TERM_OR:
    case TERM_AND: return derive_members(step, term);
    case TERM_NONE:
    case TERM_ALL:
    case TERM_UNKNOWN: break;
    }
    return term;
}

/* Where `term` keeps its derivative. Inside of a repetition begun at this place it may have another. */
static struct term **memory_of(const struct step *step, struct term *term)
{
    enum { TERMS_PER_STEP = 8 };
    struct terms *terms = step->terms;
    size_t symbols = (size_t)terms->alphabet.count + 1;
    if (step->round || !term->node)
        return NULL;
    if (!term->derivatives) {
        if (!terms_spend(terms, terms->past_count * symbols / TERMS_PER_STEP))
            return NULL;
        term->derivatives = arena_alloc_array(terms->arena, symbols, terms->past_count * sizeof(struct term *));
    }
    return &term->derivatives[step->past * symbols + step->letter];
}

static struct term *derive(struct step *step, struct term *term)
{
    struct term **memory = memory_of(step, term);
    if (memory && *memory)
        return *memory;
    if (!terms_spend(step->terms, 1) || step->depth == DEPTH_MAX) {
        step->terms->is_spent = true;
        return step->terms->unknown;
    }
    step->depth++;
    struct term *result = derive_kind_of_term(step, term);
    step->depth--;
    if (memory)
        *memory = result;
    return result;
}

struct term *term_derive(struct terms *terms, struct term *term, uint32_t past, uint32_t letter)
{
    bool is_end = letter == terms->alphabet.count;
    struct step step = {.terms = terms, .letter = letter, .is_end = is_end, .past = past};
    step.code_point = is_end ? 0 : terms->alphabet.letters[letter].code_point;
    return derive(&step, term);
}
