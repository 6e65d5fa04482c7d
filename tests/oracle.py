"""Compares exact numbers, dates and durations with Python's fractions and datetime over random values.

Usage: oracle.py PROGRAM, the program of tests/oracle.c. The seed is fixed, so a failure comes back.
"""

import datetime
import random
import subprocess
import sys
from fractions import Fraction

COUNT = 4000
random.seed(20240229)


def number(digits=30, exponent=40):
    text = random.choice(["", "-", "+"])
    whole = "".join(random.choices("0123456789", k=random.randint(0, digits)))
    fraction = "".join(random.choices("0012345678999", k=random.randint(0 if whole else 1, digits)))
    text += whole + ("." + fraction if fraction or random.random() < 0.1 else "")
    if random.random() < 0.4:
        text += random.choice("eE") + random.choice(["", "+", "-"]) + str(random.randint(0, exponent))
    return text


def value(text):
    return Fraction(text[:-1] if text.endswith(".") else text.replace(".e", "e").replace(".E", "E"))


def sign(x):
    return (x > 0) - (x < 0)


def instant():
    when = datetime.datetime(random.randint(1, 9998), random.randint(1, 12), random.randint(1, 28),
                             random.randint(0, 23), random.randint(0, 59), random.randint(0, 59))
    offset = random.randint(-23 * 60, 23 * 60)
    fraction = "".join(random.choices("059", k=random.randint(0, 3)))
    text = when.strftime("%H:%M:%S") + ("." + fraction if fraction else "")
    text = f"{when.year:04}-{when.month:02}-{when.day:02}T" + text
    text += f"{'-' if offset < 0 else '+'}{abs(offset) // 60:02}:{abs(offset) % 60:02}"
    seconds = (when - datetime.datetime(1970, 1, 1)) // datetime.timedelta(seconds=1) - offset * 60
    return text, seconds + Fraction(int(fraction or 0), 10 ** len(fraction))


def duration():
    units = [("D", 86400), ("H", 3600), ("M", 60), ("S", 1)]
    chosen = sorted(random.sample(range(4), random.randint(1, 4)))
    text, total = "P", Fraction(0)
    for i in chosen:
        if i > 0 and "T" not in text:
            text += "T"
        amount = str(random.randint(0, 10 ** random.randint(1, 14)))
        if i == chosen[-1] and random.random() < 0.5:
            amount += "." + "".join(random.choices("0123456789", k=random.randint(1, 20)))
        text += amount + units[i][0]
        total += Fraction(amount) * units[i][1]
    return text, total


def questions():
    for _ in range(COUNT):
        a, b = number(), random.choice([number(), number(3, 3)])
        x, y = value(a), value(b)
        yield "print", a, "0", x
        yield "add", a, b, x + y
        yield "subtract", a, b, x - y
        yield "times", a, "0", x * 86400
        yield "compare", a, b, sign(x - y)
        yield "integer", a, "0", int(x.denominator == 1)
        yield "multiple", a, b, int(x == 0 or (y != 0 and (x / y).denominator == 1))
        divisor = number(random.choice([9, 12, 30]), 5)
        factor = random.randint(-10**random.randint(1, 40), 10**random.randint(1, 40))
        product = value(divisor) * factor * 10**90
        yield "multiple", f"{product.numerator}e-90", divisor, 1
        (a, x), (b, y) = instant(), instant()
        yield "instants", a, b, sign(x - y)
        day = datetime.date.fromordinal(random.randint(1, 3652059))
        yield "days", day.isoformat(), "0", day.toordinal() - 719163
        a, x = duration()
        yield "duration", a, "0", x


asked = list(questions())
answers = subprocess.run([sys.argv[1]], input="".join(f"{q} {a} {b}\n" for q, a, b, _ in asked), text=True,
                         capture_output=True, check=True, timeout=120).stdout.splitlines()
assert len(answers) == len(asked), f"{len(answers)} answers to {len(asked)} questions"
failures = 0
for (question, a, b, expected), answer in zip(asked, answers):
    try:
        failed = Fraction(answer) != expected
    except ValueError:
        failed = True
    if failed:
        failures += 1
        print(f"{question} {a} {b}: {answer}, not {expected}")
print(f"oracle: {len(asked)} questions, {failures} failures")
sys.exit(1 if failures else 0)
