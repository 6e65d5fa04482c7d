#include "cmd/lint_fix.h"

#include "check/diff.h"
#include "check/fix.h"

struct lint_result *input_fix(const struct inputs *inputs, const struct input *input, struct arena *arena,
                              const struct lint_request *request, const struct file_stamp *stamp,
                              struct input_fixes *fixes, struct error *err)
{
    const struct fixed *fixed = fix_apply(arena, request, inputs->options->unsafe);
    *fixes = (struct input_fixes){.refusal = fixed->refusal, .is_broken = fixed->is_broken};
    if (inputs->options->diff) {
        struct buf diff = {.arena = arena};
        diff_add(&diff, fixed->before->source, fixed->before->secrets, fixed->edits, fixed->edit_count);
        fixes->diff = buf_str(&diff);
        return fixed->before;
    }
    if (str_equal(fixed->bytes, request->bytes))
        return fixed->after;
    if (!file_replace(arena, input->path.at, stamp, fixed->bytes, inputs->program->pending, err))
        return fixed->before;
    fixes->written = fixed->fixes;
    return fixed->after;
}
