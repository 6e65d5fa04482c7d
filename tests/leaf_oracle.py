"""Compares what the leaves of the schema engine answer about numbers and strings with a search through all candidates.

Usage: leaf_oracle.py PROGRAM, the program of tests/leaf_oracle.c. The seed is fixed, so a failure comes back.
"""

import functools
import itertools
import operator
import random
import re
import subprocess
import sys
from fractions import Fraction

COUNT = 1000
UNIT = Fraction(1, 20)  # half of the finest decimal below: between two of those, all numbers are alike
WINDOW = range(-75 * 20, 75 * 20 + 1)  # bounds end at 10, what steps allow repeats after 60
STEPS = ["1", "2", "3", "4", "5", "6", "0.5", "1.5", "2.5", "0.1", "0.2", "0.3"]
COMPARE = {">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt}
ATOMS = ["a", "b", "[ab]", "(a|bb)", "(ab)*", "a*", "b+", "(aa)?", "[ab]{2}", "(a|b){1,3}", "(?!a)", "(?=.b)"]
WORDS = ["".join(letters) for length in range(8) for letters in itertools.product("ab", repeat=length)]
random.seed(20240229)


def units(text):
    value = Fraction(text) / UNIT
    return int(value) if value.denominator == 1 else value


def number_demand():
    kind = random.choice(list(COMPARE) + ["%", "%", "int"])
    value = {"%": random.choice(STEPS), "int": ""}.get(kind, str(random.randint(-100, 100) / 10))
    return random.choice(["", "", "!"]) + kind + value


@functools.cache
def parse_number(demand):
    """A function that tells whether a number, counted in units, meets the demand, and whether it must not."""
    word = demand.lstrip("!")
    sign = re.match(r"[<>]=?|%|int|=", word).group()
    value = units(word[len(sign):] or "1")
    compare = COMPARE.get(sign, operator.ne)
    test = (lambda x: x % value == 0) if sign in ("%", "int") else (lambda x: compare(x, value))
    return test, demand.startswith("!")


def meets_number(demand, value):
    test, is_negated = parse_number(demand)
    return test(value) != is_negated


def number_goal():
    demands = [number_demand() for _ in range(random.randint(1, 5))]
    return demands + [f"={random.randint(-20, 20) / 10:g}" for _ in range(random.choice([0, 0, 2]))]


def string_demand():
    if random.random() < 0.2:
        least = random.randint(0, 4)
        return f"{least}..{least + random.randint(0, 2)}"
    pattern = "".join(random.choices(ATOMS, k=random.randint(1, 3)))
    return random.choice(["", "", "!"]) + "/" + random.choice(["^", ""]) + pattern + random.choice(["$", ""])


@functools.cache
def meets_string(demand, value):
    word = demand.lstrip("!")
    if word.startswith("="):
        return value != word[1:]
    if word.startswith("/"):
        return (re.search(word[1:].replace("$", r"\Z"), value) is not None) != demand.startswith("!")
    least, most = map(int, word.split(".."))
    return least <= len(value) <= most


def string_goal():
    """What is not of a and b only is left to the unit tests."""
    demands = ["/^[ab]*$"] + [string_demand() for _ in range(random.randint(1, 3))]
    return demands + [f"={random.choice(WORDS[1:15])}" for _ in range(random.choice([0, 0, 2]))]


def wrong(goal, answer, candidates, meets, read, is_complete):
    """What is wrong with an answer; None when it is right. `is_complete`: there are no values but the candidates."""
    truth = [c for c in candidates if all(meets(demand, c) for demand in goal)]
    word, *rest = answer.split(" ")
    if word == "NO":
        parts = [goal[int(index)] for index in rest]
        if truth or any(all(meets(part, c) for part in parts) for c in candidates if parts):
            return f"there is {truth[:1]}"
        return None
    if word != "YES":
        return "it can be decided"
    is_all = rest[-1] == "all"
    values = [read(text) for text in (rest[:-1] if is_all else rest)]
    if len(set(values)) < len(values) or not all(meets(demand, v) for v in values for demand in goal):
        return "a value is wrong"
    if is_all and not set(truth) <= set(values):
        return "that is not all"
    if is_complete and not is_all and len(truth) <= len(values):
        return "that is all"
    return None


def is_bounded(goal):
    lower = any(not meets_number(demand, WINDOW[0]) for demand in goal if demand[:1] in "<>" or demand[1:2] in "<>")
    upper = any(not meets_number(demand, WINDOW[-1]) for demand in goal if demand[:1] in "<>" or demand[1:2] in "<>")
    has_step = any(demand[0] in "%i" for demand in goal)
    return lower and upper and has_step


goals = [("number", number_goal()) for _ in range(COUNT)] + [("string", string_goal()) for _ in range(COUNT)]
counts = [random.choice([1, 2, 5]) for _ in goals]
lines = "".join(f"{kind} {count} {' '.join(goal)}\n" for (kind, goal), count in zip(goals, counts))
answers = subprocess.run([sys.argv[1]], input=lines, text=True, capture_output=True, check=True,
                         timeout=300).stdout.splitlines()
assert len(answers) == len(goals), f"{len(answers)} answers to {len(goals)} questions"
failures = 0
for (kind, goal), answer in zip(goals, answers):
    if kind == "number":
        problem = wrong(goal, answer, WINDOW, meets_number, units, is_bounded(goal))
    else:
        problem = wrong(goal, answer, WORDS, meets_string, str, False)
    if problem:
        failures += 1
        print(f"{kind} {' '.join(goal)}: {answer}: {problem}")
print(f"leaf-oracle: {len(goals)} goals, {failures} failures, " +
      ", ".join(f"{sum(a.startswith(word) for a in answers)} {word}" for word in ("YES", "NO", "UNKNOWN")))
sys.exit(1 if failures else 0)
