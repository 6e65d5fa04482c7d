#include "check/field_guess.h"

#include "base/distance.h"

enum { COMPARE_MAX = 100000 };

struct str field_guess_nearest(struct field_guess *guess, struct str name)
{
    struct distance_search search = distance_search_start(name);
    for (const struct field_entry *entry = guess->dataset->fields.first; entry; entry = entry->at.next) {
        if (entry->field->role != FIELD_PROPERTY)
            continue;
        if (guess->compared == COMPARE_MAX)
            return (struct str){NULL, 0};
        guess->compared++;
        distance_search_offer(&search, entry->field->name.value);
    }
    return search.found;
}
