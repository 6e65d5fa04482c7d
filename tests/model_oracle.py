#!/usr/bin/env python3
"""What the neutral contract holds of contracts in ODCS, DCS and dbt, compared with a reading of its own in Python: every
dataset, field, check, service level and server, each at its path, with what it says.

usage: model_oracle.py MODEL_DUMP FILE_OR_FOLDER…
"""
import pathlib
import re
import subprocess
import sys

import yaml

NATURAL = {"servers": "server", "roles": "role", "support": "channel", "slaProperties": "property",
           "customProperties": "property", "team": "username", "members": "username", "relationships": "id",
           "versions": "v"}
ESCAPES = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}
NULLS = {"", "~", "null", "Null", "NULL"}


class Scalar(str):
    """A scalar's text; whether it is null."""

    def __new__(cls, node):
        plain = node.style is None
        self = super().__new__(cls, node.value)
        self.is_null = plain and node.value in NULLS
        return self


def plain(node):
    """Nodes as dictionaries, lists and scalars; the first of a repeated key counts."""
    if isinstance(node, yaml.ScalarNode):
        return Scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [plain(item) for item in node.value]
    own, merged = {}, {}
    for key, value in node.value:
        if key.tag == "tag:yaml.org,2002:merge" or key.value == "<<":
            for source in value.value if isinstance(value, yaml.SequenceNode) else [value]:
                for name, inherited in plain(source).items():
                    merged.setdefault(name, inherited)
        elif isinstance(key, yaml.ScalarNode):
            own.setdefault(key.value, plain(value))
    return own | {name: value for name, value in merged.items() if name not in own}


def text(value):
    return "" if value is None or isinstance(value, (dict, list)) or value.is_null or not value.strip() else str(value)


def mapping(value):
    return value if isinstance(value, dict) else {}


def items(path, name, value):
    """(path, item) of a list."""
    seen = set()
    for index, item in enumerate(value if isinstance(value, list) else []):
        key = None
        if isinstance(item, dict):
            key = item.get("name", item.get(NATURAL.get(name)))
            key = key if isinstance(key, str) and key else None
        segment = str(index) if key is None or key in seen else key.replace("~", "~0").replace("/", "~1")
        seen.add(key)
        yield f"{path}/{name}/{segment}", item


def members(path, name, value):
    for key, item in mapping(value).items():
        yield f"{path}/{name}/" + key.replace("~", "~0").replace("/", "~1"), key, item


def is_true(value):
    return text(value) == "true"


class Reading:
    def __init__(self):
        self.lines = set()

    def add(self, letter, path, *cells):
        self.lines.add((letter, path, *cells))

    def checks(self, path, quality):
        if isinstance(quality, dict):
            found = [(f"{path}/quality", quality)]
        else:
            found = [pair for pair in items(path, "quality", quality) if isinstance(pair[1], dict)]
        for at, check in found:
            metric = text(check.get("metric")) or text(check.get("rule"))
            self.add("Q", at, metric, text(check.get("type")), text(check.get("severity")))

    # ODCS

    def odcs(self, root):
        self.add("C", "", text(root.get("id")), text(root.get("version")), text(root.get("status")))
        self.checks("", root.get("quality"))
        for path, item in items("", "schema", root.get("schema")):
            if isinstance(item, dict):
                self.add("S", path, text(item.get("name")), text(item.get("physicalType")), "", "",
                         text(item.get("description")))
                self.odcs_properties(path, item)
                self.checks(path, item.get("quality"))
        for path, item in items("", "slaProperties", root.get("slaProperties")):
            if isinstance(item, dict):
                self.add("P", path, text(item.get("property")), text(item.get("value")), text(item.get("unit")))
        for path, item in items("", "servers", root.get("servers")):
            if isinstance(item, dict):
                self.add("V", path, text(item.get("server")), text(item.get("type")), text(item.get("environment")))

    def odcs_properties(self, path, parent):
        for at, item in items(path, "properties", parent.get("properties")):
            if isinstance(item, dict):
                self.odcs_field(at, text(item.get("name")), item)

    def odcs_field(self, path, name, item):
        self.add("F", path, name, text(item.get("logicalType")), text(item.get("physicalType")),
                 text(item.get("description")), text(item.get("classification")))
        for key in mapping(item.get("logicalTypeOptions")):
            if key in ("minLength", "maxLength", "pattern", "format", "minimum", "maximum", "uniqueItems"):
                if not isinstance(item["logicalTypeOptions"][key], (dict, list)):
                    if text(item["logicalTypeOptions"][key]):
                        self.add("K", f"{path}/logicalTypeOptions/{key}", key)
        self.checks(path, item.get("quality"))
        self.odcs_properties(path, item)
        if isinstance(item.get("items"), dict):
            self.odcs_field(f"{path}/items", "", item["items"])
        for key in ("key", "value"):
            if isinstance(mapping(item.get("map")).get(key), dict):
                self.odcs_field(f"{path}/map/{key}", "", item["map"][key])

    # DCS

    def dcs(self, root):
        info = mapping(root.get("info"))
        self.add("C", "", text(root.get("id")), text(info.get("version")), text(info.get("status")))
        self.checks("", root.get("quality"))
        for path, name, model in members("", "models", root.get("models")):
            self.add("S", path, name, text(mapping(model).get("type")), "", "", text(mapping(model).get("description")))
            self.dcs_fields(path, mapping(model))
            self.checks(path, mapping(model).get("quality"))
        for path, name, level in members("", "servicelevels", root.get("servicelevels")):
            for key in ("percentage", "threshold", "period", "responseTime", "recoveryTime"):
                key = "unlimited" if key == "period" and text(mapping(level).get("unlimited")) == "true" else key
                if text(mapping(level).get(key)):
                    self.add("P", path, name, text(level[key]), "")
        for path, name, server in members("", "servers", root.get("servers")):
            if isinstance(server, dict):
                self.add("V", path, name, text(server.get("type")), text(server.get("environment")))

    def dcs_fields(self, path, parent):
        for at, name, item in members(path, "fields", parent.get("fields")):
            self.dcs_field(at, name, item)

    def dcs_field(self, path, name, item):
        said = mapping(item)
        physical = [text(value) for key, value in mapping(said.get("config")).items()
                    if key.endswith("Type") and not isinstance(value, (dict, list))]
        self.add("F", path, name, text(said.get("type")), physical[0] if physical else "",
                 text(said.get("description")), text(said.get("classification")))
        for key in ("minLength", "maxLength", "pattern", "format", "minimum", "maximum", "enum", "$ref", "pii"):
            if said.get(key) is not None and (isinstance(said[key], list) == (key == "enum")) and \
                    not isinstance(said[key], dict) and (key == "enum" or text(said[key])):
                self.add("K", f"{path}/{key}", key)
        self.checks(path, said.get("quality"))
        self.dcs_fields(path, said)
        for key in ("items", "keys", "values"):
            if isinstance(said.get(key), dict):
                self.dcs_field(f"{path}/{key}", "", said[key])

    # dbt

    def dbt(self, root):
        for kind in ("models", "seeds", "snapshots"):
            for path, item in items("", kind, root.get(kind)):
                if isinstance(item, dict):
                    self.dbt_model(path, item)
        for path, source in items("", "sources", root.get("sources")):
            for at, item in items(path, "tables", mapping(source).get("tables")):
                if isinstance(item, dict):
                    self.dbt_dataset(at, item, None)

    def dbt_model(self, path, item):
        versions = [pair for pair in items(path, "versions", item.get("versions")) if isinstance(pair[1], dict)]
        for version in versions if item.get("versions") and isinstance(item["versions"], list) else [None]:
            self.dbt_dataset(path, item, version)

    @staticmethod
    def dbt_inherited(path, item, version):
        columns = version.get("columns") if isinstance(version.get("columns"), list) else []
        selection = next((c for c in columns if "include" in mapping(c) or "exclude" in mapping(c)), {})
        include, exclude = selection.get("include"), selection.get("exclude") or []
        own = {text(mapping(c).get("name")) for c in columns}
        takes_all = include is None or include in ("all", "*")
        return [(at, c) for at, c in items(path, "columns", item.get("columns")) if isinstance(c, dict) and
                (takes_all or c.get("name") in include) and c.get("name") not in exclude and c.get("name") not in own]

    def dbt_dataset(self, path, model, version):
        """A model, or one of its versions: what that does not say, the model does."""
        at, item = version or (path, model)
        config = mapping(model.get("config")) | mapping(item.get("config"))
        self.add("S", at, text(model.get("name")), text(config.get("materialized")), text(item.get("v")),
                 text(mapping(config.get("contract")).get("enforced")),
                 text(item.get("description", model.get("description"))))
        columns = [pair for pair in items(at, "columns", item.get("columns")) if isinstance(pair[1], dict) and
                   "include" not in pair[1] and "exclude" not in pair[1]]
        for place, column in columns + (self.dbt_inherited(path, model, item) if version else []):
            self.add("F", place, text(column.get("name")), "", text(column.get("data_type")),
                     text(column.get("description")), "")
            self.dbt_tests(place, column)
            self.dbt_constraints(place, column)
        has_tests = "tests" in item or "data_tests" in item
        self.dbt_tests(*((at, item) if has_tests else (path, model)))
        self.dbt_constraints(*((at, item) if "constraints" in item else (path, model)))

    def dbt_tests(self, path, item):
        for kind in ("tests", "data_tests"):
            for at, test in items(path, kind, item.get(kind)):
                if isinstance(test, dict):
                    name = test.get("test_name", next((k for k in test if k not in
                                                       ("arguments", "config", "description", "name")), ""))
                    self.add("Q", at, name)
                else:
                    self.add("Q", at, text(test))

    def dbt_constraints(self, path, item):
        for at, constraint in items(path, "constraints", item.get("constraints")):
            if isinstance(constraint, dict):
                self.add("Q", at, text(constraint.get("type")))


# A key that is one edit from a known one is read as that one, which this reading does not.
MISSPELT = ("schemas", "sever", "unity", "descrpition")


def columns_of(line, dialect):
    """What of a line of the dump this reading knows, too."""
    letter, path, *cells = (re.sub(r"\\(.)", lambda m: ESCAPES[m.group(1)], cell) for cell in line.split("\t"))
    if letter == "C":
        return (letter, path, cells[0], cells[2], cells[3]) if dialect != "dbt" else None
    if letter == "F":
        meta = "" if dialect == "dbt" else cells[7]
        return (letter, path, cells[0], cells[1], cells[2], cells[6], meta)
    if letter in "PV":
        return (letter, path, *cells[:3])
    if letter == "Q":
        return (letter, path, cells[0]) if dialect == "dbt" else (letter, path, *cells)
    return (letter, path, *cells)


def compare(dump, file):
    """Complaints about one file; None when it is not of these dialects or no clean YAML."""
    output = subprocess.run([dump, file], capture_output=True, check=True, timeout=60, encoding="utf-8").stdout
    if re.search(rf"^[ -]*({'|'.join(MISSPELT)}):", file.read_text(encoding="utf-8", errors="replace"), re.MULTILINE):
        return None
    documents, wanted = output.split("D\t")[1:], []
    try:
        wanted = [plain(node) for node in yaml.compose_all(file.read_text(encoding="utf-8"), yaml.SafeLoader)]
    except (yaml.YAMLError, UnicodeDecodeError, AttributeError, RecursionError):
        return None
    if len(documents) != len(wanted):
        return None
    compared, complaints = False, []
    for document, root in zip(documents, wanted):
        head, *lines = document.rstrip("\n").split("\n")
        dialect, _, version = head.split("\t")
        if dialect not in ("odcs", "dcs", "dbt") or version.lstrip("v").startswith("2"):
            continue
        compared = True
        reading = Reading()
        getattr(reading, dialect)(root)
        letters = {"dbt": "SFQ", "dcs": "CSFVQ", "odcs": "CSFPVQ"}[dialect]
        every = {columns_of(line, dialect) for line in lines}
        complaints += [f"{file}: only in the model: {line}" for line in sorted(every - reading.lines - {None})
                       if line[0] in letters and not line[1].startswith("/definitions")]
        complaints += [f"{file}: not in the model: {line}" for line in sorted(reading.lines - every)]
    return complaints if compared else None


def main():
    dump, *places = sys.argv[1:]
    passed, failed = 0, 0
    for place in map(pathlib.Path, places):
        for file in sorted(place.rglob("*.y*ml")) if place.is_dir() else [place]:
            complaints = compare(dump, file)
            if complaints is None:
                continue
            passed, failed = passed + (not complaints), failed + bool(complaints)
            for complaint in complaints[:20]:
                print(complaint)
    print(f"model-oracle: {passed} passed, {failed} failed")
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
