#include "cmd/accepted_example.h"

#include "rules/all_packs.h"
#include "rules/all_rules.h"

bool accepted_example_is_of(struct str rule_id)
{
    return str_starts(rule_id, "accepted-");
}

static const struct config_effective *same_for_all(void *context, struct str name)
{
    (void)name;
    return *(const struct config_effective **)context;
}

static struct breaking_side side_of(struct arena *arena, const char *name, struct str text)
{
    struct breaking_file *file = arena_new(arena, struct breaking_file);
    *file = (struct breaking_file){.name = str_of(name), .path = STR("contract.yaml"), .bytes = str_copy(arena, text)};
    return (struct breaking_side){.files = file, .count = 1};
}

static const struct lint_result *result_named(const struct breaking_result *result, struct str name)
{
    static const struct lint_result nothing;
    for (size_t i = 0; i < result->file_count; i++)
        if (str_equal(result->files[i].source->name, name))
            return &result->files[i];
    return &nothing;
}

const struct lint_result *accepted_example_check(struct arena *arena, const struct accepted_example *example,
                                                 const struct config_line **mistakes)
{
    static const char separator[] = "\n---\n";
    struct config_request of_store = {&all_rules, all_packs, {NULL, 0}};
    struct config_store *store = config_store_new(arena, &of_store);
    const struct config_effective *effective = config_for_text(store, example->name, example->config);
    *mistakes = config_mistakes(store);
    if (!effective)
        return NULL;
    size_t end = str_find(example->contracts, str_of(separator)), start = end + strlen(separator);
    struct accepted_book book;
    struct change_settings settings = {.has_version_gate = true,
                                       .access_classifications = effective->settings.options.access_classifications,
                                       .min_notice = effective->settings.options.lifecycle_min_notice,
                                       .now = example->now};
    struct breaking_request request = {
        .settings = &settings,
        .limits = &effective->settings.limits,
        .old = side_of(arena, "before.yaml", str_slice(example->contracts, 0, end)),
        .new = side_of(arena, "after.yaml", str_slice(example->contracts, start, example->contracts.len)),
        .are_two_files = true,
        .accepted = &book,
        .configured = same_for_all,
        .context = &effective};
    accepted_book_init(&book, arena, &all_rules, example->now);
    return result_named(breaking_compare(arena, &request), example->name);
}
