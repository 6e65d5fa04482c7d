#!/usr/bin/env python3
"""Twice the input costs about twice the instructions, whatever grows. Instructions are counted by valgrind: they are the same
on every run. usage: linear.py BINARY [SIZE]"""
import pathlib
import re
import subprocess
import sys
import tempfile

BINARY = sys.argv[1]
MOST = 2.3  # times the instructions for twice the size
SIZE = int(sys.argv[2]) if len(sys.argv) > 2 else 200

HEAD = """dataProduct:
  name: customer-360
  domain: marketing
  owner: marketing-data-team
  version: 3.2.0
  description: Everything known about a customer, one record for each of them
"""
TAIL = """sla:
  freshness: PT15M
  availability: 99.9%
  qualityScore: 0.95
access:
  classification: internal
  requiredPermissions: [marketing:read]
"""
FIELD = "    {}{}: {{type: string, description: What the customer said on that day}}\n"


def contract(fields, head="", tail=""):
    return HEAD + head + "schema:\n  type: object\n  properties:\n" + fields + TAIL + tail


# What grows by n: the text of a contract.
SHAPES = {
    "fields": lambda n: contract("".join(FIELD.format("field", i) for i in range(n))),
    "nested fields": lambda n: contract("".join(
        f"    group{i}:\n      type: object\n      description: A group of fields\n      properties:\n    " +
        FIELD.format("  field", i) for i in range(n // 2))),
    "enum values": lambda n: contract("    state: {type: string, description: The state of all, enum: [" +
                                      ", ".join(f"value{i}" for i in range(n * 4)) + "]}\n"),
    "enum values alike": lambda n: contract("    state: {type: string, description: The state of all, enum: [" +
                                            ", ".join("same" for i in range(n * 4)) + "]}\n"),
    "findings": lambda n: contract("".join(f"    field{i}: {{type: strin, minimum: abc}}\n" for i in range(n))),
    "unknown keys": lambda n: contract(FIELD.format("field", 1), tail="".join(f"unknown{i}: 1\n" for i in range(n))),
    "required": lambda n: contract(
        "".join(FIELD.format("field", i) for i in range(n)) + "  required: [" +
        ", ".join(f"field{i}" for i in range(n)) + "]\n"),
    "references": lambda n: contract(
        "".join(f"    field{i}: {{$ref: '#/$defs/d{i}'}}\n" for i in range(n)) + "  $defs:\n" +
        "".join(f"    d{i}: {{type: string, description: One of many}}\n" for i in range(n))),
    "quality tests": lambda n: contract(
        "".join(FIELD.format("field", i) for i in range(n)),
        tail="quality:\n  tests:\n" + "".join(f"    - not_null: field{i}\n" for i in range(n))),
    "tags": lambda n: contract(FIELD.format("field", 1), head="  tags: [" + ", ".join(f"tag{i}" for i in range(n * 4)) + "]\n"),
    "ports": lambda n: contract(FIELD.format("field", 1), tail="outputPorts:\n" + "".join(
        f"  - {{name: port{i}, type: kafka, topic: topic{i}, format: avro}}\n" for i in range(n))),
    "lineage": lambda n: contract(FIELD.format("field", 1), tail="lineage:\n  upstream:\n" + "".join(
        f"    - product-{i}\n" for i in range(n * 4))),
    "comments": lambda n: contract("".join(f"    # line {i} of a comment\n" for i in range(n * 8)) + FIELD.format("field", 1)),
    "suppressions": lambda n: contract("".join(
        f"    field{i}: {{type: strin}} # contractlint: ignore[schema-type-unknown] known\n" for i in range(n))),
    "documents": lambda n: "---\n".join(contract(FIELD.format("field", 1)) for i in range(n // 8)),
    "products of domains": lambda n: "domains:\n  - name: customer\n    owner: customer-team\n    data_products:\n" + "".join(
        f"      - {{name: product-{i}, description: One of the many products}}\n" for i in range(n)),
}


REPORTS = ("junit", "github", "sarif", "gitlab", "checkstyle", "rdjson", "markdown")


def instructions(paths, reports):
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    command += [BINARY, "lint", "--no-config", "-j1", "--format", "json", *reports, *paths]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    if done.returncode not in (0, 1):
        sys.exit(f"status {done.returncode}: {done.stderr}")
    return int(re.search(r"refs:\s+([0-9,]+)", done.stderr)[1].replace(",", ""))


def main():
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        def cost(text, copies=1, reports=()):
            paths = [pathlib.Path(folder, f"{i}.yaml") for i in range(copies)]
            for path in paths:
                path.write_text(text)
            return instructions(map(str, paths), [f"--format={name}:{folder}/report.{name}" for name in reports])

        start = cost(contract(FIELD.format("field", 1)))
        ratios = {name: (cost(shape(2 * SIZE)) - start) / (cost(shape(SIZE)) - start) for name, shape in SHAPES.items()}
        one = contract("".join(FIELD.format("field", i) for i in range(10)))
        ratios["findings in every report"] = (
            cost(SHAPES["findings"](2 * SIZE), reports=REPORTS) / cost(SHAPES["findings"](SIZE), reports=REPORTS))
        ratios["contracts"] = cost(one, 80) / cost(one, 40)
        for name, ratio in ratios.items():
            passed, failed = passed + (ratio < MOST), failed + (ratio >= MOST)
            if ratio >= MOST:
                print(f"{name}: {ratio:.2f} times the instructions for twice as many")
    print(f"linear: {passed} passed, {failed} failed")
    return failed > 0


sys.exit(main())
