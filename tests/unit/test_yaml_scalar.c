#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "yaml/scalar.h"

/* YAML 1.2.2, 10.3.2. */
static void types_are_those_of_the_core_schema(void **state)
{
    static const struct {
        const char *text;
        enum scalar_type type;
    } rows[] = {
        {"", SCALAR_NULL},        {"~", SCALAR_NULL},       {"null", SCALAR_NULL},        {"Null", SCALAR_NULL},
        {"NULL", SCALAR_NULL},    {"nULL", SCALAR_STRING},  {"nil", SCALAR_STRING},       {"true", SCALAR_BOOL},
        {"True", SCALAR_BOOL},    {"TRUE", SCALAR_BOOL},    {"false", SCALAR_BOOL},       {"False", SCALAR_BOOL},
        {"FALSE", SCALAR_BOOL},   {"tRUE", SCALAR_STRING},  {"yes", SCALAR_STRING},       {"no", SCALAR_STRING},
        {"on", SCALAR_STRING},    {"0", SCALAR_INT},        {"-0", SCALAR_INT},           {"+12", SCALAR_INT},
        {"007", SCALAR_INT},      {"089", SCALAR_INT},      {"0o14", SCALAR_INT},         {"0o18", SCALAR_STRING},
        {"0x1F", SCALAR_INT},     {"0xfg", SCALAR_STRING},  {"0x", SCALAR_STRING},        {"-0x1F", SCALAR_STRING},
        {"0b101", SCALAR_STRING}, {"1_000", SCALAR_STRING}, {"1.", SCALAR_FLOAT},         {".5", SCALAR_FLOAT},
        {"-.5", SCALAR_FLOAT},    {".", SCALAR_STRING},     {"-", SCALAR_STRING},         {"+", SCALAR_STRING},
        {"1.10", SCALAR_FLOAT},   {"1e3", SCALAR_FLOAT},    {"1E+3", SCALAR_FLOAT},       {"1.5e-3", SCALAR_FLOAT},
        {"1e", SCALAR_STRING},    {"e3", SCALAR_STRING},    {".e3", SCALAR_STRING},       {"1.2.3", SCALAR_STRING},
        {".inf", SCALAR_FLOAT},   {"-.INF", SCALAR_FLOAT},  {"+.Inf", SCALAR_FLOAT},      {".nan", SCALAR_FLOAT},
        {"-.nan", SCALAR_STRING}, {"inf", SCALAR_STRING},   {"12:30:45", SCALAR_STRING},  {"2024-01-01", SCALAR_STRING},
        {"1 2", SCALAR_STRING},   {"99.9%", SCALAR_STRING}, {"falsehood", SCALAR_STRING},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (scalar_type_of(str_of(rows[i].text)) != rows[i].type)
            fail_msg("%s", rows[i].text);
}

/* yaml.org/type: bool, int, float, timestamp. */
static void what_yaml11_reads_differently_is_told(void **state)
{
    static const struct {
        const char *text, *reading;
    } rows[] = {
        {"yes", "boolean"},
        {"No", "boolean"},
        {"ON", "boolean"},
        {"off", "boolean"},
        {"y", "boolean"},
        {"N", "boolean"},
        {"yEs", NULL},
        {"true", NULL},
        {"null", NULL},
        {"", NULL},
        {"0", NULL},
        {"7", NULL},
        {"07", NULL},
        {"007", NULL},
        {"010", "octal number"},
        {"-0123", "octal number"},
        {"089", "string"},
        {"10", NULL},
        {"0o14", "string"},
        {"0x1F", "number"},
        {"0b101", "number"},
        {"0b102", NULL},
        {"1_000", "number"},
        {"1_000.5", "number"},
        {"_1", NULL},
        {"1:30", "base-60 number"},
        {"12:30:45", "base-60 number"},
        {"190:20:30.15", "base-60 number"},
        {"1:60", NULL},
        {"1:2:", NULL},
        {"1:", NULL},
        {"80:8080", NULL},
        {"1.5", NULL},
        {".5", "number"},
        {"1e3", "string"},
        {"1.5e3", "string"},
        {"1.5e+3", NULL},
        {"1e+3", "string"},
        {".inf", NULL},
        {"2024-01-01", "date"},
        {"2024-1-1", NULL},
        {"2024-01-01T10:00:00Z", "date"},
        {"2024-1-1 10:00:00", "date"},
        {"2024-01", NULL},
        {"2024-01-01x", NULL},
        {"v1.0.0", NULL},
        {"1.0.0", NULL},
        {"-", NULL},
        {"only", NULL},
        {"+", NULL},
        {"99.9%", NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *reading = scalar_yaml11_reading(str_of(rows[i].text));
        if (!rows[i].reading != !reading || (reading && strcmp(reading, rows[i].reading) != 0))
            fail_msg("%s: %s", rows[i].text, reading ? reading : "the same");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(types_are_those_of_the_core_schema),
        cmocka_unit_test(what_yaml11_reads_differently_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
