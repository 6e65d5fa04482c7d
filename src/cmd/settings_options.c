#include "cmd/settings_options.h"

#include "rules/all_packs.h"
#include "rules/all_rules.h"

static bool choose(struct config_store *store, enum config_choice choice, const struct option_texts *texts,
                   struct error *err)
{
    for (size_t i = 0; i < texts->count; i++)
        if (!config_choose(store, choice, texts->at[i], err))
            return false;
    return true;
}

bool settings_options_start(struct program *program, const struct settings_options *options,
                            struct configured *configured, struct error *err)
{
    struct configured_request request = {&all_rules, all_packs, getenv("HOME"), options->config, options->no_config};
    if (options->config && options->no_config)
        return error_set(err, "--config and --no-config contradict each other");
    configured_init(configured, &program->arena, &request);
    return choose(configured->store, CONFIG_ONLY, &options->only, err) &&
           choose(configured->store, CONFIG_ENABLE, &options->enable, err) &&
           choose(configured->store, CONFIG_DISABLE, &options->disable, err) &&
           choose(configured->store, CONFIG_SEVERITY, &options->severity, err);
}

int settings_complain(struct program *program, const struct configured *configured)
{
    for (const struct config_line *line = config_mistakes(configured->store); line; line = line->next) {
        if (!line->has_place) {
            complain(program, "%s", line->text);
            continue;
        }
        file_output_write(&program->err, str_of(line->text));
        file_output_write(&program->err, STR("\n"));
    }
    file_output_flush(&program->err);
    return STATUS_FAILED;
}
