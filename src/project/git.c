#define _XOPEN_SOURCE 700 /* realpath */

#include "project/git.h"

#include "base/arena.h"
#include "base/path.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

enum { REVISION_MAX = 1024, ANSWER_MAX = 64 * 1024 };

bool git_id_equal(const struct git_id *a, const struct git_id *b)
{
    return a->len == b->len && memcmp(a->bytes, b->bytes, a->len) == 0;
}

static int hex_value(char c)
{
    return char_is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool git_id_parse(struct str text, struct git_id *id)
{
    *id = (struct git_id){.len = 0};
    if (text.len != 40 && text.len != 64)
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (hex_value(text.at[i]) < 0)
            return false;
    for (size_t i = 0; i < text.len; i += 2)
        id->bytes[i / 2] = (unsigned char)(hex_value(text.at[i]) * 16 + hex_value(text.at[i + 1]));
    id->len = (unsigned char)(text.len / 2);
    return true;
}

void git_id_add(struct buf *buf, const struct git_id *id)
{
    for (size_t i = 0; i < id->len; i++)
        buf_print(buf, "%02x", id->bytes[i]);
}

/* Revisions. */

/* What a revision is at most, before git sees it: no option, no range, one line. */
static bool is_revision(const char *revision, struct error *err)
{
    struct str text = str_of(revision);
    bool is_one_line = text.len <= REVISION_MAX;
    for (size_t i = 0; i < text.len && is_one_line; i++)
        is_one_line = (unsigned char)text.at[i] >= ' ' && text.at[i] != 0x7f;
    if (!text.len)
        return error_set(err, "a git revision is empty");
    if (text.at[0] == '-')
        return error_set(err, "`%.200s` is no git revision; a branch of this name is refs/heads/%.200s", revision,
                         revision);
    if (str_contains(text, "..") || text.at[0] == '^')
        return error_set(err, "`%.200s` is a range, not one git revision", revision);
    return is_one_line || error_set(err, "`%.200s` is no git revision", revision);
}

/* How to get a revision that a shallow clone does not have. */
static const char *how_to_fetch(struct arena *arena, const char *revision)
{
    struct str name = str_of(revision);
    bool is_name = name.len > 0 && !strpbrk(revision, "~^@:{");
    struct git_id id;
    if (!is_name)
        return "git fetch --unshallow";
    if (git_id_parse(name, &id))
        return text_print(arena, "git fetch --depth=1 origin %s", revision);
    if (!str_starts(name, "origin/"))
        return text_print(arena, "git fetch --depth=1 origin %s:%s", revision, revision);
    return text_print(arena, "git fetch --depth=1 origin %s:refs/remotes/%s", revision + strlen("origin/"), revision);
}

static bool no_commit(const struct git *git, const struct git_request *request, struct error *err)
{
    const char *revision = request->base ? request->base : request->tip;
    if (!git->is_shallow)
        return error_set(
            err, "git knows no commit `%.200s`%s%.200s%s%s", revision, request->base ? ", or none for `" : "",
            request->base ? request->tip ? request->tip : "HEAD" : "", request->base ? "`" : "",
            strcmp(revision, "origin/HEAD") == 0 ? "; `git remote set-head origin --auto` may tell it" : "");
    return error_set(err,
                     "this shallow clone has no commit `%.200s`: run `%s`, or clone with the history (fetch-depth: 0)",
                     revision, how_to_fetch(git->arena, revision));
}

/* Opening. */

/* The lines of an answer from its end: ids, of which the last ones may be excluded commits. */
static bool take_ids(struct str *text, struct git_id *ids, size_t count, size_t *excluded)
{
    *excluded = 0;
    for (size_t at = 0; at < count;) {
        size_t end = text->len;
        while (end && text->at[end - 1] != '\n')
            end--;
        struct str line = str_slice(*text, end, text->len);
        struct git_id id;
        text->len = end ? end - 1 : 0;
        bool is_excluded = str_starts(line, "^");
        if (!git_id_parse(is_excluded ? str_slice(line, 1, line.len) : line, &id) || (is_excluded && at))
            return false;
        if (is_excluded)
            ids[0] = id; /* in the end the first of them */
        else
            ids[++at] = id;
        *excluded += is_excluded;
    }
    return true;
}

static bool take_flag(struct str *text, bool *flag)
{
    size_t end = str_index(*text, '\n');
    struct str line = str_slice(*text, 0, end);
    *flag = str_is(line, "true");
    *text = str_slice(*text, end + 1, text->len);
    return *flag || str_is(line, "false");
}

static struct str real_path(struct arena *arena, struct str path)
{
    char *real = realpath(path.len ? str_c(arena, path) : ".", NULL);
    if (!real && errno == ENOMEM)
        arena_out_of_memory(arena);
    struct str copy = str_copy(arena, str_of(real));
    free(real);
    return copy;
}

/* Where the repository and the work tree are. `text` is what stands between the flags and the ids: the kind of ids, the
   repository, and in a work tree the way up to its top, which has no newline. */
static void take_folders(struct git *git, struct str text, bool has_tree)
{
    const bool has_sha256 = str_starts(text, "sha256\n");
    (void)git_id_parse(has_sha256 ? STR("6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321")
                                  : STR("4b825dc642cb6eb9a060e54bf8d69288fbee4904"),
                       &git->empty_tree);
    text = str_slice(text, str_index(text, '\n') + 1, text.len);
    size_t end = str_index(text, '\n');
    for (size_t i = end; has_tree && i < text.len; i++)
        if (text.at[i] == '\n')
            end = i;
    if (has_tree)
        git->top = real_path(git->arena, str_slice(text, end + 1, text.len));
    git->folder = str_copy(git->arena, str_slice(text, 0, end));
}

bool git_is_near(struct arena *arena)
{
    struct stat status;
    struct str folder = real_path(arena, STR("."));
    bool is_near = getenv("GIT_DIR") != NULL;
    for (; folder.len && !is_near; folder = folder.len > 1 ? path_folder(folder) : STR(""))
        is_near = stat(str_c(arena, path_join(arena, folder, STR(".git"))), &status) == 0;
    return is_near;
}

static bool looks_bare(void)
{
    struct stat status;
    return !getenv("GIT_DIR") && stat(".git", &status) != 0 && stat("HEAD", &status) == 0 &&
           stat("objects", &status) == 0 && S_ISDIR(status.st_mode) && stat("refs", &status) == 0 &&
           S_ISDIR(status.st_mode);
}

static bool ask(struct git *git, struct error *err)
{
    const struct git_request *request = &git->request;
    const char *arguments[16] = {"--git-dir=."};
    size_t count = git->is_bare_here;
    static const char *const questions[] = {
        "rev-parse",  "--is-shallow-repository", "--is-inside-work-tree", "--show-object-format", "--absolute-git-dir",
        "--show-cdup"};
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
        arguments[count++] = questions[i];
    /* One word gives both commits and their merge bases, and never looks like an option. */
    const char *tip = request->tip ? request->tip : "HEAD", *base = request->base ? request->base : tip;
    if (request->tip || request->base)
        arguments[count++] = text_print(git->arena, "%s...%s", tip, base);
    return git_start(&git->opening, git->arena, git->program, arguments, err);
}

static bool no_repository(const struct git_answer *answer, struct error *err)
{
    struct str said = answer->said;
    if (str_starts(said, "fatal: "))
        said = str_slice(said, strlen("fatal: "), said.len);
    if (str_contains(said, "safe.bareRepository"))
        return error_set(
            err, "the current folder looks like a bare git repository: give --at with a revision, or set GIT_DIR");
    if (str_contains(said, "dubious ownership"))
        return error_set(err, "git: %.*s; `git config --global --add safe.directory` and this path make git trust it",
                         STR_ARG(said));
    return error_set(err, "git: %.*s", said.len ? (int)said.len : (int)strlen("no answer"),
                     said.len ? said.at : "no answer");
}

/* The answer has the tip last, then the base before it. */
static bool take_commits(struct git *git, const struct git_request *request, struct str *text, struct error *err)
{
    struct git_id ids[3] = {{.len = 0}};
    size_t excluded;
    if (!take_ids(text, ids, 2, &excluded))
        return no_commit(git, request, err);
    git->tip = ids[1];
    if (!request->base)
        return true;
    git->base = request->is_base_exact || !excluded ? ids[2] : ids[0];
    if (!excluded && !request->is_base_exact)
        git->notice = text_print(git->arena, "git knows no merge base with %.200s%s; comparing with %.200s itself",
                                 request->base, git->is_shallow ? " in this shallow clone" : "", request->base);
    return true;
}

bool git_begin(struct git *git, struct arena *arena, const struct git_request *request, struct error *err)
{
    *git = (struct git){.arena = arena, .request = *request};
    git->is_bare_here = request->may_be_bare && looks_bare();
    return (!request->tip || is_revision(request->tip, err)) && (!request->base || is_revision(request->base, err)) &&
           git_find(arena, &git->program, err) && ask(git, err);
}

bool git_finish(struct git *git, struct error *err)
{
    const struct git_request *request = &git->request;
    struct git_answer answer;
    bool has_tree;
    if (!git_await(&git->opening, ANSWER_MAX, &answer, err))
        return false;
    struct str text = answer.output;
    if (!take_flag(&text, &git->is_shallow) || !take_flag(&text, &has_tree))
        return no_repository(&answer, err);
    if (answer.status != 0)
        return no_commit(git, request, err);
    if (str_ends(text, "\n"))
        text.len--;
    if ((request->tip || request->base) && !take_commits(git, request, &text, err))
        return false;
    take_folders(git, text, has_tree);
    return git->folder.len || error_set(err, "git gave an answer that is none");
}

bool git_open(struct git *git, struct arena *arena, const struct git_request *request, struct error *err)
{
    return git_begin(git, arena, request, err) && git_finish(git, err);
}

/* Objects. */

bool git_objects_start(struct git_objects *objects, const struct git *git, struct error *err)
{
    const char *arguments[4] = {"--git-dir=."};
    size_t count = git->folder.len || git->is_bare_here;
    if (git->folder.len)
        arguments[0] = text_print(git->arena, "--git-dir=%.*s", STR_ARG(git->folder));
    arguments[count++] = "cat-file";
    arguments[count++] = "--batch";
    arguments[count] = NULL;
    *objects = (struct git_objects){.git = git, .asked = {.arena = git->arena}};
    return git_start(&objects->process, git->arena, git->program, arguments, err);
}

void git_objects_stop(struct git_objects *objects)
{
    git_stop(&objects->process);
}

void git_object_ask(struct git_objects *objects, const struct git_id *id, const char *suffix)
{
    git_id_add(&objects->asked, id);
    buf_print(&objects->asked, "%s\n", suffix);
}

/* The size in "ID KIND SIZE". */
static bool read_header(struct str line, const char *kind, uint64_t *size)
{
    struct git_id id;
    size_t space = str_index(line, ' ');
    if (!git_id_parse(str_slice(line, 0, space), &id))
        return false;
    struct str rest = str_slice(line, space + 1, line.len);
    size_t end = str_index(rest, ' ');
    struct str digits = str_slice(rest, end + 1, rest.len);
    if (!str_is(str_slice(rest, 0, end), kind) || !digits.len || digits.len > 15 || str_digits(digits) != digits.len)
        return false;
    *size = 0;
    for (size_t i = 0; i < digits.len; i++)
        *size = *size * 10 + (uint64_t)(digits.at[i] - '0');
    return true;
}

/* What was asked for after the last text was sent is sent once all of that is answered or on its way. */
static void send_asked(struct git_objects *objects)
{
    if (!objects->asked.len || objects->process.unsent.len)
        return;
    git_send(&objects->process, buf_str(&objects->asked));
    objects->asked = (struct buf){.arena = objects->git->arena};
}

static bool take_object(struct git_objects *objects, struct arena *arena, const char *kind, uint64_t limit,
                        struct str *bytes, enum git_object_state *state, struct error *err)
{
    struct git_process *process = &objects->process;
    struct str line;
    uint64_t size;
    char newline;
    if (!git_take_line(process, 512, &line, err))
        return false;
    *state = GIT_OBJECT_MISSING;
    if (str_ends(line, " missing"))
        return true;
    if (!read_header(line, kind, &size))
        return error_set(err, "git gave no %s", kind);
    *state = limit && size > limit ? GIT_OBJECT_TOO_LARGE : GIT_OBJECT_READ;
    *bytes = (struct str){NULL, (size_t)size};
    char *to = NULL;
    if (*state == GIT_OBJECT_READ) {
        bytes->at = to = arena_alloc_bytes(arena, (size_t)size + 1);
        to[size] = '\0';
    }
    return git_take_bytes(process, to, (size_t)size, err) && git_take_bytes(process, &newline, 1, err);
}

bool git_object_take(struct git_objects *objects, struct arena *arena, const char *kind, const char *name,
                     uint64_t limit, struct str *bytes, enum git_object_state *state, struct error *err)
{
    struct error broken = {.is_set = false};
    send_asked(objects);
    if (!take_object(objects, arena, kind, limit, bytes, state, &broken)) {
        objects->is_broken = true;
        return error_set(err, "cannot read %s: %s", name, broken.text);
    }
    return *state != GIT_OBJECT_MISSING ||
           error_set(err, "cannot read %s: the git object is missing or broken (a partial clone?)", name);
}
