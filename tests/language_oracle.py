"""Compares the languages of patterns with Python's re and with PCRE2, on patterns made at random.

Usage: language_oracle.py PROGRAM [COUNT], the program of tests/language_oracle.c. Whatever it says is checked: that a
string is in a language or not, every witness, every example; that one language contains another, that it is finite and
how large, by trying all short strings. That the budget is spent may happen to one pattern in a hundred. The seed is
fixed, so a failure comes back.
"""

import itertools
import json
import random
import re
import subprocess
import sys

NO, YES, UNKNOWN = 0, 1, 2
MATCHES, DIFFERS = 0, 1
LETTERS = "ab1-"
ALL_SHORT = ["".join(letters) for n in range(5) for letters in itertools.product(LETTERS, repeat=n)]
OTHERS = ["\n", "a\n", "\r", "\u2028", "é", "aé", "😀", "a😀b", "A", "_", " ", "a b", "aaaaa", "ababab", "b" * 9, "c", "\0"]
random.seed(20240229)

# Each pattern is made in two spellings: ECMA-262's, and Python's for the same meaning.
ATOMS = [("a", "a"), ("b", "b"), ("1", "1"), ("-", "-"), (".", "[^\n\r\u2028\u2029]"), ("[ab]", "[ab]"),
         ("[^a]", "[^a]"), ("[a-z]", "[a-z]"), (r"\d", "[0-9]"), (r"\w", "[a-zA-Z0-9_]"), (r"\D", "[^0-9]"),
         (r"[^\w-]", "[^a-zA-Z0-9_-]"), ("[]", "(?!)"), ("[^]", r"[\s\S]"), ("é", "é"), (r"\u{1F600}", "😀")]
ASSERTIONS = [("^", r"\A"), ("$", r"\Z"), (r"\b", r"\b"), (r"\B", r"(?!\b)"), ("(?<=[ab])", "(?<=[ab])"),
              ("(?<!-)", "(?<!-)"), ("(?<=^|b)", r"(?:\A|(?<=b))"), (r"(?<!\w|-)", r"(?<![\w-])")]
COUNTS = ["*", "+", "?", "{2}", "{1,2}", "{0,2}", "{2,}", "{3}", "*?", "{0}"]


def enclosed(openers, depth):
    opener = random.choice(openers)
    return tuple(opener + spelling + ")" for spelling in alternation(depth - 1))


def term(depth):
    choice = random.random()
    if choice < 0.12:
        return random.choice(ASSERTIONS)
    if depth and choice < 0.17:
        return enclosed(["(?=", "(?!"], depth)
    atom = enclosed(["(", "(?:"], depth) if depth and choice < 0.4 else random.choice(ATOMS)
    if random.random() < 0.6:
        return atom
    count = random.choice(COUNTS)
    return tuple(spelling + count for spelling in atom)


def sequence(depth):
    terms = [term(depth) for _ in range(random.choice([0, 1, 1, 2, 2, 3]))]
    return tuple("".join(spellings) for spellings in zip(*terms)) or ("", "")


def alternation(depth):
    alternatives = [sequence(depth) for _ in range(random.choice([1, 1, 1, 2, 2, 3]))]
    return tuple("|".join(spellings) for spellings in zip(*alternatives))


def pattern():
    ecma, python = alternation(random.choice([1, 2, 3]))
    if random.random() < 0.4:
        ecma, python = f"^(?:{ecma})$", rf"\A(?:{python})\Z"
    return ecma, re.compile(python, re.ASCII)


def pair():
    """Two patterns, often related, so that one may contain the other."""
    outer, inner = pattern(), pattern()
    kind = random.random()
    if kind < 0.25:
        outer = f"(?:{outer[0]})|(?:{inner[0]})", re.compile(f"(?:{outer[1].pattern})|(?:{inner[1].pattern})", re.ASCII)
    elif kind < 0.4:
        inner = f"(?={outer[0]})(?:{inner[0]})", re.compile(f"(?={outer[1].pattern})(?:{inner[1].pattern})", re.ASCII)
    return outer, inner


class Case:
    def __init__(self, outer, inner):
        self.outer, self.inner = outer, inner
        self.subjects = random.sample(ALL_SHORT, 40) + OTHERS
        self.problems = []
        self.is_unknown = False

    def line(self):
        words = [self.outer[0], self.inner[0], *self.subjects]
        return " ".join("x" + word.encode().hex() for word in words) + "\n"

    def expect(self, claim, what):
        if not claim:
            self.problems.append(what)

    def is_in(self, text, which):
        return which[1].search(text) is not None

    def is_new(self, text):
        return self.is_in(text, self.inner) and not self.is_in(text, self.outer)

    def check_containment(self, answer):
        contains, differs = answer["contains"], answer["differs"]
        self.expect((contains, differs) in ((YES, NO), (NO, YES), (UNKNOWN, UNKNOWN)), "containment and witness disagree")
        self.is_unknown |= contains == UNKNOWN
        if differs == YES:
            witness = bytes.fromhex(answer["witness"]).decode()
            self.expect(self.is_new(witness), f"{witness!r} is no witness")
            shorter = next((s for s in ALL_SHORT if len(s) < len(witness) and self.is_new(s)), None)
            self.expect(shorter is None, f"{shorter!r} is shorter than {witness!r}")
        if contains == YES:
            against = next((s for s in ALL_SHORT + OTHERS if self.is_new(s)), None)
            self.expect(against is None, f"{against!r} is in the inner language only")

    def check_size(self, answer):
        examples = [bytes.fromhex(text).decode() for text in answer["examples"]]
        found = [s for s in ALL_SHORT if self.is_in(s, self.inner)]
        self.is_unknown |= UNKNOWN in (answer["complete"], answer["finite"])
        self.expect(all(self.is_in(text, self.inner) for text in examples), f"examples {examples} are not all in it")
        self.expect(len(set(examples)) == len(examples), f"examples {examples} repeat")
        self.expect([len(text) for text in examples] == sorted(len(text) for text in examples), "examples are not in order")
        if answer["finite"] == YES:
            self.expect(len(found) <= answer["count"], f"{len(found)} strings, counted {answer['count']}")
        if answer["complete"] == YES and answer["finite"] != UNKNOWN:
            size = answer["count"] if answer["finite"] == YES else 5
            self.expect(len(examples) == min(5, size), f"{len(examples)} examples of {size}")

    def check_subjects(self, answer):
        for i, subject in enumerate(self.subjects):
            accepts, matched = map(int, answer["subjects"][2 * i:2 * i + 2])
            is_in = self.is_in(subject, self.inner)
            self.is_unknown |= accepts == UNKNOWN
            self.expect(accepts in (YES if is_in else NO, UNKNOWN), f"{subject!r}: we say {accepts}")
            self.expect(matched == (MATCHES if is_in else DIFFERS), f"{subject!r}: PCRE2 says {matched}")

    def check(self, answer):
        self.expect(answer["status"] == [0, 0], f"status {answer['status']}")
        self.check_containment(answer)
        self.check_size(answer)
        self.check_subjects(answer)


def main():
    program, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 2000
    cases = [Case(*pair()) for _ in range(count)]
    run = subprocess.run([program], input="".join(case.line() for case in cases), capture_output=True, text=True)
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    if run.returncode or len(answers) != count:
        sys.exit(f"program ended with status {run.returncode} after {len(answers)} of {count}\n{run.stderr}")
    for case, answer in zip(cases, answers):
        case.check(answer)
    bad = [case for case in cases if case.problems]
    for case in bad[:20]:
        print(f"outer {case.outer[0]!r} inner {case.inner[0]!r}: {'; '.join(case.problems[:4])}")
    tally = {name: sum(answer[name] == YES for answer in answers) for name in ("contains", "differs", "finite")}
    tally["unknown"] = sum(case.is_unknown for case in cases)
    print(", ".join(f"{name} {number}" for name, number in tally.items()))
    print(f"language-oracle: {count - len(bad)} passed, {len(bad)} failed")
    sys.exit(bool(bad) or tally["unknown"] > count / 100)


main()
