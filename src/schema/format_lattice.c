#include "schema/format_lattice.h"

/* The formats that something is known about, those that are checked first. */
enum {
    DATE,
    DATE_TIME,
    DURATION,
    EMAIL,
    HOSTNAME,
    IDN_EMAIL,
    IDN_HOSTNAME,
    IPV4,
    IPV6,
    IRI,
    IRI_REFERENCE,
    JSON_POINTER,
    REGEX,
    RELATIVE_JSON_POINTER,
    TIME,
    URI,
    URI_REFERENCE,
    URI_TEMPLATE,
    UUID
};

#define BIT(format) (1u << (format))
#define SAMPLES(...)                                                                                                   \
    (const char *const[])                                                                                              \
    {                                                                                                                  \
        __VA_ARGS__, NULL                                                                                              \
    }

#define YEAR_MONTH_DAY "\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])"
#define HOUR_MINUTE    "([01]\\d|2[0-3]):[0-5]\\d"
#define FULL_TIME      HOUR_MINUTE ":([0-5]\\d|60)(\\.\\d+)?([Zz]|[+-]" HOUR_MINUTE ")"
#define DURATION_DATE  "(\\d+Y(\\d+M(\\d+D)?)?|\\d+M(\\d+D)?|\\d+D)"
#define DURATION_TIME  "T(\\d+H(\\d+M(\\d+S)?)?|\\d+M(\\d+S)?|\\d+S)"
#define LABEL          "[0-9A-Za-z]([0-9A-Za-z-]{0,61}[0-9A-Za-z])?"
#define OCTET          "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)"
#define POINTER        "(/([^/~]|~[01])*)*"
#define SCHEME         "[A-Za-z][0-9A-Za-z+.-]*:"
#define URI_TEXT       "[!#-;=?-Z\\[\\]_a-z~]*"
#define IRI_TEXT       "[^\\0- \"<>\\\\^`{|}\\x7f]*"

/* What follows from other rows is left out: a format is within what is around those around it, and apart from what they
   are apart from. A row without a pattern is of a format that is not checked, or that no pattern tells anything of. */
static const struct row {
    const char *name;
    unsigned within, apart;
    const char *pattern;
    bool is_exact;
    const char *const *samples;
} rows[] = {
    [DATE] = {"date", BIT(HOSTNAME), BIT(UUID) | BIT(IPV4) | BIT(DURATION) | BIT(RELATIVE_JSON_POINTER),
              "^" YEAR_MONTH_DAY "$", false, SAMPLES("2024-02-29", "1999-12-31", "2026-01-01")},
    [DATE_TIME] = {"date-time", BIT(URI_TEMPLATE) | BIT(REGEX),
                   BIT(TIME) | BIT(IRI_REFERENCE) | BIT(IDN_EMAIL) | BIT(IPV6) | BIT(JSON_POINTER) |
                       BIT(RELATIVE_JSON_POINTER),
                   "^" YEAR_MONTH_DAY "[Tt]" FULL_TIME "$", false,
                   SAMPLES("2024-02-29T08:30:00Z", "1999-12-31T23:59:59.5+01:00", "2026-01-01T00:00:00-08:00")},
    [DURATION] = {"duration", BIT(URI_REFERENCE) | BIT(REGEX),
                  BIT(UUID) | BIT(IPV4) | BIT(IPV6) | BIT(IDN_EMAIL) | BIT(IRI) | BIT(JSON_POINTER) |
                      BIT(RELATIVE_JSON_POINTER),
                  "^P(\\d+W|" DURATION_DATE "(" DURATION_TIME ")?|" DURATION_TIME ")$", true,
                  SAMPLES("P1D", "PT15M", "P1Y2M3DT4H5M6S", "P2W")},
    [EMAIL] = {"email", BIT(IDN_EMAIL), 0, "^[ -~]+@[0-9A-Za-z.:\\[\\]-]+$", false,
               SAMPLES("user@example.com", "a@b.org", "first.last@mail.example.org")},
    [HOSTNAME] = {"hostname", BIT(IDN_HOSTNAME) | BIT(URI_REFERENCE) | BIT(REGEX),
                  BIT(IPV6) | BIT(IDN_EMAIL) | BIT(IRI) | BIT(JSON_POINTER), "^" LABEL "(\\." LABEL ")*$", true,
                  SAMPLES("example.com", "localhost", "a.example.org")},
    [IDN_EMAIL] = {"idn-email", 0, BIT(IRI) | BIT(IPV6) | BIT(TIME), "^[^]+@[^]+$", false,
                   SAMPLES("user@example.com", "üser@exämple.com", "a@b.org")},
    [IDN_HOSTNAME] = {"idn-hostname", .samples = SAMPLES("example.com", "exämple.com")},
    [IPV4] = {"ipv4", BIT(HOSTNAME), BIT(UUID) | BIT(RELATIVE_JSON_POINTER), "^" OCTET "(\\." OCTET "){3}$", true,
              SAMPLES("192.0.2.1", "10.0.0.255", "8.8.8.8")},
    [IPV6] = {"ipv6", BIT(URI_TEMPLATE) | BIT(REGEX), BIT(TIME) | BIT(JSON_POINTER) | BIT(RELATIVE_JSON_POINTER),
              "^[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]*$", false,
              SAMPLES("2001:db8::1", "::1", "fe80:0:0:0:0:0:0:1", "::ffff:192.0.2.1")},
    [IRI] = {"iri", BIT(IRI_REFERENCE), BIT(JSON_POINTER) | BIT(RELATIVE_JSON_POINTER), "^" SCHEME IRI_TEXT "$", false,
             SAMPLES("https://example.com/", "https://example.com/ü", "urn:example:a")},
    [IRI_REFERENCE] = {"iri-reference", BIT(URI_TEMPLATE), BIT(TIME), "^" IRI_TEXT "$", false,
                       SAMPLES("/a", "https://example.com/", "ü", "")},
    [JSON_POINTER] = {"json-pointer", 0, BIT(RELATIVE_JSON_POINTER) | BIT(TIME), "^" POINTER "$", true,
                      SAMPLES("/a", "/a/0", "", "/a~1b")},
    [REGEX] = {"regex", .samples = SAMPLES("^a+$", "[a-z]", "a")},
    [RELATIVE_JSON_POINTER] = {"relative-json-pointer", 0, BIT(UUID) | BIT(TIME), "^(0|[1-9]\\d*)(#|" POINTER ")$",
                               true, SAMPLES("0", "1/a", "0#")},
    [TIME] = {"time", BIT(URI_TEMPLATE) | BIT(REGEX), 0, "^" FULL_TIME "$", false,
              SAMPLES("08:30:00Z", "23:59:59.5+01:00", "00:00:00-08:00")},
    [URI] = {"uri", BIT(IRI) | BIT(URI_REFERENCE), 0, "^" SCHEME URI_TEXT "$", false,
             SAMPLES("https://example.com/", "urn:example:a", "a:b")},
    [URI_REFERENCE] = {"uri-reference", BIT(IRI_REFERENCE), 0, "^" URI_TEXT "$", false,
                       SAMPLES("/a", "https://example.com/", "a", "")},
    [URI_TEMPLATE] = {"uri-template", 0, 0, "^[^\\0- \"<>\\\\^`\\x7f]*$", false,
                      SAMPLES("/{id}", "https://example.com/{id}", "a", "")},
    [UUID] = {"uuid", BIT(HOSTNAME), 0, "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$", true,
              SAMPLES("123e4567-e89b-12d3-a456-426614174000", "00000000-0000-0000-0000-000000000000",
                      "F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6")},
    {"base64url", .samples = SAMPLES("aGVsbG8", "YQ")},
    {"byte", .samples = SAMPLES("aGVsbG8=", "YQ==")},
    {"char", .samples = SAMPLES("a", "b", "1")},
    {"color", .samples = SAMPLES("red", "#ff0000")},
    {"date-time-local", .samples = SAMPLES("2024-02-29T08:30:00", "1999-12-31T23:59:59.5")},
    {"host-name", .samples = SAMPLES("example.com", "localhost")},
    {"http-date", .samples = SAMPLES("Thu, 29 Feb 2024 08:30:00 GMT", "Fri, 31 Dec 1999 23:59:59 GMT")},
    {"ip-address", .samples = SAMPLES("192.0.2.1", "10.0.0.255")},
    {"media-range", .samples = SAMPLES("text/html", "*/*")},
    {"phone", .samples = SAMPLES("+14155550100", "+442079460000")},
    {"time-local", .samples = SAMPLES("08:30:00", "23:59:59.5")},
};

enum { ROW_COUNT = sizeof rows / sizeof *rows, RELATED_COUNT = UUID + 1 };

/* ROW_COUNT when there is none. */
static size_t row_of(const struct format *format)
{
    size_t row = 0;
    while (row < ROW_COUNT && !str_is(str_of(format->name), rows[row].name))
        row++;
    return row;
}

/* The formats that a format is within, itself too; none without a row. */
static unsigned around(const struct format *format)
{
    size_t row = row_of(format);
    unsigned found = row < RELATED_COUNT ? BIT(row) : 0, before = 0;
    while (found != before) {
        before = found;
        for (size_t i = 0; i < RELATED_COUNT; i++)
            found |= before & BIT(i) ? rows[i].within : 0;
    }
    return found;
}

bool format_is_checked(const struct format *format)
{
    return format->accepts || row_of(format) == REGEX;
}

bool format_is_within(const struct format *inner, const struct format *outer)
{
    size_t row = row_of(outer);
    return inner == outer || (row < RELATED_COUNT && around(inner) & BIT(row));
}

bool format_is_disjoint(const struct format *a, const struct format *b)
{
    unsigned left = around(a), right = around(b);
    for (size_t i = 0; i < RELATED_COUNT; i++)
        if ((left & BIT(i) && rows[i].apart & right) || (right & BIT(i) && rows[i].apart & left))
            return true;
    return false;
}

const char *format_pattern(const struct format *format, bool *is_exact)
{
    size_t row = row_of(format);
    *is_exact = row < ROW_COUNT && rows[row].is_exact;
    return row < ROW_COUNT ? rows[row].pattern : NULL;
}

const char *const *format_samples(const struct format *format)
{
    static const char *const none[] = {NULL};
    size_t row = row_of(format);
    return row < ROW_COUNT ? rows[row].samples : none;
}
