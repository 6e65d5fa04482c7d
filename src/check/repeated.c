#include "check/repeated.h"

#include "base/map.h"
#include "check/fix_remove.h"

void items_check_repeated(struct check *check, const struct list *items)
{
    struct arena_mark mark = arena_mark(check->arena);
    struct map seen;
    map_init(&seen, check->arena);
    map_reserve(&seen, items->count);
    const struct item *before = NULL;
    for (struct item *item = items->first; item; before = item, item = item->at.next) {
        if (!text_has_value(item->text))
            continue;
        const struct item *first = map_put_new(&seen, str_trim(item->text.value), item);
        if (!first)
            continue;
        struct finding *finding = finding_at(check, item->text.node, "%s", quote(check, item->text.value));
        finding_relate(check, finding, first->text.node, "first written here");
        fix_remove_item(check, finding, item->text.node, before->at.node, "remove it");
    }
    arena_rewind(check->arena, mark);
}
