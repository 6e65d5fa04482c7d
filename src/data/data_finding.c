#include "data/data_finding.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "check/secret_shape.h"

enum { EXCERPT_MAX = 2048 /* bytes on each side of a place */, SHOWN = 2 /* characters of what is masked */ };

static const char *const ids[DATA_MISTAKES] = {
    [DATA_SYNTAX] = "data-syntax",
    [DATA_LIMIT] = "data-limit",
    [DATA_COLUMNS] = "data-columns",
    [DATA_DUPLICATE_KEY] = "data-duplicate-key",
    [DATA_TYPE] = "data-type",
    [DATA_NULL] = "data-null",
    [DATA_MISSING] = "data-missing",
    [DATA_UNKNOWN_FIELD] = "data-unknown-field",
    [DATA_ENUM] = "data-enum",
    [DATA_FORMAT] = "data-format",
    [DATA_PATTERN] = "data-pattern",
    [DATA_RANGE] = "data-range",
    [DATA_LENGTH] = "data-length",
    [DATA_DUPLICATE] = "data-duplicate",
    [DATA_SHAPE] = "data-shape",
    [DATA_CHECK] = "data-check",
    [DATA_CHECK_SOFT] = "data-check-soft",
};

static const struct {
    const char *keyword;
    enum data_mistake mistake;
} keywords[] = {
    {"type", DATA_TYPE},
    {"required", DATA_MISSING},
    {"dependentRequired", DATA_MISSING},
    {"dependencies", DATA_MISSING},
    {"additionalProperties", DATA_UNKNOWN_FIELD},
    {"unevaluatedProperties", DATA_UNKNOWN_FIELD},
    {"enum", DATA_ENUM},
    {"const", DATA_ENUM},
    {"format", DATA_FORMAT},
    {"pattern", DATA_PATTERN},
    {"minimum", DATA_RANGE},
    {"maximum", DATA_RANGE},
    {"exclusiveMinimum", DATA_RANGE},
    {"exclusiveMaximum", DATA_RANGE},
    {"multipleOf", DATA_RANGE},
    {"minLength", DATA_LENGTH},
    {"maxLength", DATA_LENGTH},
    {"minItems", DATA_LENGTH},
    {"maxItems", DATA_LENGTH},
    {"minProperties", DATA_LENGTH},
    {"maxProperties", DATA_LENGTH},
    {"items", DATA_LENGTH},
    {"additionalItems", DATA_LENGTH},
    {"unevaluatedItems", DATA_LENGTH},
    {"uniqueItems", DATA_DUPLICATE},
};

const char *data_rule_id(enum data_mistake mistake)
{
    return ids[mistake];
}

enum data_mistake data_mistake_of(const struct schema_cause *cause)
{
    for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
        if (strcmp(keywords[i].keyword, cause->keyword) == 0)
            return keywords[i].mistake == DATA_TYPE && node_is_null(cause->instance) ? DATA_NULL : keywords[i].mistake;
    return DATA_SHAPE;
}

/* Excerpts: the line of a finding, of its own record only, so that nothing is shown of the others. */

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

static bool is_inside_character(struct str text, size_t at)
{
    return at < text.len && ((unsigned char)text.at[at] & 0xC0) == 0x80;
}

static size_t excerpt_start(struct str text, size_t at, size_t record)
{
    size_t start = at, least = at > EXCERPT_MAX ? at - EXCERPT_MAX : 0;
    while (start > least && !is_line_end(text.at[start - 1]) &&
           (start > record || text.at[start - 1] == ' ' || text.at[start - 1] == '\t'))
        start--;
    while (start < at && is_inside_character(text, start))
        start++;
    return start;
}

/* As far as the place, and then to the end of the line or of the record. */
static size_t excerpt_end(struct str text, struct span span, size_t record_end)
{
    size_t end = span.start, most = span.start + EXCERPT_MAX;
    if (most > text.len)
        most = text.len;
    while (end < most && (end < span.end || (end < record_end && !is_line_end(text.at[end]))))
        end++;
    while (is_inside_character(text, end))
        end--;
    return end;
}

static struct span cut(struct span span, size_t start, size_t end)
{
    uint32_t from = span.start > start ? span.start : (uint32_t)start;
    uint32_t to = span.end < end ? span.end : (uint32_t)end;
    if (to < from)
        to = from;
    return (struct span){from - (uint32_t)start, to - (uint32_t)start};
}

static void add_hidden(struct span *spans, size_t *count, struct span span)
{
    if (span.start < span.end)
        spans[(*count)++] = span;
}

static int compare_spans(const void *left, const void *right)
{
    const struct span *a = left, *b = right;
    return a->start < b->start ? -1 : a->start > b->start;
}

/* In order and apart, as struct source wants them. */
static size_t merge_spans(struct span *spans, size_t count)
{
    size_t kept = 0;
    qsort(spans, count, sizeof *spans, compare_spans);
    for (size_t i = 0; i < count; i++) {
        if (kept && spans[i].start <= spans[kept - 1].end) {
            if (spans[i].end > spans[kept - 1].end)
                spans[kept - 1].end = spans[i].end;
        } else {
            spans[kept++] = spans[i];
        }
    }
    return kept;
}

/* What the contract calls sensitive, and what looks like a secret. */
static void hide(struct arena *arena, struct source *source, const struct data_place *place, size_t start)
{
    enum { SECRETS_MAX = 16 };
    struct span *spans = arena_alloc_array(arena, place->hidden_count + SECRETS_MAX + 1, sizeof *spans);
    struct secret_match match;
    size_t count = 0, at = 0;
    for (size_t i = 0; i < place->hidden_count; i++)
        add_hidden(spans, &count, cut(place->hidden[i], start, start + source->text.len));
    for (size_t i = 0; i < SECRETS_MAX && secret_next(source->text, at, &match); i++, at = match.end)
        add_hidden(spans, &count, (struct span){(uint32_t)match.start + SHOWN, (uint32_t)match.end});
    if (place->is_all_hidden)
        add_hidden(spans, &count, (struct span){0, (uint32_t)source->text.len});
    source->hidden = spans;
    source->hidden_count = merge_spans(spans, count);
}

static const struct source *excerpt_make(struct data_piece *piece, const struct data_file *file,
                                         const struct data_place *place, struct span *span)
{
    struct arena *arena = &piece->arena;
    struct source *source = arena_new(arena, struct source);
    struct str text = piece->block.text;
    bool is_in_record = span->start >= place->record.start && span->end <= place->record.end;
    size_t start = excerpt_start(text, span->start, is_in_record ? place->record.start : span->start);
    size_t end = excerpt_end(text, *span, is_in_record ? place->record.end : span->end);
    struct position position = position_after(piece->block.start, str_slice(text, 0, start));
    source->name = file->name;
    source->text = str_copy(arena, str_slice(text, start, end));
    source->lines_before = position.line - 1;
    source->columns_before = position.column - 1;
    source_index_lines(source, arena);
    hide(arena, source, place, start);
    *span = cut(*span, start, end);
    return source;
}

bool data_has_room(const struct data_piece *piece, const struct data_file *file, enum data_mistake mistake)
{
    return file->rules[mistake] && piece->found[mistake] < file->room[mistake];
}

struct finding *data_finding_add(struct data_piece *piece, const struct data_file *file, enum data_mistake mistake,
                                 const struct data_place *place, const char *facts)
{
    const struct rule *rule = file->rules[mistake];
    bool has_room = data_has_room(piece, file, mistake);
    piece->found[mistake] += rule != NULL;
    if (!has_room)
        return NULL;
    struct finding *finding = arena_new(&piece->arena, struct finding);
    finding->rule = rule;
    finding->severity = file->severities[mistake];
    finding->message = text_print(&piece->arena, "%s: %s", rule->summary, facts);
    finding->help = rule->advice;
    finding->document = 1;
    finding->span = place->span;
    finding->source = excerpt_make(piece, file, place, &finding->span);
    finding->path = str_copy(&piece->arena, place->path);
    if (piece->findings.last)
        piece->findings.last->next = finding;
    else
        piece->findings.first = finding;
    piece->findings.last = finding;
    piece->findings.count++;
    return finding;
}

static bool is_before(const struct finding *a, const struct finding *b)
{
    struct position left = source_position(a->source, a->span.start);
    struct position right = source_position(b->source, b->span.start);
    return left.line != right.line ? left.line < right.line : left.column < right.column;
}

struct finding *data_findings_merge(struct finding *a, struct finding *b)
{
    struct finding *first = NULL, **end = &first;
    while (a || b) {
        struct finding **from = !b || (a && !is_before(b, a)) ? &a : &b;
        *end = *from;
        end = &(*end)->next;
        *from = (*from)->next;
    }
    *end = NULL;
    return first;
}

void data_findings_sort(struct data_piece *piece, struct finding *last)
{
    struct finding **start = last ? &last->next : &piece->findings.first, *sorted = NULL;
    for (struct finding *finding = *start, *next; finding; finding = next) {
        next = finding->next;
        finding->next = NULL;
        sorted = data_findings_merge(sorted, finding);
    }
    *start = sorted;
    while (*start && (*start)->next)
        start = &(*start)->next;
    piece->findings.last = *start ? *start : last;
}

static void relate(struct arena *arena, struct finding *finding, struct related related)
{
    struct related *made = arena_new(arena, struct related), **end = &finding->related;
    *made = related;
    while (*end)
        end = &(*end)->next;
    *end = made;
}

void data_finding_relate(struct data_piece *piece, struct finding *finding, const struct data_schema *schema,
                         const struct node *demand)
{
    const struct node *target = node_resolve(demand);
    if (finding && target && target->span.end)
        relate(&piece->arena, finding,
               (struct related){.message = "the contract says", .source = schema->source, .span = target->span});
}

void data_finding_relate_line(struct arena *arena, struct finding *finding, struct str name, uint32_t line,
                              const char *message)
{
    struct source *source = arena_new(arena, struct source);
    *source = (struct source){.name = name, .text = STR(""), .lines_before = line - 1};
    source_index_lines(source, arena);
    relate(arena, finding, (struct related){.message = message, .source = source});
}

/* Masks. */

bool data_is_secret(struct str key, struct str text)
{
    struct secret_match match;
    return secret_is_value_of(key, text) || secret_next(text, 0, &match);
}

static size_t shown_part(struct str text)
{
    size_t at = 0;
    uint32_t code_point;
    for (int i = 0; i < SHOWN && at < text.len; i++) {
        size_t size = utf8_decode(str_slice(text, at, text.len), &code_point);
        at += size ? size : 1;
    }
    return at;
}

const char *data_mask(struct arena *arena, const char *facts, struct str value)
{
    struct buf masked = {.arena = arena}, out = {.arena = arena};
    struct str quoted = str_of(utf8_quote(arena, value)), rest = str_of(facts);
    buf_add(&masked, str_slice(value, 0, shown_part(value)));
    buf_add_c(&masked, "***");
    struct str instead = str_of(utf8_quote(arena, buf_str(&masked)));
    for (size_t at; (at = str_find(rest, quoted)) < rest.len; rest = str_slice(rest, at + quoted.len, rest.len)) {
        buf_add(&out, str_slice(rest, 0, at));
        buf_add(&out, instead);
    }
    buf_add(&out, rest);
    return buf_c(&out);
}

struct span data_hidden_part(const struct node *value, size_t offset)
{
    struct span span = {value->span.start + (uint32_t)offset, value->span.end + (uint32_t)offset};
    if (value->kind != NODE_SCALAR)
        return span;
    uint32_t quote = value->style == STYLE_SINGLE_QUOTED || value->style == STYLE_DOUBLE_QUOTED;
    uint32_t start = span.start + quote + (uint32_t)shown_part(value->text), end = span.end - quote;
    return (struct span){start < end ? start : end, end};
}
