#include "base/glob.h"

#include "base/arena.h"

static const char *const class_names[] = {"alnum", "alpha", "blank", "cntrl", "digit", "graph",
                                          "lower", "print", "punct", "space", "upper", "xdigit"};

enum { CLASS_UNKNOWN = sizeof class_names / sizeof *class_names };

static bool is_between(unsigned char c, char low, char high)
{
    return c >= (unsigned char)low && c <= (unsigned char)high;
}

/* POSIX classes as git has them: of ASCII only, and `space` without vertical tab and form feed. */
static bool class_has(size_t class, unsigned char c)
{
    bool is_lower = is_between(c, 'a', 'z'), is_upper = is_between(c, 'A', 'Z'), is_digit = is_between(c, '0', '9');
    bool is_graph = is_between(c, '!', '~'), is_alnum = is_lower || is_upper || is_digit;
    switch (class) {
    case 0: return is_alnum;
    case 1: return is_lower || is_upper;
    case 2: return c == ' ' || c == '\t';
    case 3: return c < 0x20 || c == 0x7F;
    case 4: return is_digit;
    case 5: return is_graph;
    case 6: return is_lower;
    case 7: return is_graph || c == ' ';
    case 8: return is_graph && !is_alnum;
    case 9: return char_is_blank((char)c);
    case 10: return is_upper;
    case 11: return is_digit || is_between(c, 'a', 'f') || is_between(c, 'A', 'F');
    default: return false;
    }
}

static size_t class_find(struct str name)
{
    size_t class = 0;
    while (class < CLASS_UNKNOWN && !str_is(name, class_names[class]))
        class ++;
    return class;
}

/* Where a pattern is being read. */
struct reader {
    const char *at, *end;
};

/* One byte of a set, an escape resolved; false at the end of the pattern. */
static bool set_byte(struct reader *reader, unsigned char *byte)
{
    if (reader->at < reader->end && *reader->at == '\\')
        reader->at++;
    if (reader->at == reader->end)
        return false;
    *byte = (unsigned char)*reader->at++;
    return true;
}

enum set_item { ITEM_NONE, ITEM_CLASS, ITEM_MALFORMED };

/* At "[:": reads a class such as [:alpha:]; ITEM_NONE when the next `]` does not end one. */
static enum set_item set_class(struct reader *reader, unsigned char c, bool *is_in)
{
    const char *name = reader->at + 2;
    const char *close = name < reader->end ? memchr(name, ']', (size_t)(reader->end - name)) : NULL;
    if (!close)
        return ITEM_MALFORMED;
    if (close == name || close[-1] != ':')
        return ITEM_NONE;
    size_t class = class_find((struct str){name, (size_t)(close - name) - 1});
    *is_in |= class_has(class, c);
    reader->at = close + 1;
    return class == CLASS_UNKNOWN ? ITEM_MALFORMED : ITEM_CLASS;
}

static bool starts_range(const struct reader *reader)
{
    return reader->end - reader->at > 1 && reader->at[0] == '-' && reader->at[1] != ']';
}

static bool starts_class(const struct reader *reader)
{
    return reader->end - reader->at > 1 && reader->at[0] == '[' && reader->at[1] == ':';
}

/* Reads a set from behind its `[` to behind its `]` and says whether it has `c`; false when it is malformed. */
static bool set_read(struct reader *reader, unsigned char c, bool *has)
{
    bool is_in = false, can_range = false;
    unsigned char low = 0, high;
    bool is_negated = reader->at < reader->end && (*reader->at == '!' || *reader->at == '^');
    reader->at += is_negated;
    for (bool is_first = true; is_first || reader->at == reader->end || *reader->at != ']'; is_first = false) {
        enum set_item item = starts_class(reader) ? set_class(reader, c, &is_in) : ITEM_NONE;
        if (item == ITEM_MALFORMED)
            return false;
        if (item == ITEM_CLASS) {
            can_range = false;
        } else if (can_range && starts_range(reader)) {
            reader->at++;
            if (!set_byte(reader, &high))
                return false;
            is_in |= c >= low && c <= high;
            can_range = false;
        } else if (set_byte(reader, &low)) {
            is_in |= c == low;
            can_range = true;
        } else {
            return false;
        }
    }
    reader->at++;
    *has = is_in != is_negated && c != '/';
    return true;
}

enum step { STEP_MATCH, STEP_MISS, STEP_MALFORMED };

/* Matches one byte against the pattern's next element, which is no `*`, and goes behind that. */
static enum step step(struct reader *pattern, unsigned char c)
{
    bool is_match;
    switch (*pattern->at++) {
    case '?': return c != '/' ? STEP_MATCH : STEP_MISS;
    case '[':
        if (!set_read(pattern, c, &is_match))
            return STEP_MALFORMED;
        return is_match ? STEP_MATCH : STEP_MISS;
    case '\\':
        if (pattern->at == pattern->end)
            return STEP_MALFORMED;
        return (unsigned char)*pattern->at++ == c ? STEP_MATCH : STEP_MISS;
    default: return (unsigned char)pattern->at[-1] == c ? STEP_MATCH : STEP_MISS;
    }
}

/* A place to go on from after a mismatch: the pattern behind a star, and the text it was tried at last. */
struct retry {
    const char *pattern, *text;
};

struct matching {
    struct reader pattern;
    const char *start; /* of the pattern */
    const char *text, *end;
    struct retry star;    /* `*`: takes one byte more, but no slash */
    struct retry folders; /* `**` and a slash: takes one folder more */
};

static bool retry_folders(struct matching *m)
{
    const char *from = m->folders.text;
    const char *slash = m->folders.pattern ? memchr(from, '/', (size_t)(m->end - from)) : NULL;
    if (!slash)
        return false;
    m->text = m->folders.text = slash + 1;
    m->pattern.at = m->folders.pattern;
    m->star.pattern = NULL;
    return true;
}

/* Only the innermost stars need another try: what stands before them matched as early as it can. */
static bool retry(struct matching *m)
{
    if (!m->star.pattern || m->star.text == m->end || *m->star.text == '/')
        return retry_folders(m);
    m->text = ++m->star.text;
    m->pattern.at = m->star.pattern;
    return true;
}

enum stars { STARS_TAKEN, STARS_MATCH_ALL, STARS_MISS };

static enum stars take_stars(struct matching *m)
{
    const char *first = m->pattern.at, *next = first;
    while (next < m->pattern.end && *next == '*')
        next++;
    m->pattern.at = next;
    bool is_last = next == m->pattern.end;
    bool is_escaped = m->pattern.end - next > 1 && next[0] == '\\' && next[1] == '/';
    bool is_folders =
        next - first > 1 && (first == m->start || first[-1] == '/') && (is_last || *next == '/' || is_escaped);
    if (is_folders && is_last)
        return STARS_MATCH_ALL;
    if (!is_folders) {
        m->star = (struct retry){next, m->text};
        return STARS_TAKEN;
    }
    m->folders = (struct retry){next + 1 + is_escaped, m->text};
    m->star.pattern = NULL;
    m->pattern.at = m->folders.pattern;
    return is_escaped && !retry_folders(m) ? STARS_MISS : STARS_TAKEN; /* as in git: `**\/` takes one at least */
}

static bool match(struct matching *m)
{
    for (;;) {
        bool is_at_end = m->pattern.at == m->pattern.end;
        if (is_at_end && m->text == m->end)
            return true;
        if (!is_at_end && *m->pattern.at == '*') {
            enum stars stars = take_stars(m);
            if (stars != STARS_TAKEN)
                return stars == STARS_MATCH_ALL;
            continue;
        }
        if (m->text == m->end) /* later starts would run out of text even earlier */
            return false;
        enum step result = is_at_end ? STEP_MISS : step(&m->pattern, (unsigned char)*m->text);
        if (result == STEP_MALFORMED)
            return false;
        if (result == STEP_MATCH)
            m->text++;
        else if (!retry(m))
            return false;
    }
}

bool glob_match(struct str pattern, struct str path)
{
    if (!path.len)
        path.at = "";
    if (!pattern.len)
        return !path.len;
    struct matching m = {.pattern = {pattern.at, pattern.at + pattern.len},
                         .start = pattern.at,
                         .text = path.at,
                         .end = path.at + path.len};
    return match(&m);
}

static size_t literal_length(struct str text)
{
    size_t len = 0;
    while (len < text.len && text.at[len] != '*' && text.at[len] != '?' && text.at[len] != '[' && text.at[len] != '\\')
        len++;
    return len;
}

/* Trailing blanks do not count unless a backslash quotes them. */
static struct str without_trailing_spaces(struct str line)
{
    size_t len = 0;
    for (size_t i = 0; i < line.len; i++) {
        if (line.at[i] == '\\' && i + 1 == line.len)
            return line;
        if (line.at[i] == '\\')
            i++;
        else if (line.at[i] == ' ')
            continue;
        len = i + 1;
    }
    return str_slice(line, 0, len);
}

static struct glob *list_push(struct glob_list *list)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? 2 * list->capacity : 8;
        struct glob *globs = arena_alloc_array(list->arena, capacity, sizeof *globs);
        if (list->count)
            memcpy(globs, list->globs, list->count * sizeof *globs);
        list->globs = globs;
        list->capacity = capacity;
    }
    return &list->globs[list->count++];
}

void glob_list_add(struct glob_list *list, struct str pattern)
{
    struct glob glob = {.text = without_trailing_spaces(str_slice(pattern, 0, str_index(pattern, '\0')))};
    glob.is_negated = str_starts(glob.text, "!");
    glob.text = str_slice(glob.text, glob.is_negated, glob.text.len);
    glob.is_folder_only = str_ends(glob.text, "/");
    glob.text = str_slice(glob.text, 0, glob.text.len - glob.is_folder_only);
    glob.is_name_only = str_index(glob.text, '/') == glob.text.len;
    if (str_starts(glob.text, "/"))
        glob.text = str_slice(glob.text, 1, glob.text.len);
    glob.literal = literal_length(glob.text);
    if (glob.text.len && glob.text.len <= GLOB_LENGTH_MAX)
        *list_push(list) = glob;
}

void glob_list_add_lines(struct glob_list *list, struct str text)
{
    if (str_starts(text, "\xEF\xBB\xBF"))
        text = str_slice(text, 3, text.len);
    while (text.len) {
        size_t end = str_index(text, '\n');
        struct str line = str_slice(text, 0, end);
        if (str_ends(line, "\r"))
            line.len--;
        if (!str_starts(line, "#"))
            glob_list_add(list, line);
        text = str_slice(text, end + 1, text.len);
    }
}

/* The part before the first special character is compared on its own, so that a `**` right behind it counts as leading:
   git has it so. */
static bool glob_has(const struct glob *glob, struct str path, struct str name)
{
    struct str subject = glob->is_name_only ? name : path;
    if (subject.len < glob->literal || memcmp(subject.at, glob->text.at, glob->literal) != 0)
        return false;
    struct str rest = str_slice(glob->text, glob->is_name_only ? 0 : glob->literal, glob->text.len);
    return glob_match(rest, str_slice(subject, glob->is_name_only ? 0 : glob->literal, subject.len));
}

enum glob_verdict glob_list_judge(const struct glob_list *list, struct str path, bool is_folder)
{
    size_t start = path.len;
    while (start && path.at[start - 1] != '/')
        start--;
    struct str name = str_slice(path, start, path.len);
    for (size_t i = list->count; i-- > 0;) {
        const struct glob *glob = &list->globs[i];
        if ((is_folder || !glob->is_folder_only) && glob_has(glob, path, name))
            return glob->is_negated ? GLOB_NEGATED : GLOB_MATCH;
    }
    return GLOB_NO_MATCH;
}

bool glob_list_has(const struct glob_list *list, struct str path)
{
    for (size_t i = 0; i < path.len; i++)
        if (path.at[i] == '/' && glob_list_judge(list, str_slice(path, 0, i), true) == GLOB_MATCH)
            return true;
    return glob_list_judge(list, path, false) == GLOB_MATCH;
}
