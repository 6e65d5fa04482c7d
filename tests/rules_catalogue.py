#!/usr/bin/env python3
"""The catalogue of rules that the project was planned with, against what is built: every rule of it is built, with its
severity and its fix mark, or stands with a reason in docs/rules-not-built.md; so does every built rule that it lacks.

usage: rules_catalogue.py BINARY CATALOGUE
"""
import json, pathlib, re, subprocess, sys

LIST = pathlib.Path(__file__).resolve().parent.parent / "docs" / "rules-not-built.md"
SEVERITIES = {"E": "error", "W": "warning", "I": "info", "–": "off"}
ID = r"[a-z]+(?:-[a-z]+)+"


def outside_parentheses(text):
    depth, out = 0, ""
    for char in text:
        depth += (char == "(") - (char == ")")
        out += char if depth == 0 and char != ")" else ""
    return out


def of_row(line):
    """(id, severity, has fix) of a row `| id, id | E | finds | fix |`; the severity may stand behind each id."""
    cells = [cell.strip() for cell in line.strip("| \n").split(" |")]
    has_fix = bool(re.search(r"\bfix\b", cells[-1])) and len(cells) > 3
    column = re.match("[EWI–]", cells[1]) if len(cells) > 1 else None
    for id, own in re.findall(rf"({ID})(?: ([EWI–]))?", cells[0]):
        yield id, own or (column.group() if column else None), has_fix


def of_sentence(line):
    """The same of `id E (finds) · id W fix (finds)`."""
    for piece in re.split(r" · ", line):
        found = re.findall(rf"(?<![\w.`-])({ID}) ([EWI–])(?=[\s,.]|$)", outside_parentheses(piece))
        for id, severity in found:
            yield id, severity, len(found) == 1 and bool(re.search(r"\bfix\b", piece))


def read_catalogue(path):
    rules, family = {}, None
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            family = line
        elif family and "One mistake" not in family and not re.match(r"\|(---| id )", line):
            for id, severity, has_fix in of_row(line) if line.startswith("|") else of_sentence(line):
                rules.setdefault(id, (severity, has_fix))
    return rules


def read_list():
    """The ids of each table of the document, by its heading."""
    tables, heading = {}, None
    for line in LIST.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            heading = line[3:]
        row = re.match(r"\| `([a-z*-]+)` \| .*\S.* \|$", line)
        if row:
            tables.setdefault(heading, []).append(row.group(1))
    return tables


def is_listed(id, listed):
    return any(id == entry or entry.endswith("-*") and id.startswith(entry[:-1]) for entry in listed)


def differences(planned, built, tables):
    absent, added, changed = (tables.get(name, []) for name in ("Not built", "Built beside the plan", "Built otherwise"))
    for id, (severity, has_fix) in sorted(planned.items()):
        rule = built.get(id)
        if not rule:
            if not is_listed(id, absent):
                yield f"{id} is planned and neither built nor listed"
        elif is_listed(id, absent):
            yield f"{id} is listed as not built, and is built"
        elif id in changed:
            continue
        elif rule["severity"] != SEVERITIES.get(severity):
            yield f"{id} is planned as {SEVERITIES.get(severity)}, built as {rule['severity']}"
        elif rule["fixable"] != has_fix:
            yield f"{id} is planned {'with' if has_fix else 'without'} a fix, built the other way"
    for id in sorted(built):
        if id not in planned and id not in added:
            yield f"{id} is built, and neither planned nor listed"
    for id in absent:
        if not any(is_listed(known, [id]) for known in planned):
            yield f"{id} is listed as not built, and no rule of the plan"
    for id in added:
        if id in planned or id not in built:
            yield f"{id} is listed as built beside the plan, and is not"
    for id in changed:
        if id in built and id in planned and (built[id]["severity"], built[id]["fixable"]) != (
            SEVERITIES.get(planned[id][0]), planned[id][1]):
            continue
        yield f"{id} is listed as built otherwise, and is not"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    planned = read_catalogue(sys.argv[2])
    assert len(planned) > 200, f"only {len(planned)} rules were read from {sys.argv[2]}"
    output = subprocess.run([sys.argv[1], "rules", "--format", "json"], capture_output=True, check=True, timeout=20).stdout
    built = {rule["id"]: rule for rule in json.loads(output)["rules"] if not rule["change"]}
    failed = list(differences(planned, built, read_list()))
    print("\n".join(failed + [f"{len(planned.keys() | built.keys()) - len(failed)} passed, {len(failed)} failed"]))
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
