/* A configuration: whatever the bytes are, it can be used or has mistakes that are told on clean lines; and what the
   own check lets pass libcyaml takes. */
#include "base/buf.h"
#include "base/utf8.h"
#include "check/config.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct rule naming_field = {.id = "naming-field", .severity = SEVERITY_INFO};
static const struct rule naming_product = {.id = "naming-product", .severity = SEVERITY_ERROR};
static const struct rule sla_missing = {.id = "sla-missing", .severity = SEVERITY_OFF};
static const struct rule *const all[] = {&naming_field, &naming_product, &sla_missing};
static const struct rule_set rules = {all, sizeof all / sizeof *all};
static const struct pack packs[] = {{"strict", "rules: {sla-missing: error}\n"}, {NULL, NULL}};

static void check(bool claim)
{
    if (!claim)
        abort();
}

/* What follows "FILE:LINE:COLUMN: ". */
static struct str message_of(struct str line)
{
    for (int i = 0; i < 3; i++)
        line = str_slice(line, str_index(line, ':') + 1, line.len);
    return line;
}

static void check_lines(const struct config_line *line)
{
    check(line != NULL);
    for (; line; line = line->next) {
        struct str text = str_of(line->text);
        check(!str_starts(message_of(text), " libcyaml refuses") && !str_contains(text, "##["));
        for (size_t i = 0; i < text.len;) {
            uint32_t c = 0;
            size_t len = utf8_decode(str_slice(text, i, text.len), &c);
            check(len && !utf8_is_unsafe(c));
            i += len;
        }
    }
}

static void check_effective(struct arena *arena, const struct config_effective *effective)
{
    for (size_t i = 0; i < rules.count; i++)
        check(effective->settings.severities[i] <= SEVERITY_ERROR);
    for (size_t row = 0; row < config_value_count(); row++) {
        struct buf buf = {.arena = arena};
        config_value_print(&config_values[row], &effective->settings, &buf);
        check(config_origin_text(arena, effective->values[row]) != NULL);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    arena_init(&arena, NULL);
    struct config_request request = {&rules, packs, STR("/nowhere")};
    struct config_store *store = config_store_new(&arena, &request);
    struct str text = {(const char *)data, size};
    const struct config_effective *effective = config_for_text(store, STR("config"), str_copy(&arena, text));
    if (effective)
        check_effective(&arena, effective);
    else
        check_lines(config_mistakes(store));
    check(!effective || !config_mistakes(store));
    arena_free(&arena);
    return 0;
}
