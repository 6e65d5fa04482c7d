#include "check/contradiction.h"

#include "base/buf.h"

#include <stdarg.h>

struct finding *finding_contradiction(struct check *check, struct site a, struct site b, const char *facts, ...)
{
    bool is_a_later = a.node->span.start > b.node->span.start;
    struct site later = is_a_later ? a : b, earlier = is_a_later ? b : a;
    va_list args;
    va_start(args, facts);
    const char *text = text_vprint(check->arena, facts, args);
    va_end(args);
    const struct use *before = check->use;
    check->use = later.use;
    struct finding *finding = finding_at(check, later.node, "%s", text);
    check->use = before;
    finding_relate(check, finding, earlier.node, "the other value");
    return finding;
}
