#include "report/markdown_text.h"
#include "report/sarif.h"

struct sarif_rule {
    const struct rule *rule;
    size_t index;
    struct sarif_rule *next;
};

struct sarif_file {
    struct str uri;
    const char *failure;
    struct sarif_file *next;
};

json_t *sarif_message(struct arena *arena, struct str text)
{
    json_t *message = json_new_object(arena);
    struct buf plain = {.arena = arena};
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == ']' && i + 1 < text.len && text.at[i + 1] == '(')
            buf_add_char(&plain, '\\');
        buf_add_char(&plain, text.at[i]);
    }
    json_set(arena, message, "text", json_text(arena, buf_str(&plain)));
    return message;
}

json_t *sarif_file_location(struct arena *arena, struct str uri)
{
    json_t *location = json_new_object(arena);
    json_set(arena, location, "uri", json_text(arena, uri));
    if (!str_starts(uri, "file:"))
        json_set(arena, location, "uriBaseId", json_text(arena, STR("%SRCROOT%")));
    return location;
}

void sarif_rules_start(struct sarif_rules *rules, struct arena *arena)
{
    *rules = (struct sarif_rules){.arena = arena};
    map_init(&rules->places, arena);
}

size_t sarif_rule_index(struct sarif_rules *rules, const struct rule *rule)
{
    struct sarif_rule *place = map_get(&rules->places, str_of(rule->id));
    if (place)
        return place->index;
    place = arena_new(rules->arena, struct sarif_rule);
    *place = (struct sarif_rule){.rule = rule, .index = rules->count++};
    map_put(&rules->places, str_of(rule->id), place);
    *(rules->last ? &rules->last->next : &rules->first) = place;
    rules->last = place;
    return place->index;
}

static const char *text_or(const char *text, const char *other)
{
    return text ? text : other;
}

static json_t *json_of_help(struct arena *arena, const struct rule *rule)
{
    const char *why = text_or(rule->why, "");
    struct buf plain = {.arena = arena}, markdown = {.arena = arena};
    json_t *help = json_new_object(arena);
    buf_print(&plain, rule->advice ? "%s\n\nWhat to do: %s\n" : "%s\n", why, rule->advice);
    markdown_add_rule(&markdown, rule);
    json_set(arena, help, "text", json_text(arena, buf_str(&plain)));
    json_set(arena, help, "markdown", json_text(arena, buf_str(&markdown)));
    return help;
}

static json_t *json_of_default(struct arena *arena, const struct rule *rule)
{
    static const char *const levels[] = {"", "note", "warning", "error"};
    json_t *configuration = json_new_object(arena);
    if (rule->severity == SEVERITY_OFF)
        json_set(arena, configuration, "enabled", json_false());
    else
        json_set(arena, configuration, "level", json_text_or_null(arena, levels[rule->severity]));
    return configuration;
}

/* What GitHub sorts and filters by. */
static json_t *json_of_properties(struct arena *arena, const struct rule *rule)
{
    static const char *const problems[] = {"recommendation", "recommendation", "warning", "error"};
    json_t *properties = json_new_object(arena), *tags = json_new_array(arena);
    json_append(arena, tags, json_text(arena, STR("data-contract")));
    json_append(arena, tags, json_text(arena, rule_family(rule)));
    json_set(arena, properties, "tags", tags);
    json_set(arena, properties, "precision", json_text(arena, STR("high")));
    json_set(arena, properties, "problem.severity", json_text_or_null(arena, problems[rule->severity]));
    return properties;
}

static json_t *json_of_rule(struct arena *arena, const struct rule *rule)
{
    json_t *json = json_new_object(arena);
    json_set(arena, json, "id", json_text_or_null(arena, rule->id));
    json_set(arena, json, "shortDescription", sarif_message(arena, str_of(text_or(rule->summary, rule->id))));
    json_set(arena, json, "fullDescription", sarif_message(arena, str_of(text_or(rule->why, rule->id))));
    json_set(arena, json, "help", json_of_help(arena, rule));
    json_set(arena, json, "defaultConfiguration", json_of_default(arena, rule));
    json_set(arena, json, "properties", json_of_properties(arena, rule));
    return json;
}

void sarif_rules_print(const struct sarif_rules *rules, struct buf *out)
{
    buf_add_c(out, "\"tool\": {\"driver\": {\"name\": \"contractlint\", \"semanticVersion\": \"" CONTRACTLINT_VERSION
                   "\", \"rules\": [");
    for (const struct sarif_rule *place = rules->first; place; place = place->next) {
        buf_add_c(out, place->index ? ",\n" : "\n");
        json_print(out, json_of_rule(out->arena, place->rule));
    }
    buf_add_c(out, rules->first ? "\n]}}" : "]}}");
}

void sarif_files_start(struct sarif_files *files, struct arena *arena)
{
    *files = (struct sarif_files){.arena = arena};
}

void sarif_files_add(struct sarif_files *files, struct str uri, const char *failure)
{
    struct sarif_file *file = arena_new(files->arena, struct sarif_file);
    *file = (struct sarif_file){.uri = str_copy(files->arena, uri), .failure = failure};
    *(files->last ? &files->last->next : &files->first) = file;
    files->last = file;
}

static json_t *json_of_artifact(struct arena *arena, const struct sarif_file *file)
{
    json_t *artifact = json_new_object(arena), *roles = json_new_array(arena);
    json_append(arena, roles, json_text(arena, STR("analysisTarget")));
    json_set(arena, artifact, "location", sarif_file_location(arena, file->uri));
    json_set(arena, artifact, "roles", roles);
    return artifact;
}

void sarif_files_print(const struct sarif_files *files, struct buf *out)
{
    buf_add_c(out, "\"artifacts\": [");
    for (const struct sarif_file *file = files->first; file; file = file->next) {
        buf_add_c(out, file == files->first ? "\n" : ",\n");
        json_print(out, json_of_artifact(out->arena, file));
    }
    buf_add_c(out, files->first ? "\n]" : "]");
}

/* `uri` empty: about the whole run. */
static json_t *json_of_notification(struct arena *arena, const char *level, struct str text, struct str uri)
{
    json_t *notification = json_new_object(arena), *locations = json_new_array(arena);
    if (uri.len) {
        json_t *location = json_new_object(arena), *place = json_new_object(arena);
        json_set(arena, place, "artifactLocation", sarif_file_location(arena, uri));
        json_set(arena, location, "physicalLocation", place);
        json_append(arena, locations, location);
    }
    json_set(arena, notification, "level", json_text_or_null(arena, level));
    json_set(arena, notification, "message", sarif_message(arena, text));
    json_set(arena, notification, "locations", locations);
    return notification;
}

void sarif_files_print_run(const struct sarif_files *files, bool is_successful, struct str note, struct buf *out)
{
    struct arena *arena = out->arena;
    json_t *invocations = json_new_array(arena), *invocation = json_new_object(arena), *all = json_new_array(arena);
    for (const struct sarif_file *file = files->first; file; file = file->next)
        if (file->failure)
            json_append(arena, all,
                        json_of_notification(arena, "error",
                                             str_of(text_print(arena, "not checked: %s", file->failure)), file->uri));
    if (note.len)
        json_append(arena, all, json_of_notification(arena, "warning", note, STR("")));
    json_set(arena, invocation, "executionSuccessful", json_boolean(is_successful));
    json_set(arena, invocation, "toolExecutionNotifications", all);
    json_append(arena, invocations, invocation);
    buf_add_c(out, "\"invocations\": ");
    json_print(out, invocations);
}
