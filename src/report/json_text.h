/* JSON values to text that no terminal and no CI log obeys. Shared by all formats that are JSON. */
#ifndef REPORT_JSON_TEXT_H
#define REPORT_JSON_TEXT_H

#include "base/arena.h"
#include "base/buf.h"
#include "change/change.h"

#include <jansson.h>

/* Jansson answers NULL when memory runs out; all of these end the program then through the handler of `arena`. What
   they take they own, what they return is the caller's to put somewhere or to print. */

json_t *json_new_object(const struct arena *arena);
json_t *json_new_array(const struct arena *arena);

/* Sets `key`, after the keys set before. */
void json_set(const struct arena *arena, json_t *object, const char *key, json_t *value);

/* Sets `key` to a number; for counts and positions. */
void json_set_count(const struct arena *arena, json_t *object, const char *key, size_t count);

/* Appends `value`. */
void json_append(const struct arena *arena, json_t *array, json_t *value);

/* A string; invalid bytes become U+FFFD. */
json_t *json_text(struct arena *arena, struct str text);

/* The same of a NUL-terminated text; null for NULL. */
json_t *json_text_or_null(struct arena *arena, const char *text);

/* Appends `json` on one line, keys in the order in which they were set, and gives it back. Unsafe characters and the
   bracket of `##[` are written as \u escapes. */
void json_print(struct buf *out, json_t *json);

/* {"level", "reader", "writer", "bump"} of a change. */
json_t *json_new_change(struct arena *arena, const struct change *change);

/* {"level", "reader", "writer", "bump"} of a change. */
json_t *json_new_change(struct arena *arena, const struct change *change);

#endif
