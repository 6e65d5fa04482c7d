#include "report/line.h"

#include "base/utf8.h"
#include "change/breaking.h"

struct position place_of(const struct source *source, uint32_t byte)
{
    return source->lines ? source_position(source, byte) : (struct position){1, 1};
}

/* What .NET's TrimStart removes, as far as it is not unsafe and so escaped anyway. */
static bool is_white(uint32_t c)
{
    return c == ' ' || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F ||
           c == 0x3000;
}

void line_add_path(struct buf *out, struct str path)
{
    size_t start = 0, size;
    for (uint32_t c; (size = utf8_decode(str_slice(path, start, path.len), &c)) && is_white(c);)
        start += size;
    utf8_add_visible(out, str_slice(path, 0, start), 0);
    if (start < path.len && path.at[start] == ':') {
        buf_add_c(out, "\\u{3a}");
        start++;
    }
    utf8_add_visible(out, str_slice(path, start, path.len), 0);
}

void line_add_place(struct buf *out, const struct source *source, uint32_t byte)
{
    struct position position = place_of(source, byte);
    line_add_path(out, source->name);
    if (source->revision.len) {
        buf_add_char(out, '@');
        utf8_add_visible(out, source->revision, 0);
    }
    buf_print(out, ":%u:%u", (unsigned)position.line, (unsigned)position.column);
}

void line_add_text(struct buf *out, const char *text)
{
    enum { LONGEST_TEXT = 1000 };
    utf8_add_visible(out, str_of(text), LONGEST_TEXT);
}

const char *line_mark(const struct finding *finding)
{
    return finding->is_suppressed ? " (suppressed)" : finding->accepted ? " (accepted)" : "";
}

void line_add_acceptance(struct buf *out, const struct acceptance *accepted)
{
    buf_add_c(out, "accepted: ");
    line_add_text(out, accepted->reason ? accepted->reason : "without a reason");
    if (accepted->until) {
        buf_add_c(out, " (until ");
        line_add_text(out, accepted->until);
        buf_add_char(out, ')');
    }
}

void line_add_message(struct buf *out, const struct finding *finding)
{
    line_add_text(out, finding->message);
    buf_add_c(out, line_mark(finding));
    if (finding->help) {
        buf_add_c(out, "\nhelp: ");
        line_add_text(out, finding->help);
    }
    if (finding->accepted) {
        buf_add_char(out, '\n');
        line_add_acceptance(out, finding->accepted);
    }
}

void line_add_related(struct buf *out, const struct related *related)
{
    line_add_text(out, related->message);
    if (related->source->revision.len) {
        buf_add_c(out, ", at ");
        utf8_add_visible(out, related->source->revision, 0);
    }
}

void line_add_count(struct buf *out, size_t count, const char *noun)
{
    buf_print(out, "%zu %s%s", count, noun, count == 1 ? "" : "s");
}

static void add_severities(struct buf *out, const struct report_summary *summary)
{
    const struct {
        size_t count;
        const char *noun;
    } parts[] = {{summary->errors, "error"}, {summary->warnings, "warning"}, {summary->infos, "info"}};
    const char *comma = "";
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!parts[i].count)
            continue;
        buf_add_c(out, comma);
        line_add_count(out, parts[i].count, parts[i].noun);
        comma = ", ";
    }
    if (!*comma)
        buf_add_c(out, "no problems");
}

/* "2 breaking, 0 dangerous, 1 safe; requires 2.0.0". */
static void add_levels(struct buf *out, const struct report_summary *summary)
{
    const struct breaking_result *changes = summary->changes;
    const char *version = breaking_suggested_version(changes);
    buf_print(out, "%zu breaking, %zu dangerous, %zu safe", summary->errors, summary->warnings, summary->infos);
    if (summary->accepted)
        buf_print(out, ", %zu accepted", summary->accepted);
    if (changes->required != BUMP_NONE && version)
        buf_print(out, "; requires %s", version);
    else if (changes->required != BUMP_NONE)
        buf_print(out, "; requires a %s version", change_bump_name(changes->required));
}

static void add_comparison(struct buf *out, const struct report_summary *summary)
{
    if (summary->errors + summary->warnings + summary->infos + summary->accepted) {
        add_levels(out, summary);
    } else if (summary->is_incomplete) {
        buf_add_c(out, "no changes in what could be compared");
    } else {
        buf_add_c(out, "no changes in ");
        line_add_count(out, summary->files, "contract");
    }
    buf_add_char(out, '\n');
}

void line_add_summary(struct buf *out, const struct report_settings *settings, const struct report_summary *summary)
{
    if (summary->changes) {
        add_comparison(out, summary);
        return;
    }
    if (!summary->files)
        return;
    add_severities(out, summary);
    buf_add_c(out, " in ");
    if (summary->errors + summary->warnings + summary->infos)
        buf_print(out, "%zu of ", summary->files_with_findings);
    line_add_count(out, summary->files, settings->noun ? settings->noun : "contract");
    if (summary->suppressed)
        buf_print(out, ", %zu suppressed", summary->suppressed);
    if (summary->fixed)
        buf_print(out, ", %zu fixed", summary->fixed);
    if (settings->show_duration)
        buf_print(out, " (%.2f s)", summary->seconds);
    buf_add_char(out, '\n');
    if (summary->fixable)
        buf_print(out, "%zu can be fixed with --fix\n", summary->fixable);
    if (summary->is_truncated)
        buf_add_c(out, "some findings are not shown (--max-findings)\n");
}
