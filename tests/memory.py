#!/usr/bin/env python3
"""No input of the largest size takes more memory than docs/security.md says, whatever is in it and in whatever form it is
reported. For a release build: others need more. usage: memory.py BINARY"""
import os
import pathlib
import subprocess
import sys
import tempfile

from shapes import MIB, ROWS, TIGHT, fill

MOST = 128  # MiB
SIZE = 8 * MIB - 1000
FORMATS = ("text", "json", "junit", "github")


def peak(binary, path, form):
    """The most memory that was resident, in MiB."""
    child = subprocess.Popen([binary, "--no-config", "-f", form, path], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(child.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"status {status}: {child.stderr.read().decode()[:500]}")
    child.stderr.close()
    return usage.ru_maxrss / 1024


def main(binary):
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "contract.yaml")
        for row in ROWS + TIGHT:
            path.write_text(fill(row, SIZE))
            for form in FORMATS:
                size = peak(binary, str(path), form)
                passed, failed = passed + (size <= MOST), failed + (size > MOST)
                if size > MOST:
                    print(f"{row[0]}, {form}: {size:.0f} MiB, more than {MOST}")
    print(f"{passed} passed, {failed} failed")
    return failed > 0


sys.exit(main(sys.argv[1]))
