#!/usr/bin/env python3
"""Which records fit a schema, compared with python3-jsonschema; the cells of CSV, compared with Python's csv; the same
records in every format and with any number of threads. usage: data_oracle.py BINARY"""
import csv, io, json, pathlib, random, re, subprocess, sys, tempfile

try:
    import jsonschema
except ImportError:
    print("python3-jsonschema: not present")
    sys.exit(0)

BINARY = str(pathlib.Path(sys.argv[1]).resolve())
ROUNDS, RECORDS = 40, 60
CONTRACT = {"dataProduct": {"name": "orders", "domain": "sales", "owner": "sales-team", "version": "1.0.0",
                            "description": "Orders of the shop"},
            "sla": {"freshness": "P1D", "availability": "99.9%", "qualityScore": 0.95},
            "access": {"classification": "internal", "requiredPermissions": ["sales:read"]}}
NAMES = ["id", "name", "größe", "a/b", "m~n", "tags", "x y"]
TEXTS = ["", "a", "ab", "ABC", "é€😀", "1", "true", "null", "a\"b", "tab\there", "line\nbreak", "x" * 300]
passed = failed = 0


def check(holds, message):
    global passed, failed
    passed, failed = passed + bool(holds), failed + (not holds)
    if not holds:
        print(message[:2000])


def value(random, depth=0):
    kinds = ["text", "integer", "number", "word"] + ([] if depth > 2 else ["list", "object"])
    kind = random.choice(kinds)
    if kind == "text":
        return random.choice(TEXTS)
    if kind == "integer":
        return random.randint(-5, 20) * random.choice([1, 1, 10**18])
    if kind == "number":
        return random.choice([0.5, -1.25, 2.0, 1e3, 7.0, 0.1])
    if kind == "word":
        return random.choice([True, False, None])
    if kind == "list":
        return [value(random, depth + 1) for _ in range(random.randint(0, 3))]
    return {random.choice(NAMES): value(random, depth + 1) for _ in range(random.randint(0, 3))}


def schema(random, depth=0):
    made = {}
    if random.random() < 0.7:
        types = ["string", "integer", "number", "boolean", "null", "object", "array"]
        made["type"] = random.choice([random.choice(types), random.sample(types, 2)])
    keywords = [("minimum", lambda: random.randint(-3, 5)), ("exclusiveMaximum", lambda: random.randint(0, 20)),
                ("multipleOf", lambda: random.choice([2, 0.5])), ("minLength", lambda: random.randint(0, 3)),
                ("maxLength", lambda: random.randint(1, 5)), ("pattern", lambda: random.choice(["^[a-z]+$", "[0-9]", "^A"])),
                ("enum", lambda: [value(random, 2) for _ in range(3)] + ["a", 1]), ("maxItems", lambda: random.randint(0, 2)),
                ("uniqueItems", lambda: True), ("minProperties", lambda: random.randint(0, 2)),
                ("required", lambda: random.sample(NAMES, random.randint(1, 2)))]
    for name, make in random.sample(keywords, random.randint(0, 2)):
        made[name] = make()
    if depth < 3 and random.random() < 0.5:
        made["properties"] = {name: schema(random, depth + 1) for name in random.sample(NAMES, 3)}
    if depth < 3 and random.random() < 0.3:
        made["items"] = schema(random, depth + 1)
    if depth < 3 and random.random() < 0.2:
        made[random.choice(["anyOf", "oneOf", "allOf"])] = [schema(random, depth + 1) for _ in range(2)]
    if random.random() < 0.15:
        made["additionalProperties"] = False
    return made


def run(folder, contract, name, text, *options):
    (folder / "contract.json").write_text(json.dumps(contract), encoding="utf-8")
    (folder / name).write_bytes(text.encode())
    result = subprocess.run([BINARY, "data", "--no-config", "--contract", "contract.json", "--max-findings", "1000000",
                             "-f", "json", *options, name], cwd=folder, capture_output=True, timeout=60)
    check(result.returncode in (0, 1), f"{name}: status {result.returncode}: {result.stderr.decode()}")
    return json.loads(result.stdout)


def rejected_lines(report):
    return {finding["line"] for finding in report["findings"] if finding["rule"] != "data-duplicate-key"}


def rejected_items(report):
    return {int(finding["path"].split("/")[1]) for finding in report["findings"]}


def check_schemas(folder):
    for number in range(ROUNDS):
        chance = random.Random(number)
        root = schema(chance)
        root["type"] = "object"
        root.setdefault("properties", {"id": {"type": "integer"}})
        records = [{name: value(chance, 1) for name in chance.sample(NAMES, chance.randint(0, 5))}
                   for _ in range(RECORDS)]
        records += [value(chance) for _ in range(5)]
        validator = jsonschema.Draft202012Validator(root)
        wanted = {i for i, record in enumerate(records) if not validator.is_valid(record)}
        contract = {**CONTRACT, "schema": root}
        lines = "".join(json.dumps(record, ensure_ascii=chance.random() < 0.5) + "\n" for record in records)
        for jobs in ("-j1", "-j4"):
            report = run(folder, contract, "records.jsonl", lines, "--no-format-assertion", jobs)
            found = {line - 1 for line in rejected_lines(report)}
            check(found == wanted, f"round {number}, {jobs}: {sorted(found ^ wanted)} of {json.dumps(root)}\n"
                  + "\n".join(json.dumps(records[i]) for i in sorted(found ^ wanted)))
        for name, text in (("records.json", json.dumps(records, indent=chance.choice([None, 1]))),
                           ("records.yaml", json.dumps(records))):
            found = rejected_items(run(folder, contract, name, text, "--no-format-assertion"))
            check(found == wanted, f"round {number}, {name}: {sorted(found ^ wanted)} of {json.dumps(root)}")


def check_measures(folder):
    """Completeness and different values of many records, which take several blocks."""
    chance = random.Random(5)
    properties = {"id": {"type": "integer"}, "name": {"type": "string"}, "part": {"type": "object", "properties": {
        "size": {"type": ["number", "null"]}}}, "lines": {"type": "array", "items": {"type": "object", "properties": {
            "price": {"type": ["number", "null"]}}}}}
    records = []
    for i in range(30000):
        record = {"id": i % 700, "name": chance.choice(TEXTS)}
        if chance.random() < 0.5:
            record["part"] = {"size": chance.choice([None, 1, 1.0, 2.5])}
        if chance.random() < 0.1:
            del record["name"]
        if chance.random() < 0.5:
            record["lines"] = [chance.choice([{}, {"price": None}, {"price": 1}, {"price": 2.5}, {"price": "a"}])
                               for _ in range(chance.randint(0, 4))]
        records.append(record)
    contract = {**CONTRACT, "schema": {"type": "object", "properties": properties},
                "quality": {"tests": [{"unique": "id"}]}}
    text = "".join(json.dumps(record) + "\n" for record in records)
    reports = [run(folder, contract, "records.jsonl", text, jobs) for jobs in ("-j1", "-j3")]
    check(reports[0] == reports[1], "the number of threads changes the report")
    fields = {field["field"]: field for field in reports[0]["summary"]["quality"]["fields"]}
    parts = [record["part"]["size"] for record in records if "part" in record]
    lines = [line for record in records for line in record.get("lines", [])]
    prices = [line["price"] for line in lines if line.get("price") is not None]
    check(fields["lines[].price"]["invalid"] == prices.count("a"), "invalid values in lists")
    wanted = {"lines[].price": (len(lines), len(prices), 3), "id": (30000, 30000, 700), "name": (30000, sum("name" in record for record in records), len(TEXTS)),
              "part.size": (len(parts), sum(size is not None for size in parts), 2)}
    for name, counts in wanted.items():
        found = tuple(fields[name][key] for key in ("records", "present", "distinct"))
        check(found == counts, f"{name}: {found} instead of {counts}")
    repeated = [finding["line"] for finding in reports[0]["findings"] if finding["rule"] == "data-duplicate"]
    check(repeated == list(range(701, 30001)), f"{len(repeated)} repeated keys")
    firsts = [finding["related"][0]["line"] for finding in reports[0]["findings"] if finding["rule"] == "data-duplicate"]
    check(firsts == [(line - 1) % 700 + 1 for line in repeated], "a first place is wrong")


def check_csv(folder):
    """Every cell that is not empty is too long, so that the report lists them all."""
    pieces = ["a", "b c", "1", "\"", ",", "\n", "\r\n", ";", "é", "", "'", "\t"]
    for number in range(ROUNDS):
        chance = random.Random(1000 + number)
        names = [f"c{i}" for i in range(chance.randint(1, 5))]
        delimiter = chance.choice([",", ";", "\t"])
        rows = [["".join(chance.choice(pieces) for _ in range(chance.randint(0, 4))) for _ in names]
                for _ in range(chance.randint(0, 40))]
        buffer = io.StringIO(newline="")
        writer = csv.writer(buffer, delimiter=delimiter, lineterminator=chance.choice(["\n", "\r\n"]),
                            quoting=chance.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
        writer.writerows([names, *rows])
        contract = {**CONTRACT, "schema": {"type": "object", "properties": {
            name: {"type": "string", "maxLength": 0} for name in names}}}
        report = run(folder, contract, "records.csv", buffer.getvalue(), "--delimiter", delimiter)
        found = [(finding["path"][1:], int(re.search(r"has (\d+) character", finding["message"])[1]))
                 for finding in report["findings"]]
        read = list(csv.reader(io.StringIO(buffer.getvalue(), newline=""), delimiter=delimiter))[1:]
        wanted = [(name, len(cell)) for row in read for name, cell in zip(names, row) if cell]
        check(found == wanted, f"CSV {number}: {buffer.getvalue()!r}\n{found}\n{wanted}")


def check_nested_csv(folder):
    """Objects and lists as JSON in cells are judged as they would be in JSON."""
    for number in range(ROUNDS):
        chance = random.Random(2000 + number)
        fields = {"object": dict(schema(chance, 1), type="object"), "list": dict(schema(chance, 1), type="array")}
        records = []
        for _ in range(RECORDS):
            made = {"object": {name: value(chance, 1) for name in chance.sample(NAMES, chance.randint(0, 4))},
                    "list": [value(chance, 1) for _ in range(chance.randint(0, 3))]}
            records.append({name: made[name] for name in fields if chance.random() < 0.9} or made)
        buffer = io.StringIO(newline="")
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerows([list(fields), *([json.dumps(record[name]) if name in record else None for name in fields]
                                          for record in records)])
        root = {"type": "object", "properties": fields}
        validator = jsonschema.Draft202012Validator(root)
        wanted = {i for i, record in enumerate(records) if not validator.is_valid(record)}
        report = run(folder, {**CONTRACT, "schema": root}, "records.csv", buffer.getvalue(), "--no-format-assertion")
        found = {line - 2 for line in rejected_lines(report)}
        check(found == wanted, f"JSON in CSV {number}: {sorted(found ^ wanted)} of {json.dumps(root)}\n"
              + "\n".join(json.dumps(records[i]) for i in sorted(found ^ wanted)))


with tempfile.TemporaryDirectory() as name:
    check_schemas(pathlib.Path(name))
    check_measures(pathlib.Path(name))
    check_csv(pathlib.Path(name))
    check_nested_csv(pathlib.Path(name))
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
