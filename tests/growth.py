#!/usr/bin/env python3
"""Time must grow like the input: each row of shapes.py is repeated up to 1 MiB and up to 4 MiB. Where the larger one takes
more than a second, it may take at most eight times the smaller one's time. usage: growth.py BINARY"""
import pathlib, resource, subprocess, sys, tempfile

from shapes import MIB, ROWS, fill


def seconds(binary, folder, text):
    path = pathlib.Path(folder) / "contract.yaml"
    path.write_text(text)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    try:
        run = subprocess.run([binary, "--no-config", "-j1", "-q", str(path)], stdout=subprocess.DEVNULL,
                             stderr=subprocess.PIPE, timeout=60)
    except subprocess.TimeoutExpired:
        return float("inf")
    if run.returncode not in (0, 1):
        sys.exit(f"status {run.returncode}: {run.stderr.decode()[:500]}")
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def main(binary):
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for row in ROWS:
            small, large = (seconds(binary, folder, fill(row, size)) for size in (MIB, 4 * MIB))
            if large == float("inf") or large > max(1, 8 * small):
                failed += 1
                print(f"{row[0]}: {small:.2f} s for 1 MiB, {large:.2f} s for 4 MiB")
    print(f"{len(ROWS) - failed} passed, {failed} failed")
    return failed > 0


sys.exit(main(sys.argv[1]))
