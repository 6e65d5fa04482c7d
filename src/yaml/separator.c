#include "yaml/separator.h"

#include "base/utf8.h"
#include "yaml/prescan.h"

struct quoted {
    struct span span;
    struct quoted *next;
};

void separators_init(struct separators *separators, struct str text, bool has_separators)
{
    *separators = (struct separators){.text = text, .at = has_separators ? 0 : (uint32_t)text.len};
}

void separators_skip(struct separators *separators, struct arena *arena, struct span quoted)
{
    struct quoted *made = arena_new(arena, struct quoted);
    made->span = quoted;
    if (separators->last)
        separators->last->next = made;
    else
        separators->first = made;
    separators->last = made;
}

static bool is_quoted(struct separators *separators, uint32_t at)
{
    struct quoted *quoted = separators->first;
    while (quoted && quoted->span.end <= at)
        quoted = quoted->next;
    separators->first = quoted;
    if (!quoted)
        separators->last = NULL;
    return quoted && quoted->span.start <= at;
}

void separators_report(struct separators *separators, struct composer *c, uint32_t end)
{
    while (separators->at < end && !c->is_stopped) {
        struct str left = str_slice(separators->text, separators->at, end);
        size_t len = separator_length(left);
        if (len && !is_quoted(separators, separators->at)) {
            uint32_t code_point, at = separators->at;
            utf8_decode(left, &code_point);
            compose_problem(c, "yaml-line-separator", (struct span){at, at + (uint32_t)len}, NULL,
                            text_print(c->arena, "U+%04X", code_point));
        }
        separators->at += len ? (uint32_t)len : 1;
    }
}
