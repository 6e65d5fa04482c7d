/* Any data in every format, below a contract and a line of =====, or under one that is always the same: each finding
   stands in its excerpt, or in the contract, shares are shares, the same bytes give the same reports, the report, in a
   format that the size chooses, cannot be broken or forged, and rows of CSV end where their scan says. */
#include "report_check.h"

#include "base/csv.h"
#include "cmd/data_example.h"
#include "data/data_outcome.h"
#include "rules/all_rules.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static const char separator[] = "=====\n";

static const char usual_contract[] =
    "dataProduct: {name: orders, domain: sales, owner: sales-team, version: 1.0.0}\n"
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
    "quality:\n"
    "  tests:\n"
    "    - unique: id\n"
    "    - unique: [mail, part.size]\n"
    "    - {type: null-check, columns: [mail], threshold: 0.5}\n"
    "    - accepted_values: {field: at, values: [a, 2026-01-01]}\n"
    "    - accepted_range: {field: part.size, min_value: 0, max_value: 100}\n"
    "    - accepted_range: {field: at, min_value: 2026-01-01}\n"
    "    - row_count: {min: 1, max: 10}\n"
    "    - freshness: < 24h\n"
    "  thresholds: {completeness: 0.99, validity: 50%, uniqueness: 0.9, freshness: PT1H}\n"
    "sla: {freshness: PT15M}\n";

/* What there is to say of an input, and of all its records. */
struct said {
    struct lint_result files[2];
    size_t count;
    struct report_summary summary;
};

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

static void check_share(struct data_share share)
{
    require(share.millionths <= MILLION, "more than all", STR(""));
}

static void check_quality(const struct data_quality *quality)
{
    uint64_t outcomes = 0;
    check_share(quality->score);
    for (size_t i = 0; i < DATA_DIMENSIONS; i++)
        check_share(quality->dimensions[i].value);
    for (size_t i = 0; i < quality->field_count; i++) {
        const struct data_field_quality *field = &quality->fields[i];
        check_share(field->completeness);
        check_share(field->validity);
        require(field->present <= field->records && field->invalid <= field->present, "more than there are",
                field->field->path);
    }
    for (size_t i = 0; i < OUTCOME_STATES; i++)
        outcomes += quality->outcome_counts[i];
    require(outcomes >= quality->outcome_count, "a check without an outcome", STR(""));
}

/* False when the contract has no schema. */
static bool check(struct arena *arena, const struct data_example *example, struct said *said)
{
    const struct data_measures *measures;
    const int64_t now = INT64_C(1790000000); /* in 2026 */
    const struct lint_result *records = data_example_check(arena, example, &measures);
    if (!records)
        return false;
    const struct data_quality *quality = data_quality_make(arena, measures, now);
    const struct lint_result *all =
        data_outcomes_report(arena, &all_rules, example->settings, measures->schema, quality);
    *said = (struct said){{*records}, 1, {.files = 1, .files_with_findings = 1, .errors = 1, .quality = quality}};
    if (all)
        said->files[said->count++] = *all;
    return true;
}

static struct str report_of(struct arena *arena, const struct report_format *format, const struct said *said)
{
    const struct report_settings settings = {.rules = &all_rules, .fail_on = SEVERITY_WARNING, .noun = "file"};
    return report_text_of(arena, format, &settings, said->files, said->count, &said->summary);
}

static void check_twice(struct arena *arena, const struct data_example *example, const struct report_format *format)
{
    struct said said, again;
    bool is_read = check(arena, example, &said);
    require(is_read || example->contract.at != usual_contract, "not read", example->bytes);
    if (!is_read)
        return;
    for (size_t i = 0; i < said.count; i++)
        check_findings(&said.files[i]);
    check_quality(said.summary.quality);
    struct str output = report_of(arena, format, &said);
    check_report(format, output);
    require(check(arena, example, &again) && str_equal(output, report_of(arena, format, &again)),
            "another report the second time", output);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    static const char *const names[] = {"x.jsonl", "x.json", "x.csv", "x.yaml"};
    size_t formats = 0;
    while (report_formats[formats])
        formats++;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct arena arena;
        arena_init(&arena, NULL);
        struct str all = {str_c(&arena, (struct str){(const char *)data, size}), size}, contract = STR(usual_contract);
        const size_t at = str_find(all, str_of(separator));
        if (at < all.len) {
            contract = (struct str){str_c(&arena, str_slice(all, 0, at)), at};
            all = str_slice(all, at + sizeof separator - 1, all.len);
        }
        const struct data_example example = {settings_default(&arena, &all_rules), contract, str_of(names[i]), all};
        check_twice(&arena, &example, report_formats[size % formats]);
        if (i == 0)
            check_rows(&arena, all);
        arena_free(&arena);
    }
    return 0;
}
