#include "cmd/lint_inputs.h"

#include "project/discover.h"
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

bool inputs_find(struct inputs *inputs, struct error *err)
{
    struct arena *arena = &inputs->program->arena;
    const struct str *paths = NULL;
    size_t count = 0;
    if (!collect_paths(inputs, &paths, &count, err))
        return false;
    struct str *operands = arena_alloc_array(arena, count + 1, sizeof *operands);
    memcpy(operands, paths, count * sizeof *operands);
    size_t operand_count = count;
    bool has_stdin = take_stdin(operands, &operand_count);
    if (has_stdin && inputs->options->files_from && strcmp(inputs->options->files_from, "-") == 0)
        return error_set(err, "standard input cannot be both a contract and the list of files");
    if (inputs->options->stdin_filename && !has_stdin)
        return error_set(err, "--stdin-filename goes with the path `-`");
    if (has_stdin && inputs->options->fix)
        return error_set(err, "--fix has no file to write for `-`; `--diff -` shows the fixes");
    struct discover_request request = {
        .paths = operands,
        .count = operand_count,
        .is_ignore_forced = inputs->options->force_exclude,
        .is_ignored = configured_ignores,
        .context = inputs->config,
    };
    struct found_files found = {.count = 0};
    bool is_nothing_left = inputs->options->files_from && count == 0;
    if (operand_count || !(has_stdin || is_nothing_left))
        discover(arena, &request, &found);
    for (size_t i = 0; i < found.error_count; i++)
        fail(inputs, found.errors[i]);
    inputs->all = arena_alloc_array(arena, found.count + 1, sizeof *inputs->all);
    bool is_stdin_left_out = has_stdin && inputs->options->force_exclude && inputs->options->stdin_filename &&
                             configured_ignores(inputs->config, str_of(inputs->options->stdin_filename), false);
    if (has_stdin && !is_stdin_left_out)
        add_input(inputs, STR("-"), true, true);
    for (size_t i = 0; i < found.count; i++)
        add_input(inputs, found.files[i].path, found.files[i].is_named, false);
    if (config_mistakes(inputs->config->store)) {
        settings_complain(inputs->program, inputs->config);
        inputs->has_failed = true;
    }
    return true;
}

bool input_read(const struct inputs *inputs, const struct input *input, struct arena *arena, struct str *bytes,
                struct file_stamp *stamp, struct error *err)
{
    uint64_t limit =
        inputs->options->max_file_size ? inputs->options->max_file_size : input->settings->limits.file_size;
    return input->is_stdin ? file_read_fd(arena, STDIN_FILENO, "standard input", limit, bytes, err)
                           : file_read(arena, input->path.at, limit, bytes, stamp, err);
}

bool inputs_have(const struct inputs *inputs, const struct file_stamp *stamp)
{
    struct file_stamp own;
    for (size_t i = 0; i < inputs->count; i++)
        if (!inputs->all[i].is_stdin && file_stamp_read(inputs->all[i].path.at, &own) &&
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
