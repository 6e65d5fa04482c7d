/* Text that no Markdown dialect reads as anything but text: CommonMark, GitHub's and GitLab's, in tables too. */
#ifndef REPORT_MARKDOWN_TEXT_H
#define REPORT_MARKDOWN_TEXT_H

#include "base/buf.h"
#include "check/rule.h"

/* Appends `text` on one line, unsafe characters visible, cut after 1,000: markup as character references, and behind
   what begins a mention, a reference or an address a zero-width space, because those are looked for in the finished
   page. What stands between two backticks is shown as code. */
void markdown_add(struct buf *out, struct str text);

/* The same as code, whatever is in it. */
void markdown_add_code(struct buf *out, struct str text);

/* Why there is a rule, what to do, and where there is more: three paragraphs. */
void markdown_add_rule(struct buf *out, const struct rule *rule);

#endif
