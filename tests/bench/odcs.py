#!/usr/bin/env python3
"""Writes COUNT contracts of the Open Data Contract Standard, about 5 KB of JSON each, into FOLDER, always the same ones.
usage: odcs.py FOLDER COUNT"""
import json
import pathlib
import random
import sys

TYPES = ["string", "date", "number", "integer", "boolean"]
WORDS = "customer order parcel refund invoice total state code amount since first last change day shop record".split()
SERVERS = [
    {"type": "postgres", "host": "db.example.com", "port": 5432, "database": "sales", "schema": "public"},
    {"type": "snowflake", "account": "acme", "database": "SALES", "schema": "PUBLIC", "port": 443},
    {"type": "s3", "location": "s3://acme-sales/*.json", "format": "json", "delimiter": "new_line"},
    {"type": "kafka", "host": "kafka.example.com:9092", "format": "avro"},
    {"type": "bigquery", "project": "acme", "dataset": "sales"},
]


def text(choice, count):
    return " ".join(choice.choice(WORDS) for _ in range(count))


def column(choice, index):
    kind = choice.choice(TYPES)
    made = {"name": f"{choice.choice(WORDS)}_{index}", "logicalType": kind, "physicalType": kind.upper(),
            "required": choice.random() < 0.5, "description": text(choice, 8), "classification": "internal",
            "examples": [text(choice, 1)], "tags": [choice.choice(WORDS)]}
    if kind == "string":
        made["logicalTypeOptions"] = {"maxLength": choice.randint(20, 200)}
    if index == 0:
        made |= {"primaryKey": True, "primaryKeyPosition": 1}
    if choice.random() < 0.3:
        made["quality"] = [{"type": "library", "rule": "nullCount", "mustBe": 0, "dimension": "completeness"}]
    return made


def contract(number):
    choice = random.Random(number)
    return {
        "apiVersion": "v3.0.2", "kind": "DataContract", "id": f"{number:08}-0000-4000-8000-000000000000",
        "version": f"1.{number}.0", "status": "active", "name": text(choice, 2), "domain": choice.choice(WORDS),
        "tenant": "acme", "dataProduct": text(choice, 2), "tags": [choice.choice(WORDS)],
        "description": {"purpose": text(choice, 12), "usage": text(choice, 8), "limitations": text(choice, 6)},
        "servers": [{"server": f"s{index}", **choice.choice(SERVERS)} for index in range(choice.randint(1, 3))],
        "schema": [{"name": f"{choice.choice(WORDS)}_{table}", "logicalType": "object", "physicalType": "table",
                    "description": text(choice, 9),
                    "properties": [column(choice, index) for index in range(choice.randint(6, 14))]}
                   for table in range(choice.randint(1, 3))],
        "support": [{"channel": "data-help", "url": "https://chat.example.com/data-help", "tool": "slack"}],
        "team": [{"username": "ann", "role": "Owner", "dateIn": "2024-01-15"}],
        "roles": [{"role": "reader", "access": "read", "firstLevelApprovers": "owner"}],
        "slaProperties": [{"property": "latency", "value": 4, "unit": "d", "element": "orders.at"}],
        "contractCreatedTs": "2024-01-15T10:00:00Z",
    }


def main():
    folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number:05}.json").write_text(json.dumps(contract(number)))


main()
