#include "check/config_load.h"

#include <cyaml/cyaml.h>
#include <stdalign.h>

struct config_loader {
    struct cyaml_schema_value file;
    uint32_t body_size;
};

/* 0 is left for "not set". */
static const cyaml_strval_t severity_words[] = {{"off", SEVERITY_OFF + 1},
                                                {"info", SEVERITY_INFO + 1},
                                                {"warning", SEVERITY_WARNING + 1},
                                                {"error", SEVERITY_ERROR + 1}};

static const struct cyaml_schema_value text_item = {CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char, 0, CYAML_UNLIMITED)};

static size_t slot_offset(size_t row)
{
    return sizeof(struct config_body) + row * sizeof(struct config_slot);
}

static size_t severity_offset(size_t rule)
{
    return slot_offset(config_value_count()) + rule;
}

static struct cyaml_schema_field text_field(const char *key, size_t offset)
{
    return (struct cyaml_schema_field){
        .key = key,
        .data_offset = (uint32_t)offset,
        .value = {.type = CYAML_STRING,
                  .flags = (enum cyaml_flag)(CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL),
                  .data_size = sizeof(char),
                  .string = {0, CYAML_UNLIMITED}},
    };
}

static struct cyaml_schema_field list_field(const char *key, size_t items, size_t count,
                                            const struct cyaml_schema_value *entry)
{
    return (struct cyaml_schema_field){
        .key = key,
        .data_offset = (uint32_t)items,
        .count_offset = (uint32_t)count,
        .count_size = sizeof(uint32_t),
        .value = {.type = CYAML_SEQUENCE,
                  .flags = (enum cyaml_flag)(CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL),
                  .data_size = entry->flags & CYAML_FLAG_POINTER ? sizeof(char *) : entry->data_size,
                  .sequence = {entry, 0, CYAML_UNLIMITED}},
    };
}

static struct cyaml_schema_field texts_field(const char *key, size_t list)
{
    return list_field(key, list + offsetof(struct config_list, items), list + offsetof(struct config_list, count),
                      &text_item);
}

static struct cyaml_schema_field accepted_field(struct arena *arena)
{
    struct cyaml_schema_field *fields = arena_alloc_array(arena, 6, sizeof *fields);
    struct cyaml_schema_value *entry = arena_new(arena, struct cyaml_schema_value);
    fields[0] = text_field("rule", offsetof(struct config_agreement, rule));
    fields[1] = text_field("contract", offsetof(struct config_agreement, contract));
    fields[2] = text_field("path", offsetof(struct config_agreement, path));
    fields[3] = text_field("reason", offsetof(struct config_agreement, reason));
    fields[4] = text_field("until", offsetof(struct config_agreement, until));
    entry->type = CYAML_MAPPING;
    entry->data_size = sizeof(struct config_agreement);
    entry->mapping.fields = fields;
    return list_field("accepted", offsetof(struct config_body, accepted), offsetof(struct config_body, accepted_count),
                      entry);
}

/* A mapping whose fields lie in the structure that holds it. */
static struct cyaml_schema_field mapping_field(const char *key, const struct cyaml_schema_field *fields, size_t size)
{
    return (struct cyaml_schema_field){
        .key = key,
        .value = {.type = CYAML_MAPPING,
                  .flags = CYAML_FLAG_OPTIONAL,
                  .data_size = (uint32_t)size,
                  .mapping = {fields}},
    };
}

static const struct cyaml_schema_field *rule_fields(struct arena *arena, const struct rule_set *rules)
{
    struct cyaml_schema_field *fields = arena_alloc_array(arena, rules->count + 1, sizeof *fields);
    for (size_t i = 0; i < rules->count; i++)
        fields[i] = (struct cyaml_schema_field){
            .key = rules->rules[i]->id,
            .data_offset = (uint32_t)severity_offset(i),
            .value = {.type = CYAML_ENUM,
                      .flags = (enum cyaml_flag)(CYAML_FLAG_STRICT | CYAML_FLAG_OPTIONAL),
                      .data_size = 1,
                      .enumeration = {severity_words, sizeof severity_words / sizeof *severity_words}},
        };
    return fields;
}

static struct cyaml_schema_field value_field(size_t row)
{
    const struct config_value *value = &config_values[row];
    size_t slot = slot_offset(row);
    if (!config_value_is_list(value))
        return text_field(value->key, slot + offsetof(struct config_slot, text));
    return list_field(value->key, slot + offsetof(struct config_slot, items),
                      slot + offsetof(struct config_slot, count), &text_item);
}

/* The rows of one family, which stand together, from `*row` on. */
static const struct cyaml_schema_field *family_fields(struct arena *arena, size_t *row)
{
    struct cyaml_schema_field *fields = arena_alloc_array(arena, config_value_count() + 1, sizeof *fields);
    const struct config_value *first = &config_values[*row];
    for (size_t i = 0; config_value_is_same_family(&config_values[*row], first); i++)
        fields[i] = value_field((*row)++);
    return fields;
}

static const struct cyaml_schema_field *option_fields(struct arena *arena, size_t *row, size_t size)
{
    struct cyaml_schema_field *fields = arena_alloc_array(arena, config_value_count() + 1, sizeof *fields);
    for (size_t i = 0; config_values[*row].family; i++) {
        const char *family = config_values[*row].family;
        fields[i] = mapping_field(family, family_fields(arena, row), size);
    }
    return fields;
}

static const struct cyaml_schema_field *copy_fields(struct arena *arena, const struct cyaml_schema_field *fields,
                                                    size_t count)
{
    struct cyaml_schema_field *copy = arena_alloc_array(arena, count + 1, sizeof *copy);
    memcpy(copy, fields, count * sizeof *copy);
    return copy;
}

const struct config_loader *config_loader_new(struct arena *arena, const struct rule_set *rules)
{
    struct config_loader *loader = arena_new(arena, struct config_loader);
    size_t row = 0, align = alignof(max_align_t);
    size_t size = (severity_offset(rules->count) + align - 1) / align * align;
    loader->body_size = (uint32_t)size;
    struct cyaml_schema_field of_rules = mapping_field("rules", rule_fields(arena, rules), size);
    struct cyaml_schema_field of_options = mapping_field("options", option_fields(arena, &row, size), size);
    struct cyaml_schema_field of_limits = mapping_field("limits", family_fields(arena, &row), size);

    const struct cyaml_schema_field in_override[] = {texts_field("files", offsetof(struct config_body, files)),
                                                     of_options, of_rules};
    struct cyaml_schema_value *override = arena_new(arena, struct cyaml_schema_value);
    override->type = CYAML_MAPPING;
    override->data_size = loader->body_size;
    override->mapping.fields = copy_fields(arena, in_override, 3);

    const struct cyaml_schema_field in_file[] = {
        accepted_field(arena),
        {.key = "extends", .value = {.type = CYAML_IGNORE, .flags = CYAML_FLAG_OPTIONAL}}, /* resolved before */
        texts_field("ignore", offsetof(struct config_body, ignore)),
        of_limits,
        of_options,
        list_field("overrides", offsetof(struct config_body, overrides), offsetof(struct config_body, override_count),
                   override),
        of_rules};
    loader->file.type = CYAML_MAPPING;
    loader->file.flags = CYAML_FLAG_POINTER;
    loader->file.data_size = loader->body_size;
    loader->file.mapping.fields = copy_fields(arena, in_file, sizeof in_file / sizeof *in_file);
    return loader;
}

/* Memory for libcyaml: an arena whose blocks know their size. libcyaml lengthens a list by one entry at a time, so a
   block that grows gets twice what it needs. */
struct block {
    size_t capacity;
    alignas(max_align_t) char bytes[];
};

static void *block_realloc(void *arena, void *old, size_t size)
{
    const struct block *before = old ? (const void *)((const char *)old - offsetof(struct block, bytes)) : NULL;
    if (!size)
        return NULL;
    if (before && before->capacity >= size)
        return old;
    size_t capacity = before ? size * 2 : size;
    struct block *block = arena_alloc(arena, sizeof *block + capacity);
    block->capacity = capacity;
    if (before)
        memcpy(block->bytes, before->bytes, before->capacity);
    return block->bytes;
}

/* libcyaml tells what is wrong in log lines; the first one has the words, the others a backtrace. */
__attribute__((format(printf, 3, 0))) static void keep_first_words(cyaml_log_t level, void *err, const char *format,
                                                                   va_list args)
{
    char line[200];
    if (level < CYAML_LOG_ERROR)
        return;
    vsnprintf(line, sizeof line, format, args);
    error_set(err, "libcyaml refuses it: %.*s", STR_ARG(str_trim(str_of(line))));
}

const struct config_body *config_load_nothing(const struct config_loader *loader, struct arena *arena)
{
    return arena_alloc(arena, loader->body_size);
}

const struct config_body *config_load(const struct config_loader *loader, struct arena *arena, struct str text,
                                      struct error *err)
{
    const cyaml_config_t config = {
        .log_fn = keep_first_words,
        .log_ctx = err,
        .mem_fn = block_realloc,
        .mem_ctx = arena,
        .log_level = CYAML_LOG_ERROR,
        .flags = CYAML_CFG_NO_ALIAS,
    };
    cyaml_data_t *data = NULL;
    cyaml_err_t result = cyaml_load_data((const unsigned char *)text.at, text.len, &config, &loader->file, &data, NULL);
    if (result == CYAML_OK && data)
        return data;
    error_set(err, "libcyaml refuses it: %s", cyaml_strerror(result));
    return NULL;
}

const struct config_body *config_body_override(const struct config_loader *loader, const struct config_body *body,
                                               uint32_t index)
{
    return (const void *)(body->overrides + (size_t)index * loader->body_size);
}

const struct config_slot *config_body_slot(const struct config_body *body, size_t row)
{
    return (const void *)((const char *)body + slot_offset(row));
}

bool config_body_severity(const struct config_body *body, size_t rule, enum severity *severity)
{
    unsigned char stored = ((const unsigned char *)body)[severity_offset(rule)];
    if (stored)
        *severity = (enum severity)(stored - 1);
    return stored;
}
