#!/usr/bin/env python3
"""Ratios of speed and memory, each beside its aim. Rounds are interleaved and medians taken, so that they hold on any machine;
the seconds of one machine say nothing about another. usage: bench.py BINARY TOOLS FOLDER"""
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

BINARY, TOOLS, FOLDER = (os.path.abspath(argument) for argument in sys.argv[1:4])
DRAIN, HELLO, PEAK = (os.path.join(TOOLS, name) for name in ("drain", "hello", "peak"))
ROUNDS, COLD_ROUNDS = 9, 60
GENERATOR = pathlib.Path(__file__).with_name("contracts.py")
RECORDS, AJV = (pathlib.Path(__file__).with_name(name) for name in ("records.py", "ajv.mjs"))


def contracts(count):
    folder = pathlib.Path(FOLDER, str(count))
    if not folder.exists():
        subprocess.run([sys.executable, GENERATOR, folder, str(count)], check=True)
    return folder


def run(command, listed=None):
    """Seconds of wall clock and of processor."""
    with open(listed or os.devnull, "rb") as standard_input:
        start = time.monotonic()
        child = subprocess.Popen(command, stdin=standard_input, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        sys.exit(f"{command[0]} ended with {child.returncode}")
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime


def peak(command):
    """Peak memory in MiB."""
    return int(subprocess.run([PEAK, *command], check=True, capture_output=True).stdout) / 1024


def medians(rounds, *commands):
    """The median measure of each command: (wall, processor)."""
    measures = [[run(*command) for command in commands] for _ in range(rounds)]
    return [tuple(statistics.median(values) for values in zip(*measure)) for measure in zip(*measures)]


def tell(what, value, aim, seconds):
    print(f"{what:<58} {value:7.2f}   aim {aim:<9} {seconds}")


def records(megabytes):
    folder = pathlib.Path(FOLDER, f"records-{megabytes}")
    if not (folder / "records.csv").exists():
        subprocess.run([sys.executable, RECORDS, folder, str(megabytes)], check=True)
    return folder


def has_ajv(folder):
    """Fetches ajv once; false where there is no npm or no network."""
    if not (folder / "node_modules").exists() and shutil.which("npm"):
        subprocess.run(["npm", "install", "--silent", "--no-save", "--prefix", folder, "ajv@8", "ajv-formats@3"],
                       cwd=folder, capture_output=True, timeout=120, check=False)
    return shutil.which("node") and (folder / "node_modules" / "ajv-formats").exists()


def bench_data():
    folder, long = records(100), records(400)
    lines = str(folder / "records.jsonl")
    data = [BINARY, "data", "--no-config", "-q", "--contract", str(folder / "contract.json")]
    others = {"jq .": ["jq", ".", lines] if shutil.which("jq") else None,
              "ajv": ["node", str(AJV), str(folder), lines] if has_ajv(folder) else None}
    present = [command for command in others.values() if command]
    one, two, *times = medians(3, (data + ["-j1", lines],), (data + ["-j2", lines],), *((command,) for command in present))
    seconds = iter(times)
    tell("data: 100 MB of JSON Lines, MB a second of one processor", os.path.getsize(lines) / 1e6 / one[1], ">= 100",
         f"{one[1] * 1e3:.0f} ms")
    for (name, command), aim in zip(others.items(), (">= 2", "> 1")):
        if not command:
            print(f"data: {name} is not present")
            continue
        other = next(seconds)
        tell(f"wall clock: {name} / data -j1", other[0] / one[0], aim, f"{other[0] * 1e3:.0f} / {one[0] * 1e3:.0f} ms")
    tell("wall clock: data -j1 / data -j2", one[0] / two[0], ">= 1.7", f"{one[0] * 1e3:.0f} / {two[0] * 1e3:.0f} ms")
    more = peak(data + ["-j1", str(long / "records.jsonl")])
    tell("peak memory of data: 400 MB / 100 MB of records", more / peak(data + ["-j1", lines]), "<= 1.1",
         f"{more:.1f} MiB; {peak(data + ['-j2', lines]):.1f} with -j2")


def bench_csv():
    folder = records(100)
    rows = str(folder / "records.csv")
    data = [BINARY, "data", "--no-config", "-q", "-j1", "--contract", str(folder / "contract.json"), rows]
    reader = "import csv, sys\nfor row in csv.reader(open(sys.argv[1], newline='')): pass"
    one, python = medians(3, (data,), ([sys.executable, "-c", reader, rows],))
    tell("data: CSV, MB a second of one processor", os.path.getsize(rows) / 1e6 / one[1], ">= 50", f"{one[1] * 1e3:.0f} ms")
    tell("wall clock: Python's csv.reader alone / data -j1", python[0] / one[0], ">= 0.5",
         f"{python[0] * 1e3:.0f} / {one[0] * 1e3:.0f} ms")


def git(folder, *arguments):
    environment = dict(os.environ, GIT_CONFIG_NOSYSTEM="1", GIT_CONFIG_GLOBAL=os.devnull, GIT_AUTHOR_DATE="2026-01-01T00:00:00Z",
                       GIT_COMMITTER_DATE="2026-01-01T00:00:00Z", GIT_AUTHOR_NAME="a", GIT_AUTHOR_EMAIL="a@example.org",
                       GIT_COMMITTER_NAME="a", GIT_COMMITTER_EMAIL="a@example.org")
    return subprocess.run(["git", "-C", folder, "-c", "gc.auto=0", *arguments], env=environment, check=True,
                          capture_output=True, text=True).stdout


def repository(count, changed):
    """So many contracts in git; in the second commit some have another freshness and a field less."""
    folder = pathlib.Path(FOLDER, f"git-{count}-{changed}")
    if not folder.exists():
        unfinished = folder.with_suffix(".new")
        subprocess.run(["rm", "-rf", unfinished], check=True)
        subprocess.run([sys.executable, GENERATOR, unfinished, str(count)], check=True)
        git(unfinished, "init", "-q", "-b", "main")
        git(unfinished, "add", "-A")
        git(unfinished, "commit", "-qm", "one")
        for path in sorted(unfinished.rglob("*.yaml"))[::count // changed]:
            text = path.read_text()
            field = text.index("\n    ", text.index("  properties:")) + 1
            end = text.index("\n      description:", field)
            path.write_text(text[:field] + text[text.index("\n", end + 1) + 1:].replace("freshness: PT", "freshness: PT1"))
        git(unfinished, "add", "-A")
        git(unfinished, "commit", "-qm", "two")
        git(unfinished, "repack", "-adq")
        unfinished.rename(folder)
    return folder


def breaking():
    folder = repository(10000, 100)
    raw = git(folder, "diff-tree", "-r", "--no-renames", "HEAD~1", "HEAD").split()
    objects = pathlib.Path(FOLDER, "objects")
    objects.write_text("\n".join(raw[2::6] + raw[3::6]) + "\n")
    floor = ["sh", "-c", f"cd '{folder}' && git diff-tree -r -z --no-renames HEAD~1 HEAD && git cat-file --batch <'{objects}'"]
    # Between revisions git looks at no file; of a work tree it has to look at all of them, as we have.
    tree_floor = ["sh", "-c", f"cd '{folder}' && git diff-index -r -z --no-renames HEAD~1 && git cat-file --batch <'{objects}'"]
    ours = ["sh", "-c", f"cd '{folder}' && exec '{BINARY}' breaking --no-config -q --exit-zero --against HEAD~1 \"$@\"", "sh"]
    git_alone, git_tree, tree, commits = medians(ROUNDS, (floor,), (tree_floor,), (ours,), (ours + ["--at", "HEAD"],))
    tell("100 of 10,000 in git: breaking, revisions / git diff-tree", commits[0] / git_alone[0], "<= 2",
         f"{commits[0] * 1e3:.0f} / {git_alone[0] * 1e3:.0f} ms")
    tell("100 of 10,000 in git: breaking, work tree / git diff-tree", tree[0] / git_alone[0], "<= 3",
         f"{tree[0] * 1e3:.0f} / {git_alone[0] * 1e3:.0f} ms")
    tell("100 of 10,000 in git: breaking, work tree / git diff-index", tree[0] / git_tree[0], "<= 2",
         f"{tree[0] * 1e3:.0f} / {git_tree[0] * 1e3:.0f} ms")
    tell("peak memory of that, MiB", peak(ours), "<= 32", f"{peak(ours + ['--at', 'HEAD']):.1f} with --at")


def write_large(path, megabytes, is_new):
    """One contract; of the new one 600 fields have another type."""
    lines = ["dataProduct: {name: orders, domain: sales, owner: sales-data-team, version: 1.0.0, status: active}", "schema:",
             "  type: object", "  properties:"]
    count = megabytes * 1000 * 1000 // 140
    for i in range(count):
        kind = "integer" if is_new and i % (count // 600) == 0 else "string"
        lines += [f"    column{i:06}:", f"      type: {kind}", "      title: one of the many columns of a table that has grown for years",
                  f"      description: number {i} of them"]
    path.write_text("\n".join(lines) + "\n")


def large():
    folder = pathlib.Path(FOLDER, "large")
    if not folder.exists():
        unfinished = folder.with_suffix(".new")
        unfinished.mkdir(parents=True, exist_ok=True)
        write_large(unfinished / "old.yaml", 50, False)
        write_large(unfinished / "new.yaml", 50, True)
        (unfinished / "limits.yaml").write_text("limits: {file-size: 64MiB, nodes: 10000000}\n")
        unfinished.rename(folder)
    old, new, config = (str(folder / name) for name in ("old.yaml", "new.yaml", "limits.yaml"))
    lint = [BINARY, "lint", "--config", config, "-q", "-j1", old, new]
    ours = [BINARY, "breaking", "--config", config, "-q", "-j1", "--against", old, new]
    both, compared = medians(3, (lint,), (ours,))
    tell("two contracts of 50 MB: breaking / lint of both", compared[0] / both[0], "<= 2",
         f"{compared[0] * 1e3:.0f} / {both[0] * 1e3:.0f} ms; {peak(ours):.0f} MiB")


def main():
    few, many = contracts(1000), contracts(10000)
    files = sorted(map(str, few.rglob("*.yaml")))
    listed = pathlib.Path(FOLDER, "list")
    listed.write_text("\n".join(files) + "\n")
    size = sum(map(os.path.getsize, files)) / 1e6
    print(f"{len(files)} contracts, {size:.1f} MB, {os.cpu_count()} processors")
    lint = [BINARY, "lint", "--no-config", "-q"]
    drain, one, two = medians(ROUNDS, ([DRAIN], listed), (lint + ["-j1", str(few)],), (lint + ["-j2", str(few)],))
    tell("processor time: lint -j1 / libyaml's events alone", one[1] / drain[1], "<= 1.25",
         f"{one[1] * 1e3:.0f} / {drain[1] * 1e3:.0f} ms")
    tell("wall clock: lint -j1 / lint -j2", one[0] / two[0], ">= 1.8", f"{one[0] * 1e3:.0f} / {two[0] * 1e3:.0f} ms")
    hello, cold = medians(COLD_ROUNDS, ([HELLO],), (lint + [files[0]],))
    tell("cold start: one contract / a C hello, same libraries", cold[0] / hello[0], "<= 2",
         f"{cold[0] * 1e3:.2f} / {hello[0] * 1e3:.2f} ms")
    tell("peak memory on 10,000 contracts, MiB", peak(lint + ["-j1", str(many)]), "<= 16",
         f"{peak(lint + ['-j2', str(many)]):.1f} with -j2")
    breaking()
    large()
    bench_data()
    bench_csv()


main()
