/* Measured quality in reports. */
#ifndef REPORT_QUALITY_H
#define REPORT_QUALITY_H

#include "base/buf.h"
#include "data/data_score.h"

/* A table of the fields, at most `most` of them (0: all), and the score with its parts, for people. */
void quality_add_text(struct buf *out, const struct data_quality *quality, size_t most);

/* A JSON object, as docs/schemas/report.schema.json has it. */
void quality_add_json(struct buf *out, const struct data_quality *quality);

#endif
