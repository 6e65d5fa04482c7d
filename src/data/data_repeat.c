#include "data/data_repeat.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "data/data_finding.h"

enum { AHEAD = 16 /* values whose slots are on their way from memory */ };

static const char *names_of_key(struct arena *arena, const struct data_schema *schema, const struct data_key *key)
{
    struct buf names = {.arena = arena};
    for (size_t i = 0; i < key->count; i++)
        buf_print(&names, "%s`%.*s`",
                  i == 0               ? ""
                  : i + 1 < key->count ? ", "
                                       : " and ",
                  STR_ARG(schema->fields[key->fields[i]].path));
    return buf_c(&names);
}

static bool is_key_sensitive(const struct data_schema *schema, const struct data_key *key)
{
    for (size_t i = 0; i < key->count; i++)
        if (schema->fields[key->fields[i]].is_sensitive)
            return true;
    return false;
}

static const char *values_of(struct arena *arena, const struct data_schema *schema, const struct data_key *key,
                             const struct str *texts)
{
    struct buf shown = {.arena = arena};
    for (size_t i = 0; i < key->count; i++) {
        const struct data_field *field = &schema->fields[key->fields[i]];
        const char *quoted = texts[i].len ? utf8_quote(arena, texts[i]) : "`\"\"`";
        if (field->is_sensitive || data_is_secret(field->name, texts[i]))
            quoted = data_mask(arena, quoted, texts[i]);
        buf_add_c(&shown, i ? ", " : "");
        buf_add_c(&shown, quoted);
    }
    return buf_c(&shown);
}

static struct str path_of(struct arena *arena, const struct data_field *field, const struct data_key_use *use)
{
    struct buf path = {.arena = arena};
    if (use->is_indexed)
        buf_print(&path, "/%llu", (unsigned long long)use->index);
    if (use->is_reached)
        buf_add(&path, field->pointer);
    return buf_str(&path);
}

static void tell(const struct data_measures *measures, const struct data_file *file, struct data_piece *piece,
                 const struct data_key_use *use, const struct data_seen *seen)
{
    const struct data_schema *schema = file->schema;
    const struct data_key *key = &schema->keys[use->key];
    struct arena *scratch = &piece->scratch;
    if (!data_has_room(piece, file, DATA_DUPLICATE)) {
        piece->found[DATA_DUPLICATE] += file->rules[DATA_DUPLICATE] != NULL;
        return;
    }
    struct data_place place = {.span = use->span, .record = use->record};
    const struct span around[] = {{use->record.start, use->span.start}, {use->span.end, use->record.end}};
    place.path = path_of(scratch, &schema->fields[key->fields[0]], use);
    place.hidden = around;
    place.hidden_count = schema->has_sensitive ? 2 : 0;
    place.is_all_hidden = is_key_sensitive(schema, key);
    const char *facts = text_print(scratch, "%s in %s", values_of(scratch, schema, key, use->texts),
                                   names_of_key(scratch, schema, key));
    struct finding *finding = data_finding_add(piece, file, DATA_DUPLICATE, &place, facts);
    data_finding_relate_line(&piece->arena, finding, measures->names[seen->file], seen->line, "first here");
    data_finding_relate(piece, finding, schema, key->demand);
}

/* Where the same value was seen before; NULL: nowhere, and now it is remembered while there is room. */
static const struct data_seen *look_up(struct data_measures *measures, const struct data_key_use *use, uint32_t line)
{
    struct data_key_measure *key = &measures->keys[use->key];
    const struct data_seen *seen = data_key_values_find(&key->values, use->hash);
    key->uses++;
    key->repeated += seen != NULL;
    if (seen)
        return seen;
    if (key->values.count == DATA_KEYS_MAX || measures->remembered == DATA_KEYS_MAX_ALL) {
        key->is_full = true;
        return NULL;
    }
    const struct data_seen first = {use->hash, measures->name_count, line};
    data_key_values_add(&key->values, measures->arena, &first);
    measures->remembered++;
    return NULL;
}

void data_repeat_check(struct data_measures *measures, const struct data_file *file, struct data_piece *piece)
{
    for (size_t i = 0; i < piece->use_count; i++) {
        const struct data_key_use *use = &piece->uses[i];
        if (piece->use_count - i > AHEAD)
            data_key_values_prefetch(&measures->keys[use[AHEAD].key].values, use[AHEAD].hash);
        const struct data_seen *seen = look_up(measures, use, piece->block.start.line + use->line);
        if (seen && !file->schema->keys[use->key].is_silent)
            tell(measures, file, piece, use, seen);
    }
}
