/* Runs JSON-Schema-Test-Suite's optional/format tests through schema/format.h. Usage: format_suite FOLDER
   Fails on every difference that is not in the list of explained ones, and on a listed one that is gone. */
#include "base/arena.h"
#include "schema/format.h"

#include <jansson.h>

/* The formats of 2020-12 that are checked: all but idn-hostname, which needs Unicode's tables. */
static const char *const formats[] = {
    "date",
    "date-time",
    "time",
    "duration",
    "email",
    "idn-email",
    "hostname",
    "ipv4",
    "ipv6",
    "uri",
    "uri-reference",
    "iri",
    "iri-reference",
    "uri-template",
    "uuid",
    "json-pointer",
    "relative-json-pointer",
    "regex",
};

/* Host names in their ASCII form are right by RFC 1123; these are wrong only for what Punycode and IDNA2008 (RFC 5891,
   5892) make of them, which needs Unicode's tables and is not checked. */
static const char *const idna[] = {
    "xn--X",
    "xn--07jt112bpxg.xn--9t4b11yi5a",
    "xn--hello-txk",
    "xn--hello-zed",
    "xn--hello-6bf",
    "xn--chb89f",
    "xn--07jceefgh4c",
    "xn--al-0ea",
    "xn--l-fda",
    "xn--la-0ea",
    "xn--l-gda",
    "xn--S-jib3p",
    "xn--wva3j",
    "xn--A-2hc5h",
    "xn--5db1e",
    "xn--A-2hc8h",
    "xn--5db3e",
    "xn--defabc-k64e",
    "xn--vek",
    "xn--ngb6iyr",
    "xn--11b2er09f",
    "xn--02b508i",
    "XN--aa---o47jg78q",
    NULL,
};

/* What a run has seen. */
struct tally {
    struct arena arena;
    int tests, failures;
    size_t explained; /* differences that are in the list */
};

static void check(const struct format *format, const json_t *test, struct tally *tally)
{
    const json_t *data = json_object_get(test, "data");
    if (!json_is_string(data))
        return;
    struct str text = {json_string_value(data), json_string_length(data)};
    bool expected = json_is_true(json_object_get(test, "valid"));
    tally->tests++;
    if (format_accepts(format, &tally->arena, text) == expected)
        return;
    if (strcmp(format->name, "hostname") == 0 && str_is_one_of(text, idna)) {
        tally->explained++;
        return;
    }
    tally->failures++;
    printf("%s: %s: \"%.*s\" should%s be valid\n", format->name,
           json_string_value(json_object_get(test, "description")), STR_ARG(text), expected ? "" : " not");
}

static void run(const char *folder, const struct format *format, struct tally *tally)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s.json", folder, format->name);
    json_error_t error;
    json_t *groups = json_load_file(path, JSON_ALLOW_NUL, &error);
    if (!groups) {
        printf("%s: %s\n", path, error.text);
        tally->failures++;
    }
    for (size_t i = 0; i < json_array_size(groups); i++) {
        const json_t *tests = json_object_get(json_array_get(groups, i), "tests");
        for (size_t j = 0; j < json_array_size(tests); j++)
            check(format, json_array_get(tests, j), tally);
    }
    json_decref(groups);
}

int main(int argc, char **argv)
{
    struct tally tally = {.tests = 0};
    const size_t listed = sizeof idna / sizeof *idna - 1;
    if (argc != 2)
        return EXIT_FAILURE;
    arena_init(&tally.arena, NULL);
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        run(argv[1], format_find(str_of(formats[i])), &tally);
    if (tally.explained != listed) {
        printf("%zu differences are explained, but %zu were seen\n", listed, tally.explained);
        tally.failures++;
    }
    printf("format suite: %d tests, %d failures, %zu explained\n", tally.tests, tally.failures, tally.explained);
    arena_free(&tally.arena);
    return tally.failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
