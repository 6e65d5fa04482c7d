/* Prints what the JSON Schema engine finds wrong with the schemas of contracts, a line for each problem: the file,
   where its key begins, where its value begins and ends (offsets in bytes), and the kind. The place of "undecided" is a
   schema by which the engine cannot judge a value. For tests/schema_problems.py. */
#include "base/file.h"
#include "contract/document.h"
#include "schema/compile.h"
#include "schema/validate.h"
#include "yaml/parse.h"

static void out_of_memory(void)
{
    fputs("out of memory\n", stderr);
    exit(2);
}

static void print_problem(const char *path, const struct node *node, const char *kind)
{
    const struct node *first = node->key ? node->key : node;
    printf("%s\t%u\t%u\t%u\t%s\n", path, (unsigned)first->span.start, (unsigned)node->span.start,
           (unsigned)node->span.end, kind);
}

static const struct node *read_value(struct arena *arena, const char *text)
{
    struct source *source = arena_new(arena, struct source);
    *source = source_make(arena, STR(""), str_of(text));
    return yaml_parse(arena, source, &limits_default)->root;
}

/* By schemas whose references go in a circle nothing can be judged, as far as the value leads into it. */
static void print_undecided(struct arena *arena, const char *path, struct schema_set *set,
                            const struct dataset *dataset)
{
    static const struct validator_options options = {.steps = 100000};
    struct validator *validator = validator_make(arena, set, &options);
    const struct node *values[] = {read_value(arena, "{x: {x: {x: {y: [[]]}, y: [{x: 1}]}, y: [1]}}"),
                                   read_value(arena, "[{y: [[[]]]}, [{x: [1]}]]"), read_value(arena, "{z: 1}"),
                                   read_value(arena, "text")};
    for (const struct field_entry *at = dataset->fields.first; at; at = at->at.next)
        for (size_t i = 0; i < sizeof values / sizeof *values; i++)
            if (schema_validate(validator, schema_compile(set, at->field->at.node), values[i]) == SCHEMA_UNDECIDED)
                print_problem(path, at->field->at.node, "undecided");
}

static void print_problems(struct arena *arena, const char *path, const struct document *document)
{
    static const char *const kinds[] = {"bad", "unresolved", "external"}; /* as enum schema_problem_kind */
    struct schema_set *set = schema_set_make(arena, SCHEMA_DRAFT_2020_12);
    for (const struct contract *contract = document->contracts.first; contract; contract = contract->at.next)
        for (const struct dataset *dataset = contract->datasets.first; dataset; dataset = dataset->at.next)
            if (dataset->form == DATASET_JSON_SCHEMA && dataset->root) {
                schema_set_add(set, STR(""), dataset->root->at.node, document->root);
                for (const struct field_entry *at = dataset->fields.first; at; at = at->at.next)
                    schema_compile(set, at->field->at.node);
                print_undecided(arena, path, set, dataset);
            }
    for (const struct schema_problem *problem = schema_set_problems(set); problem; problem = problem->next)
        print_problem(path, problem->node, kinds[problem->kind]);
}

static bool print_file(struct arena *arena, const char *path)
{
    struct error err = {0};
    struct str bytes;
    if (!file_read(arena, path, 0, &bytes, NULL, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return false;
    }
    struct source source = source_make(arena, str_of(path), bytes);
    for (const struct tree *tree = yaml_parse(arena, &source, &limits_default); tree; tree = tree->next)
        print_problems(arena, path, document_read(arena, &source, tree, DIALECT_NONE, &limits_default));
    return true;
}

int main(int argc, char **argv)
{
    struct arena arena;
    arena_init(&arena, out_of_memory);
    bool is_read = argc > 1;
    for (int i = 1; i < argc && is_read; i++)
        is_read = print_file(&arena, argv[i]);
    arena_free(&arena);
    return is_read ? 0 : 2;
}
