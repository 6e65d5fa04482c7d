"""Who else says whether a value is valid: python3-jsonschema, and ajv where npm is there. And a model of the tolerant
reading."""
import json
import pathlib
import subprocess
import sys
from importlib.metadata import version

import jsonschema

sys.path.insert(0, str(pathlib.Path(__file__).parent / "tools"))
from npm_modules import npm_modules  # noqa: E402

MODERN = tuple(int(part) for part in version("jsonschema").split(".")[:2]) >= (4, 18)
# Where ajv 8 does not do as the specification says: `contains` beside them, `[]` among the values; and what a branch that
# does not hold has evaluated.
NOT_FOR_AJV = [{"contains", "prefixItems"}, {"contains", "items"}, {"if", "unevaluatedProperties"}]
NOT_FOR_AJV += [{"uniqueItems", "prefixItems", "items"}]  # takes the type of the items for that of all
NOT_FOR_AJV += [{key, "unevaluatedItems"} for key in ("contains", "anyOf", "oneOf", "if")]


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


def python_verdicts(schema, values, asserts_format=False):
    """For each value true, false, or None where the judge fails."""
    checker = jsonschema.FormatChecker(["date", "ipv4", "uuid"]) if asserts_format else None
    judge = jsonschema.Draft202012Validator(for_python(schema), format_checker=checker)

    def verdict(value):
        try:
            return judge.is_valid(value)
        except KeyboardInterrupt:
            raise
        except BaseException:  # endless recursion, which newer versions turn into a panic of Rust
            return None

    return [verdict(value) for value in values]


def keywords_of(schema):
    """Every keyword in a schema."""
    if isinstance(schema, list):
        return set().union(*map(keywords_of, schema))
    if not isinstance(schema, dict):
        return set()
    found = set(schema)
    for key, value in schema.items():
        if key in ("properties", "patternProperties", "dependentSchemas", "$defs"):
            found |= keywords_of(list(value.values()))
        elif key not in ("enum", "const", "required", "dependentRequired"):
            found |= keywords_of(value)
    return found


class Ajv:
    """The second judge; None for everything where it is not there or not trusted."""

    def __init__(self):
        self.modules = npm_modules("build/npm", "ajv", "ajv-formats")

    def verdicts(self, questions):
        """Of (schemas, values, asserts format) a list of verdicts for each schema."""
        if not self.modules:
            return [[[None] * len(values) for _ in schemas] for schemas, values, _ in questions]
        script = pathlib.Path(__file__).parent / "tools/ajv_judge.mjs"
        lines = "".join(json.dumps({"draft": "2020-12", "format": asserts_format, "schemas": schemas, "values": values})
                        + "\n" for schemas, values, asserts_format in questions)
        run = subprocess.run(["node", script, self.modules], input=lines, text=True, capture_output=True, timeout=900,
                             check=False)
        if run.returncode:
            sys.exit(f"ajv_judge.mjs ended with {run.returncode}: {run.stderr[-2000:]}")
        return [[said if self.is_trusted(schema) else [None] * len(said) for schema, said in zip(question[0], verdicts)]
                for question, verdicts in zip(questions, map(json.loads, run.stdout.splitlines()))]

    @staticmethod
    def is_trusted(schema):
        keywords = keywords_of(schema)
        return not any(together <= keywords for together in NOT_FOR_AJV)


def is_closed_key(key, value):
    return key in ("additionalProperties", "unevaluatedProperties") and value is False


def opened(schema):
    """What the tolerant reading makes of a schema: what refuses other properties lets them be, and still evaluates them."""
    if isinstance(schema, dict):
        return {key: is_closed_key(key, value) or opened(value) for key, value in schema.items()}
    return [opened(value) for value in schema] if isinstance(schema, list) else schema


class Emission:
    """Which values a writer of a schema gives under the tolerant reading: any part of the schema in the place of a value that
    holds for it names its properties. Widely taken, `unevaluated*` speaks of every child and `enum` of all that is in it;
    narrowly, they do not."""

    def __init__(self, root, is_wide, asserts_format=False):
        self.root, self.is_wide, self.asserts_format = root, is_wide, asserts_format

    def holds(self, schema, value):
        whole = {"$defs": self.root["$defs"], "allOf": [schema]} if "$defs" in self.root else {"allOf": [schema]}
        return python_verdicts(opened(whole), [value], self.asserts_format) == [True]

    def applied(self, schema, value):
        """What a schema applies in place and holds."""
        found = list(schema.get("allOf", []))
        if "$ref" in schema:
            found.append(self.root["$defs"][schema["$ref"].split("/")[-1]])
        for key in ("anyOf", "oneOf"):
            found += [branch for branch in schema.get(key, []) if self.holds(branch, value)]
        if "if" in schema:
            holds = self.holds(schema["if"], value)
            found += [schema["if"], schema.get("then", True)] if holds else [schema.get("else", True)]
        if isinstance(value, dict):
            found += [part for name, part in schema.get("dependentSchemas", {}).items() if name in value]
        return found

    def parts(self, schemas, value):
        """The schemas and what they apply in place."""
        found, seen = [], set()
        todo = list(schemas)
        while todo:
            schema = todo.pop()
            if not isinstance(schema, dict) or id(schema) in seen:
                continue
            seen.add(id(schema))
            found.append(schema)
            todo += self.applied(schema, value)
        return found

    def of_member(self, part, name):
        """The schemas that a part has for a property."""
        found = [schema for key, schema in part.get("properties", {}).items() if key == name]
        found += [schema for key, schema in part.get("patternProperties", {}).items() if has_pattern(key, name)]
        others = ["additionalProperties"]
        if self.is_wide and "additionalProperties" not in part:
            others.append("unevaluatedProperties")
        for key in others:
            if (not found or self.is_wide) and isinstance(part.get(key), dict) and part[key]:
                found.append(part[key])
        return found

    def of_item(self, part, index):
        prefix = part.get("prefixItems", [])
        found = [prefix[index]] if index < len(prefix) else [part["items"]] if "items" in part else []
        others = ("contains", "unevaluatedItems") if self.is_wide else ("contains",)
        return found + [{"if": part[key]} for key in others if key in part]

    def names(self, part, name):
        demands = [part.get("required", [])]
        for key, names in part.get("dependentRequired", {}).items():
            demands.append([key] + names)
        demands.append(list(part.get("dependentSchemas", {})))
        return any(name in names for names in demands)

    def gives(self, schemas, value):
        parts = self.parts(schemas, value)
        listed = [one for part in parts if "const" in part or "enum" in part
                  for one in part.get("enum", []) + [part.get("const")]]
        if not isinstance(value, (list, dict)) or (listed if self.is_wide else value in listed):
            return True
        if isinstance(value, list):
            return all(self.gives([schema for part in parts for schema in self.of_item(part, index)], item)
                       for index, item in enumerate(value))
        return all(self.gives_member(parts, name, child) for name, child in value.items())

    def gives_member(self, parts, name, child):
        of_member = [schema for part in parts for schema in self.of_member(part, name)]
        if not of_member and not any(self.names(part, name) for part in parts):
            return False
        return self.gives(of_member, child)


def has_pattern(pattern, name):
    return jsonschema.Draft202012Validator(for_python({"pattern": pattern})).is_valid(name)
