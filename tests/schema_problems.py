#!/usr/bin/env python3
"""What the JSON Schema engine refuses, lint tells: one error or warning at each key or value, and no reference is told that the
engine resolves. usage: schema_problems.py BINARY SCHEMA_PROBLEMS FOLDER…"""
import collections, json, pathlib, subprocess, sys, tempfile

BINARY, PROBLEMS = (str(pathlib.Path(path).resolve()) for path in sys.argv[1:3])
UNRESOLVED = "schema-reference-unresolved"
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
#$defs/place /$defs/place #/ #/$defs/place/ #/dataProduct""".split()


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
    for keyword in ("$ref", "$dynamicRef"):
        for reference in REFERENCES:
            for place in (f"{{{keyword}: '{reference}'}}", f"{{allOf: [{{{keyword}: '{reference}'}}]}}",
                          f"{{type: array, items: {{{keyword}: '{reference}'}}}}"):
                yield f"  properties:\n    id: {{type: string}}\n    it: {place}\n{DEFINITIONS}"


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
    if kind == "external":
        return f"external: {UNRESOLVED} is told" if UNRESOLVED in rules else None
    if kind == "unresolved":
        return None if rules == [UNRESOLVED] else f"unresolved: {' '.join(rules) or 'nothing'} is told"
    return None if len(rules) == 1 else f"bad: {' '.join(rules) or 'nothing'} is told"


def main():
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(mutations()):
            pathlib.Path(folder, f"{number:04}.yaml").write_text(HEAD + text)
        paths = sorted(str(path) for root in [folder, *sys.argv[3:]] for path in pathlib.Path(root).rglob("*.yaml"))
        found = subprocess.run([PROBLEMS] + paths, capture_output=True, text=True, check=True).stdout
        problems = [line.split("\t") for line in found.splitlines()]
        findings = told(paths)
        errors = [(problem[0], int(problem[2]), judge(problem, findings)) for problem in problems]
        errors = [error for error in errors if error[2]]
        lost = {(path, int(start)) for path, key, start, end, kind in problems if kind == "unresolved"}
        errors += [(path, at, "no problem, but told to be unresolved") for path, those in findings.items()
                   for at, rule in those if rule == UNRESOLVED and (path, at) not in lost and path.startswith(folder)]
        for path, at, message in errors:
            data = pathlib.Path(path).read_bytes()
            line = data[data.rfind(b"\n", 0, at) + 1:].split(b"\n")[0].decode(errors="replace")
            print(f"{path}: {message}\n    {line[:200]}")
        print(f"{len(problems) - len(errors)} passed, {len(errors)} failed")
        sys.exit(bool(errors) or len(problems) < 100)


main()
