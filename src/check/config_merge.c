#include "check/config_merge.h"

#include "base/path.h"

#include <assert.h>

/* The order in which files count: what a file stands on before the file. One that is reached several ways counts once,
   at its first place, so that a common base does not undo what was built on it. */
static void visit(struct config_files *files, struct config_plan *plan, struct map *seen, struct config_file *file)
{
    if (map_put_new(seen, file->path, file))
        return;
    for (size_t i = 0; i < file->base_count; i++)
        visit(files, plan, seen, file->bases[i]);
    plan->files[plan->count++] = file;
    plan->override_count += file->override_count;
    plan->ignore_count += file->ignore.count;
}

struct config_plan *config_plan(struct config_files *files, struct config_file *file)
{
    if (file->plan)
        return file->plan;
    struct config_plan *plan = arena_new(files->arena, struct config_plan);
    struct map seen;
    map_init(&seen, files->arena);
    map_init(&plan->effective, files->arena);
    plan->files = arena_alloc_array(files->arena, files->count, sizeof *plan->files);
    visit(files, plan, &seen, file);
    file->plan = plan;
    return plan;
}

/* What is being put together. */
struct merge {
    struct config_files *files;
    struct config_effective *effective;
    unsigned char *severities;
    bool *chosen;
    struct config_origin *rules, *values;
};

static void apply_own_severities(struct merge *merge, const struct source *source)
{
    const struct rule_set *rules = merge->files->rules;
    for (size_t i = 0; i < rules->count; i++) {
        merge->severities[i] = (unsigned char)rules->rules[i]->severity;
        merge->rules[i] = (struct config_origin){source, 0};
    }
}

static void apply_rules(struct merge *merge, const struct source *source, const struct node *rules,
                        const struct config_body *body)
{
    const struct rule_set *set = merge->files->rules;
    for (const struct node *value = node_children(rules); value; value = value->next) {
        size_t index = rule_index(set, rule_find(set, node_key(value)));
        enum severity severity;
        if (!config_body_severity(body, index, &severity))
            continue;
        merge->severities[index] = (unsigned char)severity;
        merge->chosen[index] = true;
        merge->rules[index] = (struct config_origin){source, value->span.start};
    }
}

static void apply_values(struct merge *merge, const struct source *source, const struct config_sections *sections,
                         const struct config_body *body)
{
    for (size_t row = 0; row < config_value_count(); row++) {
        const struct node *node = config_value_node(sections, &config_values[row]);
        if (!node)
            continue;
        struct config_fault fault;
        bool is_read = config_value_read(&config_values[row], merge->files->arena, config_body_slot(body, row),
                                         &merge->effective->settings, &fault);
        assert(is_read); /* the check has read it before */
        (void)is_read;
        merge->values[row] = (struct config_origin){source, node->span.start};
    }
}

static void apply_file(struct merge *merge, const struct config_file *file, const char *matching)
{
    if (!file->body) {
        apply_own_severities(merge, &file->source);
        return;
    }
    apply_rules(merge, &file->source, file->sections.rules, file->body);
    apply_values(merge, &file->source, &file->sections, file->body);
    for (size_t i = 0; i < file->override_count; i++) {
        const struct config_override *override = &file->overrides[i];
        if (matching[i] == '0')
            continue;
        apply_rules(merge, &file->source, override->sections.rules, override->body);
        apply_values(merge, &file->source, &override->sections, override->body);
    }
}

/* Without `recommended` every rule of lint is off. What breaks readers is told until its rule is switched off. */
static void apply_changes(struct merge *merge)
{
    const struct rule_set *rules = merge->files->rules;
    for (size_t i = 0; i < rules->count; i++)
        if (rules->rules[i]->is_change)
            merge->severities[i] = (unsigned char)rules->rules[i]->severity;
}

static struct merge merge_new(struct config_files *files)
{
    struct merge merge = {.files = files, .effective = arena_new(files->arena, struct config_effective)};
    merge.severities = arena_alloc_array(files->arena, files->rules->count, sizeof *merge.severities);
    merge.chosen = arena_alloc_array(files->arena, files->rules->count, sizeof *merge.chosen);
    merge.rules = arena_alloc_array(files->arena, files->rules->count, sizeof *merge.rules);
    merge.values = arena_alloc_array(files->arena, config_value_count(), sizeof *merge.values);
    merge.effective->settings = *settings_default(files->arena, files->rules);
    merge.effective->settings.severities = merge.severities;
    merge.effective->settings.chosen = merge.chosen;
    merge.effective->rules = merge.rules;
    merge.effective->values = merge.values;
    apply_changes(&merge);
    return merge;
}

/* One 0 or 1 for each override, in the order in which they count. */
static struct str matching_overrides(struct config_files *files, const struct config_plan *plan, struct str path)
{
    struct buf bits = {.arena = files->arena};
    for (size_t i = 0; i < plan->count; i++) {
        const struct config_file *file = plan->files[i];
        struct str rest;
        bool is_below = path_below(file->folder, path, &rest);
        for (size_t k = 0; k < file->override_count; k++)
            buf_add_char(&bits, is_below && glob_list_has(&file->overrides[k].files, rest) ? '1' : '0');
    }
    return (struct str){buf_c(&bits), bits.len};
}

static const struct config_effective *finish(struct merge *merge, const struct config_choices *choices)
{
    const struct rule_set *rules = merge->files->rules;
    config_choices_apply(choices, rules, merge->severities, merge->rules);
    merge->effective->settings.plan = rule_plan_make(merge->files->arena, rules, merge->severities);
    return merge->effective;
}

static const struct config_effective *merge_none(struct config_files *files, const struct config_choices *choices)
{
    struct merge merge = merge_new(files);
    apply_own_severities(&merge, &config_file_recommended(files)->source);
    return finish(&merge, choices);
}

const struct config_effective *config_merge(struct config_files *files, const struct config_choices *choices,
                                            struct config_file *file, struct str path)
{
    if (!file)
        return merge_none(files, choices);
    struct config_plan *plan = config_plan(files, file);
    struct str matching = matching_overrides(files, plan, path);
    struct config_effective *known = map_get(&plan->effective, matching);
    if (known)
        return known;
    struct merge merge = merge_new(files);
    merge.effective->file = file;
    const char *bit = matching.at;
    for (size_t i = 0; i < plan->count; i++) {
        apply_file(&merge, plan->files[i], bit);
        bit += plan->files[i]->override_count;
    }
    map_put(&plan->effective, matching, merge.effective);
    return finish(&merge, choices);
}
