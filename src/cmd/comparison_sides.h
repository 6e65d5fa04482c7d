/* The two versions that a comparison reads: files, folders, standard input, revisions of git. */
#ifndef CMD_COMPARISON_SIDES_H
#define CMD_COMPARISON_SIDES_H

#include "cmd/comparison.h"

/* Reads both sides into `request`, whose limits are set, and says whether each is one file. Files that are the same on
   both sides, were not named and have nothing accepted of them are left out. A file that cannot be read is told of on
   standard error, noted as failed and listed without bytes. Everything lives in the program's arena. False with one
   line. */
bool comparison_read(struct comparison_run *run, struct breaking_request *request, struct error *err)
    __attribute__((warn_unused_result));

#endif
