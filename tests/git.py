#!/usr/bin/env python3
"""Revisions out of git, in repositories that are made here: --changed-since, --staged, --at and breaking --against.
usage: git.py BINARY"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

BINARY = os.path.abspath(sys.argv[1])
ROOT = pathlib.Path(tempfile.mkdtemp(prefix="contractlint-git-")).resolve()
ENVIRONMENT = {
    "PATH": os.environ["PATH"], "HOME": str(ROOT / "home"), "LC_ALL": "C", "TZ": "UTC", "SOURCE_DATE_EPOCH": "1767323045",
    "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z",
    "GIT_COMMITTER_DATE": "2026-01-01T00:00:00Z", "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "")}

CONTRACT = """dataProduct:
  name: {name}
  domain: marketing
  owner: team-{name}
  version: {version}
  description: What {name} is for
schema:
  type: object
  properties:
    id:
      type: string
{fields}sla:
  freshness: {freshness}
  availability: 99.9%
  qualityScore: 0.95
access:
  classification: internal
  requiredPermissions: [marketing:read]
"""


def contract(name, version="1.0.0", fields=(), freshness="PT1H"):
    return CONTRACT.format(name=name, version=version, freshness=freshness,
                           fields="".join(f"    {field}:\n      type: string\n" for field in fields))


BAD = dict(freshness="1 hour")  # sla-freshness-duration


class Result:
    def __init__(self, done):
        self.status, self.out, self.err = done.returncode, done.stdout, done.stderr
        try:
            self.report = json.loads(self.out)
        except ValueError:
            self.report = {"findings": [], "files": []}
        self.files = [file["file"] for file in self.report["files"]]
        self.rules = sorted({finding["rule"] for finding in self.report["findings"]})
        self.errors = sorted({finding["rule"] for finding in self.report["findings"] if finding["severity"] == "error"})

    def __repr__(self):
        return f"status {self.status}, files {self.files}, rules {self.rules}, stderr {self.err!r}"


class Repository:
    """A repository and its work tree in a folder of its own."""

    def __init__(self, name, *arguments):
        self.folder = ROOT / name
        self.environment = dict(ENVIRONMENT)
        if arguments is not None:
            self.folder.mkdir(parents=True)
            self.git("init", "-q", "-b", "main", *arguments)

    def git(self, *arguments, folder=None, **options):
        return subprocess.run(["git", *arguments], cwd=folder or self.folder, env=self.environment, check=True,
                              capture_output=True, text=True, **options).stdout.strip()

    def write(self, path, text):
        file = os.path.join(os.fsencode(self.folder), os.fsencode(path))
        os.makedirs(os.path.dirname(file), exist_ok=True)
        with open(file, "w", encoding="utf-8") as stream:
            stream.write(text)

    def commit(self, message="change", **files):
        self.git("add", "-A")
        self.git("commit", "-qm", message)
        return self.git("rev-parse", "HEAD")

    def run(self, *arguments, folder=".", **variables):
        return Result(subprocess.run([BINARY, arguments[0], "--format", "json", *arguments[1:]], timeout=60,
                                     cwd=self.folder / folder, env=dict(self.environment, **variables),
                                     capture_output=True, text=True, errors="surrogateescape"))

    def lint(self, *arguments, **options):
        return self.run("lint", *arguments, **options)

    def breaking(self, *arguments, **options):
        return self.run("breaking", *arguments, **options)


def existing(path):
    repository = Repository.__new__(Repository)
    repository.folder, repository.environment = path, dict(ENVIRONMENT)
    return repository


def two_commits(name):
    """a changes for the worse, b stays, c goes, d is new."""
    repository = Repository(name)
    repository.write("contracts/a.yaml", contract("product-a", fields=["email"]))
    repository.write("contracts/b.yaml", contract("product-b", **BAD))
    repository.write("contracts/c.yaml", contract("product-c"))
    repository.commit("one")
    repository.write("contracts/a.yaml", contract("product-a", **BAD))
    (repository.folder / "contracts/c.yaml").unlink()
    repository.write("contracts/d.yaml", contract("product-d"))
    repository.commit("two")
    return repository


def check(condition, result=""):
    if not condition:
        raise AssertionError(repr(result))


def equal(actual, expected, result=""):
    if actual != expected:
        raise AssertionError(f"{actual!r} instead of {expected!r}; {result!r}")


# lint

def lint_changed_since():
    repository = two_commits("changed-since")
    result = repository.lint("--changed-since", "HEAD~1")
    equal(result.files, ["contracts/a.yaml", "contracts/d.yaml"], result)
    equal((result.status, result.errors), (1, ["sla-freshness-duration"]), result)
    result = repository.lint("--changed-since", "HEAD")
    equal((result.status, result.files), (0, []), result)
    check("no contract differs from HEAD" in result.err, result)


def lint_changed_since_sees_the_work_tree():
    repository = two_commits("changed-work-tree")
    repository.write("contracts/b.yaml", contract("product-b"))
    repository.write("contracts/untracked.yaml", contract("product-u"))
    repository.write("contracts/ignored.yaml", contract("product-i"))
    repository.write(".gitignore", "ignored.yaml\n")
    (repository.folder / "contracts/d.yaml").unlink()
    result = repository.lint("--changed-since", "HEAD")
    equal(result.files, ["contracts/b.yaml", "contracts/untracked.yaml"], result)


def lint_touched_files_are_the_same():
    repository = two_commits("touched")
    for path in (repository.folder / "contracts").iterdir():
        os.utime(path, (1, 1))
    equal(repository.lint("--changed-since", "HEAD").files, [])
    # Same size, same time: only the inode or the content tells.
    text = contract("product-d")
    repository.write("contracts/d.yaml", text.replace("marketing", "marketinh"))
    os.utime(repository.folder / "contracts/d.yaml", (1, 1))
    equal(repository.lint("--changed-since", "HEAD").files, ["contracts/d.yaml"])


def lint_merge_base():
    repository = two_commits("merge-base")
    repository.git("checkout", "-qb", "topic")
    repository.write("contracts/topic.yaml", contract("product-topic"))
    repository.commit("topic")
    repository.git("checkout", "-q", "main")
    repository.write("contracts/b.yaml", contract("product-b"))
    repository.commit("main goes on")
    repository.git("checkout", "-q", "topic")
    equal(repository.lint("--changed-since", "main").files, ["contracts/topic.yaml"])


def lint_moved_is_not_changed():
    repository = two_commits("moved")
    repository.git("mv", "contracts/b.yaml", "contracts/moved.yaml")
    equal(repository.lint("--changed-since", "HEAD").files, [])
    equal(repository.lint("--changed-since", "HEAD", "--staged").files, [])
    repository.commit("moved")
    equal(repository.lint("--changed-since", "HEAD~1", "contracts/moved.yaml").files, [])
    equal(repository.lint("--changed-since", "HEAD~1", "--at", "HEAD", "contracts/moved.yaml").files, [])
    repository.git("config", "core.autocrlf", "false")
    repository.write("contracts/copy.yaml", contract("product-d"))
    repository.git("add", "-A")
    equal(repository.lint("--changed-since", "HEAD").files, ["contracts/copy.yaml"])


def lint_staged():
    repository = two_commits("staged")
    repository.write("contracts/d.yaml", contract("product-d", **BAD))
    repository.git("add", "-A")
    repository.write("contracts/d.yaml", contract("product-d"))
    repository.write("contracts/new.yaml", contract("product-new"))
    result = repository.lint("--staged", "--changed-since", "HEAD")
    equal((result.status, result.files, result.errors), (1, ["contracts/d.yaml"], ["sla-freshness-duration"]), result)
    result = repository.lint("--staged", "contracts")
    equal(result.files, ["contracts/a.yaml", "contracts/b.yaml", "contracts/d.yaml"], result)
    equal(repository.lint("--staged", "contracts/none.yaml").status, 2)


def lint_staged_before_the_first_commit():
    repository = Repository("unborn")
    repository.write("a.yaml", contract("product-a", **BAD))
    repository.git("add", "-A")
    result = repository.lint("--staged")
    equal((result.status, result.files), (1, ["a.yaml"]), result)


def lint_at():
    repository = two_commits("at")
    result = repository.lint("--at", "HEAD~1", "contracts/c.yaml")
    equal((result.status, result.files), (0, ["contracts/c.yaml"]), result)
    result = repository.lint("--at", "HEAD~1")
    equal(result.files, ["contracts/a.yaml", "contracts/b.yaml", "contracts/c.yaml"], result)
    equal(result.errors, ["sla-freshness-duration"], result)
    result = repository.lint("--at", "HEAD", "--changed-since", "HEAD~1")
    equal(result.files, ["contracts/a.yaml", "contracts/d.yaml"], result)
    result = repository.lint("--at", "HEAD", "contracts/c.yaml")
    equal((result.status, result.err), (2, "contractlint: cannot read contracts/c.yaml: HEAD has no such file\n"), result)
    result = repository.lint("--at", "HEAD", "--changed-since", "HEAD~1", "contracts/b.yaml")
    equal((result.status, result.files, result.err), (0, [], "contractlint: no contract differs from HEAD~1\n"), result)
    result = repository.lint("--at", "HEAD", "--changed-since", "HEAD~1", "contracts/e.yaml")
    equal((result.status, result.err), (2, "contractlint: cannot read contracts/e.yaml: HEAD has no such file\n"), result)
    result = repository.lint("--staged", "--changed-since", "HEAD~1", "contracts", "contract")
    equal(result.err, "contractlint: cannot read contract: the git index has no such file\n", result)


def lint_sub_folder():
    repository = two_commits("sub-folder")
    repository.write("other/e.yaml", contract("product-e"))
    equal(repository.lint("--changed-since", "HEAD~1", folder="contracts").files, ["a.yaml", "d.yaml"])
    repository.commit("e")
    equal(repository.lint("--at", "HEAD", "../other", folder="contracts").files, ["../other/e.yaml"])
    absolute = str(repository.folder / "other")
    equal(repository.lint("--at", "HEAD", absolute, folder="contracts").files, [absolute + "/e.yaml"])
    result = repository.lint("--at", "HEAD", "../../elsewhere.yaml", folder="contracts")
    equal(result.status, 2, result)
    check("outside" in result.err, result)


def lint_configuration_is_that_of_the_work_tree():
    repository = two_commits("configuration")
    repository.write(".contractlint.yaml", "ignore: ['contracts/a.yaml']\nrules: {sla-freshness-duration: warning}\n")
    result = repository.lint("--at", "HEAD")
    equal((result.status, result.files), (0, ["contracts/b.yaml", "contracts/d.yaml"]), result)
    equal(repository.lint("--at", "HEAD", "contracts/a.yaml").files, ["contracts/a.yaml"])
    equal(repository.lint("--at", "HEAD", "--force-exclude", "contracts/a.yaml").files, [])


def lint_leaves_out_what_a_walk_does():
    repository = Repository("left-out")
    for path in ("a.yaml", ".hidden/b.yaml", "node_modules/c.yaml", "x/target/d.yaml", "notes.txt", "x/e.json"):
        repository.write(path, contract("product-a") if path != "x/e.json" else "{}")
    os.symlink("a.yaml", repository.folder / "link.yaml")
    repository.commit()
    for options in (["--at", "HEAD"], ["--staged"]):
        equal(repository.lint(*options).files, ["a.yaml"])
        equal(repository.lint(*options, ".hidden").files, [".hidden/b.yaml"])


def lint_options_that_contradict():
    repository = two_commits("contradictions")
    for options in (["--staged", "--at", "HEAD"], ["--fix", "--staged"], ["--fix", "--at", "HEAD"], ["--staged", "-"]):
        result = repository.lint(*options)
        equal((result.status, result.err.count("\n")), (2, 1), result)


def lint_fixes_what_changed():
    repository = two_commits("fix")
    repository.write("contracts/a.yaml", contract("product-a", version='"1.0"'))
    before = (repository.folder / "contracts/b.yaml").read_bytes()
    repository.lint("--changed-since", "HEAD", "--fix")
    equal((repository.folder / "contracts/b.yaml").read_bytes(), before)


# breaking

def changes(result):
    """Breaking and dangerous changes: rule, file and the revision of the old place."""
    return sorted({(finding["rule"], finding["file"]) for finding in result.report["findings"]
                   if finding["severity"] != "info"})


def breaking_against_a_revision():
    repository = two_commits("breaking")
    result = repository.breaking("--against", "HEAD~1")
    equal(result.status, 1, result)
    equal([change for change in changes(result) if not change[0].startswith("version-")],
          [("contract-removed", "contracts/c.yaml"), ("field-removed", "contracts/a.yaml")], result)
    removed = [finding for finding in result.report["findings"] if finding["rule"] == "field-removed"][0]
    equal((removed["related"][0]["file"], removed["related"][0]["revision"]), ("contracts/a.yaml", "HEAD~1"), result)
    equal(repository.breaking("--against", "HEAD").report["findings"], [])
    equal(repository.breaking("--against", "HEAD", "--at", "HEAD").status, 0)
    result = repository.breaking("--against", "HEAD", "--at", "HEAD~1", "--against-tip")
    check(("contract-removed", "contracts/d.yaml") in changes(result), result)


def breaking_sees_the_work_tree_and_the_index():
    repository = two_commits("breaking-sides")
    repository.write("contracts/d.yaml", contract("product-d", fields=["email"]))
    repository.git("add", "-A")
    repository.commit("email")
    repository.write("contracts/d.yaml", contract("product-d"))
    check(("field-removed", "contracts/d.yaml") in changes(repository.breaking("--against", "HEAD")))
    equal(repository.breaking("--against", "HEAD", "--staged").status, 0)
    repository.git("add", "-A")
    repository.write("contracts/d.yaml", contract("product-d", fields=["email"]))
    equal(repository.breaking("--against", "HEAD").status, 0)
    check(("field-removed", "contracts/d.yaml") in changes(repository.breaking("--against", "HEAD", "--staged")))


def breaking_merge_base_and_tip():
    repository = two_commits("breaking-base")
    repository.git("checkout", "-qb", "topic")
    repository.git("checkout", "-q", "main")
    repository.write("contracts/new-on-main.yaml", contract("product-new"))
    repository.commit("main goes on")
    repository.git("checkout", "-q", "topic")
    equal(repository.breaking("--against", "main").status, 0)
    equal(changes(repository.breaking("--against", "main", "--against-tip")),
          [("contract-removed", "contracts/new-on-main.yaml")])


def breaking_follows_moves():
    repository = two_commits("breaking-moves")
    repository.git("mv", "contracts/d.yaml", "contracts/moved.yaml")
    result = repository.breaking("--against", "HEAD")
    equal((result.status, result.rules), (0, ["contract-moved"]), result)
    repository.write("contracts/a.yaml", contract("product-a", fields=["email"]))
    repository.write("elsewhere/b.yaml", contract("product-b", fields=["email"]))
    repository.git("rm", "-q", "contracts/b.yaml")
    repository.commit("email")
    repository.git("mv", "elsewhere/b.yaml", "contracts/b-again.yaml")
    repository.write("contracts/b-again.yaml", contract("product-b"))
    repository.git("add", "-A")
    for options in ([], ["--staged"]):
        result = repository.breaking("--against", "HEAD", *options, "contracts/b-again.yaml")
        check(("field-removed", "contracts/b-again.yaml") in changes(result), result)
        check("contract-removed" not in result.rules, result)
        result = repository.breaking("--against", "HEAD", *options, "b-again.yaml", folder="contracts")
        place = [finding for finding in result.report["findings"] if finding["rule"] == "field-removed"][0]["related"][0]
        equal(place["file"], "../elsewhere/b.yaml", result)
    equal(repository.breaking("--against", "HEAD", "contracts/a.yaml").report["findings"], [])


def breaking_named_paths():
    repository = two_commits("breaking-paths")
    result = repository.breaking("--against", "HEAD~1", "contracts/c.yaml")
    equal(changes(result), [("contract-removed", "contracts/c.yaml")], result)
    result = repository.breaking("--against", "HEAD~1", "a.yaml", "c.yaml", folder="contracts")
    check({("contract-removed", "c.yaml"), ("field-removed", "a.yaml")} <= set(changes(result)), result)
    result = repository.breaking("--against", "HEAD~1", "contracts/never.yaml")
    equal((result.status, result.err.count("\n")), (2, 1), result)
    shutil.rmtree(repository.folder / "contracts")
    result = repository.breaking("--against", "HEAD", "contracts")
    equal([rule for rule, _ in changes(result)], ["contract-removed"] * 3, result)


def breaking_tells_of_paths_that_are_nowhere():
    repository = two_commits("breaking-nowhere")
    repository.write("contracts/disk.yaml", contract("product-disk"))
    for options, new in ((["--at", "HEAD"], "HEAD"), (["--staged"], "the git index")):
        against = ["--against", "HEAD~1", *options]
        for path in ("contracts/never.yaml", "never", "contracts/disk.yaml", "contracts/a"):
            result = repository.breaking(*against, "contracts/a.yaml", path)
            equal((result.status, result.err),
                  (2, f"contractlint: cannot read {path}: it is neither in {new} nor in HEAD~1\n"), result)
            check("field-removed" in result.rules, result)
        for paths in (["contracts/b.yaml"], ["contracts/d.yaml"], ["contracts/b.yaml", "./contracts/b.yaml"]):
            result = repository.breaking(*against, *paths)
            equal((result.status, result.err), (0, ""), result)
        equal(repository.breaking(*against, "contracts/c.yaml").rules, ["contract-removed"])
        equal(repository.breaking(*against, ".").err, "")
        equal(repository.breaking(*against, "b.yaml", folder="contracts").err, "")
        equal(repository.breaking("--against", "HEAD", *options, "contracts").err, "")


def breaking_forms_of_old():
    repository = two_commits("breaking-old")
    for old in ("HEAD~1:contracts/a.yaml", "-"):
        text = repository.git("show", "HEAD~1:contracts/a.yaml")
        done = subprocess.run([BINARY, "breaking", "--format", "json", "--against", old, "contracts/a.yaml"], input=text,
                              cwd=repository.folder, env=ENVIRONMENT, capture_output=True, text=True)
        check(("field-removed", "contracts/a.yaml") in changes(Result(done)), Result(done))
    result = repository.breaking("--against", "HEAD~1:contracts", "contracts")
    check({("contract-removed", "contracts/c.yaml"), ("field-removed", "contracts/a.yaml")} <= set(changes(result)), result)
    # A path wins over a revision of its name.
    repository.git("branch", "old", "HEAD~1")
    repository.write("old/contracts/a.yaml", (repository.folder / "contracts/a.yaml").read_text())
    repository.write("old/contracts/b.yaml", contract("product-b"))
    repository.write("old/contracts/d.yaml", contract("product-d"))
    check("field-removed" not in repository.breaking("--against", "old", ".").rules)
    check("field-removed" in repository.breaking("--against", "ref:old", "contracts").rules)
    result = repository.breaking("--against", "old/contracts", "--at", "HEAD~1", "contracts")
    check("field-added" in result.rules, result)


def breaking_passes_over_what_is_the_same():
    repository = two_commits("breaking-same")
    repository.write("contracts/broken.yaml", "dataProduct: [\n")
    shutil.copytree(repository.folder / "contracts", repository.folder / "old")
    equal(repository.breaking("--against", "old", "contracts").report["files"], [])
    result = repository.breaking("--against", "old/broken.yaml", "contracts/broken.yaml")
    equal((result.status, result.rules), (2, ["yaml-syntax"]), result)
    repository.write("contracts/a.yaml", contract("product-a", fields=["email"]))
    for old in ("old", "HEAD:contracts"):
        result = repository.breaking("--against", old, "contracts")
        check("field-added" in result.rules, result)
        check("contracts/a.yaml" in result.files and "contracts/b.yaml" not in result.files, result)


def breaking_tells_broken_from_removed():
    repository = two_commits("breaking-broken")
    good = (repository.folder / "contracts/d.yaml").read_text()
    repository.write("contracts/d.yaml", good + "\tx: [\n")
    result = repository.breaking("--against", "HEAD")
    equal((result.status, result.rules), (2, ["yaml-syntax"]), result)
    equal([(file["file"], file["status"]) for file in result.report["files"]], [("contracts/d.yaml", "unreadable")])
    repository.commit("broken")
    repository.write("contracts/d.yaml", good)
    result = repository.breaking("--against", "HEAD")
    equal((result.status, result.rules), (2, ["yaml-syntax"]), result)
    repository.write("contracts/d.yaml", "- no contract\n")
    repository.write("chart.yaml", "{{ template }}: [\n")
    result = repository.breaking("--against", "HEAD~1", "--against-tip")
    check(("contract-removed", "contracts/d.yaml") in changes(result), result)
    equal(result.status, 1, result)
    result = repository.breaking("--against", "HEAD~1", "--max-file-size", "100")
    equal(result.status, 2, result)
    check("contract-removed" not in result.rules and "contract-added" not in result.rules, result)


def breaking_in_hooks_and_bare_repositories():
    two_commits("breaking-for-bare").git("clone", "-q", "--bare", ".", "../breaking-bare.git")
    bare = existing(ROOT / "breaking-bare.git")
    result = bare.breaking("--against", "main~1", "--at", "main", "contracts/a.yaml")
    check(("field-removed", "contracts/a.yaml") in changes(result), result)
    result = bare.breaking("--against", "main~1")
    equal((result.status, result.err.count("\n")), (2, 1), result)

    source = two_commits("breaking-pushing")
    server = Repository("breaking-server.git", "--bare")
    source.git("push", "-q", str(server.folder), "HEAD~1:refs/heads/main")
    hook = server.folder / "hooks/pre-receive"
    hook.write_text(f"""#!/bin/sh
read -r old new name
exec {BINARY} breaking --format short --against "$old" --at "$new"
""")
    hook.chmod(0o755)
    done = subprocess.run(["git", "push", "-q", str(server.folder), "main"], cwd=source.folder, env=ENVIRONMENT,
                          capture_output=True, text=True)
    check(done.returncode != 0 and "field-removed" in done.stderr, done.stderr)


def breaking_shallow_clones():
    source = two_commits("breaking-for-shallow")
    source.git("branch", "old", "HEAD~1")
    for index, revision in enumerate(("origin/old", source.git("rev-parse", "old"))):
        source.git("clone", "-q", "--depth", "1", "file://" + str(source.folder), f"../breaking-shallow-{index}")
        clone = existing(ROOT / f"breaking-shallow-{index}")
        result = clone.breaking("--against", revision)
        equal((result.status, result.err.count("\n")), (2, 1), result)
        command = [word for word in result.err.split("`") if word.startswith("git fetch")][0]
        subprocess.run(command.split(), cwd=clone.folder, env=ENVIRONMENT, check=True, capture_output=True)
        equal(clone.git("branch", "--format=%(refname:short)"), "main", result)
        result = clone.breaking("--against", revision)
        check(result.status == 1 and "no merge base" in result.err, result)


def breaking_in_the_folder_of_somebody_else():
    repository, folder = two_commits("of-somebody-else"), ROOT / "suspicious"
    folder.mkdir()
    (folder / "git").write_text(
        f'#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec {shutil.which("git")} "$@"\n')
    (folder / "git").chmod(0o755)
    result = repository.breaking("--against", "HEAD~1", PATH=f"{folder}:/usr/bin:/bin")
    check(result.status == 2 and "`git config --global --add safe.directory`" in result.err, result)


def breaking_runs_nothing_and_little():
    repository = two_commits("breaking-runs")
    witness = ROOT / "witness-breaking"
    for key in ("core.fsmonitor", "diff.external", "diff.evil.textconv", "filter.evil.clean", "filter.evil.smudge"):
        repository.git("config", key, f"touch {witness};")
    repository.write(".gitattributes", "*.yaml filter=evil diff=evil\n")
    log, folder = ROOT / "starts-breaking", ROOT / "counting-breaking"
    folder.mkdir()
    (folder / "git").write_text(f'#!/bin/sh\necho "$*" >>{log}\nexec {shutil.which("git")} "$@"\n')
    (folder / "git").chmod(0o755)
    for options in ([], ["--staged"], ["--at", "HEAD"]):
        log.write_text("")
        result = repository.breaking("--against", "HEAD~1", *options, PATH=f"{folder}:/usr/bin:/bin")
        check(result.status == 1 and not witness.exists(), result)
        check(len(log.read_text().splitlines()) <= 3, log.read_text())


# Repositories of every form

def worktrees():
    repository = two_commits("main-tree")
    repository.git("worktree", "add", "-q", "../linked", "-b", "linked", "HEAD~1")
    linked = existing(ROOT / "linked")
    linked.write("contracts/c.yaml", contract("product-c", **BAD))
    equal(linked.lint("--changed-since", "HEAD").files, ["contracts/c.yaml"])
    equal(linked.lint("--at", "main", "contracts/d.yaml").files, ["contracts/d.yaml"])
    linked.git("add", "-A")
    equal(linked.lint("--staged", "--changed-since", "HEAD").errors, ["sla-freshness-duration"])


def bare_repositories():
    two_commits("for-bare").git("clone", "-q", "--bare", ".", "../bare.git")
    bare = existing(ROOT / "bare.git")
    result = bare.lint("--at", "main")
    equal((result.status, result.files), (1, ["contracts/a.yaml", "contracts/b.yaml", "contracts/d.yaml"]), result)
    result = bare.lint("--changed-since", "HEAD")
    equal((result.status, result.err.count("\n")), (2, 1), result)
    check("--at" in result.err, result)


def sha256_repositories():
    repository = Repository("sha256", "--object-format=sha256")
    repository.write("a.yaml", contract("product-a"))
    repository.write("b.yaml", contract("product-b"))
    repository.commit()
    repository.write("a.yaml", contract("product-a", **BAD))
    repository.git("add", "-A")
    equal(repository.lint("--changed-since", "HEAD").files, ["a.yaml"])
    equal(repository.lint("--staged", "--changed-since", "HEAD").errors, ["sla-freshness-duration"])
    equal(repository.lint("--at", "HEAD").files, ["a.yaml", "b.yaml"])


def index_forms():
    """Every version of the index gives the same answer; a split one is not understood, so contents are compared."""
    for form in (["--index-version", "2"], ["--index-version", "3"], ["--index-version", "4"], ["--split-index"]):
        repository = two_commits("index" + form[-1].strip("-"))
        repository.git("update-index", *form)
        repository.write("contracts/new.yaml", contract("product-new"))
        repository.git("add", "-N", "contracts/new.yaml")
        repository.write("contracts/d.yaml", contract("product-d", **BAD))
        equal(repository.lint("--changed-since", "HEAD").files, ["contracts/d.yaml", "contracts/new.yaml"], form)
        (repository.folder / ".git/index").write_bytes(b"DIRC\0\0\0\2\0\0\1\0garbage")
        equal(repository.lint("--changed-since", "HEAD").files, ["contracts/d.yaml", "contracts/new.yaml"], form)


def sparse_checkouts():
    repository = Repository("sparse")
    for name in "ab":
        repository.write(f"{name}/{name}.yaml", contract("product-" + name))
    repository.commit()
    repository.git("sparse-checkout", "set", "--no-sparse-index", "a")
    check(not (repository.folder / "b").exists())
    equal(repository.lint("--changed-since", "HEAD").files, [])
    repository.git("sparse-checkout", "set", "--sparse-index", "a")
    result = repository.lint("--changed-since", "HEAD")
    equal((result.status, result.err.count("\n")), (2, 1), result)
    check("sparse" in result.err, result)
    equal(repository.lint("--at", "HEAD").files, ["a/a.yaml", "b/b.yaml"])


def submodules():
    inner = two_commits("inner")
    repository = two_commits("outer")
    repository.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(inner.folder), "module")
    repository.commit("module")
    equal(repository.lint("--at", "HEAD").files, ["contracts/a.yaml", "contracts/b.yaml", "contracts/d.yaml"])
    equal(repository.lint("--staged", "--changed-since", "HEAD~1").files, [])


def odd_file_names():
    repository = Repository("odd-names")
    names = ["n\newl\"ine.yaml", "tab\there.yaml", "-dash.yaml", " space .yaml", "ü.yaml", ":colon.yaml", "*.yaml",
             b"no-utf8-\xff.yaml"]
    for number, name in enumerate(names):
        repository.write(name, contract(f"product-{number}"))
    repository.commit()
    for number, name in enumerate(names):
        repository.write(name, contract(f"product-{number}", **BAD))
    for options in (["--at", "HEAD"], ["--changed-since", "HEAD"]):
        result = repository.lint(*options)
        equal(len(result.files), len(names), result)
    repository.git("add", "-A")
    result = repository.lint("--staged", "--changed-since", "HEAD")
    equal((len(result.files), result.status), (len(names), 1), result)
    equal(repository.lint("--at", "HEAD", "--", names[0]).files, [names[0]])


def shallow_clones():
    source = two_commits("for-shallow")
    source.git("branch", "old", "HEAD~1")
    source.git("clone", "-q", "--depth", "1", "file://" + str(source.folder), "../shallow")
    clone = existing(ROOT / "shallow")
    for revision in ("old", "origin/old"):
        result = clone.lint("--changed-since", revision)
        equal((result.status, result.err.count("\n")), (2, 1), result)
        check("shallow" in result.err, result)
        command = result.err.split("`")[3]
        check(command.startswith("git fetch --depth=1 origin old"), result)
        subprocess.run(command.split(), cwd=clone.folder, env=ENVIRONMENT, check=True, capture_output=True)
        result = clone.lint("--changed-since", revision)
        equal(result.files, ["contracts/a.yaml", "contracts/d.yaml"], result)
        check("no merge base" in result.err, result)
    check("git fetch --unshallow" in clone.lint("--at", "HEAD~1").err)


def partial_clones():
    source = two_commits("for-partial")
    source.git("config", "uploadpack.allowFilter", "true")
    source.git("clone", "-q", "--no-checkout", "--filter=blob:none", "file://" + str(source.folder), "../partial")
    result = existing(ROOT / "partial").lint("--at", "HEAD")
    equal(result.status, 2, result)
    check("cannot read contracts/a.yaml: git" in result.err and "promisor" in result.err, result)
    check(all(file["status"] == "unreadable" for file in result.report["files"]), result)


def unreadable_objects():
    repository = two_commits("corrupt")
    blob = repository.git("rev-parse", "HEAD:contracts/a.yaml")
    loose = repository.folder / ".git/objects" / blob[:2] / blob[2:]
    loose.chmod(0o644)
    loose.write_bytes(b"garbage")
    result = repository.lint("--at", "HEAD")
    equal(result.status, 2, result)
    check("contracts/a.yaml" in result.err, result)
    equal(result.files, ["contracts/a.yaml", "contracts/b.yaml", "contracts/d.yaml"], result)


def pre_receive_hooks():
    source = two_commits("pushing")
    server = Repository("server.git", "--bare")
    hook = server.folder / "hooks/pre-receive"
    hook.write_text(f"""#!/bin/sh
read -r old new name
echo "$GIT_QUARANTINE_PATH" >quarantine
{BINARY} lint --format short --no-config --at "$new" || exit 1
""")
    hook.chmod(0o755)
    done = subprocess.run(["git", "push", "-q", str(server.folder), "main"], cwd=source.folder, env=ENVIRONMENT,
                          capture_output=True, text=True)
    check(done.returncode != 0 and "sla-freshness-duration" in done.stderr, done.stderr)
    check((server.folder / "quarantine").read_text().strip(), "no quarantine")
    source.write("contracts/a.yaml", contract("product-a"))
    source.write("contracts/b.yaml", contract("product-b"))
    source.commit("good")
    source.git("push", "-q", str(server.folder), "main")


def commit_hooks():
    """`git commit FILE` gives its hook an index of its own."""
    repository = two_commits("hooks")
    hook = repository.folder / ".git/hooks/pre-commit"
    hook.write_text(f"#!/bin/sh\nexec {BINARY} lint --format short --staged --changed-since HEAD\n")
    hook.chmod(0o755)
    repository.write("contracts/b.yaml", contract("product-b"))
    repository.write("contracts/d.yaml", contract("product-d", **BAD))
    repository.git("commit", "-qm", "b", "contracts/b.yaml")
    done = subprocess.run(["git", "commit", "-qam", "d"], cwd=repository.folder, env=ENVIRONMENT, capture_output=True)
    equal(done.returncode, 1)


# Attacks

def revisions_are_never_options():
    repository = two_commits("revisions")
    for revision in ("--output=PWN", "-x", "--all", "HEAD..HEAD~1", "HEAD...HEAD~1", "^HEAD", "HEAD^@", "HEAD^!",
                     "HEAD^{tree}", "HEAD:contracts/a.yaml", "refs/heads/*", "HEAD HEAD~1", "main\nx", "", " ", "@{-1}",
                     "a" * 100000, "\x1b[2Jx", "no-such-ref"):
        for option in ("--changed-since", "--at"):
            result = repository.lint(f"{option}={revision}")
            equal((result.status, result.err.count("\n")), (2, 1), (revision, result))
            check("\x1b" not in result.err and len(result.err) < 1200, result)
    equal(repository.git("status", "--porcelain"), "")
    repository.git("update-ref", "refs/heads/--output=pwn", "HEAD~1")
    equal(repository.lint("--at=refs/heads/--output=pwn", "contracts/c.yaml").files, ["contracts/c.yaml"])


def nothing_of_the_configuration_runs():
    repository = two_commits("configured")
    witness = ROOT / "witness"
    command = f"touch {witness};"
    for key in ("core.fsmonitor", "core.pager", "pager.cat-file", "pager.rev-parse", "pager.diff-index", "diff.external",
                "diff.evil.textconv", "diff.evil.command", "filter.evil.clean", "filter.evil.smudge",
                "filter.evil.process", "core.sshCommand", "core.gitProxy", "core.askPass", "core.editor",
                "alias.cat-file", "alias.rev-parse", "credential.helper", "remote.origin.uploadpack",
                "core.alternateRefsCommand", "gpg.program"):
        repository.git("config", key, ("!" if key.startswith("alias") else "") + command)
    repository.git("config", "core.repositoryFormatVersion", "1")
    repository.git("config", "extensions.partialClone", "origin")
    repository.git("config", "remote.origin.promisor", "true")
    repository.git("config", "remote.origin.url", f"ext::sh -c touch% {witness}")
    repository.git("config", "protocol.ext.allow", "always")
    repository.git("config", "core.hooksPath", str(repository.folder / "hooks"))
    for hook in ("post-index-change", "fsmonitor-watchman", "reference-transaction", "post-checkout"):
        repository.write("hooks/" + hook, f"#!/bin/sh\ntouch {witness}\n")
        (repository.folder / "hooks" / hook).chmod(0o755)
    repository.write(".gitattributes", "*.yaml filter=evil diff=evil\n")
    for path in (repository.folder / "contracts").iterdir():
        os.utime(path, (1, 1))
    blob = repository.git("rev-parse", "HEAD:contracts/b.yaml", input="")
    (repository.folder / ".git/objects" / blob[:2] / blob[2:]).unlink()
    witness.unlink(missing_ok=True)
    for options in (["--changed-since", "HEAD~1"], ["--changed-since", "HEAD"], ["--staged"], ["--at", "HEAD"],
                    ["--staged", "--changed-since", "HEAD~1"], ["--at", "HEAD~1"]):
        repository.lint(*options)
        check(not witness.exists(), options)


def embedded_bare_repositories_are_not_used():
    repository = two_commits("embedding")
    inner = repository.folder / "contracts/inner"
    repository.git("clone", "-q", "--bare", ".", str(inner))
    witness = ROOT / "witness-embedded"
    with open(inner / "config", "a", encoding="utf-8") as stream:
        stream.write(f'[core]\n fsmonitor = "touch {witness} #"\n')
    result = repository.lint("--changed-since", "HEAD~1", folder="contracts/inner")
    equal((result.status, result.err.count("\n")), (2, 1), result)
    check(not witness.exists())


def git_of_the_repository_is_not_used():
    repository = two_commits("own-git")
    repository.write("git", f"#!/bin/sh\ntouch {ROOT}/witness-path\n")
    (repository.folder / "git").chmod(0o755)
    result = repository.lint("--at", "HEAD", PATH=".::bin:" + os.environ["PATH"])
    equal(len(result.files), 3, result)
    check(not (ROOT / "witness-path").exists())
    result = repository.lint("--at", "HEAD", PATH=".:")
    equal((result.status, result.err), (2, "contractlint: git is not installed: no folder of PATH has it\n"), result)


def git_that_fails():
    repository = two_commits("failing-git")
    real = shutil.which("git")
    for name, body in {"fail": "echo boom >&2; exit 128", "empty": "exit 0", "garbage": "head -c 1000000 /dev/urandom",
                       "flood": "yes", "errors": "yes >&2", "signal": "kill -SEGV $$",
                       "escape": "printf '\\033[2J\\n::error::pwn\\n' >&2; exit 1",
                       "half": f'case "$*" in *cat-file*) printf 0123;; *) exec {real} "$@";; esac',
                       "short": f'case "$*" in *cat-file*) {real} "$@" | head -c 900;; *) exec {real} "$@";; esac',
                       "deaf": f'case "$*" in *cat-file*) exit 3;; *) exec {real} "$@";; esac'}.items():
        folder = ROOT / "fake" / name
        folder.mkdir(parents=True)
        (folder / "git").write_text("#!/bin/bash\n" + body + "\n")
        (folder / "git").chmod(0o755)
        result = repository.lint("--at", "HEAD", PATH=f"{folder}:/usr/bin:/bin")
        equal((result.status, result.err.count("\n")), (2, 1), (name, result))
        check("git" in result.err and "\x1b" not in result.err and "\n::" not in result.err, (name, result))


def links_are_no_files():
    """A pull request that turns a folder into a link does not make us read what is behind it."""
    repository = two_commits("links")
    outside = ROOT / "outside"
    shutil.copytree(repository.folder / "contracts", outside)
    shutil.rmtree(repository.folder / "contracts")
    os.symlink(outside, repository.folder / "contracts")
    (outside / "a.yaml").write_text(contract("outside", **BAD))
    equal(repository.lint("--changed-since", "HEAD").files, [])


def at_most_three_processes():
    repository = two_commits("processes")
    log = ROOT / "starts"
    folder = ROOT / "counting"
    folder.mkdir()
    (folder / "git").write_text(f'#!/bin/sh\necho "$*" >>{log}\nexec {shutil.which("git")} "$@"\n')
    (folder / "git").chmod(0o755)
    for options in (["--changed-since", "HEAD~1"], ["--staged", "--changed-since", "HEAD~1"], ["--at", "HEAD"]):
        log.write_text("")
        equal(repository.lint(*options, PATH=f"{folder}:/usr/bin:/bin").status, 1)
        check(len(log.read_text().splitlines()) <= 3, [line.split("hooksPath")[1] for line in log.read_text().splitlines()])


def main():
    (ROOT / "home").mkdir()
    passed = failed = 0
    for name, case in list(globals().items()):
        is_case = callable(case) and getattr(case, "__code__", None) and not case.__code__.co_argcount
        if not is_case or name == "main":
            continue
        try:
            case()
            passed += 1
        except (AssertionError, subprocess.SubprocessError, OSError) as error:
            failed += 1
            print(f"{name}: {error} {getattr(error, 'stderr', '') or ''}")
    shutil.rmtree(ROOT)
    print(f"git: {passed} passed, {failed} failed")
    return failed > 0


sys.exit(main())
