#include "check/sql.h"

#include "check/sql_words.h"

enum { WORD_MAX = 24 };

#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

const struct sql_engine sql_ansi = {"SQL", WORDS("ansi", "sql"), &sql_words_ansi, 0, false};

static const struct sql_engine engines[] = {
    {"BigQuery", WORDS("bigquery", "big-query", "google-bigquery"), &sql_words_bigquery, 300, false},
    {"MySQL", WORDS("mysql", "mariadb"), &sql_words_mysql, 64, false},
    {"Oracle", WORDS("oracle", "oracledb"), &sql_words_oracle, 128, true},
    {"PostgreSQL", WORDS("postgres", "postgresql"), &sql_words_postgresql, 63, true},
    {"Redshift", WORDS("redshift"), &sql_words_postgresql, 127, true},
    {"Snowflake", WORDS("snowflake"), &sql_words_snowflake, 255, false},
    {"SQL Server", WORDS("sqlserver", "sql-server", "sql server", "mssql", "azure-sql", "synapse"),
     &sql_words_sql_server, 128, false},
};

_Static_assert(sizeof engines / sizeof *engines < SQL_ENGINES_MAX, "room for every engine and for ANSI");

static bool is_type_of(const struct sql_engine *engine, struct str word)
{
    for (const char *const *type = engine->server_types; *type; type++)
        if (str_is_caseless(word, *type))
            return true;
    return false;
}

static const struct sql_engine *engine_named(struct str word)
{
    for (size_t i = 0; word.len && i < sizeof engines / sizeof *engines; i++)
        if (is_type_of(&engines[i], word))
            return &engines[i];
    return NULL;
}

/* A dialect says more than `type: sql`. */
static const struct sql_engine *engine_of(const struct server *server)
{
    const struct text words[] = {server->dialect, server->type, server->technology};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const struct sql_engine *engine = engine_named(words[i].value);
        if (engine)
            return engine;
    }
    return is_type_of(&sql_ansi, server->dialect.value) ||
                   (is_type_of(&sql_ansi, server->type.value) && !text_has_value(server->dialect))
               ? &sql_ansi
               : NULL;
}

bool sql_engines_of(const struct contract *contract, const struct sql_engine *found[SQL_ENGINES_MAX + 1])
{
    size_t count = 0;
    bool has_server = false;
    for (const struct server *server = contract->servers.first; server; server = server->at.next) {
        if (server->role == SERVER_INPUT_PORT)
            continue;
        has_server = true;
        const struct sql_engine *engine = engine_of(server);
        size_t i = 0;
        while (i < count && found[i] != engine)
            i++;
        if (engine && i == count)
            found[count++] = engine;
    }
    found[count] = NULL;
    return has_server;
}

bool sql_reserves(const struct sql_engine *engine, struct str word)
{
    char lower[WORD_MAX];
    if (word.len > sizeof lower)
        return false;
    for (size_t i = 0; i < word.len; i++)
        lower[i] = char_lower(word.at[i]);
    size_t low = 0, high = engine->reserved->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *reserved = engine->reserved->words[middle];
        int order = word.len ? lower[0] - reserved[0] : -1;
        if (order == 0)
            order = str_compare((struct str){lower, word.len}, str_of(reserved));
        if (order == 0)
            return true;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return false;
}

bool sql_is_identifier(struct str name)
{
    for (size_t i = 0; i < name.len; i++)
        if (!char_is_alnum(name.at[i]) && name.at[i] != '_' && (unsigned char)name.at[i] < 0x80)
            return false;
    return name.len && !char_is_digit(name.at[0]);
}
