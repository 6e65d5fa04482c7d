#!/usr/bin/env python3
"""The figures of docs/json-schema.md are what the suites say. With --write they are written.
usage: schema_figures.py SCHEMA_RUN CONTAIN_ORACLE SUITE [--write]"""
import pathlib
import re
import subprocess
import sys

DOCUMENT = pathlib.Path("docs/json-schema.md")
DRAFTS = ("7", "2019-09", "2020-12")


def output(*command):
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=900, check=False).stdout


def judged(run, suite, draft, files, *options):
    """How many tests, and how many of them are judged otherwise."""
    remotes = ("-r", suite / "remotes", "http://localhost:1234")
    last = output(run, *options, "-d", draft, *remotes, "suite", *files).splitlines()[-1]
    return tuple(map(int, re.fullmatch(r"(\d+) tests, (\d+) wrong", last).groups()))


def suite_table(run, suite):
    lines = ["| draft | required | otherwise | optional | otherwise | formats | otherwise |", "|---|---|---|---|---|---|---|"]
    for draft in DRAFTS:
        folder = suite / "tests" / f"draft{draft}"
        counts = judged(run, suite, draft, sorted(folder.glob("*.json")))
        counts += judged(run, suite, draft, sorted(folder.glob("optional/*.json")))
        counts += judged(run, suite, draft, sorted(folder.glob("optional/format/*.json")), "-f")
        lines.append("| " + " | ".join([draft] + [f"{count:,}" for count in counts]) + " |")
    return lines


def contain_table(oracle, suite):
    said = output(sys.executable, "-W", "ignore", "tests/contain_suite.py", oracle, suite / "tests")
    rows = re.findall(r"^  (\w+): (\d+) of (\d+) unknown \((.*) %\)$", said, re.MULTILINE)
    total, wrong, unknown, share = re.search(
        r"^contain-suite: (\d+) questions, (\d+) wrong, (\d+) unknown \((.*) %\)$", said, re.MULTILINE).groups()
    lines = ["| tests of | questions | unknown | |", "|---|---|---|---|"]
    lines += [f"| `{keyword}` | {int(count):,} | {open_} | {percent} % |" for keyword, open_, count, percent in rows]
    return lines + [f"| all | {int(total):,} | {unknown} | {share} % |", "", f"{wrong} answers are wrong."]


def filled(text, name, lines):
    begin, end = f"<!-- {name} -->\n", "<!-- end -->"
    before, rest = text.split(begin)
    return before + begin + "\n" + "\n".join(lines) + "\n\n" + rest[rest.index(end):]


def main():
    run, oracle, suite = map(pathlib.Path, sys.argv[1:4])
    old = DOCUMENT.read_text()
    new = filled(filled(old, "suite", suite_table(run.resolve(), suite)), "contain", contain_table(oracle.resolve(), suite))
    if sys.argv[4:] == ["--write"]:
        DOCUMENT.write_text(new)
    elif new != old:
        sys.exit(f"{DOCUMENT} is stale: make docs")


main()
