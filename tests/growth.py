#!/usr/bin/env python3
"""Time must grow like the input: each row is a shape of input that is repeated up to 1 MiB and up to 4 MiB. Where the larger
one takes more than a second, it may take at most eight times the smaller one's time.

usage: growth.py BINARY
A row is (name, text before, what is repeated, text between, what is repeated, text after); `{i}` counts.
"""
import pathlib, resource, subprocess, sys, tempfile

MIB = 1 << 20
HEAD = """dataProduct: {name: orders, domain: sales, owner: sales-team, version: 1.2.0, description: Orders of the shop}
sla: {freshness: P1D, availability: 99.9%, qualityScore: 0.99}
access: {classification: internal, requiredPermissions: ['sales:read']}
"""
FIELDS = HEAD + "schema:\n  type: object\n  properties:\n"
COLUMNS = HEAD + "schema:\n  fields:\n"
FIELD = "    field_{i}: {type: string}\n"
ENUM = FIELDS + "    status:\n      type: string\n      enum:\n"
VALUE = "        - value{i}\n"
TESTS = "quality:\n  tests:\n"
REQUIRED = "  required:\n"
DEFINITIONS = HEAD + "schema:\n  type: object\n  $defs:\n    d0: {type: string}\n"
ROWS = [
    ("documents", "", "---\n" + HEAD, "", "", ""),
    ("fields and tests", FIELDS, FIELD, TESTS, "    - {type: not_null, column: field_{i}}\n", ""),
    ("fields and tests of others", FIELDS, FIELD, TESTS, "    - {type: not_null, column: feild_{i}}\n", ""),
    ("required names of others", FIELDS, FIELD, REQUIRED, "    - feild_{i}\n", ""),
    ("one name required again and again", FIELDS, FIELD, REQUIRED, "    - field_1\n", ""),
    ("an enum and tests of its values", ENUM, VALUE, TESTS,
     "    - {type: accepted_values, column: status, values: [other{i}]}\n", ""),
    ("an enum and a test of other values", ENUM, VALUE,
     TESTS + "    - type: accepted_values\n      column: status\n      values:\n", "        - other{i}\n", ""),
    ("an enum and examples", ENUM, VALUE, "      examples:\n", "        - other{i}\n", ""),
    ("tags", HEAD.split("}")[0] + ", tags: [\n", "  tag{i},\n", "", "", "  last]}\n"),
    ("keys twice", FIELDS, "    a: {type: string}\n", "", "", ""),
    ("unknown keys", HEAD, "schem{i}: 1\n", "", "", ""),
    ("unknown keywords", FIELDS + "    a:\n", "      tipe{i}: 1\n", "", "", ""),
    ("columns of one name", COLUMNS, "    - {name: a, type: string}\n", "", "", ""),
    ("keys of columns", COLUMNS, "    - {name: f{i}, type: string, primaryKey: true, primaryKeyPosition: {i}}\n", "", "", ""),
    ("a chain of references", DEFINITIONS, "    d{i}1: {$ref: '#/$defs/d{i}'}\n", "  properties:\n",
     "    p{i}: {$ref: '#/$defs/d{i}'}\n", ""),
    ("one large definition, many fields", DEFINITIONS + "    d:\n      enum:\n", VALUE, "  properties:\n",
     "    p{i}: {$ref: '#/$defs/d', default: other}\n", ""),
    ("comments that suppress", FIELDS, "    a{i}: {type: strng} # contractlint: ignore[schema-type-unknown]\n", "", "", ""),
    ("comments that suppress nothing", FIELDS, "    # contractlint: ignore[schema-type-unknown]\n", "    a: {type: string}\n", "", ""),
    ("a list in one such comment", "# contractlint: ignore-file[a", ", schema-type-unknown", "", "", "]\n" + HEAD),
    ("secrets", FIELDS, "    f{i}: {type: string, default: 'postgres://u:Zz9{i}qwerty@host/x'}\n", "", "", ""),
    ("secrets in one line", HEAD + "x-a: [", "'postgres://u:Zz9{i}qwerty@host/x', ", "", "", "z]\n"),
    ("ports", HEAD + "outputPorts:\n", "  - {name: port, type: kafka, location: topic-{i}}\n", "", "", ""),
    ("lineage", HEAD + "lineage:\n  upstream:\n", "    - {name: orders, product: p{i}}\n", "", "", ""),
    ("products", "domains:\n  - name: a\n    data_products:\n", "      - {name: p{i}, sla: {freshness: 1h}}\n", "", "", ""),
    ("domains", "domains:\n", "  - {name: a{i}, data_products: [{name: p}], consumes_data_products: [p, q]}\n", "", "", ""),
    ("thresholds", HEAD + "quality:\n  thresholds:\n", "    completness{i}: 2\n", "", "", ""),
]


def fill(row, size):
    _, before, first, between, second, after = row
    share = size // 2 if second else size
    parts = [before]
    for text, opening in ((first, between), (second, after)):
        length = count = 0
        while text and length < share:
            parts.append(text.replace("{i}", str(count)))
            length += len(parts[-1])
            count += 1
        parts.append(opening)
    return "".join(parts)


def seconds(binary, folder, text):
    path = pathlib.Path(folder) / "contract.yaml"
    path.write_text(text)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    try:
        run = subprocess.run([binary, "--no-config", "-j1", "-q", str(path)], stdout=subprocess.DEVNULL,
                             stderr=subprocess.PIPE, timeout=60)
    except subprocess.TimeoutExpired:
        return float("inf")
    if run.returncode not in (0, 1):
        sys.exit(f"status {run.returncode}: {run.stderr.decode()[:500]}")
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def main(binary):
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for row in ROWS:
            small, large = (seconds(binary, folder, fill(row, size)) for size in (MIB, 4 * MIB))
            if large == float("inf") or large > max(1, 8 * small):
                failed += 1
                print(f"{row[0]}: {small:.2f} s for 1 MiB, {large:.2f} s for 4 MiB")
    print(f"{len(ROWS) - failed} passed, {failed} failed")
    return failed > 0


sys.exit(main(sys.argv[1]))
