#include "check/place_of_data.h"
#include "check/rule.h"

static void on_server(struct check *check, const struct server *server)
{
    if (server->role == SERVER_STORAGE)
        server_check_scheme(check, server);
}

const struct rule rule_storage_location_scheme = {
    .id = "storage-location-scheme",
    .severity = SEVERITY_ERROR,
    .since = "0.1.0",
    .summary = "the location of the storage does not begin like its type",
    .why = "Engines choose the file system by the scheme of the address. With another one they open nothing, or the "
           "wrong place.",
    .advice = "write the address with the scheme of the type, such as `s3://bucket/path`",
    .on_server = on_server,
};
