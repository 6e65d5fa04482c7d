#include "change/accepted.h"

#include "base/buf.h"
#include "base/datetime.h"
#include "base/semver.h"
#include "base/utf8.h"
#include "change/change.h"

enum { DAY = 24 * 60 * 60 };

struct accepted_entry {
    const struct config_accepted *says;
    const struct settings *settings; /* of a file that it holds for */
    struct acceptance acceptance;
    struct str path;    /* without the end that stands for all below */
    bool is_subtree;    /* all below `path`, too */
    bool is_looked_at;  /* a contract that it is about was compared */
    bool is_used;       /* it has marked a finding of one */
    const char *passed; /* why it holds no longer for one of them; NULL: it does */
    struct accepted_entry *next;
};

/* What holds under one configuration: its own entries and those of what it extends. */
struct entry_list {
    struct accepted_entry **at;
    size_t count;
};

void accepted_book_init(struct accepted_book *book, struct arena *arena, const struct rule_set *rules, int64_t now)
{
    *book = (struct accepted_book){.arena = arena, .rules = rules, .now = now};
    map_init(&book->lists, arena);
    map_init(&book->entries, arena);
    book->end = &book->first;
}

static const char *text_or_null(struct arena *arena, struct str text)
{
    return text.len ? str_c(arena, text) : NULL;
}

static struct accepted_entry *read_entry(struct accepted_book *book, const struct config_accepted *says)
{
    struct accepted_entry *entry = arena_new(book->arena, struct accepted_entry);
    *entry = (struct accepted_entry){.says = says, .path = str_trim(says->path)};
    entry->acceptance.reason = text_or_null(book->arena, says->reason);
    entry->acceptance.until = text_or_null(book->arena, says->until);
    entry->is_subtree = !entry->path.len || str_ends(entry->path, "/**");
    if (entry->path.len && entry->is_subtree)
        entry->path.len -= strlen("/**");
    *book->end = entry;
    book->end = &entry->next;
    return entry;
}

/* One entry may be reached from several configurations, and is one all the same. */
static struct accepted_entry *entry_for(struct accepted_book *book, const struct config_accepted *says,
                                        const struct settings *settings)
{
    struct str name = says->origin.source->name;
    struct str key = str_of(text_print(book->arena, "%zu %.*s", says->index, STR_ARG(name)));
    struct accepted_entry *entry = map_get(&book->entries, key);
    if (entry)
        return entry;
    entry = read_entry(book, says);
    entry->settings = settings;
    map_put(&book->entries, key, entry);
    return entry;
}

static const struct entry_list *list_for(struct accepted_book *book, const struct config_effective *effective)
{
    struct str name = config_file_name(effective);
    struct entry_list *list = map_get(&book->lists, name);
    size_t count;
    if (list)
        return list;
    const struct config_accepted *all = config_accepted(effective, book->arena, &count);
    list = arena_new(book->arena, struct entry_list);
    list->at = arena_alloc_array(book->arena, count, sizeof(struct accepted_entry *));
    for (; list->count < count; list->count++)
        list->at[list->count] = entry_for(book, &all[list->count], &effective->settings);
    map_put(&book->lists, name, list);
    return list;
}

bool accepted_has(struct accepted_book *book, const struct config_effective *effective)
{
    return list_for(book, effective)->count > 0;
}

/* Until when. A version and a date are still within what they end. */

static bool read_version(struct str text, struct semver *version)
{
    return semver_parse(str_starts(text, "v") ? str_slice(text, 1, text.len) : text, version);
}

static const char *passed(const struct accepted_book *book, struct str until, struct str version)
{
    struct date day;
    struct semver last, now;
    if (datetime_parse_date(until, &day))
        return (datetime_days(day) + 1) * DAY <= book->now
                   ? text_print(book->arena, "it was accepted until %.*s", STR_ARG(until))
                   : NULL;
    if (!read_version(until, &last) || !read_version(version, &now) || semver_compare(now, last) <= 0)
        return NULL;
    return text_print(book->arena, "it was accepted until version %.*s, and this is %.*s", STR_ARG(until),
                      STR_ARG(version));
}

static bool is_about(const struct accepted_entry *entry, const struct accepted_names *names)
{
    for (size_t i = 0; i < names->count; i++)
        if (str_equal(names->at[i], entry->says->contract))
            return true;
    return !entry->says->contract.len;
}

struct accepted_contract *accepted_compare(struct accepted_book *book, const struct config_effective *effective,
                                           const struct accepted_names *names, struct str version)
{
    const struct entry_list *list = list_for(book, effective);
    struct accepted_contract *contract = arena_new(book->arena, struct accepted_contract);
    contract->entries = arena_alloc_array(book->arena, list->count, sizeof(struct accepted_entry *));
    contract->is_used = arena_alloc_array(book->arena, list->count, sizeof *contract->is_used);
    for (size_t i = 0; i < list->count; i++) {
        struct accepted_entry *entry = list->at[i];
        if (!is_about(entry, names))
            continue;
        const char *why = passed(book, entry->says->until, version);
        entry->is_looked_at = true;
        if (why)
            entry->passed = why;
        else
            contract->entries[contract->count++] = entry;
    }
    return contract;
}

static bool speaks_of(const struct accepted_entry *entry, const struct finding *finding)
{
    if (entry->says->rule.len && !str_is(entry->says->rule, finding->rule->id))
        return false;
    if (!entry->is_subtree || finding->path.len <= entry->path.len)
        return str_equal(entry->path, finding->path) || (entry->is_subtree && !entry->path.len);
    return str_equal(str_slice(finding->path, 0, entry->path.len), entry->path) &&
           finding->path.at[entry->path.len] == '/';
}

void accepted_mark(const struct accepted_contract *contract, struct findings *findings)
{
    for (struct finding *finding = contract && contract->count ? findings->first : NULL; finding;
         finding = finding->next)
        for (size_t i = 0; i < contract->count && !finding->accepted; i++)
            if (speaks_of(contract->entries[i], finding)) {
                contract->is_used[i] = true;
                finding->accepted = &contract->entries[i]->acceptance;
            }
}

void accepted_conclude(const struct accepted_contract *contract)
{
    for (size_t i = 0; contract && i < contract->count; i++)
        contract->entries[i]->is_used = contract->entries[i]->is_used || contract->is_used[i];
}

/* Findings about the entries. */

static void add(const struct accepted_book *book, const struct accepted_entry *entry, struct str id, const char *facts,
                struct lint_result *result)
{
    const struct rule *rule = rule_find(book->rules, id);
    enum severity severity =
        rule ? (enum severity)entry->settings->severities[rule_index(book->rules, rule)] : SEVERITY_OFF;
    if (severity == SEVERITY_OFF)
        return;
    struct finding *finding = arena_new(book->arena, struct finding);
    struct change *change = arena_new(book->arena, struct change);
    change->level = (enum change_level)(severity - SEVERITY_INFO);
    *finding = (struct finding){.rule = rule,
                                .severity = severity,
                                .message = text_print(book->arena, "%s: %s", rule->summary, facts),
                                .help = rule->advice,
                                .source = entry->says->origin.source,
                                .document = 1,
                                .span = entry->says->span,
                                .path = str_of(text_print(book->arena, "/accepted/%zu", entry->says->index)),
                                .change = change};
    lint_result_add(result, finding);
}

/* Whether the rule can only be told of a whole contract, so that no path makes it any narrower. */
static bool is_of_contract(struct str rule)
{
    static const char *const ids[] = {"contract-added", "contract-moved", "contract-removed",
                                      "contract-removed-after-retirement", NULL};
    return str_is_one_of(rule, ids);
}

static void judge(const struct accepted_book *book, const struct accepted_entry *entry, struct lint_result *result)
{
    struct str rule = entry->says->rule;
    const char *what = rule.len ? utf8_quote(book->arena, rule) : "any rule";
    if (entry->passed)
        add(book, entry, STR("accepted-expired"), text_print(book->arena, "%s, %s", what, entry->passed), result);
    else if (!entry->is_used)
        add(book, entry, STR("accepted-unused"), what, result);
    else if (!rule.len)
        add(book, entry, STR("accepted-too-broad"), "it names no rule", result);
    else if (entry->is_subtree && !entry->path.len && !is_of_contract(rule))
        add(book, entry, STR("accepted-too-broad"), text_print(book->arena, "%s wherever it is", what), result);
}

struct lint_result *accepted_results(const struct accepted_book *book, size_t *count)
{
    struct lint_result *results = arena_alloc_array(book->arena, book->entries.count, sizeof *results);
    *count = 0;
    for (const struct accepted_entry *entry = book->first; entry; entry = entry->next) {
        const struct source *source = entry->says->origin.source;
        if (!entry->is_looked_at)
            continue;
        if (!*count || results[*count - 1].source != source)
            results[(*count)++] = (struct lint_result){.status = FILE_CHECKED, .source = source};
        judge(book, entry, &results[*count - 1]);
    }
    return results;
}
