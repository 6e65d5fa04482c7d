#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "check/rule.h"
#include "check/secret.h"
#include "check/secret_shape.h"
#include "tree_text.h"

#include <stdlib.h>

/* Texts and the secret that is found in them; NULL: none. */
static const struct {
    const char *text, *secret;
} shapes[] = {
    /* passwords in URLs */
    {"jdbc:postgresql://app:Zk3vQ9xLp7@db.acme.internal/crm", "Zk3vQ9xLp7"},
    {"see https://bob:p4ss@host/x for", "p4ss"},
    {"amqp://u:ab/cd+ef@mq:5672", "ab/cd+ef"},
    {"kafka://app:${PASSWORD}@broker", NULL},
    {"kafka://app:{{ password }}@broker", NULL},
    {"kafka://app:****@broker", NULL},
    {"https://user:password@host/", NULL},
    {"https://host:8080/a@b", NULL},
    {"https://host/a:b@c", NULL},
    {"https://bob@host/", NULL},
    /* known tokens */
    {"key AKIAIOSFODNN7EXAMPLE.", "AKIAIOSFODNN7EXAMPLE"},
    {"AKIAIOSFODNN7", NULL},
    {"xAKIAIOSFODNN7EXAMPLE", NULL},
    {"ghp_0123456789abcdefghijABCDEFGHIJ012345", "ghp_0123456789abcdefghijABCDEFGHIJ012345"},
    {"ghp_orders_and_more_of_them_in_a_long_name", NULL},
    {"xoxb-123456789012-abcdefGHIJKL", "xoxb-123456789012-abcdefGHIJKL"},
    {"AIzaSyA1234567890abcdefghijklmnopqrstuv", "AIzaSyA1234567890abcdefghijklmnopqrstuv"},
    {"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl"},
    {"Authorization: Bearer 0a1b2c3d4e5f6a7b8c9d0e1f2a3b", "Bearer 0a1b2c3d4e5f6a7b8c9d0e1f2a3b"},
    {"risk-assessment-2024-of-all-the-customers-in-scope", NULL},
    {"-----BEGIN RSA PRIVATE KEY-----\nMIIEabc\n-----END RSA PRIVATE KEY-----", "\nMIIEabc\n"},
    {"-----BEGIN PUBLIC KEY-----\nMIIEabc\n-----END PUBLIC KEY-----", NULL},
    /* telling keys */
    {"password: hunter2\n", "hunter2"},
    {"# password: hunter2 # rotate", "hunter2"},
    {"{\"password\":\"hunter2\"}", "hunter2"},
    {"dbPassword: 'hunter2'", "hunter2"},
    {"{user: a, pwd: hunter2}", "hunter2"},
    {"Server=db;Password=Zk3vQ9;Database=x", "Zk3vQ9"},
    {"client_secret: a1b2c3d4e5f6", "a1b2c3d4e5f6"},
    {"credential: a1b2c3d4e5f6", "a1b2c3d4e5f6"},
    {"x-api-key: 7f3a9c21d8e04b56", "7f3a9c21d8e04b56"},
    {"sasl.password = hunter2", "hunter2"},
    {"password: string", NULL},
    {"password: changeme", NULL},
    {"password: ${DB_PASSWORD}", NULL},
    {"password: DB_PASSWORD", NULL},
    {"password: '{{ secrets.db }}'", NULL},
    {"password: vault:secret/data/db#password", NULL},
    {"password: /run/secrets/db1", NULL},
    {"password: prod/kafka-password-2", NULL},
    {"password: xxxxxxxx", NULL},
    {"password: !vault abc123", NULL},
    {"password: must be rotated every 90 days", NULL},
    {"password: varchar(64)", NULL},
    {"password:", NULL},
    {"password: null", NULL},
    {"token: customer_id", NULL},
    {"primaryKey: customer_id1", NULL},
    {"partition_key: a1b2c3d4e5f6", NULL},
    {"bypass: abc123", NULL},
    {"max_tokens: 409600000", NULL},
    {"description: the word password says nothing", NULL},
};

static void finds_what_looks_like_a_secret(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        struct str text = str_of(shapes[i].text);
        struct secret_match match;
        bool is_found = secret_next(text, 0, &match);
        if (is_found != (shapes[i].secret != NULL))
            fail_msg("%s: %s", shapes[i].text, is_found ? "found" : "not found");
        if (is_found && !str_is(str_slice(text, match.start, match.end), shapes[i].secret))
            fail_msg("%s: %.*s", shapes[i].text, STR_ARG(str_slice(text, match.start, match.end)));
    }
}

static const struct secrets *find(struct arena *arena, struct source *source, struct str text)
{
    const struct tree *trees = read_text(arena, source, "x.yaml", text, &limits_default);
    return secrets_find(arena, source, trees);
}

/* The source as a report may print it. */
static const char *printed(struct arena *arena, const struct source *source)
{
    struct buf buf = {.arena = arena};
    for (uint32_t i = 0; i < source->text.len; i++)
        buf_add_char(&buf, source_is_hidden(source, (struct span){i, i + 1}) ? '*' : source->text.at[i]);
    return buf_c(&buf);
}

static const struct {
    const char *yaml, *printed;
    unsigned count;
} files[] = {
    {"a: b\n", "a: b\n", 0},
    {"password: hunter2\n", "password: hu*****\n", 1},
    {"password:\n  hunter2\n", "password:\n  hu*****\n", 1},
    {"password: &p hunter2\nagain: *p # hunter2\n", "password: &p hu*****\nagain: *p # hu*****\n", 1},
    {"password: ab,cdefgh\n", "password: ab*******\n", 1},
    {"password: \"hun\\x74er2\"\n", "password: \"hu*********\n", 1},
    {"password: >-\n  hunter2\n", "password: >-\n  hu*****\n", 1},
    {"password: |\n  hunter2\n  b2c3d4\n", "password: |\n  hu*****\n  ******\n", 1},
    {"password: >\n  hunter2\n  b2c3d4\n", "password: >\n  hu*****\n  ******\n", 1},
    {"password: >-\r\n  hunter2\r\n\r\n  b2c3d4\r\n", "password: >-\r\n  hu*****\r\n\r\n  ******\r\n", 1},
    {"password: hunter2\n  b2c3d4\n", "password: hu*****\n  ******\n", 1},
    {"password: 'hunter2\n  b2c3d4'\n", "password: 'hu***************\n", 1},
    {"password: >\n  set by the\n  owner\n", "password: >\n  set by the\n  owner\n", 0},
    {"token: >\n  a1b2c3d4e5\n  f6a7\n", "token: >\n  a1********\n  ****\n", 1},
    {"password: |\n  hunter2\n\n  a b\n", "password: |\n  hunter2\n\n  a b\n", 0},
    {"u: \"https:\\/\\/bob:hunter2@h\"\n", "u: \"ht**********************\n", 1},
    {"- name: db.password\n  value: hunter2\n", "- name: db.password\n  value: hu*****\n", 1},
    {"a: b # password: hunter2\n", "a: b # password: hu*****\n", 1},
    {"\tpassword: hunter2\n", "\tpassword: hu*****\n", 1},
    {"{a: b}: {password: hunter2}\n", "{a: b}: {password: hu*****}\n", 1},
    {"https://bob:hunter2@h: a\n", "https://bob:hu*****@h: a\n", 1},
    {"a: https://bob:hunter2@h\n---\npassword: other1\n", "a: https://bob:hu*****@h\n---\npassword: ot****\n", 2},
    {"k: |\n  -----BEGIN PRIVATE KEY-----\n  MIIEabcd\n  efghijkl\n  -----END PRIVATE KEY-----\n",
     "k: |\n  -----BEGIN PRIVATE KEY-----\n  MI******\n  ********\n  -----END PRIVATE KEY-----\n", 1},
};

static void hides_secrets_in_the_source(void **state)
{
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct source source;
        const struct secrets *secrets = find(*state, &source, str_of(files[i].yaml));
        unsigned count = 0;
        for (const struct secret *secret = secrets ? secrets->first : NULL; secret; secret = secret->next)
            count++;
        if (count != files[i].count || strcmp(printed(*state, &source), files[i].printed) != 0)
            fail_msg("%u in %s", count, printed(*state, &source));
    }
}

static void knows_the_place_of_a_secret(void **state)
{
    struct source source;
    const struct secrets *secrets =
        find(*state, &source, STR("a: 1 # pwd=hunter2\nb: {url: \"https://bob:other1@h\"}\n---\npassword: third1\n"));
    const struct secret *secret = secrets->first;
    assert_null(secret->node);
    assert_int_equal(secret->span.start, 11);
    assert_int_equal(secret->span.end, 18);
    secret = secret->next;
    assert_true(str_is(node_key(secret->node), "url"));
    assert_int_equal(secret->span.start, 28);
    assert_int_equal(secret->span.end, 50);
    assert_true(str_is(secret->text, "other1"));
    assert_int_equal(secret->tree->index, 1);
    assert_int_equal(secret->next->tree->index, 2);
    assert_null(secret->next->next);
}

static void masks_texts(void **state)
{
    static const char *const table[][2] = {
        {"nothing", "nothing"},
        {"is `hunter2secret9`", "is `hu***`"},
        {"hunter2secret9 and hunter2secret9", "hu*** and hu***"},
        {"`hunter2se…`", "`hu***…`"},
        {"`hu…`", "`hu…`"},
        {"hunter2se", "hunter2se"},
        {"/a/x~1y~09z", "/a/x~***"},
        {"\\u{7}hunter2secret9", "\\u{7}hu***"},
    };
    struct source source;
    const struct secrets *secrets = find(*state, &source, STR("password: hunter2secret9\nb: {pwd: x/y~9z}\n"));
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (!str_is(secret_mask(*state, secrets, str_of(table[i][0])), table[i][1]))
            fail_msg("%.*s", STR_ARG(secret_mask(*state, secrets, str_of(table[i][0]))));
    assert_true(str_is(secret_mask(*state, NULL, STR("hunter2")), "hunter2"));
}

/* A secret of 150 bytes is searched for in pieces; only its beginning is shown. */
static void masks_long_secrets_whole(void **state)
{
    struct buf text = {.arena = *state};
    buf_add_c(&text, "password: ");
    for (unsigned i = 0; i < 150; i++)
        buf_add_char(&text, (char)('a' + i * i % 26));
    struct source source;
    const struct secrets *secrets = find(*state, &source, buf_str(&text));
    assert_true(str_is(secret_mask(*state, secrets, buf_str(&text)), "password: ab***"));
    assert_int_equal(source.hidden_count, 1);
    assert_int_equal(source.hidden[0].start, 12);
    assert_int_equal(source.hidden[0].end, 160);
}

static void masks_findings(void **state)
{
    static const struct rule rule = {.id = "x", .advice = "advice"};
    struct source source;
    const struct secrets *secrets = find(*state, &source, STR("password: hunter2\nother: a\n"));
    struct fix_edit edit = {.span = {25, 26}, .text = STR("hunter2")};
    struct fix fix = {.message = "write `hunter2`", .edits = &edit}, other = {.message = "write hunter2"};
    struct related related = {.message = "first hunter2"};
    struct finding second = {.rule = &rule, .source = &source, .span = {25, 26}, .message = "m", .fix = &other};
    struct finding third = {.rule = &rule, .source = &source, .span = {25, 26}, .message = "m", .fix = &fix};
    struct finding first = {.rule = &rule,
                            .source = &source,
                            .span = {10, 17},
                            .message = "bad hunter2",
                            .help = "write `hunter-2`",
                            .path = STR("/hunter2"),
                            .related = &related,
                            .fix = &other,
                            .next = &second};
    second.next = &third;
    struct findings findings = {&first, &third, 3};
    secret_mask_findings(*state, secrets, &findings);
    assert_string_equal(first.message, "bad hu***");
    assert_string_equal(first.help, "advice");
    assert_true(str_is(first.path, "/hu***"));
    assert_string_equal(related.message, "first hu***");
    assert_null(first.fix);
    assert_string_equal(second.fix->message, "write hu***");
    assert_null(third.fix);
}

static int setup(void **state)
{
    struct arena *arena = calloc(1, sizeof *arena);
    assert_non_null(arena);
    arena_init(arena, NULL);
    *state = arena;
    return 0;
}

static int teardown(void **state)
{
    arena_free(*state);
    free(*state);
    return 0;
}

#define arena_test(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_what_looks_like_a_secret),
        arena_test(hides_secrets_in_the_source),
        arena_test(knows_the_place_of_a_secret),
        arena_test(masks_texts),
        arena_test(masks_long_secrets_whole),
        arena_test(masks_findings),
    };
    return cmocka_run_group_tests_name("secret", tests, NULL, NULL);
}
