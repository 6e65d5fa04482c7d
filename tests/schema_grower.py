"""Random schemas and values for tests/contain_random.py. The same seed gives the same."""
import json
import random

NAMES = ["a", "b", "c", "ab", "x1"]
PATTERNS = ["^a", "b$", "^[a-c]$", "1", "^.{2}$", "^(a|b)+$", "^x", "^$", "[^a]"]
FORMATS = ["date", "ipv4", "uuid"]
OF_FORMATS = ["2024-02-29", "2023-02-29", "1.2.3.4", "1.2.3.256", "12345678-9abc-def0-1234-56789abcdef0"]
VALUES = [None, True, False, 0, 1, 2, 3, -1, 1.5, 0.5, 10, "", "a", "b", "ab", "x1", "abc", [], [1], [1, 1], ["a"],
          [1, "a"], {}, {"a": 1}, {"a": "a"}, {"b": 1}, {"a": 1, "b": 2}, {"x1": []}]
TYPES = ["string", "number", "integer", "boolean", "null", "array", "object"]


class Grower:
    """Schemas and values from one random generator."""

    def __init__(self, seed, has_formats, has_unevaluated):
        self.random = random.Random(seed)
        self.has_formats, self.has_unevaluated = has_formats, has_unevaluated
        self.is_recursive = self.random.random() < 0.15

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
            kinds += [self.arrays, self.objects, self.objects, self.logic, self.logic]
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
        key = self.one_of(["minLength", "maxLength", "pattern"] + ["format", "format"] * self.has_formats)
        if key in ("pattern", "format"):
            schema[key] = self.one_of(PATTERNS if key == "pattern" else FORMATS)
        else:
            schema[key] = self.random.randint(0, 3)

    def arrays(self, schema, depth):
        keys = ["items", "minItems", "maxItems", "prefixItems", "contains", "uniqueItems"]
        keys += ["unevaluatedItems" if self.has_unevaluated else "items"]
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
        keys = ["properties", "properties", "required", "additionalProperties", "patternProperties", "propertyNames",
                "minProperties", "maxProperties", "dependentRequired", "dependentSchemas"]
        keys += ["unevaluatedProperties"] * self.has_unevaluated
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
        defined = self.schema(2)
        if isinstance(defined, dict) and "$ref" in defined:  # to itself, which means nothing
            defined = {"type": self.one_of(TYPES)}
        return dict(schema, **{"$defs": {"r": defined}})

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
        places = [place for place in places if any(key in CHANGED for key in place)]
        if not places:
            return self.root()
        place = self.one_of(places)
        key = self.one_of(sorted(key for key in place if key in CHANGED))
        if self.random.random() < 0.4:
            del place[key]
        else:
            fresh = {}
            self.one_of([self.numbers, self.strings, self.values, self.arrays, self.objects])(fresh, 1)
            place.update(fresh)
        return copied

    def value(self, depth=2):
        if depth == 0 or self.random.random() < 0.5:
            return self.one_of(VALUES + OF_FORMATS * self.has_formats)
        if self.random.random() < 0.5:
            return [self.value(depth - 1) for _ in range(self.random.randint(0, 3))]
        return {name: self.value(depth - 1) for name in self.some(NAMES, 3)}


CHANGED = {"type", "enum", "const", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf",
            "minLength", "maxLength", "pattern", "format", "items", "minItems", "maxItems", "uniqueItems", "contains", "required",
            "additionalProperties", "minProperties", "maxProperties", "propertyNames", "dependentRequired"}
