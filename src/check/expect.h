/* Expectations on the line: `# expect: RULE@COLUMN` comments in a fixture against what lint finds. */
#ifndef CHECK_EXPECT_H
#define CHECK_EXPECT_H

#include "base/buf.h"
#include "check/lint.h"

/* Compares the findings of a fixture with its comments and appends a line for each difference to `out`; the count of
   differences is returned. `# expect: RULE[@COLUMN], RULE…` speaks of its own line, `# expect-next:` of the following
   one, `# expect-at LINE:` of that line. Every error and warning must be expected and every expectation met; infos are
   compared for rules that are expected somewhere in the fixture and for `rule` (may be NULL). The lines of the source
   must be indexed. */
size_t expect_compare(struct arena *arena, const struct lint_result *result, const struct rule *rule, struct buf *out);

#endif
