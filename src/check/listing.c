#include "check/listing.h"

#include "check/check.h"
#include "check/rule.h"
#include "check/suppress.h"

void listing_init(struct listing *listing, struct arena *arena, size_t memory, size_t rules, size_t most)
{
    *listing = (struct listing){.arena = arena, .memory = memory, .most = most};
    listing->listed = arena_alloc_array(arena, rules, sizeof *listing->listed);
    listing->others = arena_size(arena);
}

static size_t most_of(const struct listing *listing)
{
    size_t all = arena_size(listing->arena), each = (all - listing->others) / listing->most;
    bool is_too_much = each > (all < listing->memory ? LISTING_BYTES : LISTING_BYTES_FULL);
    return is_too_much && LISTING_LEAST < listing->most ? LISTING_LEAST : listing->most;
}

bool listing_takes(struct check *check)
{
    struct listing *listing = check->listing;
    if (!listing || !listing->most)
        return true;
    listing_settle(check);
    size_t *listed = &listing->listed[rule_index(check->settings->plan->rules, check->rule)];
    listing->is_full = *listed >= most_of(listing);
    *listed += !listing->is_full;
    return !listing->is_full;
}

static struct finding_count *count_of(struct check *check, const struct rule *rule)
{
    const struct rule_set *rules = check->settings->plan->rules;
    struct findings *findings = check->findings;
    if (!findings->unlisted)
        findings->unlisted = arena_alloc_array(check->kept, rules->count, sizeof *findings->unlisted);
    return &findings->unlisted[rule_index(rules, rule)];
}

/* What an alias brings was mostly told of where it is defined. */
void listing_settle(struct check *check)
{
    struct listing *listing = check->listing;
    if (!listing || !listing->one.rule)
        return;
    struct finding *one = &listing->one;
    struct finding_count *count = one->is_reused ? NULL : count_of(check, one->rule);
    if (count && listing->suppression && suppress_one(listing->suppression, one)) {
        count->suppressed++;
    } else if (count) {
        count->by_severity[one->severity]++;
        count->fixable += one->fix && !one->fix->is_unsafe;
    }
    *one = (struct finding){.rule = NULL};
}
