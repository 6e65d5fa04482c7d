#include "cmd/write_accepted.h"

#include "base/map.h"
#include "base/utf8.h"
#include "change/accepted_write.h"

#include <unistd.h>

enum { LONGEST_REASON = 1000, LONGEST_CONFIGURATION = 1024 * 1024 };

static const char reason_to_do[] = "TODO: why this was agreed";

/* What goes into one configuration. */
struct target {
    struct str file;
    struct accepted_new *entries;
    size_t count, capacity;
    struct map known; /* what is among the entries */
    struct target *next;
};

struct writing {
    struct comparison_run *run;
    struct arena *arena;
    enum change_level level;
    const char *file; /* for all; NULL: the configuration of each */
    struct target *first, **end;
    size_t count;
};

static struct target *target_for(struct writing *writing, const struct breaking_contract *contract)
{
    const struct config_effective *effective =
        configured_for(&writing->run->config, contract->findings.first->source->name);
    struct str file = writing->file ? str_of(writing->file) : effective ? config_file_name(effective) : STR("");
    if (!file.len)
        file = STR(CONFIG_FILE_NAME);
    for (struct target *target = writing->first; target; target = target->next)
        if (str_equal(target->file, file))
            return target;
    struct target *target = arena_new(writing->arena, struct target);
    target->file = file;
    map_init(&target->known, writing->arena);
    *writing->end = target;
    writing->end = &target->next;
    return target;
}

static void add(struct writing *writing, struct target *target, struct accepted_new entry)
{
    struct arena *arena = writing->arena;
    struct str key =
        str_of(text_print(arena, "%.*s %.*s %.*s", STR_ARG(entry.rule), STR_ARG(entry.contract), STR_ARG(entry.path)));
    if (map_put_new(&target->known, key, target))
        return;
    if (target->count == target->capacity) {
        size_t capacity = target->capacity ? target->capacity * 2 : 16;
        size_t size = sizeof *target->entries;
        target->entries = arena_grow(arena, target->entries, target->capacity * size, capacity * size);
        target->capacity = capacity;
    }
    target->entries[target->count++] = entry;
    writing->count++;
}

/* The gate asks for less when nothing breaks any more that was not agreed to. */
static bool is_of_gate(const struct finding *finding)
{
    return finding->rule == &change_rules[CHANGE_VERSION_NOT_BUMPED].rule ||
           finding->rule == &change_rules[CHANGE_VERSION_BUMP_TOO_SMALL].rule;
}

static void collect(struct writing *writing, const struct breaking_contract *contract)
{
    const struct finding *finding = contract->findings.first;
    for (size_t i = 0; i < contract->findings.count; i++, finding = finding->next) {
        bool is_due = finding->change->level >= writing->level && !finding->accepted;
        if (!is_due || (writing->level == LEVEL_BREAKING && is_of_gate(finding)))
            continue;
        struct accepted_new entry = {str_of(finding->rule->id), contract->label, finding->path, STR("")};
        add(writing, target_for(writing, contract), entry);
    }
}

/* One line from standard input; empty: nothing was said. */
static struct str read_line(struct arena *arena)
{
    char *line = arena_alloc(arena, LONGEST_REASON);
    size_t len = 0;
    while (len < LONGEST_REASON && read(STDIN_FILENO, &line[len], 1) == 1 && line[len] != '\n')
        len++;
    struct str text = str_trim((struct str){line, len});
    return utf8_valid_length(text) == text.len ? text : STR("");
}

static struct str ask_reason(struct writing *writing)
{
    struct program *program = writing->run->program;
    struct str reason = STR("");
    if (isatty(STDIN_FILENO) && isatty(STDERR_FILENO)) {
        const char *question =
            writing->count == 1 ? "Why was this change agreed to? "
                                : text_print(writing->arena, "Why were these %zu changes agreed to? ", writing->count);
        file_output_write(&program->err, str_of(question));
        file_output_flush(&program->err);
        reason = read_line(writing->arena);
    }
    if (!reason.len)
        complain(program, "the reason is written as `%s`; say it", reason_to_do);
    return reason.len ? reason : str_of(reason_to_do);
}

static bool replace(struct writing *writing, const char *path, const struct file_stamp *stamp, struct str text,
                    struct error *err)
{
    struct program *program = writing->run->program;
    struct file_output output;
    if (stamp)
        return file_replace(writing->arena, path, stamp, text, program->pending, err);
    if (!file_output_begin(&output, writing->arena, path, program->pending, err))
        return false;
    file_output_write(&output, text);
    return file_output_commit(&output, err);
}

static bool write_target(struct writing *writing, const struct target *target, struct error *err)
{
    struct arena *arena = writing->arena;
    const char *path = str_c(arena, target->file);
    struct file_stamp stamp;
    struct str text = STR(""), written;
    bool is_there = file_stamp_read(path, &stamp);
    if (is_there && !file_read(arena, path, LONGEST_CONFIGURATION, &text, &stamp, err))
        return false;
    if (!accepted_write(arena, text, target->entries, target->count, &written, err)) {
        struct error why = *err;
        err->is_set = false;
        return error_set(err, "%s: %s", path, why.text);
    }
    return replace(writing, path, is_there ? &stamp : NULL, written, err);
}

bool write_accepted(struct comparison_run *run, enum change_level level, const char *file)
{
    struct writing writing = {.run = run, .arena = &run->program->arena, .level = level, .file = file};
    bool has_written = false;
    writing.end = &writing.first;
    for (const struct breaking_contract *contract = run->result->contracts; contract; contract = contract->next)
        collect(&writing, contract);
    struct str reason = writing.count ? ask_reason(&writing) : STR("");
    for (struct target *target = writing.first; target; target = target->next) {
        struct error err = {.is_set = false};
        for (size_t i = 0; i < target->count; i++)
            target->entries[i].reason = reason;
        if (write_target(&writing, target, &err)) {
            complain(run->program, "%.*s: %zu accepted", STR_ARG(target->file), target->count);
            has_written = true;
        } else {
            complain(run->program, "%s", err.text);
            run->has_failed = true;
        }
    }
    return has_written;
}
