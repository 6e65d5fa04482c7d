#include "check/place_of_data.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/distance.h"
#include "base/semver.h"
#include "base/uri.h"

/* clang-format off */
const char *const server_types[] = {
    "kafka", "rest", "sql", "file", "api", "http", "https", "grpc", "graphql", "odata", "soap", "websocket",
    "webhook", "stream", "event", "events", "topic", "queue", "pulsar", "kinesis", "pubsub", "event-hubs",
    "event-hub", "event-bridge", "service-bus", "rabbitmq", "amqp", "mqtt", "nats", "sns", "sqs", "redpanda",
    "jdbc", "odbc", "table", "view", "database", "warehouse", "lakehouse", "postgres", "postgresql", "mysql",
    "mariadb", "sql-server", "mssql", "oracle", "snowflake", "bigquery", "redshift", "databricks", "trino",
    "presto", "athena", "hive", "impala", "clickhouse", "synapse", "fabric", "duckdb", "teradata", "db2",
    "sqlite", "mongodb", "cassandra", "dynamodb", "cosmosdb", "spanner", "elasticsearch", "opensearch", "redis",
    "neo4j", "files", "s3", "gcs", "azure", "adls", "abfs", "blob", "minio", "sftp", "ftp", "hdfs", "nfs",
    "local", "object-storage", "delta", "delta-lake", "delta-table", "iceberg", "hudi", "parquet", "csv",
    "delta-sharing", "data-product", "dashboard", "report", "feature-store", "batch", "cdc", "debezium", "glue",
    "dbt", "custom", "other", "source", "email", "mcp", "search", "vector", "salesforce", "sap", "hbase",
    "filesystem", "file-system", "object-store", "blob-storage", "azure-blob", "azure-blob-storage",
    "azure-sql", "onelake", "dbfs", "unity-catalog", "lake", "data-lake", "datalake", "data-warehouse",
    "memory", "kudu", "druid", "pinot", "influxdb", "timescaledb", "singlestore", "vertica", "greenplum",
    "couchbase", "bigtable", "firestore", "documentdb", "aurora", "rds", "cockroachdb", "yugabyte", "exasol",
    "netezza", "motherduck", "starburst", "dremio", "firebolt", "starrocks", "doris", "ducklake", "lance",
    "ceph", "sharepoint", "excel", "google-sheets", "google-cloud-storage", "azure-data-lake", "adls-gen2",
    "event-stream", "activemq", "ibm-mq", "jms", "zeromq", "flink", "ksql", "solace", NULL,
};

const char *const server_formats[] = {
    "avro", "protobuf", "proto", "json", "json-schema", "jsonl", "ndjson", "json-lines", "parquet", "orc",
    "csv", "tsv", "delta", "delta-lake", "iceberg", "hudi", "arrow", "feather", "thrift", "msgpack",
    "messagepack", "cbor", "bson", "xml", "yaml", "text", "txt", "plain", "fixed-width", "binary", "excel",
    "xlsx", "xls", "ods", "html", "markdown", "pdf", "geojson", "geoparquet", "shapefile", "netcdf", "zarr",
    "hdf5", "rdf", "turtle", "json-ld", "graphql", "openapi", "asyncapi", "odata", "sql", "table", "view",
    "relational", "hl7", "fhir", "edifact", "swift", "fix", "ion", "sequence-file", "lance", "image", "jpeg",
    "png", "audio", "video", "string", "cloudevents", "rest", "sqlite", NULL,
};
/* clang-format on */

bool server_is_output(const struct server *server)
{
    return server->role == SERVER_OUTPUT_PORT || server->role == SERVER_ENDPOINT;
}

bool server_is_template(struct str text)
{
    return str_contains(text, "$") || str_contains(text, "{") || str_contains(text, "<");
}

bool server_knows(const char *const *words, struct str word)
{
    for (; *words; words++)
        if (distance_is_same_folded(word, str_of(*words)))
            return true;
    return false;
}

bool server_is_stream(struct str type)
{
    static const char *const streams[] = {"kafka",   "stream", "event",      "events",      "topic",    "pulsar",
                                          "kinesis", "pubsub", "event-hubs", "event-hub",   "rabbitmq", "amqp",
                                          "mqtt",    "nats",   "redpanda",   "service-bus", NULL};
    return server_knows(streams, type);
}

bool server_is_query(struct str type)
{
    static const char *const queries[] = {"sql",      "jdbc",     "odbc",   "postgres",   "postgresql", "snowflake",
                                          "bigquery", "redshift", "trino",  "presto",     "athena",     "databricks",
                                          "synapse",  "mysql",    "oracle", "sql-server", "query",      NULL};
    return server_knows(queries, type);
}

/* Addresses. */

struct scheme {
    const char *type;
    const char *schemes[5]; /* the first is the one to write */
};

static const struct scheme schemes[] = {
    {"s3", {"s3", "s3a", "s3n"}},
    {"gcs", {"gs"}},
    {"sftp", {"sftp"}},
    {"hdfs", {"hdfs", "webhdfs", "viewfs"}},
    {"adls", {"abfss", "abfs", "https", "adl"}},
    {"azure", {"abfss", "abfs", "https", "wasbs"}},
};

static const struct scheme *scheme_of_type(struct str type)
{
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (distance_is_same_folded(type, str_of(schemes[i].type)))
            return &schemes[i];
    return NULL;
}

static bool has_scheme(const struct scheme *scheme, struct str written)
{
    for (size_t i = 0; scheme->schemes[i]; i++)
        if (str_is_caseless(written, scheme->schemes[i]))
            return true;
    return false;
}

static bool is_store_scheme(struct str written)
{
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (has_scheme(&schemes[i], written))
            return true;
    return false;
}

void server_check_scheme(struct check *check, const struct server *server)
{
    struct str location = str_trim(server->location.value), written = uri_scheme(location);
    const struct scheme *scheme = scheme_of_type(server->type.value);
    if (!location.len || server_is_template(str_slice(location, 0, 2)))
        return;
    bool has_slashes = str_starts(str_slice(location, written.len, location.len), "://");
    if (is_store_scheme(written) && !has_slashes) {
        struct finding *finding = finding_at(check, server->location.node, "%s has no `//` behind the scheme",
                                             quote(check, server->location.value));
        finding_help(check, finding, "write `%.*s://…`", STR_ARG(written));
        return;
    }
    if (!scheme || has_scheme(scheme, written))
        return;
    struct finding *finding = finding_at(check, server->location.node, "%s, and the type is %s",
                                         quote(check, server->location.value), quote(check, server->type.value));
    finding_help(check, finding, "write `%s://…`, or another type", scheme->schemes[0]);
    finding_relate(check, finding, server->type.node, "the type");
}

struct str server_fill_template(struct arena *arena, const char *template, const struct contract *contract)
{
    struct buf buf = {.arena = arena};
    struct semver version;
    bool has_version = semver_parse(contract->version.value, &version);
    for (const char *at = template; *at;) {
        struct str rest = str_of(at);
        bool is_segment = at == template || at[-1] == '/' || at[-1] == '.';
        if (str_starts(rest, "<domain>") || str_starts(rest, "<name>")) {
            struct str value = at[1] == 'd' ? contract->domain.value : contract->name.value;
            if (!value.len)
                return value;
            buf_add(&buf, value);
            at = strchr(at, '>') + 1;
        } else if (is_segment && str_starts(rest, "v1/") && has_version) {
            buf_print(&buf, "v%.*s", STR_ARG(version.major));
            at += 2;
        } else {
            buf_add_char(&buf, *at++);
        }
    }
    return buf_str(&buf);
}
