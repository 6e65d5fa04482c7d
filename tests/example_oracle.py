#!/usr/bin/env python3
"""Which examples and defaults fit their field, compared with python3-jsonschema. usage: example_oracle.py BINARY"""
import json, pathlib, random, subprocess, sys, tempfile

try:
    import jsonschema
except ImportError:
    print("python3-jsonschema: not present")
    sys.exit(0)

BINARY = str(pathlib.Path(sys.argv[1]).resolve())
FILES, FIELDS = 20, 30
CONTRACT = {"dataProduct": {"name": "web-orders", "domain": "sales", "owner": "sales-team", "version": "1.0.0",
                            "description": "Orders of the shop"},
            "sla": {"freshness": "P1D", "availability": "99.9%", "qualityScore": 0.95},
            "access": {"classification": "internal", "requiredPermissions": ["sales:read"]}}
VALUES = ["", "a", "ab", "AB", "x1", "größe", "12", 0, 1, 2, 7, -3, 0.5, 2.0, 1e3, True, False, [], [1], [1, 1], ["a", 2], {},
          {"a": 1}, {"a": "x", "b": [1]}, {"b": None}]
SILENT = {"schema-unsatisfiable", "schema-bounds-contradictory", "schema-required-unknown"}
DEFINITIONS = {"word": {"type": "string", "minLength": 2}, "small": {"type": "integer", "maximum": 5}}


def schema(random, depth=0):
    kinds = ["string", "number", "integer", "ref"] + ([] if depth > 1 else ["array", "object", "anyOf", "allOf", "if"])
    kind = random.choice(kinds)
    some = lambda made: {key: made[key] for key in made if random.random() < 0.5}
    inner = lambda: schema(random, depth + 1)
    if kind == "string":
        return {"type": kind} | some({"minLength": random.randint(0, 2), "maxLength": random.randint(2, 4),
                                      "pattern": random.choice(["^[a-z]+$", "[0-9]", "^.{2}$"])})
    if kind in ("number", "integer"):
        return {"type": kind} | some({"minimum": random.randint(-3, 1), "exclusiveMaximum": random.randint(2, 9),
                                      "multipleOf": random.choice([1, 2, 0.5])})
    if kind == "ref":
        return {"$ref": "#/$defs/" + random.choice(list(DEFINITIONS))}
    if kind == "array":
        return {"type": kind, "items": inner()} | some({"minItems": 1, "maxItems": 2, "uniqueItems": True})
    if kind == "object":
        return {"type": kind, "properties": {"a": inner(), "b": inner()}} | some(
            {"required": ["a"], "additionalProperties": False, "minProperties": 1, "dependentRequired": {"b": ["a"]}})
    if kind == "if":
        return {"if": inner(), "then": inner(), "else": inner()}
    return {kind: [inner(), inner()]}


def make_file(random):
    fields = {f"f{number}": schema(random) for number in range(FIELDS)}
    for field in fields.values():
        field["examples"] = random.sample(VALUES, 6)
        field["default"] = random.choice(VALUES)
    return CONTRACT | {"schema": {"type": "object", "$defs": DEFINITIONS, "properties": fields}}


def lint(path):
    """What is told of values, as paths below /schema/properties; the fields that others tell of."""
    run = subprocess.run([BINARY, "lint", "-f", "json", "--no-config", str(path)], capture_output=True, text=True)
    told, silent = set(), set()
    for finding in json.loads(run.stdout)["findings"]:
        words = finding["path"].split("/")[3:]
        if finding["rule"] in ("schema-example-invalid", "schema-default-invalid"):
            told.add(tuple(words[:3] if words[1] == "examples" else words[:2]))
        elif finding["rule"] in SILENT and words:
            silent.add(words[0])
    return told, silent


def main():
    chance = random.Random(7)
    passed, failed, invalid = 0, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(FILES):
            contract = make_file(chance)
            path = pathlib.Path(folder, "contract.json")
            path.write_text(json.dumps(contract, ensure_ascii=False))
            told, silent = lint(path)
            for name, field in contract["schema"]["properties"].items():
                judge = jsonschema.Draft202012Validator(field | {"$defs": DEFINITIONS})
                if not any(judge.is_valid(value) for value in VALUES):
                    continue  # it may have none, which is told of the schema
                values = [((name, "examples", str(i)), value) for i, value in enumerate(field["examples"])]
                for place, value in [] if name in silent else values + [((name, "default"), field["default"])]:
                    is_valid = judge.is_valid(value)
                    invalid += not is_valid
                    if is_valid == (place not in told):
                        passed += 1
                        continue
                    failed += 1
                    print(f"{'/'.join(place)}: {json.dumps(value)} is {'valid' if is_valid else 'invalid'}: {json.dumps(field)[:400]}")
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0 or invalid < 100 or passed - invalid < 100)


main()
