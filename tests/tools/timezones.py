"""Prints src/base/timezone_names.c from the zones and links of the IANA time zone database.

Usage: timezones.py /usr/share/zoneinfo/tzdata.zi > src/base/timezone_names.c
"""

import sys

names = set()
with open(sys.argv[1], encoding="ascii") as lines:
    version = next(lines).split()[-1]
    for fields in map(str.split, lines):
        if fields and fields[0] in ("Z", "L"):
            names.add(fields[1] if fields[0] == "Z" else fields[2])
names.discard("Factory")  # the database's "nobody has chosen a zone yet"

print(f"/* The names of tzdata {version}; made by tests/tools/timezones.py. */")
print('#include "base/timezone.h"\n')
print("/* clang-format off */")
print("const char *const timezone_names[] = {")
for name in sorted(names):
    print(f'    "{name}",')
print("    NULL,\n};")
print("const size_t timezone_names_count = sizeof timezone_names / sizeof *timezone_names - 1;")
