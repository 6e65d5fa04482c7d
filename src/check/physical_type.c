#include "check/physical_type.h"

#include "base/arena.h"
#include "base/buf.h"

/* The name that stands for all names of one type. */
struct alias {
    const char *name, *meant;
};

static const struct alias ansi_aliases[] = {
    {"bool", "boolean"},
    {"character", "char"},
    {"character varying", "varchar"},
    {"dec", "decimal"},
    {"double", "double precision"},
    {"float4", "real"},
    {"float8", "double precision"},
    {"int2", "smallint"},
    {"int4", "int"},
    {"int8", "bigint"},
    {"integer", "int"},
    {"numeric", "decimal"},
    {"time with time zone", "timetz"},
    {"time without time zone", "time"},
    {"timestamp with time zone", "timestamptz"},
    {"timestamp without time zone", "timestamp"},
    {"timestamp_ntz", "timestamp"},
    {"timestamp_tz", "timestamptz"},
    {NULL, NULL},
};

static const struct alias snowflake_aliases[] = {
    {"bigint", "decimal"},
    {"byteint", "decimal"},
    {"datetime", "timestamp"},
    {"double", "float"},
    {"float4", "float"},
    {"float8", "float"},
    {"double precision", "float"},
    {"int", "decimal"},
    {"integer", "decimal"},
    {"number", "decimal"},
    {"real", "float"},
    {"smallint", "decimal"},
    {"string", "varchar"},
    {"text", "varchar"},
    {"tinyint", "decimal"},
    {NULL, NULL},
};

static const struct alias bigquery_aliases[] = {
    {"bigdecimal", "bignumeric"}, {"byteint", "bigint"}, {"datetime", "timestamp"}, {"int", "bigint"},
    {"int64", "bigint"},          {"integer", "bigint"}, {"smallint", "bigint"},    {"tinyint", "bigint"},
    {"timestamp", "timestamptz"}, {NULL, NULL},
};

static const struct alias databricks_aliases[] = {
    {"byte", "tinyint"},
    {"long", "bigint"},
    {"short", "smallint"},
    {"timestamp", "timestamptz"},
    {"timestamp_ltz", "timestamptz"},
    {NULL, NULL},
};

/* What a decimal without precision and scale has; NULL: they are open. */
static const struct {
    const char *name;
    const struct alias *aliases;
    const char *precision, *scale;
} platforms[] = {
    [PLATFORM_ANSI] = {"ansi", ansi_aliases, NULL, NULL},
    [PLATFORM_SNOWFLAKE] = {"snowflake", snowflake_aliases, "38", "0"},
    [PLATFORM_BIGQUERY] = {"bigquery", bigquery_aliases, "38", "9"},
    [PLATFORM_DATABRICKS] = {"databricks", databricks_aliases, "10", "0"},
};

enum kind { KIND_OTHER, KIND_INTEGER, KIND_FLOAT, KIND_TIMESTAMP, KIND_TIME };

/* Types of one kind that differ in bits; of times: whether there is a zone. */
static const struct row {
    const char *name;
    enum kind kind;
    unsigned bits;
} rows[] = {
    {"tinyint", KIND_INTEGER, 8},
    {"smallint", KIND_INTEGER, 16},
    {"int", KIND_INTEGER, 32},
    {"bigint", KIND_INTEGER, 64},
    {"hugeint", KIND_INTEGER, 128},
    {"real", KIND_FLOAT, 32},
    {"float", KIND_FLOAT, 32},
    {"double precision", KIND_FLOAT, 64},
    {"timestamp", KIND_TIMESTAMP, 0},
    {"datetime", KIND_TIMESTAMP, 0},
    {"datetime2", KIND_TIMESTAMP, 0},
    {"timestamptz", KIND_TIMESTAMP, 1},
    {"timestamp_ltz", KIND_TIMESTAMP, 1},
    {"datetimeoffset", KIND_TIMESTAMP, 1},
    {"time", KIND_TIME, 0},
    {"timetz", KIND_TIME, 1},
};

enum platform platform_of(struct str name)
{
    static const char *const suffix = "type";
    for (unsigned i = PLATFORM_SNOWFLAKE; i < sizeof platforms / sizeof *platforms; i++) {
        size_t len = strlen(platforms[i].name);
        struct str rest = str_slice(name, len, name.len);
        bool is_begun = str_is_caseless(str_slice(name, 0, len), platforms[i].name);
        if (is_begun && (!rest.len || str_is_caseless(rest, suffix)))
            return (enum platform)i;
    }
    return PLATFORM_ANSI;
}

/* In lower case, one blank between words and none beside punctuation. */
static struct str fold(struct arena *arena, struct str text)
{
    struct buf buf = {.arena = arena};
    text = str_trim(text);
    bool is_after_word = false, is_blank = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (char_is_blank(c)) {
            is_blank = true;
            continue;
        }
        bool is_word = !strchr("(),<>:", c);
        if (is_blank && is_word && is_after_word)
            buf_add_char(&buf, ' ');
        buf_add_char(&buf, char_lower(c));
        is_after_word = is_word || c == ')';
        is_blank = false;
    }
    return buf_str(&buf);
}

static struct str meant(const struct alias *aliases, struct str name)
{
    for (; aliases->name; aliases++)
        if (str_is(name, aliases->name))
            return str_of(aliases->meant);
    return name;
}

static struct str canonical(struct str name, enum platform platform)
{
    struct str own = meant(platforms[platform].aliases, name);
    return own.at == name.at ? meant(ansi_aliases, name) : own;
}

static const struct row *row_of(struct str base)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_is(base, rows[i].name))
            return &rows[i];
    return NULL;
}

static struct physical_type take_apart(struct arena *arena, struct str folded, enum platform platform)
{
    size_t open = str_index(folded, '('), close = str_index(folded, ')');
    struct physical_type type = {.base = folded};
    if (open < close && close < folded.len && str_index(folded, '<') == folded.len) {
        struct str rest = str_slice(folded, close + 1, folded.len);
        struct buf buf = {.arena = arena};
        buf_add(&buf, str_slice(folded, 0, open));
        if (rest.len)
            buf_add_char(&buf, ' ');
        buf_add(&buf, str_trim(rest));
        type.base = buf_str(&buf);
        type.arguments = str_slice(folded, open + 1, close);
    }
    type.base = canonical(type.base, platform);
    if (str_is(type.arguments, "max"))
        type.arguments = STR("");
    return type;
}

struct physical_type physical_type_of(struct arena *arena, struct str text, enum platform platform)
{
    return take_apart(arena, fold(arena, text), platform);
}

unsigned physical_integer_bits(struct str base)
{
    const struct row *row = row_of(base);
    return row && row->kind == KIND_INTEGER ? row->bits : 0;
}

static int compare_sizes(struct size a, struct size b)
{
    if (a.is_open || b.is_open)
        return (int)a.is_open - (int)b.is_open;
    return number_compare(a.number, b.number);
}

enum physical_relation physical_decimal_relate(struct size old_precision, struct size old_scale,
                                               struct size new_precision, struct size new_scale)
{
    int scale = compare_sizes(new_scale, old_scale), precision = compare_sizes(new_precision, old_precision);
    if (scale)
        return scale > 0 ? PHYSICAL_SCALE_UP : PHYSICAL_SCALE_DOWN;
    if (precision)
        return precision > 0 ? PHYSICAL_PRECISION_UP : PHYSICAL_PRECISION_DOWN;
    return PHYSICAL_SAME;
}

static bool read_size(struct arena *arena, struct str text, struct size *size)
{
    size->is_open = text.len == 0;
    return size->is_open || number_parse(arena, text, &size->number);
}

bool physical_decimal_sizes(struct arena *arena, struct str arguments, enum platform platform, struct size *precision,
                            struct size *scale)
{
    size_t comma = str_index(arguments, ',');
    struct str first = str_slice(arguments, 0, comma), second = str_slice(arguments, comma + 1, arguments.len);
    if (!arguments.len) {
        first = str_of(platforms[platform].precision);
        second = str_of(platforms[platform].scale);
    } else if (!second.len) {
        second = STR("0");
    }
    return read_size(arena, first, precision) && read_size(arena, second, scale);
}

static enum physical_relation relate_decimals(struct arena *arena, struct str old, struct str new,
                                              enum platform platform)
{
    struct size old_precision, old_scale, new_precision, new_scale;
    if (!physical_decimal_sizes(arena, old, platform, &old_precision, &old_scale) ||
        !physical_decimal_sizes(arena, new, platform, &new_precision, &new_scale))
        return PHYSICAL_OTHER;
    enum physical_relation relation = physical_decimal_relate(old_precision, old_scale, new_precision, new_scale);
    return relation == PHYSICAL_SAME ? PHYSICAL_ALIAS : relation;
}

/* `10` and `20`, or `10 char` and `20 char`. */
static enum physical_relation relate_lengths(struct arena *arena, struct str old, struct str new)
{
    size_t old_digits = str_digits(old), new_digits = str_digits(new);
    struct str old_unit = str_slice(old, old_digits, old.len), new_unit = str_slice(new, new_digits, new.len);
    struct size before, after;
    if ((old.len && new.len && !str_equal(old_unit, new_unit)) ||
        !read_size(arena, str_slice(old, 0, old.len ? old_digits : 0), &before) ||
        !read_size(arena, str_slice(new, 0, new.len ? new_digits : 0), &after) || before.is_open != (old.len == 0) ||
        after.is_open != (new.len == 0))
        return PHYSICAL_OTHER;
    int order = compare_sizes(after, before);
    return order == 0 ? PHYSICAL_ALIAS : order > 0 ? PHYSICAL_LONGER : PHYSICAL_SHORTER;
}

static enum physical_relation relate_bases(const struct row *old, const struct row *new)
{
    if (!old || !new || old->kind != new->kind || old->bits == new->bits)
        return PHYSICAL_OTHER;
    if (old->kind == KIND_TIMESTAMP || old->kind == KIND_TIME)
        return PHYSICAL_OTHER_ZONE;
    return new->bits > old->bits ? PHYSICAL_LONGER : PHYSICAL_SHORTER;
}

enum physical_relation physical_type_relate(struct arena *arena, struct str old_text, struct str new_text,
                                            enum platform platform)
{
    static const char *const vectors[] = {"vector", "halfvec", "sparsevec", NULL};
    struct str old_folded = fold(arena, old_text), new_folded = fold(arena, new_text);
    if (str_equal(old_folded, new_folded))
        return PHYSICAL_SAME;
    struct physical_type old = take_apart(arena, old_folded, platform);
    struct physical_type new = take_apart(arena, new_folded, platform);
    if (!str_equal(old.base, new.base))
        return relate_bases(row_of(old.base), row_of(new.base));
    if (str_is(old.base, "decimal"))
        return relate_decimals(arena, old.arguments, new.arguments, platform);
    bool is_integer = physical_integer_bits(old.base) > 0; /* what stands in parentheses is for display */
    if (is_integer || str_equal(old.arguments, new.arguments))
        return PHYSICAL_ALIAS;
    if (str_is_one_of(old.base, vectors))
        return PHYSICAL_OTHER_DIMENSION;
    return relate_lengths(arena, old.arguments, new.arguments);
}
