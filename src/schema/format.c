#include "schema/format.h"

#include "base/address.h"
#include "base/datetime.h"
#include "base/distance.h"
#include "base/duration.h"
#include "base/pattern.h"
#include "base/pointer.h"
#include "base/uri.h"
#include "base/uuid.h"

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

static const struct format formats[] = {
    {"date", .accepts = is_date, .shortest = 10, .longest = 10},
    {"date-time", .accepts = is_date_time, .shortest = 20},
    {"duration", .accepts = duration_is_rfc3339, .shortest = 3},
    {"email", .accepts = address_is_email, .shortest = 3},
    {"hostname", .accepts = address_is_hostname, .shortest = 1, .longest = 253},
    {"idn-email", .accepts = address_is_email_international, .shortest = 3},
    {"idn-hostname"},
    {"ipv4", .accepts = address_is_ipv4, .shortest = 7, .longest = 15},
    {"ipv6", .accepts = address_is_ipv6, .shortest = 2, .longest = 45},
    {"iri", .accepts = is_iri, .shortest = 2},
    {"iri-reference", .accepts = is_iri_reference},
    {"json-pointer", .accepts = pointer_is_valid},
    {"regex"},
    {"relative-json-pointer", .accepts = pointer_is_relative, .shortest = 1},
    {"time", .accepts = datetime_is_time, .shortest = 9},
    {"uri", .accepts = is_uri, .shortest = 2},
    {"uri-reference", .accepts = is_uri_reference},
    {"uri-template", .accepts = uri_is_template},
    {"uuid", .accepts = uuid_is_valid, .shortest = 36, .longest = 36},
    /* OpenAPI's format registry */
    {"base64url"},
    {"binary"},
    {"byte"},
    {"char", .shortest = 1, .longest = 1},
    {"commonmark"},
    {"date-time-local", .shortest = 19},
    {"decimal", .is_numeric = true},
    {"decimal128", .is_numeric = true},
    {"double", .is_numeric = true},
    {"double-int", .is_numeric = true},
    {"float", .is_numeric = true},
    {"html"},
    {"http-date"},
    {"int16", .is_numeric = true},
    {"int32", .is_numeric = true},
    {"int64", .is_numeric = true},
    {"int8", .is_numeric = true},
    {"media-range"},
    {"password"},
    {"time-local", .shortest = 8},
    {"uint16", .is_numeric = true},
    {"uint32", .is_numeric = true},
    {"uint64", .is_numeric = true},
    {"uint8", .is_numeric = true},
    /* draft 3, section 5.23 */
    {"color"},
    {"host-name"},
    {"ip-address"},
    {"phone"},
    {"style"},
    {"utc-millisec", .is_numeric = true},
};

/* What people write instead. */
static const struct {
    const char *wrong, *meant;
} look_alikes[] = {
    {"timestamp", "date-time"}, {"iso8601", "date-time"}, {"iso-8601", "date-time"}, {"rfc3339", "date-time"},
    {"yyyy-mm-dd", "date"},     {"url", "uri"},           {"guid", "uuid"},          {"ip", "ipv4"},
    {"mail", "email"},          {"regexp", "regex"},      {"domain", "hostname"},    {"base64", "byte"},
    {"long", "int64"},          {"iso8601-date", "date"}, {"i64", "int64"},          {"i32", "int32"},
    {"f64", "double"},          {"f32", "float"},         {"tel", "phone"},          {"telephone", "phone"},
};

enum { FORMAT_COUNT = sizeof formats / sizeof *formats, ALIKE_COUNT = sizeof look_alikes / sizeof *look_alikes };

const struct format *format_find(struct str name)
{
    for (size_t i = 0; name.len && i < FORMAT_COUNT; i++)
        if (str_is(name, formats[i].name))
            return &formats[i];
    return NULL;
}

const char *format_nearest(struct str name)
{
    for (size_t i = 0; i < ALIKE_COUNT; i++)
        if (str_is_caseless(name, look_alikes[i].wrong))
            return look_alikes[i].meant;
    struct distance_search nearest = distance_search_start(name);
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        distance_search_offer(&nearest, str_of(formats[i].name));
    return nearest.found.at;
}

bool format_accepts(const struct format *format, struct arena *arena, struct str text)
{
    struct pattern_problem problem;
    if (str_is(str_of(format->name), "regex"))
        return pattern_status(pattern_parse(arena, text), &problem) != PATTERN_INVALID;
    return !format->accepts || format->accepts(text);
}
