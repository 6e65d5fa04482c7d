#include "base/utf8.h"
#include "change/change_field.h"

#include <stddef.h>

/* How the types of two versions relate, for those who read. */
enum relation { RELATION_SAME, RELATION_WIDER, RELATION_MORE_BITS, RELATION_NARROWER, RELATION_ZONE, RELATION_OTHER };

/* The named types of columns and where each stands: `wider` is the next that holds all its values. */
static const struct type_row {
    const char *name, *meant; /* `meant`: the name of the same type that stands for it; NULL: itself */
    const char *wider;        /* NULL: none */
    bool is_more_bits;        /* `wider` is the same kind with more bits */
} type_rows[] = {
    {"int", "integer", NULL, false},
    {"integer", NULL, "long", true},
    {"bigint", "long", NULL, false},
    {"long", NULL, "float", false},
    {"float", NULL, "double", true},
    {"double", NULL, "number", false},
    {"decimal", "number", NULL, false},
    {"numeric", "number", NULL, false},
    {"number", NULL, "any", false},
    {"text", "string", NULL, false},
    {"varchar", "string", NULL, false},
    {"string", NULL, "any", false},
    {"timestamp_tz", "timestamp", NULL, false},
    {"timestamp", NULL, "any", false},
    {"timestamp_ntz", NULL, "any", false},
    {"date", NULL, "timestamp", false},
    {"time", NULL, "any", false},
    {"boolean", NULL, "any", false},
    {"bytes", NULL, "any", false},
    {"object", NULL, "any", false},
    {"record", "object", NULL, false},
    {"struct", "object", NULL, false},
    {"array", NULL, "any", false},
    {"map", NULL, "any", false},
    {"variant", "any", NULL, false},
    {"json", "any", NULL, false},
    {"any", NULL, NULL, false},
};

static const struct type_row *row_of(struct str name)
{
    for (size_t i = 0; i < sizeof type_rows / sizeof *type_rows; i++)
        if (str_is_caseless(name, type_rows[i].name))
            return type_rows[i].meant ? row_of(str_of(type_rows[i].meant)) : &type_rows[i];
    return NULL;
}

/* Whether `from` is reached from `to` by ever wider types; `*steps` counts, `*is_more_bits`: only by more bits. */
static bool is_wider(const struct type_row *from, const struct type_row *to, bool *is_more_bits)
{
    *is_more_bits = true;
    while (from && from != to) {
        *is_more_bits = *is_more_bits && from->is_more_bits;
        from = from->wider ? row_of(str_of(from->wider)) : NULL;
    }
    return from == to;
}

static bool is_zone_change(const struct type_row *old, const struct type_row *new)
{
    return str_starts(str_of(old->name), "timestamp") && str_starts(str_of(new->name), "timestamp");
}

static enum relation relate_names(struct str old_name, struct str new_name)
{
    const struct type_row *old = row_of(old_name), *new = row_of(new_name);
    bool is_more_bits;
    if (!old || !new)
        return str_equal_caseless(old_name, new_name) ? RELATION_SAME : RELATION_OTHER;
    if (old == new)
        return RELATION_SAME;
    if (is_zone_change(old, new))
        return RELATION_ZONE;
    if (str_is(str_of(new->name), "timestamp_ntz") && str_is(str_of(old->name), "date"))
        return RELATION_WIDER;
    if (is_wider(old, new, &is_more_bits))
        return is_more_bits ? RELATION_MORE_BITS : RELATION_WIDER;
    bool is_date = str_is(str_of(new->name), "date");
    return !is_date && is_wider(new, old, &is_more_bits) ? RELATION_NARROWER : RELATION_OTHER;
}

static unsigned closed_types(unsigned types)
{
    return types & JSON_TYPE_NUMBER ? types | JSON_TYPE_INTEGER : types;
}

static enum relation relate_sets(unsigned old, unsigned new)
{
    old = closed_types(old);
    new = closed_types(new);
    if (old == new)
        return RELATION_SAME;
    if ((old & new) == old)
        return RELATION_WIDER;
    return (old & new) == new ? RELATION_NARROWER : RELATION_OTHER;
}

static bool is_column(const struct shape *shape)
{
    return shape->parts[0].field->dataset->form == DATASET_FIELDS;
}

/* The logical type of ODCS for one that says more of how the value is kept, which ODCS leaves to the physical type. */
static struct str logical_type(struct str name)
{
    static const char *const whole[] = {"int", "integer", "bigint", "long", NULL};
    static const char *const numbers[] = {"decimal", "double", "float", "number", "numeric", NULL};
    static const char *const times[] = {"timestamp", "timestamp_ntz", "timestamp_tz", NULL};
    return str_is_one_of(name, whole)     ? STR("integer")
           : str_is_one_of(name, numbers) ? STR("number")
           : str_is_one_of(name, times)   ? STR("timestamp")
                                          : name;
}

/* The type that a column means. Before ODCS 3.1 `date` is the type of times of day and of timestamps, too. */
static struct str meant_type(struct arena *arena, const struct change_side *side, const struct field *field)
{
    static const char *const old_versions[] = {"v2.", "v3.0.", "2.", "3.0.", NULL};
    struct str type = field->type.value, physical = str_lower(arena, field->physical_type.value);
    bool is_old = false;
    for (const char *const *at = old_versions; *at; at++)
        is_old = is_old || str_starts(side->document->dialect_version, *at);
    if (side->document->dialect != DIALECT_ODCS || !is_old || !str_is(type, "date"))
        return type;
    bool has_clock = str_contains(field->format.value, "H") || str_contains(field->format.value, "h");
    bool has_day = str_contains(field->format.value, "d") || str_contains(field->format.value, "D");
    bool is_timestamp = str_starts(physical, "timestamp") || str_starts(physical, "datetime");
    if (is_timestamp || (has_clock && has_day))
        return STR("timestamp");
    return has_clock || str_is(physical, "time") ? STR("time") : type;
}

static enum relation relate_columns(const struct field_pair *pair, const struct field *old, const struct field *new)
{
    const struct changes *changes = pair->changes;
    struct str before = meant_type(changes->arena, &changes->old, old),
               after = meant_type(changes->arena, &changes->new, new);
    bool is_to_odcs = changes->new.document->dialect == DIALECT_ODCS,
         is_from_odcs = changes->old.document->dialect == DIALECT_ODCS;
    if (is_to_odcs != is_from_odcs)
        return relate_names(logical_type(before), logical_type(after));
    return relate_names(before, after);
}

static enum relation relate(const struct field_pair *pair, const struct field *old, const struct field *new)
{
    if (is_column(&pair->old) || is_column(&pair->new))
        return relate_columns(pair, old, new);
    const unsigned null = JSON_TYPE_NULL;
    unsigned before = shape_types(&pair->old), after = shape_types(&pair->new);
    if (before == null || after == null) /* nothing but null is a type like any other */
        return relate_sets(before, after);
    return relate_sets(before & ~null, after & ~null);
}

static const struct shape_part *part_with_type(const struct shape *shape)
{
    for (size_t i = 0; i < shape->count; i++)
        if (text_is_present(shape->parts[i].field->type))
            return &shape->parts[i];
    return NULL;
}

static const char *words_of(struct changes *changes, const struct shape_part *part)
{
    return part ? node_quote(changes->arena, part->field->type.node) : "any type";
}

bool change_compare_type(const struct field_pair *pair)
{
    static const enum change_id ids[] = {[RELATION_WIDER] = CHANGE_TYPE_WIDENED,
                                         [RELATION_MORE_BITS] = CHANGE_TYPE_WIDTH_INCREASED,
                                         [RELATION_NARROWER] = CHANGE_TYPE_NARROWED,
                                         [RELATION_ZONE] = CHANGE_TIMEZONE_CHANGED,
                                         [RELATION_OTHER] = CHANGE_TYPE_CHANGED};
    struct changes *changes = pair->changes;
    const struct shape_part *old = part_with_type(&pair->old), *new = part_with_type(&pair->new);
    for (size_t i = 0; i < pair->old.count; i++)
        change_claim(changes, pair->old.parts[i].field->type.node);
    for (size_t i = 0; i < pair->new.count; i++)
        change_claim(changes, pair->new.parts[i].field->type.node);
    bool is_record = pair->old_field->role == FIELD_ROOT && pair->new_field->role == FIELD_ROOT;
    if ((!old && !new) || (is_record && is_column(&pair->old) != is_column(&pair->new)))
        return false; /* a list of columns describes objects without saying so */
    enum change_id id = old ? CHANGE_TYPE_CONSTRAINT_REMOVED : CHANGE_TYPE_CONSTRAINT_ADDED;
    if (old && new) {
        enum relation relation = relate(pair, old->field, new->field);
        if (relation == RELATION_SAME)
            return false;
        id = ids[relation];
    } else if (change_is_in_composition(old ? &pair->new : &pair->old)) {
        return false;
    }
    struct change_place place =
        shape_place(changes, old, old ? old->field->type.node : NULL, new, new ? new->field->type.node : NULL);
    place.survivor = pair->new_field->at.node;
    change_add(changes, id, place, "%s was %s, is %s", change_field_name(pair), words_of(changes, old),
               words_of(changes, new));
    return id == CHANGE_TYPE_CHANGED;
}

/* Null. */

/* Whether null is ruled out by `required` or a check, as in the dialects of databases, and not by the type. */
static bool is_of_database(const struct change_side *side, const struct shape *shape)
{
    enum dialect dialect = side->document->dialect;
    return is_column(shape) && dialect != DIALECT_DATA_PRODUCT && dialect != DIALECT_DOMAINS;
}

/* Whether null may come; false too where nothing is said of types, which is no promise to lose. */
static bool allows_null(const struct change_side *side, const struct shape *shape)
{
    if (is_of_database(side, shape))
        return !text_is_true(SHAPE_TEXT(shape, not_null));
    return (shape_types(shape) & JSON_TYPE_NULL) || text_is_true(SHAPE_EXTRA(shape, nullable));
}

/* The enum of a shape, of which null has to be one; NULL when there is none. One beside null rules nothing out. */
static const struct node *values_of(const struct shape *shape)
{
    for (size_t i = 0; i < shape->count; i++)
        if (!shape->parts[i].is_beside_null && shape->parts[i].field->enumeration)
            return shape->parts[i].field->enumeration;
    return NULL;
}

static bool lists_null(const struct node *values)
{
    for (const struct node *item = node_children(values); item; item = item->next)
        if (node_is_null(item))
            return true;
    return false;
}

/* Whether null may come of all that is said: by the type, and by the list of values. */
static bool may_be_null(const struct change_side *side, const struct shape *shape)
{
    const struct node *values = is_of_database(side, shape) ? NULL : values_of(shape);
    if (!values)
        return allows_null(side, shape);
    return lists_null(values) && (!part_with_type(shape) || allows_null(side, shape));
}

static bool says_of_null(const struct change_side *side, const struct shape *shape)
{
    return is_of_database(side, shape) || part_with_type(shape) || values_of(shape);
}

/* What says that null may come, or that it may not. */
enum null_speaker { SAID_BY_UNION, SAID_BY_NULLABLE, SAID_BY_TYPE, SAID_BY_VALUES };

static enum null_speaker null_speaker_of(const struct field_pair *pair, bool is_open_now)
{
    const struct shape *open = is_open_now ? &pair->new : &pair->old;
    const struct change_side *old = &pair->changes->old, *new = &pair->changes->new;
    if (pair->old.is_unwrapped || pair->new.is_unwrapped)
        return SAID_BY_UNION;
    if (values_of(open) && allows_null(old, &pair->old) == allows_null(new, &pair->new))
        return SAID_BY_VALUES;
    return shape_types(open) & JSON_TYPE_NULL ? SAID_BY_TYPE : SAID_BY_NULLABLE;
}

static const struct node *null_node(const struct change_side *side, const struct shape *shape,
                                    enum null_speaker speaker)
{
    struct text not_null = SHAPE_TEXT(shape, not_null);
    if (is_of_database(side, shape))
        return not_null.node ? not_null.node : SHAPE_TEXT(shape, required).node;
    switch (speaker) {
    case SAID_BY_UNION: return shape->parts[0].field->at.node;
    case SAID_BY_VALUES: return values_of(shape);
    case SAID_BY_NULLABLE: return SHAPE_EXTRA(shape, nullable).node;
    default: return SHAPE_TEXT(shape, type).node;
    }
}

void change_compare_nullable(const struct field_pair *pair)
{
    struct changes *changes = pair->changes;
    const struct change_side *old = &changes->old, *new = &changes->new;
    bool before = may_be_null(old, &pair->old), after = may_be_null(new, &pair->new);
    for (unsigned side = 0; side < 2; side++) {
        const struct shape *shape = side ? &pair->new : &pair->old;
        change_claim(changes, SHAPE_EXTRA(shape, nullable).node);
        change_claim(changes, SHAPE_TEXT(shape, not_null).node);
        change_claim(changes, SHAPE_TEXT(shape, required).node);
    }
    if (before == after || pair->is_rekeyed || !says_of_null(old, &pair->old) || !says_of_null(new, &pair->new))
        return;
    enum null_speaker speaker = null_speaker_of(pair, after);
    struct change_place place = shape_place_in(changes, &pair->old, null_node(old, &pair->old, speaker), &pair->new,
                                               null_node(new, &pair->new, speaker));
    place.survivor = pair->new_field->at.node;
    change_add(changes, after ? CHANGE_FIELD_BECAME_NULLABLE : CHANGE_FIELD_BECAME_NON_NULLABLE, place, "%s",
               change_field_name(pair));
}
