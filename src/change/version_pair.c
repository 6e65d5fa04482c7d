#include "change/version_pair.h"

static void start_side(struct change_side *started, const struct pair_side *side)
{
    started->places = side->places;
    if (side->card)
        version_file_find(side->file, side->card, started);
}

/* Secrets: a text may hold those of either version. */

static struct str masked(struct arena *arena, const struct version_pair *pair, struct str text)
{
    text = secret_mask(arena, pair->old.file ? pair->old.file->secrets : NULL, text);
    return secret_mask(arena, pair->new.file ? pair->new.file->secrets : NULL, text);
}

static void mask_contract(struct arena *arena, const struct version_pair *pair, struct breaking_contract *contract)
{
    const struct contract_card *old = pair->old.card, *new = pair->new.card;
    version_file_hide(pair->old.file, arena);
    version_file_hide(pair->new.file, arena);
    if (old)
        secret_mask_findings(arena, pair->old.file->secrets, &contract->findings);
    if (new)
        secret_mask_findings(arena, pair->new.file->secrets, &contract->findings);
    contract->label = masked(arena, pair, card_label(arena, new ? new : old));
    contract->title = masked(arena, pair, card_title(arena, new ? new : old));
    contract->old_version = masked(arena, pair, old ? old->version : STR(""));
    contract->new_version = masked(arena, pair, new ? new->version : STR(""));
}

struct breaking_contract *version_pair_compare(const struct version_pair *pair, struct arena *arena,
                                               const struct breaking_request *request)
{
    const struct contract_card *old = pair->old.card, *new = pair->new.card;
    struct changes changes = {.arena = arena,
                              .settings = request->settings,
                              .is_between_files = request->are_two_files,
                              .old_card = old,
                              .new_card = new,
                              .agreed = pair->agreed};
    start_side(&changes.old, &pair->old);
    start_side(&changes.new, &pair->new);
    change_compare(&changes);
    if (!changes.findings.count)
        return NULL;
    struct breaking_contract *contract = arena_new(arena, struct breaking_contract);
    contract->findings = changes.findings;
    enum change_bump required = change_required_bump(&changes);
    contract->required = change_bump_from(old ? old->version : STR(""), required);
    if (old && new)
        contract->suggested_version = change_suggest_version(arena, old->version, required);
    mask_contract(arena, pair, contract);
    return contract;
}

/* Keeping. */

static const char *copy_text(struct arena *arena, const char *text)
{
    return text ? str_c(arena, str_of(text)) : NULL;
}

/* Another source is that of a configuration, which stays. */
static const struct source *kept_source(const struct source *source, const struct version_pair *pair,
                                        const struct source *old, const struct source *new)
{
    if (pair->old.file && source == pair->old.file->source)
        return old;
    return pair->new.file &&source == pair->new.file->source ? new : source;
}

static struct finding *copy_finding(struct arena *arena, const struct finding *finding, const struct version_pair *pair,
                                    const struct source *old, const struct source *new)
{
    struct finding *copy = arena_new(arena, struct finding);
    *copy = *finding;
    copy->message = copy_text(arena, finding->message);
    copy->help = copy_text(arena, finding->help);
    copy->source = kept_source(finding->source, pair, old, new);
    copy->path = str_copy(arena, finding->path);
    copy->change = arena_new(arena, struct change);
    *copy->change = *finding->change;
    copy->change->old = copy->change->new = NULL;
    copy->fix = NULL; /* changes have none */
    copy->related = NULL;
    copy->next = NULL;
    struct related **end = &copy->related;
    for (const struct related *related = finding->related; related; related = related->next) {
        *end = arena_new(arena, struct related);
        **end = (struct related){copy_text(arena, related->message), kept_source(related->source, pair, old, new),
                                 related->span, NULL};
        end = &(*end)->next;
    }
    return copy;
}

struct breaking_contract *breaking_contract_copy(const struct breaking_contract *contract, struct arena *arena,
                                                 const struct version_pair *pair, const struct source *old,
                                                 const struct source *new)
{
    struct breaking_contract *copy = arena_new(arena, struct breaking_contract);
    *copy = (struct breaking_contract){.label = str_copy(arena, contract->label),
                                       .title = str_copy(arena, contract->title),
                                       .old_version = str_copy(arena, contract->old_version),
                                       .new_version = str_copy(arena, contract->new_version),
                                       .required = contract->required,
                                       .suggested_version = copy_text(arena, contract->suggested_version)};
    for (const struct finding *finding = contract->findings.first; finding; finding = finding->next)
        findings_add(&copy->findings, copy_finding(arena, finding, pair, old, new));
    return copy;
}
