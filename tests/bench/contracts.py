#!/usr/bin/env python3
"""Writes COUNT data-product contracts of about 4 KB into FOLDER, always the same ones. usage: contracts.py FOLDER COUNT"""
import pathlib
import random
import sys

DOMAINS = ["billing", "claims", "customer", "inventory", "logistics", "marketing", "orders", "risk"]
THINGS = ["account", "address", "basket", "contact", "invoice", "order", "parcel", "payment", "refund", "visit"]
WORDS = "the of each after before shop customer record when was last known total number time since first change day".split()
FIELDS = [  # name, lines below it
    ("{}Id", ["type: string", "format: uuid"]),
    ("{}Count", ["type: integer", "minimum: 0", "maximum: {}"]),
    ("{}Amount", ["type: number", "minimum: 0", "unit: EUR"]),
    ("{}At", ["type: string", "format: date-time"]),
    ("{}State", ["type: string", "enum: [open, paid, sent, returned]"]),
    ("{}Code", ["type: string", "pattern: '^[A-Z]{{2}}[0-9]{{4}}$'", "maxLength: {}"]),
    ("{}Tags", ["type: array", "items: {{type: string, maxLength: {}}}"]),
]


def sentence(choice, words):
    return " ".join(choice.choice(WORDS) for _ in range(words)).capitalize()


def contract(number):
    choice = random.Random(number)
    domain, thing = choice.choice(DOMAINS), choice.choice(THINGS)
    lines = ["dataProduct:", f"  name: {domain}-{thing}-{number:05}", f"  domain: {domain}", f"  owner: {domain}-data-team",
             f"  version: {choice.randint(1, 9)}.{choice.randint(0, 20)}.0", "  status: active", "  description: >-",
             f"    {sentence(choice, 14)}", f"    {sentence(choice, 12).lower()}", "schema:", "  type: object", "  properties:"]
    names = []
    for index in range(choice.randint(15, 30)):
        name, facts = choice.choice(FIELDS)
        names.append(name.format(f"{choice.choice(THINGS)}{index}"))
        lines += [f"    {names[-1]}:"] + [f"      {fact.format(choice.randint(10, 99))}" for fact in facts]
        lines.append(f"      description: {sentence(choice, 8)}")
    lines += ["  required:"] + [f"    - {name}" for name in names[::3]]
    lines += ["sla:", f"  freshness: PT{choice.randint(1, 59)}M", "  availability: 99.9%", "  qualityScore: 0.95",
              "access:", "  classification: internal", f"  requiredPermissions: [{domain}:read]"]
    return "\n".join(lines) + "\n"


def main():
    folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    for number in range(count):
        path = folder / DOMAINS[number % len(DOMAINS)] / f"{number:05}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(contract(number))


main()
