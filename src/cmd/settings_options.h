/* The options that choose a configuration and change it, for every command that checks contracts. */
#ifndef CMD_SETTINGS_OPTIONS_H
#define CMD_SETTINGS_OPTIONS_H

#include "cmd/cmd.h"
#include "cmd/options.h"
#include "project/configured.h"

struct settings_options {
    const char *config;
    bool no_config;
    struct option_texts only, enable, disable, severity;
};

/* The rows of an option table whose target has a struct settings_options as `member`. */
#define SETTINGS_OPTION_ROWS(type, member)                                                                             \
    {"config",                                                                                                         \
     0,                                                                                                                \
     OPTION_TEXT,                                                                                                      \
     "FILE",                                                                                                           \
     "use this configuration instead of searching one",                                                                \
     offsetof(type, member.config)},                                                                                   \
        {"no-config", 0, OPTION_FLAG, NULL, "use no configuration file", offsetof(type, member.no_config)},            \
        {"only", 0, OPTION_TEXTS, "ID", "run only these rules (an id or family-*)", offsetof(type, member.only)},      \
        {"enable", 0, OPTION_TEXTS, "ID", "switch rules on", offsetof(type, member.enable)},                           \
        {"disable", 0, OPTION_TEXTS, "ID", "switch rules off", offsetof(type, member.disable)},                        \
    {                                                                                                                  \
        "severity", 0, OPTION_TEXTS, "ID=LEVEL", "change the severity of rules", offsetof(type, member.severity)       \
    }

/* Starts `configured` as the options say. False with one line. */
bool settings_options_start(struct program *program, const struct settings_options *options,
                            struct configured *configured, struct error *err) __attribute__((warn_unused_result));

/* Prints every mistake found in configurations, a line each, to standard error. Returns STATUS_FAILED. */
int settings_complain(struct program *program, const struct configured *configured);

#endif
