"""What --fix makes of a file against three others: what the mistakes planted in it demand, `patch -p0` and
`git apply -p0` with the diff of --diff. Byte for byte. usage: fix_oracle.py BINARY"""

import os
import pathlib
import random
import subprocess
import sys
import tempfile

HEAD = """dataProduct:
  name: customer-360
  domain: marketing
  owner: marketing-data-team
  version: 3.2.0
  description: Everything known about a customer
schema:
  type: object
  properties:
    lastSeen: {type: string, format: date-time, description: When it was seen}
"""
TAIL = """sla:
  freshness: PT15M
access:
  classification: internal
  requiredPermissions: [marketing:read]
"""
# A field with a mistake, and fixed; the number makes it unique.
FIELDS = [
    ("    f%d: {type: string, enum: [a, b, a], description: Kind}", "    f%d: {type: string, enum: [a, b], description: Kind}"),
    ("    f%d: {type: string, enum: [' é ', ü], description: Kind} # né", "    f%d: {type: string, enum: ['é', ü], description: Kind} # né"),
    ("    f%d:\t# tab\n      enum:\n        - a\n        - a\n      type: string", "    f%d:\t# tab\n      enum:\n        - a\n      type: string"),
    ("    f%d: {type: string, description: Nothing wrong}", None),
    ("    # f%d: only a comment", None),
    ("", None),
]


def make(rng):
    """The text of a contract with mistakes, and the fixed text."""
    before, after = [], []
    for number in range(rng.choice([0, 1, 2, 5, 40])):
        bad, good = rng.choice(FIELDS if rng.random() < 0.4 else FIELDS[3:])
        before.append(bad % number if "%d" in bad else bad)
        after.append((good if good is not None else bad) % number if "%d" in bad else bad)
    texts = [HEAD + "".join(line + "\n" for line in lines) + TAIL for lines in (before, after)]
    if rng.random() < 0.3:
        texts = [text.rstrip("\n") for text in texts]
    if rng.random() < 0.3:
        texts = [text.replace("\n", "\r\n") for text in texts]
    return [text.encode() for text in texts]


def run(folder, *command, stdin=None):
    return subprocess.run(command, cwd=folder, input=stdin, capture_output=True, timeout=30, check=False)


def check(binary, folder, rng):
    """None, or what is wrong."""
    before, wanted = make(rng)
    names = {way: f"{way} {rng.randrange(9)}.yaml" if rng.random() < 0.3 else f"{way}.yaml" for way in ("fix", "patch", "git")}
    for name in names.values():
        (folder / name).write_bytes(before)
    lint = (binary, "lint", "--no-config", "--only", "enum-duplicate", "--only", "enum-whitespace")
    status = run(folder, *lint, "--fix", names["fix"]).returncode
    ways = {"fix": status == 0}
    for way, command in (("patch", ("patch", "-s", "-p0", "--binary")), ("git", ("git", "apply", "-p0"))):
        diff = run(folder, *lint, "--diff", names[way])
        if diff.returncode != (before != wanted) or bool(diff.stdout) != (before != wanted):
            return f"--diff: status {diff.returncode}"
        applied = run(folder, *command, stdin=diff.stdout) if diff.stdout else None
        ways[way] = applied is None or applied.returncode == 0
        if not ways[way]:
            return f"{way}: {applied.stderr.decode()} {applied.stdout.decode()}"
    for way, is_good in ways.items():
        if not is_good or (folder / names[way]).read_bytes() != wanted:
            return f"{way} made something else"
    return None


def main():
    binary = os.path.abspath(sys.argv[1])
    rng = random.Random(20)
    count, failed = 150, 0
    for number in range(count):
        with tempfile.TemporaryDirectory() as name:
            wrong = check(binary, pathlib.Path(name), rng)
        if wrong:
            failed += 1
            print(f"fix oracle: case {number}: {wrong}")
    print(f"{count - failed} passed, {failed} failed")
    sys.exit(failed > 0)


main()
