#!/usr/bin/env python3
"""However a contract is written, the same mistake gives the same finding at the place of the mistake.

usage: styles.py BINARY
Each mistake is planted in one contract, which is written in every style: block and flow YAML, JSON, CRLF, a byte order mark,
tabs after colons, quotes, emoji before the mistake, anchors and merge keys.
"""
import copy, json, pathlib, subprocess, sys, tempfile

MARK = "¦"  # stands before the mistake, in a key or a value
NOTE = "x-note"


CONTRACT = {
    "dataProduct": {"name": "customer-360", "domain": "marketing", "owner": "marketing-data-team", "version": "3.2.0",
                    "description": "Everything known about a customer - one record each"},
    "schema": {"type": "object", "properties": {
        "customerId": {"type": "string", "format": "uuid"},
        "segment": {"type": "string", "enum": ["premium", "standard", "new"]},
        "lifetimeValue": {"type": "number", "minimum": 0},
        "channels": {"type": "array", "items": {"type": "string"}}}},
    "sla": {"freshness": "PT15M", "availability": "99.9%", "qualityScore": 0.95},
    "quality": {"tests": [{"not_null": "customerId"}, {"freshness": "< 15m"}]},
    "access": {"classification": "internal", "requiredPermissions": ["marketing:read", "analytics:read"]},
}
# Where, what stands there instead, and the rule. A mistake whose last step starts with the mark renames that key.
MISTAKES = [
    ("sla/freshness", "15m", "sla-freshness-duration"),
    ("sla/freshness", "PT0S", "sla-freshness-zero"),
    ("sla/availability", "99,9%", "sla-availability-format"),
    ("sla/qualityScore", 95, "sla-quality-score-range"),
    ("dataProduct/name", "Customer-360", "naming-product"),
    ("dataProduct/version", "v3.2", "metadata-version-format"),
    ("dataProduct/owner", "TODO", "metadata-placeholder"),
    ("dataProduct/domain", 7, "structure-wrong-kind"),
    ("access/classification", "secret", "access-classification-unknown"),
    ("access/requiredPermissions/1", "analytics", "naming-permission"),
    ("access/requiredPermissions/1", "marketing:read", "access-permission-duplicate"),
    ("schema/properties/customerId/type", "strin", "schema-type-unknown"),
    ("schema/properties/customerId/format", "uuiid", "schema-format-unknown"),
    ("schema/properties/lifetimeValue/minimum", "zero", "schema-keyword-kind"),
    ("schema/properties/segment/enum/2", "premium", "enum-duplicate"),
    ("schema/properties/segment/enum/2", 1.5, "enum-wrong-type"),
    ("quality/tests/0/not_null", "customrId", "quality-field-unknown"),
    ("quality/tests/1/freshness", "often", "quality-arguments"),
    ("sla/¦freshness", "freshnes", "structure-unknown-key"),
    ("dataProduct/¦owner", "ownr", "structure-unknown-key"),
    ("schema/properties/lifetimeValue/¦minimum", "minimun", "schema-keyword-unknown"),
    ("quality/tests/0/¦not_null", "not_nul", "quality-test-unknown"),
]


class Planted:
    """A value that is a mistake."""

    def __init__(self, value):
        self.value = value


def planted(mistake, note):
    """The contract with the mistake behind a mark, and with a note before it in the same mapping."""
    steps, value = mistake[0].split("/"), mistake[1]
    contract = copy.deepcopy(CONTRACT)
    inner, last = contract, steps.pop()
    for step in steps:
        inner = inner[int(step) if isinstance(inner, list) else step]
    if isinstance(inner, list):
        inner[int(last)] = Planted(value)
        return contract
    entries = {MARK + value if last[0] == MARK and key == last[1:] else key: Planted(value) if key == last else old for key, old in inner.items()}
    inner.clear()
    inner.update({NOTE: note, **entries} if note and "tests" not in steps else entries)
    return contract


def scalar(value, quoted):
    """`quoted` may be "ascii": then other characters are escaped."""
    if isinstance(value, Planted):
        return MARK + scalar(value.value, quoted)
    if isinstance(value, str) and not quoted and value[0] not in "[{&*!|>'\"%@`" and not set(value) & set(":,#"):
        return value
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=quoted == "ascii")
    return json.dumps(value)


def key_text(key, quoted):
    mark, name = (MARK, key[1:]) if key[0] == MARK else ("", key)
    return mark + (json.dumps(name) if quoted else name)


def flow(value, quoted, gap=" "):
    if isinstance(value, dict):
        return "{" + ", ".join(key_text(k, quoted) + ":" + gap + flow(v, quoted, gap) for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(v, quoted, gap) for v in value) + "]"
    return scalar(value, quoted)


def block(value, quoted, indent=0, gap=" "):
    """Lines of a mapping or list; items of a list are in flow style."""
    lines = []
    for key, inner in value.items():
        head = " " * indent + key_text(key, quoted) + ":"
        if isinstance(inner, dict):
            lines += [head] + block(inner, quoted, indent + 2, gap)
        elif isinstance(inner, list):
            lines += [head] + [" " * indent + "  - " + flow(item, quoted, gap) for item in inner]
        else:
            lines.append(head + gap + scalar(inner, quoted))
    return lines


def spread(contract, quoted):
    """Top-level keys in block style, the rest of each in flow style on one line."""
    return "\n".join(key_text(k, quoted) + ": " + flow(v, quoted) for k, v in contract.items()) + "\n"


def aliased(contract):
    """The section with the mistake is anchored under an x- key and used by an alias, and by a merge key."""
    section = next(key for key, value in contract.items() if MARK in flow(value, False))
    anchored = "x-it: &it " + flow(contract[section], False) + "\n"
    others = "\n".join(block({k: v for k, v in contract.items() if k != section}, False)) + "\n"
    return anchored + others + section + ": *it\n", anchored + others + section + ":\n  <<: *it\n"


def styles(mistake):
    """Name of the style, suffix, text with the mark."""
    plain = planted(mistake, None)
    noted = planted(mistake, "\U0001f600 \U0001f468\u200d\U0001f469\u200d\U0001f467 e\u0301")
    text = "\n".join(block(plain, False)) + "\n"
    yield "block", "yaml", text
    yield "CRLF", "yaml", text.replace("\n", "\r\n")
    yield "byte order mark", "yaml", "\ufeff" + text
    yield "tabs", "yaml", "\n".join(block(plain, False, gap="\t")) + "\n"
    yield "blanks", "yaml", "\n".join(line + "  \t" for line in block(plain, False)) + "\n"
    yield "comments", "yaml", "# é\n---\n" + text.replace("\n", " # \U0001f600\n") + "...\n"
    yield "quoted", "yaml", "\n".join(block(plain, True)) + "\n"
    yield "flow", "yaml", flow(plain, False) + "\n"
    yield "emoji", "yaml", spread(noted, False)
    yield "quoted emoji", "yaml", spread(noted, True)
    yield "JSON", "json", flow(noted, True)
    yield "ASCII JSON", "json", flow(noted, "ascii")
    yield "compact JSON", "json", flow(plain, True, "").replace(", ", ",")
    yield "JSON, CRLF", "json", flow(plain, True).replace(", ", ",\r\n\t")
    yield "JSON as YAML", "yaml", flow(noted, "ascii")
    for name, form in zip(("alias", "merge key"), aliased(plain)):
        yield name, "yaml", form


def place(text):
    before = text.removeprefix("\ufeff").split(MARK)[0].replace("\r\n", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def main():
    binary, wanted = sys.argv[1], {}
    with tempfile.TemporaryDirectory() as folder:
        for number, mistake in enumerate(MISTAKES):
            for style, suffix, text in styles(mistake):
                path = pathlib.Path(folder) / ("%d-%s.%s" % (number, style.replace(" ", "-"), suffix))
                path.write_bytes(text.replace(MARK, "").encode())
                wanted[str(path)] = (mistake, style, {(mistake[2], *place(text))})
        run = subprocess.run([binary, "lint", "--no-config", "--format", "json", folder], capture_output=True, text=True, timeout=60)
    found = {path: set() for path in wanted}
    for f in json.loads(run.stdout)["findings"]:
        if f["severity"] != "info":
            found[f["file"]].add((f["rule"], f["line"], f["column"]))
    failed = 0
    for path, (mistake, style, findings) in wanted.items():
        if found[path] != findings:
            failed += 1
            print("%s, %s: expected %s, found %s" % (mistake[0], style, sorted(findings), sorted(found[path])))
    print("%d passed, %d failed" % (len(wanted) - failed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
