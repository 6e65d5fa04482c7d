#include "cmd/example.h"

const struct example *example_find(const char *id)
{
    for (const struct example *example = all_examples; example->id; example++)
        if (strcmp(example->id, id) == 0)
            return example;
    return NULL;
}

const struct change_example *change_example_find(const char *id)
{
    for (const struct change_example *example = all_change_examples; example->id; example++)
        if (strcmp(example->id, id) == 0)
            return example;
    return NULL;
}
