#!/usr/bin/env python3
"""Every allocation and every call of the system fails once, and in samples from then on: contractlint then does its whole job
all the same, or ends with status 2, a line on stderr for each reason, no half report and no temporary file.

usage: fail_nth.py BINARY FAIL_NTH.so
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

BINARY, LIBRARY = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
STEP = 37  # between persistent failures; a prime: no pattern of allocations is always missed
ROOT = pathlib.Path(__file__).resolve().parent.parent
DEMO = ROOT / "testdata" / "demo" / "contracts"
CALLS = ["alloc", "read", "write", "open", "opendir", "readdir", "fstat", "fchmod", "fsync", "rename", "close", "thread"]
HARMLESS = ["interrupt", "short"]  # modes that a program must not notice

COMMANDS = {
    "text": ["lint", "-j1", "customer-360.yaml"],
    "reports": ["lint", "-j1", "--format", "short", "--format", "json:report.json", "--format", "junit:report.xml", "."],
    "ci": ["lint", "-j1", "--format", "markdown", "--format", "sarif:sarif.json", "--format", "gitlab:gitlab.json", "--format",
           "rdjson:rdjson.json", "--format", "checkstyle:checkstyle.xml", "customer-360.yaml"],
    "threads": ["lint", "-j2", "--format", "json", "."],
    "config": ["lint", "-j1", "-q", "--config", "strict.yaml", "customer-360.yaml"],
    "data": ["data", "-j2", "--format", "text", "--format", "json:report.json", "--contract", "shop.yaml", "shop.jsonl"],
    "fix": ["lint", "-j1", "-q", "--fix", "customer-360.yaml"],
}


def prepare(folder):
    for path in DEMO.iterdir():
        shutil.copy(path, folder)
    for path in (ROOT / "docs" / "examples").glob("shop.*"):
        shutil.copy(path, folder)
    pathlib.Path(folder, "strict.yaml").write_text("extends: [recommended]\nrules:\n  naming-field: error\n")
    return set(os.listdir(folder))


def run(command, **fault):
    """Runs in a folder of its own; what came of it, and what is left in the folder."""
    with tempfile.TemporaryDirectory() as folder:
        before = prepare(folder)
        env = {"PATH": os.environ["PATH"], "HOME": folder, "SOURCE_DATE_EPOCH": "1767323045", "LD_PRELOAD": LIBRARY}
        env |= {name: str(value) for name, value in fault.items()}
        done = subprocess.run([BINARY, *COMMANDS[command]], cwd=folder, env=env, capture_output=True, timeout=30)
        files = {path.name: path.read_bytes() for path in pathlib.Path(folder).iterdir()}
    return done, files, sorted(set(files) - before)


def is_whole(name, text):
    try:
        json.loads(text) if name.endswith(".json") else xml.etree.ElementTree.fromstring(text)
    except (ValueError, xml.etree.ElementTree.ParseError):
        return False
    return True


def judge(expected, got, is_mute):
    """What is wrong with a run that a fault was planted in; None when nothing is. A mute one cannot write to stderr."""
    (done, files, new), (good, good_files, good_new) = got, expected
    if (done.returncode, done.stdout, done.stderr, files) == (good.returncode, good.stdout, good.stderr, good_files):
        return None
    lines = done.stderr.decode(errors="replace").splitlines()
    if done.returncode != 2:
        return f"status {done.returncode} with another output than without a fault; stderr: {lines}"
    if len(set(lines)) < len(lines) or any(": " not in line for line in lines) or not (lines or is_mute):
        return f"status 2 with {lines} on stderr"
    if set(new) - set(good_new):
        return f"left behind: {sorted(set(new) - set(good_new))}"
    for name in new:
        if not is_whole(name, files[name]):
            return f"half a report: {name}"
    for name in set(files) - set(new):
        if files[name] not in ((DEMO / name).read_bytes() if (DEMO / name).exists() else files[name], good_files[name]):
            return f"{name} is neither old nor new"
    return None


def count_calls(command, kind):
    with tempfile.NamedTemporaryFile() as file:
        run(command, FAILN=0, FAILKIND=kind, FAILOUT=file.name)
        return int(pathlib.Path(file.name).read_text() or 0)


def main():
    passed = failed = 0
    for command in COMMANDS:
        expected = run(command)
        for kind in CALLS:
            count = count_calls(command, kind)
            faults = [("once", n) for n in range(1, count + 1)] + [("persist", n) for n in range(1, count + 1, STEP)]
            if kind in ("read", "write"):
                faults += [(mode, n) for mode in HARMLESS for n in range(1, count + 1)]
            for mode, n in faults:
                got = run(command, FAILN=n, FAILMODE=mode, FAILKIND=kind)
                wrong = judge(expected, got, (mode, kind) == ("persist", "write"))
                if not wrong and mode in HARMLESS and got[0].returncode != expected[0].returncode:
                    wrong = f"noticed: {got[0].stderr}"
                passed, failed = passed + (not wrong), failed + bool(wrong)
                if wrong:
                    print(f"{command}: {kind} {n} of {count}, {mode}: {wrong}")
    print(f"fail-nth: {passed} passed, {failed} failed")
    return failed > 0


sys.exit(main())
