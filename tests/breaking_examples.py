#!/usr/bin/env python3
"""The examples of the rules of breaking are their tests: testdata/breaking/RULE has before.yaml and after.yaml (or folders
before and after), where it needs one a configuration, and `expected` with a line "RULE LEVEL PATH" for each finding, no more and no fewer. What is said of the
rule itself stands in testdata/breaking/messages.txt. Examples that are not found as expected, and rules that no contract
can show, stand with a reason in tests/breaking_examples.txt.

usage: breaking_examples.py BINARY [--bless]
"""
import json, os, pathlib, subprocess, sys

ROOT = pathlib.Path("testdata/breaking")
MESSAGES = ROOT / "messages.txt"
CLOCK = {"SOURCE_DATE_EPOCH": "1767323045"}  # 2026-01-02


def run(binary, *args):
    return subprocess.run([binary, *args], capture_output=True, timeout=20, env={**os.environ, **CLOCK})


def side_of(folder, name):
    return name if (folder / name).is_dir() else f"{name}.yaml"


def findings_of(binary, folder):
    config = ["--config", ".contractlint.yaml"] if (folder / ".contractlint.yaml").exists() else ["--no-config"]
    command = ["breaking", *config, "--format", "json", "--against", side_of(folder, "before"), side_of(folder, "after")]
    result = subprocess.run([binary, *command], capture_output=True, timeout=20, cwd=folder, env={**os.environ, **CLOCK})
    if result.returncode > 1 or result.stderr:
        raise RuntimeError(f"status {result.returncode}, {result.stderr.decode()}")
    return json.loads(result.stdout)["findings"]


def line_of(finding):
    return f"{finding['rule']} {finding['change']['level']} {finding['path']}".rstrip()


def difference(expected, actual):
    missing, extra = list(expected), []
    for line in actual:
        missing.remove(line) if line in missing else extra.append(line)
    return [f"  lacks {line}" for line in missing] + [f"  has   {line}" for line in extra]


def message_of(id, findings):
    shown = [f for f in findings if f["rule"] == id]
    return "".join(f"{id}:{f['line']}:{f['column']}: {f['message']}\n" for f in shown)


def read_known():
    lines = pathlib.Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split(maxsplit=1) for line in lines if line and not line.startswith("#"))


def check(binary, id, known):
    """(what is wrong, the message)"""
    folder = ROOT / id
    if not folder.is_dir():
        return ([] if id in known else ["  has no example"]), ""
    expected = (folder / "expected").read_text(encoding="utf-8").splitlines()
    try:
        findings = findings_of(binary, folder)
    except (RuntimeError, subprocess.TimeoutExpired) as error:
        return [f"  {error}"], ""
    wrong = difference(expected, map(line_of, findings))
    if not any(line.startswith(f"{id} ") or line == id for line in expected):
        wrong.append("  does not expect its own rule")
    if id in known:
        return ([] if wrong else ["  is as expected: take it off tests/breaking_examples.txt"]), ""
    return wrong, message_of(id, findings)


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    binary = os.path.realpath(sys.argv[1])
    rules = [rule["id"] for rule in json.loads(run(binary, "rules", "--format", "json").stdout)["rules"] if rule["change"]]
    known = read_known()
    results = {id: check(binary, id, known) for id in rules}
    for folder in ROOT.iterdir():
        if folder.is_dir() and folder.name not in rules:
            results[folder.name] = (["  is no rule"], "")
    messages = "".join(message for _, message in results.values())
    if sys.argv[2:] == ["--bless"]:
        MESSAGES.write_text(messages, encoding="utf-8")
        return
    old = MESSAGES.read_text(encoding="utf-8") if MESSAGES.exists() else ""
    if messages != old:
        results[str(MESSAGES)] = (difference(old.splitlines(), messages.splitlines()), "")
    failed = {id: wrong for id, (wrong, _) in results.items() if wrong}
    for id, wrong in failed.items():
        print(id, *wrong, sep="\n")
    print(f"{len(results) - len(failed)} passed, {len(failed)} failed")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
