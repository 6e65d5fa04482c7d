#include "check/sql_words.h"

/* From the vendors' lists of words that cannot name a column without quotes. */

/* clang-format off */

static const char *const ansi[] = {
    "all", "and", "any", "as", "between", "both", "by", "case", "cast", "check", "collate", "column", "constraint",
    "create", "cross", "current_date", "current_time", "current_timestamp", "current_user", "default", "delete",
    "distinct", "drop", "else", "end", "except", "exists", "false", "fetch", "for", "foreign", "from", "full",
    "grant", "group", "having", "in", "inner", "insert", "intersect", "into", "is", "join", "lateral", "leading",
    "left", "like", "natural", "not", "null", "on", "or", "order", "outer", "primary", "references", "revoke",
    "right", "select", "some", "table", "then", "to", "trailing", "true", "union", "unique", "update", "user",
    "using", "values", "when", "where", "with"};

static const char *const postgresql[] = {
    "all", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric", "authorization", "binary",
    "both", "case", "cast", "check", "collate", "collation", "column", "concurrently", "constraint", "create",
    "cross", "current_catalog", "current_date", "current_role", "current_schema", "current_time",
    "current_timestamp", "current_user", "default", "deferrable", "desc", "distinct", "do", "else", "end", "except",
    "false", "fetch", "for", "foreign", "freeze", "from", "full", "grant", "group", "having", "ilike", "in",
    "initially", "inner", "intersect", "into", "is", "isnull", "join", "lateral", "leading", "left", "like",
    "limit", "localtime", "localtimestamp", "natural", "not", "notnull", "null", "offset", "on", "only", "or",
    "order", "outer", "overlaps", "placing", "primary", "references", "returning", "right", "select",
    "session_user", "similar", "some", "symmetric", "system_user", "table", "tablesample", "then", "to", "trailing",
    "true", "union", "unique", "user", "using", "variadic", "verbose", "when", "where", "window", "with"};

static const char *const mysql[] = {
    "accessible", "add", "all", "alter", "analyze", "and", "as", "asc", "asensitive", "before", "between", "bigint",
    "binary", "blob", "both", "by", "call", "cascade", "case", "change", "char", "character", "check", "collate",
    "column", "condition", "constraint", "continue", "convert", "create", "cross", "cube", "cume_dist",
    "current_date", "current_time", "current_timestamp", "current_user", "cursor", "database", "databases", "dec",
    "decimal", "declare", "default", "delayed", "delete", "dense_rank", "desc", "describe", "deterministic",
    "distinct", "distinctrow", "div", "double", "drop", "dual", "each", "else", "elseif", "empty", "enclosed",
    "escaped", "except", "exists", "exit", "explain", "false", "fetch", "first_value", "float", "for", "force",
    "foreign", "from", "fulltext", "function", "generated", "get", "grant", "group", "grouping", "groups", "having",
    "high_priority", "if", "ignore", "in", "index", "infile", "inner", "inout", "insensitive", "insert", "int",
    "integer", "intersect", "interval", "into", "is", "iterate", "join", "json_table", "key", "keys", "kill", "lag",
    "last_value", "lateral", "lead", "leading", "leave", "left", "like", "limit", "linear", "lines", "load",
    "localtime", "localtimestamp", "lock", "long", "longblob", "longtext", "loop", "low_priority", "match",
    "maxvalue", "mediumblob", "mediumint", "mediumtext", "mod", "modifies", "natural", "not", "nth_value", "ntile",
    "null", "numeric", "of", "on", "optimize", "option", "optionally", "or", "order", "out", "outer", "outfile",
    "over", "partition", "percent_rank", "precision", "primary", "procedure", "purge", "range", "rank", "read",
    "reads", "real", "recursive", "references", "regexp", "release", "rename", "repeat", "replace", "require",
    "resignal", "restrict", "return", "revoke", "right", "rlike", "row", "row_number", "rows", "schema", "schemas",
    "select", "sensitive", "separator", "set", "show", "signal", "smallint", "spatial", "specific", "sql", "ssl",
    "starting", "stored", "system", "table", "terminated", "then", "tinyblob", "tinyint", "tinytext", "to",
    "trailing", "trigger", "true", "undo", "union", "unique", "unlock", "unsigned", "update", "usage", "use",
    "using", "values", "varbinary", "varchar", "varying", "virtual", "when", "where", "while", "window", "with",
    "write", "xor", "zerofill"};

static const char *const oracle[] = {
    "access", "add", "all", "alter", "and", "any", "as", "asc", "audit", "between", "by", "char", "check",
    "cluster", "column", "comment", "compress", "connect", "create", "current", "date", "decimal", "default",
    "delete", "desc", "distinct", "drop", "else", "exclusive", "exists", "file", "float", "for", "from", "grant",
    "group", "having", "identified", "immediate", "in", "increment", "index", "initial", "insert", "integer",
    "intersect", "into", "is", "level", "like", "lock", "long", "maxextents", "minus", "mlslabel", "mode", "modify",
    "noaudit", "nocompress", "not", "nowait", "null", "number", "of", "offline", "on", "online", "option", "or",
    "order", "pctfree", "prior", "public", "raw", "rename", "resource", "revoke", "row", "rowid", "rownum", "rows",
    "select", "session", "set", "share", "size", "smallint", "start", "successful", "synonym", "sysdate", "table",
    "then", "to", "trigger", "uid", "union", "unique", "update", "user", "validate", "values", "varchar",
    "varchar2", "view", "whenever", "where", "with"};

static const char *const sql_server[] = {
    "add", "all", "alter", "and", "any", "as", "asc", "authorization", "backup", "begin", "between", "break",
    "browse", "bulk", "by", "cascade", "case", "check", "checkpoint", "close", "clustered", "coalesce", "collate",
    "column", "commit", "compute", "constraint", "contains", "containstable", "continue", "convert", "create",
    "cross", "current", "current_date", "current_time", "current_timestamp", "current_user", "cursor", "database",
    "dbcc", "deallocate", "declare", "default", "delete", "deny", "desc", "disk", "distinct", "distributed",
    "double", "drop", "dump", "else", "end", "errlvl", "escape", "except", "exec", "execute", "exists", "exit",
    "external", "fetch", "file", "fillfactor", "for", "foreign", "freetext", "freetexttable", "from", "full",
    "function", "goto", "grant", "group", "having", "holdlock", "identity", "identity_insert", "identitycol", "if",
    "in", "index", "inner", "insert", "intersect", "into", "is", "join", "key", "kill", "left", "like", "lineno",
    "load", "merge", "national", "nocheck", "nonclustered", "not", "null", "nullif", "of", "off", "offsets", "on",
    "open", "opendatasource", "openquery", "openrowset", "openxml", "option", "or", "order", "outer", "over",
    "percent", "pivot", "plan", "precision", "primary", "print", "proc", "procedure", "public", "raiserror", "read",
    "readtext", "reconfigure", "references", "replication", "restore", "restrict", "return", "revert", "revoke",
    "right", "rollback", "rowcount", "rowguidcol", "rule", "save", "schema", "securityaudit", "select",
    "session_user", "set", "setuser", "shutdown", "some", "statistics", "system_user", "table", "tablesample",
    "textsize", "then", "to", "top", "tran", "transaction", "trigger", "truncate", "try_convert", "tsequal",
    "union", "unique", "unpivot", "update", "updatetext", "use", "user", "values", "varying", "view", "waitfor",
    "when", "where", "while", "with", "writetext"};

static const char *const snowflake[] = {
    "all", "alter", "and", "any", "as", "between", "by", "case", "cast", "check", "column", "connect", "constraint",
    "create", "cross", "current", "current_date", "current_time", "current_timestamp", "current_user", "delete",
    "distinct", "drop", "else", "exists", "false", "following", "for", "from", "full", "grant", "group", "having",
    "ilike", "in", "increment", "inner", "insert", "intersect", "into", "is", "join", "lateral", "left", "like",
    "localtime", "localtimestamp", "minus", "natural", "not", "null", "of", "on", "or", "order", "qualify",
    "regexp", "revoke", "right", "rlike", "row", "rows", "sample", "select", "set", "some", "start", "table",
    "tablesample", "then", "to", "trigger", "true", "try_cast", "union", "unique", "update", "using", "values",
    "when", "whenever", "where", "with"};

static const char *const bigquery[] = {
    "all", "and", "any", "array", "as", "asc", "assert_rows_modified", "at", "between", "by", "case", "cast",
    "collate", "contains", "create", "cross", "cube", "current", "default", "define", "desc", "distinct", "else",
    "end", "enum", "escape", "except", "exclude", "exists", "extract", "false", "fetch", "following", "for", "from",
    "full", "group", "grouping", "groups", "hash", "having", "if", "ignore", "in", "inner", "intersect", "interval",
    "into", "is", "join", "lateral", "left", "like", "limit", "lookup", "merge", "natural", "new", "no", "not",
    "null", "nulls", "of", "on", "or", "order", "outer", "over", "partition", "preceding", "proto", "qualify",
    "range", "recursive", "respect", "right", "rollup", "rows", "select", "set", "some", "struct", "tablesample",
    "then", "to", "treat", "true", "unbounded", "union", "unnest", "using", "when", "where", "window", "with",
    "within"};
/* clang-format on */

#define LIST(words)                                                                                                    \
    {                                                                                                                  \
        (words), sizeof(words) / sizeof *(words)                                                                       \
    }

const struct sql_words sql_words_ansi = LIST(ansi);
const struct sql_words sql_words_postgresql = LIST(postgresql);
const struct sql_words sql_words_mysql = LIST(mysql);
const struct sql_words sql_words_oracle = LIST(oracle);
const struct sql_words sql_words_sql_server = LIST(sql_server);
const struct sql_words sql_words_snowflake = LIST(snowflake);
const struct sql_words sql_words_bigquery = LIST(bigquery);
