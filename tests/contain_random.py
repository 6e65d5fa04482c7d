#!/usr/bin/env python3
"""Random pairs of schemas, asked for containment, with python3-jsonschema and ajv as judges: every witness must be one, and
no value, random or found by the engine itself, may contradict a proof. What is contained in something contained must be
contained. Half of the pairs grow like contracts and mostly differ by small edits. One pair in four is read tolerantly, one
asserts formats.
Usage: contain_random.py ORACLE [PAIRS [FIRST-SEED]]. The same numbers give the same questions."""
import json
import subprocess
import sys

from contract_grower import ContractGrower
from schema_grower import OF_FORMATS, VALUES, Grower
from schema_judges import MODERN, Ajv, Emission, keywords_of, opened, python_verdicts

AT_ONCE = 500


class Pair:
    def __init__(self, seed):
        self.seed = seed
        self.is_tolerant, self.asserts_format = seed % 4 == 0, seed % 4 == 1
        is_of_contract = seed % 8 >= 4
        grower = (ContractGrower if is_of_contract else Grower)(seed, self.asserts_format, MODERN)
        self.left = grower.root()
        chance = grower.random.random()
        self.right = grower.root() if chance < (0.1 if is_of_contract else 0.4) else grower.changed(self.left)
        if chance > 0.8:
            self.left, self.right = self.right, self.left
        self.third = grower.changed(self.right)
        self.others = [grower.schema(1) for _ in range(3)] if not self.is_tolerant and not grower.is_recursive else []
        self.values = [grower.value() for _ in range(30)] + VALUES + (OF_FORMATS if self.asserts_format else [])
        self.values += [grower.close_value(side, side) for side in (self.left, self.right) * 15 * is_of_contract]
        self.answers, self.disputed = [], []

    def questions(self):
        base = {"tolerant": self.is_tolerant, "format": self.asserts_format}
        yield dict(base, all=[self.left], none=[self.right])
        if not self.is_tolerant:  # which is not transitive: each schema names what it gives
            yield dict(base, all=[self.right], none=[self.third])
            yield dict(base, all=[self.left], none=[self.third])
        for other in self.others:
            yield dict(base, all=[self.left, other], none=[])
            yield dict(base, all=[self.left], none=[other])

    def judged(self):
        """What the judges are asked: the schemas and the values."""
        schemas = [opened(schema) if self.is_tolerant else schema for schema in (self.left, self.right)]
        found = [answer["witness"] for answer in self.answers if answer["answer"] == "yes"]
        return schemas, found + self.values, self.asserts_format

    def separating(self, second):
        """Each value with whether it is valid in the left schema and not in the right one; None where no judge knows."""
        schemas, values, asserts_format = self.judged()
        first = [python_verdicts(schema, values, asserts_format) for schema in schemas]
        for index, value in enumerate(values):
            said = {verdicts[0][index] and not verdicts[1][index] for verdicts in (first, second)
                    if None not in (verdicts[0][index], verdicts[1][index])}
            if len(said) > 1:
                self.disputed.append(value)
            yield value, said.pop() if len(said) == 1 else None


def complaint(pair, separating):
    """What is wrong with the answers to a pair; None: nothing."""
    answer = pair.answers[0]["answer"]
    if answer not in ("yes", "no", "unknown"):
        return "not answered"
    if answer == "yes":
        value, separates = next(separating)
        emission = Emission(pair.left, True, pair.asserts_format)
        if separates is False or pair.is_tolerant and not emission.gives([pair.left], value):
            return f"{json.dumps(value)} is no witness"
    if answer == "no":
        emission = Emission(pair.left, False, pair.asserts_format)
        for value, separates in separating:
            if separates is True and (not pair.is_tolerant or emission.gives([pair.left], value)):
                return f"contained, but {json.dumps(value)} is valid in the left one only"
        if not pair.is_tolerant and pair.answers[1]["answer"] == "no" and pair.answers[2]["answer"] == "yes":
            return "contained in what is contained, but not contained"
    return None


def ask(oracle, questions):
    lines = "".join(json.dumps(question) + "\n" for question in questions)
    run = subprocess.run([oracle], input=lines, text=True, capture_output=True, timeout=900)
    if run.returncode:
        sys.exit(f"{oracle} ended with {run.returncode}: {run.stderr[-2000:]}")
    return [json.loads(line) for line in run.stdout.splitlines()]


class Tally:
    def __init__(self):
        self.answers, self.keywords, self.reasons = {}, {}, {}
        self.wrong = 0

    def add(self, pair):
        answer = pair.answers[0]
        self.answers[answer["answer"]] = self.answers.get(answer["answer"], 0) + 1
        is_unknown = answer["answer"] == "unknown"
        for keyword in keywords_of([pair.left, pair.right]) - {"$defs"}:
            count = self.keywords.setdefault(keyword, [0, 0])
            count[0] += 1
            count[1] += is_unknown
        if is_unknown:
            self.reasons.setdefault(answer.get("keyword", "the budget"), []).append(pair.seed)

    def print(self, count):
        shares = sorted((100 * open_ / total, keyword, open_, total) for keyword, (total, open_) in self.keywords.items())
        for share, keyword, open_, total in reversed(shares):
            print(f"  {keyword}: {open_} of {total} pairs unknown ({share:.1f} %)")
        for keyword, seeds in sorted(self.reasons.items()):
            print(f"  unknown for {keyword}: {len(seeds)} (seeds {', '.join(map(str, seeds[:6]))})")
        print(f"contain-random: {count} pairs, {self.wrong} wrong, {self.answers.get('no', 0)} contained, "
              f"{self.answers.get('yes', 0)} not, {self.answers.get('unknown', 0)} unknown")


def run_some(oracle, ajv, pairs, tally):
    questions = [list(pair.questions()) for pair in pairs]
    answers = iter(ask(oracle, [question for some in questions for question in some]))
    for pair, some in zip(pairs, questions):
        pair.answers = [next(answers) for _ in some]
        tally.add(pair)
    for pair, second in zip(pairs, ajv.verdicts([pair.judged() for pair in pairs])):
        separating = list(pair.separating(second))
        why = complaint(pair, iter(separating))
        if pair.disputed:
            why = f"the judges disagree about {json.dumps(pair.disputed[0])}"
        if why:
            tally.wrong += 1
            print(f"seed {pair.seed}: {why}\n    {json.dumps(next(pair.questions()))}")


def main():
    oracle = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    first = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    ajv, tally = Ajv(), Tally()
    if not ajv.modules:
        print("  ajv: not present")
    for start in range(first, first + count, AT_ONCE):
        run_some(oracle, ajv, [Pair(seed) for seed in range(start, min(start + AT_ONCE, first + count))], tally)
    tally.print(count)
    sys.exit(1 if tally.wrong else 0)


main()
