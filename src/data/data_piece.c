#include "data/data_piece.h"

#include "base/utf8.h"
#include "data/data_finding.h"
#include "data/data_job.h"
#include "yaml/json.h"
#include "yaml/parse.h"

void data_worker_init(struct data_worker *worker, const struct data_schema *schema, bool asserts_format,
                      void (*on_out_of_memory)(void))
{
    struct validator_options options = {.asserts_format = asserts_format};
    arena_init(&worker->arena, on_out_of_memory);
    arena_init(&worker->record, on_out_of_memory);
    worker->validator = validator_make(&worker->arena, schema->set, &options);
    worker->nodes = arena_alloc_array(&worker->arena, schema->field_count, sizeof(const struct node *));
    worker->patterns = arena_alloc_array(&worker->arena, schema->checks.count, sizeof(const struct pattern *));
    worker->last_marked = arena_alloc_array(&worker->arena, schema->field_count, sizeof(const struct node *));
    worker->marked = arena_alloc_array(&worker->arena, schema->field_count, sizeof *worker->marked);
    worker->key_parts = arena_alloc_array(&worker->arena, schema->field_count, sizeof *worker->key_parts);
}

/* Mistakes of the text. */

/* Nobody knows what something that cannot be read holds, so it is hidden where anything is. */
static void complain(const struct data_job *job, enum data_mistake mistake, struct span span, const char *facts)
{
    struct buf path = {.arena = &job->worker->record};
    if (job->is_indexed)
        buf_print(&path, "/%llu", (unsigned long long)job->index);
    struct data_place place = {
        .span = span, .record = job->record, .path = buf_str(&path), .is_all_hidden = job->file->schema->has_sensitive};
    data_finding_add(job->piece, job->file, mistake, &place, facts);
}

/* What the reader found: true when the record can be judged. */
static bool check_problems(const struct data_job *job, const struct problem *problem)
{
    bool is_good = true;
    for (; problem; problem = problem->next) {
        struct str rule = str_of(problem->rule);
        bool is_repeated = str_is(rule, "yaml-duplicate-key"), is_limit = str_is(rule, "yaml-limit");
        bool is_wrong = is_repeated || is_limit || str_is(rule, "yaml-syntax") || str_is(rule, "yaml-encoding") ||
                        str_is(rule, "yaml-undefined-alias") || str_is(rule, "yaml-alias-cycle");
        if (!is_wrong)
            continue;
        complain(job,
                 is_repeated ? DATA_DUPLICATE_KEY
                 : is_limit  ? DATA_LIMIT
                             : DATA_SYNTAX,
                 data_span_in_block(job, problem->span), problem->facts ? problem->facts : "it cannot be read");
        is_good = is_good && is_repeated;
    }
    return is_good;
}

/* Mistakes of values. */

/* Where a cause is shown: a missing member at the key of its object or its first character, a refused one at its key.
 */
static struct span span_of_cause(const struct schema_cause *cause)
{
    const struct node *value = cause->child ? cause->child : cause->instance;
    const struct node *target = node_resolve(value);
    if (cause->missing && value->key && value->key->span.end)
        return value->key->span;
    if (cause->missing)
        return (struct span){target->span.start, target->span.start + 1};
    bool is_about_name = cause->child && cause->child->key && data_mistake_of(cause) == DATA_UNKNOWN_FIELD;
    return is_about_name ? cause->child->key->span : target->span;
}

static const char *facts_of_cause(const struct data_job *job, const struct schema_cause *cause,
                                  const struct data_field *field)
{
    struct arena *arena = &job->worker->record;
    const bool is_sensitive = field ? field->is_sensitive : job->file->schema->has_sensitive;
    const char *facts = schema_cause_text(arena, cause);
    const struct node *values[] = {cause->instance, cause->child};
    for (size_t i = 0; i < 2; i++) {
        const struct node *node = node_resolve(values[i]);
        if (node && node->kind == NODE_SCALAR && node->type != SCALAR_NULL &&
            (is_sensitive || data_is_secret(node_key(values[i]), node->text)))
            facts = data_mask(arena, facts, node->text);
    }
    return facts;
}

static void add_cause(const struct data_job *job, const struct node *root, const struct schema_cause *cause)
{
    const struct node *value = cause->child ? cause->child : cause->instance;
    const struct data_field *field = data_field_of(job, root, value);
    enum data_mistake mistake = data_mistake_of(cause);
    if (cause->missing && value == root && job->file->columns &&
        data_columns_lack(job->file->columns, node_text(cause->missing)))
        return;
    if (field && !cause->missing)
        data_mark_invalid(job, field, value);
    if (!data_has_room(job->piece, job->file, mistake)) {
        job->piece->found[mistake] += job->file->rules[mistake] != NULL;
        return;
    }
    struct data_place place = {.span = data_span_in_block(job, span_of_cause(cause)), .record = job->record};
    place.path = data_path_of(job, root, value);
    data_hide_sensitive(job, &place);
    struct finding *finding =
        data_finding_add(job->piece, job->file, mistake, &place, facts_of_cause(job, cause, field));
    data_finding_relate(job->piece, finding, job->file->schema, cause->demand);
}

/* Records. */

static void tell_causes(const struct data_job *job, const struct node *root)
{
    struct data_worker *worker = job->worker;
    const struct schema_cause *cause =
        schema_explain(worker->validator, &worker->record, job->file->schema->root, root, DATA_CAUSES_MAX + 1);
    size_t count = 0;
    for (; cause && count < DATA_CAUSES_MAX; cause = cause->next, count++)
        add_cause(job, root, cause);
    job->piece->cut += cause != NULL;
}

static void judge_record(struct data_job *job, const struct node *root)
{
    const struct data_schema *schema = job->file->schema;
    struct data_worker *worker = job->worker;
    struct finding *last = job->piece->findings.last;
    job->piece->records++;
    data_measure(job, root);
    enum schema_verdict verdict = schema_validate(worker->validator, schema->root, root);
    job->piece->undecided += verdict == SCHEMA_UNDECIDED;
    if (verdict == SCHEMA_INVALID)
        tell_causes(job, root);
    if (schema->checks.of_record_count && data_check_record(job, root))
        data_findings_sort(job->piece, last);
}

/* Whether one object ends before a byte and another begins at it. */
static bool begins_record(struct str text, size_t at)
{
    return at < text.len && text.at[at] == '{' && str_ends(str_trim(str_slice(text, 0, at)), "}");
}

/* One JSON text at `offset` of the block. False when it cannot be read. */
static bool judge_json(struct data_job *job, struct str text, size_t offset)
{
    struct arena *arena = &job->worker->record;
    struct source source = {.name = job->file->name, .text = text};
    struct tree tree;
    const char *error;
    uint32_t error_at;
    arena_reset(arena);
    job->offset = offset;
    job->record = (struct span){(uint32_t)offset, (uint32_t)(offset + text.len)};
    bool is_read = json_parse(arena, &source, job->file->limits, &tree, &error_at, &error);
    if (!is_read) {
        uint32_t at = (uint32_t)offset + error_at;
        const char *hint = job->file->format == DATA_JSON && begins_record(text, error_at)
                               ? "; a file with a record on each line is read by --input-format jsonl"
                               : "";
        complain(job, DATA_SYNTAX, (struct span){at, at}, text_print(arena, "%s%s", error, hint));
    }
    bool is_good = check_problems(job, tree.problems) && is_read;
    if (is_good)
        judge_record(job, tree.root);
    else
        job->piece->unreadable++;
    job->index++;
    return is_good;
}

static void judge_lines(struct data_job *job, struct str text, size_t from)
{
    for (size_t at = from; at < text.len;) {
        size_t end = at + str_index(str_slice(text, at, text.len), '\n');
        struct str line = str_slice(text, at, end), inner = str_trim(line);
        if (inner.len)
            judge_json(job, inner, (size_t)(inner.at - text.at));
        at = end + 1;
    }
}

static void judge_list(struct data_job *job, struct str text)
{
    bool is_first = job->piece->block.first == 0;
    for (size_t at = 0; !job->piece->is_broken; is_first = false) {
        struct json_scan scan = {0};
        size_t end = json_scan(&scan, text, at);
        struct str inner = str_trim(str_slice(text, at, end));
        bool is_last = end >= text.len;
        if (is_last && inner.len == 0 && (is_first || !job->piece->block.is_last || job->piece->block.error))
            return;
        size_t offset = inner.len ? (size_t)(inner.at - text.at) : end;
        if (!judge_json(job, inner, offset)) {
            job->piece->is_broken = true;
            return;
        }
        if (is_last)
            return;
        at = end + 1;
    }
}

/* Facts are put into words only where there is room for them: of such rows there may be many. */
static void tell_count(const struct data_job *job, const struct csv *row)
{
    const size_t columns = job->file->columns->count;
    const struct csv_cell *last = &row->cells[row->count - 1];
    struct span more = {(uint32_t)row->cells[row->count > columns ? columns : 0].start, (uint32_t)last->end};
    const char *facts = "";
    if (data_has_room(job->piece, job->file, DATA_COLUMNS))
        facts = text_print(&job->worker->record, "%zu cell%s, the header has %zu", row->count,
                           row->count == 1 ? "" : "s", columns);
    complain(job, DATA_COLUMNS, more, facts);
}

static void judge_rows(struct data_job *job, struct str text, size_t from)
{
    struct csv csv = {.arena = &job->piece->scratch, .text = text, .delimiter = job->file->delimiter, .at = from};
    const size_t columns = job->file->columns->count;
    for (; csv_next(&csv); job->index++) {
        arena_reset(&job->worker->record);
        const struct csv_cell *last = &csv.cells[csv.count - 1];
        job->record = (struct span){(uint32_t)csv.cells[0].start, (uint32_t)last->end};
        if (csv.error) {
            uint32_t at = (uint32_t)csv.error_at;
            complain(job, DATA_SYNTAX, (struct span){at, at + 1}, csv.error);
            job->piece->is_broken = csv.is_unclosed;
        } else if (csv.count != columns) {
            tell_count(job, &csv);
        } else if (utf8_valid_length(str_slice(text, job->record.start, job->record.end)) <
                   last->end - job->record.start) {
            complain(job, DATA_SYNTAX, job->record, "this is no UTF-8");
        } else {
            const struct data_row row =
                data_csv_record(&job->worker->record, job->file->columns, job->file->limits, &csv);
            if (check_problems(job, row.problems)) {
                judge_record(job, row.root);
                continue;
            }
        }
        job->piece->unreadable++;
    }
}

static void judge_yaml_value(struct data_job *job, const struct node *value)
{
    const struct node *target = node_resolve(value);
    job->record = target ? target->span : (struct span){0, 0};
    if (target)
        judge_record(job, value);
    job->index++;
}

/* A list is a list of records, whatever is in it; every other document is one. */
static void judge_yaml(struct data_job *job, struct str text)
{
    struct arena *arena = &job->worker->record;
    const struct source source = {.name = job->file->name, .text = text};
    arena_reset(arena);
    job->record = (struct span){0, (uint32_t)text.len};
    const struct tree *tree = yaml_parse(arena, &source, job->file->limits);
    for (; tree; tree = tree->next) {
        bool is_list = node_is_sequence(tree->root) && !job->file->schema->is_whole;
        job->is_indexed = is_list;
        job->index = 0;
        if (!check_problems(job, tree->problems)) {
            job->piece->is_broken = true;
            return;
        }
        if (!is_list && tree->root)
            judge_yaml_value(job, tree->root);
        for (const struct node *item = is_list ? node_children(tree->root) : NULL; item; item = item->next)
            judge_yaml_value(job, item);
    }
}

void data_piece_begin(struct data_piece *piece, const struct data_schema *schema)
{
    arena_reset(&piece->scratch);
    arena_reset(&piece->arena);
    piece->findings = (struct findings){.first = NULL};
    memset(piece->found, 0, sizeof piece->found);
    piece->records = piece->undecided = piece->unreadable = piece->cut = 0;
    piece->counts = arena_alloc_array(&piece->scratch, schema->field_count, sizeof *piece->counts);
    piece->checks = arena_alloc_array(&piece->scratch, schema->checks.count, sizeof *piece->checks);
    piece->value_count = piece->value_capacity = piece->use_count = piece->use_capacity = 0;
    piece->newest = INT64_MIN;
    piece->is_broken = false;
}

void data_piece_judge(struct data_piece *piece, const struct data_file *file, struct data_worker *worker, size_t from)
{
    struct data_job job = {.piece = piece, .file = file, .worker = worker, .index = piece->block.first};
    const struct data_block *block = &piece->block;
    data_piece_begin(piece, file->schema);
    memset(worker->marked, 0, file->schema->field_count * sizeof *worker->marked);
    memset(worker->key_parts, 0, file->schema->field_count * sizeof *worker->key_parts);
    job.is_indexed = block->is_list;
    if (file->format == DATA_CSV)
        judge_rows(&job, block->text, from);
    else if (file->format == DATA_YAML)
        judge_yaml(&job, block->text);
    else if (file->format == DATA_JSONL)
        judge_lines(&job, block->text, from);
    else if (block->is_list)
        judge_list(&job, block->text);
    else if (!block->is_limit)
        piece->is_broken =
            !judge_json(&job, str_trim(block->text), (size_t)(str_trim(block->text).at - block->text.at));
    piece->unreadable += block->is_limit;
    if (block->error && !piece->is_broken) {
        job.record = (struct span){0, 0};
        complain(&job, block->is_limit ? DATA_LIMIT : DATA_SYNTAX,
                 (struct span){(uint32_t)block->error_at, (uint32_t)block->error_at}, block->error);
        piece->is_broken = block->is_broken;
    }
}
