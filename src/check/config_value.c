#include "check/config_value.h"

#include "base/datetime.h"
#include "base/distance.h"
#include "base/pattern.h"
#include "base/semver.h"
#include "base/utf8.h"

enum {
    MAX_DEPTH = 512,
    MAX_NODES = 100 * 1000 * 1000,
    MAX_ALIASES = 1000 * 1000,
    MAX_RUN = 64 * 1024,
    MAX_FILE_SIZE = 1024 * 1024 * 1024
};

/* Members of the neutral contract that may be demanded. */
static const char *const members[] = {
    "id",   "name",      "domain",  "owner",        "version",        "status", "description",     "tags",    "contact",
    "sla",  "schema",    "latency", "availability", "quality_score",  "access", "quality_metrics", "lineage", "server",
    "port", "freshness", "quality", "retention",    "classification", "terms",  "permissions",     NULL};

const char *const config_name_styles[] = {"camelCase",  "snake_case",       "PascalCase",
                                          "kebab-case", "UPPER_SNAKE_CASE", NULL};

#define IN(member) offsetof(struct settings, member)

const struct config_value config_values[] = {
    {"access", "classifications", CONFIG_LEVELS, IN(options.access_classifications), 0, NULL,
     "the classifications that are known, the least sensitive first"},
    {"lifecycle", "min-notice", CONFIG_DURATION, IN(options.lifecycle_min_notice), 0, NULL,
     "the shortest time between the announcement of an end and the end"},
    {"metadata", "owner", CONFIG_PATTERN, IN(options.metadata_owner), 0, NULL, "the pattern that owners match"},
    {"metadata", "required", CONFIG_WORDS, IN(options.metadata_required), 0, members,
     "what every contract says, beyond what its dialect requires"},
    {"naming", "dataset", CONFIG_PATTERN, IN(options.naming.dataset), 0, NULL, "the pattern of dataset names"},
    {"naming", "domain", CONFIG_PATTERN, IN(options.naming.domain), 0, NULL, "the pattern of domain names"},
    {"naming", "enum-value", CONFIG_PATTERN, IN(options.naming.enum_value), 0, NULL, "the pattern of enum values"},
    {"naming", "field", CONFIG_NAME_STYLE, IN(options.naming), 0, NULL,
     "the style of field names, or a pattern that begins with ^"},
    {"naming", "permission", CONFIG_PATTERN, IN(options.naming.permission), 0, NULL, "the pattern of permissions"},
    {"naming", "product", CONFIG_PATTERN, IN(options.naming.product), 0, NULL, "the pattern of product names"},
    {"port", "path", CONFIG_TEMPLATE, IN(options.port_path), 0, NULL, "the path of REST ports"},
    {"port", "topic", CONFIG_TEMPLATE, IN(options.port_topic), 0, NULL, "the topic of stream ports"},
    {"quality", "min-accuracy", CONFIG_RATIO, IN(options.quality_min_accuracy), 0, NULL,
     "the lowest accuracy that a threshold may ask for"},
    {"quality", "min-completeness", CONFIG_RATIO, IN(options.quality_min_completeness), 0, NULL,
     "the lowest completeness that a threshold may ask for"},
    {"sla", "max-freshness", CONFIG_DURATION, IN(options.sla_max_freshness), 0, NULL,
     "the slowest freshness that may be promised"},
    {"sla", "min-availability", CONFIG_PERCENT, IN(options.sla_min_availability), 0, NULL,
     "the lowest availability that may be promised"},
    {"sla", "min-quality-score", CONFIG_RATIO, IN(options.sla_min_quality_score), 0, NULL,
     "the lowest quality score that may be promised"},
    {NULL, "aliases", CONFIG_COUNT, IN(limits.aliases), MAX_ALIASES, NULL, "aliases in a file"},
    {NULL, "depth", CONFIG_COUNT, IN(limits.depth), MAX_DEPTH, NULL, "nested mappings and lists"},
    {NULL, "file-size", CONFIG_SIZE, IN(limits.file_size), MAX_FILE_SIZE, NULL, "bytes of a file"},
    {NULL, "nodes", CONFIG_COUNT, IN(limits.nodes), MAX_NODES, NULL, "keys and values of a file, aliases expanded"},
    {NULL, "run", CONFIG_COUNT, IN(limits.run), MAX_RUN, NULL, "the longest run of blanks or line breaks"},
    {NULL, NULL, CONFIG_PATTERN, 0, 0, NULL, NULL},
};

size_t config_value_count(void)
{
    return sizeof config_values / sizeof *config_values - 1;
}

bool config_value_is_list(const struct config_value *value)
{
    return value->kind == CONFIG_WORDS || value->kind == CONFIG_LEVELS;
}

bool config_value_is_same_family(const struct config_value *a, const struct config_value *b)
{
    return a->key && b->key && str_equal(str_of(a->family), str_of(b->family));
}

static bool wrong(struct config_fault *fault, const char *message, const char *help)
{
    fault->message = message;
    fault->help = help;
    return false;
}

static bool read_pattern(struct arena *arena, const char *text, struct pattern_option *option,
                         struct config_fault *fault)
{
    struct pattern_problem problem = {0};
    const struct pattern *pattern = pattern_compile(arena, pattern_parse(arena, str_of(text)));
    if (pattern_compiled_status(pattern, &problem) != PATTERN_OK) {
        fault->start = problem.start;
        fault->end = problem.end;
        return wrong(fault, text_print(arena, "is no pattern: %s", problem.reason), NULL);
    }
    *option = (struct pattern_option){text, pattern};
    return true;
}

static bool read_name_style(struct arena *arena, const char *text, struct naming_options *naming,
                            struct config_fault *fault)
{
    if (text[0] == '^') {
        naming->field_style = NAME_STYLE_PATTERN;
        return read_pattern(arena, text, &naming->field, fault);
    }
    for (int i = 0; config_name_styles[i]; i++)
        if (str_is(str_of(text), config_name_styles[i])) {
            naming->field_style = (enum name_style)(NAME_STYLE_CAMEL + i);
            naming->field = (struct pattern_option){0};
            return true;
        }
    const char *near = distance_nearest(str_of(text), config_name_styles);
    return wrong(fault, "is no style of names and no pattern that begins with ^",
                 near ? text_print(arena, "did you mean `%s`?", near)
                      : "write camelCase, snake_case, PascalCase, kebab-case, UPPER_SNAKE_CASE or a pattern");
}

static const char *const *copy_words(struct arena *arena, const struct config_slot *slot)
{
    const char **words = arena_alloc_array(arena, (size_t)slot->count + 1, sizeof *words);
    for (uint32_t i = 0; i < slot->count; i++)
        words[i] = text_print(arena, "%s", slot->items[i]);
    return words;
}

static bool read_words(const struct config_value *value, struct arena *arena, const struct config_slot *slot,
                       const char *const **words, struct config_fault *fault)
{
    for (uint32_t i = 0; i < slot->count; i++) {
        struct str word = str_of(slot->items[i]);
        if (str_is_one_of(word, value->words))
            continue;
        fault->item = i;
        const char *near = distance_nearest(word, value->words);
        return wrong(fault, "is no member of a contract that can be demanded",
                     near ? text_print(arena, "did you mean `%s`?", near) : NULL);
    }
    *words = copy_words(arena, slot);
    return true;
}

/* Few words, so the quadratic search for doubles is bounded first. */
static bool read_levels(struct arena *arena, const struct config_slot *slot, const char *const **words,
                        struct config_fault *fault)
{
    enum { MAX_LEVELS = 100 };
    for (uint32_t i = 0; i < slot->count; i++) {
        fault->item = i;
        if (i == MAX_LEVELS)
            return wrong(fault, "is one level too many", "100 are enough");
        if (str_is_blank(str_of(slot->items[i])))
            return wrong(fault, "is blank", NULL);
        for (uint32_t k = 0; k < i; k++)
            if (str_is(str_of(slot->items[i]), slot->items[k]))
                return wrong(fault, "stands twice in the list", NULL);
    }
    if (!slot->count)
        return wrong(fault, "is an empty list", "name at least one level");
    *words = copy_words(arena, slot);
    return true;
}

static bool read_duration(struct arena *arena, const char *text, struct duration_option *option,
                          struct config_fault *fault)
{
    struct duration duration;
    enum duration_error error = duration_parse(arena, str_of(text), &duration, NULL);
    if (error != DURATION_OK) {
        struct str iso;
        bool is_clear = duration_understand(arena, str_of(text), &iso);
        return wrong(fault, text_print(arena, "is no ISO 8601 duration: %s", duration_error_text(error)),
                     is_clear ? text_print(arena, "write `%.*s`", STR_ARG(iso)) : "write one such as PT15M or P1D");
    }
    if (duration_is_zero(duration))
        return wrong(fault, "is zero", NULL);
    if (duration_exceeds_years(arena, duration, 100))
        return wrong(fault, "is longer than 100 years", NULL);
    *option = (struct duration_option){text, duration};
    return true;
}

static bool read_percent(struct arena *arena, const char *text, struct number_option *option,
                         struct config_fault *fault)
{
    struct number number;
    bool has_sign = number_parse_percent(arena, str_of(text), &number);
    if (!has_sign && !number_parse(arena, str_of(text), &number))
        return wrong(fault, "is no percentage", "write one such as 99.9%");
    if (number_sign(number) <= 0 || number_compare(number, number_of(arena, 100)) > 0)
        return wrong(fault, "is not above 0 and at most 100 percent", NULL);
    if (!has_sign && number_compare(number, number_of(arena, 1)) <= 0) {
        struct str percent = number_print(arena, number_scale(number, 2));
        return wrong(fault, "reads like a ratio where a percentage is due",
                     text_print(arena, "write `%.*s%%`", STR_ARG(percent)));
    }
    *option = (struct number_option){text, number};
    return true;
}

static bool read_ratio(struct arena *arena, const char *text, struct number_option *option, struct config_fault *fault)
{
    struct number number;
    if (!number_parse_ratio(arena, str_of(text), &number))
        return wrong(fault, "is no ratio", "write a number from 0 to 1, or a percentage");
    if (number_sign(number) < 0 || number_compare(number, number_of(arena, 1)) > 0)
        return wrong(fault, "is not between 0 and 1", "write a number from 0 to 1, or a percentage");
    *option = (struct number_option){text, number};
    return true;
}

static bool read_template(const char *text, const char **member, struct config_fault *fault)
{
    struct str s = str_of(text);
    for (size_t i = 0; i < s.len; i++) {
        struct str rest = str_slice(s, i, s.len);
        if (rest.at[0] != '<' || str_starts(rest, "<domain>") || str_starts(rest, "<name>"))
            continue;
        fault->start = i;
        fault->end = i + str_index(rest, '>') + (str_index(rest, '>') < rest.len);
        return wrong(fault, "holds a placeholder that is not known", "use <domain> and <name>");
    }
    *member = text;
    return true;
}

static bool read_digits(struct str text, uint64_t most, uint64_t *number)
{
    *number = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (!char_is_digit(text.at[i]) || *number > most)
            return false;
        *number = *number * 10 + (uint64_t)(text.at[i] - '0');
    }
    return text.len && text.at[0] != '0' && *number <= most;
}

static const struct {
    const char *name;
    unsigned shift;
} units[] = {{"GiB", 30}, {"MiB", 20}, {"KiB", 10}, {"", 0}};

bool config_size_read(struct str text, uint64_t most, uint64_t *bytes)
{
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (!str_ends(text, units[i].name))
            continue;
        if (!read_digits(str_slice(text, 0, text.len - strlen(units[i].name)), most >> units[i].shift, bytes))
            return false;
        *bytes <<= units[i].shift;
        return true;
    }
    return false;
}

static void print_size(struct buf *buf, uint64_t bytes)
{
    size_t i = 0;
    while (bytes & (((uint64_t)1 << units[i].shift) - 1))
        i++;
    buf_print(buf, "%llu%s", (unsigned long long)(bytes >> units[i].shift), units[i].name);
}

static bool read_size(const struct config_value *value, struct arena *arena, const char *text, uint64_t *member,
                      struct config_fault *fault)
{
    if (config_size_read(str_of(text), value->most, member))
        return true;
    struct buf most = {.arena = arena};
    print_size(&most, value->most);
    return wrong(fault, text_print(arena, "is no size from 1 to %s", buf_c(&most)),
                 "write a number of bytes, or one with KiB, MiB or GiB right behind it");
}

static bool read_count(const struct config_value *value, struct arena *arena, const char *text, uint32_t *member,
                       struct config_fault *fault)
{
    uint64_t number;
    if (!read_digits(str_of(text), value->most, &number))
        return wrong(fault, text_print(arena, "is no whole number from 1 to %llu", (unsigned long long)value->most),
                     "write digits only, without a zero before them");
    *member = (uint32_t)number;
    return true;
}

bool config_value_read(const struct config_value *value, struct arena *arena, const struct config_slot *slot,
                       struct settings *settings, struct config_fault *fault)
{
    *fault = (struct config_fault){0};
    void *member = (char *)settings + value->offset;
    if (!config_value_is_list(value) && str_is_blank(str_of(slot->text)))
        return wrong(fault, "is blank", NULL);
    switch (value->kind) {
    case CONFIG_PATTERN: return read_pattern(arena, slot->text, member, fault);
    case CONFIG_NAME_STYLE: return read_name_style(arena, slot->text, member, fault);
    case CONFIG_WORDS: return read_words(value, arena, slot, member, fault);
    case CONFIG_LEVELS: return read_levels(arena, slot, member, fault);
    case CONFIG_DURATION: return read_duration(arena, slot->text, member, fault);
    case CONFIG_PERCENT: return read_percent(arena, slot->text, member, fault);
    case CONFIG_RATIO: return read_ratio(arena, slot->text, member, fault);
    case CONFIG_TEMPLATE: return read_template(slot->text, member, fault);
    case CONFIG_SIZE: return read_size(value, arena, slot->text, member, fault);
    case CONFIG_COUNT: return read_count(value, arena, slot->text, member, fault);
    }
    return false;
}

/* Double quotes where a reader could take the text for something else, escapes for what must not be shown raw. */
void config_text_print(const char *text, struct buf *buf)
{
    bool is_plain = *text && !str_is_one_of(str_of(text), (const char *const[]){"null", "true", "false", NULL});
    for (const char *c = text; *c; c++)
        is_plain = is_plain && (char_is_alnum(*c) || *c == '_' || ((*c == '-' || *c == '.' || *c == '%') && c > text));
    if (is_plain) {
        buf_add_c(buf, text);
        return;
    }
    buf_add_char(buf, '"');
    for (struct str rest = str_of(text); rest.len;) {
        uint32_t c = 0xFFFD;
        size_t size = utf8_decode(rest, &c);
        if (c == '"' || c == '\\')
            buf_print(buf, "\\%c", (char)c);
        else if (utf8_is_unsafe(c))
            buf_print(buf, c > 0xFFFF ? "\\U%08x" : "\\u%04x", (unsigned)c);
        else
            buf_add(buf, str_slice(rest, 0, size ? size : 1));
        rest = str_slice(rest, size ? size : 1, rest.len);
    }
    buf_add_char(buf, '"');
}

static void print_words(struct buf *buf, const char *const *words)
{
    buf_add_char(buf, '[');
    for (const char *const *word = words; *word; word++) {
        buf_add_c(buf, word > words ? ", " : "");
        config_text_print(*word, buf);
    }
    buf_add_char(buf, ']');
}

static const char *name_style_text(const struct naming_options *naming)
{
    if (naming->field_style == NAME_STYLE_PATTERN)
        return naming->field.text;
    return naming->field_style == NAME_STYLE_NONE ? NULL : config_name_styles[naming->field_style - NAME_STYLE_CAMEL];
}

void config_value_print(const struct config_value *value, const struct settings *settings, struct buf *buf)
{
    const void *member = (const char *)settings + value->offset;
    const char *text = NULL;
    switch (value->kind) {
    case CONFIG_PATTERN: text = ((const struct pattern_option *)member)->text; break;
    case CONFIG_NAME_STYLE: text = name_style_text(member); break;
    case CONFIG_WORDS:
    case CONFIG_LEVELS: print_words(buf, *(const char *const *const *)member); break;
    case CONFIG_DURATION: text = ((const struct duration_option *)member)->text; break;
    case CONFIG_PERCENT:
    case CONFIG_RATIO: text = ((const struct number_option *)member)->text; break;
    case CONFIG_TEMPLATE: text = *(const char *const *)member; break;
    case CONFIG_SIZE: print_size(buf, *(const uint64_t *)member); break;
    case CONFIG_COUNT: buf_print(buf, "%u", *(const uint32_t *)member); break;
    }
    if (text)
        config_text_print(text, buf);
}

bool config_until_is_valid(struct str text)
{
    struct semver version;
    struct date date;
    return semver_parse(str_starts(text, "v") ? str_slice(text, 1, text.len) : text, &version) ||
           datetime_parse_date(text, &date);
}
