#include "report/change_page.h"

#include "base/utf8.h"
#include "change/breaking.h"
#include "report/digest.h"
#include "report/line.h"
#include "report/location.h"
#include "report/markdown_text.h"
#include "report/paragraph.h"

/* What both forms say. */

static const char *const groups[] = {
    [LEVEL_SAFE] = "Other changes", [LEVEL_DANGEROUS] = "Needs attention", [LEVEL_BREAKING] = "Breaking"};

/* "Breaks readers, may break writers."; empty: nobody. */
static const char *audience(const struct change *change)
{
    static const char *const words[4][4] = {
        /* by the verdict for readers, then for writers: none, ok, may break, breaks */
        {"", "", " May break writers.", " Breaks writers."},
        {"", "", " May break writers.", " Breaks writers."},
        {" May break readers.", " May break readers.", " May break readers and writers.",
         " Breaks writers, may break readers."},
        {" Breaks readers.", " Breaks readers.", " Breaks readers, may break writers.",
         " Breaks readers and writers."}};
    return change ? words[change->reader][change->writer] : "";
}

static const char *sentence(struct arena *arena, const struct finding *finding)
{
    const char *message = finding->message;
    bool is_lower = message[0] >= 'a' && message[0] <= 'z';
    return text_print(arena, "%c%s.", is_lower ? message[0] - 'a' + 'A' : message[0], message[0] ? message + 1 : "");
}

/* "3.2.0 to 4.0.0", "new, 1.0.0"; empty: nothing is known. */
static const char *versions(struct arena *arena, const struct breaking_contract *contract, const char *to)
{
    struct str old = contract->old_version, new = contract->new_version;
    if (!contract->old)
        return new.len ? text_print(arena, "new, %.*s", STR_ARG(new)) : "new";
    if (!contract->new)
        return old.len ? text_print(arena, "removed, %.*s", STR_ARG(old)) : "removed";
    if (!old.len || !new.len || str_equal(old, new))
        return text_print(arena, "%.*s", STR_ARG(new.len ? new : old));
    return text_print(arena, "%.*s %s %.*s", STR_ARG(old), to, STR_ARG(new));
}

/* What version the changes ask for; NULL: they ask for nothing. */
static const char *demand(struct arena *arena, const struct breaking_contract *contract)
{
    if (contract->required == BUMP_NONE || !contract->old || !contract->new)
        return NULL;
    if (contract->suggested_version)
        return text_print(arena, "The changes ask for a %s version: %s.", change_bump_name(contract->required),
                          contract->suggested_version);
    return text_print(arena, "The changes ask for a %s version.", change_bump_name(contract->required));
}

static bool is_help_due(const struct finding *finding)
{
    return finding->help && (!finding->change || finding->change->level != LEVEL_SAFE);
}

/* Calls `show` for each finding of a level. */
static void each_of_level(const struct breaking_contract *contract, enum change_level level,
                          void (*show)(void *context, const struct finding *finding), void *context)
{
    const struct finding *finding = contract->findings.first;
    for (size_t i = 0; i < contract->findings.count; i++, finding = finding->next)
        if (finding->change->level == level)
            show(context, finding);
}

static bool has_level(const struct breaking_contract *contract, enum change_level level)
{
    const struct finding *finding = contract->findings.first;
    for (size_t i = 0; i < contract->findings.count; i++, finding = finding->next)
        if (finding->change->level == level)
            return true;
    return false;
}

/* Whether a finding is about a file and not about a contract: mistakes in it, entries of a configuration. */
static bool is_of_file(const struct finding *finding)
{
    return !finding->change || !change_rule_of(finding->rule);
}

/* Markdown. */

struct markdown {
    struct digest *digest;
    const struct report *report;
    const struct change_page *page;
    struct arena *arena;
};

static void add_place(struct buf *row, const struct markdown *md, const struct finding *finding)
{
    struct buf place = {.arena = md->arena};
    buf_add(&place, location_path(md->arena, md->report->settings, finding->source->name));
    if (finding->source->revision.len) {
        buf_add_char(&place, '@');
        buf_add(&place, finding->source->revision);
    }
    buf_print(&place, ":%u", (unsigned)place_of(finding->source, finding->span.start).line);
    buf_add_c(row, "<br>");
    markdown_add_code(row, buf_str(&place));
    if (finding->path.len) {
        buf_add_char(row, ' ');
        markdown_add_code(row, finding->path);
    }
    buf_print(row, " (`%s`)", finding->rule->id);
}

static void add_item(void *context, const struct finding *finding)
{
    const struct markdown *md = context;
    struct buf row = {.arena = md->arena};
    buf_add_c(&row, "- ");
    markdown_add(&row, str_of(sentence(md->arena, finding)));
    buf_add_c(&row, audience(finding->change));
    if (finding->accepted) {
        struct buf why = {.arena = md->arena};
        line_add_acceptance(&why, finding->accepted);
        buf_add_c(&row, "<br>");
        markdown_add(&row, buf_str(&why));
    } else if (md->page->is_for_authors && is_help_due(finding)) {
        buf_add_c(&row, "<br>What to do: ");
        markdown_add(&row, str_of(finding->help));
        buf_add_char(&row, '.');
    }
    if (md->page->is_for_authors)
        add_place(&row, md, finding);
    buf_add_char(&row, '\n');
    digest_add(md->digest, report_level(finding), buf_str(&row));
}

static void add_contract_heading(struct buf *heading, const struct markdown *md,
                                 const struct breaking_contract *contract)
{
    const char *asks = demand(md->arena, contract);
    buf_print(heading, "\n%s ", md->page->heading);
    markdown_add_code(heading, contract->title);
    buf_add_char(heading, ' ');
    markdown_add(heading, str_of(versions(md->arena, contract, "→")));
    buf_add_c(heading, "\n");
    if (asks) {
        buf_add_char(heading, '\n');
        markdown_add(heading, str_of(asks));
        buf_add_char(heading, '\n');
    }
}

/* A group that stands alone with its contract's heading above it: whatever is cut, the most severe group is shown
 * first.
 */
static void add_contract(struct markdown *md, const struct breaking_contract *contract)
{
    bool is_first = true;
    for (int level = LEVEL_BREAKING; level >= LEVEL_SAFE; level--) {
        struct buf heading = {.arena = md->arena};
        if (!has_level(contract, (enum change_level)level))
            continue;
        if (is_first)
            add_contract_heading(&heading, md, contract);
        is_first = false;
        buf_print(&heading, "\n%s# %s\n\n", md->page->heading, groups[level]);
        digest_start(md->digest, buf_str(&heading));
        each_of_level(contract, (enum change_level)level, add_item, md);
    }
}

static void add_file(struct markdown *md, const struct lint_result *file)
{
    const char *failure = report_failure(file);
    struct buf heading = {.arena = md->arena}, row = {.arena = md->arena};
    buf_print(&heading, "\n%s ", md->page->heading);
    markdown_add_code(&heading, location_path(md->arena, md->report->settings, file->source->name));
    buf_add_c(&heading, "\n\n");
    digest_start(md->digest, buf_str(&heading));
    if (failure) {
        buf_print(&row, "- Not compared: %s.\n", failure);
        digest_add(md->digest, SEVERITY_ERROR, buf_str(&row));
    }
    for (const struct finding *finding = file->findings.first; finding; finding = finding->next)
        if (is_of_file(finding))
            add_item(md, finding);
}

void change_page_add_markdown(struct buf *out, const struct report *report, const struct report_summary *summary,
                              const struct change_page *page)
{
    const struct breaking_result *changes = summary->changes;
    struct markdown md = {digest_new(out->arena, page->limit), report, page, out->arena};
    for (const struct breaking_contract *contract = changes->contracts; contract; contract = contract->next)
        add_contract(&md, contract);
    for (size_t i = 0; i < changes->file_count; i++)
        add_file(&md, &changes->files[i]);
    const size_t left_out = digest_print(md.digest, out);
    if (left_out) {
        buf_add_c(out, "\nleft out here, because the page would be too long: ");
        line_add_count(out, left_out, "change");
        buf_add_char(out, '\n');
    }
}

static bool breaks(const struct breaking_result *changes, bool is_reader)
{
    for (const struct breaking_contract *contract = changes->contracts; contract; contract = contract->next) {
        const struct finding *finding = contract->findings.first;
        for (size_t i = 0; i < contract->findings.count; i++, finding = finding->next)
            if (report_level(finding) == SEVERITY_ERROR &&
                (is_reader ? finding->change->reader : finding->change->writer) == VERDICT_BREAKS)
                return true;
    }
    return false;
}

const char *change_page_verdict(const struct report_summary *summary)
{
    bool hurts_readers = breaks(summary->changes, true), hurts_writers = breaks(summary->changes, false);
    if (hurts_readers)
        return hurts_writers ? "**This breaks those who read the data and those who write it.**"
                             : "**This breaks those who read the data.**";
    if (hurts_writers)
        return "**This breaks those who write the data.**";
    if (summary->errors)
        return "**This cannot be released as it is.**";
    if (summary->is_incomplete)
        return "**Not everything could be compared.**";
    if (summary->warnings)
        return "**Some of this needs attention before it is released.**";
    return "Nothing here breaks those who read the data or write it.";
}

/* Text. */

struct page {
    struct buf *out;
    const struct paragraph_style *style;
};

static void add_line(void *context, const struct finding *finding)
{
    const struct page *page = context;
    struct buf *out = page->out;
    buf_add_c(out, "    - ");
    line_add_text(out, sentence(out->arena, finding));
    buf_print(out, "%s\n", audience(finding->change));
    if (finding->accepted) {
        buf_add_c(out, "      ");
        line_add_acceptance(out, finding->accepted);
        buf_add_char(out, '\n');
    }
}

static void add_name(const struct page *page, struct str name)
{
    buf_add_c(page->out, page->style->bold);
    line_add_path(page->out, name); /* stands at the start of a line */
    buf_add_c(page->out, page->style->reset);
}

static void add_text_of_contract(struct page *page, const struct breaking_contract *contract)
{
    struct arena *arena = page->out->arena;
    const char *asks = demand(arena, contract);
    add_name(page, contract->title);
    buf_add_char(page->out, ' ');
    line_add_text(page->out, versions(arena, contract, "->"));
    buf_add_char(page->out, '\n');
    if (asks) {
        buf_add_c(page->out, "  ");
        line_add_text(page->out, asks);
        buf_add_char(page->out, '\n');
    }
    for (int level = LEVEL_BREAKING; level >= LEVEL_SAFE; level--) {
        if (!has_level(contract, (enum change_level)level))
            continue;
        buf_print(page->out, "\n  %s%s%s\n", page->style->severities[level + 1], groups[level],
                  *page->style->severities[level + 1] ? page->style->reset : "");
        each_of_level(contract, (enum change_level)level, add_line, page);
    }
    buf_add_char(page->out, '\n');
}

static void add_text_of_file(struct page *page, const struct lint_result *file)
{
    const char *failure = report_failure(file);
    bool is_named = false;
    for (const struct finding *finding = file->findings.first; finding || (failure && !is_named);
         finding = finding ? finding->next : NULL) {
        if (finding && !is_of_file(finding))
            continue;
        if (!is_named) {
            add_name(page, file->source->name);
            buf_print(page->out, "%s%s\n", failure ? ": not compared: " : "", failure ? failure : "");
        }
        is_named = true;
        if (finding)
            add_line(page, finding);
    }
    if (is_named)
        buf_add_char(page->out, '\n');
}

void change_page_add_text(struct buf *out, const struct report *report, const struct report_summary *summary)
{
    const struct breaking_result *changes = summary->changes;
    struct page page = {out, report->settings->has_color ? &paragraph_colored : &paragraph_plain};
    for (const struct breaking_contract *contract = changes->contracts; contract; contract = contract->next)
        add_text_of_contract(&page, contract);
    for (size_t i = 0; i < changes->file_count; i++)
        add_text_of_file(&page, &changes->files[i]);
    line_add_summary(out, report->settings, summary);
}
