#include "data/data.h"

#include "base/pool.h"
#include "data/data_finding.h"
#include "data/data_header.h"
#include "data/data_repeat.h"

/* One input being checked. */
struct run {
    const struct data_request *request;
    struct data_file file;
    struct data_measures *measures;
    struct data_reader reader;
    struct lint_result *result;
    struct arena *arena; /* of the findings */
    struct data_piece *pieces;
    size_t piece_count; /* of the batch at hand */
    struct data_worker *workers;
    size_t left[DATA_MISTAKES]; /* findings that may still be kept; those of `file` are of the batch's beginning */
    size_t first_row;           /* of CSV: where the rows of the first piece begin */
    uint64_t bytes;
    bool is_broken;
};

/* Measures. */

struct data_measures *data_measures_make(struct arena *arena, const struct data_schema *schema)
{
    struct data_measures *measures = arena_new(arena, struct data_measures);
    measures->arena = arena;
    measures->schema = schema;
    measures->newest = INT64_MIN;
    measures->counts = arena_alloc_array(arena, schema->field_count, sizeof *measures->counts);
    measures->checks = arena_alloc_array(arena, schema->checks.count, sizeof *measures->checks);
    measures->distinct = arena_alloc_array(arena, schema->field_count, sizeof *measures->distinct);
    measures->keys = arena_alloc_array(arena, schema->key_count, sizeof *measures->keys);
    measures->seeds = data_key_seeds_make(arena);
    for (size_t i = 0; i < schema->field_count; i++)
        measures->distinct[i].arena = arena;
    return measures;
}

static void measures_name(struct data_measures *measures, struct str name)
{
    if (measures->name_count + 1 >= measures->name_capacity) {
        measures->name_capacity = measures->name_capacity ? measures->name_capacity * 2 : 8;
        struct str *names = arena_alloc_array(measures->arena, measures->name_capacity, sizeof *names);
        for (uint32_t i = 1; i <= measures->name_count; i++)
            names[i] = measures->names[i];
        measures->names = names;
    }
    measures->names[++measures->name_count] = str_copy(measures->arena, name);
}

static void add_measures(struct data_measures *measures, const struct data_piece *piece)
{
    measures->records += piece->records;
    measures->undecided += piece->undecided;
    measures->unreadable += piece->unreadable;
    measures->cut += piece->cut;
    if (piece->newest > measures->newest)
        measures->newest = piece->newest;
    for (size_t i = 0; i < measures->schema->field_count; i++) {
        measures->counts[i].present += piece->counts[i].present;
        measures->counts[i].objects += piece->counts[i].objects;
        measures->counts[i].invalid += piece->counts[i].invalid;
    }
    for (size_t i = 0; i < measures->schema->checks.count; i++) {
        measures->checks[i].considered += piece->checks[i].considered;
        measures->checks[i].broken += piece->checks[i].broken;
    }
    for (size_t i = 0; i < piece->value_count; i++)
        distinct_add(&measures->distinct[piece->values[i].field], piece->values[i].hash);
}

/* Findings. */

static size_t mistake_of(const struct data_file *file, const struct finding *finding)
{
    size_t mistake = 0;
    while (file->rules[mistake] != finding->rule)
        mistake++;
    return mistake;
}

/* Takes over what still has room. */
static void add_findings(struct run *run, struct data_piece *piece)
{
    struct lint_result *result = run->result;
    bool is_kept = false;
    for (struct finding *finding = piece->findings.first, *next; finding; finding = next) {
        size_t mistake = mistake_of(&run->file, finding);
        next = finding->next;
        finding->next = NULL;
        if (!run->left[mistake])
            continue;
        run->left[mistake]--;
        findings_add(&result->findings, finding);
        is_kept = true;
    }
    for (size_t i = 0; i < DATA_MISTAKES; i++)
        result->counts[run->file.severities[i]] += run->file.rules[i] ? piece->found[i] : 0;
    if (is_kept)
        arena_adopt(run->arena, &piece->arena);
}

/* Batches. */

static void work(void *context, unsigned worker, size_t slot, size_t index)
{
    struct run *run = context;
    struct data_piece *piece = &run->pieces[index];
    (void)slot;
    data_piece_judge(piece, &run->file, &run->workers[worker], index == 0 ? run->first_row : 0);
}

static bool deliver(void *context, size_t slot, size_t index)
{
    struct run *run = context;
    struct data_piece *piece = &run->pieces[index];
    (void)slot;
    struct finding *before = piece->findings.last;
    struct findings all = piece->findings;
    data_repeat_check(run->measures, &run->file, piece);
    if (piece->findings.last != before && before) {
        struct finding *added = before->next;
        before->next = NULL;
        piece->findings.first = data_findings_merge(all.first, added);
    }
    add_measures(run->measures, piece);
    add_findings(run, piece);
    run->bytes += piece->block.text.len;
    run->is_broken = piece->is_broken;
    return !run->is_broken;
}

static bool read_batch(struct run *run, size_t most, struct error *err)
{
    size_t bytes = 0;
    run->piece_count = 0;
    while (run->piece_count < most && bytes <= DATA_RECORD_MAX) {
        struct data_piece *piece = &run->pieces[run->piece_count];
        if (!data_reader_next(&run->reader, &piece->block, err))
            return !err->is_set;
        bytes += piece->block.text.len;
        run->piece_count++;
    }
    return true;
}

/* The run. */

/* False when it cannot be read, and nobody knows what the rows below it hold. */
static bool read_header(struct run *run)
{
    run->is_broken = !data_header_read(run->arena, &run->file, &run->pieces[0], &run->first_row);
    add_findings(run, &run->pieces[0]);
    return !run->is_broken;
}

static void choose_rules(struct run *run)
{
    const struct data_request *request = run->request;
    for (size_t i = 0; i < DATA_MISTAKES; i++) {
        const struct rule *rule = rule_find(request->rules, str_of(data_rule_id((enum data_mistake)i)));
        run->file.severities[i] = (enum severity)request->settings->severities[rule_index(request->rules, rule)];
        run->file.rules[i] = run->file.severities[i] == SEVERITY_OFF ? NULL : rule;
        run->file.room[i] = run->left[i] = request->max_findings;
    }
}

static bool check_batches(struct run *run, size_t most, struct error *err)
{
    struct pool_job job = {.context = run, .work = work, .deliver = deliver};
    bool is_first = true;
    for (;; is_first = false) {
        if (!read_batch(run, most, err))
            return false;
        if (!run->piece_count)
            return true;
        if (is_first && run->file.format == DATA_CSV && !read_header(run))
            return true;
        memcpy(run->file.room, run->left, sizeof run->left);
        job.count = run->piece_count;
        job.workers = run->request->workers < job.count ? run->request->workers : (unsigned)job.count;
        if (!pool_run(&job))
            return true;
        run->first_row = 0;
        if (run->request->progress)
            run->request->progress(run->request->progress_context, run->bytes, run->measures->records);
    }
}

static void start(struct run *run, size_t pieces)
{
    const struct data_request *request = run->request;
    void (*on_out_of_memory)(void) = run->arena->on_out_of_memory;
    run->pieces = arena_alloc_array(run->arena, pieces, sizeof *run->pieces);
    run->workers = arena_alloc_array(run->arena, request->workers, sizeof *run->workers);
    for (size_t i = 0; i < pieces; i++) {
        arena_init(&run->pieces[i].arena, on_out_of_memory);
        arena_init(&run->pieces[i].scratch, on_out_of_memory);
        arena_init(&run->pieces[i].block.arena, on_out_of_memory);
    }
    for (size_t i = 0; i < request->workers; i++)
        data_worker_init(&run->workers[i], request->schema, request->asserts_format, on_out_of_memory);
}

static void end(struct run *run, size_t pieces)
{
    for (size_t i = 0; i < pieces; i++) {
        arena_free(&run->pieces[i].arena);
        arena_free(&run->pieces[i].scratch);
        arena_free(&run->pieces[i].block.arena);
    }
    for (size_t i = 0; i < run->request->workers; i++) {
        arena_free(&run->workers[i].arena);
        arena_free(&run->workers[i].record);
    }
}

struct lint_result *data_check(struct arena *arena, const struct data_request *request, struct stream *stream,
                               struct data_measures *measures, bool *is_broken, struct error *err)
{
    const size_t pieces = request->workers == 1 ? 1 : 2 * (size_t)request->workers;
    struct run run = {.request = request, .measures = measures, .arena = arena};
    struct source *source = arena_new(arena, struct source);
    source->name = request->name;
    run.result = arena_new(arena, struct lint_result);
    run.result->source = source;
    run.result->documents = 1;
    run.file = (struct data_file){.name = request->name,
                                  .format = request->format,
                                  .delimiter = request->delimiter,
                                  .schema = request->schema,
                                  .seeds = &measures->seeds,
                                  .limits = &request->settings->limits};
    choose_rules(&run);
    measures_name(measures, request->name);
    data_reader_init(&run.reader, arena, stream, request->format);
    run.reader.delimiter = request->delimiter;
    run.reader.is_whole = request->schema->is_whole;
    start(&run, pieces);
    bool is_read = check_batches(&run, pieces, err);
    end(&run, pieces);
    *is_broken = run.is_broken;
    return is_read ? run.result : NULL;
}
