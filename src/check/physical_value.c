#include "check/physical_value.h"

#include "base/arena.h"
#include "base/datetime.h"
#include "schema/format.h"
#include "yaml/json_type.h"

static bool is_timestamp(struct str text)
{
    struct instant instant;
    return datetime_parse_timestamp(text, &instant);
}

/* These are no formats of JSON Schema, so they are in no list of names. */
static const struct format timestamp_format = {"timestamp", .accepts = is_timestamp, .shortest = 10};
static const struct format time_format = {"time", .accepts = datetime_is_clock, .shortest = 5};

/* Names that stand for a type, as physical_type_of has them, by what they come to. */
static const struct group {
    unsigned types;
    const char *format;        /* NULL: none of JSON Schema */
    const struct format *form; /* NULL: none of ours */
    const char *const names[32];
} groups[] = {
    {JSON_TYPE_STRING,
     NULL,
     NULL,
     {"varchar", "char", "text", "string", "nvarchar", "nchar", "ntext", "varchar2", "nvarchar2", "tinytext",
      "mediumtext", "longtext", "clob", "nclob", "citext", "bpchar", "enum", "interval", "xml"}},
    {JSON_TYPE_NUMBER,
     NULL,
     NULL,
     {"float", "real", "double precision", "float16", "float32", "float64", "binary_float", "binary_double",
      "bignumeric", "money", "smallmoney"}},
    {JSON_TYPE_INTEGER,
     NULL,
     NULL,
     {"int16", "int32", "int64", "mediumint", "byteint", "long", "short", "serial", "smallserial", "bigserial",
      "year"}},
    {JSON_TYPE_BOOLEAN, NULL, NULL, {"boolean"}},
    {JSON_TYPE_BOOLEAN | JSON_TYPE_INTEGER, NULL, NULL, {"bit"}},
    {JSON_TYPE_ARRAY, NULL, NULL, {"array", "list"}},
    {JSON_TYPE_OBJECT, NULL, NULL, {"struct", "record", "row", "map"}},
    {JSON_TYPE_STRING, "uuid", NULL, {"uuid", "uniqueidentifier"}},
    {JSON_TYPE_STRING, "date", NULL, {"date"}},
    {JSON_TYPE_STRING, NULL, &time_format, {"time", "timetz"}},
    {JSON_TYPE_STRING,
     NULL,
     &timestamp_format,
     {"timestamp", "timestamptz", "timestamp_ltz", "timestamp with local time zone", "datetime", "datetime2",
      "datetimeoffset", "smalldatetime"}},
};

bool physical_widths_are_known(struct str server_type)
{
    static const char *const names[] = {"athena",  "cockroachdb", "databricks", "duckdb", "glue",     "mariadb",
                                        "mssql",   "mysql",       "postgres",   "presto", "redshift", "sqlserver",
                                        "synapse", "trino",       "postgresql", NULL};
    for (const char *const *name = names; *name; name++) {
        size_t len = strlen(*name);
        struct str rest = str_slice(server_type, len, server_type.len);
        if (str_is_caseless(str_slice(server_type, 0, len), *name) && (!rest.len || str_is_caseless(rest, "type")))
            return true;
    }
    return false;
}

/* `array<int>`, `map<string, int>`, `struct<a int>`, `int[]`. */
static unsigned collection_of(struct str base)
{
    struct str outer = str_slice(base, 0, str_index(base, '<'));
    if (str_ends(base, "[]") || (outer.len < base.len && (str_is(outer, "array") || str_is(outer, "list"))))
        return JSON_TYPE_ARRAY;
    return outer.len < base.len && (str_is(outer, "map") || str_is(outer, "struct")) ? JSON_TYPE_OBJECT : 0;
}

static const struct group *group_of(struct str base)
{
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        if (str_is_one_of(base, groups[i].names))
            return &groups[i];
    return NULL;
}

/* The bits of a whole number that every platform gives it, as far as is known. An unsigned one, and a `tinyint`, which
   some take to be unsigned, has one more. */
static unsigned bits_of(struct str written, struct str base, bool are_widths_known)
{
    static const struct {
        const char *name;
        unsigned bits;
    } sure[] = {{"int2", 16}, {"int4", 32}, {"int16", 16}, {"int32", 32}, {"int64", 64}, {"int8", 64}};
    for (size_t i = 0; i < sizeof sure / sizeof *sure; i++)
        if (str_is_caseless(written, sure[i].name))
            return sure[i].bits;
    unsigned bits = physical_integer_bits(base);
    return are_widths_known || bits >= 64 ? bits : 0;
}

static struct number power_of_two(struct arena *arena, unsigned bits)
{
    struct number number = number_of(arena, 1);
    for (; bits >= 16; bits -= 16)
        number = number_times(arena, number, 1U << 16);
    return number_times(arena, number, 1U << bits);
}

/* Some platforms take a `tinyint` to be unsigned. */
static void bound_integer(struct arena *arena, struct physical_value *value, unsigned bits, bool is_unsigned,
                          bool may_be_unsigned)
{
    struct number one = number_of(arena, 1), half = power_of_two(arena, bits - 1), all = power_of_two(arena, bits);
    value->types = JSON_TYPE_INTEGER;
    value->least = is_unsigned ? number_of(arena, 0) : number_negate(half);
    value->has_range = number_subtract(arena, is_unsigned || may_be_unsigned ? all : half, one, &value->greatest);
}

/* `decimal(10,2)`: magnitudes below 10^8, multiples of 0.01. */
static void bound_decimal(struct arena *arena, struct physical_value *value, struct str arguments,
                          enum platform platform)
{
    enum { DIGITS_MAX = 1000 };
    struct size precision, scale;
    int64_t digits = 0, decimals = 0;
    value->types = JSON_TYPE_NUMBER;
    if (!physical_decimal_sizes(arena, arguments, platform, &precision, &scale) ||
        (!scale.is_open && !number_to_int64(scale.number, &decimals)) ||
        (!precision.is_open && !number_to_int64(precision.number, &digits)) || decimals < -DIGITS_MAX ||
        decimals > DIGITS_MAX || digits < 0 || digits > DIGITS_MAX)
        return;
    value->has_step = !scale.is_open;
    value->step = number_scale(number_of(arena, 1), (int)-decimals);
    value->has_limit = !precision.is_open && !scale.is_open;
    value->limit = number_scale(number_of(arena, 1), (int)(digits - decimals));
    if (value->has_step && decimals == 0)
        value->types = JSON_TYPE_INTEGER;
}

/* `20`, `20 char`; bytes are not characters. */
static uint64_t length_of(struct arena *arena, struct str arguments)
{
    size_t digits = str_digits(arguments);
    struct str unit = str_trim(str_slice(arguments, digits, arguments.len));
    struct number number;
    int64_t length;
    bool is_length = digits && (!unit.len || str_is(unit, "char")) &&
                     number_parse(arena, str_slice(arguments, 0, digits), &number) && number_to_int64(number, &length);
    return is_length ? (uint64_t)length : 0;
}

static struct physical_value value_of_group(struct arena *arena, const struct group *group, struct str arguments)
{
    struct physical_value value = {.types = group->types, .format = group->form};
    if (group->format)
        value.format = format_find(str_of(group->format));
    if (group->types == JSON_TYPE_STRING && !value.format)
        value.longest = length_of(arena, arguments);
    return value;
}

/* Takes the word off the end of a type. */
static bool drop_unsigned(struct arena *arena, struct physical_type *type, enum platform platform)
{
    static const char *const word = " unsigned";
    if (!str_ends(type->base, word))
        return false;
    type->base = physical_type_of(arena, str_slice(type->base, 0, type->base.len - strlen(word)), platform).base;
    return true;
}

struct physical_value physical_value_of(struct arena *arena, struct str text, enum platform platform,
                                        bool are_widths_known)
{
    struct physical_value value = {.types = JSON_TYPE_ANY};
    struct physical_type type = physical_type_of(arena, text, platform);
    bool is_unsigned = drop_unsigned(arena, &type, platform), is_tiny = str_is(type.base, "tinyint");
    unsigned bits = bits_of(str_trim(str_slice(text, 0, str_index(text, '('))), type.base, are_widths_known);
    const struct group *group = group_of(type.base);
    if (is_tiny && str_is(type.arguments, "1"))
        value.types = JSON_TYPE_INTEGER | JSON_TYPE_BOOLEAN;
    else if (bits)
        bound_integer(arena, &value, bits, is_unsigned, is_tiny);
    else if (physical_integer_bits(type.base))
        value.types = JSON_TYPE_INTEGER;
    else if (str_is(type.base, "decimal") || str_is(type.base, "number"))
        bound_decimal(arena, &value, type.arguments, platform);
    else if (collection_of(type.base))
        value.types = collection_of(type.base);
    else if (group)
        value = value_of_group(arena, group, type.arguments);
    return value;
}
