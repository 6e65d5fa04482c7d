#include "contract/keyword.h"

#include "base/distance.h"
#include "contract/model.h"

enum {
    BOTH = KEYWORD_IN_SCHEMA | KEYWORD_IN_COLUMN,
    SCHEMA = KEYWORD_IN_SCHEMA,
    COLUMN = KEYWORD_IN_COLUMN,
    NUMERIC = JSON_TYPE_NUMBER | JSON_TYPE_INTEGER
};

/* In the order of enum keyword_id, which is that of the names' bytes but for the $ keywords. */
static const struct keyword keywords[KEYWORD_COUNT] = {
    {"$anchor", KEYWORD_ANCHOR, KEYWORD_IS_STRING, 0, SCHEMA},
    {"$comment", KEYWORD_COMMENT, KEYWORD_IS_STRING, 0, SCHEMA},
    {"$defs", KEYWORD_DEFS, KEYWORD_IS_SCHEMA_MAP, 0, SCHEMA},
    {"$dynamicAnchor", KEYWORD_DYNAMIC_ANCHOR, KEYWORD_IS_STRING, 0, SCHEMA},
    {"$dynamicRef", KEYWORD_DYNAMIC_REF, KEYWORD_IS_STRING, 0, SCHEMA},
    {"$id", KEYWORD_DOLLAR_ID, KEYWORD_IS_STRING, 0, SCHEMA},
    {"$recursiveAnchor", KEYWORD_RECURSIVE_ANCHOR, KEYWORD_IS_BOOLEAN, 0, SCHEMA},
    {"$recursiveRef", KEYWORD_RECURSIVE_REF, KEYWORD_IS_STRING, 0, SCHEMA},
    {"$ref", KEYWORD_REF, KEYWORD_IS_STRING, 0, SCHEMA},
    {"$schema", KEYWORD_SCHEMA, KEYWORD_IS_STRING, 0, SCHEMA},
    {"$vocabulary", KEYWORD_VOCABULARY, KEYWORD_IS_MAPPING, 0, SCHEMA},
    {"additionalItems", KEYWORD_ADDITIONAL_ITEMS, KEYWORD_IS_SCHEMA, JSON_TYPE_ARRAY, SCHEMA},
    {"additionalProperties", KEYWORD_ADDITIONAL_PROPERTIES, KEYWORD_IS_SCHEMA, JSON_TYPE_OBJECT, SCHEMA},
    {"allOf", KEYWORD_ALL_OF, KEYWORD_IS_SCHEMAS, 0, SCHEMA},
    {"anyOf", KEYWORD_ANY_OF, KEYWORD_IS_SCHEMAS, 0, SCHEMA},
    {"classification", KEYWORD_CLASSIFICATION, KEYWORD_IS_STRING, 0, BOTH},
    {"const", KEYWORD_CONST, KEYWORD_IS_ANY, 0, BOTH},
    {"contains", KEYWORD_CONTAINS, KEYWORD_IS_SCHEMA, JSON_TYPE_ARRAY, SCHEMA},
    {"contentEncoding", KEYWORD_CONTENT_ENCODING, KEYWORD_IS_STRING, JSON_TYPE_STRING, SCHEMA},
    {"contentMediaType", KEYWORD_CONTENT_MEDIA_TYPE, KEYWORD_IS_STRING, JSON_TYPE_STRING, SCHEMA},
    {"contentSchema", KEYWORD_CONTENT_SCHEMA, KEYWORD_IS_SCHEMA, JSON_TYPE_STRING, SCHEMA},
    {"default", KEYWORD_DEFAULT, KEYWORD_IS_ANY, 0, BOTH},
    {"definitions", KEYWORD_DEFINITIONS, KEYWORD_IS_SCHEMA_MAP, 0, SCHEMA},
    {"dependencies", KEYWORD_DEPENDENCIES, KEYWORD_IS_MAPPING, JSON_TYPE_OBJECT, SCHEMA},
    {"dependentRequired", KEYWORD_DEPENDENT_REQUIRED, KEYWORD_IS_MAPPING, JSON_TYPE_OBJECT, SCHEMA},
    {"dependentSchemas", KEYWORD_DEPENDENT_SCHEMAS, KEYWORD_IS_SCHEMA_MAP, JSON_TYPE_OBJECT, SCHEMA},
    {"deprecated", KEYWORD_DEPRECATED, KEYWORD_IS_BOOLEAN, 0, BOTH},
    {"description", KEYWORD_DESCRIPTION, KEYWORD_IS_STRING, 0, BOTH},
    {"else", KEYWORD_ELSE, KEYWORD_IS_SCHEMA, 0, SCHEMA},
    {"enum", KEYWORD_ENUM, KEYWORD_IS_LIST, 0, BOTH},
    {"example", KEYWORD_EXAMPLE, KEYWORD_IS_ANY, 0, BOTH},
    {"examples", KEYWORD_EXAMPLES, KEYWORD_IS_LIST, 0, BOTH},
    {"exclusiveMaximum", KEYWORD_EXCLUSIVE_MAXIMUM, KEYWORD_IS_NUMBER, NUMERIC, BOTH},
    {"exclusiveMinimum", KEYWORD_EXCLUSIVE_MINIMUM, KEYWORD_IS_NUMBER, NUMERIC, BOTH},
    {"fields", KEYWORD_FIELDS, KEYWORD_IS_FIELDS, JSON_TYPE_OBJECT, COLUMN},
    {"format", KEYWORD_FORMAT, KEYWORD_IS_STRING, 0, BOTH},
    {"if", KEYWORD_IF, KEYWORD_IS_SCHEMA, 0, SCHEMA},
    {"items", KEYWORD_ITEMS, KEYWORD_IS_ITEMS, JSON_TYPE_ARRAY, BOTH},
    {"maxContains", KEYWORD_MAX_CONTAINS, KEYWORD_IS_COUNT, JSON_TYPE_ARRAY, SCHEMA},
    {"maxItems", KEYWORD_MAX_ITEMS, KEYWORD_IS_COUNT, JSON_TYPE_ARRAY, BOTH},
    {"maxLength", KEYWORD_MAX_LENGTH, KEYWORD_IS_COUNT, JSON_TYPE_STRING, BOTH},
    {"maxProperties", KEYWORD_MAX_PROPERTIES, KEYWORD_IS_COUNT, JSON_TYPE_OBJECT, SCHEMA},
    {"maximum", KEYWORD_MAXIMUM, KEYWORD_IS_NUMBER, NUMERIC, BOTH},
    {"minContains", KEYWORD_MIN_CONTAINS, KEYWORD_IS_COUNT, JSON_TYPE_ARRAY, SCHEMA},
    {"minItems", KEYWORD_MIN_ITEMS, KEYWORD_IS_COUNT, JSON_TYPE_ARRAY, BOTH},
    {"minLength", KEYWORD_MIN_LENGTH, KEYWORD_IS_COUNT, JSON_TYPE_STRING, BOTH},
    {"minProperties", KEYWORD_MIN_PROPERTIES, KEYWORD_IS_COUNT, JSON_TYPE_OBJECT, SCHEMA},
    {"minimum", KEYWORD_MINIMUM, KEYWORD_IS_NUMBER, NUMERIC, BOTH},
    {"multipleOf", KEYWORD_MULTIPLE_OF, KEYWORD_IS_NUMBER, NUMERIC, BOTH},
    {"name", KEYWORD_NAME, KEYWORD_IS_STRING, 0, COLUMN},
    {"not", KEYWORD_NOT, KEYWORD_IS_SCHEMA, 0, SCHEMA},
    {"nullable", KEYWORD_NULLABLE, KEYWORD_IS_BOOLEAN, 0, BOTH},
    {"oneOf", KEYWORD_ONE_OF, KEYWORD_IS_SCHEMAS, 0, SCHEMA},
    {"pattern", KEYWORD_PATTERN, KEYWORD_IS_STRING, JSON_TYPE_STRING, BOTH},
    {"patternProperties", KEYWORD_PATTERN_PROPERTIES, KEYWORD_IS_SCHEMA_MAP, JSON_TYPE_OBJECT, SCHEMA},
    {"pii", KEYWORD_PII, KEYWORD_IS_BOOLEAN, 0, BOTH},
    {"precision", KEYWORD_PRECISION, KEYWORD_IS_COUNT, NUMERIC, COLUMN},
    {"prefixItems", KEYWORD_PREFIX_ITEMS, KEYWORD_IS_SCHEMAS, JSON_TYPE_ARRAY, SCHEMA},
    {"primaryKey", KEYWORD_PRIMARY_KEY, KEYWORD_IS_BOOLEAN, 0, COLUMN},
    {"primaryKeyPosition", KEYWORD_PRIMARY_KEY_POSITION, KEYWORD_IS_COUNT, 0, COLUMN},
    {"properties", KEYWORD_PROPERTIES, KEYWORD_IS_SCHEMA_MAP, JSON_TYPE_OBJECT, SCHEMA},
    {"propertyNames", KEYWORD_PROPERTY_NAMES, KEYWORD_IS_SCHEMA, JSON_TYPE_OBJECT, SCHEMA},
    {"readOnly", KEYWORD_READ_ONLY, KEYWORD_IS_BOOLEAN, 0, SCHEMA},
    {"references", KEYWORD_REFERENCES, KEYWORD_IS_REFERENCES, 0, COLUMN},
    {"required", KEYWORD_REQUIRED, KEYWORD_IS_REQUIRED, JSON_TYPE_OBJECT, BOTH},
    {"scale", KEYWORD_SCALE, KEYWORD_IS_COUNT, NUMERIC, COLUMN},
    {"tags", KEYWORD_TAGS, KEYWORD_IS_STRINGS, 0, BOTH},
    {"then", KEYWORD_THEN, KEYWORD_IS_SCHEMA, 0, SCHEMA},
    {"title", KEYWORD_TITLE, KEYWORD_IS_STRING, 0, BOTH},
    {"type", KEYWORD_TYPE, KEYWORD_IS_TYPE, 0, BOTH},
    {"unevaluatedItems", KEYWORD_UNEVALUATED_ITEMS, KEYWORD_IS_SCHEMA, JSON_TYPE_ARRAY, SCHEMA},
    {"unevaluatedProperties", KEYWORD_UNEVALUATED_PROPERTIES, KEYWORD_IS_SCHEMA, JSON_TYPE_OBJECT, SCHEMA},
    {"unique", KEYWORD_UNIQUE, KEYWORD_IS_BOOLEAN, 0, COLUMN},
    {"uniqueItems", KEYWORD_UNIQUE_ITEMS, KEYWORD_IS_BOOLEAN, JSON_TYPE_ARRAY, BOTH},
    {"unit", KEYWORD_UNIT, KEYWORD_IS_STRING, 0, BOTH},
    {"writeOnly", KEYWORD_WRITE_ONLY, KEYWORD_IS_BOOLEAN, 0, SCHEMA},
};

static const struct keyword *search(struct str name)
{
    size_t low = 0, high = KEYWORD_COUNT;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = name.len ? (unsigned char)name.at[0] - (unsigned char)keywords[middle].name[0] : -1;
        if (order == 0)
            order = str_compare(name, str_of(keywords[middle].name));
        if (order == 0)
            return &keywords[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

const struct keyword *keyword_find(struct str name, enum keyword_place place)
{
    const struct keyword *keyword = search(name);
    return keyword && (keyword->places & (unsigned)place) ? keyword : NULL;
}

const struct keyword *keyword_of(enum keyword_id id)
{
    return &keywords[id];
}

const char *keyword_nearest(struct str name, enum keyword_place place)
{
    struct distance_search nearest = distance_search_start(name);
    for (size_t i = 0; i < KEYWORD_COUNT; i++)
        if (keywords[i].places & (unsigned)place)
            distance_search_offer(&nearest, str_of(keywords[i].name));
    return nearest.found.at;
}
