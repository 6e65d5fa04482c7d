/* Changes for people who need not know contractlint: grouped by contract, by level, with whom they hurt and the way
   out. */
#ifndef REPORT_CHANGE_PAGE_H
#define REPORT_CHANGE_PAGE_H

#include "report/report.h"

/* What a page is for. */
struct change_page {
    const char *heading; /* of contracts in Markdown: "###"; groups have one more # */
    size_t limit;        /* bytes; the most severe changes are kept */
    bool has_places;     /* tells places and rules */
};

/* Appends a page in Markdown. */
void change_page_add_markdown(struct buf *out, const struct report *report, const struct report_summary *summary,
                              const struct change_page *page);

/* Appends the same as text without places, for a terminal. */
void change_page_add_text(struct buf *out, const struct report *report, const struct report_summary *summary);

#endif
