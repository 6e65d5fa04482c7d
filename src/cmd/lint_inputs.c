#include "cmd/lint_inputs.h"

#include "project/discover.h"
#include "project/revised.h"
#include "report/line.h"

#include <unistd.h>

static void fail(struct inputs *inputs, const char *text)
{
    complain(inputs->program, "%s", text);
    inputs->has_failed = true;
}

static const struct settings *settings_for(struct inputs *inputs, struct str name)
{
    const struct config_effective *effective = configured_for(inputs->config, name);
    return effective ? &effective->settings : NULL;
}

static void add_input(struct inputs *inputs, struct str path, bool is_named, bool is_stdin)
{
    struct input *input = &inputs->all[inputs->count++];
    *input = (struct input){.path = path, .name = path, .is_named = is_named, .is_stdin = is_stdin};
    if (is_stdin)
        input->name = inputs->options->stdin_filename ? str_of(inputs->options->stdin_filename) : STR("<stdin>");
    input->settings =
        settings_for(inputs, is_stdin && !inputs->options->stdin_filename ? STR("stdin.yaml") : input->name);
}

/* The operands and what --files-from lists. */
static bool collect_paths(struct inputs *inputs, const struct str **paths, size_t *count, struct error *err)
{
    struct arena *arena = &inputs->program->arena;
    const struct lint_options *options = inputs->options;
    const struct str *listed = NULL;
    size_t listed_count = 0;
    if (options->files_from) {
        struct str text;
        bool is_stdin = strcmp(options->files_from, "-") == 0;
        if (is_stdin ? !file_read_fd(arena, STDIN_FILENO, "standard input", 0, &text, err)
                     : !file_read(arena, options->files_from, 0, &text, NULL, err))
            return false;
        listed = discover_split(arena, text, &listed_count);
    }
    struct str *all = arena_alloc_array(arena, options->paths.count + listed_count + 1, sizeof *all);
    for (size_t i = 0; i < options->paths.count; i++)
        all[(*count)++] = str_of(options->paths.at[i]);
    for (size_t i = 0; i < listed_count; i++)
        all[(*count)++] = listed[i];
    *paths = all;
    return true;
}

/* Takes `-` out of the paths; returns whether it was there. */
static bool take_stdin(struct str *paths, size_t *count)
{
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++)
        if (!str_is(paths[i], "-"))
            paths[kept++] = paths[i];
    bool was_there = kept < *count;
    *count = kept;
    return was_there;
}

/* The paths, `-` apart. */
struct operands {
    struct str *paths;
    size_t count;
    bool has_stdin, is_nothing_listed;
};

static bool read_operands(struct inputs *inputs, struct operands *operands, struct error *err)
{
    const struct lint_options *options = inputs->options;
    const struct str *paths = NULL;
    size_t count = 0;
    if (!collect_paths(inputs, &paths, &count, err))
        return false;
    operands->is_nothing_listed = options->files_from && count == 0;
    operands->paths = arena_alloc_array(&inputs->program->arena, count + 1, sizeof *operands->paths);
    memcpy(operands->paths, paths, count * sizeof *paths);
    operands->count = count;
    operands->has_stdin = take_stdin(operands->paths, &operands->count);
    if (operands->has_stdin && options->files_from && strcmp(options->files_from, "-") == 0)
        return error_set(err, "standard input cannot be both a contract and the list of files");
    if (options->stdin_filename && !operands->has_stdin)
        return error_set(err, "--stdin-filename goes with the path `-`");
    if (operands->has_stdin && options->fix)
        return error_set(err, "--fix has no file to write for `-`; `--diff -` shows the fixes");
    return true;
}

/* Standard input alone, and an empty list, do not mean the current folder. */
static bool means_files(const struct operands *operands)
{
    return operands->count || !(operands->has_stdin || operands->is_nothing_listed);
}

static void find_files(struct inputs *inputs, const struct operands *operands, struct found_files *found)
{
    struct discover_request request = {
        .paths = operands->paths,
        .count = operands->count,
        .is_ignore_forced = inputs->options->force_exclude,
        .is_ignored = configured_ignores,
        .context = inputs->config,
    };
    *found = (struct found_files){.count = 0};
    if (means_files(operands))
        discover(&inputs->program->arena, &request, found);
    for (size_t i = 0; i < found->error_count; i++)
        fail(inputs, found->errors[i]);
}

/* A path that no version has. */
static void complain_of_missing(struct inputs *inputs, const struct scope *scope)
{
    const struct lint_options *options = inputs->options;
    for (size_t i = 0; i < scope->count; i++)
        if (!scope_has_found(scope, &scope->paths[i]))
            fail(inputs, text_print(scope->arena, "cannot read %.*s: %s has no such file",
                                    STR_ARG(scope->paths[i].given), options->at ? options->at : "the git index"));
}

static void add_revised(struct inputs *inputs, const struct revised *revised)
{
    inputs->all = arena_alloc_array(&inputs->program->arena, revised->count + 1, sizeof *inputs->all);
    for (size_t i = 0; i < revised->count; i++) {
        const struct revised_file *file = &revised->at[i];
        if (!file->new.len && !file->is_on_disk)
            continue;
        add_input(inputs, file->name, file->is_named, false);
        struct input *input = &inputs->all[inputs->count - 1];
        input->is_object = !file->is_on_disk;
        if (input->is_object)
            git_object_ask(&inputs->objects, &file->new, "");
    }
}

static bool open_git(struct inputs *inputs, struct error *err)
{
    const struct lint_options *options = inputs->options;
    struct git_request request = {
        .tip = options->at, .base = options->changed_since, .may_be_bare = options->at != NULL};
    if (!git_open(&inputs->git, &inputs->program->arena, &request, err))
        return false;
    if (!inputs->git.top.len && !options->at && !options->staged)
        return error_set(err, "the current folder is in no git work tree; --at REF checks a revision");
    if (inputs->git.notice && !options->report.quiet)
        complain(inputs->program, "%s", inputs->git.notice);
    return git_objects_start(&inputs->objects, &inputs->git, err);
}

/* The files of a revision or the index, or those of the work tree that differ from a revision. */
static bool find_revised(struct inputs *inputs, const struct operands *operands, struct error *err)
{
    struct arena *arena = &inputs->program->arena;
    const struct lint_options *options = inputs->options;
    struct scope scope = {
        .is_ignore_forced = options->force_exclude, .is_ignored = configured_ignores, .context = inputs->config};
    struct found_files found = {.count = 0};
    struct revised revised;
    if (operands->has_stdin)
        return error_set(err, "`-` is in no git revision");
    if (operands->is_nothing_listed)
        return true;
    if (!open_git(inputs, err) || !scope_init(&scope, arena, &inputs->git, operands->paths, operands->count, err))
        return false;
    struct revised_request request = {
        .git = &inputs->git,
        .objects = &inputs->objects,
        .scope = &scope,
        .side = options->at       ? REVISED_TIP
                : options->staged ? REVISED_INDEX
                                  : REVISED_WORK_TREE,
        .found = &found,
        .is_without_moved = true,
    };
    if (request.side == REVISED_WORK_TREE)
        find_files(inputs, operands, &found);
    if (!revised_find(arena, &request, &revised, err))
        return false;
    bool has_same = options->changed_since && request.side != REVISED_WORK_TREE; /* which is not looked at */
    if (has_same && !revised_find_same(arena, &request, err))
        return false;
    if (request.side != REVISED_WORK_TREE)
        complain_of_missing(inputs, &scope);
    add_revised(inputs, &revised);
    return true;
}

static void find_on_disk(struct inputs *inputs, const struct operands *operands)
{
    const struct lint_options *options = inputs->options;
    struct found_files found;
    find_files(inputs, operands, &found);
    inputs->all = arena_alloc_array(&inputs->program->arena, found.count + 1, sizeof *inputs->all);
    bool is_stdin_left_out = operands->has_stdin && options->force_exclude && options->stdin_filename &&
                             configured_ignores(inputs->config, str_of(options->stdin_filename), false);
    if (operands->has_stdin && !is_stdin_left_out)
        add_input(inputs, STR("-"), true, true);
    for (size_t i = 0; i < found.count; i++)
        add_input(inputs, found.files[i].path, found.files[i].is_named, false);
}

bool inputs_find(struct inputs *inputs, struct error *err)
{
    const struct lint_options *options = inputs->options;
    struct operands operands = {.count = 0};
    arena_init(&inputs->loaded, inputs->program->arena.on_out_of_memory);
    if (!read_operands(inputs, &operands, err))
        return false;
    if (!options->at && !options->staged && !options->changed_since)
        find_on_disk(inputs, &operands);
    else if (!find_revised(inputs, &operands, err))
        return false;
    if (config_mistakes(inputs->config->store)) {
        settings_complain(inputs->program, inputs->config);
        inputs->has_failed = true;
    }
    return true;
}

static uint64_t size_limit(const struct inputs *inputs, const struct input *input)
{
    if (inputs->options->max_file_size || !input->settings)
        return inputs->options->max_file_size;
    return input->settings->limits.file_size;
}

static void load(struct inputs *inputs, struct input *input)
{
    struct error err = {.is_set = false};
    enum git_object_state state = GIT_OBJECT_MISSING;
    uint64_t limit = size_limit(inputs, input);
    if (inputs->objects.is_broken)
        input->complaint = ""; /* said for the first one */
    else if (!git_object_take(&inputs->objects, &inputs->loaded, "blob", input->name.at, limit, &input->bytes, &state,
                              &err))
        input->complaint = str_c(&inputs->program->arena, str_of(err.text));
    else if (state == GIT_OBJECT_TOO_LARGE && !file_error_too_large(&err, input->name.at, input->bytes.len, limit))
        input->complaint = str_c(&inputs->program->arena, str_of(err.text));
}

size_t inputs_load(struct inputs *inputs, size_t first)
{
    enum { ENOUGH = 4 << 20 };
    size_t bytes = 0, i = first;
    arena_reset(&inputs->loaded);
    for (; i < inputs->count && bytes < ENOUGH; i++) {
        if (!inputs->all[i].is_object)
            continue;
        load(inputs, &inputs->all[i]);
        bytes += inputs->all[i].complaint ? 0 : inputs->all[i].bytes.len;
    }
    return i - first;
}

void inputs_end(struct inputs *inputs)
{
    git_objects_stop(&inputs->objects);
    arena_free(&inputs->loaded);
}

bool input_read(const struct inputs *inputs, const struct input *input, struct arena *arena, struct str *bytes,
                struct file_stamp *stamp, struct error *err)
{
    uint64_t limit = size_limit(inputs, input);
    if (input->complaint)
        return *input->complaint ? error_set(err, "%s", input->complaint) : false;
    if (input->is_object) {
        *bytes = input->bytes;
        return true;
    }
    return input->is_stdin ? file_read_fd(arena, STDIN_FILENO, "standard input", limit, bytes, err)
                           : file_read(arena, input->path.at, limit, bytes, stamp, err);
}

bool inputs_have(const struct inputs *inputs, const struct file_stamp *stamp)
{
    struct file_stamp own;
    for (size_t i = 0; i < inputs->count; i++)
        if (!inputs->all[i].is_stdin && !inputs->all[i].is_object && file_stamp_read(inputs->all[i].path.at, &own) &&
            file_stamp_is_same_file(stamp, &own))
            return true;
    return false;
}

void inputs_list(const struct inputs *inputs)
{
    struct buf out = {.arena = &inputs->program->arena};
    for (size_t i = 0; i < inputs->count; i++) {
        line_add_path(&out, inputs->all[i].name);
        buf_add_char(&out, '\n');
    }
    file_output_write(&inputs->program->out, buf_str(&out));
}
