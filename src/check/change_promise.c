#include "base/utf8.h"
#include "check/change_subjects.h"
#include "check/promise.h"

/* How two values of a service level compare for those who rely on it. */
enum order { ORDER_EQUAL, ORDER_BETTER, ORDER_WORSE, ORDER_UNCLEAR };

enum measure_kind { MEASURE_TEXT, MEASURE_DURATION, MEASURE_SHARE };

/* What is better of a promise (breaking.md 1.17). */
static const struct {
    enum measure_kind kind;
    bool is_less_better;
} directions[] = {
    [PROMISE_OTHER] = {MEASURE_TEXT, false},
    [PROMISE_FRESHNESS] = {MEASURE_DURATION, true},
    [PROMISE_LATENCY] = {MEASURE_DURATION, true},
    [PROMISE_AVAILABILITY] = {MEASURE_SHARE, false},
    [PROMISE_QUALITY_SCORE] = {MEASURE_SHARE, false},
    [PROMISE_RETENTION] = {MEASURE_DURATION, false},
    [PROMISE_THROUGHPUT] = {MEASURE_TEXT, false},
    [PROMISE_ERROR_RATE] = {MEASURE_SHARE, true},
    [PROMISE_RESPONSE_TIME] = {MEASURE_DURATION, true},
    [PROMISE_COMPLETENESS] = {MEASURE_SHARE, false},
    [PROMISE_ACCURACY] = {MEASURE_SHARE, false},
    [PROMISE_SUPPORT] = {MEASURE_TEXT, false},
};

static enum order order_of(int comparison, bool is_less_better)
{
    if (comparison == 0)
        return ORDER_EQUAL;
    return (comparison < 0) == is_less_better ? ORDER_BETTER : ORDER_WORSE;
}

static enum order compare_durations(struct arena *arena, struct text old, struct text new, bool is_less_better)
{
    struct duration before, after;
    if (!promise_duration(arena, old, &before) || !promise_duration(arena, new, &after))
        return ORDER_UNCLEAR;
    switch (duration_compare(arena, after, before)) {
    case DURATION_SHORTER: return order_of(-1, is_less_better);
    case DURATION_EQUAL: return ORDER_EQUAL;
    case DURATION_LONGER: return order_of(1, is_less_better);
    default: return ORDER_UNCLEAR;
    }
}

/* A share: 99.9%, 99.9 (above 1: percent) or 0.999. */
static bool read_share(struct arena *arena, struct text value, struct number *share)
{
    struct number one = number_of(arena, 1);
    if (!number_parse_ratio(arena, value.value, share))
        return false;
    if (!str_ends(value.value, "%") && number_compare(*share, one) > 0)
        *share = number_scale(*share, -2);
    return true;
}

static enum order compare_values(struct arena *arena, const struct promise *old, const struct promise *new)
{
    struct number before, after;
    bool is_less_better = directions[old->kind].is_less_better;
    if (str_equal(old->value.value, new->value.value))
        return ORDER_EQUAL;
    if (directions[old->kind].kind == MEASURE_DURATION)
        return compare_durations(arena, old->value, new->value, is_less_better);
    if (directions[old->kind].kind == MEASURE_SHARE && read_share(arena, old->value, &before) &&
        read_share(arena, new->value, &after))
        return order_of(number_compare(after, before), is_less_better);
    return ORDER_UNCLEAR;
}

static const struct promise *find(const struct contract *contract, const struct promise *wanted)
{
    for (const struct promise *promise = contract->promises.first; promise; promise = promise->at.next)
        if (promise->kind == wanted->kind &&
            (promise->kind != PROMISE_OTHER || str_equal(promise->name.value, wanted->name.value)))
            return promise;
    return NULL;
}

static void compare_promise(struct changes *changes, const struct promise *old, const struct promise *new)
{
    static const enum change_id ids[] = {[ORDER_BETTER] = CHANGE_SLA_STRENGTHENED,
                                         [ORDER_WORSE] = CHANGE_SLA_WEAKENED,
                                         [ORDER_UNCLEAR] = CHANGE_SLA_CHANGED};
    enum order order = compare_values(changes->arena, old, new);
    change_pair(changes, old->at.node, new->at.node);
    if (!change_differs(changes, old->value, new->value) || order == ORDER_EQUAL)
        return;
    struct change_place place = {old->at.node, new->at.node, NULL, {NULL, 0}};
    change_add(changes, ids[order], place, "%.*s was %s, is %s", STR_ARG(old->name.value),
               utf8_quote(changes->arena, old->value.value), utf8_quote(changes->arena, new->value.value));
}

void change_compare_promises(struct changes *changes)
{
    const struct contract *old = changes->old.contract, *new = changes->new.contract;
    change_pair(changes, old->sla, new->sla);
    for (const struct promise *promise = old->promises.first; promise; promise = promise->at.next) {
        const struct promise *other = find(new, promise);
        struct change_place place = {promise->at.node, NULL, new->sla ? new->sla : new->at.node, {NULL, 0}};
        change_claim(changes, promise->at.node);
        if (other)
            compare_promise(changes, promise, other);
        else
            change_add(changes, CHANGE_SLA_REMOVED, place, "%.*s was %s", STR_ARG(promise->name.value),
                       utf8_quote(changes->arena, promise->value.value));
    }
    for (const struct promise *promise = new->promises.first; promise; promise = promise->at.next) {
        struct change_place place = {NULL, promise->at.node, NULL, {NULL, 0}};
        change_claim(changes, promise->at.node);
        if (!find(old, promise))
            change_add(changes, CHANGE_SLA_ADDED, place, "%.*s is %s", STR_ARG(promise->name.value),
                       utf8_quote(changes->arena, promise->value.value));
    }
}
