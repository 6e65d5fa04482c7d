#include "cmd/data_options.h"

#include "data/data.h"

#include <stddef.h>

#define AT(member) offsetof(struct data_options, member)

static const char *const format_words[] = {"jsonl", "json", "csv", "yaml", NULL};

static bool read_input_format(void *target, const struct option *option, const char *argument, struct error *err)
{
    struct data_options *options = target;
    size_t index;
    if (!option_choose(option, argument, format_words, &index, err))
        return false;
    options->format = (enum data_format)index;
    options->has_format = true;
    return true;
}

static bool read_dialect(void *target, const struct option *option, const char *argument, struct error *err)
{
    static const char *const words[] = {"data-product", "domains", "odcs", "dcs", "dbt", NULL};
    size_t index;
    if (!option_choose(option, argument, words, &index, err))
        return false;
    ((struct data_options *)target)->dialect = dialect_of_name(str_of(argument));
    return true;
}

const struct option data_option_table[] = {
    {"contract", 0, OPTION_TEXT, "FILE", "the contract (required)", AT(contract)},
    {"dataset", 0, OPTION_TEXT, "NAME", "which dataset of the contract, when it has several", AT(dataset)},
    {"input-format", 0, OPTION_CALL, "jsonl|json|csv|yaml", "how the data is read (default: by the file's name)", 0,
     read_input_format},
    {"delimiter", 0, OPTION_TEXT, "CHARACTER", "between the cells of CSV (default `,`; of .tsv a tab)", AT(delimiter)},
    {"timestamp", 0, OPTION_TEXT, "FIELD", "the field that tells how fresh a record is", AT(timestamp)},
    {"no-format-assertion", 0, OPTION_FLAG, NULL, "read `format` as an annotation", AT(no_format_assertion)},
    {"dialect", 0, OPTION_CALL, "data-product|domains|odcs|dcs|dbt", "read the contract as this dialect", 0,
     read_dialect},
    REPORT_FORMAT_ROW(struct data_options, report),
    REPORT_OPTION_ROWS(struct data_options, report, "findings shown per rule and file (default 100)"),
    SETTINGS_OPTION_ROWS(struct data_options, settings),
    {NULL},
};

static bool check_delimiter(const char *delimiter, struct error *err)
{
    if (!delimiter || strcmp(delimiter, "\\t") == 0)
        return true;
    bool is_good =
        strlen(delimiter) == 1 && *delimiter > 0 && *delimiter != '"' && *delimiter != '\n' && *delimiter != '\r';
    return is_good || error_set(err, "--delimiter: `%s` is no single ASCII character that can part cells", delimiter);
}

bool data_options_parse(struct program *program, char **argv, struct data_options *options, struct error *err)
{
    size_t inputs = 0;
    *options = (struct data_options){.contract = NULL};
    report_options_init(&options->report, DATA_FINDINGS_DEFAULT);
    if (!options_parse(&program->arena, data_option_table, argv, options, &options->paths, err) ||
        !check_delimiter(options->delimiter, err))
        return false;
    for (size_t i = 0; i < options->paths.count; i++)
        inputs += strcmp(options->paths.at[i], "-") == 0;
    if (!options->contract)
        return error_set(err, "data: name the contract with --contract FILE");
    if (!options->paths.count)
        return error_set(err, "data: name the data, or `-` for standard input");
    return inputs < 2 || error_set(err, "standard input can be read once");
}

static bool format_of_name(struct str path, enum data_format *format)
{
    static const struct {
        const char *end;
        enum data_format format;
    } ends[] = {{".jsonl", DATA_JSONL}, {".ndjson", DATA_JSONL}, {".json", DATA_JSON}, {".csv", DATA_CSV},
                {".tsv", DATA_CSV},     {".yaml", DATA_YAML},    {".yml", DATA_YAML}};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (str_ends(path, ends[i].end)) {
            *format = ends[i].format;
            return true;
        }
    return false;
}

static const char *compressed_with(struct str path)
{
    static const char *const words[][2] = {{".gz", "zcat"}, {".bz2", "bzcat"}, {".xz", "xzcat"}, {".zst", "zstdcat"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_ends(path, words[i][0]))
            return words[i][1];
    return NULL;
}

/* What nothing here reads, by its name; NULL: something may. */
static const char *foreign_format(struct str path)
{
    static const char *const words[][2] = {
        {".parquet", "Parquet"}, {".avro", "Avro"}, {".orc", "ORC"}, {".xlsx", "Excel"}, {".xls", "Excel"}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_ends(path, words[i][0]))
            return words[i][1];
    return NULL;
}

bool data_options_format(const struct data_options *options, const char *path, enum data_format *format,
                         char *delimiter, struct error *err)
{
    struct str name = str_of(path);
    *delimiter = str_ends(name, ".tsv") ? '\t' : ',';
    if (options->delimiter)
        *delimiter = options->delimiter[0] == '\\' && options->delimiter[1] ? '\t' : options->delimiter[0];
    *format = options->format;
    if (compressed_with(name) && !options->has_format)
        return error_set(err, "%s is compressed: %s %s | contractlint data … --input-format FORMAT -", path,
                         compressed_with(name), path);
    if (options->has_format || format_of_name(name, format))
        return true;
    if (foreign_format(name))
        return error_set(err, "%s: %s is not read; export JSON Lines or CSV", path, foreign_format(name));
    return error_set(err, "%s: say with --input-format how it is read: jsonl, json, csv or yaml",
                     strcmp(path, "-") == 0 ? "standard input" : path);
}
