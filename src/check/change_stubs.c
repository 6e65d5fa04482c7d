#include "check/change_field.h"
void change_compare_physical(const struct field_pair *pair, bool has_type_changed)
{
    (void)pair;
    (void)has_type_changed;
}
void change_compare_keys(const struct field_pair *pair)
{
    (void)pair;
}
