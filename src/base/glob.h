/* Patterns of paths as gitignore(5) has them, for .gitignore files and for the lists of the configuration. Knows
   nothing of folders on disk. */
#ifndef BASE_GLOB_H
#define BASE_GLOB_H

#include "base/str.h"

struct arena;

enum { GLOB_LENGTH_MAX = 4096 /* bytes */ };

/* One pattern; its text points into what it was read from. */
struct glob {
    struct str text;     /* without `!`, leading and trailing slash */
    size_t literal;      /* bytes before the first special character */
    bool is_negated;     /* `!`: takes back what earlier patterns matched */
    bool is_folder_only; /* trailing slash */
    bool is_name_only;   /* no other slash: matches the last name of a path, at any depth */
};

/* Patterns relative to one folder, the last match wins. Start with `struct glob_list list = {.arena = arena}`. */
struct glob_list {
    struct arena *arena;
    struct glob *globs;
    size_t count, capacity;
};

enum glob_verdict { GLOB_NO_MATCH, GLOB_MATCH, GLOB_NEGATED };

/* Whether the whole `path` matches: `*`, `?` and classes such as `[!a-z[:digit:]]` never match a slash, `**` between
   slashes matches any number of folders. A malformed pattern matches nothing. Time is bounded by the product of both
   lengths, whatever the pattern (the semantics of git's wildmatch with WM_PATHNAME). */
bool glob_match(struct str pattern, struct str path);

/* Adds one pattern, the way a line of a .gitignore is read but for comments: `!`, slashes, trailing blanks. An empty
   one is passed over, and one longer than GLOB_LENGTH_MAX, which is more than a path can have. `pattern` must live as
   long as the list. */
void glob_list_add(struct glob_list *list, struct str pattern);

/* Adds every line of a .gitignore file; `text` must live as long as the list. */
void glob_list_add_lines(struct glob_list *list, struct str text);

/* What the last matching pattern says about `path` itself, relative to the list's folder, without leading or trailing
   slash; folders above it are not looked at. */
enum glob_verdict glob_list_judge(const struct glob_list *list, struct str path, bool is_folder);

/* Whether the list matches the file at `path` or a folder above it: what a folder hides no pattern below brings back.
 */
bool glob_list_has(const struct glob_list *list, struct str path);

#endif
