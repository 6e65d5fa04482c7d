/* Any data in every format: each finding stands in its excerpt, the same bytes give the same reports, its report, in a
   format that its size chooses, cannot be broken or forged, and rows of CSV end where their scan says. */
#include "report_check.h"

#include "base/csv.h"
#include "cmd/data_example.h"
#include "data/data_score.h"
#include "rules/all_rules.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static const char contract[] = "dataProduct: {name: orders, domain: sales, owner: sales-team, version: 1.0.0}\n"
                               "schema:\n"
                               "  type: object\n"
                               "  required: [id]\n"
                               "  additionalProperties: false\n"
                               "  properties:\n"
                               "    id: {type: [integer, string], minimum: 1}\n"
                               "    mail: {type: string, format: email, pii: true}\n"
                               "    at: {type: [string, 'null'], format: date-time}\n"
                               "    part: {type: object, properties: {size: {type: number}}}\n"
                               "    tags: {type: array, items: {enum: [a, b, 1]}, uniqueItems: true}\n"
                               "quality: {tests: [{unique: id}]}\n"
                               "sla: {freshness: PT15M}\n";

static void check_findings(const struct lint_result *result)
{
    size_t count = 0;
    for (const struct finding *finding = result->findings.first; finding; finding = finding->next, count++) {
        struct str message = str_of(finding->message);
        require(finding->span.start <= finding->span.end && finding->span.end <= finding->source->text.len,
                "a finding outside its excerpt", message);
        struct position at = source_position(finding->source, finding->span.start);
        require(at.line >= 1 && at.column >= 1, "no position", message);
    }
    require(count == result->findings.count, "another number of findings", STR(""));
}

/* What a scan calls whole rows are the rows that the whole text begins with. */
static void check_rows(struct arena *arena, struct str text)
{
    struct csv_scan whole = {0}, halves = {0};
    csv_scan(&whole, text, ',');
    csv_scan(&halves, str_slice(text, 0, text.len / 2), ',');
    csv_scan(&halves, text, ',');
    require(whole.end == halves.end, "rows end elsewhere in two steps", text);
    struct csv cut = {.arena = arena, .text = str_slice(text, 0, whole.end), .delimiter = ','};
    struct csv csv = {.arena = arena, .text = text, .delimiter = ','};
    while (csv_next(&cut)) {
        require(csv_next(&csv) && csv.count == cut.count, "another row", text);
        for (size_t i = 0; i < csv.count; i++)
            require(str_equal(csv.cells[i].text, cut.cells[i].text), "another cell", text);
    }
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    static const char *const names[] = {"x.jsonl", "x.json", "x.csv", "x.yaml"};
    const struct report_settings settings = {.rules = &all_rules, .fail_on = SEVERITY_WARNING, .noun = "file"};
    size_t formats = 0;
    while (report_formats[formats])
        formats++;
    const struct report_format *format = report_formats[size % formats];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct arena arena;
        arena_init(&arena, NULL);
        struct str bytes = {str_c(&arena, (struct str){(const char *)data, size}), size};
        struct data_example example = {settings_default(&arena, &all_rules), STR(contract), str_of(names[i]), bytes};
        const struct lint_result *result = data_example_check(&arena, &example);
        require(result != NULL, "not read", bytes);
        check_findings(result);
        struct str output = report_text(&arena, format, &settings, result);
        check_report(format, output);
        require(str_equal(output, report_text(&arena, format, &settings, data_example_check(&arena, &example))),
                "another report the second time", output);
        if (i == 0)
            check_rows(&arena, bytes);
        arena_free(&arena);
    }
    return 0;
}
