/* Paths as texts: joined and tidied without a look at any disk, so `link/..` is nothing, whatever `link` leads to. */
#ifndef BASE_PATH_H
#define BASE_PATH_H

#include "base/str.h"

struct arena;

/* `path` seen from `folder` (or alone when it begins with a slash), without `.`, empty names and, where a name stands
   before it, `..`; "." when nothing is left. NUL-terminated in `arena`; linear. */
struct str path_join(struct arena *arena, struct str folder, struct str path);

/* The folder of a path: "a/b" of "a/b/c", "." of "c", "/" of "/c" and of "/". Points into `path` or is a literal. */
struct str path_folder(struct str path);

/* What remains of `path` below `folder`; both as path_join makes them. False when it does not lie below. */
bool path_below(struct str folder, struct str path, struct str *rest);

#endif
