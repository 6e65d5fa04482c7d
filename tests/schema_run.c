/* Judges values by JSON Schemas, for tests and measurements. Usage: schema_run [OPTION…] suite FILE… | lines | files
   SCHEMA FILE…

   suite  runs files of JSON-Schema-Test-Suite and prints every test that goes wrong, "FILE: GROUP: TEST: what is
          wrong", then "N tests, N wrong".

   lines  reads lines of JSON {"schema": …, "instance": …} from standard input and answers each with a line of JSON
          {"verdict": "valid", "invalid" or "undecided", "problems": N, "causes": ["`a` is a string, the type is
          number"]}; `problems` counts what is wrong with the schema. Lines are answered as they come.

   files  judges JSON and YAML files by a schema, with -n in many rounds, and prints "FILE: verdict" for each.

   -d 7|2019-09|2020-12  the draft of schemas that do not say (default 2020-12)
   -f  `format` decides   -t  what is not declared is no mistake   -n N  rounds   -l N  causes for a value (default 10)
   -r FOLDER URI  the JSON files below FOLDER are documents under URI */
#define _XOPEN_SOURCE 700 /* nftw */

#include "base/buf.h"
#include "base/file.h"
#include "schema/compile.h"
#include "schema/validate.h"
#include "yaml/json.h"
#include "yaml/parse.h"

#include <ftw.h>

struct document {
    struct str uri;
    const struct node *root;
    struct document *next;
};

struct run {
    struct arena arena;
    enum schema_draft draft;
    struct validator_options options;
    size_t limit;
    unsigned rounds;
    struct document *documents;
    size_t tests, wrong;
};

static struct run run = {.draft = SCHEMA_DRAFT_2020_12, .limit = 10};

static _Noreturn void fail(const char *text, const char *name)
{
    fprintf(stderr, "schema_run: %s: %s\n", name, text);
    exit(2);
}

static const struct node *read_text(struct arena *arena, const char *name, struct str text)
{
    static const struct limits limits = {
        .file_size = 64u << 20, .depth = 256, .nodes = 10000000, .aliases = 10000, .run = 1 << 20};
    struct source *source = arena_new(arena, struct source);
    *source = source_make(arena, str_of(name), text);
    struct tree tree;
    uint32_t at;
    const char *error;
    if (json_parse(arena, source, &limits, &tree, &at, &error))
        return tree.root;
    return str_ends(source->name, "json") ? NULL : yaml_parse(arena, source, &limits)->root;
}

static const struct node *read_path(struct arena *arena, const char *path)
{
    struct error err = {0};
    struct str text;
    if (!file_read(arena, path, 64u << 20, &text, NULL, &err))
        fail("cannot be read", path);
    const struct node *root = read_text(arena, str_c(arena, str_of(path)), text);
    if (!root)
        fail("holds no value", path);
    return root;
}

/* nftw gives no room for a context. */
static struct str folder, folder_uri;

static int add_document(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status, (void)place;
    if (kind != FTW_F || !str_ends(str_of(path), ".json"))
        return 0;
    struct document *document = arena_new(&run.arena, struct document);
    document->uri = str_of(text_print(&run.arena, "%.*s%s", STR_ARG(folder_uri), path + folder.len));
    document->root = read_path(&run.arena, path);
    document->next = run.documents;
    run.documents = document;
    return 0;
}

static struct schema_set *set_with(struct arena *arena, const struct node *schema)
{
    struct schema_set *set = schema_set_make(arena, run.draft);
    for (const struct document *document = run.documents; document; document = document->next)
        schema_set_add(set, document->uri, document->root, NULL);
    schema_set_add(set, STR(""), schema, NULL);
    return set;
}

static const char *const names[] = {
    [SCHEMA_INVALID] = "invalid", [SCHEMA_UNDECIDED] = "undecided", [SCHEMA_VALID] = "valid"};

/* What is wrong with the causes; NULL when all is well. Each has words, and there are some if the value is invalid. */
static const char *causes_mistake(struct arena *arena, const struct schema_cause *causes, enum schema_verdict verdict)
{
    size_t count = 0;
    for (const struct schema_cause *cause = causes; cause; cause = cause->next, count++)
        if (!*schema_cause_text(arena, cause) || !cause->instance ||
            (!cause->demand && strcmp(cause->keyword, "false")))
            return "a cause without words or place";
    if (!causes != (verdict != SCHEMA_INVALID))
        return causes ? "has a cause" : "has no cause";
    return count > run.limit ? "has too many causes" : NULL;
}

static void suite_group(struct arena *arena, const char *path, const struct node *group)
{
    const struct node *root = node_find(group, "schema");
    struct schema_set *set = set_with(arena, root);
    const struct schema *schema = schema_compile(set, root);
    struct validator *validator = validator_make(arena, set, &run.options);
    for (const struct node *test = node_children(node_find(group, "tests")); test; test = test->next) {
        bool is_valid = str_is(node_text(node_find(test, "valid")), "true");
        const struct node *data = node_find(test, "data");
        enum schema_verdict verdict = schema_validate(validator, schema, data);
        const char *mistake =
            (verdict == SCHEMA_VALID) == is_valid && verdict != SCHEMA_UNDECIDED
                ? causes_mistake(arena, schema_explain(validator, arena, schema, data, run.limit), verdict)
                : text_print(arena, "should be %s, is %s", is_valid ? "valid" : "invalid", names[verdict]);
        run.tests++;
        run.wrong += mistake != NULL;
        if (mistake)
            printf("%s: %.*s: %.*s: %s\n", path, STR_ARG(node_text(node_find(group, "description"))),
                   STR_ARG(node_text(node_find(test, "description"))), mistake);
    }
}

static void suite_file(const char *path)
{
    struct arena arena;
    arena_init(&arena, NULL);
    for (const struct node *group = node_children(read_path(&arena, path)); group; group = group->next)
        suite_group(&arena, path, group);
    arena_free(&arena);
}

static int run_suite(char **paths)
{
    for (; *paths; paths++)
        suite_file(*paths);
    printf("%zu tests, %zu wrong\n", run.tests, run.wrong);
    return run.wrong ? EXIT_FAILURE : EXIT_SUCCESS;
}

static void print_string(const char *text)
{
    putchar('"');
    for (; *text; text++) {
        if ((unsigned char)*text < 0x20)
            printf("\\u%04x", (unsigned)(unsigned char)*text);
        else
            printf(*text == '"' || *text == '\\' ? "\\%c" : "%c", *text);
    }
    putchar('"');
}

static void answer(struct arena *arena, struct str line)
{
    const struct node *task = read_text(arena, "line.json", line);
    const struct node *root = node_find(task, "schema"), *instance = node_find(task, "instance");
    if (!root || !instance)
        fail("is not {\"schema\": …, \"instance\": …}", "a line");
    struct schema_set *set = set_with(arena, root);
    const struct schema *schema = schema_compile(set, root);
    struct validator *validator = validator_make(arena, set, &run.options);
    size_t problems = 0;
    for (const struct schema_problem *problem = schema_set_problems(set); problem; problem = problem->next)
        problems++;
    printf("{\"verdict\": \"%s\", \"problems\": %zu, \"causes\": [",
           names[schema_validate(validator, schema, instance)], problems);
    const struct schema_cause *causes = schema_explain(validator, arena, schema, instance, run.limit);
    for (const struct schema_cause *cause = causes; cause; cause = cause->next) {
        fputs(cause == causes ? "" : ", ", stdout);
        print_string(schema_cause_text(arena, cause));
    }
    puts("]}");
    fflush(stdout);
}

static int run_lines(void)
{
    char *line = NULL;
    size_t size = 0;
    struct arena arena;
    arena_init(&arena, NULL);
    for (ssize_t len; (len = getline(&line, &size, stdin)) > 0; arena_reset(&arena))
        answer(&arena, (struct str){line, (size_t)len});
    free(line);
    arena_free(&arena);
    return EXIT_SUCCESS;
}

static int run_files(char **paths)
{
    if (!*paths)
        fail("is missing", "SCHEMA");
    const struct node *root = read_path(&run.arena, *paths++);
    struct schema_set *set = set_with(&run.arena, root);
    const struct schema *schema = schema_compile(set, root);
    struct validator *validator = validator_make(&run.arena, set, &run.options);
    size_t count = 0;
    while (paths[count])
        count++;
    const struct node **instances = arena_alloc_array(&run.arena, count, sizeof(const struct node *));
    for (size_t i = 0; i < count; i++) {
        instances[i] = read_path(&run.arena, paths[i]);
        printf("%s: %s\n", paths[i], names[schema_validate(validator, schema, instances[i])]);
    }
    for (size_t i = 0; i < count; i++)
        for (unsigned round = 1; round < run.rounds; round++)
            schema_validate(validator, schema, instances[i]);
    return EXIT_SUCCESS;
}

static enum schema_draft draft_of(const char *name)
{
    return strcmp(name, "7") == 0         ? SCHEMA_DRAFT_7
           : strcmp(name, "2019-09") == 0 ? SCHEMA_DRAFT_2019_09
                                          : SCHEMA_DRAFT_2020_12;
}

static size_t number_of_text(const char *text)
{
    size_t value = 0;
    for (; char_is_digit(*text); text++)
        value = value * 10 + (size_t)(*text - '0');
    return value;
}

/* Reads options; returns the first word behind them. */
static char **read_options(char **words)
{
    for (; *words && **words == '-'; words++) {
        const char letter = (*words)[1];
        if (letter == 'f') {
            run.options.asserts_format = true;
        } else if (letter == 't') {
            run.options.is_tolerant = true;
        } else if (!words[1]) {
            fail("needs a value", *words);
        } else if (letter == 'd') {
            run.draft = draft_of(*++words);
        } else if (letter == 'n') {
            run.rounds = (unsigned)number_of_text(*++words);
        } else if (letter == 'l') {
            run.limit = number_of_text(*++words);
        } else if (letter == 'r' && words[2]) {
            folder = str_of(words[1]);
            folder_uri = str_of(words[2]);
            nftw(words[1], add_document, 16, FTW_PHYS);
            words += 2;
        } else {
            fail("is unknown", *words);
        }
    }
    return words;
}

int main(int argc, char **argv)
{
    (void)argc;
    arena_init(&run.arena, NULL);
    char **words = read_options(argv + 1);
    const char *mode = *words ? *words : "";
    int status = 2;
    if (strcmp(mode, "suite") == 0)
        status = run_suite(words + 1);
    else if (strcmp(mode, "lines") == 0)
        status = run_lines();
    else if (strcmp(mode, "files") == 0)
        status = run_files(words + 1);
    else
        fail("is no mode", mode);
    arena_free(&run.arena);
    return status;
}
