#include "check/suppress.h"

#include "base/buf.h"
#include "base/distance.h"
#include "base/map.h"
#include "check/directive.h"
#include "check/rule.h"
#include "check/walk.h"

enum { KEY_MAX = 128, SUGGESTIONS_MAX = 100 };

/* What may stand in the brackets: a rule's id, or its first words and `-*`. */
struct pattern {
    bool is_off; /* one of its rules does not run here, although it would by default */
    bool is_on;  /* one of its rules runs */
};

/* One id of a directive. */
struct entry {
    const struct directive *directive;
    struct str id;
    const struct pattern *pattern; /* NULL: no rule has that id */
    bool is_used, is_repeated;
    struct entry *next;
};

struct suppression {
    struct check *check;
    const struct source *source;
    struct map patterns; /* id to struct pattern */
    struct map entries;  /* "LINE ID", line 0 for the whole file, to struct entry */
    struct entry *first, **last;
    size_t count;                                /* of the entries */
    const struct directive *directives, *beyond; /* `beyond`: the first that is not read, there are too many */
    bool is_partial;                             /* what is useless is not known */
    const struct document *document;             /* of the problem told last */
    size_t suggestions;
};

/* Telling. */

static void tell(struct suppression *all, const struct directive *directive, struct problem problem)
{
    if (!all->document || all->document->tree != directive->tree) {
        struct document *document = arena_new(all->check->kept, struct document);
        *document = (struct document){.source = all->source, .tree = directive->tree};
        all->document = document;
    }
    all->check->document = all->document;
    walk_problems(all->check, &problem);
}

static struct span span_in(const struct suppression *all, struct str text)
{
    uint32_t start = (uint32_t)(text.at - all->source->text.at);
    return (struct span){start, start + (uint32_t)text.len};
}

static void tell_unknown(struct suppression *all, const struct entry *entry)
{
    const struct rule_set *rules = all->check->settings->plan->rules;
    struct distance_search search = distance_search_start(entry->id);
    const char *help = NULL;
    for (size_t i = 0; i < rules->count && all->suggestions < SUGGESTIONS_MAX; i++)
        distance_search_offer(&search, str_of(rules->rules[i]->id));
    all->suggestions++;
    if (search.found.at)
        help = text_print(all->check->arena, "did you mean `%.*s`?", STR_ARG(search.found));
    tell(all, entry->directive,
         (struct problem){.rule = "suppression-unknown-rule",
                          .span = span_in(all, entry->id),
                          .facts = quote(all->check, entry->id),
                          .help = help});
}

/* Reading. */

/* Notes what rule `index` means for a word that stands for it. */
static void add_pattern(struct suppression *all, const char *id, size_t index)
{
    const struct settings *settings = all->check->settings;
    struct pattern *pattern = map_get(&all->patterns, str_of(id));
    if (!pattern) {
        pattern = arena_new(all->check->kept, struct pattern);
        map_put(&all->patterns, str_of(id), pattern);
    }
    const struct rule *rule = settings->plan->rules->rules[index];
    if (rule->is_change) /* it runs elsewhere */
        return;
    bool is_on = settings->severities[index] != SEVERITY_OFF;
    pattern->is_on |= is_on;
    pattern->is_off |= !is_on && rule->severity != SEVERITY_OFF;
}

static void find_patterns(struct suppression *all)
{
    const struct rule_set *rules = all->check->settings->plan->rules;
    for (size_t i = 0; i < rules->count; i++) {
        const char *id = rules->rules[i]->id;
        add_pattern(all, id, i);
        for (const char *dash = strchr(id, '-'); dash; dash = strchr(dash + 1, '-'))
            add_pattern(all, text_print(all->check->kept, "%.*s-*", (int)(dash - id), id), i);
    }
}

static uint32_t line_of(const struct directive *directive)
{
    return str_is(directive->word, "ignore-file") ? 0 : directive->line;
}

static void add_entry(struct suppression *all, const struct directive *directive, struct str id)
{
    struct arena *arena = all->check->kept;
    struct entry *entry = arena_new(arena, struct entry);
    *entry = (struct entry){.directive = directive, .id = id, .pattern = map_get(&all->patterns, id)};
    *all->last = entry;
    all->last = &entry->next;
    if (!entry->pattern)
        return;
    const char *key = text_print(arena, "%u %.*s", line_of(directive), STR_ARG(id));
    entry->is_repeated = map_put_new(&all->entries, str_of(key), entry) != NULL;
}

static void read_list(struct suppression *all, const struct directive *directive)
{
    struct str rest = directive->list;
    for (bool is_more = true; is_more;) {
        if (all->count++ == DIRECTIVES_MAX) {
            all->beyond = directive;
            return;
        }
        size_t comma = str_index(rest, ',');
        struct str id = str_trim(str_slice(rest, 0, comma));
        is_more = comma < rest.len;
        rest = str_slice(rest, comma + 1, rest.len);
        add_entry(all, directive, id);
    }
}

/* What is wrong with a directive as a whole; NULL: nothing; empty: it may be meant for somebody else. */
static const char *mistake_in(struct suppression *all, const struct directive *directive, const char **help)
{
    static const char *const words[] = {"ignore", "ignore-file", NULL};
    static const char *const others[] = {
        "disable", "disable-file", "disable-line", "disable-next-line", "noqa", "off", "skip", "suppress", NULL};
    struct arena *arena = all->check->arena;
    struct str word = directive->word;
    if (!str_is_one_of(word, words)) {
        bool is_meant = directive->has_list || distance_nearest(word, words) || str_is_one_of(word, others);
        *help = "write `# contractlint: ignore[RULE] reason`";
        return is_meant ? text_print(arena, "%s is no `ignore`", quote(all->check, word)) : "";
    }
    if (!directive->has_list || !directive->list.len) {
        *help = text_print(arena, "write `# contractlint: %.*s[RULE] reason`", STR_ARG(word));
        return text_print(arena, "`%.*s` without a list of rules", STR_ARG(word));
    }
    *help = "move it to column 1";
    bool is_misplaced = line_of(directive) == 0 && !directive->is_at_line_start;
    return is_misplaced ? "`ignore-file` stands only at the start of a line" : NULL;
}

/* Suppressing. */

static bool use_entry(struct suppression *all, uint32_t line, const char *id, size_t len, const char *rest)
{
    char key[KEY_MAX];
    int size = snprintf(key, sizeof key, "%u %.*s%s", line, (int)len, id, rest);
    if (size < 0 || size >= KEY_MAX)
        return false;
    struct entry *entry = map_get(&all->entries, (struct str){key, (size_t)size});
    if (entry)
        entry->is_used = true;
    return entry != NULL;
}

bool suppress_one(struct suppression *all, const struct finding *finding)
{
    const char *id = finding->rule->id;
    const uint32_t lines[] = {0, directive_line(all->source, finding->span.start)};
    bool is_hit = false;
    if (strcmp(id, "yaml-syntax") == 0)
        return false;
    for (size_t i = 0; i < 2; i++) {
        is_hit |= use_entry(all, lines[i], id, strlen(id), "");
        for (const char *dash = strchr(id, '-'); dash; dash = strchr(dash + 1, '-'))
            is_hit |= use_entry(all, lines[i], id, (size_t)(dash - id), "-*");
    }
    return is_hit;
}

/* Suppresses what was added after `last` (NULL: everything); returns the new last. */
static struct finding *suppress_after(struct suppression *all, struct finding *last)
{
    struct findings *findings = all->check->findings;
    for (struct finding *finding = last ? last->next : findings->first; finding; finding = finding->next)
        finding->is_suppressed |= suppress_one(all, finding);
    return findings->last;
}

static void tell_unused(struct suppression *all, const struct entry *entry)
{
    struct arena *arena = all->check->arena;
    uint32_t line = line_of(entry->directive);
    const char *id = quote(all->check, entry->id), *facts;
    if (str_is(entry->id, "yaml-syntax"))
        facts = text_print(arena, "%s cannot be suppressed", id);
    else if (entry->is_repeated)
        facts = text_print(arena, "%s is suppressed here already", id);
    else if (line)
        facts = text_print(arena, "%s finds nothing in line %u", id, line);
    else
        facts = text_print(arena, "%s finds nothing in this file", id);
    tell(all, entry->directive,
         (struct problem){.rule = "suppression-unused", .span = span_in(all, entry->id), .facts = facts});
}

/* Only what runs can be useless; what suppresses this very rule is used by being there. */
static bool is_unused(const struct entry *entry)
{
    bool is_checked = entry->pattern && entry->pattern->is_on && !entry->pattern->is_off;
    return is_checked && !entry->is_used && !str_is(entry->id, "suppression-unused") &&
           !str_is(entry->id, "suppression-*");
}

static void tell_without_reason(struct suppression *all, const struct directive *directive)
{
    bool is_bare =
        directive->has_list && directive->list.len && !directive->reason.len && str_starts(directive->word, "ignore");
    if (is_bare)
        tell(all, directive,
             (struct problem){.rule = "suppression-without-reason", .span = directive->span, .facts = ""});
}

static void tell_mistakes(struct suppression *all, const struct directive *directive)
{
    const char *help, *facts = mistake_in(all, directive, &help);
    if (facts && *facts)
        tell(all, directive,
             (struct problem){
                 .rule = "suppression-unknown-rule", .span = directive->span, .facts = facts, .help = help});
    tell_without_reason(all, directive);
}

static void tell_entry(struct suppression *all, const struct entry *entry)
{
    if (!entry->id.len)
        tell(all, entry->directive,
             (struct problem){.rule = "suppression-unknown-rule",
                              .span = entry->directive->span,
                              .facts = "a name is missing in the list"});
    else if (!entry->pattern)
        tell_unknown(all, entry);
}

static void tell_beyond(struct suppression *all)
{
    const char *facts = text_print(all->check->kept, "more than %d suppressions in one file", DIRECTIVES_MAX);
    tell(all, all->beyond, (struct problem){.rule = "yaml-limit", .span = all->beyond->span, .facts = facts});
}

struct suppression *suppress_read(struct check *check, struct source *source, const struct tree *trees)
{
    if (str_find(source->text, STR("contractlint:")) == source->text.len)
        return NULL;
    source_index_lines(source, check->kept);
    struct suppression *all = arena_new(check->kept, struct suppression);
    *all = (struct suppression){.check = check, .source = source, .last = &all->first};
    map_init(&all->patterns, check->kept);
    map_init(&all->entries, check->kept);
    all->directives = directives_find(check->kept, source, trees);
    if (!all->directives)
        return NULL;
    find_patterns(all);
    const char *help;
    for (const struct directive *directive = all->directives; directive && !all->beyond; directive = directive->next)
        if (!mistake_in(all, directive, &help))
            read_list(all, directive);
    for (const struct tree *tree = trees; tree; tree = tree->next)
        all->is_partial = all->is_partial || tree->is_partial;
    return all;
}

void suppress_apply(struct suppression *all)
{
    for (const struct directive *at = all->directives; at && at != all->beyond; at = at->next)
        tell_mistakes(all, at);
    for (const struct entry *entry = all->first; entry; entry = entry->next)
        tell_entry(all, entry);
    if (all->beyond)
        tell_beyond(all);
    struct finding *last = suppress_after(all, NULL);
    for (const struct entry *entry = all->first; entry && !all->is_partial; entry = entry->next)
        if (is_unused(entry))
            tell_unused(all, entry);
    suppress_after(all, last);
}
