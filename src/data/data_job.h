/* What the files that judge a piece of data share: the record at hand. Used inside data/ only. */
#ifndef DATA_DATA_JOB_H
#define DATA_DATA_JOB_H

#include "data/data_finding.h"

/* One record being judged. */
struct data_job {
    struct data_piece *piece;
    const struct data_file *file;
    struct data_worker *worker;
    size_t offset;      /* of the record's text in the block */
    struct span record; /* in the block */
    uint64_t index;     /* among the records of the file */
    bool is_indexed;    /* paths begin with it */
    size_t counted;     /* bytes of the block whose lines `lines` counts */
    uint32_t lines;
};

/* The bytes of a node of the record, in the block. */
static inline struct span data_span_in_block(const struct data_job *job, struct span span)
{
    return (struct span){span.start + (uint32_t)job->offset, span.end + (uint32_t)job->offset};
}

/* The path of a node of the record, as reports have it; in the arena of the record. */
struct str data_path_of(const struct data_job *job, const struct node *root, const struct node *node);

/* The innermost declared field around a node; NULL where the way to it is not known. */
const struct data_field *data_field_of(const struct data_job *job, const struct node *root, const struct node *node);

/* Counts a value of a field as invalid, once in a record. */
void data_mark_invalid(const struct data_job *job, const struct data_field *field, const struct node *value);

/* Hides the values of the record that the contract calls sensitive. */
void data_hide_sensitive(const struct data_job *job, struct data_place *place);

/* Asks the quality checks about the record: counts, and adds the findings that are told at values, in the order of the
   checks. Returns whether it added one. After data_measure and after the findings of the schema, which then are not
   told again. */
bool data_check_record(const struct data_job *job, const struct node *root);

/* Counts what the record has: values of each field, their hashes, its keys and its age. Notes the nodes of its fields
   in the worker. */
void data_measure(struct data_job *job, const struct node *root);

#endif
