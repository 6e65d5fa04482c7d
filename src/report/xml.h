/* Text that any XML 1.0 parser reads, and that no CI log obeys. */
#ifndef REPORT_XML_H
#define REPORT_XML_H

#include "base/buf.h"

/* Appends `text` as character data: markup, unsafe characters and the bracket of `##[` as references, what XML 1.0
   cannot hold (section 2.2) and invalid bytes as U+FFFD. Line breaks stay. */
void xml_add(struct buf *out, struct str text);

/* Appends ` name="value"`, like that; blanks other than the space become references too, else parsers make spaces of
   them (section 3.3.3). */
void xml_add_attribute(struct buf *out, const char *name, struct str value);

#endif
