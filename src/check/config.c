#include "check/config.h"

#include "base/path.h"
#include "check/config_merge.h"

struct config_store {
    struct config_files files;
    struct config_choices choices;
    const struct config_effective *without; /* any file; NULL until asked for */
};

struct config_store *config_store_new(struct arena *arena, const struct config_request *request)
{
    struct config_store *store = arena_new(arena, struct config_store);
    store->files = (struct config_files){
        .arena = arena, .rules = request->rules, .packs = request->packs, .working_folder = request->working_folder};
    map_init(&store->files.known, arena);
    return store;
}

bool config_choose(struct config_store *store, enum config_choice choice, const char *text, struct error *err)
{
    return config_choices_add(&store->choices, store->files.arena, store->files.rules, choice, str_of(text), err);
}

const struct config_effective *config_for_file(struct config_store *store, struct str config, struct str path)
{
    if (config.len) {
        struct config_file *file = config_file_get(&store->files, config);
        return file->state == CONFIG_GOOD ? config_merge(&store->files, &store->choices, file, path) : NULL;
    }
    if (!store->without)
        store->without = config_merge(&store->files, &store->choices, NULL, path);
    return store->without;
}

bool config_looks_at_paths(struct config_store *store, struct str config)
{
    struct config_file *file = config.len ? config_file_get(&store->files, config) : NULL;
    if (!file || file->state != CONFIG_GOOD)
        return false;
    const struct config_plan *plan = config_plan(&store->files, file);
    return plan->override_count || plan->ignore_count;
}

bool config_has_read(const struct config_store *store, const struct file_stamp *stamp)
{
    const struct config_file *file = store->files.last_read;
    while (file && !file_stamp_is_same_file(&file->stamp, stamp))
        file = file->read_before;
    return file != NULL;
}

const struct config_line *config_mistakes(const struct config_store *store)
{
    return store->files.first_line;
}

const struct config_effective *config_for_text(struct config_store *store, struct str name, struct str text)
{
    struct config_file *file = config_file_from_text(&store->files, name, text);
    struct str none = {NULL, 0};
    return file->state == CONFIG_GOOD ? config_merge(&store->files, &store->choices, file, none) : NULL;
}

bool config_ignores(struct config_store *store, struct str config, struct str path, bool is_folder)
{
    struct config_file *file = config.len ? config_file_get(&store->files, config) : NULL;
    struct str rest;
    if (!file || file->state != CONFIG_GOOD)
        return false;
    const struct config_plan *plan = config_plan(&store->files, file);
    for (size_t i = 0; i < plan->count; i++) {
        const struct glob_list *ignore = &plan->files[i]->ignore;
        if (!ignore->count || !path_below(plan->files[i]->folder, path, &rest))
            continue;
        if (is_folder ? glob_list_judge(ignore, rest, true) == GLOB_MATCH : glob_list_has(ignore, rest))
            return true;
    }
    return false;
}

struct str config_file_name(const struct config_effective *effective)
{
    return effective->file ? effective->file->source.name : (struct str){NULL, 0};
}

const struct config_pattern *config_ignored(const struct config_effective *effective, struct arena *arena,
                                            size_t *count)
{
    const struct config_plan *plan = effective->file ? effective->file->plan : NULL;
    size_t most = 0;
    *count = 0;
    for (size_t i = 0; plan && i < plan->count; i++)
        most += plan->files[i]->body ? plan->files[i]->body->ignore.count : 0;
    struct config_pattern *patterns = arena_alloc_array(arena, most, sizeof *patterns);
    for (size_t i = 0; plan && i < plan->count; i++) {
        const struct config_file *file = plan->files[i];
        for (const struct node *item = node_children(file->sections.ignore); item; item = item->next)
            patterns[(*count)++] = (struct config_pattern){node_text(item), {&file->source, item->span.start}};
    }
    return patterns;
}

static struct str text_or_empty(const char *text)
{
    return text ? str_of(text) : STR("");
}

const struct config_accepted *config_accepted(const struct config_effective *effective, struct arena *arena,
                                              size_t *count)
{
    const struct config_plan *plan = effective->file ? effective->file->plan : NULL;
    size_t most = 0;
    *count = 0;
    for (size_t i = 0; plan && i < plan->count; i++)
        most += plan->files[i]->body ? plan->files[i]->body->accepted_count : 0;
    struct config_accepted *all = arena_alloc_array(arena, most, sizeof *all);
    for (size_t i = 0; plan && i < plan->count; i++) {
        const struct config_file *file = plan->files[i];
        const struct config_agreement *entry = file->body ? file->body->accepted : NULL;
        size_t index = 0;
        for (const struct node *item = node_children(file->sections.accepted); item; item = item->next, entry++)
            all[(*count)++] = (struct config_accepted){text_or_empty(entry->rule),  text_or_empty(entry->contract),
                                                       text_or_empty(entry->path),  text_or_empty(entry->reason),
                                                       text_or_empty(entry->until), {&file->source, item->span.start},
                                                       node_owner_span(item),       index++};
    }
    return all;
}

const char *const *config_bases(const struct config_effective *effective, struct arena *arena)
{
    const struct config_plan *plan = effective->file ? effective->file->plan : NULL;
    const char **names = arena_alloc_array(arena, plan ? plan->count : 2, sizeof *names);
    if (!plan)
        names[0] = PACK_RECOMMENDED;
    for (size_t i = 0; plan && i + 1 < plan->count; i++)
        names[i] = str_c(arena, plan->files[i]->source.name);
    return names;
}

const char *config_origin_text(struct arena *arena, struct config_origin origin)
{
    if (!origin.source)
        return "built in";
    if (!origin.source->text.len)
        return text_print(arena, "%.*s", STR_ARG(origin.source->name));
    struct position place = source_position(origin.source, origin.at);
    return text_print(arena, "%.*s:%u:%u", STR_ARG(origin.source->name), place.line, place.column);
}
