/* Any file, every rule: each finding lies inside the file, the same bytes give the same reports, and no report can be
   broken or forged. As a contract of whatever dialect, all of its model stands inside the file, too. */
#include "report_check.h"

#include "contract/document.h"
#include "rules/all_rules.h"
#include "yaml/parse.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static const struct settings *every_rule(struct arena *arena)
{
    struct settings *settings = arena_new(arena, struct settings);
    *settings = *settings_default(arena, &all_rules);
    unsigned char *severities = arena_alloc_array(arena, all_rules.count, sizeof *severities);
    memset(severities, SEVERITY_WARNING, all_rules.count);
    settings->severities = severities;
    settings->plan = rule_plan_make(arena, &all_rules, severities);
    return settings;
}

static void check_findings(const struct lint_result *result)
{
    size_t count = 0;
    const struct finding *last = NULL;
    for (const struct finding *finding = result->findings.first; finding; last = finding, finding = finding->next) {
        struct str message = str_of(finding->message);
        require(finding->span.start <= finding->span.end && finding->span.end <= result->source->text.len,
                "a finding outside the file", message);
        require(message.len > 0 && finding->document >= 1, "a finding without a message or a document", message);
        require(!last || last->document < finding->document ||
                    (last->document == finding->document && last->span.start <= finding->span.start),
                "findings out of order", message);
        count++;
    }
    require(count == result->findings.count, "another number of findings", STR(""));
}

static struct str report_of(struct arena *arena, const struct lint_request *request, const struct report_format *format)
{
    const struct report_settings settings = {.rules = &all_rules, .fail_on = SEVERITY_WARNING, .max_findings = 100};
    return report_text(arena, format, &settings, lint(arena, request));
}

static void check_inside(const struct source *source, const struct node *node)
{
    require(!node || node->span.end <= source->text.len, "a node outside the file", STR(""));
}

static void check_dataset(const struct source *source, const struct dataset *dataset)
{
    check_inside(source, dataset->at.node);
    for (const struct field_entry *entry = dataset->fields.first; entry; entry = entry->at.next) {
        const struct field *field = entry->field;
        check_inside(source, field->at.node);
        check_inside(source, field->not_null.node);
        check_inside(source, field->enumeration);
        require(field->dataset == dataset, "a field of another dataset", field->name.value);
        require(field->role != FIELD_PROPERTY || field_find(field->parent, field->name.value) != NULL,
                "a field that is not found", field->name.value);
        for (const struct keyword_use *use = field->keywords; use; use = use->next)
            check_inside(source, use->value);
    }
}

/* Reads the text as every dialect, whichever it is, with so much memory for each; 0: enough. */
static void check_models(struct arena *arena, struct str bytes, size_t memory)
{
    struct source source = source_make(arena, STR("x.yaml"), bytes);
    struct limits limits = limits_of_input(&limits_default, arena);
    const struct tree *tree = yaml_parse(arena, &source, &limits);
    for (int dialect = DIALECT_NONE + 1; dialect < DIALECT_COUNT; dialect++) {
        limits.memory = memory ? arena_size(arena) + memory : limits.memory;
        const struct document *document = document_read(arena, &source, tree, (enum dialect)dialect, &limits);
        const struct contract *contract = document->contracts.first;
        for (; contract; contract = contract->at.next)
            for (const struct dataset *dataset = contract->datasets.first; dataset; dataset = dataset->at.next)
                check_dataset(&source, dataset);
    }
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    struct arena arena;
    arena_init(&arena, NULL);
    struct str bytes = {(const char *)data, size};
    bytes.at = str_c(&arena, bytes);
    struct lint_request request = {
        .rules = &all_rules, .settings = every_rule(&arena), .name = STR("x.yaml"), .bytes = bytes, .is_named = true};
    check_findings(lint(&arena, &request));
    check_models(&arena, bytes, 0);
    check_models(&arena, bytes, 1 + size * 37 % 16384);
    for (const struct report_format *const *format = report_formats; *format; format++) {
        struct str output = report_of(&arena, &request, *format);
        check_report(*format, output);
        require(str_equal(output, report_of(&arena, &request, *format)), "another report the second time", output);
        if (str_is(STR("json"), (*format)->name))
            json_decref(check_json(output));
    }
    arena_free(&arena);
    return 0;
}
