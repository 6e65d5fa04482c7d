#include "check/config_file.h"

#include "base/file.h"
#include "base/path.h"
#include "base/utf8.h"
#include "yaml/parse.h"

enum {
    MAX_DEPTH = 32,  /* of extends */
    MAX_FILES = 256, /* of a run */
    MAX_SIZE = 1024 * 1024
};

/* Smaller than those of contracts: nobody writes such a configuration. */
static const struct limits text_limits = {
    .file_size = MAX_SIZE, .depth = 32, .nodes = 20 * 1000, .aliases = 100, .run = 4096};

/* Mistakes. */

/* No line may be taken for a command by a continuous integration system: not by its start, not by `##[` in it. */
void config_line_add(struct config_files *files, bool has_place, const char *text)
{
    struct buf buf = {.arena = files->arena}, visible = {.arena = files->arena};
    buf_add_c(&buf, text[0] == ':' || char_is_blank(text[0]) ? "./" : "");
    utf8_add_visible(&buf, str_of(text), 0);
    for (struct str rest = buf_str(&buf); rest.len;) {
        size_t at = str_find(rest, STR("##["));
        buf_add(&visible, str_slice(rest, 0, at));
        buf_add_c(&visible, at < rest.len ? "##\\u{5b}" : "");
        rest = str_slice(rest, at + 3, rest.len);
    }
    struct config_line *line = arena_new(files->arena, struct config_line);
    line->text = buf_c(&visible);
    line->has_place = has_place;
    if (files->last_line)
        files->last_line->next = line;
    else
        files->first_line = line;
    files->last_line = line;
}

static int compare_mistakes(const void *a, const void *b)
{
    const struct config_mistake *x = *(const struct config_mistake *const *)a;
    const struct config_mistake *y = *(const struct config_mistake *const *)b;
    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return strcmp(x->text, y->text);
}

static void tell_mistakes(struct config_files *files, const struct config_check *check)
{
    const struct config_mistake **all = arena_alloc_array(files->arena, check->count, sizeof *all);
    size_t count = 0;
    for (const struct config_mistake *mistake = check->first; mistake; mistake = mistake->next)
        all[count++] = mistake;
    qsort(all, count, sizeof *all, compare_mistakes);
    struct str name = check->source->name;
    for (size_t i = 0; i < count && i < CONFIG_MISTAKES_MAX; i++) {
        struct position place = source_position(check->source, all[i]->at);
        config_line_add(
            files, true,
            text_print(files->arena, "%.*s:%u:%u: %s", STR_ARG(name), place.line, place.column, all[i]->text));
    }
    if (count > CONFIG_MISTAKES_MAX)
        config_line_add(
            files, false,
            text_print(files->arena, "%.*s: %zu more mistakes", STR_ARG(name), count - CONFIG_MISTAKES_MAX));
}

/* Files and packs as they are first met. */

static struct config_file *file_new(struct config_files *files, struct str key, struct str name)
{
    struct config_file *file = arena_new(files->arena, struct config_file);
    file->path = key;
    file->source.name = name;
    file->ignore.arena = files->arena;
    file->read_before = files->last_read;
    files->last_read = file;
    map_put(&files->known, key, file);
    files->count++;
    return file;
}

/* A file that is not known yet. Its name is how people see it, from the working folder where it lies below that; it is
   opened by it, too. */
static struct config_file *file_new_at(struct config_files *files, struct str path)
{
    struct str name;
    if (!path_below(files->working_folder, path, &name))
        name = path;
    struct config_file *file = file_new(files, path, str_copy(files->arena, name));
    file->folder = path_folder(path);
    return file;
}

static struct str pack_key(struct config_files *files, const char *name)
{
    return str_of(text_print(files->arena, "pack:%s", name));
}

struct config_file *config_file_recommended(struct config_files *files)
{
    struct str key = STR("pack:" PACK_RECOMMENDED);
    struct config_file *file = map_get(&files->known, key);
    if (!file) {
        file = file_new(files, key, STR(PACK_RECOMMENDED));
        file->state = CONFIG_GOOD;
    }
    return file;
}

/* The limit is looked at before reading, because no option raises it as file_read advises. */
static bool read_bytes(struct config_files *files, struct config_file *file, struct str *bytes, struct error *err)
{
    const char *name = file->source.name.at;
    if (file_stamp_read(name, &file->stamp) && file->stamp.size > MAX_SIZE)
        return file_error_because(err, "read", name, "it is larger than 1 MiB, which no configuration needs to be");
    return file_read(files->arena, name, MAX_SIZE, bytes, &file->stamp, err);
}

static void file_read_text(struct config_files *files, struct config_file *file, struct str bytes, unsigned depth);

/* `extends` */

/* Tells the whole way round, from `met` down to `file`, whose item names `met` again. */
static void tell_cycle(struct config_check *check, const struct node *item, const struct config_file *file,
                       const struct config_file *met)
{
    const char *way = text_print(check->arena, "%.*s", STR_ARG(met->source.name));
    for (const struct config_file *user = file; user != met; user = user->user)
        way = text_print(check->arena, "%.*s, which extends %s", STR_ARG(user->source.name), way);
    config_mistake(check, item->span.start, "a cycle: %.*s extends %s", STR_ARG(met->source.name), way);
}

static struct config_file *pack_base(struct config_files *files, struct config_file *user, struct config_check *check,
                                     const struct node *item, unsigned depth)
{
    struct str name = node_text(item);
    if (str_is(name, PACK_RECOMMENDED))
        return config_file_recommended(files);
    const struct pack *pack = pack_find(files->packs, name);
    if (!pack) {
        const char *near = pack_nearest(files->packs, name);
        const char *help = near ? text_print(check->arena, "did you mean `%s`?", near)
                                : "a pack of your own is named by its path, such as ./base.yaml";
        config_mistake(check, item->span.start, "unknown pack: %s; %s", config_quote(check->arena, name), help);
        return NULL;
    }
    struct config_file *file = map_get(&files->known, pack_key(files, pack->name));
    if (!file) {
        file = file_new(files, pack_key(files, pack->name), str_of(pack->name));
        file->user = user;
        file_read_text(files, file, str_of(pack->text), depth + 1);
    }
    return file;
}

/* Why a text cannot be the path of an own pack; NULL when it can. */
static const char *path_fault(struct str path)
{
    if (str_contains(path, "://"))
        return "nothing is fetched from a network; name a file by its relative path";
    if (str_starts(path, "/"))
        return "a pack of your own is named by a path relative to this file";
    if (!str_ends(path, ".yaml") && !str_ends(path, ".yml"))
        return "a pack of your own is a file that ends in .yaml";
    return NULL;
}

static struct config_file *file_base(struct config_files *files, struct config_file *user, struct config_check *check,
                                     const struct node *item, unsigned depth)
{
    const char *fault = path_fault(node_text(item));
    if (fault || depth >= MAX_DEPTH) {
        config_mistake(check, item->span.start, "%s: %s", config_quote(check->arena, node_text(item)),
                       fault ? fault : "packs extend each other more than 32 deep");
        return NULL;
    }
    struct str path = path_join(files->arena, user->folder, node_text(item));
    struct config_file *file = map_get(&files->known, path);
    if (file && file->state == CONFIG_OPEN)
        tell_cycle(check, item, user, file);
    if (file)
        return file;
    if (files->count >= MAX_FILES) {
        config_mistake(check, item->span.start, "more than 256 configuration files");
        return NULL;
    }
    file = file_new_at(files, path);
    file->user = user;
    file->state = CONFIG_BAD;
    struct error err = {0};
    struct str bytes;
    if (read_bytes(files, file, &bytes, &err))
        file_read_text(files, file, bytes, depth + 1);
    else
        config_mistake(check, item->span.start, "%s", err.text);
    return file;
}

static bool is_path(struct str text)
{
    return str_index(text, '/') < text.len || str_ends(text, ".yaml") || str_ends(text, ".yml");
}

/* False when a base cannot be used. */
static bool read_bases(struct config_files *files, struct config_file *file, struct config_check *check, unsigned depth)
{
    const struct node *extends = file->sections.extends;
    bool is_good = true;
    size_t count = node_is_sequence(extends) ? node_resolve(extends)->count : 0;
    file->bases = arena_alloc_array(files->arena, count + 1, sizeof *file->bases);
    if (!extends)
        file->bases[file->base_count++] = config_file_recommended(files);
    for (const struct node *item = count ? node_children(extends) : NULL; item; item = item->next) {
        struct str text = node_text(item);
        if (!node_is_scalar(item) || node_is_null(item) || str_is_blank(text) || str_index(text, '\0') < text.len)
            continue; /* noted by the check */
        struct config_file *base =
            is_path(text) ? file_base(files, file, check, item, depth) : pack_base(files, file, check, item, depth);
        is_good = is_good && base && base->state == CONFIG_GOOD;
        if (base)
            file->bases[file->base_count++] = base;
    }
    return is_good;
}

/* Reading. */

static void fill_globs(struct glob_list *globs, struct arena *arena, const struct config_list *list)
{
    globs->arena = arena;
    for (uint32_t i = 0; i < list->count; i++)
        glob_list_add(globs, str_of(list->items[i]));
}

static void fill_overrides(struct config_files *files, struct config_file *file)
{
    const struct node *item = node_children(file->sections.overrides);
    file->override_count = file->body->override_count;
    file->overrides = arena_alloc_array(files->arena, file->override_count, sizeof *file->overrides);
    for (uint32_t i = 0; i < file->body->override_count; i++, item = item->next) {
        struct config_override *override = &file->overrides[i];
        override->body = config_body_override(files->loader, file->body, i);
        override->sections.options = node_find(item, "options");
        override->sections.rules = node_find(item, "rules");
        fill_globs(&override->files, files->arena, &override->body->files);
    }
}

static bool load_body(struct config_files *files, struct config_file *file, const struct tree *tree,
                      struct config_check *check)
{
    struct error err = {0};
    file->body = tree && tree->root ? config_load(files->loader, files->arena, file->source.text, &err)
                                    : config_load_nothing(files->loader, files->arena);
    if (!file->body) {
        config_mistake(check, tree->start, "%s", err.text);
        return false;
    }
    fill_globs(&file->ignore, files->arena, &file->body->ignore);
    fill_overrides(files, file);
    return true;
}

static void prepare(struct config_files *files)
{
    if (files->loader)
        return;
    files->shapes = config_shapes_new(files->arena);
    files->loader = config_loader_new(files->arena, files->rules);
}

static void file_read_text(struct config_files *files, struct config_file *file, struct str bytes, unsigned depth)
{
    prepare(files);
    file->state = CONFIG_OPEN;
    file->source = source_make(files->arena, file->source.name, bytes);
    source_index_lines(&file->source, files->arena);
    struct config_check check = {
        .arena = files->arena, .source = &file->source, .rules = files->rules, .shapes = files->shapes};
    const struct tree *tree = yaml_parse(files->arena, &file->source, &text_limits);
    file->sections = config_check_text(&check, tree);
    bool is_good = read_bases(files, file, &check, depth);
    is_good = !check.count && load_body(files, file, tree, &check) && is_good;
    file->state = is_good ? CONFIG_GOOD : CONFIG_BAD;
    if (check.count)
        tell_mistakes(files, &check);
}

struct config_file *config_file_get(struct config_files *files, struct str path)
{
    struct config_file *file = map_get(&files->known, path);
    if (file)
        return file;
    struct error err = {0};
    struct str bytes;
    file = file_new_at(files, path_join(files->arena, (struct str){NULL, 0}, path));
    file->state = CONFIG_BAD;
    if (read_bytes(files, file, &bytes, &err))
        file_read_text(files, file, bytes, 1);
    else
        config_line_add(files, false, err.text);
    return file;
}

struct config_file *config_file_from_text(struct config_files *files, struct str name, struct str text)
{
    struct str key = str_of(text_print(files->arena, "text:%zu", files->count));
    struct config_file *file = file_new(files, key, name);
    file_read_text(files, file, text, 1);
    return file;
}
