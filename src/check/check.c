#include "check/check.h"

#include "base/buf.h"
#include "base/distance.h"
#include "base/utf8.h"
#include "check/listing.h"
#include "check/rule.h"

#include <stdarg.h>

/* Whether it is listed, so that what it says is needed. */
static bool is_listed(const struct check *check, const struct finding *finding)
{
    return !check->listing || finding != &check->listing->one;
}

__attribute__((format(printf, 2, 0))) static const char *message_of(struct check *check, const char *facts,
                                                                    va_list args)
{
    const char *text = text_vprint(check->arena, facts, args);
    return *text ? text_print(check->kept, "%s: %s", check->rule->summary, text) : check->rule->summary;
}

__attribute__((format(printf, 4, 0))) static struct finding *
finding_add(struct check *check, const struct node *node, struct span span, const char *facts, va_list args)
{
    bool is_listed = listing_takes(check), is_doubtful = node && node_is_doubtful(node);
    struct finding *finding = is_listed ? arena_new(check->kept, struct finding) : &check->listing->one;
    *finding = (struct finding){
        .rule = is_listed || !is_doubtful ? check->rule : NULL,
        .severity = check->severity,
        .source = check->document->source,
        .document = check->document->tree->index,
        .span = span,
        .is_reused = check->use || (node && node->kind == NODE_ALIAS),
    };
    if (!is_listed)
        return finding;
    finding->message = message_of(check, facts, args);
    finding->help = check->rule->advice;
    finding->path = places_path(check->places, node, check->use);
    if (is_doubtful)
        return finding;
    findings_add(check->findings, finding);
    return finding;
}

void finding_relate_span(struct check *check, struct finding *finding, struct span span, const char *message)
{
    if (!is_listed(check, finding))
        return;
    struct related *related = arena_new(check->kept, struct related);
    *related = (struct related){
        .message = text_print(check->kept, "%s", message), .source = check->document->source, .span = span};
    struct related **end = &finding->related;
    while (*end)
        end = &(*end)->next;
    *end = related;
}

struct finding *finding_at(struct check *check, const struct node *value, const char *facts, ...)
{
    const struct node *target = node_resolve(value);
    va_list args;
    va_start(args, facts);
    struct finding *finding = finding_add(check, value, target ? target->span : value->span, facts, args);
    va_end(args);
    if (value->kind == NODE_ALIAS && !(value->flags & NODE_MERGED))
        finding_relate_span(check, finding, value->span, "used here");
    return finding;
}

struct finding *finding_at_key(struct check *check, const struct node *value, const char *facts, ...)
{
    va_list args;
    va_start(args, facts);
    struct finding *finding = finding_add(check, value, value->key ? value->key->span : value->span, facts, args);
    va_end(args);
    return finding;
}

struct finding *finding_missing(struct check *check, const struct node *mapping, const char *facts, ...)
{
    va_list args;
    va_start(args, facts);
    struct finding *finding = finding_add(check, mapping, node_owner_span(mapping), facts, args);
    va_end(args);
    return finding;
}

struct finding *finding_inside(struct check *check, const struct node *scalar, size_t start, size_t end,
                               const char *facts, ...)
{
    const struct node *target = node_resolve(scalar);
    struct span span = target->span;
    struct str text = check->document->source->text;
    bool is_verbatim = target->text.at >= text.at && target->text.at + target->text.len <= text.at + text.len;
    if (is_verbatim && start <= end && end <= target->text.len) {
        uint32_t base = (uint32_t)(target->text.at - text.at);
        span = (struct span){base + (uint32_t)start, base + (uint32_t)end};
    }
    va_list args;
    va_start(args, facts);
    struct finding *finding = finding_add(check, scalar, span, facts, args);
    va_end(args);
    return finding;
}

struct finding *finding_at_span(struct check *check, struct span span, const char *facts, ...)
{
    va_list args;
    va_start(args, facts);
    struct finding *finding = finding_add(check, NULL, span, facts, args);
    va_end(args);
    return finding;
}

void finding_help(struct check *check, struct finding *finding, const char *format, ...)
{
    if (!is_listed(check, finding))
        return;
    va_list args;
    va_start(args, format);
    finding->help = text_vprint(check->kept, format, args);
    va_end(args);
}

void finding_path(struct check *check, struct finding *finding, const struct node *node)
{
    if (is_listed(check, finding))
        finding->path = places_path(check->places, node, check->use);
}

void finding_severity(struct check *check, struct finding *finding, enum severity severity)
{
    const struct settings *settings = check->settings;
    bool is_chosen = settings->chosen && settings->chosen[rule_index(settings->plan->rules, check->rule)];
    if (!is_chosen && check->severity == check->rule->severity)
        finding->severity = severity;
}

void finding_relate(struct check *check, struct finding *finding, const struct node *node, const char *format, ...)
{
    const struct node *target = node_resolve(node);
    va_list args;
    va_start(args, format);
    finding_relate_span(check, finding, target ? target->span : node->span, text_vprint(check->arena, format, args));
    va_end(args);
}

/* Fixes. */

static void fix_add(struct check *check, struct finding *finding, struct span span, struct str text,
                    const char *message)
{
    if (!is_listed(check, finding)) {
        check->listing->fix.is_unsafe = check->listing->fix.is_unsafe && finding->fix;
        finding->fix = &check->listing->fix;
        return;
    }
    struct fix_edit *edit = arena_new(check->kept, struct fix_edit);
    *edit = (struct fix_edit){
        .span = span, .text = {str_c(check->kept, text), text.len}, .next = finding->fix ? finding->fix->edits : NULL};
    if (!finding->fix) {
        finding->fix = arena_new(check->kept, struct fix);
        finding->fix->message = text_print(check->kept, "%s", message);
    }
    finding->fix->edits = edit;
}

void finding_fix_span(struct check *check, struct finding *finding, struct span span, struct str text,
                      const char *message)
{
    fix_add(check, finding, span, text, message);
}

void finding_fix_is_unsafe(struct finding *finding)
{
    if (finding->fix)
        finding->fix->is_unsafe = true;
}

/* Letters, digits and harmless punctuation, beginning with a letter or digit: never read as anything but itself. */
static bool is_safe_plain(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!char_is_alnum(text.at[i]) && !(i > 0 && memchr("-_./+% @", text.at[i], 8)))
            return false;
    return text.len && text.at[text.len - 1] != ' ';
}

static struct str quoted(struct arena *arena, struct str text, char mark)
{
    struct buf buf = {.arena = arena};
    buf_add_char(&buf, mark);
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (mark == '\'' && c == '\'')
            buf_add_c(&buf, "''");
        else if (mark == '"' && (c == '"' || c == '\\'))
            buf_print(&buf, "\\%c", c);
        else if (mark == '"' && (c < 0x20 || c == 0x7F))
            buf_print(&buf, "\\u%04x", c);
        else
            buf_add_char(&buf, (char)c);
    }
    buf_add_char(&buf, mark);
    return buf_str(&buf);
}

void finding_fix_value(struct check *check, struct finding *finding, const struct node *scalar, struct str text)
{
    const char *help = text_print(check->arena, "write %s", quote(check, text));
    finding_help(check, finding, "%s", help);
    if (scalar->kind != NODE_SCALAR)
        return;
    struct str written = text;
    if (scalar->style == STYLE_SINGLE_QUOTED)
        written = quoted(check->arena, text, '\'');
    else if (scalar->style == STYLE_DOUBLE_QUOTED || !is_safe_plain(text))
        written = quoted(check->arena, text, '"');
    else if (scalar->style != STYLE_PLAIN)
        return;
    fix_add(check, finding, scalar->span, written, help);
}

void finding_fix_quote(struct check *check, struct finding *finding, const struct node *scalar)
{
    struct buf shown = {.arena = check->arena};
    utf8_add_visible(&shown, node_text(scalar), UTF8_QUOTE_LIMIT);
    finding_help(check, finding, "quote it: `\"%s\"`", buf_c(&shown));
    if (scalar->kind != NODE_SCALAR || scalar->style != STYLE_PLAIN || check->document->tree->is_json)
        return;
    struct span start = {scalar->span.start, scalar->span.start}, end = {scalar->span.end, scalar->span.end};
    fix_add(check, finding, start, STR("\""), finding->help);
    fix_add(check, finding, end, STR("\""), finding->help);
}

/* Words. */

const char *finding_suggest(struct check *check, struct finding *finding, struct str word, const char *const *words)
{
    const char *near = distance_nearest(word, words);
    if (near)
        finding_help(check, finding, "did you mean `%s`?", near);
    return near;
}

const char *quote(struct check *check, struct str value)
{
    return check->listing && check->listing->is_full ? "" : utf8_quote(check->arena, value);
}

const char *quote_node(struct check *check, const struct node *node)
{
    if (check->listing && check->listing->is_full)
        return "";
    return node_quote(check->arena, node);
}

const char *quote_words(struct check *check, const char *const *words)
{
    struct buf buf = {.arena = check->arena};
    for (const char *const *word = words; *word; word++)
        buf_print(&buf, "%s`%s`", word == words ? "" : word[1] ? ", " : " or ", *word);
    return buf_c(&buf);
}
