#include "check/field_guess.h"
#include "check/place_of_data.h"
#include "check/rule.h"

/* What a partition is made of: the name itself, or `order_date` of `days(order_date)` and `bucket(16, order_date)`. */
static struct str column_of(struct str partition)
{
    size_t open = str_index(partition, '('), close = str_index(partition, ')');
    if (open >= close || close == partition.len)
        return partition;
    struct str arguments = str_slice(partition, open + 1, close);
    for (;;) {
        size_t comma = str_index(arguments, ',');
        struct str argument = str_trim(str_slice(arguments, 0, comma));
        bool is_name = argument.len && !char_is_digit(argument.at[0]) && argument.at[0] != '\'';
        if (is_name || comma == arguments.len)
            return is_name ? argument : (struct str){NULL, 0};
        arguments = str_slice(arguments, comma + 1, arguments.len);
    }
}

/* Words for a rhythm, and columns that engines derive from a date. */
static bool is_derived(struct str column)
{
    static const char *const words[] = {"none", "hourly", "daily", "weekly", "monthly", "yearly",
                                        "year", "month",  "day",   "hour",   NULL};
    return str_is_one_of(column, words) || str_index(column, ' ') < column.len;
}

static void check_partitions(struct check *check, const struct server *server, const struct dataset *dataset)
{
    struct field_guess guess = {dataset};
    for (const struct item *item = server->partitioning.first; item; item = item->at.next) {
        struct str column = column_of(str_trim(item->text.value));
        if (!column.len || is_derived(column) || server_is_template(column) || dataset_field(dataset, column))
            continue;
        struct finding *finding = finding_at(check, item->text.node, "%s", quote(check, column));
        struct str near = field_guess_nearest(&guess, column);
        if (near.len)
            finding_help(check, finding, "did you mean %s?", quote(check, near));
    }
}

static void on_server(struct check *check, const struct server *server)
{
    const struct dataset *dataset = check->contract->datasets.first;
    bool is_clear = dataset && check->contract->datasets.count == 1 && dataset->are_names_known;
    if (server->role == SERVER_STORAGE && is_clear)
        check_partitions(check, server, dataset);
}

const struct rule rule_storage_partition_unknown = {
    .id = "storage-partition-unknown",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "the storage is partitioned by no field of the schema",
    .why =
        "Queries that filter by the partition are the cheap ones; nobody can filter by a column that does not exist.",
    .advice = "name fields of the schema",
    .is_about_absence = true,
    .on_server = on_server,
};
