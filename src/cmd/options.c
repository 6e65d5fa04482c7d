#include "cmd/options.h"

#include "base/arena.h"
#include "base/distance.h"

/* What reading a command line carries. */
struct parse {
    struct arena *arena;
    const struct option *table;
    void *target;
    char **next;
    struct error *err;
};

static void texts_add(struct arena *arena, struct option_texts *texts, const char *text)
{
    bool is_full = (texts->count & (texts->count + 1)) == 0;
    if (is_full) {
        const char **at = arena_alloc_array(arena, texts->count * 2 + 2, sizeof *at);
        if (texts->count)
            memcpy(at, texts->at, texts->count * sizeof *at);
        texts->at = at;
    }
    texts->at[texts->count++] = text;
    texts->at[texts->count] = NULL;
}

static bool apply(struct parse *parse, const struct option *option, const char *argument)
{
    void *member = (char *)parse->target + option->offset;
    switch (option->kind) {
    case OPTION_FLAG: *(bool *)member = true; return true;
    case OPTION_TEXT: *(const char **)member = argument; return true;
    case OPTION_TEXTS: texts_add(parse->arena, member, argument); return true;
    case OPTION_CALL: return option->call(parse->target, option, argument, parse->err);
    }
    return false;
}

static bool take_argument(struct parse *parse, const struct option *option, const char *attached)
{
    if (option->kind == OPTION_FLAG)
        return apply(parse, option, NULL);
    if (attached)
        return apply(parse, option, attached);
    if (!*parse->next)
        return error_set(parse->err, "option `--%s` needs an argument: --%s %s", option->name, option->name,
                         option->argument);
    return apply(parse, option, *parse->next++);
}

static bool unknown_option(struct parse *parse, struct str name)
{
    struct distance_search near = distance_search_start(name);
    for (const struct option *option = parse->table; option->name; option++)
        distance_search_offer(&near, str_of(option->name));
    struct str meant = distance_search_meant(&near);
    if (meant.at)
        return error_set(parse->err, "unknown option `--%.*s`; did you mean `--%.*s`?", STR_ARG(name), STR_ARG(meant));
    return error_set(parse->err, "unknown option `--%.*s`; `contractlint COMMAND --help` lists them", STR_ARG(name));
}

static bool parse_long(struct parse *parse, const char *text)
{
    struct str whole = str_of(text);
    size_t equals = str_index(whole, '=');
    struct str name = str_slice(whole, 0, equals);
    const char *attached = equals < whole.len ? text + equals + 1 : NULL;
    for (const struct option *option = parse->table; option->name; option++) {
        if (!str_is(name, option->name))
            continue;
        if (attached && option->kind == OPTION_FLAG)
            return error_set(parse->err, "option `--%s` takes no argument, found `%s`", option->name, attached);
        return take_argument(parse, option, attached);
    }
    return unknown_option(parse, name);
}

static bool parse_letters(struct parse *parse, const char *letters)
{
    for (; *letters; letters++) {
        const struct option *option = parse->table;
        while (option->name && option->letter != *letters)
            option++;
        if (!option->name)
            return error_set(parse->err, "unknown option `-%c`; `contractlint COMMAND --help` lists them", *letters);
        bool has_argument = option->kind != OPTION_FLAG;
        if (!take_argument(parse, option, has_argument && letters[1] ? letters + 1 : NULL))
            return false;
        if (has_argument)
            return true;
    }
    return true;
}

bool option_takes_format(const struct option *option)
{
    return option->argument && strncmp(option->argument, "FORMAT", 6) == 0;
}

bool options_parse(struct arena *arena, const struct option *table, char **argv, void *target,
                   struct option_texts *operands, struct error *err)
{
    struct parse parse = {arena, table, target, argv, err};
    while (*parse.next) {
        char *word = *parse.next++;
        if (strcmp(word, "--") == 0) {
            while (*parse.next)
                texts_add(arena, operands, *parse.next++);
            break;
        }
        bool is_operand = word[0] != '-' || word[1] == '\0';
        if (is_operand)
            texts_add(arena, operands, word);
        else if (!(word[1] == '-' ? parse_long(&parse, word + 2) : parse_letters(&parse, word + 1)))
            return false;
    }
    return true;
}

bool option_choose(const struct option *option, const char *argument, const char *const *words, size_t *index,
                   struct error *err)
{
    for (*index = 0; words[*index]; ++*index)
        if (strcmp(words[*index], argument) == 0)
            return true;
    const char *near = distance_meant(str_of(argument), words);
    if (near)
        return error_set(err, "--%s: unknown value `%s`; did you mean `%s`?", option->name, argument, near);
    return error_set(err, "--%s: unknown value `%s`; allowed: %s", option->name, argument, option->argument);
}
