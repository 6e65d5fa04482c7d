#include "base/utf8.h"
#include "check/change_field.h"
#include "check/change_quality.h"
#include "check/change_subjects.h"

static void tell_model(struct changes *changes, enum change_id id, const struct dataset *old, const struct dataset *new)
{
    const struct dataset *shown = new ? new : old;
    struct change_place place = {.old = old ? old->at.node : NULL, .new = new ? new->at.node : NULL};
    if (!new)
        place.survivor = node_resolve(changes->new.contract->at.node);
    change_add(changes, id, place, "%s", utf8_quote(changes->arena, shown->name.value));
}

static void compare_dataset(struct changes *changes, const struct dataset *old, const struct dataset *new)
{
    change_pair(changes, old->at.node, new->at.node);
    change_compare_checks(changes, &old->quality, &new->quality, node_resolve(new->at.node), false);
    if (!old->root || !new->root)
        return;
    struct shape before = shape_of(changes->arena, old->root, NULL), after = shape_of(changes->arena, new->root, NULL);
    change_compare_fields(changes, &before, &after);
}

static const struct dataset *find(const struct contract *contract, const struct dataset *wanted)
{
    const struct dataset *first = contract->datasets.first;
    if (contract->datasets.count == 1 && !text_has_value(first->name) && !text_has_value(wanted->name))
        return first;
    for (const struct dataset *dataset = first; dataset; dataset = dataset->at.next)
        if (str_equal(dataset->name.value, wanted->name.value))
            return dataset;
    return NULL;
}

void change_compare_datasets(struct changes *changes)
{
    const struct contract *old = changes->old.contract, *new = changes->new.contract;
    for (const struct dataset *dataset = old->datasets.first; dataset; dataset = dataset->at.next) {
        const struct dataset *other = find(new, dataset);
        if (other)
            compare_dataset(changes, dataset, other);
        else
            tell_model(changes, CHANGE_MODEL_REMOVED, dataset, NULL);
    }
    for (const struct dataset *dataset = new->datasets.first; dataset; dataset = dataset->at.next)
        if (!find(old, dataset))
            tell_model(changes, CHANGE_MODEL_ADDED, NULL, dataset);
}
