/* Answers one question per line with one line, both JSON, for tests/contain_suite.py and tests/contain_random.py.
   Question: {"all": [SCHEMA, ...], "none": [SCHEMA, ...], "tolerant": BOOL, "format": BOOL, "steps": N, "draft": "7",
   "documents": {URI: SCHEMA}}. Answer: {"answer": "yes", "witness": VALUE}, {"answer": "no"} or
   {"answer": "unknown", "keyword": NAME}. */
#include "base/arena.h"
#include "schema/compile.h"
#include "schema/satisfy.h"
#include "yaml/json.h"
#include "yaml/node_print.h"

#include <stdio.h>

enum { LIST_MAX = 16 };

static enum schema_draft read_draft(const struct node *question)
{
    struct str draft = node_text(node_find(question, "draft"));
    if (str_is(draft, "7"))
        return SCHEMA_DRAFT_7;
    return str_is(draft, "2019-09") ? SCHEMA_DRAFT_2019_09 : SCHEMA_DRAFT_2020_12;
}

static void add_documents(struct schema_set *set, const struct node *question)
{
    const struct node *documents = node_find(question, "documents");
    for (const struct node *child = node_children(documents); child; child = child->next)
        schema_set_add(set, node_key(child), child, NULL);
}

static size_t read_schemas(struct schema_set *set, const struct node *list, const struct schema **schemas)
{
    size_t count = 0;
    for (const struct node *child = node_children(list); child && count < LIST_MAX; child = child->next) {
        schema_set_add(set, STR(""), child, NULL);
        schemas[count++] = schema_compile(set, child);
    }
    return count;
}

static void print_answer(struct arena *arena, const struct satisfaction *found)
{
    static const char *const words[] = {"no", "unknown", "yes"};
    struct buf buf = {.arena = arena};
    buf_print(&buf, "{\"answer\": \"%s\"", words[found->answer]);
    if (found->witness) {
        buf_add_c(&buf, ", \"witness\": ");
        node_print(&buf, found->witness, 0);
    }
    if (found->reason_keyword)
        buf_print(&buf, ", \"keyword\": \"%s\"", found->reason_keyword);
    for (int i = 0; i < 2 && found->conflict_keywords[i]; i++)
        buf_print(&buf, ", \"conflict%d\": \"%s\"", i, found->conflict_keywords[i]);
    printf("%s}\n", buf_c(&buf));
}

static bool answer(struct arena *arena, struct str line)
{
    struct source source = source_make(arena, STR("question"), line);
    struct tree tree = {.root = NULL};
    uint32_t at;
    const char *error;
    if (!json_parse(arena, &source, &limits_default, &tree, &at, &error))
        return false;
    const struct node *question = tree.root;
    struct schema_set *set = schema_set_make(arena, read_draft(question));
    add_documents(set, question);
    const struct schema *all[LIST_MAX], *none[LIST_MAX];
    struct schema_goal goal = {.all = all, .none = none};
    goal.all_count = read_schemas(set, node_find(question, "all"), all);
    goal.none_count = read_schemas(set, node_find(question, "none"), none);
    struct number steps = {{NULL, 0}, 0, false};
    int64_t count = 0;
    if (number_parse(arena, node_text(node_find(question, "steps")), &steps))
        number_to_int64(steps, &count);
    struct satisfy_options options = {.asserts_format = str_is(node_text(node_find(question, "format")), "true"),
                                      .is_tolerant = str_is(node_text(node_find(question, "tolerant")), "true"),
                                      .steps = (uint64_t)count};
    struct satisfaction found = schema_satisfy(arena, set, &goal, &options);
    print_answer(arena, &found);
    return true;
}

int main(void)
{
    struct arena arena;
    arena_init(&arena, NULL);
    char *line = NULL;
    size_t capacity = 0;
    ssize_t length;
    while ((length = getline(&line, &capacity, stdin)) > 0) {
        while (length > 0 && char_is_blank(line[length - 1]))
            line[--length] = '\0';
        if (!answer(&arena, (struct str){line, (size_t)length}))
            printf("{\"answer\": \"error\"}\n");
        fflush(stdout);
        arena_reset(&arena);
    }
    free(line);
    arena_free(&arena);
    return 0;
}
