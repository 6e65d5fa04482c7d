#include "check/config_check.h"

#include "base/distance.h"
#include "base/utf8.h"

#include <stdarg.h>

void config_mistake(struct config_check *check, uint32_t at, const char *format, ...)
{
    struct config_mistake *mistake = arena_new(check->arena, struct config_mistake);
    va_list args;
    va_start(args, format);
    mistake->text = text_vprint(check->arena, format, args);
    va_end(args);
    mistake->at = at;
    mistake->next = check->first;
    check->first = mistake;
    check->count++;
}

const char *config_quote(struct arena *arena, struct str text)
{
    struct buf buf = {.arena = arena};
    buf_add_char(&buf, '`');
    utf8_add_visible(&buf, text, 80);
    buf_add_char(&buf, '`');
    return buf_c(&buf);
}

static uint32_t key_start(const struct node *value)
{
    return value->key ? value->key->span.start : value->span.start;
}

/* What reader and walker found. */

static void add_problems(struct config_check *check, const struct problem *problem)
{
    for (; problem; problem = problem->next) {
        if (str_is(str_of(problem->rule), "yaml-empty-document") || str_is(str_of(problem->rule), "yaml-anchor-unused"))
            continue; /* nothing to configure is fine; anchors are refused below */
        const struct rule *rule = rule_find(check->rules, str_of(problem->rule));
        config_mistake(check, problem->span.start, "%s%s%s%s%s", rule ? rule->summary : problem->rule,
                       problem->facts && *problem->facts ? ": " : "", problem->facts ? problem->facts : "",
                       problem->help ? "; " : "", problem->help ? problem->help : "");
    }
}

/* The path of an accepted change may be that of the whole contract, which is empty. */
static bool is_path_of_change(const struct node *node)
{
    return node->key && str_is(node_key(node), "path") && node->parent->parent &&
           node->parent->parent->kind == NODE_SEQUENCE && str_is(node_key(node->parent->parent), "accepted");
}

/* What stands directly under `rules` is judged there. */
static bool is_rule(const struct node *node)
{
    return node->key && str_is(node_key(node->parent), "rules");
}

/* Things that the tables cannot say: libcyaml replays aliases, and a value that is not there has no kind. The depth is
   bounded by the reader. */
static void check_nodes(struct config_check *check, const struct node *node)
{
    const struct node_properties *properties = node_properties(node);
    if (properties && properties->anchor.len)
        config_mistake(check, properties->anchor_span.start, "anchors and aliases have no place in a configuration");
    if (node->kind == NODE_SCALAR && node->key && node_is_null(node))
        config_mistake(check, key_start(node), "%s has no value; write one or take the key out",
                       config_quote(check->arena, node_key(node)));
    else if (node->kind == NODE_SCALAR && node_is_blank(node) && !is_path_of_change(node))
        config_mistake(check, node->span.start, "the text is blank");
    else if (node->kind == NODE_SCALAR && str_index(node->text, '\0') < node->text.len && !is_rule(node))
        config_mistake(check, node->span.start, "the text holds a NUL character");
    if (node->key && str_starts(node_key(node), "x-") && !is_rule(node))
        config_mistake(check, key_start(node), "unknown key: %s", config_quote(check->arena, node_key(node)));
    if (node->kind != NODE_MAPPING && node->kind != NODE_SEQUENCE)
        return;
    for (const struct node *child = node_children(node); child; child = child->next)
        if (!(child->flags & NODE_MERGED))
            check_nodes(check, child);
}

/* `rules` */

static void unknown_rule(struct config_check *check, struct str id, uint32_t at)
{
    struct distance_search search = distance_search_start(id);
    for (size_t i = 0; i < check->rules->count && check->count < CONFIG_MISTAKES_MAX; i++)
        distance_search_offer(&search, str_of(check->rules->rules[i]->id));
    const char *quoted = config_quote(check->arena, id);
    if (search.found.at)
        config_mistake(check, at, "unknown rule: %s; did you mean `%.*s`?", quoted, STR_ARG(search.found));
    else if (str_ends(id, "*"))
        config_mistake(check, at, "unknown rule: %s; here every rule is named by its whole id", quoted);
    else
        config_mistake(check, at, "unknown rule: %s; `contractlint rules` lists them", quoted);
}

static void check_severity(struct config_check *check, const struct node *value)
{
    struct str word = node_text(value);
    if (node_is_blank(value) || (node_is_scalar(value) && str_is_one_of(word, severity_names)))
        return;
    const char *near = distance_meant(word, severity_names);
    const char *found = node_is_scalar(value) ? config_quote(check->arena, word)
                                              : text_print(check->arena, "a %s", node_kind_name(value));
    config_mistake(check, value->span.start, "%s is no severity; %s%s%swrite `off`, `info`, `warning` or `error`",
                   found, near ? "did you mean `" : "", near ? near : "", near ? "`? " : "");
}

static void check_rules(struct config_check *check, const struct node *rules)
{
    for (const struct node *value = node_children(rules); value; value = value->next) {
        if (!rule_find(check->rules, node_key(value)))
            unknown_rule(check, node_key(value), key_start(value));
        else
            check_severity(check, value);
    }
}

/* `options` and `limits` */

static const struct node *mapping(const struct node *node)
{
    return node_is_mapping(node) ? node : NULL;
}

const struct node *config_value_node(const struct config_sections *sections, const struct config_value *value)
{
    const struct node *section = mapping(value->family ? sections->options : sections->limits);
    if (section && value->family)
        section = mapping(node_find(section, value->family));
    return section ? node_find(section, value->key) : NULL;
}

/* Lists of texts: their kind is the walker's, their items are checked here. */
static void check_texts(struct config_check *check, const struct node *list)
{
    for (const struct node *item = node_children(list); item && node_is_sequence(list); item = item->next)
        if (!node_is_scalar(item))
            config_mistake(check, item->span.start, "a %s stands where a text is due", node_kind_name(item));
}

/* The node as libcyaml would hand it over; false when it is of the wrong kind, which is said. */
static bool slot_of(struct config_check *check, const struct config_value *value, const struct node *node,
                    struct config_slot *slot)
{
    if (!config_value_is_list(value)) {
        slot->text = str_c(check->arena, node_text(node));
        return node_is_scalar(node) && !node_is_blank(node);
    }
    check_texts(check, node);
    if (!node_is_sequence(node))
        return false;
    slot->items = arena_alloc_array(check->arena, node_resolve(node)->count, sizeof *slot->items);
    for (const struct node *item = node_children(node); item; item = item->next) {
        if (!node_is_scalar(item) || node_is_blank(item))
            return false;
        slot->items[slot->count++] = str_c(check->arena, node_text(item));
    }
    return true;
}

/* Where a byte of a scalar's value stands, when the value stands in the source as it is. */
static uint32_t place_inside(const struct config_check *check, const struct node *scalar, size_t byte)
{
    struct str text = node_text(scalar);
    uint32_t start = scalar->span.start + (scalar->style == STYLE_PLAIN ? 0 : 1);
    struct str written = str_slice(check->source->text, start, (size_t)start + text.len);
    return str_equal(written, text) ? start + (uint32_t)byte : scalar->span.start;
}

static void check_value(struct config_check *check, const struct config_value *value, const struct node *node,
                        struct settings *scratch)
{
    struct config_slot slot = {0};
    struct config_fault fault;
    if (!slot_of(check, value, node, &slot) || config_value_read(value, check->arena, &slot, scratch, &fault))
        return;
    const struct node *scalar = node;
    if (slot.count)
        for (scalar = node_children(node); fault.item; fault.item--)
            scalar = scalar->next;
    const char *found = node_is_scalar(scalar) ? config_quote(check->arena, node_text(scalar)) : "this";
    uint32_t at = fault.end && node_is_scalar(scalar) ? place_inside(check, scalar, fault.start) : scalar->span.start;
    config_mistake(check, at, "`%s`: %s %s%s%s", value->key, found, fault.message, fault.help ? "; " : "",
                   fault.help ? fault.help : "");
}

static void check_values(struct config_check *check, const struct config_sections *sections)
{
    struct settings scratch = {0};
    for (const struct config_value *value = config_values; value->key; value++) {
        const struct node *node = config_value_node(sections, value);
        if (node)
            check_value(check, value, node, &scratch);
    }
}

/* Sections. */

static void check_shared_sections(struct config_check *check, struct reader *reader,
                                  const struct config_sections *sections)
{
    struct config_sections nothing;
    if (node_is_mapping(sections->options))
        shape_read(reader, check->shapes->options, sections->options, &nothing);
    if (node_is_mapping(sections->rules))
        check_rules(check, sections->rules);
    check_values(check, sections);
    check_texts(check, sections->files);
}

/* The walker's hand on the entries of a list. */
struct entries {
    struct config_check *check;
    const struct shape *shape;
};

static void check_override(struct reader *reader, void *context, const struct node *entry)
{
    struct entries *entries = context;
    struct config_sections sections = {0};
    shape_read(reader, entries->shape, entry, &sections);
    check_shared_sections(entries->check, reader, &sections);
}

static void check_form(struct reader *reader, void *context, const struct node *entry)
{
    struct config_sections nothing;
    shape_read(reader, ((struct entries *)context)->shape, entry, &nothing);
}

static void check_accepted_rule(struct config_check *check, const struct node *value)
{
    if (!value || !node_is_scalar(value) || node_is_blank(value))
        return;
    const struct rule *rule = rule_find(check->rules, node_text(value));
    if (!rule)
        unknown_rule(check, node_text(value), value->span.start);
    else if (!rule->is_change)
        config_mistake(check, value->span.start, "%s is a rule of lint; what `breaking` tells can be accepted",
                       config_quote(check->arena, node_text(value)));
}

static void check_accepted(struct reader *reader, void *context, const struct node *entry)
{
    struct config_check *check = ((struct entries *)context)->check;
    const struct node *path = node_find(entry, "path"), *until = node_find(entry, "until");
    check_form(reader, context, entry);
    check_accepted_rule(check, node_find(entry, "rule"));
    if (path && node_is_scalar(path) && !node_is_blank(path) && !str_starts(node_text(path), "/"))
        config_mistake(check, path->span.start, "%s is no path in a contract; write it as reports show it, /a/b",
                       config_quote(check->arena, node_text(path)));
    if (until && node_is_scalar(until) && !node_is_blank(until) && !config_until_is_valid(node_text(until)))
        config_mistake(check, until->span.start,
                       "%s is neither a version, such as 4.0.0, nor a date, such as 2026-12-31",
                       config_quote(check->arena, node_text(until)));
}

static void check_entries(struct config_check *check, struct reader *reader, const struct node *list, const char *noun,
                          const struct shape *shape,
                          void (*each)(struct reader *reader, void *context, const struct node *entry))
{
    struct entries entries = {check, shape};
    if (node_is_sequence(list))
        reader_each_mapping(reader, list, noun, &entries, each);
}

static void check_not_built(struct config_check *check, const struct node *section)
{
    if (section)
        config_mistake(check, key_start(section), "%s is not built yet; take it out",
                       config_quote(check->arena, node_key(section)));
}

static void check_sections(struct config_check *check, struct reader *reader, const struct config_sections *sections)
{
    struct config_sections nothing;
    if (node_is_mapping(sections->limits))
        shape_read(reader, check->shapes->limits, sections->limits, &nothing);
    check_shared_sections(check, reader, sections);
    check_texts(check, sections->extends);
    check_texts(check, sections->ignore);
    check_texts(check, sections->locked);
    check_entries(check, reader, sections->overrides, "override", check->shapes->override, check_override);
    check_entries(check, reader, sections->custom, "custom rule", check->shapes->custom, check_form);
    check_entries(check, reader, sections->accepted, "accepted change", check->shapes->accepted, check_accepted);
    if (node_is_mapping(sections->catalog))
        shape_read(reader, check->shapes->catalog, sections->catalog, &nothing);
    check_not_built(check, sections->catalog);
    check_not_built(check, sections->custom);
    check_not_built(check, sections->locked);
}

struct config_sections config_check_text(struct config_check *check, const struct tree *tree)
{
    struct config_sections sections = {0};
    struct reader reader = {.arena = check->arena};
    add_problems(check, tree ? tree->problems : NULL);
    if (tree && tree->next)
        config_mistake(check, tree->next->start, "a second document; a configuration is one");
    if (!tree || !tree->root)
        return sections;
    check_nodes(check, tree->root);
    if (!node_is_mapping(tree->root)) {
        /* Not quoted: a symbolic link may have led to a file that nobody meant to show. */
        config_mistake(check, tree->root->span.start, "a configuration is a mapping, and this is a %s",
                       node_kind_name(tree->root));
    } else {
        shape_read(&reader, check->shapes->file, tree->root, &sections);
        check_sections(check, &reader, &sections);
    }
    add_problems(check, reader.first_problem);
    return sections;
}
