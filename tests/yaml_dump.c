/* Prints the trees of a YAML file as the events of the yaml-test-suite (test.event). Exit status 1 when it is no YAML.
 */
#include "base/buf.h"
#include "base/file.h"
#include "yaml/parse.h"

static void out_of_memory(void)
{
    fputs("out of memory\n", stderr);
    exit(2);
}

static void print_text(struct str text)
{
    static const char plain[] = "\\\n\t\r\b", escaped[] = "\\ntrb";
    for (size_t i = 0; i < text.len; i++) {
        const char *at = text.at[i] ? strchr(plain, text.at[i]) : NULL;
        if (at)
            printf("\\%c", escaped[at - plain]);
        else if (text.at[i])
            putchar(text.at[i]);
        else
            printf("\\0");
    }
}

static void print_properties(const struct node *node)
{
    const struct node_properties *properties = node_properties(node);
    if (properties && properties->anchor.len)
        printf(" &%.*s", STR_ARG(properties->anchor));
    if (properties && properties->tag.len)
        printf(" <%.*s>", STR_ARG(properties->tag));
}

static void print_scalar(const struct node *node)
{
    printf("=VAL");
    print_properties(node);
    printf(" %c", ":'\"|>"[node->style]);
    print_text(node->text);
    putchar('\n');
}

static void print_node(struct str text, const struct node *node)
{
    bool is_mapping = node->kind == NODE_MAPPING;
    if (node->kind == NODE_SCALAR) {
        print_scalar(node);
        return;
    }
    if (node->kind == NODE_ALIAS) {
        printf("=ALI %.*s\n", STR_ARG(str_slice(text, node->span.start, node->span.end)));
        return;
    }
    printf("+%s%s", is_mapping ? "MAP" : "SEQ", node->style != STYLE_FLOW ? "" : is_mapping ? " {}" : " []");
    print_properties(node);
    putchar('\n');
    for (const struct node *child = node->first; child; child = child->next) {
        if (child->key)
            print_node(text, child->key);
        print_node(text, child);
    }
    printf("-%s\n", is_mapping ? "MAP" : "SEQ");
}

static bool is_yaml(const struct tree *tree)
{
    static const char *const fatal[] = {"yaml-syntax", "yaml-encoding", "yaml-limit", NULL};
    for (const struct problem *problem = tree->problems; problem; problem = problem->next)
        if (str_is_one_of(str_of(problem->rule), fatal))
            return false;
    return true;
}

static void print_document(struct str text, const struct tree *tree)
{
    if (!tree->root && tree->start == text.len)
        return; /* a stream without documents */
    puts("+DOC");
    if (tree->root)
        print_node(text, tree->root);
    else
        puts("=VAL :");
    puts("-DOC");
}

int main(int argc, char **argv)
{
    struct arena arena;
    struct error err = {0};
    struct str bytes;
    bool is_good = true;
    arena_init(&arena, out_of_memory);
    if (argc != 2) {
        fputs("usage: yaml_dump FILE\n", stderr);
        return 2;
    }
    if (!file_read(&arena, argv[1], limits_default.file_size, &bytes, NULL, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return 2;
    }
    struct source source = source_make(&arena, str_of(argv[1]), bytes);
    puts("+STR");
    for (const struct tree *tree = yaml_parse(&arena, &source, &limits_default); tree; tree = tree->next) {
        print_document(source.text, tree);
        is_good &= is_yaml(tree);
    }
    puts("-STR");
    arena_free(&arena);
    return !is_good;
}
