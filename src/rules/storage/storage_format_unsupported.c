#include "check/place_of_data.h"
#include "check/rule.h"

struct use_of_data {
    bool has_stream, has_query, has_other;
};

static struct use_of_data use_of(const struct contract *contract)
{
    struct use_of_data use = {.has_stream = false};
    for (const struct server *server = contract->servers.first; server; server = server->at.next) {
        if (!server_is_output(server))
            continue;
        if (server_is_query(server->type.value) || str_is(server->key.value, "query"))
            use.has_query = true;
        else if (server_is_stream(server->type.value) || str_is(server->key.value, "stream"))
            use.has_stream = true;
        else
            use.has_other = true;
    }
    return use;
}

/* Delta tables are parquet files. */
static bool is_format(const struct server *storage, struct str format, const char *wanted)
{
    static const char *const deltas[] = {"delta", "delta-lake", "delta-table", NULL};
    if (strcmp(wanted, "delta") != 0)
        return str_is_caseless(format, wanted);
    return server_knows(deltas, format) ||
           (str_is_caseless(format, "parquet") && server_knows(deltas, storage->type.value));
}

static void on_server(struct check *check, const struct server *server)
{
    struct str format = str_trim(server->format.value);
    if (server->role != SERVER_STORAGE || !format.len)
        return;
    struct use_of_data use = use_of(check->contract);
    bool is_streamed = use.has_stream && !use.has_query && !use.has_other;
    const char *wanted = use.has_query ? "delta" : is_streamed ? "avro" : "parquet";
    const char *reason = use.has_query ? "is queried" : is_streamed ? "is only streamed" : "is analysed";
    if (is_format(server, format, wanted))
        return;
    struct finding *finding =
        finding_at(check, server->format.node, "%s, and the data %s", quote(check, server->format.value), reason);
    finding_help(check, finding, "store it as `%s`", wanted);
}

const struct rule rule_storage_format_unsupported = {
    .id = "storage-format-unsupported",
    .severity = SEVERITY_OFF,
    .since = "0.1.0",
    .summary = "the storage format does not suit its use",
    .why = "One format for each use lets every engine of the platform read every product without conversion.",
    .advice = "store analytical data as `parquet`, streams as `avro`, what is queried as `delta`",
    .on_server = on_server,
};
