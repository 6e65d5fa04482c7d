#!/usr/bin/env python3
"""No input of the largest size takes more memory than docs/security.md says, whatever is in it and in whatever form it is
reported; large contracts without a mistake are read whole. For a release build: others need more. usage: memory.py BINARY
[--all]: every shape in every format."""
import os
import pathlib
import subprocess
import sys
import tempfile

from shapes import FIELD, FIELDS, MIB, ROWS, TESTS, TIGHT, fill

MOST = 128  # MiB
SIZE = 8 * MIB - 1000
FORMATS = ("text", "json", "junit", "github")
# Of these much is told, so that the report counts.
TOLD = {"secrets", "passwords", "domains", "ten mistakes in a field", "keys of JSON", "an enum and tests of its values"}


def write(path, text):
    """Writes what `text` makes, in a process of its own: a child begins with the memory of its parent."""
    child = os.fork()
    if child == 0:
        path.write_text(text())
        os._exit(0)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
        sys.exit(f"cannot write {path}")


def many(text, count):
    return "".join(text.replace("{i}", str(i)) for i in range(count))


WHOLE = [
    ("100,000 fields", lambda: FIELDS + many(FIELD, 100000)),
    ("60,000 fields with a test each",
     lambda: FIELDS + many(FIELD, 60000) + TESTS + many("    - {type: not_null, column: field_{i}}\n", 60000)),
]


def peak(binary, path, form):
    """The most memory that was resident, in MiB, and whether a limit was passed."""
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen([binary, "--no-config", "-f", form, path], stdout=out, stderr=subprocess.PIPE)
        _, status, usage = os.wait4(child.pid, 0)
        if os.waitstatus_to_exitcode(status) not in (0, 1):
            sys.exit(f"status {status}: {child.stderr.read().decode()[:500]}")
        child.stderr.close()
        out.seek(0)
        return usage.ru_maxrss / 1024, b"yaml-limit" in out.read()


def mistakes(binary, path, name, text, forms, must_be_whole):
    """What is wrong with each form, or None."""
    write(path, text)
    for form in forms:
        size, is_cut = peak(binary, str(path), form)
        if size > MOST:
            yield f"{name}, {form}: {size:.0f} MiB, more than {MOST}"
        elif must_be_whole and is_cut:
            yield f"{name}, {form}: a limit is passed"
        else:
            yield None


def main(binary, is_all):
    rows = [(row[0], lambda row=row: fill(row, SIZE), False) for row in ROWS + TIGHT]
    rows += [(name, text, True) for name, text in WHOLE]
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "contract.yaml")
        for name, text, must_be_whole in rows:
            forms = FORMATS if is_all or name in TOLD else FORMATS[:1]
            for mistake in mistakes(binary, path, name, text, forms, must_be_whole):
                passed, failed = passed + (mistake is None), failed + (mistake is not None)
                if mistake:
                    print(mistake)
    print(f"{passed} passed, {failed} failed")
    return failed > 0


sys.exit(main(sys.argv[1], "--all" in sys.argv))
