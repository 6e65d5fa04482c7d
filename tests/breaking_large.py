#!/usr/bin/env python3
"""Large and tangled contracts are compared in bounded time, and no change in them is passed over; folders in which
everything differs are compared in bounded memory, with the same report whatever the number of threads.
usage: breaking_large.py BINARY"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

SECONDS = 20
SHOWN = 10000  # findings of one file, of however many

PRODUCT = "dataProduct: {name: orders, domain: sales, owner: team, version: 1.0.0}\nschema:\n  type: object\n"
ODCS = "apiVersion: v3.0.2\nkind: DataContract\nid: orders\nversion: 1.0.0\nstatus: active\n"


def lines(text, count):
    """The text `count` times; `#` is the number, `@` the next one."""
    return "".join(text.replace("#", str(i)).replace("@", str(i + 1)) for i in range(count))


def definitions(text, count, last):
    """A chain of definitions, each written like `text`, which refers to the next one."""
    refer = text.replace("NEXT", "{$ref: '%/$defs/r@'}")
    return (PRODUCT + "  $defs:\n" + lines(f"    r#: {refer}\n", count).replace("%", "#") +
            f"    r{count}: {{type: {last}}}\n  properties:\n    x: {{$ref: '#/$defs/r0'}}\n")


def fields(text, count):
    return PRODUCT + "  properties:\n" + lines(f"    f#: {text}\n", count)


HARD = "^(a|b)*%s(a|b){12}c$"
KEYS = "{type: object, patternProperties: {'^(a|b)*%s(a|b){10}$': {type: string}, '^x': {maxLength: 3}}}"


def alternatives(branch, count, last):
    return PRODUCT + "  properties:\n    x:\n      anyOf:\n" + lines(f"        - {branch}\n", count) + f"        - {last}\n"


def members(count, last):
    return PRODUCT + "  allOf:\n" + lines("    - {properties: {f#: {type: string}}}\n", count) + f"    - {last}\n"


def used(count, fields, kind):
    return (PRODUCT + "  $defs:\n    d:\n      properties:\n" + lines(f"        f#: {{type: {kind}}}\n", fields) +
            "  properties:\n" + lines("    x#: {$ref: '%/$defs/d'}\n", count).replace("%", "#"))


def levels(prefix, count):
    return ODCS + "slaProperties:\n" + lines(f"  - {{property: {prefix}#, value: 1}}\n", count)


def elements(prefix, count):
    return ODCS + "slaProperties:\n  - {property: latency, value: 4, unit: d, element: '" + lines(f"{prefix}#,", count) + "'}\n"


def checks(numbers, query):
    return ODCS + "schema:\n  - name: t\n    quality:\n" + "".join(
        f"      - {{name: c{i}, type: sql, query: {query}, mustBe: 1}}\n" for i in numbers)


def columns(number, text):
    return ODCS + "schema:\n  - name: t\n    properties:\n" + lines(f"      - {{{text}, logicalType: string}}\n", number)


def spellings(separator):
    """One name in 15,000 spellings that differ in case and separators only."""
    names = ("".join(letter.upper() if i >> bit & 1 else letter for bit, letter in enumerate("abcdefghijklmnop")) for i in range(15000))
    return PRODUCT + "  properties:\n" + "".join(f"    {name}{separator}: {{type: string}}\n" for name in names)


FORK = "{properties: {a: NEXT, b: NEXT}}"
LINK = "{properties: {f: NEXT}}"

# What it is, the old and the new version, the rule of a finding that is due (None: no finding at all) and how many there are
# (None: some).
CASES = [
    ("fields along 2^60 ways", definitions(FORK, 60, "string"), definitions(FORK, 60, "integer"), "type-changed", None),
    ("fields along 2^60 ways, unchanged", definitions(FORK, 60, "string"), definitions(FORK, 60, "string"), None, 0),
    ("a definition in much use, changed", used(1000, 5000, "string"), used(1000, 5000, "integer"), "type-changed", None),
    ("a definition in much use, unchanged", used(1000, 5000, "string"), used(1000, 5000, "string"), None, 0),
    ("a definition used 1,234 times, changed", used(1234, 1, "string"), used(1234, 1, "integer"), "type-changed", 1000),
    ("a definition used 1,234 times, changed: what is left out", used(1234, 1, "string"), used(1234, 1, "integer"),
     "schema-compatibility-unknown", 1),
    ("a definition used 1,234 times that loses a field: what is left out", used(1234, 2, "string"), used(1234, 1, "string"),
     "schema-compatibility-unknown", 1),
    ("a definition used 1,234 times, unchanged", used(1234, 1, "string"), used(1234, 1, "string") + "    y: {type: string}\n",
     "field-added", 1),
    ("a field 100 deep", definitions(LINK, 100, "string"), definitions(LINK, 100, "integer"), "type-changed", 1),
    ("a field too deep", definitions(LINK, 300, "string"), definitions(LINK, 300, "integer"),
     "schema-compatibility-unknown", 1),
    ("the 100th alternative", alternatives("{const: a#}", 100, "{type: integer}"),
     alternatives("{const: a#}", 100, "{type: boolean}"), "union-branch-added", 1),
    ("another order of alternatives", alternatives("{const: a#}", 100, "{type: integer}"),
     PRODUCT + "  properties:\n    x:\n      anyOf:\n        - {type: integer}\n" + lines("        - {const: a#}\n", 100), None, 0),
    ("20,000 other alternatives", alternatives("{const: a#}", 20000, "{const: z}"),
     alternatives("{const: b#}", 20000, "{const: z}"), "schema-compatibility-unknown", 1),
    ("the 100th member of allOf", members(100, "{properties: {z: {type: string}}}"),
     members(100, "{properties: {z: {type: integer}}}"), "type-changed", 1),
    ("too many members of allOf", members(200, "{properties: {z: {type: string}}}"),
     members(200, "{properties: {z: {type: integer}}}"), "schema-compatibility-unknown", 1),
    ("5,000 patterns that take long", fields(f"{{pattern: '{HARD % 'a'}'}}", 5000), fields(f"{{pattern: '{HARD % 'b'}'}}", 5000),
     "pattern-changed", None),
    ("5,000 patterns beside lengths", fields(f"{{pattern: '{HARD % 'a'}', maxLength: 9}}", 5000), fields(f"{{pattern: '{HARD % 'a'}'}}", 5000),
     "constraint-relaxed", 5000),
    ("3,000 patterns of keys", fields(KEYS % "a", 3000), fields(KEYS % "b", 3000), "schema-compatibility-unknown", None),
    ("30,000 fields renamed, by id", columns(30000, "id: i#, name: a#"), columns(30000, "id: i#, name: other#"), "field-renamed", SHOWN),
    ("30,000 fields renamed, by physical name", columns(30000, "physicalName: P#, name: a#"),
     columns(30000, "physicalName: P#, name: other#"), "field-renamed", SHOWN),
    ("30,000 fields renamed, by case and place", columns(30000, "name: field_#"), columns(30000, "name: field-#"), "field-renamed", SHOWN),
    ("30,000 fields of one physical name", columns(30000, "physicalName: p, name: a#"),
     columns(30000, "physicalName: p, name: other#"), "field-renamed", SHOWN),
    ("30,000 other fields", columns(30000, "name: aaaa#"), columns(30000, "name: bbbb#"), "field-removed", SHOWN),
    ("15,000 spellings of one name", spellings("-"), spellings("_"), "field-renamed", None),
    ("30,000 other service levels", levels("a", 30000), levels("b", 30000), "sla-removed", None),
    ("60,000 other elements", elements("a", 60000), elements("b", 60000), "sla-scope-narrowed", 1),
    ("3,000 checks in another order", checks(range(3000), "select 1"), checks(reversed(range(3000)), "select 1"), None, 0),
    ("3,000 checks with other queries", checks(range(3000), "select 1"), checks(reversed(range(3000)), "select 2"),
     "quality-rule-changed", 3000),
]


def run(binary, folder, old, new):
    for name, text in (("old.yaml", old), ("new.yaml", new)):
        (folder / name).write_text(text)
    return subprocess.run([binary, "breaking", "--no-config", "--no-version-check", "--format", "json", "--against",
                           folder / "old.yaml", folder / "new.yaml"], capture_output=True, timeout=SECONDS)


def judge(binary, folder, old, new, rule, count):
    """What is wrong, or None."""
    try:
        done = run(binary, folder, old, new)
    except subprocess.TimeoutExpired:
        return f"took more than {SECONDS} s"
    if done.returncode not in (0, 1):
        return f"status {done.returncode}: {done.stderr.decode()[:300]}"
    found = [finding["rule"] for finding in json.loads(done.stdout)["findings"]]
    if rule is None:
        return f"{len(found)} findings: {found[:3]}" if found else None
    if rule not in found or (count is not None and found.count(rule) != count):
        return f"{found.count(rule)} of {rule} among {len(found)}: {sorted(set(found))}"
    return None


def contract(name, level, comment=""):
    fields = lines("    field#: {type: string, description: the #. field of many in a contract that takes some memory}\n", 100)
    return f"{comment}dataProduct: {{name: {name}, domain: d, owner: t, version: 1.0.0}}\nsla: {{freshness: {level}}}\nschema:\n  properties:\n{fields}"


# What happens to 1,000 contracts of 8 KB, which take 400 MiB when they are parsed: all of the new version, how many
# findings there are, and the MiB that have to be enough.
FOLDERS = [
    ("another comment", lambda i: (f"{i:04}.yaml", contract(f"c{i}", "PT1M", "# new\n")), 0, 16),
    ("another freshness", lambda i: (f"{i:04}.yaml", contract(f"c{i}", "PT2M")), 2000, 48),
    ("another name", lambda i: (f"{i:04}.yaml", contract(f"d{i}", "PT1M")), 2000, 48),
    ("another file", lambda i: (f"moved{i:04}.yaml", contract(f"c{i}", "PT1M")), 1000, 48),
]


def write_folder(folder, make):
    folder.mkdir()
    for name, text in map(make, range(1000)):
        (folder / name).write_text(text)


def run_folders(binary, old, new, threads, limit):
    """What it prints, with at most so many MiB of memory of its own; empty when these are not enough."""
    return subprocess.run(["sh", "-c", 'ulimit -d "$1"; shift; exec "$@"', "sh", str(limit * 1024), binary, "breaking", "--no-config",
                           "--exit-zero", "--format", "json", f"-j{threads}", "--against", old, new], capture_output=True, timeout=SECONDS).stdout


def judge_folders(binary, folder, make, count, limit):
    """What is wrong, or None."""
    old, new = folder / "before", folder / "after"
    write_folder(old, lambda i: (f"{i:04}.yaml", contract(f"c{i}", "PT1M")))
    write_folder(new, make)
    one, many = run_folders(binary, old, new, 1, limit), run_folders(binary, old, new, 8, 1024)
    for path in (old, new):
        shutil.rmtree(path)
    if not one:
        return f"took more than {limit} MiB"
    if one != many:
        return "eight threads give another report than one"
    found = json.loads(one)["findings"]
    return f"{len(found)} findings instead of {count}" if len(found) != count else None


def main(binary):
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for what, *case in FOLDERS:
            wrong = judge_folders(binary, pathlib.Path(folder), *case)
            if wrong:
                failed += 1
                print(f"1,000 contracts with {what}: {wrong}")
        for what, *case in CASES:
            wrong = judge(binary, pathlib.Path(folder), *case)
            if wrong:
                failed += 1
                print(f"{what}: {wrong}")
    print(f"{len(FOLDERS) + len(CASES) - failed} passed, {failed} failed")
    return failed > 0


sys.exit(main(sys.argv[1]))
