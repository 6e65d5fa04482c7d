"""Compares what base computes (numbers, dates, durations, schedules, word distances, widths) with answers from Python.

Usage: oracle.py PROGRAM, the program of tests/oracle.c. The seed is fixed, so a failure comes back.
"""

import datetime
import functools
import math
import random
import subprocess
import sys
import unicodedata
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


def common_multiple(x, y):
    return Fraction(math.lcm(x.numerator * y.denominator, y.numerator * x.denominator), x.denominator * y.denominator)


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


@functools.cache
def distance(a, b):
    """Optimal string alignment by its recursive definition."""
    if not a or not b:
        return len(a) + len(b)
    best = min(distance(a[1:], b) + 1, distance(a, b[1:]) + 1, distance(a[1:], b[1:]) + (a[0] != b[0]))
    if len(a) > 1 and len(b) > 1 and a[0] == b[1] and a[1] == b[0]:
        best = min(best, distance(a[2:], b[2:]) + 1)
    return best


CALENDAR = [datetime.date(2000, 1, 1) + datetime.timedelta(days=n) for n in range(10227)]  # 28 years


def field(least, greatest, chance):
    """A cron field and the values it stands for."""
    if random.random() > chance:
        return "*", list(range(least, greatest + 1))
    kind = random.randrange(4)
    first = random.randint(least, greatest)
    last = random.randint(first, greatest)
    step = random.randint(1, 10)
    if kind == 0:
        return str(first), [first]
    if kind == 1:
        return f"{first}-{last}/{step}", list(range(first, last + 1, step))
    if kind == 2:
        return f"*/{step}", list(range(least, greatest + 1, step))
    several = random.sample(range(least, greatest + 1), random.randint(1, 5))
    return ",".join(map(str, several)), several


def cron():
    """A cron expression, and the shortest and longest time between its runs, found by listing them."""
    (minute, minutes), (hour, hours), (month, months) = field(0, 59, 0.9), field(0, 23, 0.8), field(1, 12, 0.3)
    by_weekday = random.random() < 0.5
    (day, days) = ("*", range(1, 32)) if by_weekday else field(1, 31, 0.5)
    (weekday, weekdays) = field(0, 6, 0.7) if by_weekday else ("*", range(7))
    times = sorted(h * 3600 + m * 60 for h in hours for m in minutes)
    dates = [n * 86400 for n, date in enumerate(CALENDAR)
             if date.month in months and date.day in days and date.isoweekday() % 7 in weekdays]
    if not dates:  # 30 February
        return cron()
    gaps = [b - a for a, b in zip(times, times[1:])]
    gaps += [b + times[0] - a - times[-1] for a, b in zip(dates, dates[1:] + [dates[0] + len(CALENDAR) * 86400])]
    return "~".join([minute, hour, day, month, weekday]), min(gaps), max(gaps)


def widths():
    """Every character that Python knows; a Python with a newer Unicode than src/base/width_table.h may know better."""
    if tuple(map(int, unicodedata.unidata_version.split("."))) > (15, 0, 0):
        print("oracle: widths left out, this Python has Unicode", unicodedata.unidata_version)
        return
    for character in map(chr, range(0x21, 0x110000)):
        category = unicodedata.category(character)
        if category in ("Cn", "Cs", "Cc") or character.isspace():
            continue
        is_combining = category in ("Mn", "Me") or "\u1160" <= character <= "\u11ff"
        is_wide = unicodedata.east_asian_width(character) in "WF"
        yield "width", character, "0", 0 if is_combining else 2 if is_wide else 1


def questions():
    yield from widths()
    for _ in range(COUNT // 20):
        text, shortest, longest = cron()
        yield "shortest", text, "0", shortest
        yield "longest", text, "0", longest

    for _ in range(COUNT):
        a, b = number(), random.choice([number(), number(3, 3)])
        x, y = value(a), value(b)
        yield "print", a, "0", x
        yield "add", a, b, x + y
        yield "subtract", a, b, x - y
        yield "times", a, "0", x * 86400
        yield "compare", a, b, sign(x - y)
        yield "integer", a, "0", int(x.denominator == 1)
        yield "multiply", a, b, x * y
        if y > 0:
            yield "floor-multiple", a, b, x // y * y
            yield "ceil-multiple", a, b, -(-x // y) * y
        if x > 0 and y > 0:
            yield "common-multiple", a, b, common_multiple(x, y)
        yield "multiple", a, b, int(x == 0 or (y != 0 and (x / y).denominator == 1))
        divisor = number(random.choice([9, 12, 30]), 5)
        factor = random.randint(-10**random.randint(1, 40), 10**random.randint(1, 40))
        product = value(divisor) * factor * 10**90
        yield "multiple", f"{product.numerator}e-90", divisor, 1
        (a, x), (b, y) = instant(), instant()
        yield "instants", a, b, sign(x - y)
        day = datetime.date.fromordinal(random.randint(1, 3652059))
        yield "days", day.isoformat(), "0", day.toordinal() - 719163
        a, b = ("".join(random.choices("abcdä", k=random.randint(1, 7))) for _ in "ab")
        yield "distance", a, b, min(distance(a, b), 4)
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
