/* What the command line of `data` says. */
#ifndef CMD_DATA_OPTIONS_H
#define CMD_DATA_OPTIONS_H

#include "cmd/report_options.h"
#include "cmd/settings_options.h"
#include "contract/model.h"
#include "data/data_reader.h"

struct data_options {
    struct settings_options settings;
    struct report_options report;
    const char *contract, *dataset, *timestamp, *delimiter;
    bool no_format_assertion, has_format;
    enum data_format format;
    enum dialect dialect; /* of the contract; DIALECT_NONE: detect */
    struct option_texts paths;
};

/* The table, for parsing, help and completion. */
extern const struct option data_option_table[];

/* Reads the arguments after the command's name. False with one line. */
bool data_options_parse(struct program *program, char **argv, struct data_options *options, struct error *err)
    __attribute__((warn_unused_result));

/* How an input is to be read: as the options say, else as its name says. False with one line. */
bool data_options_format(const struct data_options *options, const char *path, enum data_format *format,
                         char *delimiter, struct error *err) __attribute__((warn_unused_result));

#endif
