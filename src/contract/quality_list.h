/* Lists of quality checks as ODCS and DCS write them: metrics of the library, SQL, custom engines, text. */
#ifndef CONTRACT_QUALITY_LIST_H
#define CONTRACT_QUALITY_LIST_H

#include "contract/dialect.h"

/* A check of ODCS, DCS or dbt, as their tables fill it. */
struct quality_entry {
    struct quality quality;
    struct quality_details details;
};

/* Appends a struct quality_entry to a list of struct quality; like reader_append. */
struct quality *quality_add(struct reader *reader, struct list *list, const struct node *node);

/* Appends the entries of a quality list, or a mapping that is the only one, to a list of struct quality. A metric that
   must be 0 where that rules out nulls, duplicates or all but some values means a promise of the field
   (`meaning`); so do the rules nullCheck and validValues of ODCS 3.0, which need no number. */
void quality_read_list(struct reader *reader, struct list *list, const struct node *value);

#endif
