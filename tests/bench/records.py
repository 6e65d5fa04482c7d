#!/usr/bin/env python3
"""Writes JSON Lines and CSV of ten flat fields and their contract, and a schema for other validators.
usage: records.py FOLDER MEGABYTES"""
import csv
import json
import pathlib
import random
import sys
import uuid

FOLDER, SIZE = pathlib.Path(sys.argv[1]), int(sys.argv[2]) * 10**6
SCHEMA = {
    "type": "object",
    "required": ["id", "customerId", "segment", "amount", "currency", "createdAt"],
    "properties": {
        "id": {"type": "integer", "minimum": 1},
        "customerId": {"type": "string", "format": "uuid"},
        "segment": {"type": "string", "enum": ["premium", "standard", "new", "churning"]},
        "amount": {"type": "number", "minimum": 0},
        "quantity": {"type": "integer", "minimum": 1, "maximum": 100},
        "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
        "createdAt": {"type": "string", "format": "date-time"},
        "email": {"type": "string", "format": "email"},
        "active": {"type": "boolean"},
        "note": {"type": "string", "maxLength": 100},
    },
}
CONTRACT = {
    "dataProduct": {"name": "orders", "domain": "sales", "owner": "sales-team", "version": "1.0.0", "description": "Orders"},
    "schema": SCHEMA,
    "sla": {"freshness": "P1D", "availability": "99.9%", "qualityScore": 0.95},
    "access": {"classification": "internal", "requiredPermissions": ["sales:read"]},
}


def record(chance, number):
    day = f"2025-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return {
        "id": number,
        "customerId": str(uuid.UUID(int=chance.getrandbits(128), version=4)),
        "segment": chance.choice(SCHEMA["properties"]["segment"]["enum"]),
        "amount": round(chance.random() * 1000, 2),
        "quantity": chance.randint(1, 100),
        "currency": chance.choice(["EUR", "CHF", "USD"]),
        "createdAt": f"{day}T{chance.randint(0, 23):02}:{chance.randint(0, 59):02}:00Z",
        "email": f"user{chance.randint(1, 10**7)}@example.com",
        "active": chance.random() < 0.5,
        "note": f"order {chance.getrandbits(60)}",
    }


def main():
    chance, size, number = random.Random(1), 0, 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "schema.json").write_text(json.dumps(SCHEMA))
    (FOLDER / "contract.json").write_text(json.dumps(CONTRACT))
    with open(FOLDER / "records.jsonl.new", "w", encoding="utf-8") as out:
        while size < SIZE:
            number += 1
            line = json.dumps(record(chance, number), separators=(",", ":")) + "\n"
            size += out.write(line)
    (FOLDER / "records.jsonl.new").rename(FOLDER / "records.jsonl")
    with open(FOLDER / "records.jsonl", encoding="utf-8") as lines, \
            open(FOLDER / "records.csv", "w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(SCHEMA["properties"])
        rows.writerows([str(value).lower() if isinstance(value, bool) else value for value in json.loads(line).values()]
                       for line in lines)


main()
