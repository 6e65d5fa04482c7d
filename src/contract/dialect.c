#include "contract/dialect.h"

#include "base/buf.h"
#include "base/distance.h"

enum { MAX_KEYS = 64 };

static const struct key *find_exact(const struct shape *shape, size_t count, struct str name)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(name, str_of(shape->keys[middle].name));
        if (order == 0)
            return &shape->keys[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

static bool has_upper(struct str name)
{
    for (size_t i = 0; i < name.len; i++)
        if (name.at[i] >= 'A' && name.at[i] <= 'Z')
            return true;
    return false;
}

static bool has_underscore(struct str name)
{
    return str_index(name, '_') < name.len;
}

/* quality_score for qualityScore and the other way round; 64 bytes hold every known key. */
static const struct key *find_other_style(const struct shape *shape, size_t count, struct str name)
{
    char other[64];
    size_t len = 0;
    bool is_snake = has_underscore(name);
    for (size_t i = 0; i < name.len && len + 2 < sizeof other; i++) {
        char c = name.at[i];
        if (is_snake && c == '_' && i + 1 < name.len && char_is_alpha(name.at[i + 1])) {
            other[len++] = (char)(name.at[++i] & ~0x20);
        } else if (!is_snake && c >= 'A' && c <= 'Z') {
            other[len++] = '_';
            other[len++] = char_lower(c);
        } else {
            other[len++] = c;
        }
    }
    return find_exact(shape, count, (struct str){other, len});
}

static size_t shape_count(const struct shape *shape)
{
    size_t count = 0;
    while (shape->keys[count].name)
        count++;
    return count;
}

static void note_style(struct reader *reader, const struct node *value, struct str name)
{
    if (has_underscore(name)) {
        reader->first_snake = reader->first_snake ? reader->first_snake : value;
        reader->snake_keys++;
    } else if (has_upper(name)) {
        reader->first_camel = reader->first_camel ? reader->first_camel : value;
        reader->camel_keys++;
    }
}

static const struct key *find_spelled(const struct reader *reader, const struct shape *shape, size_t count,
                                      struct str name)
{
    const struct key *key = find_exact(shape, count, name);
    if (!key && reader->folds_case_style && name.len < MAX_KEYS && (has_underscore(name) || has_upper(name)))
        key = find_other_style(shape, count, name);
    return key;
}

static const struct key *find_key(struct reader *reader, const struct shape *shape, size_t count,
                                  const struct node *value)
{
    struct str name = node_key(value);
    const struct key *key = find_spelled(reader, shape, count, name);
    if (key && reader->folds_case_style && !(value->flags & NODE_MERGED))
        note_style(reader, value, name);
    return key;
}

static const char *look_alike(const struct shape *shape, struct str name)
{
    for (const struct look_alike *pair = shape->look_alikes; pair && pair->wrong; pair++)
        if (str_is_caseless(name, pair->wrong))
            return pair->right;
    return NULL;
}

static const char *nearest_key(const struct shape *shape, size_t count, struct str name)
{
    const char *words[MAX_KEYS + 1];
    size_t used = 0;
    for (size_t i = 0; i < count; i++)
        if (!(shape->keys[i].flags & (KEY_DEPRECATED | KEY_MISPLACED)))
            words[used++] = shape->keys[i].name;
    words[used] = NULL;
    return distance_nearest(name, words);
}

/* quality_score for qualityScore and the other way round. */
static const char *other_style(struct reader *reader, const char *name)
{
    struct buf buf = {.arena = reader->arena};
    for (const char *c = name; *c; c++) {
        bool is_joint = *c == '_' && char_is_alpha(c[1]);
        if (*c >= 'A' && *c <= 'Z')
            buf_add_char(&buf, '_');
        buf_add_char(&buf, is_joint ? (char)(*++c & ~0x20) : char_lower(*c));
    }
    return buf_c(&buf);
}

/* The style of the file holds for the spelling that is proposed, too. */
static const char *in_style_of(struct reader *reader, const char *right, struct str wrong)
{
    bool is_other = reader->folds_case_style && has_underscore(wrong) && has_upper(str_of(right));
    return is_other ? other_style(reader, right) : right;
}

static bool has_key(struct reader *reader, const struct node *mapping, const char *name)
{
    return node_find(mapping, name) || (reader->folds_case_style && node_find(mapping, other_style(reader, name)));
}

/* `seen` are the keys that were read before, one of them perhaps under another wrong name. */
static const struct key *report_unknown(struct reader *reader, const struct shape *shape, size_t count, uint64_t seen,
                                        const struct node *value, const struct node *mapping)
{
    struct str name = node_key(value);
    if (!node_resolve(value->key))
        return NULL; /* an alias of nothing, as is told of it */
    const char *right = look_alike(shape, name);
    if (!right)
        right = nearest_key(shape, count, name);
    if (shape->is_open && !(right && distance_osa(name, str_of(right), 1) <= 1))
        return NULL;
    struct problem *problem = reader_problem_at_key(reader, "structure-unknown-key", value, "%s in %s",
                                                    node_quote_key(reader->arena, value), shape->noun);
    if (shape->is_open)
        problem->level = PROBLEM_WARNING;
    if (!right)
        return NULL;
    const char *spelled = in_style_of(reader, right, name);
    problem->help = text_print(reader->arena, "did you mean `%s`?", spelled);
    const struct key *key = find_exact(shape, count, str_of(right));
    if (has_key(reader, mapping, right) || (key && (seen >> (key - shape->keys) & 1)))
        return NULL;
    if (value->key && value->key->kind == NODE_SCALAR && value->key->style == STYLE_PLAIN &&
        !(value->flags & NODE_MERGED)) {
        problem->fix = value->key->span;
        problem->fix_text = spelled;
        problem->is_fix_unsafe = true;
    }
    return key;
}

/* Reports a key that its value is glued to. What it says is not known, but it is there. */
static void report_glued(struct reader *reader, const struct shape *shape, const struct key *key,
                         const struct node *value, void *object)
{
    struct problem *problem = reader_problem_at_key(reader, "structure-unknown-key", value, "`%s` in %s",
                                                    reader_visible(reader, node_key(value)), shape->noun);
    problem->help = text_print(reader->arena, "write `%s: …`, with a blank behind the colon", key->name);
    if (key->fill == FILL_TEXT)
        *(struct text *)(void *)((char *)object + key->offset) = (struct text){.node = value};
}

/* Values. */

static void check_word(struct reader *reader, const struct key *key, const struct node *value)
{
    struct str word = node_text(value);
    if (!key->values || !node_is_scalar(value) || str_is_one_of(word, key->values))
        return;
    struct buf words = {.arena = reader->arena};
    for (const char *const *allowed = key->values; *allowed; allowed++)
        buf_print(&words, "%s`%s`", !words.len ? "" : allowed[1] ? ", " : " or ", *allowed);
    struct problem *problem = reader_problem_at(reader, "structure-invalid-value", value, "`%s` for `%s`",
                                                reader_visible(reader, word), key->name);
    problem->help = text_print(reader->arena, "write %s", buf_c(&words));
    const char *near = distance_nearest(word, key->values);
    if (!near)
        return;
    problem->help = text_print(reader->arena, "did you mean `%s`? allowed: %s", near, buf_c(&words));
    if (value->kind == NODE_SCALAR && value->style == STYLE_PLAIN && distance_osa(word, str_of(near), 1) <= 1) {
        problem->fix = value->span;
        problem->fix_text = near;
    }
}

static void fill(struct reader *reader, const struct key *key, const struct node *value, void *object)
{
    void *member = (char *)object + key->offset;
    switch (key->fill) {
    case FILL_NOTHING: break;
    case FILL_NODE: *(const struct node **)member = value; break;
    case FILL_TEXT: *(struct text *)member = text_of(value); break;
    case FILL_ITEMS: reader_items(reader, member, value); break;
    case FILL_INSIDE:
        ((struct object *)member)->node = value;
        if (node_is_mapping(value)) {
            const struct use *before = reader_enter(reader, value);
            ((struct object *)member)->use = reader->use;
            shape_read(reader, key->shape, value, member);
            reader_leave(reader, before);
        }
        break;
    case FILL_SAME:
        if (node_is_mapping(value)) {
            const struct use *before = reader_enter(reader, value);
            shape_read(reader, key->shape, value, object);
            reader_leave(reader, before);
        }
        break;
    case FILL_READ: key->read(reader, object, key, value); break;
    }
}

static void check_version(struct reader *reader, const struct key *key, const struct node *value)
{
    if (reader->version && key->since > reader->version)
        reader_problem_at_key(reader, "structure-too-new", value, "`%s` came with version %u.%u.%u", key->name,
                              key->since >> 16, key->since >> 8 & 0xFF, key->since & 0xFF);
    bool is_over = reader->version && key->until && key->until < reader->version;
    bool is_misplaced = key->flags & KEY_MISPLACED;
    if (!is_over && !is_misplaced && !(key->flags & KEY_DEPRECATED))
        return;
    struct problem *problem = reader_problem_at_key(
        reader, is_misplaced ? "structure-unknown-key" : "structure-deprecated", value, "`%s`", key->name);
    if (is_misplaced)
        problem->help = key->replacement_help;
    else if (key->replacement)
        problem->help = text_print(reader->arena, "write `%s`", key->replacement);
}

static void read_value(struct reader *reader, const struct key *key, const struct node *value, void *object)
{
    check_version(reader, key, value);
    if (node_is_blank(value)) {
        if ((key->flags & KEY_REQUIRED) && !(key->flags & KEY_BLANK_JUDGED))
            reader_problem_at_key(reader, "metadata-empty", value, "`%s` has no value", key->name)->level =
                PROBLEM_ERROR;
        if (key->fill == FILL_TEXT || key->fill == FILL_NODE || key->fill == FILL_INSIDE ||
            (key->flags & KEY_BLANK_JUDGED))
            fill(reader, key, value, object);
        return;
    }
    unsigned kinds = key->flags & KEY_JUDGED ? key->kinds | VALUE_SCALAR : key->kinds;
    if (!reader_check_kind(reader, value, kinds, key->name)) {
        if (key->fill == FILL_TEXT)
            *(struct text *)((char *)object + key->offset) = (struct text){.node = value};
        else if (key->fill == FILL_INSIDE)
            fill(reader, key, value, object);
        return;
    }
    if (!(key->flags & KEY_JUDGED))
        check_word(reader, key, value);
    fill(reader, key, value, object);
}

/* A key once in camelCase and once in snake_case; the same spelling twice is the YAML reader's to tell. */
static void report_twice(struct reader *reader, const struct shape *shape, size_t count, const struct key *key,
                         const struct node *later, const struct node *mapping)
{
    const struct node *first = node_children(mapping);
    while (first != later && find_spelled(reader, shape, count, node_key(first)) != key)
        first = first->next;
    if (first == later || !first->key || !later->key)
        return;
    struct problem *problem =
        reader_problem_at_key(reader, "yaml-duplicate-key", later, "`%s` is `%s` again",
                              reader_visible(reader, node_key(later)), reader_visible(reader, node_key(first)));
    problem->related = first->key->span;
    problem->related_text = "first defined here";
}

static void report_missing(struct reader *reader, const struct shape *shape, size_t count, uint64_t seen,
                           const struct node *mapping)
{
    for (size_t i = 0; i < count; i++)
        if ((shape->keys[i].flags & KEY_REQUIRED) && !(seen >> i & 1))
            reader_problem_missing(reader, "structure-missing-key", mapping, "`%s` in %s", shape->keys[i].name,
                                   shape->noun);
}

void shape_read(struct reader *reader, const struct shape *shape, const struct node *mapping, void *object)
{
    size_t count = shape_count(shape);
    uint64_t seen = 0;
    for (const struct node *value = node_children(mapping); value && !reader->is_full; value = value->next) {
        if (str_starts(node_key(value), "x-"))
            continue;
        const struct key *key = find_key(reader, shape, count, value);
        bool is_seen = key && (seen >> (key - shape->keys) & 1);
        if (is_seen && !(value->flags & NODE_MERGED))
            report_twice(reader, shape, count, key, value, mapping);
        const struct key *glued = key ? NULL : find_exact(shape, count, reader_glued_key(value));
        if (glued) {
            seen |= (uint64_t)1 << (glued - shape->keys);
            report_glued(reader, shape, glued, value, object);
            continue;
        }
        if (!key)
            key = report_unknown(reader, shape, count, seen, value, mapping);
        if (!key || (seen >> (key - shape->keys) & 1))
            continue;
        seen |= (uint64_t)1 << (key - shape->keys);
        const struct key *instead = key->replacement ? find_exact(shape, count, str_of(key->replacement)) : NULL;
        if (instead)
            seen |= (uint64_t)1 << (instead - shape->keys);
        read_value(reader, key, value, object);
    }
    report_missing(reader, shape, count, seen, mapping);
}
