#include "yaml/parse.h"

#include "yaml/compose.h"
#include "yaml/json.h"
#include "yaml/prescan.h"
#include "yaml/scalar.h"
#include "yaml/separator.h"
#include "yaml/simple.h"
#include "yaml/syntax.h"

#include <yaml.h>

/* libyaml counts characters; this finds their bytes. Marks come nearly in order, so it moves little. */
struct cursor {
    size_t index;
    uint32_t byte;
};

struct reader {
    yaml_parser_t parser;
    struct composer composer;
    struct arena *arena;
    struct str text; /* as far as it can be read */
    struct prescan prescan;
    struct cursor cursor;
    struct separators separators;
};

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* The byte of a character; the part of the text that is ASCII costs nothing. */
static uint32_t byte_of(struct reader *r, size_t index)
{
    if (index <= r->prescan.ascii)
        return (uint32_t)index;
    struct cursor at = r->cursor;
    for (; at.index < index && at.byte < r->text.len; at.index++) {
        at.byte++;
        while (at.byte < r->text.len && is_continuation(r->text.at[at.byte]))
            at.byte++;
    }
    for (; at.index > index; at.index--) {
        at.byte--;
        while (is_continuation(r->text.at[at.byte]))
            at.byte--;
    }
    r->cursor = at;
    return at.byte;
}

static struct str str_of_yaml(const yaml_char_t *text)
{
    return str_of((const char *)text);
}

/* The first byte from `at` on that is neither blank nor part of a comment. */
static uint32_t skip_blanks(struct str text, uint32_t at)
{
    while (at < text.len) {
        struct str left = str_slice(text, at, text.len);
        size_t blank = char_is_blank(left.at[0]) ? 1 : separator_length(left);
        if (left.at[0] == '#')
            while (at < text.len && text.at[at] != '\n' && text.at[at] != '\r' &&
                   !separator_length(str_slice(text, at, text.len)))
                at++;
        else if (blank)
            at += (uint32_t)blank;
        else
            break;
    }
    return at;
}

static uint32_t anchor_end(struct str text, uint32_t at)
{
    at++;
    while (at < text.len && (char_is_alnum(text.at[at]) || text.at[at] == '_' || text.at[at] == '-'))
        at++;
    return at;
}

static uint32_t tag_end(struct str text, uint32_t at)
{
    bool is_verbatim = at + 1 < text.len && text.at[at + 1] == '<';
    if (is_verbatim)
        return at + (uint32_t)str_index(str_slice(text, at, text.len), '>') + 1;
    while (at < text.len && !strchr(" \t\r\n,[]{}", text.at[at]) && !separator_length(str_slice(text, at, text.len)))
        at++;
    return at;
}

/* Reads the anchor and tag that `span` begins with into `properties` and moves its start to what follows them, or just
   behind them when it holds nothing else. NULL when there are none. */
static const struct node_properties *properties_read(struct reader *r, struct node_properties *properties,
                                                     const yaml_char_t *anchor, const yaml_char_t *tag,
                                                     struct span *span)
{
    if (!anchor && !tag)
        return NULL;
    *properties = (struct node_properties){0};
    uint32_t at = span->start;
    for (int i = !!anchor + !!tag; i > 0; i--) {
        at = skip_blanks(r->text, at);
        bool is_anchor = at < r->text.len && r->text.at[at] == '&';
        struct span *place = is_anchor ? &properties->anchor_span : &properties->tag_span;
        uint32_t end = is_anchor ? anchor_end(r->text, at) : tag_end(r->text, at);
        *place = (struct span){at, end};
        at = end;
    }
    if (anchor)
        properties->anchor = str_slice(r->text, properties->anchor_span.start + 1, properties->anchor_span.end);
    if (tag)
        properties->tag = str_copy(r->arena, str_of_yaml(tag));
    uint32_t content = skip_blanks(r->text, at);
    span->start = content < span->end ? content : at;
    return properties;
}

/* Without trailing blanks and line breaks. */
static uint32_t trim_end(struct str text, struct span span)
{
    while (span.end > span.start && char_is_blank(text.at[span.end - 1]))
        span.end--;
    return span.end;
}

static enum scalar_type tagged_type(enum scalar_type type, struct str tag)
{
    static const char *const tags[] = {[SCALAR_NULL] = "tag:yaml.org,2002:null",
                                       [SCALAR_BOOL] = "tag:yaml.org,2002:bool",
                                       [SCALAR_INT] = "tag:yaml.org,2002:int",
                                       [SCALAR_FLOAT] = "tag:yaml.org,2002:float"};
    if (type == SCALAR_INT && str_is(tag, tags[SCALAR_FLOAT]))
        return SCALAR_FLOAT;
    return type != SCALAR_STRING && str_is(tag, tags[type]) ? type : SCALAR_STRING;
}

static enum node_style style_of(yaml_scalar_style_t style)
{
    switch (style) {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: return STYLE_SINGLE_QUOTED;
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: return STYLE_DOUBLE_QUOTED;
    case YAML_LITERAL_SCALAR_STYLE: return STYLE_LITERAL;
    case YAML_FOLDED_SCALAR_STYLE: return STYLE_FOLDED;
    default: return STYLE_PLAIN;
    }
}

/* The value as it stands in the source when it stands there, else a copy. */
static struct str value_text(struct reader *r, struct str value, struct span span, bool is_quoted)
{
    const char *source = r->text.at + span.start + is_quoted;
    bool is_same = span.end - span.start == value.len + 2 * is_quoted && memcmp(source, value.at, value.len) == 0;
    return is_same ? (struct str){source, value.len} : str_copy(r->arena, value);
}

/* An empty value stands behind its colon, or where there is none behind its key: libyaml has the next token then. */
static struct span empty_span(const struct reader *r, uint32_t at)
{
    const struct node *key = compose_key(&r->composer);
    if (key && at > key->span.end && r->text.at[at - 1] != ':' && str_is_blank(str_slice(r->text, at - 1, at)))
        at = key->span.end;
    return (struct span){at, at};
}

static void read_scalar(struct reader *r, const yaml_event_t *event, struct span span)
{
    struct node_properties storage;
    const struct node_properties *properties =
        properties_read(r, &storage, event->data.scalar.anchor, event->data.scalar.tag, &span);
    enum node_style style = style_of(event->data.scalar.style);
    struct str value = {(const char *)event->data.scalar.value, event->data.scalar.length};
    bool is_quoted = style == STYLE_SINGLE_QUOTED || style == STYLE_DOUBLE_QUOTED;
    if (style == STYLE_LITERAL || style == STYLE_FOLDED)
        span.end = trim_end(r->text, span);
    if (style == STYLE_PLAIN && value.len == 0)
        span = empty_span(r, span.start);
    struct str text = value_text(r, value, span, is_quoted);
    bool is_tagged = properties && properties->tag.len;
    enum scalar_type type = style == STYLE_PLAIN || is_tagged ? scalar_type_of(text) : SCALAR_STRING;
    if (is_tagged)
        type = tagged_type(type, properties->tag);
    struct node *node = compose_scalar(&r->composer, span, style, type, text, properties);
    if (style == STYLE_PLAIN && !is_tagged && scalar_yaml11_reading(text))
        node->flags |= NODE_YAML11_DIFFERS;
    if (is_quoted && r->prescan.has_separators)
        separators_skip(&r->separators, r->arena, span);
}

static void read_start(struct reader *r, enum node_kind kind, bool is_flow, const yaml_char_t *anchor,
                       const yaml_char_t *tag, uint32_t start)
{
    struct node_properties storage;
    struct span span = {start, (uint32_t)r->text.len}; /* where a collection begins there is always something */
    const struct node_properties *properties = properties_read(r, &storage, anchor, tag, &span);
    compose_begin(&r->composer, kind, is_flow ? STYLE_FLOW : STYLE_BLOCK, span.start, properties);
}

/* Flow collections end at their bracket, those without one and block collections with their last child. */
static void read_end(struct reader *r, struct span span)
{
    bool is_flow = compose_collection(&r->composer)->style == STYLE_FLOW;
    bool is_cut = r->prescan.rule && span.start >= r->text.len;
    compose_end(&r->composer, is_flow && span.end > span.start ? span.end : 0, is_cut);
}

static void read_document_end(struct reader *r, struct span span)
{
    struct composer *c = &r->composer;
    struct tree *tree = c->tree;
    const struct node *root = tree->root;
    if (root && root->kind == NODE_SCALAR && root->style == STYLE_PLAIN && root->text.len == 0 && !root->extra)
        tree->root = NULL;
    bool is_cut = r->prescan.rule && span.end >= r->text.len;
    if (!tree->root && !is_cut)
        compose_problem(c, "yaml-empty-document", (struct span){tree->start, tree->start}, NULL, "");
    separators_report(&r->separators, c, span.end);
    compose_document_end(c);
}

static void read_event(struct reader *r, const yaml_event_t *event)
{
    struct composer *c = &r->composer;
    struct span span = {.start = byte_of(r, event->start_mark.index), .end = byte_of(r, event->end_mark.index)};
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT: compose_document(c, span.start); break;
    case YAML_DOCUMENT_END_EVENT: read_document_end(r, span); break;
    case YAML_SCALAR_EVENT: read_scalar(r, event, span); break;
    case YAML_ALIAS_EVENT: compose_alias(c, span, str_slice(r->text, span.start + 1, span.end)); break;
    case YAML_MAPPING_START_EVENT:
        read_start(r, NODE_MAPPING, event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE,
                   event->data.mapping_start.anchor, event->data.mapping_start.tag, span.start);
        break;
    case YAML_SEQUENCE_START_EVENT:
        read_start(r, NODE_SEQUENCE, event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE,
                   event->data.sequence_start.anchor, event->data.sequence_start.tag, span.start);
        break;
    case YAML_MAPPING_END_EVENT:
    case YAML_SEQUENCE_END_EVENT: read_end(r, span); break;
    default: break;
    }
}

/* A syntax error at the place where reading was cut is the cut's doing, and told already. */
static void report_syntax(struct reader *r)
{
    const yaml_parser_t *parser = &r->parser;
    struct syntax_error error = {.problem = parser->problem ? parser->problem : "",
                                 .context = parser->context ? parser->context : "",
                                 .problem_at = byte_of(r, parser->problem_mark.index),
                                 .context_at = byte_of(r, parser->context_mark.index)};
    const struct node *open = compose_collection(&r->composer);
    compose_stop(&r->composer, error.problem_at);
    if (r->prescan.rule && error.problem_at >= r->text.len)
        return;
    struct syntax_words words = syntax_explain(r->arena, r->text, error);
    struct problem *problem = compose_problem(&r->composer, "yaml-syntax", words.span, open, words.facts);
    problem->related = words.related;
    problem->related_text = words.related_text;
}

static bool read_next(struct reader *r)
{
    yaml_event_t event;
    if (!yaml_parser_parse(&r->parser, &event)) {
        if (r->parser.error != YAML_MEMORY_ERROR)
            report_syntax(r);
        return false;
    }
    read_event(r, &event);
    bool is_last = event.type == YAML_STREAM_END_EVENT || r->composer.is_stopped;
    yaml_event_delete(&event);
    return !is_last;
}

/* The lines before the byte where the scan stopped. */
static struct str readable_text(struct str text, const struct prescan *prescan)
{
    size_t end = prescan->at.start;
    if (prescan->rule)
        while (end && text.at[end - 1] != '\n' && text.at[end - 1] != '\r')
            end--;
    return str_slice(text, 0, end);
}

/* What the scan found, and a tree for a stream that has no document. */
static void finish(struct reader *r)
{
    struct composer *c = &r->composer;
    uint32_t end = (uint32_t)r->text.len;
    if (c->is_stopped)
        compose_stop(c, end);
    if (r->prescan.rule && !c->is_stopped) {
        compose_stop(c, end);
        compose_problem(c, r->prescan.rule, r->prescan.at, NULL, r->prescan.facts);
    } else if (!c->tree) {
        compose_document(c, end);
        compose_problem(c, "yaml-empty-document", (struct span){end, end}, NULL, "");
    }
    separators_report(&r->separators, c, end);
}

static bool has_byte(struct str text, char byte)
{
    return str_index(text, byte) < text.len;
}

/* The tree of a simple text, NULL for any other. */
static const struct tree *read_simple(struct arena *arena, struct str text, const struct prescan *prescan,
                                      const struct limits *limits)
{
    bool is_odd = prescan->rule || prescan->has_separators || has_byte(text, '\t') || has_byte(text, '\r') ||
                  (prescan->ascii < text.len && str_contains(text, "\xEF\xBB\xBF"));
    struct arena_mark mark = arena_mark(arena);
    struct composer composer;
    compose_init(&composer, arena, text, limits);
    if (!is_odd && simple_read(&composer, text))
        return composer.first;
    arena_rewind(arena, mark);
    return NULL;
}

static const struct tree *read_events(struct arena *arena, struct str text, struct prescan prescan,
                                      const struct limits *limits)
{
    struct reader r = {.arena = arena, .prescan = prescan};
    r.text = readable_text(text, &r.prescan);
    if (r.prescan.ascii > r.text.len)
        r.prescan.ascii = (uint32_t)r.text.len;
    r.cursor = (struct cursor){r.prescan.ascii, r.prescan.ascii};
    separators_init(&r.separators, r.text, r.prescan.has_separators);
    compose_init(&r.composer, arena, text, limits);
    if (!yaml_parser_initialize(&r.parser))
        arena_out_of_memory(arena);
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)r.text.at, r.text.len);
    while (read_next(&r))
        ;
    bool is_out_of_memory = r.parser.error == YAML_MEMORY_ERROR;
    yaml_parser_delete(&r.parser);
    if (is_out_of_memory)
        arena_out_of_memory(arena);
    finish(&r);
    return r.composer.first;
}

static const struct tree *yaml_read(struct arena *arena, struct str text, const struct limits *limits)
{
    struct prescan prescan = prescan_make(arena, text, limits);
    const struct tree *simple = read_simple(arena, text, &prescan, limits);
    return simple ? simple : read_events(arena, text, prescan, limits);
}

const struct tree *yaml_parse_by_libyaml(struct arena *arena, const struct source *source, const struct limits *limits)
{
    return read_events(arena, source->text, prescan_make(arena, source->text, limits), limits);
}

static bool starts_like_json(struct str text)
{
    size_t start = 0;
    while (start < text.len && char_is_blank(text.at[start]))
        start++;
    return start < text.len && (text.at[start] == '{' || text.at[start] == '[');
}

/* A JSON file's own mistakes; a byte that is no text at all is told as such. */
static const struct tree *json_mistake(struct arena *arena, struct str text, const struct limits *limits,
                                       struct tree *tree, uint32_t at, const char *words)
{
    struct prescan prescan = prescan_make(arena, text, limits);
    bool is_encoding = prescan.rule && prescan.at.start == at && str_is(str_of(prescan.rule), "yaml-encoding");
    struct problem *problem = arena_new(arena, struct problem);
    *problem = (struct problem){.rule = is_encoding ? "yaml-encoding" : "yaml-syntax",
                                .span = {at, at < text.len ? at + 1 : at},
                                .facts = is_encoding ? prescan.facts : words,
                                .next = tree->problems};
    tree->problems = problem;
    return tree;
}

const struct tree *yaml_parse(struct arena *arena, const struct source *source, const struct limits *limits)
{
    bool is_json_file = str_ends(source->name, ".json");
    if (!is_json_file && !starts_like_json(source->text))
        return yaml_read(arena, source->text, limits);
    struct arena attempt;
    arena_init(&attempt, arena->on_out_of_memory);
    struct tree *tree = arena_new(arena, struct tree);
    uint32_t error_at;
    const char *error_text;
    bool is_json = json_parse(&attempt, source, limits, tree, &error_at, &error_text);
    if (!is_json && !is_json_file) {
        arena_free(&attempt);
        return yaml_read(arena, source->text, limits);
    }
    arena_adopt(arena, &attempt);
    return is_json ? tree : json_mistake(arena, source->text, limits, tree, error_at, error_text);
}
