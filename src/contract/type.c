#include "contract/type.h"

#include "base/buf.h"
#include "base/distance.h"

static const struct {
    const char *name;
    unsigned bits;
    unsigned places; /* enum keyword_place */
} types[] = {
    {"string", JSON_TYPE_STRING, KEYWORD_IN_SCHEMA | KEYWORD_IN_COLUMN | KEYWORD_IN_PROPERTY},
    {"number", JSON_TYPE_NUMBER, KEYWORD_IN_SCHEMA | KEYWORD_IN_COLUMN | KEYWORD_IN_PROPERTY},
    {"integer", JSON_TYPE_INTEGER, KEYWORD_IN_SCHEMA | KEYWORD_IN_COLUMN | KEYWORD_IN_PROPERTY},
    {"boolean", JSON_TYPE_BOOLEAN, KEYWORD_IN_SCHEMA | KEYWORD_IN_COLUMN | KEYWORD_IN_PROPERTY},
    {"object", JSON_TYPE_OBJECT, KEYWORD_IN_SCHEMA | KEYWORD_IN_COLUMN | KEYWORD_IN_PROPERTY},
    {"array", JSON_TYPE_ARRAY, KEYWORD_IN_SCHEMA | KEYWORD_IN_COLUMN | KEYWORD_IN_PROPERTY},
    {"null", JSON_TYPE_NULL, KEYWORD_IN_SCHEMA | KEYWORD_IN_COLUMN},
    {"text", JSON_TYPE_STRING, KEYWORD_IN_COLUMN},
    {"varchar", JSON_TYPE_STRING, KEYWORD_IN_COLUMN},
    {"bytes", JSON_TYPE_STRING, KEYWORD_IN_COLUMN},
    {"date", JSON_TYPE_STRING, KEYWORD_IN_COLUMN | KEYWORD_IN_PROPERTY},
    {"time", JSON_TYPE_STRING, KEYWORD_IN_COLUMN | KEYWORD_IN_PROPERTY},
    {"timestamp", JSON_TYPE_STRING, KEYWORD_IN_COLUMN | KEYWORD_IN_PROPERTY},
    {"timestamp_tz", JSON_TYPE_STRING, KEYWORD_IN_COLUMN},
    {"timestamp_ntz", JSON_TYPE_STRING, KEYWORD_IN_COLUMN},
    {"decimal", JSON_TYPE_NUMBER, KEYWORD_IN_COLUMN},
    {"numeric", JSON_TYPE_NUMBER, KEYWORD_IN_COLUMN},
    {"float", JSON_TYPE_NUMBER, KEYWORD_IN_COLUMN},
    {"double", JSON_TYPE_NUMBER, KEYWORD_IN_COLUMN},
    {"int", JSON_TYPE_INTEGER, KEYWORD_IN_COLUMN},
    {"long", JSON_TYPE_INTEGER, KEYWORD_IN_COLUMN},
    {"bigint", JSON_TYPE_INTEGER, KEYWORD_IN_COLUMN},
    {"record", JSON_TYPE_OBJECT, KEYWORD_IN_COLUMN},
    {"struct", JSON_TYPE_OBJECT, KEYWORD_IN_COLUMN},
    {"map", JSON_TYPE_OBJECT, KEYWORD_IN_COLUMN | KEYWORD_IN_PROPERTY},
    {"vector", JSON_TYPE_ARRAY, KEYWORD_IN_PROPERTY},
    {"variant", 0x7F, KEYWORD_IN_COLUMN},
    {"json", 0x7F, KEYWORD_IN_COLUMN},
};

/* What people write who know other systems; the first of a place that is known there is meant. */
static const struct {
    const char *foreign, *meant;
} foreign_names[] = {
    {"int", "integer"},
    {"int32", "integer"},
    {"int64", "integer"},
    {"bigint", "integer"},
    {"smallint", "integer"},
    {"tinyint", "integer"},
    {"long", "integer"},
    {"short", "integer"},
    {"uint", "integer"},
    {"float", "number"},
    {"float32", "number"},
    {"float64", "number"},
    {"double", "number"},
    {"decimal", "number"},
    {"numeric", "number"},
    {"real", "number"},
    {"money", "number"},
    {"str", "string"},
    {"text", "string"},
    {"varchar", "string"},
    {"char", "string"},
    {"uuid", "string"},
    {"date", "string"},
    {"datetime", "string"},
    {"date-time", "string"},
    {"timestamp", "string"},
    {"time", "string"},
    {"email", "string"},
    {"bytes", "string"},
    {"binary", "string"},
    {"bool", "boolean"},
    {"bit", "boolean"},
    {"list", "array"},
    {"sequence", "array"},
    {"set", "array"},
    {"dict", "object"},
    {"map", "object"},
    {"struct", "object"},
    {"record", "object"},
    {"json", "object"},
    {"none", "null"},
    {"nil", "null"},
    {"timestamptz", "timestamp_tz"},
};

enum { TYPE_COUNT = sizeof types / sizeof *types, FOREIGN_COUNT = sizeof foreign_names / sizeof *foreign_names };

unsigned type_bits(struct str name, enum keyword_place place)
{
    for (size_t i = 0; i < TYPE_COUNT; i++)
        if ((types[i].places & (unsigned)place) && str_is(name, types[i].name))
            return types[i].bits;
    return 0;
}

const char *type_nearest(struct str name, enum keyword_place place)
{
    for (size_t i = 0; i < TYPE_COUNT; i++)
        if ((types[i].places & (unsigned)place) && str_is_caseless(name, types[i].name))
            return types[i].name;
    if (place == KEYWORD_IN_COLUMN && str_is_caseless(name, "datetime"))
        return "timestamp";
    for (size_t i = 0; i < FOREIGN_COUNT; i++)
        if (str_is_caseless(name, foreign_names[i].foreign) && type_bits(str_of(foreign_names[i].meant), place))
            return foreign_names[i].meant;
    struct distance_search nearest = distance_search_start(name);
    for (size_t i = 0; i < TYPE_COUNT; i++)
        if (types[i].places & (unsigned)place)
            distance_search_offer(&nearest, str_of(types[i].name));
    return nearest.found.at;
}
