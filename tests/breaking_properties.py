#!/usr/bin/env python3
"""What holds of breaking for every contract in testdata:
a contract has not changed against itself, nor against the same contract written in another style;
both views together are as strict as the stricter one; back and forth, what hurts readers hurts writers.

usage: breaking_properties.py BINARY
"""
import json, os, pathlib, random, re, subprocess, sys, tempfile

import yaml

DATA = pathlib.Path("testdata")
LEVELS = ["safe", "dangerous", "breaking"]
# Of each two, one is the other's way back; the verdicts for readers and writers are swapped where the rows say so.
INVERSES = """
contract-added contract-removed
status-deprecated status-reactivated
status-advanced status-regressed
enforcement-added enforcement-removed
field-deprecated field-undeprecated
sunset-date-advanced sla-strengthened
model-added model-removed
field-added field-removed
field-became-optional field-became-required
field-became-nullable field-became-non-nullable
field-became-unique field-became-non-unique
primary-key-added primary-key-removed
primary-key-widened primary-key-narrowed
relationship-added relationship-removed
type-widened type-narrowed
type-width-increased type-narrowed
type-constraint-added type-constraint-removed
decimal-precision-increased decimal-precision-decreased
decimal-scale-increased decimal-scale-decreased
physical-type-width-increased physical-type-width-decreased
format-added format-removed
enum-value-added enum-value-removed
enum-constraint-added enum-constraint-removed
constraint-relaxed constraint-tightened
additional-properties-opened additional-properties-closed
union-branch-added union-branch-removed
all-of-member-added all-of-member-removed
default-added default-removed
quality-rule-added quality-rule-removed
quality-rule-weakened quality-rule-strengthened
sla-weakened sla-strengthened
sla-added sla-removed
classification-raised classification-lowered
permission-added permission-removed
role-added role-removed
field-classification-raised field-classification-lowered
field-pii-added field-pii-removed
notice-period-shortened notice-period-extended
server-added server-removed
"""
SYMMETRIC = """
contract-moved contract-id-changed contract-name-changed contract-domain-changed contract-owner-changed
contract-format-changed model-renamed model-physical-name-changed
model-kind-changed model-granularity-changed field-renamed field-physical-name-changed field-reordered field-moved
primary-key-replaced primary-key-reordered partition-key-changed relationship-changed type-changed
physical-type-changed physical-type-alias-changed timezone-changed vector-dimension-changed format-changed
encoding-changed const-changed enum-metadata-changed constraint-changed pattern-changed discriminator-changed
schema-compatibility-unknown default-changed transform-logic-changed description-changed examples-changed
metadata-changed quality-rule-changed sla-changed classification-changed role-changed terms-changed
server-type-changed server-format-changed server-location-changed server-renamed server-environment-changed
"""

# Styles.

class NoStyle(Exception):
    """It cannot be written so that it means the same."""


CORE = re.compile(r"(~|null|Null|NULL|true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
                  r"|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN|)")
JSON_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def yaml_scalar(node):
    """A plain scalar that is no text stays plain, so that it is what it was."""
    if node.style is None and CORE.fullmatch(node.value):
        return node.value or "null"
    return quoted(node.value)


def json_scalar(node):
    if node.style is not None or not CORE.fullmatch(node.value):
        return quoted(node.value)
    lower = node.value.lower()
    if lower in ("", "~", "null"):
        return "null"
    if lower in ("true", "false"):
        return lower
    if JSON_NUMBER.fullmatch(node.value):
        return node.value
    raise NoStyle


def is_merge(key):
    return key.style is None and key.value == "<<"


def flow(node, scalar):
    if isinstance(node, yaml.MappingNode):
        if scalar is json_scalar and any(is_merge(key) for key, _ in node.value):
            raise NoStyle
        names = ["<<" if is_merge(key) else quoted(key.value) for key, _ in node.value]
        return "{" + ", ".join(f"{name}: {flow(value, scalar)}" for name, (_, value) in zip(names, node.value)) + "}"
    if isinstance(node, yaml.SequenceNode):
        return "[" + ", ".join(flow(item, scalar) for item in node.value) + "]"
    return scalar(node)


def block(node, indent=""):
    """Lines, with comments, keys in quotes where they need them."""
    if isinstance(node, yaml.MappingNode) and node.value:
        for key, value in node.value:
            name = key.value if re.fullmatch(r"<<|[A-Za-z][A-Za-z_]*", key.value) and not CORE.fullmatch(key.value) else quoted(key.value)
            yield from entry(f"{indent}{name}:", value, indent)
    elif isinstance(node, yaml.SequenceNode) and node.value:
        for item in node.value:
            yield from entry(f"{indent}-", item, indent)
    else:
        yield indent + flow(node, yaml_scalar)


def entry(head, value, indent):
    if isinstance(value, yaml.CollectionNode) and value.value:
        yield head + " # below"
        yield from block(value, indent + "   ")
    else:
        yield f"{head}   {flow(value, yaml_scalar)} # é"


def ordered(node, order):
    """The keys of every mapping in an order that `order` makes of theirs."""
    if isinstance(node, yaml.MappingNode):
        return yaml.MappingNode(node.tag, [(key, ordered(value, order)) for key, value in order(node.value)])
    if isinstance(node, yaml.SequenceNode):
        return yaml.SequenceNode(node.tag, [ordered(item, order) for item in node.value])
    return node


def turned(items):
    return items[::-1]


def shuffler(seed):
    random_order = random.Random(seed)
    return lambda items: random_order.sample(items, len(items))


def in_order(order):
    return lambda roots: documents(roots, lambda root: "\n".join(block(ordered(root, order))))


def documents(roots, text):
    return "".join(f"---\n{text(root)}\n" for root in roots)


def as_json(roots):
    if len(roots) != 1:
        raise NoStyle
    return flow(roots[0], json_scalar)


STYLES = {
    "flow": lambda roots: documents(roots, lambda root: flow(root, yaml_scalar)),
    "block": lambda roots: documents(roots, lambda root: "\n".join(block(root))),
    "keys turned": in_order(turned),
    "keys shuffled": in_order(shuffler(1)),
    "keys shuffled again": in_order(shuffler(2)),
    "JSON": as_json,
}


def is_plain_tree(node, depth=0):
    """Whether it is a tree that can be written anew: no key twice, in whatever spelling, and not deep."""
    if depth > 40:
        return False
    if isinstance(node, yaml.MappingNode):
        keys = {key.value.replace("_", "").lower() for key, _ in node.value if isinstance(key, yaml.ScalarNode)}
        if len(keys) != len(node.value):
            return False
        return all(is_plain_tree(value, depth + 1) for _, value in node.value)
    if isinstance(node, yaml.SequenceNode):
        return all(is_plain_tree(item, depth + 1) for item in node.value)
    return "\n" not in node.value or node.style is not None


def roots_of(text):
    """None when PyYAML reads it otherwise than we do: line breaks of YAML 1.1, tags; or when it has aliases."""
    if re.search("[\x85\u2028\u2029]", text.decode("utf-8", "replace")):
        return None
    try:
        if any(getattr(event, "tag", None) or isinstance(event, yaml.AliasEvent) for event in yaml.parse(text)):
            return None
        roots = [root for root in yaml.compose_all(text) if root]
    except (yaml.YAMLError, ValueError):
        return None
    return roots if roots and all(map(is_plain_tree, roots)) else None


# Comparing.

def compare(binary, old, new, *options):
    command = [binary, "breaking", "--no-config", "--format", "json", *options, "--against", old, new]
    result = subprocess.run(command, capture_output=True, timeout=100, env={**os.environ, "SOURCE_DATE_EPOCH": "1767323045"})
    try:
        findings = json.loads(result.stdout)["findings"]
    except json.JSONDecodeError:
        raise SystemExit(f"{' '.join(map(str, command))}: {result.stderr.decode()}")
    return [finding for finding in findings if finding["change"]]


def write(folder, texts):
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)


def differences(binary, old, new, what, *options):
    """Each file of one name in both is compared with its namesake."""
    with tempfile.TemporaryDirectory() as scratch:
        for side, texts in (("old", old), ("new", new)):
            write(pathlib.Path(scratch, side), texts)
        findings = compare(binary, f"{scratch}/old", f"{scratch}/new", *options)
    wrong = {}
    for finding in findings:
        name = finding["file"].split("/", 4)[-1]
        wrong.setdefault(name, f"{what}: {name}: {finding['message']} [{finding['rule']}] {finding['path']}")
    return len(old) - len(wrong), list(wrong.values())


def contracts():
    paths = sorted(path for suffix in ("yaml", "json") for path in DATA.rglob(f"*.{suffix}"))
    return {f"{number:04}-{'-'.join(path.parts[1:])}": path.read_bytes() for number, path in enumerate(paths)}


def same_in_every_style(binary, texts):
    yield differences(binary, texts, texts, "against itself")
    for name, style in STYLES.items():
        old, new = {}, {}
        for path, text in texts.items():
            roots = roots_of(text)
            try:
                styled = style(roots) if roots else None
            except NoStyle:
                continue
            if styled is not None:
                path = str(pathlib.Path(path).with_suffix(".yaml"))
                old[path], new[path] = text, styled.encode()
        assert len(old) > 500, f"{name}: only {len(old)} contracts"
        yield differences(binary, old, new, name, "--disable", "field-reordered")  # some readers go by position


def examples():
    known = pathlib.Path("tests/breaking_examples.txt").read_text(encoding="utf-8")
    listed = {line.split()[0] for line in known.splitlines() if line and not line.startswith("#")}
    for folder in sorted(DATA.glob("breaking/*/")):
        if folder.name not in listed:
            sides = [folder / name if (folder / name).is_dir() else folder / f"{name}.yaml" for name in ("before", "after")]
            yield folder.name, *sides


def verdicts(findings):
    return sorted((f["rule"], f["path"], f["change"]["reader"], f["change"]["writer"]) for f in findings)


def views_agree(binary, id, before, after):
    by_view = [compare(binary, before, after, "--no-version-check", "--for", view) for view in ("consumer", "producer", "both")]
    if len({str(verdicts(findings)) for findings in by_view}) > 1:
        return f"{id}: the views find different changes"
    for consumer, producer, both in zip(*by_view):
        levels = [LEVELS.index(finding["change"]["level"]) for finding in (consumer, producer, both)]
        if levels[2] != max(levels[:2]):
            return f"{id}: both views together are not the stricter one: {levels}"
    return None


def inverses():
    table = {}
    for line in INVERSES.split("\n"):
        if line:
            one, other = line.split()
            table.setdefault(one, set()).add(other)
            table.setdefault(other, set()).add(one)
    for id in SYMMETRIC.split():
        table[id] = {id}
    return table


def swaps(rows, one, other):
    """Whether the rows say that what the one does to readers the other does to writers."""
    return rows[one]["reader"] == rows[other]["writer"] and rows[one]["writer"] == rows[other]["reader"]


def goes_back(binary, rows, ways, id, before, after):
    there = compare(binary, before, after, "--no-version-check", "--only", id)
    back = compare(binary, after, before, "--no-version-check", *[word for way in ways for word in ("--only", way)])
    if len(there) != 1 or len(back) != 1:
        return f"{id}: there {verdicts(there)}, back {verdicts(back)}"
    other = back[0]["rule"]
    if swaps(rows, id, other):
        mine, its = there[0]["change"], back[0]["change"]
        if (mine["reader"], mine["writer"]) != (its["writer"], its["reader"]):
            return f"{id}: back, {other} has other verdicts: {verdicts(there + back)}"
    return None


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    binary, passed, failed = os.path.realpath(sys.argv[1]), 0, []
    for count, wrong in same_in_every_style(binary, contracts()):
        passed, failed = passed + count, failed + wrong
    listed = json.loads(subprocess.run([binary, "rules", "--format", "json"], capture_output=True, check=True).stdout)["rules"]
    rows, table = {rule["id"]: rule["change"] for rule in listed if rule["change"]}, inverses()
    assert set(table) <= set(rows), set(table) - set(rows)
    for id, before, after in examples():
        wrong = [views_agree(binary, id, before, after)]
        if id in table:
            wrong.append(goes_back(binary, rows, table[id], id, before, after))
        passed, failed = passed + wrong.count(None), failed + [line for line in wrong if line]
    print("\n".join(failed + [f"{passed} passed, {len(failed)} failed"]))
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
