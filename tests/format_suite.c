/* Runs JSON-Schema-Test-Suite's optional/format tests through the predicates of base/. Usage: format_suite FOLDER
   Fails on every difference that is not in the list of explained ones, and on a listed one that is gone. */
#include "base/address.h"
#include "base/datetime.h"
#include "base/duration.h"
#include "base/pointer.h"
#include "base/uri.h"
#include "base/uuid.h"

#include <jansson.h>

static bool is_date(struct str text)
{
    struct date date;
    return datetime_parse_date(text, &date);
}

static bool is_date_time(struct str text)
{
    struct instant instant;
    return datetime_parse(text, &instant);
}

static bool is_uri(struct str text)
{
    return uri_is_absolute(text, URI_ASCII);
}

static bool is_iri(struct str text)
{
    return uri_is_absolute(text, URI_INTERNATIONAL);
}

static bool is_uri_reference(struct str text)
{
    return uri_is_reference(text, URI_ASCII);
}

static bool is_iri_reference(struct str text)
{
    return uri_is_reference(text, URI_INTERNATIONAL);
}

static const struct {
    const char *name;
    bool (*is_valid)(struct str text);
} formats[] = {
    {"date", is_date},
    {"date-time", is_date_time},
    {"time", datetime_is_time},
    {"duration", duration_is_rfc3339},
    {"email", address_is_email},
    {"idn-email", address_is_email_international},
    {"hostname", address_is_hostname},
    {"ipv4", address_is_ipv4},
    {"ipv6", address_is_ipv6},
    {"uri", is_uri},
    {"uri-reference", is_uri_reference},
    {"iri", is_iri},
    {"iri-reference", is_iri_reference},
    {"uri-template", uri_is_template},
    {"uuid", uuid_is_valid},
    {"json-pointer", pointer_is_valid},
    {"relative-json-pointer", pointer_is_relative},
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

/* Prints a difference and returns 1, or returns 0. */
static int check(const char *format, bool (*is_valid)(struct str text), const json_t *test)
{
    const json_t *data = json_object_get(test, "data");
    if (!json_is_string(data))
        return 0;
    struct str text = {json_string_value(data), json_string_length(data)};
    bool expected = json_is_true(json_object_get(test, "valid"));
    if (strcmp(format, "hostname") == 0 && str_is_one_of(text, idna))
        expected = !expected;
    if (is_valid(text) == expected)
        return 0;
    printf("%s: %s: \"%.*s\" should%s be valid\n", format, json_string_value(json_object_get(test, "description")),
           STR_ARG(text), expected ? "" : " not");
    return 1;
}

static int run(const char *folder, const char *format, bool (*is_valid)(struct str text), int *tests)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s.json", folder, format);
    json_error_t error;
    json_t *groups = json_load_file(path, JSON_ALLOW_NUL, &error), *group, *test;
    if (!groups) {
        printf("%s: %s\n", path, error.text);
        return 1;
    }
    int failures = 0;
    size_t i, j;
    json_array_foreach(groups, i, group) json_array_foreach(json_object_get(group, "tests"), j, test)
    {
        failures += check(format, is_valid, test);
        ++*tests;
    }
    json_decref(groups);
    return failures;
}

int main(int argc, char **argv)
{
    int tests = 0, failures = argc != 2;
    for (size_t i = 0; argc == 2 && i < sizeof formats / sizeof *formats; i++)
        failures += run(argv[1], formats[i].name, formats[i].is_valid, &tests);
    printf("format suite: %d tests, %d failures\n", tests, failures);
    return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
