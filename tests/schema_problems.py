#!/usr/bin/env python3
"""What the JSON Schema engine refuses, lint tells: one error or warning at each key or value; no reference is told that the
engine resolves, and a circle of references is told where the engine does not get to an end. usage: schema_problems.py BINARY SCHEMA_PROBLEMS FOLDER…"""
import collections, json, pathlib, random, subprocess, sys, tempfile

BINARY, PROBLEMS = (str(pathlib.Path(path).resolve()) for path in sys.argv[1:3])
UNRESOLVED, CYCLE = "schema-reference-unresolved", "schema-reference-cycle"
CIRCLES = 400  # contracts whose references may go in one
HEAD = """dataProduct: {name: web-orders, domain: sales, owner: sales-team, version: 1.0.0, description: Orders of the shop}
sla: {freshness: PT15M, availability: 99.9%, qualityScore: 0.95}
access: {classification: internal, requiredPermissions: [sales:read]}
schema:
  type: object
"""
WRONG = {"string": ["5", "true", "[a]", "{a: 1}"], "number": ["many", "'5'", "true", "[1]", "{a: 1}", ".inf"],
         "count": ["-1", "1.5", "many", "'1'", "false", "[1]", "{a: 1}"], "boolean": ["'true'", "1", "maybe", "[true]", "{a: 1}"],
         "names": ["id", "true", "[1]", "[[id]]", "{id: true}"], "schema": ["5", "text", "[5]"],
         "schemas": ["{}", "[]", "text", "[5]", "5"], "map": ["[]", "text", "5", "{a: 5}"], "list": ["5", "text", "{a: 1}"]}
KEYWORDS = {
    "string": {"string": "type pattern format", "any": "$ref $anchor $id $dynamicRef"},
    "number": {"number": "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf"},
    "count": {"string": "minLength maxLength", "array": "minItems maxItems", "object": "minProperties maxProperties"},
    "boolean": {"array": "uniqueItems"},
    "names": {"object": "required"},
    "schema": {"array": "items contains unevaluatedItems", "any": "not if", "object": "additionalProperties propertyNames unevaluatedProperties"},
    "schemas": {"any": "allOf anyOf oneOf", "array": "prefixItems"},
    "map": {"object": "properties patternProperties dependentSchemas dependentRequired", "any": "$defs definitions"},
    "list": {"string": "enum"},
}
DEFINITIONS = """  $defs:
    place: {$anchor: place, type: object, properties: {city: {type: string}}}
    a b/c: {type: string}
    inner: {$id: 'https://example.org/inner', type: string, $defs: {deep: {type: string, $anchor: deep}, again: {$ref: '#/$defs/deep'}}}
    lists: {oneOf: [{type: string}, {type: integer}]}
    extends: {allOf: [{$ref: '#/$defs/place'}]}
    node: {$dynamicAnchor: node, type: string}
  definitions:
    old: {type: string}
"""
REFERENCES = """# #place #/$defs/place #/$defs/plaec #plaec #/definitions/old #/definitions/odl #/$defs/a%20b~1c #/$defs/a%20b/c
#/%24defs/place #/$defs/lists/oneOf/0 #/$defs/lists/oneOf/2 #/$defs/lists/oneOf/01 #/$defs/lists/oneOf/- #/properties #/properties/id
#/properties/none #/schema/$defs/place #/schema/$defs/none #/$defs/inner/$defs/deep https://example.org/inner
https://example.org/inner#/$defs/deep https://example.org/inner#/$defs/none https://example.org/inner#deep https://example.org/inner#none
other.yaml other.yaml#/a https://example.org/other #deep #node #/$defs/place/properties/city #/$defs/extends/allOf/0 #/$defs/extends/allOf/1
#$defs/place /$defs/place #/ #/$defs/place/ #/dataProduct https://json-schema.org/draft/2020-12/schema
https://json-schema.org/draft/2020-12/meta/core#/$defs/uriString https://json-schema.org/draft/2020-12/meta/core#/$defs/none
http://json-schema.org/draft-07/schema#/definitions/nonNegativeInteger http://json-schema.org/draft-04/schema#""".split()


def mutations():
    for kind, places in KEYWORDS.items():
        for type_name, keywords in places.items():
            for keyword in keywords.split():
                for value in WRONG[kind]:
                    if type_name == "any":
                        yield f"  properties:\n    id: {{type: string}}\n    it: {{type: string, {keyword}: {value}}}\n"
                    elif keyword == "type":
                        yield f"  properties:\n    id: {{type: string}}\n    it: {{type: {value}}}\n"
                    else:
                        yield f"  properties:\n    id: {{type: string}}\n    it: {{type: {type_name}, {keyword}: {value}}}\n"
    for draft, keyword in (("", "$ref"), ("", "$dynamicRef"), ("draft/2019-09", "$ref"), ("draft/2019-09", "$recursiveRef"), ("draft-07", "$ref")):
        schema = f"  $schema: http{'' if draft == 'draft-07' else 's'}://json-schema.org/{draft}/schema\n" if draft else ""
        for reference in REFERENCES:
            for place in (f"{{{keyword}: '{reference}'}}", f"{{allOf: [{{{keyword}: '{reference}'}}]}}",
                          f"{{type: array, items: {{{keyword}: '{reference}'}}}}",
                          f"{{$id: 'https://example.org/nest', not: {{{keyword}: '{reference}'}}, $defs: {{place: {{type: string}}}}}}"):
                yield f"{schema}  properties:\n    id: {{type: string}}\n    it: {place}\n{DEFINITIONS}"


class Tangle:
    """A schema of references in every place where one may stand. It accepts everything, unless they go in a circle: so the
    engine leaves undecided what has one."""

    def __init__(self, chance):
        self.chance, self.draft = chance, chance.choice(["7", "2019-09", "2020-12"])
        self.names = [f"d{number}" for number in range(chance.randint(2, 6))]
        self.keyword = "definitions" if self.draft == "7" else "$defs"
        self.inner = chance.choice([None, *self.names])  # a resource of its own
        self.recursive, self.dynamic = chance.random() < 0.5, chance.choice(self.names)

    def reference(self):
        name, root = self.chance.choice(self.names), "https://example.org/root"
        places = [f"{root}#/{self.keyword}/{name}", f"{root}#/properties/it"] + ([root] if self.chance.random() < 0.2 else [])
        if name != self.inner:
            places.append(f"{root}#a-{name}")
        if self.inner:
            places += [f"{root}/../inner", "https://example.org/inner"]
        if self.draft == "2019-09" and self.recursive and self.chance.random() < 0.1:
            return {"$recursiveRef": "#"}
        if self.draft == "2020-12" and self.dynamic != self.inner and self.chance.random() < 0.3:
            return {"$dynamicRef": f"{root}#dynamic"}
        return {"$ref": self.chance.choice(places)}

    def schema(self, depth=0):
        kind = self.chance.choice(["allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependent", "none", "none"] + ["$ref"] * 4 +
                                  ["properties", "items", "additional", "unevaluated", "names"])
        inner = lambda: self.schema(depth + 1) if depth < 4 else {}
        dependent = "dependencies" if self.draft == "7" else "dependentSchemas"
        return {"none": lambda: {}, "$ref": self.reference, "allOf": lambda: {"allOf": [inner(), inner()]},
                "anyOf": lambda: {"anyOf": [False, inner()]}, "oneOf": lambda: {"oneOf": [inner(), False]},
                "not": lambda: {"not": {"not": inner()}}, "if": lambda: {"if": inner(), "then": {}},
                "then": lambda: {"if": True, "then": inner(), "else": {}},
                "else": lambda: {"if": False, "else": inner()}, "dependent": lambda: {dependent: {"x": inner()}},
                "properties": lambda: {"properties": {"x": inner()}}, "items": lambda: {"items": inner()},
                "additional": lambda: {"properties": {"x": {}}, "additionalProperties": inner()},
                "names": lambda: {"propertyNames": inner()},
                "unevaluated": lambda: {"unevaluatedProperties": inner()}}[kind]()

    def contract(self):
        names = {name: self.schema() for name in self.names}
        for name, schema in names.items():
            if self.draft == "7":
                names[name] = {"$id": f"#a-{name}", "allOf": [schema]}
            else:
                schema["$anchor"] = f"a-{name}"
                if name == self.dynamic and self.draft == "2020-12":
                    schema["$dynamicAnchor"] = "dynamic"
        if self.inner:
            names[self.inner] = {"$id": "inner", "allOf": [names[self.inner]]}
        draft = "http://json-schema.org/draft-07/schema#" if self.draft == "7" else f"https://json-schema.org/draft/{self.draft}/schema"
        schema = {"$schema": draft, "$id": "https://example.org/root", "type": ["object", "array", "string"], self.keyword: names,
                  "properties": {"it": self.schema()}}
        if self.draft == "2019-09" and self.recursive:
            schema["$recursiveAnchor"] = True
        return json.dumps(schema)


def offset_at(text, line, column):
    lines = text.split("\n")
    return len("\n".join(lines[:line - 1]).encode()) + (line > 1) + len(lines[line - 1][:column - 1].encode())


def told(paths):
    """By file the findings that are no infos: where and which rule."""
    run = subprocess.run([BINARY, "lint", "-f", "json", "--no-config"] + paths, capture_output=True, text=True)
    findings = collections.defaultdict(list)
    for finding in json.loads(run.stdout)["findings"]:
        if finding["severity"] != "info":
            text = pathlib.Path(finding["file"]).read_text(errors="surrogateescape")
            findings[finding["file"]].append((offset_at(text, finding["line"], finding["column"]), finding["rule"]))
    return findings


def judge(problem, findings):
    """What is wrong with the findings about a problem; None when nothing is."""
    path, key, start, end, kind = problem
    rules = [rule for at, rule in findings[path] if int(key) <= at <= int(end)]
    if kind == "external":  # the name of a definition is one that lost its `#/$defs/`
        is_name = pathlib.Path(path).read_bytes()[int(start):int(end)].isalnum()
        return f"external: {UNRESOLVED} is told" if UNRESOLVED in rules and not is_name else None
    if kind == "unresolved":
        return None if rules == [UNRESOLVED] else f"unresolved: {' '.join(rules) or 'nothing'} is told"
    return None if len(rules) == 1 else f"bad: {' '.join(rules) or 'nothing'} is told"


def judge_circles(undecided, findings, paths):
    """The files in which lint tells of a circle and the engine ends, or the other way round."""
    endless = {path for path, *_ in undecided if path in paths}
    told = {path for path in paths if any(rule == CYCLE for _, rule in findings[path])}
    if not 0.3 < len(told) / len(paths) < 0.7:
        print(f"{len(told)} of {len(paths)} contracts have a circle: the others are too few")
    return [(path, 0, "the engine does not end, and no circle is told" if path in endless else "a circle is told, but the engine ends")
            for path in sorted(endless ^ told)]


def main():
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(mutations()):
            pathlib.Path(folder, f"{number:04}.yaml").write_text(HEAD + text)
        chance = random.Random(1)
        tangles = [str(pathlib.Path(folder, f"tangle-{number:04}.yaml")) for number in range(CIRCLES)]
        for path in tangles:
            pathlib.Path(path).write_text(HEAD.replace("schema:\n  type: object\n", f"schema: {Tangle(chance).contract()}\n"))
        paths = sorted(str(path) for root in [folder, *sys.argv[3:]] for path in pathlib.Path(root).rglob("*.yaml"))
        found = subprocess.run([PROBLEMS] + paths, capture_output=True, text=True, check=True).stdout
        undecided, problems = [], []
        for line in found.splitlines():
            (undecided if line.endswith("\tundecided") else problems).append(line.split("\t"))
        findings = told(paths)
        errors = [(problem[0], int(problem[2]), judge(problem, findings)) for problem in problems]
        errors = [error for error in errors if error[2]] + judge_circles(undecided, findings, tangles)
        lost = {(path, int(start)) for path, key, start, end, kind in problems if kind == "unresolved"}
        errors += [(path, at, "no problem, but told to be unresolved") for path, those in findings.items()
                   for at, rule in those if rule == UNRESOLVED and (path, at) not in lost and path.startswith(folder)]
        for path, at, message in errors:
            data = pathlib.Path(path).read_bytes()
            line = data[data.rfind(b"\n", 0, at) + 1:].split(b"\n")[0].decode(errors="replace")
            print(f"{path}: {message}\n    {line[:200]}")
        print(f"{len(problems) + len(tangles) - len(errors)} passed, {len(errors)} failed")
        sys.exit(bool(errors) or len(problems) < 100)


main()
