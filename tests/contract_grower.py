"""Random schemas as contracts have them, the small changes that people make to them, and values that nearly fit them, for
tests/contain_random.py. The same seed gives the same."""
from contract_edits import Edit
from schema_grower import VALUES, Grower

NAMES = ["id", "kind", "name", "größe", "x-1"]
KINDS = ["card", "cash", "bank"]
PATTERNS = ["^[A-Z]{2}[0-9]+$", "^[a-z]+$", "^[a-zäöü]*$", "^x-", "^[A-Z]{3}$|^$", "^(card|cash)$", "^.{2,4}$", "[^ ]", "^\\S+$",
            "^(?=[a-z])[a-z0-9]+$"]
TEXTS = ["", "a", "DE1", "DE12", "ABC", "card", "größe", "x-1", "a b", "2024-02-29", "1.2.3.4", " "]
SCALARS = ["string", "integer", "number", "boolean"]
FORMATS = ["date", "ipv4", "uuid"]


class ContractGrower(Grower):
    """Fields of objects, definitions and unions; and one edit after another."""

    names, words = NAMES, KINDS + VALUES

    def __init__(self, seed, has_formats, has_unevaluated):
        super().__init__(seed, has_formats, has_unevaluated)
        self.definitions = self.some(["r", "money", "person"], 3) if self.happens(0.6) else []
        self.is_recursive = bool(self.definitions)

    def happens(self, chance):
        return self.random.random() < chance

    def integer(self, schema):
        schema["type"] = self.one_of(["integer", "number"])
        if self.happens(0.6):
            low = self.random.randint(-2, 5)
            schema[self.one_of(["minimum", "exclusiveMinimum"])] = low
            if self.happens(0.6):
                schema[self.one_of(["maximum", "exclusiveMaximum"])] = low + self.random.randint(0, 9)
        if self.happens(0.25):
            schema["multipleOf"] = self.one_of([1, 2, 3, 0.5, 0.25])

    def string(self, schema):
        schema["type"] = "string"
        if self.happens(0.4):
            schema["pattern"] = self.one_of(PATTERNS)
        if self.happens(0.3):
            schema["minLength"] = self.random.randint(0, 3)
        if self.happens(0.3):
            schema["maxLength"] = self.random.randint(1, 5)
        if self.has_formats and self.happens(0.3):
            schema["format"] = self.one_of(FORMATS)

    def listing(self, schema):
        chance = self.random.random()
        if chance < 0.2:
            schema["const"] = self.one_of(KINDS + [1, None])
        elif chance < 0.4:
            schema["enum"] = self.some(VALUES + TEXTS, 4)
        else:
            schema.update({"type": "string", "enum": self.some(KINDS, 3)})

    def list_of(self, schema, depth):
        schema["type"] = "array"
        if self.happens(0.2):
            schema["prefixItems"] = [self.field(depth) for _ in range(self.random.randint(1, 2))]
        if self.happens(0.8):
            schema["items"] = self.field(depth) if self.happens(0.9) else False
        if self.happens(0.15):
            schema["contains"] = self.field(depth)
            for key in ("minContains", "maxContains"):
                if self.happens(0.4):
                    schema[key] = self.random.randint(0, 2)
        for key in ("minItems", "maxItems"):
            if self.happens(0.25):
                schema[key] = self.random.randint(0, 3)
        if self.happens(0.15):
            schema["uniqueItems"] = True
        if self.has_unevaluated and self.happens(0.1):
            schema["unevaluatedItems"] = self.field(0) if self.happens(0.4) else False

    def record(self, schema, depth):
        schema["type"] = "object"
        properties = schema["properties"] = {name: self.field(depth) for name in self.some(NAMES, 4)}
        if self.happens(0.7):
            schema["required"] = self.some(sorted(properties), 3) if self.happens(0.9) else self.some(NAMES, 2)
        if self.happens(0.3):
            schema["additionalProperties"] = self.happens(0.1) or (self.happens(0.3) and self.field(0))
        if self.happens(0.1):
            schema["patternProperties"] = {self.one_of(["^x-", "^[a-z]+$", "ß"]): self.field(0)}
        if self.happens(0.1):
            schema["dependentRequired"] = {self.one_of(NAMES): self.some(NAMES, 2)}
        if self.happens(0.08):
            schema["dependentSchemas"] = {self.one_of(NAMES): self.part(0)}
        if self.happens(0.06):
            schema[self.one_of(["minProperties", "maxProperties"])] = self.random.randint(0, 3)
        if self.happens(0.06):
            schema["propertyNames"] = {"pattern": self.one_of(PATTERNS)}

    def part(self, depth):
        """What is said of an object beside its type."""
        schema = {}
        self.record(schema, depth)
        if self.happens(0.5):
            del schema["type"]
        return schema

    def told_apart(self, depth):
        """The branches of a union: by a constant, by type, by what is required, or not at all."""
        way = self.one_of(["const", "const", "enum", "type", "required", "none"])
        branches = []
        for index in range(self.random.randint(1, 3)):
            branch = self.field(depth) if way in ("type", "none") else self.part(depth)
            if way in ("const", "enum"):
                kind = {"const": KINDS[index]} if way == "const" else {"enum": KINDS[index:index + self.random.randint(1, 2)]}
                branch["properties"]["kind"] = kind
                branch["required"] = sorted({"kind", *branch.get("required", [])} if self.happens(0.9) else ["kind"])
            elif way == "required":
                branch["required"] = [NAMES[index]]
            branches.append(branch)
        return branches

    def union(self, schema, depth):
        schema[self.one_of(["oneOf", "oneOf", "anyOf"])] = self.told_apart(depth)
        if self.happens(0.3):
            schema["type"] = "object"
        if self.happens(0.3):
            schema["properties"] = {name: self.field(0) for name in self.some(NAMES, 2)}

    def inheritance(self, schema, depth):
        base = self.reference() if self.definitions and self.happens(0.6) else self.part(depth)
        schema["allOf"] = [base, self.part(depth)] if self.happens(0.7) else [base]
        if self.happens(0.4):
            schema["properties"] = {name: self.field(0) for name in self.some(NAMES, 2)}
        if self.has_unevaluated and self.happens(0.4):
            schema["unevaluatedProperties"] = False

    def condition(self, schema, depth):
        self.record(schema, depth)
        schema["if"] = {"properties": {"kind": {"const": self.one_of(KINDS)}}}
        if self.happens(0.8):
            schema["if"]["required"] = ["kind"]
        schema["then"] = {"required": self.some(NAMES, 2)} if self.happens(0.6) else self.part(0)
        if self.happens(0.3):
            schema["else"] = {"required": self.some(NAMES, 2)} if self.happens(0.4) else self.part(0)
        if self.has_unevaluated and self.happens(0.2):
            schema["unevaluatedProperties"] = False

    def negation(self, schema, depth):
        self.record(schema, depth)
        schema["not"] = {"required": self.some(NAMES, 2)} if self.happens(0.6) else self.field(0)

    def reference(self):
        return {"$ref": f"#/$defs/{self.one_of(self.definitions)}"}

    def field(self, depth):
        schema = {}
        if self.definitions and self.happens(0.15):
            schema = self.reference()
        elif depth > 0 and self.happens(0.5):
            kinds = [self.list_of, self.record, self.record, self.union, self.union, self.inheritance, self.condition,
                     self.negation]
            self.one_of(kinds)(schema, depth - 1)
        else:
            kinds = [self.integer, self.string, self.string, self.listing, lambda made: made.update(type=self.one_of(SCALARS))]
            self.one_of(kinds)(schema)
        return self.nullable(schema) if self.happens(0.15) else schema

    def nullable(self, schema):
        if isinstance(schema.get("type"), str) and self.happens(0.6):
            return dict(schema, type=[schema["type"], "null"])
        return {self.one_of(["anyOf", "oneOf"]): [schema, {"type": "null"}]}

    def root(self):
        schema = {}
        self.one_of([self.record] * 5 + [self.union, self.inheritance, self.condition, self.list_of])(schema, 1)
        if not self.definitions:
            return schema
        if "properties" in schema:
            schema["properties"][self.one_of(NAMES)] = self.reference()
        return dict(schema, **{"$defs": {name: self.defined(name) for name in sorted(self.definitions)}})

    def defined(self, name):
        """Never only a reference, which might lead around in a circle."""
        others = [other for other in self.definitions if other > name]
        made, self.definitions, schema = self.definitions, self.definitions if self.happens(0.6) else others, {}
        (self.record if self.happens(0.7) else self.list_of)(schema, 1)
        self.definitions = made
        return schema

    def changed(self, schema):
        """A copy with one edit somewhere, now and then with some."""
        for _ in range(1 if self.happens(0.75) else self.random.randint(2, 4)):
            schema = Edit(self, schema).done()
        return schema

    def close_value(self, schema, root, depth=6):
        """A value that is likely valid."""
        if isinstance(schema, bool) or depth == 0:
            return self.one_of(VALUES)
        if "$ref" in schema:
            return self.close_value(root.get("$defs", {}).get(schema["$ref"].split("/")[-1], True), root, depth - 1)
        for key in ("oneOf", "anyOf"):
            if key in schema:
                schema = merged([schema, self.one_of(schema[key])], root)
        schema = merged([schema] + schema.get("allOf", []), root)
        if "if" in schema:
            schema = merged([schema, schema["if"], schema.get("then", True)] if self.happens(0.5)
                            else [schema, schema.get("else", True)], root)
        if "const" in schema or "enum" in schema:
            return self.one_of(schema["enum"] if "enum" in schema else [schema["const"]])
        types = schema.get("type", "object" if "properties" in schema else SCALARS)
        return self.value_of(types if isinstance(types, str) else self.one_of(types), schema, root, depth)

    def value_of(self, word, schema, root, depth):
        if word == "object":
            parts = dict(schema.get("properties", {}))
            names = set(schema.get("required", [])) | {name for name in parts if self.happens(0.6)}
            if self.happens(0.2):
                names.add(self.one_of(NAMES))
            return {name: self.close_value(parts.get(name, True), root, depth - 1) for name in sorted(names)}
        if word == "array":
            least = schema.get("minItems", 0)
            parts = schema.get("prefixItems", [])
            return [self.close_value(parts[index] if index < len(parts) else schema.get("items", True), root, depth - 1)
                    for index in range(self.random.randint(least, max(least, schema.get("maxItems", 3))))]
        if word == "string":
            return self.one_of(TEXTS)
        if word in ("integer", "number"):
            near = [schema[key] + step for key in schema if "imum" in key.lower() for step in (-1, 0, 1)] or [0, 1, 2]
            return self.one_of(near + [0.5] * (word == "number"))
        return None if word == "null" else self.happens(0.5)


def merged(schemas, root):
    """Roughly all of them in one."""
    found = {}
    for schema in schemas:
        if not isinstance(schema, dict):
            continue
        if "$ref" in schema:
            schema = root.get("$defs", {}).get(schema["$ref"].split("/")[-1], {})
        found = {**found, **schema, "properties": {**found.get("properties", {}), **schema.get("properties", {})},
                 "required": found.get("required", []) + schema.get("required", [])}
    return found
