#include "check/config_table.h"

#include "base/buf.h"
#include "check/config_value.h"

#define SECTION(member) FILL_NODE, offsetof(struct config_sections, member)

static const struct key file_keys[] = {
    {"accepted", VALUE_LIST, 0, SECTION(accepted)},
    {"catalog", VALUE_MAPPING, 0, SECTION(catalog)},
    {"custom", VALUE_LIST, 0, SECTION(custom)},
    {"extends", VALUE_LIST, 0, SECTION(extends)},
    {"ignore", VALUE_LIST, 0, SECTION(ignore)},
    {"limits", VALUE_MAPPING, 0, SECTION(limits)},
    {"locked", VALUE_LIST, 0, SECTION(locked)},
    {"options", VALUE_MAPPING, 0, SECTION(options)},
    {"overrides", VALUE_LIST, 0, SECTION(overrides)},
    {"rules", VALUE_MAPPING, 0, SECTION(rules)},
    {NULL},
};
static const struct look_alike file_look_alikes[] = {
    {"exclude", "ignore"}, {"ignores", "ignore"}, {"severity", "rules"}, {"settings", "options"}, {NULL, NULL}};
static const struct shape file_shape = {"a configuration", file_keys, file_look_alikes, false};

static const struct key override_keys[] = {
    {"files", VALUE_LIST, KEY_REQUIRED, SECTION(files)},
    {"options", VALUE_MAPPING, 0, SECTION(options)},
    {"rules", VALUE_MAPPING, 0, SECTION(rules)},
    {NULL},
};
static const struct shape override_shape = {"an override", override_keys, NULL, false};

static const struct key catalog_keys[] = {{"complete", VALUE_BOOLEAN}, {NULL}};
static const struct shape catalog_shape = {"`catalog`", catalog_keys, NULL, false};

static const struct key accepted_keys[] = {
    {"contract", VALUE_STRING}, {"path", VALUE_STRING},  {"reason", VALUE_STRING},
    {"rule", VALUE_STRING},     {"until", VALUE_SCALAR}, {NULL},
};
static const struct shape accepted_shape = {"an accepted change", accepted_keys, NULL, false};

static const char *const subjects[] = {"access",  "dataset", "document", "field", "port",
                                       "product", "quality", "server",   "sla",   NULL};
static const struct key examples_keys[] = {{"bad", VALUE_LIST}, {"good", VALUE_LIST}, {NULL}};
static const struct shape examples_shape = {"`examples`", examples_keys, NULL, false};

/* A condition is what a custom rule asserts, without the words around it. */
static const struct key when_keys[] = {
    {"forbidden", VALUE_BOOLEAN}, {"match", VALUE_STRING},
    {"max", VALUE_SCALAR},        {"max-length", VALUE_NUMBER},
    {"min", VALUE_SCALAR},        {"min-length", VALUE_NUMBER},
    {"none-of", VALUE_LIST},      {"not-match", VALUE_STRING},
    {"one-of", VALUE_LIST},       {"required", VALUE_BOOLEAN},
    {"select", VALUE_STRING},     {"style", VALUE_STRING},
    {"unique", VALUE_BOOLEAN},    {NULL},
};
static const struct shape when_shape = {"`when`", when_keys, NULL, false};

static const struct key custom_keys[] = {
    {"any", VALUE_LIST},
    {"each", VALUE_LIST},
    {"examples", VALUE_MAPPING, 0, FILL_SAME, 0, &examples_shape},
    {"forbidden", VALUE_BOOLEAN},
    {"help", VALUE_STRING},
    {"id", VALUE_STRING, KEY_REQUIRED},
    {"match", VALUE_STRING},
    {"max", VALUE_SCALAR},
    {"max-length", VALUE_NUMBER},
    {"message", VALUE_STRING, KEY_REQUIRED},
    {"min", VALUE_SCALAR},
    {"min-length", VALUE_NUMBER},
    {"none", VALUE_LIST},
    {"none-of", VALUE_LIST},
    {"not-match", VALUE_STRING},
    {"on", VALUE_STRING, KEY_REQUIRED, FILL_NOTHING, 0, NULL, subjects},
    {"one-of", VALUE_LIST},
    {"required", VALUE_BOOLEAN},
    {"select", VALUE_STRING},
    {"severity", VALUE_STRING, 0, FILL_NOTHING, 0, NULL, severity_names},
    {"standard", VALUE_STRING},
    {"style", VALUE_STRING},
    {"unique", VALUE_BOOLEAN},
    {"url", VALUE_STRING},
    {"when", VALUE_MAPPING, 0, FILL_SAME, 0, &when_shape},
    {NULL},
};
static const struct shape custom_shape = {"a custom rule", custom_keys, NULL, false};

static struct shape *shape_new(struct arena *arena, const char *noun, const struct key *keys)
{
    struct shape *shape = arena_new(arena, struct shape);
    shape->noun = noun;
    shape->keys = keys;
    return shape;
}

/* The keys of one family, whose rows stand together; moves `*row` behind them. */
static const struct key *family_keys(struct arena *arena, const struct config_value **row)
{
    struct key *keys = arena_alloc_array(arena, config_value_count() + 1, sizeof *keys);
    const struct config_value *first = *row;
    for (size_t i = 0; config_value_is_same_family(*row, first); i++, (*row)++) {
        keys[i].name = (*row)->key;
        keys[i].kinds = config_value_is_list(*row) ? VALUE_LIST : VALUE_SCALAR;
    }
    return keys;
}

static const struct key *option_keys(struct arena *arena, const struct config_value **row)
{
    struct key *keys = arena_alloc_array(arena, config_value_count() + 1, sizeof *keys);
    for (size_t i = 0; (*row)->family; i++) {
        const char *family = (*row)->family;
        const char *noun = text_print(arena, "`options.%s`", family);
        keys[i] = (struct key){.name = family, .kinds = VALUE_MAPPING, .fill = FILL_SAME};
        keys[i].shape = shape_new(arena, noun, family_keys(arena, row));
    }
    return keys;
}

const struct config_shapes *config_shapes_new(struct arena *arena)
{
    const struct config_value *row = config_values;
    struct config_shapes *shapes = arena_new(arena, struct config_shapes);
    shapes->file = &file_shape;
    shapes->override = &override_shape;
    shapes->options = shape_new(arena, "`options`", option_keys(arena, &row));
    shapes->limits = shape_new(arena, "`limits`", family_keys(arena, &row));
    shapes->accepted = &accepted_shape;
    shapes->catalog = &catalog_shape;
    shapes->custom = &custom_shape;
    return shapes;
}
