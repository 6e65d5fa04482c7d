#include "base/buf.h"
#include "base/utf8.h"
#include "cmd/settings_options.h"
#include "rules/all_rules.h"

struct config_options {
    struct settings_options settings;
};

static const struct option options[] = {
    SETTINGS_OPTION_ROWS(struct config_options, settings),
    {NULL},
};

/* What is being printed: a configuration that says everything it leaves open, with an origin behind each value. */
struct page {
    struct arena *arena;
    struct buf out;
    const struct config_effective *effective;
};

enum { ORIGIN_COLUMN = 48 };

/* Ends a line that began at byte `start` of the page with where its value comes from. */
static void end_line(struct page *page, size_t start, struct config_origin origin)
{
    size_t width = utf8_length(str_slice(buf_str(&page->out), start, page->out.len));
    buf_print(&page->out, "%*s # ", width < ORIGIN_COLUMN ? (int)(ORIGIN_COLUMN - width) : 0, "");
    utf8_add_visible(&page->out, str_of(config_origin_text(page->arena, origin)), 0);
    buf_add_char(&page->out, '\n');
}

static void add_comment(struct page *page, const char *title, struct str text)
{
    buf_print(&page->out, "# %s: ", title);
    utf8_add_visible(&page->out, text, 0);
    buf_add_char(&page->out, '\n');
}

static void add_head(struct page *page, struct str path, bool is_ignored)
{
    struct str name = config_file_name(page->effective);
    add_comment(page, "for", path);
    add_comment(page, "configuration", name.len ? name : STR("none"));
    for (const char *const *base = config_bases(page->effective, page->arena); *base; base++)
        add_comment(page, "extends", str_of(*base));
    if (is_ignored)
        buf_add_c(&page->out, "# left out by `ignore`: checked only when it is named\n");
    buf_add_c(&page->out, "extends: []\n");
}

static void add_rules(struct page *page)
{
    buf_add_c(&page->out, "rules:\n");
    for (size_t i = 0; i < all_rules.count; i++) {
        size_t start = page->out.len;
        enum severity severity = (enum severity)page->effective->settings.severities[i];
        buf_print(&page->out, "  %s: %s", all_rules.rules[i]->id, severity_name(severity));
        end_line(page, start, page->effective->rules[i]);
    }
}

/* The default that a rule has for a value that is not configured; NULL: none. */
static const char *rule_default(const struct config_value *value, struct arena *arena)
{
    const char *key = text_print(arena, "%s.%s", value->family ? value->family : "limits", value->key);
    for (size_t i = 0; i < all_rules.count; i++)
        for (const struct rule_option *option = all_rules.rules[i]->options; option && option->key; option++)
            if (strcmp(option->key, key) == 0)
                return option->value;
    return NULL;
}

static void add_value(struct page *page, size_t row)
{
    const struct config_value *value = &config_values[row];
    struct buf text = {.arena = page->arena};
    config_value_print(value, &page->effective->settings, &text);
    if (!text.len && rule_default(value, page->arena))
        buf_add_c(&text, rule_default(value, page->arena));
    size_t start = page->out.len;
    const char *indent = value->family ? "    " : "  ";
    if (text.len) {
        buf_print(&page->out, "%s%s: %s", indent, value->key, buf_c(&text));
        end_line(page, start, page->effective->values[row]);
    } else {
        buf_print(&page->out, "%s# %s: not set\n", indent, value->key);
    }
}

/* A family of which nothing is set would read as null without the braces. */
static bool is_family_empty(const struct page *page, size_t row)
{
    const struct config_value *first = &config_values[row];
    for (; config_value_is_same_family(&config_values[row], first); row++) {
        struct buf text = {.arena = page->arena};
        config_value_print(&config_values[row], &page->effective->settings, &text);
        if (text.len || rule_default(&config_values[row], page->arena))
            return false;
    }
    return true;
}

static void add_values(struct page *page)
{
    buf_add_c(&page->out, "options:\n");
    for (size_t row = 0; row < config_value_count(); row++) {
        const struct config_value *value = &config_values[row];
        bool is_first = row == 0 || !config_value_is_same_family(value, value - 1);
        if (is_first && value->family)
            buf_print(&page->out, "  %s:%s\n", value->family, is_family_empty(page, row) ? " {}" : "");
        else if (is_first)
            buf_add_c(&page->out, "limits:\n");
        add_value(page, row);
    }
}

static void add_ignored(struct page *page)
{
    size_t count;
    const struct config_pattern *patterns = config_ignored(page->effective, page->arena, &count);
    buf_add_c(&page->out, count ? "ignore:\n" : "ignore: []\n");
    for (size_t i = 0; i < count; i++) {
        size_t start = page->out.len;
        buf_add_c(&page->out, "  - ");
        config_text_print(str_c(page->arena, patterns[i].text), &page->out);
        end_line(page, start, patterns[i].origin);
    }
}

static void add_accepted(struct page *page)
{
    size_t count;
    const struct config_accepted *all = config_accepted(page->effective, page->arena, &count);
    buf_add_c(&page->out, count ? "accepted:\n" : "accepted: []\n");
    for (size_t i = 0; i < count; i++) {
        const struct config_accepted *entry = &all[i];
        const struct str values[] = {entry->rule, entry->contract, entry->path, entry->reason, entry->until};
        static const char *const keys[] = {"rule", "contract", "path", "reason", "until"};
        const char *comma = "";
        size_t start = page->out.len;
        buf_add_c(&page->out, "  - {");
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
            if (!values[k].len)
                continue;
            buf_print(&page->out, "%s%s: ", comma, keys[k]);
            config_text_print(str_c(page->arena, values[k]), &page->out);
            comma = ", ";
        }
        buf_add_char(&page->out, '}');
        end_line(page, start, entry->origin);
    }
}

static int print_for(struct program *program, struct configured *configured, const char *path)
{
    struct page page = {.arena = &program->arena, .out = {.arena = &program->arena}};
    page.effective = configured_for(configured, str_of(path));
    if (!page.effective)
        return settings_complain(program, configured);
    add_head(&page, str_of(path), configured_ignores(configured, str_of(path), false));
    add_rules(&page);
    add_values(&page);
    add_ignored(&page);
    add_accepted(&page);
    file_output_write(&program->out, buf_str(&page.out));
    return STATUS_OK;
}

static int run(struct program *program, char **argv)
{
    struct config_options chosen = {.settings = {NULL}};
    struct option_texts operands = {NULL, 0};
    struct configured configured;
    struct error err = {.is_set = false};
    if (!options_parse(&program->arena, options, argv, &chosen, &operands, &err))
        return complain(program, "%s", err.text);
    if (operands.count > 1)
        return complain(program, "config: one file at a time; `%s` is one too many", operands.at[1]);
    if (!settings_options_start(program, &chosen.settings, &configured, &err))
        return complain(program, "%s", err.text);
    return print_for(program, &configured, operands.count ? operands.at[0] : "contract.yaml");
}

const struct command command_config = {"config", "config [OPTIONS] [FILE]",
                                       "what is configured for a file, and where each value comes from", options, run};
