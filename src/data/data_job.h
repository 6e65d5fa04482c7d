/* What the files that judge a piece of data share: the record at hand. Used inside data/ only. */
#ifndef DATA_DATA_JOB_H
#define DATA_DATA_JOB_H

#include "data/data_piece.h"

/* One record being judged. */
struct data_job {
    struct data_piece *piece;
    const struct data_file *file;
    struct data_worker *worker;
    size_t offset;      /* of the record's text in the block */
    struct span record; /* in the block */
    uint64_t index;     /* among the records of the file */
    bool is_indexed;    /* paths begin with it */
};

/* The bytes of a node of the record, in the block. */
static inline struct span data_span_in_block(const struct data_job *job, struct span span)
{
    return (struct span){span.start + (uint32_t)job->offset, span.end + (uint32_t)job->offset};
}

/* The path of a node of the record, as reports have it; in the arena of the record. */
struct str data_path_of(const struct data_job *job, const struct node *root, const struct node *node);

/* Counts what the record has: values of each field, their hashes, its keys and its age. Notes the nodes of its fields
   in the worker. */
void data_measure(const struct data_job *job, const struct node *root);

#endif
