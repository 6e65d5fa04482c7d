#include "cmd/config_schema.h"

#include "check/config.h"
#include "report/json_text.h"
#include "rules/all_rules.h"

/* A schema object with a description; NULL: none. */
static json_t *schema_of(struct arena *arena, const char *type, const char *description)
{
    json_t *schema = json_new_object(arena);
    if (description)
        json_set(arena, schema, "description", json_text_or_null(arena, description));
    json_set(arena, schema, "type", json_text_or_null(arena, type));
    return schema;
}

static json_t *object_of(struct arena *arena, const char *description, json_t *properties)
{
    json_t *schema = schema_of(arena, "object", description);
    json_set(arena, schema, "additionalProperties", json_false());
    json_set(arena, schema, "properties", properties);
    return schema;
}

static json_t *list_of(struct arena *arena, const char *description, json_t *items)
{
    json_t *schema = schema_of(arena, "array", description);
    json_set(arena, schema, "items", items);
    return schema;
}

static json_t *text_matching(struct arena *arena, const char *description, const char *pattern)
{
    json_t *schema = schema_of(arena, "string", description);
    json_set(arena, schema, "pattern", json_text_or_null(arena, pattern));
    return schema;
}

static json_t *words_of(struct arena *arena, const char *const *words)
{
    json_t *schema = json_new_object(arena), *array = json_new_array(arena);
    for (; *words; words++)
        json_append(arena, array, json_text_or_null(arena, *words));
    json_set(arena, schema, "enum", array);
    return schema;
}

static json_t *number_between(struct arena *arena, const char *type, uint64_t least, uint64_t most)
{
    json_t *schema = schema_of(arena, type, NULL);
    json_set_count(arena, schema, "minimum", least);
    json_set_count(arena, schema, "maximum", most);
    return schema;
}

static json_t *either(struct arena *arena, const char *description, json_t *one, json_t *other)
{
    json_t *schema = json_new_object(arena), *array = json_new_array(arena);
    json_append(arena, array, one);
    json_append(arena, array, other);
    json_set(arena, schema, "description", json_text_or_null(arena, description));
    json_set(arena, schema, "anyOf", array);
    return schema;
}

/* A value as far as JSON Schema can say it. */
static json_t *value_schema(struct arena *arena, const struct config_value *value)
{
    static const char percentage[] = "^[0-9]+(\\.[0-9]+)? ?%$";
    json_t *list;
    switch (value->kind) {
    case CONFIG_PATTERN:
    case CONFIG_TEMPLATE: return text_matching(arena, value->meaning, "\\S");
    case CONFIG_NAME_STYLE:
        return either(arena, value->meaning, words_of(arena, config_name_styles), text_matching(arena, NULL, "^\\^"));
    case CONFIG_WORDS: return list_of(arena, value->meaning, words_of(arena, value->words));
    case CONFIG_LEVELS:
        list = list_of(arena, value->meaning, text_matching(arena, NULL, "\\S"));
        json_set_count(arena, list, "minItems", 1);
        json_set(arena, list, "uniqueItems", json_true());
        return list;
    case CONFIG_DURATION: return text_matching(arena, value->meaning, "^P[0-9YMWDTHS.,]+$");
    case CONFIG_PERCENT:
        return either(arena, value->meaning, number_between(arena, "number", 1, 100),
                      text_matching(arena, NULL, percentage));
    case CONFIG_RATIO:
        return either(arena, value->meaning, number_between(arena, "number", 0, 1),
                      text_matching(arena, NULL, percentage));
    case CONFIG_SIZE:
        return either(arena, value->meaning, number_between(arena, "integer", 1, value->most),
                      text_matching(arena, NULL, "^[1-9][0-9]*(KiB|MiB|GiB)?$"));
    case CONFIG_COUNT: break;
    }
    json_t *count = number_between(arena, "integer", 1, value->most);
    json_set(arena, count, "description", json_text_or_null(arena, value->meaning));
    return count;
}

/* The rows of one family, which stand together; moves `*row` behind them. */
static json_t *family_schema(struct arena *arena, const struct config_value **row)
{
    const struct config_value *first = *row;
    json_t *properties = json_new_object(arena);
    for (; config_value_is_same_family(*row, first); (*row)++)
        json_set(arena, properties, (*row)->key, value_schema(arena, *row));
    return object_of(arena, NULL, properties);
}

static json_t *options_schema(struct arena *arena, const struct config_value **row)
{
    json_t *properties = json_new_object(arena);
    while ((*row)->family) {
        const char *family = (*row)->family;
        json_set(arena, properties, family, family_schema(arena, row));
    }
    return object_of(arena, "what rules demand; `contractlint explain RULE` lists the options of a rule", properties);
}

static json_t *rules_schema(struct arena *arena)
{
    json_t *properties = json_new_object(arena);
    for (size_t i = 0; i < all_rules.count; i++) {
        json_t *rule = words_of(arena, severity_names);
        json_set(arena, rule, "description", json_text_or_null(arena, all_rules.rules[i]->summary));
        json_set(arena, properties, all_rules.rules[i]->id, rule);
    }
    return object_of(arena, "the severity of rules", properties);
}

static json_t *texts_schema(struct arena *arena, const char *description)
{
    return list_of(arena, description, text_matching(arena, NULL, "\\S"));
}

static json_t *override_schema(struct arena *arena)
{
    json_t *properties = json_new_object(arena), *required = json_new_array(arena), *schema;
    json_t *rules = json_new_object(arena), *options = json_new_object(arena);
    json_set(arena, rules, "$ref", json_text_or_null(arena, "#/properties/rules"));
    json_set(arena, options, "$ref", json_text_or_null(arena, "#/properties/options"));
    json_set(arena, properties, "files", texts_schema(arena, "patterns as in .gitignore, from this file's folder"));
    json_set(arena, properties, "rules", rules);
    json_set(arena, properties, "options", options);
    json_append(arena, required, json_text_or_null(arena, "files"));
    schema = object_of(arena, NULL, properties);
    json_set(arena, schema, "required", required);
    return schema;
}

static json_t *rule_ids(struct arena *arena)
{
    json_t *schema = json_new_object(arena), *ids = json_new_array(arena);
    for (size_t i = 0; i < all_rules.count; i++)
        if (all_rules.rules[i]->is_change)
            json_append(arena, ids, json_text_or_null(arena, all_rules.rules[i]->id));
    json_set(arena, schema, "description", json_text_or_null(arena, "what `contractlint breaking` calls the change"));
    json_set(arena, schema, "enum", ids);
    return schema;
}

static json_t *accepted_schema(struct arena *arena)
{
    json_t *properties = json_new_object(arena);
    json_set(arena, properties, "rule", rule_ids(arena));
    json_set(arena, properties, "contract", text_matching(arena, "its id, or its name where no other has it", "\\S"));
    json_set(arena, properties, "path",
             text_matching(arena, "as reports show it; it may end in `/**`, which is all below", "^(/|\\s*$)"));
    json_set(arena, properties, "reason", text_matching(arena, "why it was agreed", "\\S"));
    json_set(arena, properties, "until",
             text_matching(arena, "the last version or day for which it holds",
                           "^(v?[0-9]+\\.[0-9]+\\.[0-9]+\\S*|[0-9]{4}-[0-9]{2}-[0-9]{2})$"));
    return object_of(arena, NULL, properties);
}

void config_schema_add(struct buf *out)
{
    struct arena *arena = out->arena;
    const struct config_value *row = config_values;
    json_t *properties = json_new_object(arena);
    json_set(arena, properties, "extends",
             texts_schema(arena, "packs by name, files by relative path; the later is stronger"));
    json_set(arena, properties, "rules", rules_schema(arena));
    json_set(arena, properties, "options", options_schema(arena, &row));
    json_set(arena, properties, "limits", family_schema(arena, &row));
    json_set(arena, properties, "ignore",
             texts_schema(arena, "files left out; patterns as in .gitignore, from this file's folder"));
    json_set(arena, properties, "overrides",
             list_of(arena, "what else holds for some files; the later is stronger", override_schema(arena)));
    json_set(arena, properties, "accepted",
             list_of(arena, "changes of `contractlint breaking` that were agreed to", accepted_schema(arena)));
    json_t *schema = object_of(arena, CONFIG_FILE_NAME ", the configuration of contractlint", properties);
    json_t *whole = json_new_object(arena);
    json_set(arena, whole, "$schema", json_text_or_null(arena, "https://json-schema.org/draft/2020-12/schema"));
    if (json_object_update(whole, schema) != 0)
        arena_out_of_memory(arena);
    json_decref(schema);
    json_print(out, whole);
    buf_add_char(out, '\n');
}
