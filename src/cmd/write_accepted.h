/* `breaking --write-accepted`: writes what was found into the configurations as agreed to. */
#ifndef CMD_WRITE_ACCEPTED_H
#define CMD_WRITE_ACCEPTED_H

#include "cmd/comparison.h"

/* Writes an entry for every finding from `level` on that nobody has accepted into `file`, or (NULL) into the
   configuration of its contract, else into a new one in the current folder. Asks for the reason on a terminal. Returns
   whether anything was written; what could not be is told and noted as failed. */
bool write_accepted(struct comparison_run *run, enum change_level level, const char *file);

#endif
