#!/usr/bin/env python3
"""The table of rules in docs/breaking.md, made from what `contractlint rules --format json` prints on standard input. Prints
the whole document."""
import json, pathlib, sys

DOCUMENT = pathlib.Path(__file__).resolve().parent.parent.parent / "docs" / "breaking.md"
BEGIN, END = "<!-- made by tests/tools/breaking_table.py -->\n", "<!-- end -->"


def row(rule):
    change = rule["change"]
    return f"| `{rule['id']}` | {rule['summary']} | {change['level']} | {change['reader'] or ''} | {change['writer'] or ''} | {change['bump']} |\n"


def main():
    rules = [rule for rule in json.load(sys.stdin)["rules"] if rule["change"]]
    head, begin, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        sys.exit(f"docs/breaking.md: where is the table?")
    table = "\n| rule | finds | level | reader | writer | version |\n|---|---|---|---|---|---|\n" + "".join(map(row, rules))
    print(head + begin + table + "\n" + end + tail, end="")


if __name__ == "__main__":
    main()
