#!/usr/bin/env python3
"""Pairs of small contracts about schemas, models, keys, physical types and columns (tests/breaking_pairs.txt): two versions give
the findings that are due, no more and no fewer, and a version compared with itself gives none.

usage: breaking_pairs.py BINARY
"""
import json, pathlib, subprocess, sys, tempfile

# What stands first, and for each section: what leads in, and how its lines begin.
TEMPLATES = {
    "odcs": (
        "apiVersion: v3.2.0\nkind: DataContract\nid: x\nname: x\nversion: 1.0.0\nstatus: active\n",
        {
            "servers": ("servers:\n", "  - "),
            "model": ("schema:\n  - name: orders\n", "    "),
            "fields": ("    properties:\n", "      - "),
            "rest": ("", ""),
        },
    ),
    "dcs": (
        "dataContractSpecification: 1.2.1\nid: x\ninfo: {title: x, version: 1.0.0, status: active}\n",
        {
            "model": ("models:\n  orders:\n", "    "),
            "fields": ("    fields:\n", "      "),
            "rest": ("", ""),
            "retention": ("servicelevels:\n  retention:\n", "    "),
        },
    ),
    "dbt": (
        "version: 2\n",
        {
            "model": ("models:\n  - name: orders\n", "    "),
            "fields": ("    columns:\n", "      - "),
            "rest": ("", "    "),
        },
    ),
    "product": (
        "dataProduct: {name: orders, domain: sales, owner: sales-team, version: 1.0.0}\n",
        {"fields": ("schema:\n  type: object\n  properties:\n", "    "), "definitions": ("  $defs:\n", "    "), "schema": ("", "  ")},
    ),
    "whole": ("", {"fields": ("", "")}),
}


def text_of(dialect, sections, version):
    text, shapes = TEMPLATES[dialect]
    for name, (lead, indent) in shapes.items():
        lines = [line[2:] for line in sections.get(name, []) if line[0] in (" ", version)]
        if lines or name == "model":
            text += lead + "".join(f"{indent}{line}\n" for line in lines)
    return text


def read_pair(block):
    title, *lines = block.splitlines()
    dialect = title.removeprefix("## ").split(":")[0]
    sections, section = {}, "fields"
    for line in lines:
        if line.startswith("@ "):
            section = line[2:]
        elif not line.startswith("> "):
            sections.setdefault(section, []).append(line)
    expected = sorted(line[2:] for line in lines if line.startswith("> "))
    config = "".join(f"{line[2:]}\n" for line in sections.get("config", []))
    return title, config, text_of(dialect, sections, "-"), text_of(dialect, sections, "+"), expected


def findings(binary, folder, before, after):
    (folder / "before.yaml").write_text(before, encoding="utf-8")
    (folder / "after.yaml").write_text(after, encoding="utf-8")
    command = [binary, "breaking", "--config", "config.yaml", "--no-version-check", "--format", "json", "--against", "before.yaml", "after.yaml"]
    result = subprocess.run(command, capture_output=True, timeout=60, cwd=folder)
    if result.returncode not in (0, 1) or result.stderr:
        raise RuntimeError(f"status {result.returncode}, {result.stderr.decode()}")
    return sorted(f"{finding['rule']} {finding['path']}" for finding in json.loads(result.stdout)["findings"])


def mistakes(binary, folder, before, after, expected):
    told = findings(binary, folder, before, after)
    if told != expected:
        yield f"has {told}, not {expected}"
    for version in (before, after):
        if said := findings(binary, folder, version, version):
            yield f"has {said} compared with itself"


def main():
    binary = pathlib.Path(sys.argv[1]).resolve()
    blocks = pathlib.Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").split("\n\n")[1:]
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for title, config, before, after, expected in map(read_pair, blocks):
            pathlib.Path(folder, "config.yaml").write_text(config, encoding="utf-8")
            wrong = list(mistakes(binary, pathlib.Path(folder), before, after, expected))
            failed += bool(wrong)
            for line in wrong:
                print(f"{title}\n  {line}")
    print(f"{len(blocks) - failed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
