#include "contract/dialect.h"

#include "base/buf.h"
#include "base/distance.h"
#include "base/utf8.h"

#include <stdarg.h>

enum { MAX_KEYS = 64, QUOTABLE = 80 /* bytes of a scalar that a fix may quote */ };

/* Problems. */

__attribute__((format(printf, 5, 0))) static struct problem *problem_add(struct reader *reader, const char *id,
                                                                         const struct node *node, struct span span,
                                                                         const char *facts, va_list args)
{
    struct problem *problem = arena_new(reader->arena, struct problem);
    problem->rule = id;
    problem->node = node;
    problem->use = reader->use;
    problem->span = span;
    problem->facts = text_vprint(reader->arena, facts, args);
    if (reader->last_problem)
        reader->last_problem->next = problem;
    else
        reader->first_problem = problem;
    reader->last_problem = problem;
    return problem;
}

struct problem *reader_problem_at(struct reader *reader, const char *id, const struct node *value, const char *facts,
                                  ...)
{
    const struct node *target = node_resolve(value);
    va_list args;
    va_start(args, facts);
    struct problem *problem = problem_add(reader, id, value, target ? target->span : value->span, facts, args);
    va_end(args);
    if (target && target != value) {
        problem->related = value->span;
        problem->related_text = "used here";
    }
    return problem;
}

struct problem *reader_problem_at_key(struct reader *reader, const char *id, const struct node *value,
                                      const char *facts, ...)
{
    va_list args;
    va_start(args, facts);
    struct problem *problem = problem_add(reader, id, value, value->key ? value->key->span : value->span, facts, args);
    va_end(args);
    return problem;
}

struct problem *reader_problem_missing(struct reader *reader, const char *id, const struct node *mapping,
                                       const char *facts, ...)
{
    va_list args;
    va_start(args, facts);
    struct problem *problem = problem_add(reader, id, mapping, node_owner_span(mapping), facts, args);
    va_end(args);
    return problem;
}

static const char *visible(struct reader *reader, struct str text)
{
    struct buf buf = {.arena = reader->arena};
    utf8_add_visible(&buf, text, 80);
    return buf_c(&buf);
}

/* Kinds. */

static unsigned kind_of(const struct node *node)
{
    if (node->kind == NODE_MAPPING)
        return VALUE_MAPPING;
    if (node->kind == NODE_SEQUENCE)
        return VALUE_LIST;
    if (node->type == SCALAR_BOOL)
        return VALUE_BOOLEAN;
    return node->type == SCALAR_INT || node->type == SCALAR_FLOAT ? VALUE_NUMBER : VALUE_STRING;
}

static const char *kinds_name(struct reader *reader, unsigned kinds)
{
    static const struct {
        unsigned kind;
        const char *name;
    } names[] = {{VALUE_STRING, "a string"},
                 {VALUE_NUMBER, "a number"},
                 {VALUE_BOOLEAN, "true or false"},
                 {VALUE_MAPPING, "a mapping"},
                 {VALUE_LIST, "a list"}};
    if ((kinds & VALUE_SCALAR) == VALUE_SCALAR)
        kinds &= ~(unsigned)(VALUE_NUMBER | VALUE_BOOLEAN);
    struct buf buf = {.arena = reader->arena};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!(kinds & names[i].kind))
            continue;
        buf_print(&buf, "%s%s", buf.len ? " or " : "", names[i].name);
    }
    return buf_c(&buf);
}

static void offer_quotes(struct reader *reader, struct problem *problem, const struct node *value, unsigned kinds)
{
    if (!(kinds & VALUE_STRING) || value->kind != NODE_SCALAR || value->style != STYLE_PLAIN ||
        value->text.len > QUOTABLE)
        return;
    problem->fix = value->span;
    problem->fix_text = text_print(reader->arena, "\"%.*s\"", STR_ARG(value->text));
    problem->help = text_print(reader->arena, "quote it: `%s`", problem->fix_text);
}

bool reader_check_kind(struct reader *reader, const struct node *value, unsigned kinds, const char *name)
{
    const struct node *target = node_resolve(value);
    if (!target || node_is_null(target) || (kind_of(target) & kinds))
        return target != NULL;
    const char *found = target->kind == NODE_SCALAR ? text_print(reader->arena, "`%s`", visible(reader, target->text))
                                                    : text_print(reader->arena, "a %s", node_kind_name(target));
    struct problem *problem = reader_problem_at(reader, "structure-wrong-kind", value, "`%s` is %s where %s is due",
                                                name, found, kinds_name(reader, kinds));
    offer_quotes(reader, problem, value, kinds);
    return false;
}

/* Keys. */

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

/* The style of the file holds for the spelling that is proposed, too. */
static const char *in_style_of(struct reader *reader, const char *right, struct str wrong)
{
    if (!reader->folds_case_style || !has_underscore(wrong) || !has_upper(str_of(right)))
        return right;
    struct buf buf = {.arena = reader->arena};
    for (const char *c = right; *c; c++) {
        if (*c >= 'A' && *c <= 'Z')
            buf_add_char(&buf, '_');
        buf_add_char(&buf, char_lower(*c));
    }
    return buf_c(&buf);
}

static const struct key *report_unknown(struct reader *reader, const struct shape *shape, size_t count,
                                        const struct node *value, const struct node *mapping)
{
    struct str name = node_key(value);
    const char *right = look_alike(shape, name);
    if (!right)
        right = nearest_key(shape, count, name);
    if (shape->is_open && !(right && distance_osa(name, str_of(right), 1) <= 1))
        return NULL;
    struct problem *problem =
        reader_problem_at_key(reader, "structure-unknown-key", value, "`%s` in %s", visible(reader, name), shape->noun);
    if (shape->is_open)
        problem->level = PROBLEM_WARNING;
    if (!right)
        return NULL;
    const char *spelled = in_style_of(reader, right, name);
    problem->help = text_print(reader->arena, "did you mean `%s`?", spelled);
    if (node_find(mapping, spelled))
        return NULL;
    if (value->key && value->key->kind == NODE_SCALAR && value->key->style == STYLE_PLAIN &&
        !(value->flags & NODE_MERGED)) {
        problem->fix = value->key->span;
        problem->fix_text = spelled;
        problem->is_fix_unsafe = true;
    }
    return find_exact(shape, count, str_of(right));
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
    struct problem *problem =
        reader_problem_at(reader, "structure-invalid-value", value, "`%s` for `%s`", visible(reader, word), key->name);
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
            *(struct text *)((char *)object + key->offset) = (struct text){.node = value, .is_wrong_kind = true};
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
    struct problem *problem = reader_problem_at_key(reader, "yaml-duplicate-key", later, "`%s` is `%s` again",
                                                    visible(reader, node_key(later)), visible(reader, node_key(first)));
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
    for (const struct node *value = node_children(mapping); value; value = value->next) {
        if (str_starts(node_key(value), "x-"))
            continue;
        const struct key *key = find_key(reader, shape, count, value);
        bool is_seen = key && (seen >> (key - shape->keys) & 1);
        if (is_seen && !(value->flags & NODE_MERGED))
            report_twice(reader, shape, count, key, value, mapping);
        if (!key)
            key = report_unknown(reader, shape, count, value, mapping);
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

/* Lists. */

const struct use *reader_enter(struct reader *reader, const struct node *node)
{
    const struct use *before = reader->use;
    if (node->kind != NODE_ALIAS)
        return before;
    struct use *use = arena_new(reader->arena, struct use);
    *use = (struct use){.target = node->target, .alias = node, .outer = before};
    reader->use = use;
    return before;
}

void reader_leave(struct reader *reader, const struct use *before)
{
    reader->use = before;
}

void *reader_append(struct reader *reader, struct list *list, size_t size, const struct node *node)
{
    struct object *object = arena_alloc(reader->arena, size);
    object->node = node;
    object->use = reader->use;
    if (list->last)
        ((struct object *)list->last)->next = object;
    else
        list->first = object;
    list->last = object;
    list->count++;
    return object;
}

void reader_each_mapping(struct reader *reader, const struct node *list, const char *noun, void *object,
                         void (*each)(struct reader *reader, void *object, const struct node *item))
{
    const struct use *outer = reader_enter(reader, list);
    for (const struct node *item = node_children(list); item; item = item->next) {
        if (!reader_check_kind(reader, item, VALUE_MAPPING, noun) || !node_is_mapping(item))
            continue;
        const struct use *before = reader_enter(reader, item);
        each(reader, object, item);
        reader_leave(reader, before);
    }
    reader_leave(reader, outer);
}

void reader_items(struct reader *reader, struct list *list, const struct node *value)
{
    if (node_is_scalar(value)) {
        struct item *item = reader_append(reader, list, sizeof *item, value);
        item->text = text_of(value);
        return;
    }
    const struct use *outer = reader_enter(reader, value);
    for (const struct node *child = node_children(value); child; child = child->next) {
        if (!node_is_scalar(child)) {
            reader_check_kind(reader, child, VALUE_SCALAR, "item");
            continue;
        }
        struct item *item = reader_append(reader, list, sizeof *item, child);
        item->text = text_of(child);
    }
    reader_leave(reader, outer);
}
