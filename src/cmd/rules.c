#include "base/buf.h"
#include "base/distance.h"
#include "change/change_rule.h"
#include "check/pack.h"
#include "cmd/cmd.h"
#include "cmd/options.h"
#include "cmd/rules_test.h"
#include "report/json_text.h"
#include "rules/all_packs.h"
#include "rules/all_rules.h"

struct rules_options {
    struct option_texts test;
    const char *pack, *format;
};

static const struct option options[] = {
    {"pack", 0, OPTION_TEXT, "NAME", "print a shipped pack: recommended, strict …",
     offsetof(struct rules_options, pack)},
    {"format", 'f', OPTION_TEXT, "text|json|markdown", "how to list the rules (default text)",
     offsetof(struct rules_options, format)},
    {"test", 0, OPTION_TEXTS, "FILE", "compare the findings of a fixture with its `# expect:` comments",
     offsetof(struct rules_options, test)},
    {NULL},
};

/* The catalogue. */

/* The severity of a rule of lint, the level of one of breaking. */
static const char *degree(const struct rule *rule)
{
    const struct change_rule *row = change_rule_of(rule);
    return row ? change_level_name(row->level) : severity_name(rule->severity);
}

static void add_text(struct buf *out, const struct rule *rule)
{
    buf_print(out, "%-40s %-9s %s\n", rule->id, degree(rule), rule->summary);
}

static json_t *options_json(struct arena *arena, const struct rule_option *option)
{
    json_t *array = json_new_array(arena);
    for (; option && option->key; option++) {
        json_t *object = json_new_object(arena);
        json_set(arena, object, "key", json_text_or_null(arena, option->key));
        json_set(arena, object, "default", json_text_or_null(arena, option->value));
        json_set(arena, object, "meaning", json_text_or_null(arena, option->meaning));
        json_append(arena, array, object);
    }
    return array;
}

static json_t *dialects_json(struct arena *arena, unsigned dialects)
{
    json_t *array = json_new_array(arena);
    for (int i = DIALECT_NONE + 1; i < DIALECT_COUNT; i++)
        if (!dialects || dialects & 1u << i)
            json_append(arena, array, json_text_or_null(arena, dialect_name((enum dialect)i)));
    return array;
}

static json_t *change_json(struct arena *arena, const struct change_rule *row)
{
    if (!row)
        return json_null();
    json_t *object = json_new_object(arena);
    json_set(arena, object, "level", json_text_or_null(arena, change_level_name(row->level)));
    json_set(arena, object, "reader", json_text_or_null(arena, change_verdict_name(row->reader)));
    json_set(arena, object, "writer", json_text_or_null(arena, change_verdict_name(row->writer)));
    json_set(arena, object, "bump", json_text_or_null(arena, change_bump_name(row->bump)));
    return object;
}

static void add_json(struct buf *out, const struct rule *rule)
{
    struct arena *arena = out->arena;
    json_t *object = json_new_object(arena);
    json_set(arena, object, "id", json_text_or_null(arena, rule->id));
    json_set(arena, object, "severity", json_text_or_null(arena, severity_name(rule->severity)));
    json_set(arena, object, "since", json_text_or_null(arena, rule->since));
    json_set(arena, object, "summary", json_text_or_null(arena, rule->summary));
    json_set(arena, object, "why", json_text_or_null(arena, rule->why));
    json_set(arena, object, "advice", json_text_or_null(arena, rule->advice));
    json_set(arena, object, "fixable", json_boolean(rule->is_fixable));
    json_set(arena, object, "dialects", dialects_json(arena, rule->dialects));
    json_set(arena, object, "options", options_json(arena, rule->options));
    json_set(arena, object, "change", change_json(arena, change_rule_of(rule)));
    buf_add_c(out, rule == all_rules.rules[0] ? "\n  " : ",\n  ");
    json_print(out, object);
}

static void add_markdown(struct buf *out, const struct rule *rule)
{
    buf_print(out, "| %s | %s | %s | ", rule->id, degree(rule), rule->is_fixable ? "fix" : "");
    for (const char *c = rule->summary; *c; c++)
        buf_print(out, *c == '|' || *c == '<' || *c == '*' ? "\\%c" : "%c", *c);
    buf_add_c(out, " |\n");
}

/* The forms of the list; rows are stable, machines read them. */
static const struct list_format {
    const char *name, *head, *tail;
    void (*add)(struct buf *out, const struct rule *rule);
} formats[] = {
    {"text", "", "", add_text},
    {"json", "{\"schema_version\": 1, \"rules\": [", "\n]}\n", add_json},
    {"markdown", "| rule | severity or level | fix | finds |\n|---|---|---|---|\n", "", add_markdown},
};

static const char *const format_names[] = {"text", "json", "markdown", NULL};

static int list_rules(struct program *program, const char *name)
{
    struct buf out = {.arena = &program->arena};
    const struct list_format *format = formats;
    while (format < formats + 3 && strcmp(format->name, name) != 0)
        format++;
    if (format == formats + 3) {
        const char *near = distance_meant(str_of(name), format_names);
        return complain(program, "unknown format `%s`; %s%s%s", name, near ? "did you mean `" : "",
                        near ? near : "text, json or markdown", near ? "`?" : "");
    }
    buf_add_c(&out, format->head);
    for (size_t i = 0; i < all_rules.count; i++)
        format->add(&out, all_rules.rules[i]);
    buf_add_c(&out, format->tail);
    file_output_write(&program->out, buf_str(&out));
    return STATUS_OK;
}

/* Packs. */

static void add_recommended(struct buf *out)
{
    buf_add_c(out, "# The pack `recommended`: every rule at its own severity. Made from the rules; do not edit.\n"
                   "extends: []\n"
                   "rules:\n");
    for (size_t i = 0; i < all_rules.count; i++)
        buf_print(out, "  %s: %s\n", all_rules.rules[i]->id, severity_name(all_rules.rules[i]->severity));
}

static int complain_of_pack(struct program *program, const char *name)
{
    struct buf known = {.arena = &program->arena};
    const char *near = pack_nearest(all_packs, str_of(name));
    if (near)
        return complain(program, "unknown pack `%s`; did you mean `%s`?", name, near);
    for (const struct pack *pack = all_packs; pack->name; pack++)
        buf_print(&known, ", %s", pack->name);
    return complain(program, "unknown pack `%s`; there are %s%s", name, PACK_RECOMMENDED, buf_c(&known));
}

static int print_pack(struct program *program, const char *name)
{
    struct buf out = {.arena = &program->arena};
    const struct pack *pack = pack_find(all_packs, str_of(name));
    if (strcmp(name, PACK_RECOMMENDED) == 0)
        add_recommended(&out);
    else if (pack)
        buf_add_c(&out, pack->text);
    else
        return complain_of_pack(program, name);
    file_output_write(&program->out, buf_str(&out));
    return STATUS_OK;
}

static int run(struct program *program, char **argv)
{
    struct rules_options chosen = {.format = "text"};
    struct option_texts operands = {NULL, 0};
    struct error err = {.is_set = false};
    if (!options_parse(&program->arena, options, argv, &chosen, &operands, &err))
        return complain(program, "%s", err.text);
    if (chosen.test.count)
        return rules_test(program, operands.count ? operands.at : chosen.test.at);
    if (operands.count)
        return complain(program, "rules: `%s` is one argument too many; `contractlint explain RULE` tells of one rule",
                        operands.at[0]);
    return chosen.pack ? print_pack(program, chosen.pack) : list_rules(program, chosen.format);
}

const struct command command_rules = {"rules", "rules [OPTIONS]", "the rule catalogue", options, run};
