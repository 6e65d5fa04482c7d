#include "change/version_file.h"

#include "contract/document.h"
#include "yaml/parse.h"

static bool is_broken(const struct tree *tree)
{
    for (const struct problem *problem = tree->problems; problem; problem = problem->next)
        if (str_is(str_of(problem->rule), "yaml-alias-cycle"))
            return true;
    return tree->is_partial;
}

static void read_documents(struct version_file *file, struct arena *arena, const struct limits *limits)
{
    struct version_document **end = (struct version_document **)(void *)&file->documents.first;
    for (const struct tree *tree = file->trees; tree; tree = tree->next) {
        if (!tree->root)
            continue;
        struct version_document *entry = arena_new(arena, struct version_document);
        entry->document = document_read(arena, file->source, tree, DIALECT_NONE, limits);
        *end = entry;
        end = (struct version_document **)(void *)&entry->at.next;
    }
}

void version_file_read(struct version_file *file, struct arena *arena, const struct source *source,
                       const struct limits *limits)
{
    const struct limits of_input = limits_of_input(limits, arena);
    *file = (struct version_file){.source = arena_new(arena, struct source), .is_unreadable = !source->text.at};
    *file->source = *source;
    if (file->is_unreadable)
        return;
    file->trees = yaml_parse(arena, file->source, &of_input);
    for (const struct tree *tree = file->trees; tree; tree = tree->next)
        file->is_unreadable = file->is_unreadable || is_broken(tree);
    if (!file->is_unreadable)
        read_documents(file, arena, &of_input);
}

void version_file_hide(struct version_file *file, struct arena *arena)
{
    if (!file || file->is_searched || !file->trees)
        return;
    file->secrets = secrets_find(arena, file->source, file->trees);
    file->is_searched = true;
}

void version_file_find(const struct version_file *file, const struct contract_card *card, struct change_side *found)
{
    const struct version_document *entry = file->documents.first;
    while (entry->document->tree->index != card->document)
        entry = entry->at.next;
    found->document = entry->document;
    found->contract = entry->document->contracts.first;
    for (uint32_t i = 0; i < card->index; i++)
        found->contract = found->contract->at.next;
}
