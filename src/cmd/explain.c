#include "cmd/explain.h"
#include "base/distance.h"
#include "base/utf8.h"
#include "check/lint.h"
#include "cmd/accepted_example.h"
#include "cmd/data_example.h"
#include "cmd/example.h"
#include "cmd/settings_options.h"
#include "report/paragraph.h"
#include "rules/all_packs.h"
#include "rules/all_rules.h"

struct explain_options {
    struct settings_options settings;
};

static const struct option options[] = {
    SETTINGS_OPTION_ROWS(struct explain_options, settings),
    {NULL},
};

enum { TEXT_WIDTH = 80 };

/* A paragraph, its lines at most TEXT_WIDTH columns wide (texts of rules are mostly ASCII). */
static void add_wrapped(struct buf *out, const char *text)
{
    size_t column = 0;
    for (struct str rest = str_of(text); rest.len;) {
        struct str word = str_slice(rest, 0, str_index(rest, ' '));
        rest = str_slice(rest, word.len + 1, rest.len);
        if (column && column + 1 + word.len > TEXT_WIDTH) {
            buf_add_c(out, "\n");
            column = 0;
        }
        buf_print(out, "%s%.*s", column ? " " : "  ", STR_ARG(word));
        column += word.len + (column ? 1 : 2);
    }
    buf_add_c(out, "\n");
}

static void add_section(struct buf *out, const char *title, const char *text)
{
    buf_print(out, "\n%s\n", title);
    add_wrapped(out, text);
}

static void add_dialects(struct buf *out, unsigned dialects)
{
    if (!dialects)
        buf_add_c(out, "every one that has a place for it");
    const char *separator = "";
    for (int i = DIALECT_NONE + 1; i < DIALECT_COUNT; i++) {
        if (!(dialects & 1u << i))
            continue;
        buf_print(out, "%s%s", separator, dialect_name((enum dialect)i));
        separator = ", ";
    }
    buf_add_c(out, "\n");
}

static void add_facts(struct buf *out, const struct rule *rule, const struct config_effective *effective)
{
    size_t index = rule_index(&all_rules, rule);
    enum severity severity = (enum severity)effective->settings.severities[index];
    buf_print(out, "  severity  %s here (%s)", severity_name(severity),
              config_origin_text(out->arena, effective->rules[index]));
    if (severity != rule->severity)
        buf_print(out, "; %s by default", severity_name(rule->severity));
    buf_print(out, "\n  fix       %s\n  since     %s\n  dialects  ",
              rule->is_fixable ? "`contractlint --fix` mends it" : "by hand", rule->since);
    add_dialects(out, rule->dialects);
}

static void add_change_facts(struct buf *out, const struct rule *rule, const struct config_effective *effective)
{
    size_t index = rule_index(&all_rules, rule);
    explain_add_change_facts(out, rule);
    if (effective->settings.severities[index] == SEVERITY_OFF)
        buf_print(out, "  off here  (%s)\n", config_origin_text(out->arena, effective->rules[index]));
}

static void add_options(struct buf *out, const struct rule *rule)
{
    if (!rule->options || !rule->options->key)
        return;
    buf_add_c(out, "\nOptions\n");
    for (const struct rule_option *option = rule->options; option->key; option++)
        buf_print(out, "  options.%s (default %s): %s\n", option->key, option->value ? option->value : "none",
                  option->meaning);
}

void explain_add_lines(struct buf *out, struct str text)
{
    for (struct str rest = text; rest.len;) {
        struct str line = str_slice(rest, 0, str_index(rest, '\n'));
        rest = str_slice(rest, line.len + 1, rest.len);
        buf_add_c(out, line.len ? "  " : "");
        utf8_add_visible(out, line, 0);
        buf_add_c(out, "\n");
    }
}

void explain_add_finding(struct buf *out, const struct finding *finding)
{
    struct buf text = {.arena = out->arena};
    paragraph_add_headline(&text, &paragraph_plain, finding);
    paragraph_add_details(&text, &paragraph_plain, 0, finding);
    explain_add_lines(out, buf_str(&text));
}

static void add_example(struct buf *out, const char *title, struct str text)
{
    buf_print(out, "\n%s\n", title);
    explain_add_lines(out, text);
}

void explain_add_config(struct buf *out, struct str config)
{
    if (config.len)
        add_example(out, "Configured (" CONFIG_FILE_NAME ")", config);
}

const struct settings *explain_settings(struct arena *arena, struct str config)
{
    struct config_request request = {&all_rules, all_packs, {NULL, 0}};
    struct config_store *store = config_store_new(arena, &request);
    const struct config_effective *effective = config_for_text(store, STR(CONFIG_FILE_NAME), config);
    return effective ? &effective->settings : settings_default(arena, &all_rules);
}

/* The settings of the example, with this rule switched on. */
static const struct settings *example_settings(struct arena *arena, const struct rule *rule, struct str config)
{
    const struct settings *configured = explain_settings(arena, config);
    size_t index = rule_index(&all_rules, rule);
    unsigned char *severities = arena_alloc_array(arena, all_rules.count, sizeof *severities);
    memcpy(severities, configured->severities, all_rules.count);
    if (severities[index] == SEVERITY_OFF)
        severities[index] = SEVERITY_WARNING;
    struct settings *settings = arena_new(arena, struct settings);
    *settings = *configured;
    settings->severities = severities;
    settings->plan = rule_plan_make(arena, &all_rules, severities);
    return settings;
}

/* What this rule says about its bad example, in the words of the report. The others run too: a suppression has no
   effect only where the rule it names runs. */
static const struct lint_result *check_example(struct program *program, struct arena *arena, const struct rule *rule,
                                               const struct example *example)
{
    const struct settings *settings = example_settings(arena, rule, example->config);
    const struct config_line *mistakes;
    struct accepted_example accepted = {example->contract, STR(CONFIG_FILE_NAME), example->bad, program->now};
    if (accepted_example_is_of(str_of(rule->id)))
        return accepted_example_check(arena, &accepted, &mistakes);
    struct lint_request request = {.rules = &all_rules,
                                   .settings = settings,
                                   .name = str_of(example->name),
                                   .bytes = example->bad,
                                   .is_named = true,
                                   .now = program->now};
    struct data_example data = {settings, example->contract, request.name, request.bytes};
    return example->contract.len ? data_example_check(arena, &data, NULL) : lint(arena, &request);
}

static void add_findings(struct program *program, struct buf *out, const struct rule *rule,
                         const struct example *example)
{
    const struct lint_result *result = check_example(program, out->arena, rule, example);
    buf_add_c(out, "\ncontractlint says\n");
    for (const struct finding *finding = result ? result->findings.first : NULL; finding; finding = finding->next)
        if (finding->rule == rule)
            explain_add_finding(out, finding);
}

static void add_examples(struct program *program, struct buf *out, const struct rule *rule)
{
    const struct example *example = example_find(rule->id);
    if (!example)
        return;
    if (example->contract.len)
        add_example(out, "Contract (contract.yaml)", example->contract);
    add_example(out, text_print(out->arena, "Bad (%s)", example->name), example->bad);
    explain_add_config(out, example->config);
    add_findings(program, out, rule, example);
    add_example(out, "Good", example->good);
}

static int explain(struct program *program, struct configured *configured, const struct rule *rule)
{
    struct buf out = {.arena = &program->arena};
    const struct config_effective *effective = configured_for(configured, STR("contract.yaml"));
    if (!effective)
        return settings_complain(program, configured);
    buf_print(&out, "%s: %s\n\n", rule->id, rule->summary);
    if (rule->is_change)
        add_change_facts(&out, rule, effective);
    else
        add_facts(&out, rule, effective);
    add_section(&out, "Why", rule->why);
    if (rule->advice)
        add_section(&out, "What to do", rule->advice);
    add_options(&out, rule);
    if (rule->is_change)
        explain_add_change_example(program, &out, rule);
    else
        add_examples(program, &out, rule);
    file_output_write(&program->out, buf_str(&out));
    return STATUS_OK;
}

static int unknown_rule(struct program *program, const char *id)
{
    struct distance_search search = distance_search_start(str_of(id));
    for (size_t i = 0; i < all_rules.count; i++)
        distance_search_offer(&search, str_of(all_rules.rules[i]->id));
    struct str meant = distance_search_meant(&search);
    if (meant.at)
        return complain(program, "unknown rule `%s`; did you mean `%.*s`?", id, STR_ARG(meant));
    return complain(program, "unknown rule `%s`; `contractlint rules` lists them", id);
}

static int run(struct program *program, char **argv)
{
    struct explain_options chosen = {.settings = {NULL}};
    struct option_texts operands = {NULL, 0};
    struct configured configured;
    struct error err = {.is_set = false};
    if (!options_parse(&program->arena, options, argv, &chosen, &operands, &err) ||
        !settings_options_start(program, &chosen.settings, &configured, &err))
        return complain(program, "%s", err.text);
    if (operands.count != 1)
        return complain(program, "explain: name one rule; `contractlint rules` lists them");
    const struct rule *rule = rule_find(&all_rules, str_of(operands.at[0]));
    return rule ? explain(program, &configured, rule) : unknown_rule(program, operands.at[0]);
}

const struct command command_explain = {"explain", "explain [OPTIONS] RULE",
                                        "one rule: why, what to do, a bad and a good example", options, run};
