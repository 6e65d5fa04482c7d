/* The two versions that a comparison reads: files, folders, standard input, revisions of git. */
#ifndef CMD_COMPARISON_SIDES_H
#define CMD_COMPARISON_SIDES_H

#include "cmd/comparison.h"

/* Finds the files of both sides for `request`, whose limits are set, says whether each is one file, and sets how they
   are read: a pair at a time. Everything but their bytes lives in the program's arena. False with one line. */
bool comparison_open(struct comparison_run *run, struct breaking_request *request, struct error *err)
    __attribute__((warn_unused_result));

/* Ends what is still running. */
void comparison_close(struct comparison_run *run);

#endif
