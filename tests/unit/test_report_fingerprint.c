#include "report/fingerprint.h"
#include "report_fixture.h"

static struct finding finding_make(const struct rule *rule, const char *path)
{
    return (struct finding){.rule = rule, .path = str_of(path)};
}

/* Rule, file and path are the key; of equal ones the second is another. The expected values are those of Python's
   hashlib.sha256 over the parts with a NUL behind each, and "1" for the second. */
static void names_findings(void **state)
{
    struct fixture *fixture = *state;
    struct fingerprints fingerprints = fingerprints_start(&fixture->arena, STR("a.yaml"));
    struct finding first = finding_make(&rule_a, "/sla/freshness"), other = finding_make(&rule_b, "/sla/freshness");
    assert_string_equal(str_c(&fixture->arena, fingerprint_next(&fingerprints, &first)),
                        "95595df97c6ba99ff89399faed060f1c");
    assert_string_equal(str_c(&fixture->arena, fingerprint_next(&fingerprints, &other)),
                        "2ca4e528b2e8dddd72d26c2820db75b0");
    assert_string_equal(str_c(&fixture->arena, fingerprint_next(&fingerprints, &first)),
                        "9fb906ce14fcaf40dc08083cfd9eaa65");
    fingerprints = fingerprints_start(&fixture->arena, STR("b.yaml"));
    assert_string_equal(str_c(&fixture->arena, fingerprint_next(&fingerprints, &first)),
                        "9380675262ede54e00c5a384c610cbe0");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(names_findings, fixture_setup, fixture_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
