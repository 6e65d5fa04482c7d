#!/usr/bin/env python3
"""Random pairs of schemas, asked for containment, with python3-jsonschema as the judge: every witness must be one, and
no value, random or found by the engine itself, may contradict a proof.
Usage: contain_random.py ORACLE [PAIRS [FIRST-SEED]]. The same numbers give the same questions."""
import json
import random
import subprocess
import sys

import jsonschema

try:
    from importlib.metadata import version
    MODERN = tuple(int(part) for part in version("jsonschema").split(".")[:2]) >= (4, 18)
except ValueError:
    MODERN = False

NAMES = ["a", "b", "c", "ab", "x1"]
PATTERNS = ["^a", "b$", "^[a-c]$", "1", "^.{2}$", "^(a|b)+$", "^x", "^$", "[^a]"]
VALUES = [None, True, False, 0, 1, 2, 3, -1, 1.5, 0.5, 10, "", "a", "b", "ab", "x1", "abc", [], [1], [1, 1], ["a"],
          [1, "a"], {}, {"a": 1}, {"a": "a"}, {"b": 1}, {"a": 1, "b": 2}, {"x1": []}]
TYPES = ["string", "number", "integer", "boolean", "null", "array", "object"]


class Grower:
    """Schemas and values from one random generator."""

    def __init__(self, seed, is_plain):
        self.random = random.Random(seed)
        self.is_plain = is_plain  # what the tolerant reading's model in this file knows
        self.is_recursive = not is_plain and self.random.random() < 0.15

    def one_of(self, items):
        return self.random.choice(items)

    def some(self, items, most):
        return self.random.sample(items, self.random.randint(1, min(most, len(items))))

    def schema(self, depth):
        chance = self.random.random()
        if chance < 0.06:
            return self.random.random() < 0.7
        if self.is_recursive and chance < 0.2:
            return {"$ref": "#/$defs/r"}
        schema = {}
        kinds = [self.numbers, self.strings, self.values, self.type]
        if depth > 0:
            kinds += [self.arrays, self.objects, self.objects]
            if not self.is_plain:
                kinds += [self.logic, self.logic]
        for kind in self.some(kinds, 2):
            kind(schema, depth - 1)
        return schema

    def type(self, schema, _depth):
        schema["type"] = self.one_of(TYPES) if self.random.random() < 0.7 else self.some(TYPES, 3)

    def values(self, schema, _depth):
        if self.random.random() < 0.5:
            schema["enum"] = self.some(VALUES, 4)
        elif self.random.random() < 0.5:
            schema["const"] = self.one_of(VALUES)
        else:
            self.type(schema, 0)

    def numbers(self, schema, _depth):
        for key in self.some(["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"], 2):
            schema[key] = self.one_of([-1, 0, 1, 1.5, 2, 3, 10])
        if self.random.random() < 0.3:
            schema["multipleOf"] = self.one_of([0.5, 1, 1.5, 2, 3])

    def strings(self, schema, _depth):
        key = self.one_of(["minLength", "maxLength", "pattern"])
        schema[key] = self.one_of(PATTERNS) if key == "pattern" else self.random.randint(0, 3)

    def arrays(self, schema, depth):
        keys = ["items", "minItems", "maxItems"]
        if not self.is_plain:
            keys += ["prefixItems", "contains", "uniqueItems", "unevaluatedItems" if MODERN else "items"]
        for key in self.some(keys, 3):
            if key in ("minItems", "maxItems"):
                schema[key] = self.random.randint(0, 3)
            elif key == "prefixItems":
                schema[key] = [self.schema(depth) for _ in range(self.random.randint(1, 2))]
            elif key == "uniqueItems":
                schema[key] = True
            else:
                schema[key] = self.schema(depth)
        if "contains" in schema and self.random.random() < 0.5:
            schema["minContains"] = self.random.randint(0, 2)
        if "contains" in schema and self.random.random() < 0.5:
            schema["maxContains"] = self.random.randint(0, 2)

    def objects(self, schema, depth):
        keys = ["properties", "properties", "required", "additionalProperties", "patternProperties"]
        if not self.is_plain:
            keys += ["propertyNames", "minProperties", "maxProperties", "dependentRequired", "dependentSchemas"]
            keys += ["unevaluatedProperties"] if MODERN else []
        for key in self.some(keys, 3):
            if key == "properties":
                schema[key] = {name: self.schema(depth) for name in self.some(NAMES, 3)}
            elif key == "required":
                schema[key] = self.some(NAMES, 2)
            elif key == "patternProperties":
                schema[key] = {pattern: self.schema(depth) for pattern in self.some(PATTERNS, 2)}
            elif key == "dependentRequired":
                schema[key] = {self.one_of(NAMES): self.some(NAMES, 2)}
            elif key == "dependentSchemas":
                schema[key] = {self.one_of(NAMES): self.schema(depth)}
            elif key in ("minProperties", "maxProperties"):
                schema[key] = self.random.randint(0, 3)
            else:
                schema[key] = self.schema(depth) if self.random.random() < 0.6 else False

    def logic(self, schema, depth):
        key = self.one_of(["allOf", "anyOf", "oneOf", "not", "if"])
        if key == "not":
            schema[key] = self.schema(depth)
        elif key == "if":
            schema.update({name: self.schema(depth) for name in ["if"] + self.some(["then", "else"], 2)})
        else:
            schema[key] = [self.schema(depth) for _ in range(self.random.randint(1, 3))]

    def root(self):
        schema = self.schema(self.random.randint(1, 3))
        if not self.is_recursive:
            return schema
        schema = schema if isinstance(schema, dict) else {"allOf": [schema]}
        return dict(schema, **{"$defs": {"r": self.schema(2)}})

    def changed(self, schema):
        """A copy with one small change somewhere, so that many pairs are nearly the same."""
        copied = json.loads(json.dumps(schema))
        places = []

        def collect(value, depth):
            if isinstance(value, dict) and value:
                places.append(value)
                for child in value.values():
                    collect(child, depth + 1)
            elif isinstance(value, list):
                for child in value:
                    collect(child, depth + 1)

        collect(copied, 0)
        places = [place for place in places if any(key in KEYWORDS for key in place)]
        if not places:
            return self.root()
        place = self.one_of(places)
        key = self.one_of(sorted(key for key in place if key in KEYWORDS))
        if self.random.random() < 0.4:
            del place[key]
        else:
            fresh = {}
            self.one_of([self.numbers, self.strings, self.values, self.arrays, self.objects])(fresh, 1)
            place.update(fresh)
        return copied

    def value(self, depth=2):
        if depth == 0 or self.random.random() < 0.5:
            return self.one_of(VALUES)
        if self.random.random() < 0.5:
            return [self.value(depth - 1) for _ in range(self.random.randint(0, 3))]
        return {name: self.value(depth - 1) for name in self.some(NAMES, 3)}


KEYWORDS = {"type", "enum", "const", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
            "minLength", "maxLength", "pattern", "items", "minItems", "maxItems", "uniqueItems", "contains", "required",
            "additionalProperties", "minProperties", "maxProperties", "propertyNames", "dependentRequired"}


def is_closed_key(key, value):
    return key in ("additionalProperties", "unevaluatedProperties") and value is False


def opened(schema):
    """What the tolerant reading makes of a schema."""
    if isinstance(schema, dict):
        return {key: opened(value) for key, value in schema.items() if not is_closed_key(key, value)}
    return [opened(value) for value in schema] if isinstance(schema, list) else schema


def for_python(schema):
    """With patterns that mean in Python what they mean in ECMA-262: `$` is the end, not a line break before it."""
    if isinstance(schema, list):
        return [for_python(value) for value in schema]
    if not isinstance(schema, dict):
        return schema
    copied = {}
    for key, value in schema.items():
        if key == "pattern" and isinstance(value, str):
            value = value.replace("$", "\\Z")
        elif key == "patternProperties":
            value = {pattern.replace("$", "\\Z"): for_python(part) for pattern, part in value.items()}
        elif key not in ("enum", "const"):
            value = for_python(value)
        copied[key] = value
    return copied


def emits(schema, value):
    """Whether a writer of a plain schema gives such a value: it names its properties."""
    if not isinstance(schema, dict):
        schema = {}
    if "const" in schema or "enum" in schema:
        return True
    if isinstance(value, list):
        return all(emits(schema.get("items"), item) for item in value)
    if not isinstance(value, dict):
        return True
    additional = schema.get("additionalProperties")
    is_open = isinstance(additional, dict) and additional != {}
    for name, child in value.items():
        parts = [part for key, part in schema.get("properties", {}).items() if key == name]
        parts += [part for key, part in schema.get("patternProperties", {}).items() if has_pattern(key, name)]
        if not parts and is_open:
            parts = [additional]
        if not parts and name not in schema.get("required", []):
            return False
        if parts and not any(emits(part, child) for part in parts):
            return False
        if not parts and not emits({}, child):
            return False
    return True


def has_pattern(pattern, name):
    return jsonschema.Draft202012Validator(for_python({"pattern": pattern})).is_valid(name)


class Pair:
    def __init__(self, seed):
        self.seed = seed
        self.is_tolerant = seed % 4 == 0
        grower = Grower(seed, self.is_tolerant)
        self.left = grower.root()
        chance = grower.random.random()
        self.right = grower.root() if chance < 0.4 else grower.changed(self.left)
        if chance > 0.8:
            self.left, self.right = self.right, self.left
        self.others = [grower.schema(1) for _ in range(3)] if not self.is_tolerant else []
        self.values = [grower.value() for _ in range(30)] + VALUES
        self.judges = [jsonschema.Draft202012Validator(for_python(opened(schema) if self.is_tolerant else schema))
                       for schema in (self.left, self.right)]

    def questions(self):
        base = {"tolerant": self.is_tolerant}
        yield dict(base, all=[self.left], none=[self.right])
        for other in self.others:
            yield dict(base, all=[self.left, other], none=[])
            yield dict(base, all=[self.left], none=[other])

    def separates(self, value):
        """Whether a value is valid in the left schema, and not in the right one; None where the judge fails."""
        try:
            return self.judges[0].is_valid(value) and not self.judges[1].is_valid(value) and (
                not self.is_tolerant or emits(self.left, value))
        except KeyboardInterrupt:
            raise
        except BaseException:  # endless recursion, which newer versions turn into a panic of Rust
            return None


def ask(oracle, questions):
    lines = "".join(json.dumps(question) + "\n" for question in questions)
    run = subprocess.run([oracle], input=lines, text=True, capture_output=True, timeout=900)
    if run.returncode:
        sys.exit(f"{oracle} ended with {run.returncode}: {run.stderr[-2000:]}")
    return [json.loads(line) for line in run.stdout.splitlines()]


def complaint(pair, answers):
    first = answers[0]
    if first["answer"] == "yes" and pair.separates(first["witness"]) is False:
        return f"{json.dumps(first['witness'])} is no witness"
    if first["answer"] == "no":
        found = [answer["witness"] for answer in answers[1:] if answer["answer"] == "yes"]
        for value in pair.values + found:
            if pair.separates(value):
                return f"contained, but {json.dumps(value)} is valid in the left one only"
    return None if first["answer"] in ("yes", "no", "unknown") else "not answered"


def main():
    oracle = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1500
    first = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    tally, reasons, wrong = {}, {}, 0
    for start in range(first, first + count, 500):
        pairs = [Pair(seed) for seed in range(start, min(start + 500, first + count))]
        questions = [list(pair.questions()) for pair in pairs]
        answers = iter(ask(oracle, [question for some in questions for question in some]))
        for pair, some in zip(pairs, questions):
            given = [next(answers) for _ in some]
            tally[given[0]["answer"]] = tally.get(given[0]["answer"], 0) + 1
            if given[0]["answer"] == "unknown":
                keyword = given[0].get("keyword", "the budget")
                reasons.setdefault(keyword, []).append(pair.seed)
            why = complaint(pair, given)
            if why:
                wrong += 1
                print(f"seed {pair.seed}: {why}\n    {json.dumps(some[0])}")
    for keyword, seeds in sorted(reasons.items()):
        print(f"  unknown for {keyword}: {len(seeds)} (seeds {', '.join(map(str, seeds[:6]))})")
    print(f"contain-random: {count} pairs, {wrong} wrong, {tally.get('no', 0)} contained, {tally.get('yes', 0)} not, "
          f"{tally.get('unknown', 0)} unknown")
    sys.exit(1 if wrong else 0)


main()
