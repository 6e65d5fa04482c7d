#include "base/buf.h"
#include "base/utf8.h"
#include "change/change_dataset.h"
#include "change/change_subjects.h"

const char *change_model_name(const struct changes *changes, const struct dataset *dataset)
{
    return text_has_value(dataset->name) ? utf8_quote(changes->arena, dataset->name.value) : "the records";
}

static const char *quoted(const struct dataset_pair *pair, struct text text)
{
    return text_has_value(text) ? utf8_quote(pair->changes->arena, text.value) : "not said";
}

static struct finding *tell(const struct dataset_pair *pair, enum change_id id, struct text old, struct text new)
{
    struct changes *changes = pair->changes;
    const char *name = change_model_name(changes, pair->new);
    return change_add(changes, id, change_place_of(old, new, node_resolve(pair->new->at.node)), "%s was %s, is %s",
                      name, quoted(pair, old), quoted(pair, new));
}

/* Names. */

/* By what name the database knows it when it says none. */
static struct str default_name(struct arena *arena, const struct dataset *dataset)
{
    if (!text_has_value(dataset->version))
        return dataset->name.value;
    struct buf buf = {.arena = arena};
    buf_add(&buf, dataset->name.value);
    buf_add_c(&buf, "_v");
    buf_add(&buf, dataset->version.value);
    return buf_str(&buf);
}

static void compare_physical_name(const struct dataset_pair *pair)
{
    struct changes *changes = pair->changes;
    struct text old = pair->old->physical_name, new = pair->new->physical_name;
    struct str before = text_has_value(old) ? old.value : default_name(changes->arena, pair->old);
    struct str after = text_has_value(new) ? new.value : default_name(changes->arena, pair->new);
    bool are_both_said = text_has_value(old) && text_has_value(new);
    bool is_comparable = are_both_said || str_equal(pair->old->name.value, pair->new->name.value);
    change_differs(changes, old, new);
    if (is_comparable && (text_has_value(old) || text_has_value(new)) && !str_equal(before, after))
        tell(pair, CHANGE_MODEL_PHYSICAL_NAME_CHANGED, old, new);
}

static void claim_name(struct changes *changes, const struct dataset *dataset)
{
    if (dataset->name.node != dataset->at.node)
        change_claim(changes, dataset->name.node);
    change_claim(changes, dataset->version.node);
}

/* What it is. */

enum kind { KIND_NONE, KIND_TABLE, KIND_VIEW, KIND_MATERIALIZED_VIEW, KIND_EPHEMERAL, KIND_OTHER };

/* A kind without letter case and what stands between words. */
static struct str folded(struct arena *arena, struct str text)
{
    struct buf buf = {.arena = arena};
    for (size_t i = 0; i < text.len; i++)
        if (char_is_alnum(text.at[i]))
            buf_add_char(&buf, char_lower(text.at[i]));
    return buf_str(&buf);
}

static enum kind kind_of(struct str folded_kind)
{
    static const struct {
        const char *name;
        enum kind kind;
    } kinds[] = {
        {"", KIND_NONE},
        {"table", KIND_TABLE},
        {"view", KIND_VIEW},
        {"materializedview", KIND_MATERIALIZED_VIEW},
        {"ephemeral", KIND_EPHEMERAL},
    };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_is(folded_kind, kinds[i].name))
            return kinds[i].kind;
    return KIND_OTHER;
}

/* The kind in one word; tables that dbt fills in different ways are tables. */
static struct str kind_word(struct arena *arena, const struct change_side *side, const struct dataset *dataset)
{
    static const char *const tables[] = {"incremental", "seed", "snapshot", NULL};
    struct str word = folded(arena, dataset->kind.value);
    bool is_table = side->document->dialect == DIALECT_DBT ? str_is_one_of(word, tables)
                                                           : side->document->dialect == DIALECT_DCS && !word.len;
    return is_table ? STR("table") : word;
}

static bool has_constraint(const struct list *checks)
{
    for (const struct quality *check = checks->first; check; check = check->at.next)
        if (check->is_constraint)
            return true;
    return false;
}

static bool has_constraints(const struct dataset *dataset)
{
    if (has_constraint(&dataset->quality))
        return true;
    for (const struct field_entry *entry = dataset->fields.first; entry; entry = entry->at.next)
        if (has_constraint(&entry->field->extra->quality))
            return true;
    return false;
}

static void compare_kind(const struct dataset_pair *pair)
{
    struct changes *changes = pair->changes;
    struct str old_word = kind_word(changes->arena, &changes->old, pair->old);
    struct str new_word = kind_word(changes->arena, &changes->new, pair->new);
    enum kind old = kind_of(old_word), new = kind_of(new_word);
    if (old == KIND_NONE || new == KIND_NONE)
        return;
    bool is_same = str_equal(old_word, new_word);
    if (!is_same || changes->new.document->dialect != DIALECT_DBT)
        change_differs(changes, pair->old->kind, pair->new->kind);
    if (is_same)
        return;
    if (changes->old.document->dialect == DIALECT_DBT && old == KIND_TABLE &&
        (new == KIND_VIEW || new == KIND_EPHEMERAL) && has_constraints(pair->old)) {
        tell(pair, CHANGE_MATERIALIZATION_CHANGED, pair->old->kind, pair->new->kind);
        return;
    }
    struct finding *finding = tell(pair, CHANGE_MODEL_KIND_CHANGED, pair->old->kind, pair->new->kind);
    if (old != KIND_OTHER && new < KIND_EPHEMERAL)
        change_set_level(finding, LEVEL_DANGEROUS);
}

static void compare_granularity(const struct dataset_pair *pair)
{
    struct text old = pair->old->granularity, new = pair->new->granularity;
    if (text_has_value(old) && text_has_value(new) && change_differs(pair->changes, old, new))
        tell(pair, CHANGE_MODEL_GRANULARITY_CHANGED, old, new);
}

/* What holds for it. */

static void compare_enforcement(const struct dataset_pair *pair)
{
    struct text old = pair->old->enforced, new = pair->new->enforced;
    change_differs(pair->changes, old, new);
    if (text_is_true(old) == text_is_true(new))
        return;
    struct finding *finding =
        tell(pair, text_is_true(new) ? CHANGE_ENFORCEMENT_ADDED : CHANGE_ENFORCEMENT_REMOVED, old, new);
    if (str_contains(new.value, "{{")) /* a template may come to anything */
        change_set_level(finding, LEVEL_DANGEROUS);
}

/* Who may refer to a model: the wider, the greater. */
static int access_rank(struct text access)
{
    if (str_is(access.value, "private"))
        return 0;
    return str_is(access.value, "public") ? 2 : 1;
}

static void compare_access(const struct dataset_pair *pair)
{
    struct changes *changes = pair->changes;
    const struct dataset *old = pair->old, *new = pair->new;
    int before = access_rank(old->access), after = access_rank(new->access);
    if (after < before) {
        change_differs(changes, old->access, new->access);
        tell(pair, CHANGE_CONSUMER_ACCESS_NARROWED, old->access, new->access);
    } else if (after == before) {
        change_differs(changes, old->access, new->access);
    }
    bool counts = (text_has_value(old->group) && text_has_value(new->group)) || after == 0;
    if (counts && change_differs(changes, old->group, new->group) && after >= before)
        tell(pair, CHANGE_CONSUMER_ACCESS_NARROWED, old->group, new->group);
}

static void compare_additional_fields(const struct dataset_pair *pair)
{
    struct text old = pair->old->additional_fields, new = pair->new->additional_fields;
    change_differs(pair->changes, old, new);
    if (text_is_true(old) != text_is_true(new))
        tell(pair, text_is_true(new) ? CHANGE_ADDITIONAL_PROPERTIES_OPENED : CHANGE_ADDITIONAL_PROPERTIES_CLOSED, old,
             new);
}

static enum change_id sunset_change(const struct dataset_pair *pair, struct text old, struct text new)
{
    if (!text_has_value(old))
        return CHANGE_SLA_ADDED;
    if (!text_has_value(new))
        return text_is_true(pair->new->deprecated) ? CHANGE_SUNSET_DATE_REMOVED : CHANGE_SLA_STRENGTHENED;
    return change_is_earlier(new.value, old.value) ? CHANGE_SUNSET_DATE_ADVANCED : CHANGE_SLA_STRENGTHENED;
}

/* As the end of a contract (breaking.md 6.5). */
static void compare_sunset(const struct dataset_pair *pair)
{
    struct changes *changes = pair->changes;
    struct text old = pair->old->sunset, new = pair->new->sunset;
    struct change_place place = change_place_of(old, new, node_resolve(pair->new->at.node));
    const char *what = text_print(changes->arena, "the end of %s", change_model_name(changes, pair->new));
    if (!change_differs(changes, old, new))
        return;
    if (text_has_value(old) || !change_tell_too_soon(changes, new, place, what))
        change_add(changes, sunset_change(pair, old, new), place, "%s was %s, is %s", what, quoted(pair, old),
                   quoted(pair, new));
}

/* In dbt the owner stands in `meta`; the group that stands for it is judged as such. */
static void compare_owner(const struct dataset_pair *pair)
{
    struct text old = pair->old->owner, new = pair->new->owner;
    bool is_group = (old.node && old.node == pair->old->group.node) || (new.node &&new.node == pair->new->group.node);
    if (!is_group && change_differs(pair->changes, old, new))
        tell(pair, CHANGE_CONTRACT_OWNER_CHANGED, old, new);
}

/* Which columns of the model a version takes is told by what becomes of them. */
static void claim_selections(struct changes *changes, const struct dataset *dataset)
{
    const struct node *columns = node_find(dataset->at.node, "columns");
    for (const struct node *item = node_children(columns); item && text_has_value(dataset->version); item = item->next)
        if (node_find(item, "include") || node_find(item, "exclude"))
            change_claim(changes, item);
}

/* What a registered schema says is not known here; that one is named beside the fields is no more than a note. */
static void compare_registration_key(const struct dataset_pair *pair, const char *key, struct text old, struct text new)
{
    struct changes *changes = pair->changes;
    bool is_note = pair->new->root && !text_has_value(old);
    if (is_note || !change_differs(changes, old, new))
        return;
    change_add(changes, CHANGE_SCHEMA_COMPATIBILITY_UNKNOWN,
               change_place_of(old, new, node_resolve(pair->new->at.node)), "`%s` of %s was %s, is %s", key,
               change_model_name(changes, pair->new), quoted(pair, old), quoted(pair, new));
}

static void compare_registration(const struct dataset_pair *pair)
{
    compare_registration_key(pair, "registry", pair->old->registry, pair->new->registry);
    compare_registration_key(pair, "subject", pair->old->subject, pair->new->subject);
}

void change_compare_model(const struct dataset_pair *pair)
{
    claim_name(pair->changes, pair->old);
    claim_name(pair->changes, pair->new);
    compare_physical_name(pair);
    compare_kind(pair);
    compare_granularity(pair);
    compare_enforcement(pair);
    compare_access(pair);
    compare_additional_fields(pair);
    compare_sunset(pair);
    compare_owner(pair);
    claim_selections(pair->changes, pair->old);
    claim_selections(pair->changes, pair->new);
    compare_registration(pair);
}
