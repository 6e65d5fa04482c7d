/* Changes for people who need not know contractlint: grouped by contract, by level, with whom they hurt. */
#ifndef REPORT_CHANGE_PAGE_H
#define REPORT_CHANGE_PAGE_H

#include "report/report.h"

/* What a page is for. */
struct change_page {
    const char *heading; /* of contracts in Markdown: "###"; groups have one more # */
    size_t limit;        /* bytes; the most severe changes are kept */
    bool is_for_authors; /* who can still change it: with places, rules and what to do */
};

/* One sentence in Markdown for whoever reads no more: whom it hurts. */
const char *change_page_verdict(const struct report_summary *summary);

/* Appends a page in Markdown. */
void change_page_add_markdown(struct buf *out, const struct report *report, const struct report_summary *summary,
                              const struct change_page *page);

/* Appends the same as text for readers, for a terminal. */
void change_page_add_text(struct buf *out, const struct report *report, const struct report_summary *summary);

#endif
