/* One finding as text: headline, source line, help, related places. */
#ifndef REPORT_PARAGRAPH_H
#define REPORT_PARAGRAPH_H

#include "base/buf.h"
#include "check/finding.h"

/* Control sequences around the parts of a finding (ECMA-48, SGR). */
struct paragraph_style {
    const char *bold, *reset;
    const char *severities[4]; /* by enum severity */
};

extern const struct paragraph_style paragraph_plain, paragraph_colored;

/* "path:line:column: severity: message [rule]", marked when suppressed, and a line end. */
void paragraph_add_headline(struct buf *out, const struct paragraph_style *style, const struct finding *finding);

/* The source line cut to `width` columns (0: unknown), the help and the related places; what comes below a headline. */
void paragraph_add_details(struct buf *out, const struct paragraph_style *style, unsigned width,
                           const struct finding *finding);

#endif
