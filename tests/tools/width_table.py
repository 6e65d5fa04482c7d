#!/usr/bin/env python3
"""Prints src/base/width_table.h from the Unicode character database (Debian: unicode-data), or with --check compares
base/width.c's answers, read as lines `CODE_POINT WIDTH` from standard input, with Python's own unicodedata.

usage: width_table.py [FOLDER_OF_UNICODE_DATA] > src/base/width_table.h
       width-of-every-character | width_table.py --check
"""
import re
import sys
import unicodedata

JAMO = range(0x1160, 0x1200)  # medial vowels and finals: drawn into the syllable before them


def ranges(code_points):
    """Merges sorted code points into [first, last] pairs."""
    merged = []
    for code_point in sorted(code_points):
        if merged and merged[-1][1] == code_point - 1:
            merged[-1][1] = code_point
        else:
            merged.append([code_point, code_point])
    return merged


def span(text):
    first, _, last = text.partition("..")
    return range(int(first, 16), int(last or first, 16) + 1)


def combining(folder):
    found = set(JAMO)
    with open(folder + "/UnicodeData.txt", encoding="ascii") as lines:
        for line in lines:
            fields = line.split(";")
            if fields[2] in ("Mn", "Me"):
                found.add(int(fields[0], 16))
    return found


def wide(folder):
    found = set()
    with open(folder + "/EastAsianWidth.txt", encoding="utf-8") as lines:
        for line in lines:
            match = re.match(r"([0-9A-F.]+)\s*;\s*[WF]\b", line)
            if match:
                found.update(span(match[1]))
    return found


def print_table(name, code_points):
    print(f"static const struct width_range {name}[] = {{")
    row = "   "
    for first, last in ranges(code_points):
        item = f" {{0x{first:X}, 0x{last:X}}},"
        if len(row) + len(item) > 118:
            print(row)
            row = "   "
        row += item
    print(row)
    print("};")


def main_print(folder):
    none = combining(folder)
    with open(folder + "/EastAsianWidth.txt", encoding="utf-8") as lines:
        version = re.search(r"[0-9]+\.[0-9]+\.[0-9]+", lines.readline())[0]
    print(f"/* Made by tests/tools/width_table.py from Unicode {version}; not to be edited. */")
    print("/* clang-format off */")
    print("/* Combining characters: no column of their own. */")
    print_table("width_none", none)
    print("/* East Asian wide and fullwidth: two columns. */")
    print_table("width_double", wide(folder) - none)


def expected(code_point):
    character = chr(code_point)
    if unicodedata.category(character) in ("Mn", "Me") or code_point in JAMO:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def main_check():
    """Characters that this Python's Unicode version does not know yet are left out."""
    checked = wrong = 0
    for line in sys.stdin:
        code_point, width = (int(word) for word in line.split())
        if unicodedata.category(chr(code_point)) in ("Cn", "Cs"):
            continue
        checked += 1
        if width != expected(code_point):
            wrong += 1
            print(f"U+{code_point:04X}: width {width}, unicodedata says {expected(code_point)}", file=sys.stderr)
    print(f"width: {checked} characters, {wrong} differ from Unicode {unicodedata.unidata_version}")
    return 1 if wrong or not checked else 0


if sys.argv[1:] == ["--check"]:
    sys.exit(main_check())
main_print(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode")
