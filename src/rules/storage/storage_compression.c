#include "check/rule.h"

static void on_server(struct check *check, const struct server *server)
{
    struct str compression = str_trim(server->compression.value);
    if (server->role == SERVER_STORAGE && compression.len && !str_is_caseless(compression, "snappy"))
        finding_at(check, server->compression.node, "%s is not `snappy`", quote(check, server->compression.value));
}

const struct rule rule_storage_compression = {
    .id = "storage-compression",
    .severity = SEVERITY_OFF,
    .since = "0.1.0",
    .summary = "the storage is not compressed as agreed",
    .why = "Every engine of the platform reads snappy at full speed; other codecs are missing in some of them.",
    .advice = "write `snappy`",
    .on_server = on_server,
};
