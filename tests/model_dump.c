/* Prints what the neutral contract holds of a file, a line for each thing: its letter, its path and what it says,
   separated by tabs. For tests/model_oracle.py. */
#include "base/file.h"
#include "contract/document.h"
#include "contract/place.h"
#include "yaml/parse.h"

static void out_of_memory(void)
{
    fputs("out of memory\n", stderr);
    exit(2);
}

struct dump {
    struct arena *arena;
    struct places places;
};

static void print_cell(struct str text)
{
    static const char raw[] = "\\\t\n\r", escaped[] = "\\tnr";
    putchar('\t');
    for (size_t i = 0; i < text.len; i++) {
        const char *at = text.at[i] ? strchr(raw, text.at[i]) : NULL;
        if (at)
            putchar('\\');
        putchar(at ? escaped[at - raw] : text.at[i]);
    }
}

static void print_start(struct dump *dump, char letter, const struct node *node, const struct use *use)
{
    putchar(letter);
    print_cell(node ? places_path(&dump->places, node, use) : STR(""));
}

static void print_texts(const struct text *texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        print_cell(texts[i].value);
    putchar('\n');
}

#define PRINT(...)                                                                                                     \
    print_texts((const struct text[]){__VA_ARGS__}, sizeof((const struct text[]){__VA_ARGS__}) / sizeof(struct text))

static void print_checks(struct dump *dump, struct list checks)
{
    for (const struct quality *check = checks.first; check; check = check->at.next) {
        print_start(dump, 'Q', check->at.node, check->at.use);
        PRINT(check->test, check->details->type, check->details->severity);
    }
}

static void print_relationships(struct dump *dump, struct list relationships)
{
    for (const struct relationship *relationship = relationships.first; relationship;
         relationship = relationship->at.next) {
        const struct item *to = relationship->to.first;
        print_start(dump, 'R', relationship->at.node, relationship->at.use);
        PRINT(to ? to->text : (struct text){.node = NULL});
    }
}

static void print_field(struct dump *dump, const struct field *field)
{
    print_start(dump, 'F', field->at.node, field->at.use);
    PRINT(field->name, field->type, field->physical_type, field->not_null, field->unique, field->primary_key,
          field->description, field->classification);
    for (const struct keyword_use *use = field->keywords; use; use = use->next) {
        print_start(dump, 'K', use->value, field->at.use);
        printf("\t%s\n", use->keyword ? use->keyword->name : "");
    }
    print_checks(dump, field->extra->quality);
    print_relationships(dump, field->extra->relationships);
}

static void print_dataset(struct dump *dump, const struct dataset *dataset)
{
    print_start(dump, 'S', dataset->at.node, dataset->at.use);
    PRINT(dataset->name, dataset->kind, dataset->version, dataset->enforced, dataset->description);
    for (const struct field_entry *entry = dataset->fields.first; entry; entry = entry->at.next)
        print_field(dump, entry->field);
    print_checks(dump, dataset->quality);
    print_relationships(dump, dataset->relationships);
}

static void print_contract(struct dump *dump, const struct contract *contract)
{
    print_start(dump, 'C', contract->at.node, contract->at.use);
    PRINT(contract->id, contract->name, contract->version, contract->status, contract->domain, contract->owner,
          contract->description);
    for (const struct dataset *dataset = contract->datasets.first; dataset; dataset = dataset->at.next)
        print_dataset(dump, dataset);
    for (const struct promise *promise = contract->promises.first; promise; promise = promise->at.next) {
        print_start(dump, 'P', promise->at.node, promise->at.use);
        PRINT(promise->name, promise->value, promise->unit, promise->element, promise->driver);
    }
    for (const struct server *server = contract->servers.first; server; server = server->at.next) {
        print_start(dump, 'V', server->at.node, server->at.use);
        PRINT(server->name, server->type, server->environment);
    }
    print_checks(dump, contract->quality.tests);
}

static void print_document(struct dump *dump, const struct document *document)
{
    printf("D\t%s\t%s\t%s\n", dialect_name(document->dialect), document->is_partial ? "partial" : "whole",
           str_c(dump->arena, document->dialect_version));
    for (const struct contract *contract = document->contracts.first; contract; contract = contract->at.next)
        print_contract(dump, contract);
}

int main(int argc, char **argv)
{
    struct arena arena;
    struct error err = {0};
    struct str bytes;
    arena_init(&arena, out_of_memory);
    if (argc != 2 || !file_read(&arena, argv[1], 0, &bytes, NULL, &err)) {
        fprintf(stderr, "%s\n", argc == 2 ? err.text : "usage: model_dump FILE");
        return 2;
    }
    struct source source = source_make(&arena, str_of(argv[1]), bytes);
    struct dump dump = {.arena = &arena};
    places_init(&dump.places, &arena);
    for (const struct tree *tree = yaml_parse(&arena, &source, &limits_default); tree; tree = tree->next)
        print_document(&dump, document_read(&arena, &source, tree, DIALECT_NONE, &limits_default));
    arena_free(&arena);
    return 0;
}
