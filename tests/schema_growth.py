#!/usr/bin/env python3
"""Schemas made to hurt: judging a value, looking for one and containment, and the commands on a contract with the schema, take
time that grows like the schema. Each row makes a schema and a value of a size; where the larger one takes more than a second, it
may take at most eight times the time of one that is a quarter of it.

Usage: schema_growth.py BINARY SCHEMA_RUN CONTAIN_ORACLE [NAME]"""
import json
import pathlib
import resource
import subprocess
import sys
import tempfile

SMALL, LARGE = 1000, 4000
INFINITE = float("inf")  # more than 30 seconds by the clock


def nested(keyword, size, inner, around=lambda schema: schema):
    schema = inner
    for _ in range(size):
        schema = around({keyword: schema})
    return schema


def tower(size, make):
    """Definitions each of which names the one before several times: exponential for who copies."""
    definitions = {"d0": {"type": "integer"}}
    for index in range(1, size):
        definitions[f"d{index}"] = make({"$ref": f"#/$defs/d{index - 1}"})
    return {"$defs": definitions, "$ref": f"#/$defs/d{size - 1}"}


def names(size):
    return [f"p{index}" for index in range(size)]


ROWS = {
    "deep": lambda size: (nested("items", min(size, 40), {"type": "integer"}), []),
    "wide": lambda size: ({"properties": {name: {"type": "string"} for name in names(size)}, "required": names(size)},
                          {name: "a" for name in names(size)}),
    "cyclic": lambda size: ({"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}, "$ref": "#/$defs/a"}, 1),
    "tree": lambda size: ({"properties": {"l": {"$ref": "#"}, "r": {"$ref": "#"}}, "required": ["l"]}, {"l": {}}),
    "tower of allOf": lambda size: (tower(size // 20, lambda last: {"allOf": [last, last]}), 1),
    "tower of anyOf": lambda size: (tower(size // 20, lambda last: {"anyOf": [last, {"type": "null"}, last]}), "a"),
    "tower of oneOf": lambda size: (tower(size // 20, lambda last: {"oneOf": [last, last, {"not": last}]}), 1),
    "tower of not": lambda size: (tower(size // 20, lambda last: {"not": {"allOf": [last, last]}}), 1),
    "tower of properties": lambda size: (tower(size // 20, lambda last: {"properties": {"a": last, "b": last},
                                                                        "required": ["a", "b"]}), {}),
    "tower of unevaluated": lambda size: (tower(size // 20, lambda last: {"anyOf": [last, last],
                                                                         "unevaluatedProperties": last}), {"a": {}}),
    "enum": lambda size: ({"enum": [f"value{index}" for index in range(size * 4)]}, "value"),
    "enum of lists": lambda size: ({"enum": [[index, {"a": index}] for index in range(size)]}, [1]),
    "uniqueItems": lambda size: ({"uniqueItems": True, "items": {"type": "object"}},
                                 [{"a": index, "b": [index]} for index in range(size * 4)]),
    "many unique": lambda size: ({"uniqueItems": True, "minItems": size}, list(range(size))),
    "contains": lambda size: ({"contains": {"const": -1}, "minContains": size}, list(range(size))),
    "patterns": lambda size: ({"patternProperties": {f"^(a+)+{index}$": {"type": "integer"} for index in range(size // 20)}},
                              {"a" * 50: 1}),
    "evil pattern": lambda size: ({"pattern": "^(a|a)*(a?){30}a{30}$"}, "a" * size + "b"),
    "counted pattern": lambda size: ({"pattern": "^((a{1,9}){1,9}){1,9}b$"}, "a" * size),
    "branches": lambda size: ({"anyOf": [{"properties": {"k": {"const": index}}, "required": ["k"]} for index in range(size)]},
                              {"k": -1}),
    "exclusive branches": lambda size: ({"oneOf": [{"minimum": index} for index in range(size // 4)]}, 3),
    "conditions": lambda size: ({"allOf": [{"if": {"required": [name]}, "then": {"minProperties": 2}}
                                           for name in names(size)]}, {"a": 1}),
    "dependencies": lambda size: ({"dependentRequired": {name: names(20) for name in names(size)}}, {"p1": 1}),
    "long numbers": lambda size: ({"multipleOf": 7, "minimum": int("9" * min(size, 4000))}, int("8" * min(size, 4000))),
    "large bounds": lambda size: ({"minLength": 10 ** 12, "minItems": 10 ** 12, "minProperties": 10 ** 12}, []),
}


def seconds(command, text=None):
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    try:
        run = subprocess.run(command, input=text, text=True, capture_output=True, timeout=30, check=False)
    except subprocess.TimeoutExpired:
        return INFINITE
    if run.returncode not in (0, 1, 2):  # 2: what could not be judged
        sys.exit(f"{command[0]} ended with {run.returncode}: {run.stderr[-500:]}")
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def contract(schema):
    access = {"classification": "internal", "requiredPermissions": ["sales:read"]}
    product = {"name": "orders", "domain": "sales", "owner": "sales-team", "version": "1.2.0", "description": "Orders"}
    return json.dumps({"dataProduct": product, "access": access, "schema": schema})


def times(programs, folder, make, size):
    """Of each way to use a schema."""
    binary, run, oracle = programs
    schema, value = make(size)
    other = {"allOf": [schema], "minProperties": 1}
    old, new, data = folder / "old.json", folder / "new.json", folder / "data.json"
    old.write_text(contract(schema))
    new.write_text(contract(other))
    data.write_text(json.dumps(value))
    yield "validate", seconds([run, "lines"], json.dumps({"schema": schema, "instance": value}) + "\n")
    for name, question in (("satisfy", {"all": [schema], "none": []}), ("refuse", {"all": [], "none": [schema]}),
                           ("contain", {"all": [schema], "none": [other]}),
                           ("contain tolerantly", {"all": [other], "none": [schema], "tolerant": True})):
        yield name, seconds([oracle], json.dumps(question) + "\n")
    yield "lint", seconds([binary, "lint", "--no-config", "-q", old])
    yield "breaking", seconds([binary, "breaking", "--no-config", "-q", "--against", old, new])
    yield "data", seconds([binary, "data", "--no-config", "-q", "--contract", old, data])


def main():
    programs, only, failed, passed = sys.argv[1:4], sys.argv[4:], 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for name, make in ROWS.items():
            if only and name not in only:
                continue
            small, large = (dict(times(programs, pathlib.Path(folder), make, size)) for size in (SMALL, LARGE))
            for use, taken in large.items():
                is_bounded = taken <= max(1, 8 * small[use]) and taken < INFINITE
                passed, failed = passed + is_bounded, failed + (not is_bounded)
                if not is_bounded:
                    print(f"{name}: {use}: {small[use]:.2f} s for {SMALL}, {taken:.2f} s for {LARGE}")
    print(f"schema-growth: {passed} passed, {failed} failed")
    return failed > 0


sys.exit(main())
