#!/usr/bin/env python3
"""The rules of breaking against the table that they were planned with: the same ids, and of each the verdicts for readers
and writers, the level and the part of the version. And that their texts are whole.

usage: breaking_rules.py BINARY TABLE
"""
import json, re, subprocess, sys

VERDICTS = {"X": "breaks", "?": "may break", "ok": "ok", "-": None}


def planned_facts(row):
    bump = "none" if row["bump"] == "-" else row["bump"]
    return {"level": row["severity"], "reader": VERDICTS[row["reader"]], "writer": VERDICTS[row["writer"]], "bump": bump}


def text_mistakes(rule):
    summary, why, advice = rule["summary"], rule["why"], rule["advice"]
    if not re.fullmatch(r"[a-z].*[^.:]", summary):
        yield "its summary is no clause"
    if not re.fullmatch(r"[A-Z`].*\.", why) or len(re.findall(r"\.(?= |$)", why)) > 3:
        yield "its reason is not one to three sentences"
    if advice is not None and not re.fullmatch(r"[a-z`].*[^.]", advice):
        yield "its advice is no clause"
    if advice is None and rule["change"]["level"] != "safe":
        yield "it has no advice"


def mistakes(planned, built):
    for id in sorted(planned.keys() | built.keys()):
        if id not in built:
            yield f"{id} is planned, and not built"
        elif id not in planned:
            yield f"{id} is built, and not planned"
        else:
            facts = planned_facts(planned[id])
            if built[id]["change"] != facts:
                yield f"{id} is planned as {facts}, built as {built[id]['change']}"
            yield from (f"{id}: {mistake}" for mistake in text_mistakes(built[id]))


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[2], encoding="utf-8") as file:
        planned = {row["id"]: row for row in json.load(file)}
    assert len(planned) > 100, f"only {len(planned)} rules were read from {sys.argv[2]}"
    output = subprocess.run([sys.argv[1], "rules", "--format", "json"], capture_output=True, check=True, timeout=20).stdout
    built = {rule["id"]: rule for rule in json.loads(output)["rules"] if rule["change"]}
    failed = list(mistakes(planned, built))
    print("\n".join(failed + [f"{len(planned.keys() | built.keys()) - len(failed)} passed, {len(failed)} failed"]))
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
