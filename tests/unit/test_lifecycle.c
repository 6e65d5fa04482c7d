#include "check/lifecycle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static bool is_deprecated(const char *status, const struct node *deprecation)
{
    struct contract contract = {.status = {.value = str_of(status)}, .deprecation = deprecation};
    return lifecycle_is_deprecated(&contract);
}

static void test_status_and_deprecation(void **state)
{
    (void)state;
    static const struct node mapping = {.kind = NODE_MAPPING}, blank = {.kind = NODE_SCALAR, .type = SCALAR_NULL};
    assert_true(is_deprecated("deprecated", NULL) && is_deprecated("Deprecated", NULL));
    assert_true(is_deprecated("active", &mapping) && is_deprecated("", &mapping));
    assert_false(is_deprecated("retired", &mapping));
    assert_false(is_deprecated("active", NULL) || is_deprecated("active", &blank) || is_deprecated("", NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_status_and_deprecation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
