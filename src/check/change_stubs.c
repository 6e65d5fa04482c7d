#include "check/change_field.h"
void change_compare_keys(const struct field_pair *pair)
{
    (void)pair;
}
