#include "base/buf.h"
#include "base/number.h"
#include "base/semver.h"
#include "base/utf8.h"
#include "change/change_subjects.h"

/* Versions are read as people write them: "v1.2.3" is 1.2.3. */
static bool read_version(struct str text, struct semver *version)
{
    return semver_parse(str_starts(text, "v") ? str_slice(text, 1, text.len) : text, version);
}

enum change_bump change_required_bump(const struct changes *changes)
{
    enum change_bump bump = BUMP_NONE;
    for (const struct finding *finding = changes->findings.first; finding; finding = finding->next)
        if (finding->change->bump > bump)
            bump = finding->change->bump;
    return bump;
}

static enum change_bump declared_bump(const struct semver *old, const struct semver *new)
{
    if (semver_compare_numbers(old->major, new->major) != 0)
        return BUMP_MAJOR;
    if (semver_compare_numbers(old->minor, new->minor) != 0)
        return BUMP_MINOR;
    return semver_compare_numbers(old->patch, new->patch) != 0 ? BUMP_PATCH : BUMP_NONE;
}

/* Below 1.0.0 the minor number plays the major's part. */
static enum change_bump shifted(enum change_bump bump, const struct semver *old)
{
    static const enum change_bump lower[] = {BUMP_NONE, BUMP_PATCH, BUMP_PATCH, BUMP_MINOR};
    return str_is(old->major, "0") ? lower[bump] : bump;
}

enum change_bump change_bump_from(struct str old, enum change_bump required)
{
    struct semver version;
    return read_version(old, &version) ? shifted(required, &version) : required;
}

/* One more than a number of any length. */
static struct str next_number(struct arena *arena, struct str digits)
{
    struct number one = number_of(arena, 1), number, next;
    if (!number_parse(arena, digits, &number) || !number_add(arena, number, one, &next))
        return digits;
    return number_print(arena, next);
}

const char *change_suggest_version(struct arena *arena, struct str old, enum change_bump required)
{
    struct semver version;
    if (!read_version(old, &version))
        return NULL;
    enum change_bump bump = shifted(required, &version);
    struct str zero = STR("0");
    if (bump == BUMP_MAJOR)
        version = (struct semver){next_number(arena, version.major), zero, zero, zero, zero};
    else if (bump == BUMP_MINOR)
        version = (struct semver){version.major, next_number(arena, version.minor), zero, zero, zero};
    else if (bump == BUMP_PATCH)
        version.patch = next_number(arena, version.patch);
    return text_print(arena, "%s%.*s.%.*s.%.*s", str_starts(old, "v") ? "v" : "", STR_ARG(version.major),
                      STR_ARG(version.minor), STR_ARG(version.patch));
}

static bool is_breaking(const struct changes *changes)
{
    for (const struct finding *finding = changes->findings.first; finding; finding = finding->next)
        if (finding->change->level == LEVEL_BREAKING && !finding->accepted)
            return true;
    return false;
}

/* The change findings ask for more than the version says. */
static struct finding *add_gate(struct changes *changes, enum change_id id, const char *facts)
{
    bool breaks = is_breaking(changes);
    struct text old = changes->old.contract->version, new = changes->new.contract->version;
    struct finding *finding = change_add(changes, id, change_place_of(old, new, NULL), "%s", facts);
    finding->change->level = breaks ? LEVEL_BREAKING : LEVEL_DANGEROUS;
    finding->severity = breaks ? SEVERITY_ERROR : SEVERITY_WARNING;
    return finding;
}

static void check_bump(struct changes *changes, const struct semver *old, const struct semver *new, const char *words)
{
    enum change_bump required = change_required_bump(changes), declared = declared_bump(old, new);
    enum change_bump wanted = shifted(required, old);
    struct arena *arena = changes->arena;
    if (required == BUMP_NONE || declared >= wanted)
        return;
    const char *suggestion = change_suggest_version(arena, changes->old.contract->version.value, required);
    struct finding *finding;
    if (declared == BUMP_NONE)
        finding = add_gate(
            changes, CHANGE_VERSION_NOT_BUMPED,
            text_print(arena, "it is still %s, the changes ask for a %s version", words, change_bump_name(wanted)));
    else
        finding = add_gate(changes, CHANGE_VERSION_BUMP_TOO_SMALL,
                           text_print(arena, "%s is a %s version, the changes ask for a %s one", words,
                                      change_bump_name(declared), change_bump_name(wanted)));
    finding->help = text_print(arena, "write `%s`", suggestion);
}

void change_check_version(struct changes *changes)
{
    struct text old = changes->old.contract->version, new = changes->new.contract->version;
    struct change_place place = change_place_of(old, new, node_resolve(changes->new.contract->at.node));
    struct semver before, after;
    struct arena *arena = changes->arena;
    if (!changes->settings->has_version_gate || changes->is_draft || !text_has_value(old))
        return;
    const char *from = utf8_quote(arena, old.value), *to = utf8_quote(arena, new.value);
    bool is_same = str_equal(old.value, new.value);
    if (!text_has_value(new))
        change_add(changes, CHANGE_VERSION_REMOVED, place, "it was %s", from);
    else if (!read_version(old.value, &before) || !read_version(new.value, &after)) {
        if (!is_same || changes->findings.count)
            change_add(changes, CHANGE_VERSION_NOT_SEMVER, place, is_same ? "%s" : "%s, before %s", to, from);
    } else if (semver_compare(after, before) < 0)
        change_add(changes, CHANGE_VERSION_DECREASED, place, "%s to %s", from, to);
    else
        check_bump(changes, &before, &after, is_same ? to : text_print(arena, "%s to %s", from, to));
}
