"""Shapes of large inputs, for tests of time and memory. A row is (name, text before, what is repeated, text between, what is
repeated, text after); `{i}` counts."""
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
    ("circles of references", DEFINITIONS, "    d{i}1: {anyOf: [{$ref: '#/$defs/d{i}1'}, {$ref: '#/$defs/d0'}]}\n", "", "", ""),
    ("constraints that others imply", DEFINITIONS + "  properties:\n",
     "    p{i}: {type: string, maxLength: 5, allOf: [{type: string, maxLength: 9}, {$ref: '#/$defs/d0'}]}\n", "", "", ""),
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


# Of these it is memory that could grow: short values, which make many nodes, and many mistakes in each entry.
TIGHT = [
    ("fields with a description", FIELDS, "    field_{i}:\n      type: string\n      description: What the customer said\n", "", "", ""),
    ("values of an enum", FIELDS + "    a: {type: integer, enum: [", "{i},", "", "", "1]}\n"),
    ("decimals in an enum", FIELDS + "    a: {type: number, enum: [", "{i}.5,", "", "", "1]}\n"),
    ("one letter in an enum", FIELDS + "    a: {type: string, enum: [", "a,", "", "", "b]}\n"),
    ("letters of both cases in an enum", FIELDS + "    a: {type: string, enum: [", "aB{i},AB{i},", "", "", "b]}\n"),
    ("wrong values of an enum", FIELDS + "    a: {type: integer, enum: [", "a,", "", "", "b]}\n"),
    ("wrong examples", FIELDS + "    a: {type: integer, examples: [", "a,", "", "", "b]}\n"),
    ("empty lists", HEAD + "x-a: [", "[],", "", "", "[]]\n"),
    ("short items", HEAD + "x-a:\n", "- a\n", "", "", ""),
    ("tags of a field", FIELDS + "    a: {tags: [", "a{i},", "", "", "b]}\n"),
    ("tests in one line", HEAD + "quality:\n  tests: [", "a,", "", "", "b]\n"),
    ("upstreams in one line", HEAD + "lineage: {upstream: [", "a,", "", "", "b]}\n"),
    ("empty ports", HEAD + "outputPorts: [", "{},", "", "", "{}]\n"),
    ("empty schemas", HEAD + "schema: {properties: {", "a{i}: {},", "", "", "b: {}}}\n"),
    ("empty documents", "", "---\ndataProduct: {}\n", "", "", ""),
    ("roles", HEAD.split("requiredPermissions")[0] + "roles: [", "{name: r{i}, permissions: [a:b, a:b]},", "", "", "{name: x}]}\n"),
    ("ten mistakes in a field", FIELDS, "    F-{i}: {type: strng, minimum: abc, maxLength: -1, pattern: '(', format: uuuid, enum: [], "
     "default: 5, tipe: 3, classification: hi, pii: may}\n", "", "", ""),
    ("mistakes below long keys", FIELDS + "".join(f"    {'  ' * 2 * i}{'k' * 1000}:\n    {'  ' * (2 * i + 1)}properties:\n"
                                                for i in range(12)), "    " + "  " * 24 + "a{i}: {type: strng}\n", "", "", ""),
    ("mistakes below a key of megabytes", '{"dataProduct": {"name": "a"}, "schema": {"properties": {"' + "k" * 4 * MIB +
     '": {"properties": {', '"a{i}": {"type": "strng"},', "", "", '"b": {}}}}}}'),
    ("keys of JSON", '{"dataProduct": {"name": "a"}, ', '"k{i}": {i},', "", "", '"z": 1}'),
    ("passwords", HEAD, "x{i}: {password: Zz9{i}qw}\n", "", "", ""),
    ("empty comments", HEAD, "#\n", "", "", ""),
    ("marks in comments", HEAD, "#contractlint:a\n", "", "", ""),
    ("one comment for all", "# contractlint: ignore-file[schema-type-unknown] old\n" + FIELDS, "    a{i}: {type: strng}\n", "", "", ""),
    ("fields behind an alias", HEAD + "x-a: &a {type: strng, minimum: abc}\nschema:\n  properties:\n", "    f{i}: *a\n", "", "", ""),
    ("templates", FIELDS, "    f{i}: {{ x }}\n", "", "", ""),
]

def fill(row, size):
    """The text of a row, up to `size` bytes."""
    _, before, first, between, second, after = row
    size -= len(before) + len(between) + len(after)
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
