/* Words that SQL engines reserve. */
#ifndef CHECK_SQL_WORDS_H
#define CHECK_SQL_WORDS_H

#include <stddef.h>

/* Lower case, sorted by bytes. */
struct sql_words {
    const char *const *words;
    size_t count;
};

extern const struct sql_words sql_words_ansi, sql_words_postgresql, sql_words_mysql, sql_words_oracle,
    sql_words_sql_server, sql_words_snowflake, sql_words_bigquery;

#endif
