#include "change/accepted_write.h"

#include "base/buf.h"
#include "check/config_value.h"
#include "yaml/edit.h"
#include "yaml/parse.h"
#include "yaml/scalar.h"

/* A text that is being written into. */
struct job {
    struct source source;
    const struct node *root, *list; /* NULL: there is none */
    const struct accepted_new *entries;
    size_t count;
    const char *line_end;
    struct buf out; /* what goes in */
};

static void add_quoted(struct buf *out, struct str text)
{
    buf_add_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '"' || c == '\\')
            buf_add_char(out, '\\');
        if ((unsigned char)c < ' ' || c == '\x7F')
            buf_print(out, "\\u%04x", (unsigned char)c);
        else
            buf_add_char(out, c);
    }
    buf_add_char(out, '"');
}

/* A path may stand without quotes: it begins with a slash. */
static bool is_plain(struct str text)
{
    bool is_safe = text.len && scalar_type_of(text) == SCALAR_STRING && !char_is_digit(text.at[0]);
    for (size_t i = 0; i < text.len && is_safe; i++)
        is_safe = char_is_alnum(text.at[i]) || text.at[i] == '_' || (text.at[i] == '/') ||
                  (i > 0 && (text.at[i] == '-' || text.at[i] == '.'));
    return is_safe;
}

static void add_pair(struct job *job, int indent, const char *key, struct str value)
{
    if (!value.len)
        return;
    buf_print(&job->out, "%s%*s%s: ", job->line_end, indent, "", key);
    if (is_plain(value))
        buf_add(&job->out, value);
    else
        add_quoted(&job->out, value);
}

/* Each on lines of its own that begin with a line end. */
static void add_block(struct job *job, int indent)
{
    for (size_t i = 0; i < job->count; i++) {
        const struct accepted_new *entry = &job->entries[i];
        buf_print(&job->out, "%s%*s- rule: ", job->line_end, indent, "");
        buf_add(&job->out, entry->rule);
        add_pair(job, indent + 2, "contract", entry->contract);
        add_pair(job, indent + 2, "path", entry->path);
        add_pair(job, indent + 2, "reason", entry->reason);
    }
}

/* As JSON writes it, which is YAML too. */
static void add_flow(struct job *job)
{
    for (size_t i = 0; i < job->count; i++) {
        const struct accepted_new *entry = &job->entries[i];
        const struct str values[] = {entry->rule, entry->contract, entry->path, entry->reason};
        static const char *const keys[] = {"rule", "contract", "path", "reason"};
        buf_add_c(&job->out, i ? ", {" : "{");
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
            if (!values[k].len)
                continue;
            buf_print(&job->out, "%s\"%s\": ", k ? ", " : "", keys[k]);
            add_quoted(&job->out, values[k]);
        }
        buf_add_char(&job->out, '}');
    }
}

static uint32_t end_of_line(const struct source *source, uint32_t byte)
{
    while (byte < source->text.len && source->text.at[byte] != '\n' && source->text.at[byte] != '\r')
        byte++;
    return byte;
}

static uint32_t into_flow(struct job *job, const struct node *collection, bool is_root)
{
    const struct node *last = collection->last;
    buf_add_c(&job->out, last ? ", " : "");
    buf_add_c(&job->out, is_root ? "\"accepted\": [" : "");
    add_flow(job);
    buf_add_c(&job->out, is_root ? "]" : "");
    return last ? last->span.end : collection->span.end - 1;
}

static uint32_t into_block_list(struct job *job)
{
    const struct node *list = job->list;
    add_block(job, (int)(list->span.start - source_line_start(&job->source, list->span.start)));
    return end_of_line(&job->source, list->span.end);
}

static uint32_t behind_root(struct job *job)
{
    uint32_t len = (uint32_t)job->source.text.len;
    uint32_t at = job->root ? end_of_line(&job->source, job->root->span.end) : len;
    if (at == len && len && job->source.text.at[len - 1] == '\n')
        at = len - 1;
    buf_print(&job->out, "%saccepted:", len ? job->line_end : "");
    add_block(job, 2);
    buf_add_c(&job->out, at == len ? job->line_end : "");
    return at;
}

static uint32_t put(struct job *job)
{
    const struct node *root = job->root, *list = job->list;
    if (list)
        return list->style == STYLE_FLOW ? into_flow(job, list, false) : into_block_list(job);
    return root && root->style == STYLE_FLOW ? into_flow(job, root, true) : behind_root(job);
}

static const struct tree *read(struct arena *arena, struct source *source, struct str text)
{
    *source = source_make(arena, STR(""), text);
    source_index_lines(source, arena);
    return yaml_parse(arena, source, &limits_default);
}

static uint32_t count_entries(const struct tree *tree)
{
    const struct node *list = tree->root && !tree->is_partial ? node_find(tree->root, "accepted") : NULL;
    return node_is_sequence(list) ? list->count : 0;
}

bool accepted_write(struct arena *arena, struct str text, const struct accepted_new *entries, size_t count,
                    struct str *written, struct error *err)
{
    struct job job = {.entries = entries, .count = count, .out = {.arena = arena}};
    const struct tree *tree = read(arena, &job.source, text);
    struct source again;
    job.line_end = str_contains(text, "\r\n") ? "\r\n" : "\n";
    job.root = node_is_null(tree->root) ? NULL : tree->root;
    job.list = job.root ? node_find(job.root, "accepted") : NULL;
    if (tree->is_partial || tree->next || job.source.is_transcoded || (job.root && job.root->kind != NODE_MAPPING) ||
        (job.list && job.list->kind != NODE_SEQUENCE))
        return error_set(err, "the entries have to be written by hand");
    uint32_t before = count_entries(tree), at = put(&job) + job.source.bom;
    struct edit edit = {{at, at}, buf_str(&job.out)};
    *written = edit_apply(arena, text, &edit, 1, NULL);
    if (count_entries(read(arena, &again, *written)) != before + count)
        return error_set(err, "the entries have to be written by hand");
    return true;
}
