#include "base/utf8.h"
#include "change/change_subjects.h"
#include "check/lifecycle.h"

#include <time.h>

enum { DATE_LENGTH = 10 /* of YYYY-MM-DD, with which a date-time begins */ };

/* breaking.md 6.4; CHANGE_COUNT: no change of phase. */
static enum change_id step_of(enum lifecycle_phase old, enum lifecycle_phase new)
{
    if (old == PHASE_UNKNOWN || new == PHASE_UNKNOWN || old == new)
        return CHANGE_COUNT;
    if (new == PHASE_PROPOSED)
        return CHANGE_STATUS_REGRESSED;
    if (new == PHASE_RETIRED)
        return old == PHASE_DEPRECATED ? CHANGE_STATUS_RETIRED_AFTER_DEPRECATION : CHANGE_STATUS_RETIRED;
    if (new == PHASE_ACTIVE)
        return old == PHASE_PROPOSED ? CHANGE_STATUS_ADVANCED : CHANGE_STATUS_REACTIVATED;
    return old == PHASE_RETIRED ? CHANGE_STATUS_REACTIVATED : CHANGE_STATUS_DEPRECATED;
}

static const char *status_word(struct changes *changes, struct text status)
{
    return text_has_value(status) ? utf8_quote(changes->arena, status.value) : "`active` by default";
}

/* Whether a date lies before today, in UTC. */
static bool is_past(const struct changes *changes, struct text date)
{
    time_t now = (time_t)changes->settings->now;
    struct tm today;
    char text[DATE_LENGTH + 1];
    return text_has_value(date) && gmtime_r(&now, &today) &&
           strftime(text, sizeof text, "%Y-%m-%d", &today) == DATE_LENGTH &&
           change_is_earlier(date.value, str_of(text));
}

static bool is_promise_past(const struct changes *changes, const struct contract *contract, enum promise_kind kind)
{
    const struct promise *promise = contract_promise(contract, kind);
    return promise && is_past(changes, promise->value);
}

/* Whether the end that the contract announced has passed. */
static bool is_end_past(const struct changes *changes, const struct contract *contract)
{
    return is_past(changes, contract->sunset) || is_promise_past(changes, contract, PROMISE_END_OF_LIFE) ||
           is_promise_past(changes, contract, PROMISE_END_OF_SUPPORT);
}

static void compare_status(struct changes *changes)
{
    struct text old = changes->old.contract->status, new = changes->new.contract->status;
    enum change_id id = step_of(lifecycle_phase(old), lifecycle_phase(new));
    bool are_both_active = lifecycle_phase(old) == PHASE_ACTIVE && lifecycle_phase(new) == PHASE_ACTIVE;
    if (!change_differs(changes, old, new) || are_both_active || str_equal_caseless(old.value, new.value))
        return;
    struct change_place place = change_place_of(old, new, node_resolve(changes->new.contract->at.node));
    struct finding *finding = change_add(changes, id == CHANGE_COUNT ? CHANGE_METADATA_CHANGED : id, place, "%s to %s",
                                         status_word(changes, old), status_word(changes, new));
    if (id == CHANGE_STATUS_RETIRED_AFTER_DEPRECATION && is_end_past(changes, changes->old.contract)) {
        change_set_level(finding, LEVEL_SAFE);
        finding->change->bump = BUMP_MAJOR; /* whoever has not moved fails */
    }
}

bool change_is_earlier(struct str a, struct str b)
{
    return str_compare(str_slice(a, 0, DATE_LENGTH), str_slice(b, 0, DATE_LENGTH)) < 0;
}

/* By which people know it; a file of dbt has no name but its path. */
static const char *name_of(const struct changes *changes, const struct contract *contract)
{
    const struct contract_card *card = changes->new_card ? changes->new_card : changes->old_card;
    struct str name = text_has_value(contract->name) ? contract->name.value : contract->id.value;
    return utf8_quote(changes->arena, name.len || !card ? name : card->file);
}

void change_compare_presence(struct changes *changes)
{
    const struct contract *contract = changes->new.contract ? changes->new.contract : changes->old.contract;
    const struct node *root = changes->new.contract ? changes->new.document->root : changes->old.document->root;
    struct change_place place = {.path = contract->in_domain ? (struct str){NULL, 0} : STR("")};
    const struct node *shown = contract->in_domain ? contract->at.node : root;
    if (changes->new.contract) {
        place.new = shown;
        change_add(changes, CHANGE_CONTRACT_ADDED, place, "%s", name_of(changes, contract));
        return;
    }
    bool is_over = lifecycle_phase(contract->status) == PHASE_RETIRED || is_end_past(changes, contract);
    place.old = shown;
    change_add(changes, is_over ? CHANGE_CONTRACT_REMOVED_AFTER_RETIREMENT : CHANGE_CONTRACT_REMOVED, place, "%s",
               name_of(changes, contract));
}

/* Sunset. */

/* Where the end is a service level it is compared as such. */
static bool is_end_promised(const struct contract *contract)
{
    return contract_promise(contract, PROMISE_END_OF_LIFE) || contract_promise(contract, PROMISE_END_OF_SUPPORT);
}

/* Of one day only two times of it can be told apart. */
static bool is_earlier_end(struct str a, struct str b)
{
    if (change_is_earlier(a, b) || change_is_earlier(b, a))
        return change_is_earlier(a, b);
    return a.len > DATE_LENGTH && b.len > DATE_LENGTH && str_compare(a, b) < 0;
}

static void compare_sunset(struct changes *changes)
{
    struct text old = changes->old.contract->sunset, new = changes->new.contract->sunset;
    struct change_place place = change_place_of(old, new, node_resolve(changes->new.contract->at.node));
    const char *from = utf8_quote(changes->arena, old.value), *to = utf8_quote(changes->arena, new.value);
    if (is_end_promised(changes->old.contract) || is_end_promised(changes->new.contract) ||
        !change_differs(changes, old, new))
        return;
    if (!text_has_value(old)) {
        if (!change_tell_too_soon(changes, new, place, "the sunset"))
            change_add(changes, CHANGE_SLA_ADDED, place, "the sunset is %s", to);
        return;
    }
    if (!text_has_value(new))
        change_add(changes,
                   lifecycle_phase(changes->new.contract->status) == PHASE_DEPRECATED ? CHANGE_SUNSET_DATE_REMOVED
                                                                                      : CHANGE_SLA_STRENGTHENED,
                   place, "the sunset was %s", from);
    else if (is_earlier_end(new.value, old.value) || is_earlier_end(old.value, new.value))
        change_add(changes,
                   is_earlier_end(new.value, old.value) ? CHANGE_SUNSET_DATE_ADVANCED : CHANGE_SLA_STRENGTHENED, place,
                   "the sunset was %s, is %s", from, to);
}

/* Identity. */

static bool has_other_identity(const struct contract_card *old, const struct contract_card *new)
{
    if (old->id.len && new->id.len)
        return !str_equal(old->id, new->id);
    bool are_named = old->name.len && new->name.len;
    return (are_named || (!old->id.len && !new->id.len)) && !str_equal(old->name, new->name);
}

static void compare_names(struct changes *changes)
{
    const struct contract *old = changes->old.contract, *new = changes->new.contract;
    bool is_other = has_other_identity(changes->old_card, changes->new_card);
    bool has_id = text_has_value(old->id) && text_has_value(new->id);
    const struct node *holder = node_resolve(new->at.node);
    bool has_new_name = change_differs(changes, old->name, new->name);
    struct text before = has_id ? old->id : old->name, after = has_id ? new->id : new->name;
    if (has_id) {
        change_claim(changes, old->id.node);
        change_claim(changes, new->id.node);
    }
    if (is_other)
        change_add(changes, CHANGE_CONTRACT_ID_CHANGED, change_place_of(before, after, holder), "%s to %s",
                   utf8_quote(changes->arena, before.value), utf8_quote(changes->arena, after.value));
    else if (has_new_name)
        change_add(changes, CHANGE_CONTRACT_NAME_CHANGED, change_place_of(old->name, new->name, holder), "%s to %s",
                   utf8_quote(changes->arena, old->name.value), utf8_quote(changes->arena, new->name.value));
}

/* "`a` to `b`", where either may be none. */
static void tell_step(struct changes *changes, enum change_id id, struct text old, struct text new)
{
    struct arena *arena = changes->arena;
    change_add(changes, id, change_place_of(old, new, node_resolve(changes->new.contract->at.node)), "%s to %s",
               text_has_value(old) ? utf8_quote(arena, old.value) : "none",
               text_has_value(new) ? utf8_quote(arena, new.value) : "none");
}

static void compare_domain(struct changes *changes)
{
    const struct contract *old = changes->old.contract, *new = changes->new.contract;
    if (new->in_domain)
        return;
    if (change_differs(changes, old->domain, new->domain))
        tell_step(changes, CHANGE_CONTRACT_DOMAIN_CHANGED, old->domain, new->domain);
    if (change_differs(changes, old->tenant, new->tenant))
        tell_step(changes, CHANGE_CONTRACT_DOMAIN_CHANGED, old->tenant, new->tenant);
}

/* An explicit pair of files has no paths to compare. */
static void compare_path(struct changes *changes)
{
    struct change_place place = {NULL, changes->new.document->root, NULL, STR("")};
    if (changes->is_between_files || str_equal(changes->old_card->file, changes->new_card->file))
        return;
    if (changes->new.contract->in_domain)
        place.path = places_path(changes->new.places, changes->new.contract->at.node, NULL);
    change_add(changes, CHANGE_CONTRACT_MOVED, place, "%s to %s", utf8_quote(changes->arena, changes->old_card->file),
               utf8_quote(changes->arena, changes->new_card->file));
}

/* What says which dialect a document is of. */
static const struct node *declaration(const struct change_side *side)
{
    static const char *const keys[] = {"dataProduct", "data_product", "domains", NULL};
    const struct node *found = side->contract->declared_by;
    for (const char *const *key = keys; *key && !found; key++)
        found = node_find(side->document->root, *key);
    return found;
}

static const char *format_words(struct arena *arena, const struct document *document)
{
    const char *name = dialect_name(document->dialect);
    struct str version = document->dialect_version;
    return version.len ? text_print(arena, "%s %.*s", name, STR_ARG(version)) : name;
}

/* The dialect or its version; what it says is compared all the same. */
static void compare_format(struct changes *changes)
{
    const struct document *old = changes->old.document, *new = changes->new.document;
    const struct node *before = declaration(&changes->old), *after = declaration(&changes->new);
    if (node_is_scalar(before))
        change_claim(changes, before);
    if (node_is_scalar(after))
        change_claim(changes, after);
    if (old->dialect == new->dialect && str_equal(old->dialect_version, new->dialect_version))
        return;
    struct change_place place = {before, after, node_resolve(changes->new.contract->at.node), {NULL, 0}};
    change_add(changes, CHANGE_CONTRACT_FORMAT_CHANGED, place, "%s to %s", format_words(changes->arena, old),
               format_words(changes->arena, new));
}

void change_compare_identity(struct changes *changes)
{
    compare_format(changes);
    compare_names(changes);
    compare_domain(changes);
    compare_path(changes);
    compare_status(changes);
    compare_sunset(changes);
    const struct contract *const contracts[] = {changes->old.contract, changes->new.contract};
    for (size_t i = 0; i < sizeof contracts / sizeof *contracts; i++) {
        change_claim(changes, contracts[i]->version.node);
        change_claim(changes, contracts[i]->updated.node); /* it says no more than that there is a change */
    }
}
