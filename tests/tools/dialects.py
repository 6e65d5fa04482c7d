#!/usr/bin/env python3
"""The tables of keys in docs/dialects.md, made from the tables of the dialects in src/contract.

usage: dialects.py [--write]    without it: fails when the document differs from the source
"""
import pathlib, re, sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
DOCUMENT = ROOT / "docs" / "dialects.md"
KINDS = {
    "STRING": "string", "NUMBER": "number", "BOOLEAN": "boolean", "MAPPING": "mapping", "LIST": "list",
    "SCALAR": "scalar", "ANY": "anything",
}
# File, name of the shape, and how the document calls it; every shape of the source stands here.
SECTIONS = [
    ("data_product", "root", "`data-product`: the root"),
    ("data_product", "product", "`data-product`: `dataProduct`"),
    ("data_product", "deprecation", "`data-product`: `dataProduct.deprecation`"),
    ("data_product", "sla", "`data-product`: `sla`"),
    ("domains", "root", "`domains`: the root"),
    ("domains", "domain", "`domains`: an entry of `domains`"),
    ("domains", "product", "`domains`: an entry of `data_products`"),
    ("domains", "sla", "`domains`: `sla`"),
    ("product", "registered", "both: a registered `schema`"),
    ("product", "column_schema", "both: a `schema` with `fields`"),
    ("product", "access", "both: `access`"),
    ("product", "role", "both: an entry of `access.roles`"),
    ("product", "governance", "both: `governance`"),
    ("product", "lineage", "both: `lineage`"),
    ("product_quality", "quality", "both: `quality`"),
    ("product_server", "endpoints", "both: `endpoints`"),
    ("product_server", "port", "both: a port, and an endpoint"),
    ("product_server", "storage", "both: `storage`"),
    ("product_server", "pipelines", "both: `pipelines`"),
    ("product_server", "stage", "both: a pipeline stage"),
]
UNCHECKED = {"odcs", "odcs_fields", "dcs", "dcs_fields", "dbt", "dbt_checks", "declared", "quality_list"}  # read, without rules yet
SAME_KEYS = {"endpoint"}  # a shape that shares another's table


def initializer(text, start):
    """The text between the braces that open at or behind `start`."""
    depth, begin = 0, text.index("{", start)
    for i in range(begin, len(text)):
        depth += (text[i] == "{") - (text[i] == "}")
        if depth == 0:
            return text[begin + 1 : i]
    raise ValueError("unbalanced braces")


def pairs(text):
    return re.findall(r'\{"([^"]+)", "([^"]+)"\}', text)


def rows(text):
    """(name, rest) of the rows `{"name", …}` and `MACRO("name", …)` of a table of keys."""
    found = re.findall(r'(?:\{|(?<=[A-Z])\()"([^"]+)", ((?:"[^"]*"|[^{}"])*?)(?:\}|\)(?=,\n)),\n', text)
    if not found or len(found) != len(re.findall(r'", VALUE_', text)):
        sys.exit(f"dialects.py: cannot read the table {text[:80]}…")
    names = [name for name, _ in found]
    if names != sorted(set(names)) or len(names) > 64:
        sys.exit(f"dialects.py: a table is not sorted, has a key twice or more than 64: {', '.join(names)}")
    return found


def with_promises(text):
    """The text with the rows that stand behind PRODUCT_PROMISES(…)."""
    header = (ROOT / "src" / "contract" / "product.h").read_text(encoding="utf-8")
    names, shared = re.search(r"#define PRODUCT_PROMISES\((.*?)\)((?:.*\\\n)+.*)", header).groups()
    shared = re.sub(r" *\\\n *", "\n", shared).strip()

    def expand(use):
        expanded = shared
        for name, written in zip(names.split(", "), use.group(1).split(", ")):
            expanded = re.sub(rf"\b{name},", f"{written},", expanded)
        return expanded + ",\n"

    return re.sub(r"PRODUCT_PROMISES\((.*?)\), ", expand, text)


def read_file(path):
    """(words, keys, shapes) of a source file, by name."""
    text = with_promises(path.read_text(encoding="utf-8"))
    words = {m.group(1): re.findall(r'"([^"]+)"', initializer(text, m.end()))
             for m in re.finditer(r"const char \*const (\w+)\[\] =", text)}
    keys = {m.group(1): rows(initializer(text, m.end()))
            for m in re.finditer(r"const struct key (\w+)\[\] =", text)}
    alike = {m.group(1): pairs(initializer(text, m.end()))
             for m in re.finditer(r"const struct look_alike (\w+)\[\] =", text)}
    shapes = {}
    for m in re.finditer(r"const struct shape shape_(\w+) =", text):
        body = initializer(text, m.end())
        table = re.search(r"\w+_keys", body).group()
        named = re.search(r"\.look_alikes = (\w+)", body)
        shapes[m.group(1)] = {"keys": keys[table], "open": ".is_open = true" in body, "words": words,
                              "alike": alike[named.group(1)] if named else pairs(body)}
    return shapes


def row(name, rest, shape):
    kinds = " or ".join(KINDS[kind] for kind in re.findall(r"VALUE_([A-Z]+)", rest))
    values = re.search(r"\.values = (\w+)", rest)
    if values:
        kinds = ", ".join(f"`{word}`" for word in shape["words"][values.group(1)])
    if "KEY_MISPLACED" in rest:
        kinds = "read, but misplaced: " + re.search(r'\.replacement_help = "([^"]+)"', rest).group(1)
    alike = ", ".join(f"`{wrong}`" for wrong, right in shape["alike"] if right == name)
    return f"| `{name}` | {'yes' if 'KEY_REQUIRED' in rest else ''} | {kinds} | {alike} |"


def words_of(path, place, pattern):
    """The names in a table whose rows say in which places they are known."""
    text = path.read_text(encoding="utf-8")
    found = [name for name, at in re.findall(pattern, text) if place in at or "BOTH" in at]
    return ", ".join(f"`{name}`" for name in found)


def make_words():
    keyword, types = ROOT / "src" / "contract" / "keyword.c", ROOT / "src" / "contract" / "type.c"
    of_keyword, of_type = r'\{"([^"]+)", KEYWORD_\w+, .*, (\w+)\},', r'\{"([^"]+)", [\w]+, (KEYWORD_[\w |]+)\},'
    return [
        "### both: keywords of a JSON Schema", "", words_of(keyword, "SCHEMA", of_keyword), "",
        "### both: keywords of an entry of `fields`", "", words_of(keyword, "COLUMN", of_keyword), "",
        "### both: types of an entry of `fields`", "", words_of(types, "COLUMN", of_type), "",
    ]


def make():
    files = {path.stem: read_file(path) for path in (ROOT / "src" / "contract").glob("*.c")}
    known = {(file, shape) for file, shape, _ in SECTIONS}
    for file, shapes in files.items():
        for shape in shapes:
            if (file, shape) not in known and shape not in SAME_KEYS and file not in UNCHECKED:
                sys.exit(f"dialects.py: the shape {shape} of src/contract/{file}.c is in no section")
    lines = []
    for file, name, title in SECTIONS:
        shape = files[file][name]
        lines += [f"### {title}", ""]
        if shape["open"]:
            lines += ["Other keys are allowed.", ""]
        lines += ["| key | required | value | not |", "|---|---|---|---|"]
        lines += [row(key, rest, shape) for key, rest in shape["keys"]] + [""]
    return "\n".join(lines + make_words())


def main():
    text = DOCUMENT.read_text(encoding="utf-8")
    head, begin, rest = text.partition("<!-- made by tests/tools/dialects.py -->\n")
    _, end, tail = rest.partition("<!-- end -->\n")
    now = head + begin + "\n" + make() + "\n" + end + tail
    if sys.argv[1:] == ["--write"]:
        DOCUMENT.write_text(now, encoding="utf-8")
    elif now != text or not end:
        sys.exit("docs/dialects.md is stale: tests/tools/dialects.py --write")


if __name__ == "__main__":
    main()
