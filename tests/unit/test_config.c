#include "scratch.h"

#include "base/buf.h"
#include "check/config.h"
#include "project/configured.h"
#include "rules/all_rules.h"

/* Rules. */

static const struct rule naming_field = {.id = "naming-field", .severity = SEVERITY_INFO};
static const struct rule naming_product = {.id = "naming-product", .severity = SEVERITY_ERROR};
static const struct rule sla_freshness_duration = {.id = "sla-freshness-duration", .severity = SEVERITY_ERROR};
static const struct rule sla_missing = {.id = "sla-missing", .severity = SEVERITY_INFO};
static const struct rule terms_usage_missing = {.id = "terms-usage-missing", .severity = SEVERITY_OFF};
static const struct rule *const all[] = {&naming_field, &naming_product, &sla_freshness_duration, &sla_missing,
                                         &terms_usage_missing};
static const struct rule_set rules = {all, sizeof all / sizeof *all};

static const struct pack packs[] = {
    {"strict", "extends: [recommended]\nrules: {sla-missing: warning, terms-usage-missing: info}\n"},
    {NULL, NULL},
};

/* Helpers. */

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static struct config_store *store_new(struct scratch *scratch)
{
    struct config_request request = {&rules, packs, str_of(scratch->path)};
    return config_store_new(&scratch->arena, &request);
}

static struct str absolute(struct scratch *scratch, const char *path)
{
    return str_of(text_print(&scratch->arena, "%s/%s", scratch->path, path));
}

/* What c.yaml comes to for a file. */
static const struct config_effective *for_file(struct scratch *scratch, struct config_store *store, const char *path)
{
    return config_for_file(store, absolute(scratch, "c.yaml"), absolute(scratch, path));
}

static const struct config_effective *load(struct scratch *scratch, const char *text)
{
    write_file("c.yaml", text);
    return for_file(scratch, store_new(scratch), "contract.yaml");
}

/* The severities as one letter each, in the order of the rules. */
static const char *letters(struct scratch *scratch, const struct config_effective *effective)
{
    struct buf buf = {.arena = &scratch->arena};
    for (size_t i = 0; i < rules.count; i++)
        buf_add_char(&buf, "-IWE"[effective->settings.severities[i]]);
    return buf_c(&buf);
}

static void assert_letters(struct scratch *scratch, const struct config_effective *effective, const char *wanted)
{
    assert_non_null(effective);
    assert_string_equal(letters(scratch, effective), wanted);
}

/* All mistakes of a text as lines without the file's name. */
static void assert_mistakes(struct scratch *scratch, const char *text, const char *wanted)
{
    struct config_store *store = store_new(scratch);
    write_file("c.yaml", text);
    struct buf lines = {.arena = &scratch->arena};
    assert_null(for_file(scratch, store, "contract.yaml"));
    assert_null(for_file(scratch, store, "other.yaml")); /* and tells nothing twice */
    for (const struct config_line *line = config_mistakes(store); line; line = line->next) {
        assert_memory_equal(line->text, "c.yaml:", 7);
        buf_print(&lines, "%s\n", line->text + 7);
    }
    assert_string_equal(buf_c(&lines), wanted);
}

/* Severities. */

static void without_a_file_the_recommended_pack_holds(void **state)
{
    const struct config_effective *effective = config_for_file(store_new(*state), STR(""), STR("/contract.yaml"));
    assert_letters(*state, effective, "IEEI-");
    assert_string_equal(config_origin_text(&((struct scratch *)*state)->arena, effective->rules[0]), "recommended");
    assert_int_equal(effective->settings.limits.depth, 64);
    assert_int_equal(config_file_name(effective).len, 0);
}

static void an_empty_file_is_as_none(void **state)
{
    assert_letters(*state, load(*state, ""), "IEEI-");
    assert_letters(*state, load(*state, "# nothing\n"), "IEEI-");
    assert_letters(*state, load(*state, "{}\n"), "IEEI-");
}

static void rules_are_stronger_than_packs(void **state)
{
    assert_letters(*state, load(*state, "rules: {naming-product: off, sla-missing: error}"), "I-EE-");
    assert_letters(*state, load(*state, "extends: [strict]\nrules: {sla-missing: off}"), "IEE-I");
    assert_letters(*state, load(*state, "extends: []"), "-----");
    assert_letters(*state, load(*state, "extends: []\nrules: {naming-field: warning}"), "W----");
}

static void a_common_base_undoes_nothing(void **state)
{
    write_file("a.yaml", "rules: {naming-product: off}");
    write_file("b.yaml", "rules: {naming-field: error}");
    assert_letters(*state, load(*state, "extends: [./a.yaml, b.yaml]"), "E-EI-");
}

static void later_packs_are_stronger(void **state)
{
    write_file("a.yaml", "rules: {naming-product: off}");
    write_file("b.yaml", "rules: {naming-product: info}");
    assert_letters(*state, load(*state, "extends: [./a.yaml, ./b.yaml]"), "IIEI-");
    assert_letters(*state, load(*state, "extends: [./b.yaml, ./a.yaml]"), "I-EI-");
}

static void origins_are_told(void **state)
{
    struct scratch *scratch = *state;
    const struct config_effective *effective =
        load(scratch, "extends: [strict]\nrules:\n  naming-field: error\nlimits: {depth: 8}\n");
    assert_letters(scratch, effective, "EEEWI");
    static const char *const wanted[] = {"c.yaml:3:17", "recommended", "recommended", "strict:2:22", "strict:2:52"};
    for (size_t i = 0; i < rules.count; i++)
        assert_string_equal(config_origin_text(&scratch->arena, effective->rules[i]), wanted[i]);
    for (size_t row = 0; row < config_value_count(); row++)
        assert_string_equal(config_origin_text(&scratch->arena, effective->values[row]),
                            str_is(str_of(config_values[row].key), "depth") ? "c.yaml:4:17" : "built in");
    const char *const *bases = config_bases(effective, &scratch->arena);
    assert_string_equal(bases[0], "recommended");
    assert_string_equal(bases[1], "strict");
    assert_null(bases[2]);
}

static void overrides_hold_for_their_files(void **state)
{
    write_file("c.yaml",
               "overrides:\n"
               "  - {files: ['legacy/**'], rules: {naming-product: off}, options: {naming: {field: snake_case}}}\n"
               "  - {files: ['*.old.yaml', '!keep.old.yaml'], rules: {naming-product: warning}}\n");
    struct config_store *store = store_new(*state);
    const struct config_effective *plain = for_file(*state, store, "a.yaml");
    assert_letters(*state, plain, "IEEI-");
    assert_int_equal(plain->settings.options.naming.field_style, NAME_STYLE_NONE);
    const struct config_effective *legacy = for_file(*state, store, "legacy/x/a.yaml");
    assert_letters(*state, legacy, "I-EI-");
    assert_int_equal(legacy->settings.options.naming.field_style, NAME_STYLE_SNAKE);
    assert_letters(*state, for_file(*state, store, "legacy/a.old.yaml"), "IWEI-");
    assert_letters(*state, for_file(*state, store, "keep.old.yaml"), "IEEI-");
    assert_ptr_equal(for_file(*state, store, "legacy/b.yaml"), legacy);
    assert_ptr_equal(config_for_file(store, absolute(*state, "c.yaml"), STR("/outside.yaml")), plain);
}

/* The command line. */

static void choose(struct config_store *store, enum config_choice choice, const char *text)
{
    struct error err = {0};
    assert_true(config_choose(store, choice, text, &err));
}

static void the_command_line_is_strongest(void **state)
{
    static const struct {
        const char *only, *enable, *disable, *severity, *wanted;
    } rows[] = {
        {"naming-*", NULL, NULL, NULL, "I----"},
        {"terms-usage-missing", NULL, NULL, NULL, "----W"},
        {NULL, "naming-product", NULL, NULL, "IEEI-"},
        {NULL, "terms-*", NULL, NULL, "I-EIW"},
        {NULL, NULL, "sla-*", NULL, "I----"},
        {NULL, NULL, NULL, "naming-product=info", "IIEI-"},
        {"naming-*", "sla-missing", "naming-field", "naming-product=warning", "-W-I-"},
    };
    write_file("c.yaml", "rules: {naming-product: off}");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct config_store *store = store_new(*state);
        const char *const texts[] = {rows[i].only, rows[i].enable, rows[i].disable, rows[i].severity};
        for (int kind = CONFIG_SEVERITY; kind >= CONFIG_ONLY; kind--)
            if (texts[kind])
                choose(store, (enum config_choice)kind, texts[kind]);
        const struct config_effective *effective = for_file(*state, store, "a.yaml");
        assert_non_null(effective);
        if (strcmp(letters(*state, effective), rows[i].wanted) != 0)
            fail_msg("row %zu: %s, not %s", i, letters(*state, effective), rows[i].wanted);
    }
}

static void wrong_choices_are_answered(void **state)
{
    static const struct {
        enum config_choice choice;
        const char *text, *wanted;
    } rows[] = {
        {CONFIG_ONLY, "naming-produkt", "unknown rule `naming-produkt`; did you mean `naming-product`?"},
        {CONFIG_ENABLE, "namin-*", "unknown rule `namin-*`; did you mean `naming-*`?"},
        {CONFIG_DISABLE, "*", "unknown rule `*`; `contractlint rules` lists them"},
        {CONFIG_DISABLE, "", "unknown rule ``; `contractlint rules` lists them"},
        {CONFIG_SEVERITY, "naming-product", "`naming-product` is no ID=LEVEL; levels are off, info, warning and error"},
        {CONFIG_SEVERITY, "naming-product=high",
         "`naming-product=high` is no ID=LEVEL; levels are off, info, warning and error"},
    };
    struct config_store *store = store_new(*state);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct error err = {0};
        assert_false(config_choose(store, rows[i].choice, rows[i].text, &err));
        assert_string_equal(err.text, rows[i].wanted);
    }
}

/* Values. */

static void values_are_read(void **state)
{
    const struct config_effective *effective =
        load(*state, "options:\n"
                     "  naming: {product: '^dp-[a-z]+$', field: '^[a-z_]+$'}\n"
                     "  metadata: {required: [owner, lineage]}\n"
                     "  sla: {max-freshness: PT24H, min-availability: 99.5, min-quality-score: 95%}\n"
                     "  access: {classifications: [open, closed]}\n"
                     "  port: {topic: 'dp.<domain>.<name>'}\n"
                     "limits: {file-size: 9MiB, depth: 10, nodes: 20, aliases: 30, run: 40}\n");
    assert_non_null(effective);
    const struct options *options = &effective->settings.options;
    assert_string_equal(options->naming.product.text, "^dp-[a-z]+$");
    assert_non_null(options->naming.product.pattern);
    assert_int_equal(options->naming.field_style, NAME_STYLE_PATTERN);
    assert_non_null(options->naming.field.pattern);
    assert_string_equal(options->metadata_required[1], "lineage");
    assert_null(options->metadata_required[2]);
    struct scratch *scratch = *state;
    struct number day = duration_seconds(&scratch->arena, options->sla_max_freshness.value);
    assert_int_equal(number_compare(day, number_of(&scratch->arena, 86400)), 0);
    assert_true(str_is(number_print(&scratch->arena, options->sla_min_availability.value), "99.5"));
    assert_true(str_is(number_print(&scratch->arena, options->sla_min_quality_score.value), "0.95"));
    assert_string_equal(options->access_classifications[0], "open");
    assert_null(options->access_classifications[2]);
    assert_string_equal(options->port_topic, "dp.<domain>.<name>");
    const struct limits *limits = &effective->settings.limits;
    assert_int_equal(limits->file_size, 9 * 1024 * 1024);
    assert_int_equal(limits->depth, 10);
    assert_int_equal(limits->nodes, 20);
    assert_int_equal(limits->aliases, 30);
    assert_int_equal(limits->run, 40);
}

static void values_print_as_they_read(void **state)
{
    static const char text[] = "{options: {access: {classifications: [a, \"b c\"]}, metadata: {required: [owner]}, "
                               "naming: {field: PascalCase, product: \"^\\\"[a-z]\\\\d$\"}, "
                               "quality: {min-accuracy: 0.95}, sla: {max-freshness: P1D, min-availability: 99.9%}}, "
                               "limits: {depth: 8, file-size: 512KiB}}";
    const struct config_effective *effective = load(*state, text);
    assert_non_null(effective);
    struct buf buf = {.arena = &((struct scratch *)*state)->arena};
    for (size_t row = 0; row < config_value_count(); row++) {
        if (!effective->values[row].source)
            continue;
        buf_print(&buf, "%s: ", config_values[row].key);
        config_value_print(&config_values[row], &effective->settings, &buf);
        buf_add_c(&buf, "\n");
    }
    assert_string_equal(buf_c(&buf), "classifications: [a, \"b c\"]\nrequired: [owner]\nfield: PascalCase\n"
                                     "product: \"^\\\"[a-z]\\\\d$\"\nmin-accuracy: 0.95\nmax-freshness: P1D\n"
                                     "min-availability: 99.9%\ndepth: 8\nfile-size: 512KiB\n");
}

static void sizes_are_exact(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint64_t bytes; /* 0: refused */
    } rows[] = {
        {"1", 1},
        {"1024", 1024},
        {"8MiB", 8388608},
        {"1GiB", 1073741824},
        {"1025MiB", 0},
        {"2GiB", 0},
        {"0", 0},
        {"08", 0},
        {"0KiB", 0},
        {"KiB", 0},
        {"", 0},
        {"8 MiB", 0},
        {"8mib", 0},
        {"8MB", 0},
        {"-8MiB", 0},
        {"+8", 0},
        {"8.5MiB", 0},
        {"8MiBB", 0},
        {"17179869185GiB", 0},
        {"18446744073709551617", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint64_t bytes = 0;
        bool is_size = config_size_read(str_of(rows[i].text), 1024 * 1024 * 1024, &bytes);
        if (is_size != (rows[i].bytes != 0) || (is_size && bytes != rows[i].bytes))
            fail_msg("`%s` is read as %d, %llu", rows[i].text, is_size, (unsigned long long)bytes);
    }
}

static void the_table_is_in_order(void **state)
{
    (void)state;
    for (size_t row = 1; row < config_value_count(); row++) {
        const struct config_value *a = &config_values[row - 1], *b = &config_values[row];
        assert_true(a->family || !b->family);
        int order = a->family && b->family ? strcmp(a->family, b->family) : a->family ? -1 : 0;
        assert_true(order < 0 || (order == 0 && strcmp(a->key, b->key) < 0));
    }
}

/* The option with that name, "sla.max-freshness", with a value that its rule says is the default. */
static bool can_be_configured(struct scratch *scratch, const struct rule_option *option)
{
    struct str name = str_of(option->key);
    size_t dot = str_index(name, '.');
    const char *text = text_print(&scratch->arena, "options: {%.*s: {%s: %s}}", (int)dot, name.at, name.at + dot + 1,
                                  option->value ? option->value : "null");
    const struct config_value *value = config_values;
    while (value->key && !(value->family && str_is(str_slice(name, 0, dot), value->family) &&
                           strcmp(value->key, name.at + dot + 1) == 0))
        value++;
    return value->key && (!option->value || load(scratch, text));
}

static void every_option_of_a_rule_can_be_configured(void **state)
{
    for (size_t i = 0; i < all_rules.count; i++)
        for (const struct rule_option *option = all_rules.rules[i]->options; option && option->key; option++)
            if (!can_be_configured(*state, option))
                fail_msg("%s: options.%s, default %s", all_rules.rules[i]->id, option->key, option->value);
}

/* Mistakes. */

static void all_mistakes_are_told(void **state)
{
    assert_mistakes(
        *state,
        "rules:\n"
        "  naming-produkt: off\n"
        "  naming-field: eror\n"
        "options:\n"
        "  naming: {product: 'a(b'}\n"
        "  sla: {max-freshness: 1 hour}\n",
        "2:3: unknown rule: `naming-produkt`; did you mean `naming-product`?\n"
        "3:17: `eror` is no severity; did you mean `error`? write `off`, `info`, `warning` or `error`\n"
        "5:23: `product`: `a(b` is no pattern: group is not closed\n"
        "6:24: `max-freshness`: `1 hour` is no ISO 8601 duration: the P at the start is missing; write `PT1H`\n");
}

static void what_is_not_built_is_said(void **state)
{
    assert_mistakes(*state, "catalog: {complete: true}\ncustom: []\nlocked: [naming-product]\n",
                    "1:1: `catalog` is not built yet; take it out\n"
                    "2:1: `custom` is not built yet; take it out\n"
                    "3:1: `locked` is not built yet; take it out\n");
}

static void anchors_are_refused(void **state)
{
    assert_mistakes(*state, "ignore: &a [x]\nlocked: *a\n",
                    "1:9: anchors and aliases have no place in a configuration\n"
                    "2:1: `locked` is not built yet; take it out\n");
}

static void absent_values_are_told(void **state)
{
    assert_mistakes(*state, "rules:\nlimits: {depth: ''}\nignore: [' ']\n",
                    "1:1: `rules` has no value; write one or take the key out\n"
                    "2:17: the text is blank\n"
                    "3:10: the text is blank\n");
}

static void nul_characters_are_told(void **state)
{
    assert_mistakes(*state, "ignore: [\"a\\0b\"]\n", "1:10: the text holds a NUL character\n");
}

static void many_mistakes_are_cut(void **state)
{
    struct scratch *scratch = *state;
    struct buf text = {.arena = &scratch->arena};
    buf_add_c(&text, "ignore:\n");
    for (int i = 0; i < 150; i++)
        buf_add_c(&text, "- ''\n");
    struct config_store *store = store_new(scratch);
    write_file("c.yaml", buf_c(&text));
    assert_null(for_file(*state, store, "a.yaml"));
    size_t count = 0;
    const char *last = NULL;
    for (const struct config_line *line = config_mistakes(store); line; line = line->next, count++)
        last = line->text;
    assert_int_equal(count, 101);
    assert_string_equal(last, "c.yaml: 50 more mistakes");
}

static void no_line_can_be_taken_for_a_command(void **state)
{
    assert_mistakes(*state, "rules: {\"\\n::error::x ##[error]\": off}\n",
                    "1:9: unknown rule: `\\u{a}::error::x ##\\u{5b}error]`; `contractlint rules` lists them\n");
}

/* `extends` */

static void wrong_bases_are_told(void **state)
{
    write_file("bad.yaml", "ruled: {}\nrules: {x: off}\n");
    assert_mistakes(*state, "extends: [strickt, /etc/x.yaml, 'https://x/y.yaml', ./no.yaml, ../passwd, zzz]\n",
                    "1:11: unknown pack: `strickt`; did you mean `strict`?\n"
                    "1:20: `/etc/x.yaml`: a pack of your own is named by a path relative to this file\n"
                    "1:33: `https://x/y.yaml`: nothing is fetched from a network; name a file by its relative path\n"
                    "1:53: cannot read no.yaml: No such file or directory\n"
                    "1:64: `../passwd`: a pack of your own is a file that ends in .yaml\n"
                    "1:75: unknown pack: `zzz`; a pack of your own is named by its path, such as ./base.yaml\n");
}

static void a_cycle_is_told_once(void **state)
{
    write_file("b.yaml", "extends: [./d.yaml]");
    write_file("d.yaml", "extends: [./c.yaml]");
    write_file("c.yaml", "extends: [./b.yaml]");
    struct config_store *store = store_new(*state);
    assert_null(for_file(*state, store, "a.yaml"));
    const struct config_line *line = config_mistakes(store);
    assert_string_equal(line->text, "d.yaml:1:11: a cycle: c.yaml extends b.yaml, which extends d.yaml, which extends "
                                    "c.yaml");
    assert_null(line->next);
}

static void a_long_chain_is_refused(void **state)
{
    struct scratch *scratch = *state;
    for (int i = 0; i < 40; i++)
        write_file(text_print(&scratch->arena, "c%d.yaml", i),
                   text_print(&scratch->arena, "extends: [./c%d.yaml]", i + 1));
    struct config_store *store = store_new(scratch);
    assert_null(config_for_file(store, absolute(scratch, "c0.yaml"), absolute(scratch, "a.yaml")));
    const struct config_line *line = config_mistakes(store);
    assert_string_equal(line->text, "c31.yaml:1:11: `./c32.yaml`: packs extend each other more than 32 deep");
    assert_null(line->next);
}

static bool ignores(struct scratch *scratch, struct config_store *store, const char *path, bool is_folder)
{
    return config_ignores(store, absolute(scratch, "c.yaml"), absolute(scratch, path), is_folder);
}

static void paths_are_relative_to_the_file_that_holds_them(void **state)
{
    assert_int_equal(mkdir("gov", 0777), 0);
    write_file("gov/base.yaml", "extends: [./more/../deep.yaml]\nignore: [drafts/]\n");
    write_file("gov/deep.yaml", "rules: {naming-product: off}");
    write_file("c.yaml", "extends: [gov/base.yaml]\nignore: ['*.tmp.yaml']\n");
    struct config_store *store = store_new(*state);
    assert_letters(*state, for_file(*state, store, "a.yaml"), "I-EI-");
    assert_true(ignores(*state, store, "gov/drafts", true));
    assert_true(ignores(*state, store, "gov/drafts/a.yaml", false));
    assert_false(ignores(*state, store, "drafts/a.yaml", false));
    assert_true(ignores(*state, store, "x/y.tmp.yaml", false));
    assert_false(ignores(*state, store, "x/y.yaml", false));
}

/* With the search. */

static void configured_start(struct scratch *scratch, struct configured *configured, const char *file, bool is_off)
{
    struct configured_request request = {&rules, packs, NULL, file, is_off};
    configured_init(configured, &scratch->arena, &request);
}

static void the_nearest_file_counts_alone(void **state)
{
    struct configured configured;
    assert_int_equal(mkdir("a", 0777), 0);
    assert_int_equal(mkdir("a/b", 0777), 0);
    write_file(".contractlint.yaml", "rules: {naming-product: off}\nignore: [drafts]");
    write_file("a/b/.contractlint.yaml", "rules: {naming-field: off}");
    configured_start(*state, &configured, NULL, false);
    assert_letters(*state, configured_for(&configured, STR("a/x.yaml")), "I-EI-");
    assert_letters(*state, configured_for(&configured, STR("a/b/c/x.yaml")), "-EEI-");
    assert_letters(*state, configured_for(&configured, STR("a/b/../x.yaml")), "I-EI-");
    assert_true(str_is(config_file_name(configured_for(&configured, STR("a/b/x.yaml"))), "a/b/.contractlint.yaml"));
    assert_true(configured_ignores(&configured, STR("a/drafts"), true));
    assert_true(configured_ignores(&configured, STR("./drafts/x.yaml"), false));
    assert_false(configured_ignores(&configured, STR("a/b/drafts"), true));
}

static void a_given_file_holds_everywhere(void **state)
{
    struct configured configured;
    assert_int_equal(mkdir("a", 0777), 0);
    write_file(".contractlint.yaml", "rules: {naming-product: off}");
    write_file("a/other.yaml", "overrides: [{files: ['x.yaml'], rules: {naming-field: off}}]");
    configured_start(*state, &configured, "./a/other.yaml", false);
    assert_letters(*state, configured_for(&configured, STR("a/x.yaml")), "-EEI-");
    assert_letters(*state, configured_for(&configured, STR("b.yaml")), "IEEI-");
    configured_start(*state, &configured, NULL, true);
    assert_letters(*state, configured_for(&configured, STR("a.yaml")), "IEEI-");
}

static void what_was_read_is_known(void **state)
{
    struct config_store *store = store_new(*state);
    struct file_stamp config, base, other;
    write_file("c.yaml", "extends: [./base.yaml]");
    write_file("base.yaml", "");
    write_file("other.yaml", "");
    assert_int_equal(symlink("base.yaml", "link.yaml"), 0);
    assert_true(file_stamp_read("c.yaml", &config) && file_stamp_read("link.yaml", &base) &&
                file_stamp_read("other.yaml", &other));
    assert_false(config_has_read(store, &config));
    assert_non_null(for_file(*state, store, "a.yaml"));
    assert_true(config_has_read(store, &config));
    assert_true(config_has_read(store, &base));
    assert_false(config_has_read(store, &other));
}

static void a_file_that_cannot_be_read_is_told(void **state)
{
    struct configured configured;
    assert_int_equal(symlink("nowhere", ".contractlint.yaml"), 0);
    configured_start(*state, &configured, NULL, false);
    assert_null(configured_for(&configured, STR("a.yaml")));
    assert_false(configured_ignores(&configured, STR("a.yaml"), false));
    const struct config_line *line = config_mistakes(configured.store);
    assert_string_equal(line->text, "cannot read .contractlint.yaml: No such file or directory");
    assert_null(line->next);
}

#define IN_SCRATCH(test) cmocka_unit_test_setup_teardown(test, scratch_setup, scratch_teardown)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        IN_SCRATCH(without_a_file_the_recommended_pack_holds),
        IN_SCRATCH(an_empty_file_is_as_none),
        IN_SCRATCH(rules_are_stronger_than_packs),
        IN_SCRATCH(a_common_base_undoes_nothing),
        IN_SCRATCH(later_packs_are_stronger),
        IN_SCRATCH(origins_are_told),
        IN_SCRATCH(overrides_hold_for_their_files),
        IN_SCRATCH(the_command_line_is_strongest),
        IN_SCRATCH(wrong_choices_are_answered),
        IN_SCRATCH(values_are_read),
        IN_SCRATCH(values_print_as_they_read),
        cmocka_unit_test(sizes_are_exact),
        cmocka_unit_test(the_table_is_in_order),
        IN_SCRATCH(every_option_of_a_rule_can_be_configured),
        IN_SCRATCH(all_mistakes_are_told),
        IN_SCRATCH(what_is_not_built_is_said),
        IN_SCRATCH(anchors_are_refused),
        IN_SCRATCH(absent_values_are_told),
        IN_SCRATCH(nul_characters_are_told),
        IN_SCRATCH(many_mistakes_are_cut),
        IN_SCRATCH(no_line_can_be_taken_for_a_command),
        IN_SCRATCH(wrong_bases_are_told),
        IN_SCRATCH(a_cycle_is_told_once),
        IN_SCRATCH(a_long_chain_is_refused),
        IN_SCRATCH(paths_are_relative_to_the_file_that_holds_them),
        IN_SCRATCH(the_nearest_file_counts_alone),
        IN_SCRATCH(a_given_file_holds_everywhere),
        IN_SCRATCH(what_was_read_is_known),
        IN_SCRATCH(a_file_that_cannot_be_read_is_told),
    };
    return cmocka_run_group_tests_name("config", tests, NULL, NULL);
}
