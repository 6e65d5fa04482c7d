#!/usr/bin/env python3
"""Prints src/base/width_table.h from the Unicode character database (Debian: unicode-data).

usage: width_table.py [FOLDER_OF_UNICODE_DATA] > src/base/width_table.h
"""
import re
import sys

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


def main(folder):
    none = combining(folder)
    with open(folder + "/EastAsianWidth.txt", encoding="utf-8") as lines:
        version = re.search(r"[0-9]+\.[0-9]+\.[0-9]+", lines.readline())[0]
    print(f"/* Made by tests/tools/width_table.py from Unicode {version}; not to be edited. */")
    print("#ifndef BASE_WIDTH_TABLE_H\n#define BASE_WIDTH_TABLE_H\n\n#include <stdint.h>\n")
    print("/* From the first to the last code point. */")
    print("struct width_range {\n    uint32_t first, last;\n};\n")
    print("/* clang-format off */")
    print("/* Combining characters: no column of their own. */")
    print_table("width_none", none)
    print("/* East Asian wide and fullwidth: two columns. */")
    print_table("width_double", wide(folder) - none)
    print("\n#endif")


main(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode")
