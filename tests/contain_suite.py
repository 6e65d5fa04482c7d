#!/usr/bin/env python3
"""Containment questions derived from JSON-Schema-Test-Suite: what the suite says of a schema and its instances decides
many of them, and python3-jsonschema judges every witness. Usage: contain_suite.py ORACLE TESTS [FILE...]

Asserts: no wrong answer; at most 5 % unknown, and none for the keywords that must always be decided."""
import copy
import decimal
import json
import pathlib
import subprocess
import sys

import jsonschema

DECIDED = {"type", "enum", "const", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength",
           "maxLength", "required", "properties", "items", "pattern", "defs", "boolean_schema", "multipleOf"}
# What python3-jsonschema 4.10 does not do as the specification says; and a value that only has to be accepted.
NOT_JUDGED = {"unevaluatedItems", "unevaluatedProperties", "dynamicRef", "recursiveRef", "vocabulary", "anchor",
              "refRemote", "ref", "unknownKeyword", "id", "defs", "definitions", "format"}
REFERS = ('"$ref"', '"$dynamicRef"', '"$recursiveRef"', '"$id"', '"$schema"')


def text(value):
    return json.dumps(value, default=lambda number: int(number) if number == int(number) else float(number))


def load(path):
    return json.loads(path.read_text(), parse_float=decimal.Decimal)


class Judge:
    """python3-jsonschema, or None where it is not trusted."""

    def __init__(self, draft):
        self.cls = {"draft7": jsonschema.Draft7Validator, "draft2019-09": jsonschema.Draft201909Validator,
                    "draft2020-12": jsonschema.Draft202012Validator}[draft]

    def valid(self, schema, value):
        try:
            return self.cls(schema).is_valid(value)
        except Exception:  # a schema or a number that it cannot do
            return None


class Case:
    def __init__(self, keyword, label, question, expected=None, check=None):
        self.keyword, self.label, self.question, self.expected, self.check = keyword, label, question, expected, check


def remotes(tests, draft):
    """The documents that the suite serves at localhost."""
    folder = tests.parent / "remotes"
    found = {}
    for path in sorted(folder.rglob("*.json")):
        name = path.relative_to(folder).as_posix()
        if not name.startswith("draft") and not name.startswith("v1") or name.startswith(draft + "/"):
            found["http://localhost:1234/" + name] = json.loads(path.read_text())
    return found


def is_movable(schema):
    """Whether it means the same inside another schema."""
    return not any(word in text(schema) for word in REFERS)


def group_cases(keyword, group, others, base, judge):
    schema, name = group["schema"], group["description"]

    def case(label, all_of, none, expected=None, check=None):
        return Case(keyword, f"{name}: {label}", dict(base, all=all_of, none=none), expected, check)

    def check_goal(all_of, none):
        if keyword in NOT_JUDGED:
            return None
        return lambda value: not any(judge.valid(one, value) is False for one in all_of) and not any(
            judge.valid(one, value) is True for one in none)

    for test in group["tests"]:
        constant = {"const": test["data"]}
        yield case(f"is {text(test['data'])} in it", [constant], [schema], "no" if test["valid"] else "yes")
        yield case(f"is it apart from {text(test['data'])}", [schema, constant], [], "yes" if test["valid"] else "no")
    valid = [test["data"] for test in group["tests"] if test["valid"]]
    invalid = [test["data"] for test in group["tests"] if not test["valid"]]
    yield case("in itself", [schema], [copy.deepcopy(schema)], "no")
    yield case("in true", [schema], [True], "no")
    yield case("false in it", [False], [schema], "no")
    yield case("satisfiable", [schema], [], "yes" if valid else None, check_goal([schema], []))
    yield case("all in it", [], [schema], "yes" if invalid else None, check_goal([], [schema]))
    negated = [{"not": schema}] if is_movable(schema) else []
    for outer in negated:
        yield case("not not", [schema], [{"not": outer}], "no")
        yield case("not not back", [{"not": outer}], [schema], "no")
        yield case("excluded middle", [], [{"anyOf": [schema, outer]}], "no")
        yield case("exactly one", [], [{"oneOf": [schema, outer]}], "no")
        yield case("contradiction", [{"allOf": [schema, outer]}], [], "no")
        yield case("in if", [schema], [{"if": schema, "else": False}], "no")
        yield case("if in it", [{"if": schema, "else": False}], [schema], "no")
        yield case("items", [{"type": "array", "items": schema}], [{"items": schema}], "no")
        yield case("properties", [{"properties": {"x": schema}}], [{"properties": {"x": copy.deepcopy(schema)}}], "no")
        yield case("reference", [{"$defs": {"s": schema}, "$ref": "#/$defs/s"}], [schema], "no")
        yield case("in reference", [schema], [{"definitions": {"s": schema}, "$ref": "#/definitions/s"}], "no")
    for other in others:
        third = other["schema"]
        both_sides = valid_in(group, other, judge) if keyword not in NOT_JUDGED else None
        yield case(f"in `{other['description']}`", [schema], [third], "yes" if both_sides else None,
                   check_goal([schema], [third]))
        if negated and is_movable(third):
            yield case("allOf in it", [{"allOf": [schema, third]}], [schema], "no")
            yield case("in anyOf", [schema], [{"anyOf": [third, schema]}], "no")
            yield case("allOf in anyOf", [{"allOf": [third, schema]}], [{"anyOf": [schema, third]}], "no")


def valid_in(group, other, judge):
    """Whether an instance of the suite is valid in one and not in the other."""
    return any(test["valid"] and judge.valid(other["schema"], test["data"]) is False for test in group["tests"])


def draft_cases(tests, draft, only):
    judge, served = Judge(draft), remotes(tests, draft)
    for path in sorted((tests / draft).glob("*.json")):
        keyword = path.stem
        if only and keyword not in only:
            continue
        groups = load(path)
        base = {"draft": draft.removeprefix("draft")}
        if "localhost:1234" in path.read_text():
            base["documents"] = served
        for index, group in enumerate(groups):
            others = [groups[(index + step) % len(groups)] for step in (1, 2, 3)]
            yield from group_cases(keyword, group, others, base, judge)


def ask(oracle, cases):
    lines = "".join(text(case.question) + "\n" for case in cases)
    answers = subprocess.run([oracle], input=lines, text=True, capture_output=True, timeout=900)
    if answers.returncode:
        sys.exit(f"{oracle} ended with {answers.returncode}: {answers.stderr[-2000:]}")
    return [json.loads(line, parse_float=decimal.Decimal) for line in answers.stdout.splitlines()]


def complaint(case, answer):
    given = answer["answer"]
    if given not in ("yes", "no", "unknown"):
        return "not answered"
    if given != "unknown" and case.expected and given != case.expected:
        return f"{given} instead of {case.expected}"
    if given == "yes" and case.check and not case.check(answer["witness"]):
        return f"{text(answer['witness'])} is no witness"
    return None


def main():
    oracle, tests, only = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3:]
    cases = [case for draft in ("draft2020-12", "draft2019-09", "draft7") for case in draft_cases(tests, draft, only)]
    answers = ask(oracle, cases)
    assert len(answers) == len(cases), f"{len(answers)} answers to {len(cases)} questions"
    counts, wrong = {}, 0
    for case, answer in zip(cases, answers):
        count = counts.setdefault(case.keyword, [0, 0])
        count[0] += 1
        count[1] += answer["answer"] == "unknown"
        why = complaint(case, answer)
        if why or (only and answer["answer"] == "unknown"):
            question = {key: value for key, value in case.question.items() if key != "documents"}
            print(f"{case.keyword}: {case.label}: {why or answer}\n    {text(question)}")
        wrong += why is not None
    unknown = sum(count[1] for count in counts.values())
    for keyword, (total, open_) in sorted(counts.items()):
        if open_:
            print(f"  {keyword}: {open_} of {total} unknown ({100 * open_ / total:.1f} %)")
    late = [keyword for keyword, count in counts.items() if keyword in DECIDED and count[1]]
    print(f"contain-suite: {len(cases)} questions, {wrong} wrong, {unknown} unknown ({100 * unknown / len(cases):.1f} %)")
    if late:
        print("must always be decided: " + ", ".join(late))
    sys.exit(1 if wrong or late or unknown * 20 > len(cases) else 0)


main()
