#!/usr/bin/env python3
"""Prints man/contractlint-rules.7 from what `contractlint rules --format json` prints on standard input."""
import itertools, json, pathlib, re, sys

PAGE = pathlib.Path(__file__).resolve().parent.parent.parent / "man" / "contractlint.1"
SPECIAL = {"\\": r"\e", "`": r"\(ga", "'": r"\(aq", "^": r"\(ha", "~": r"\(ti", '"': r"\(dq"}
HEAD = """.{date}
.Dt CONTRACTLINT-RULES 7
.Os
.Sh NAME
.Nm contractlint-rules
.Nd the rules of contractlint
.Sh DESCRIPTION
Each rule is listed with its severity in the pack
.Cm recommended
and whether
.Ic contractlint --fix
mends what it finds.
A rule that is off runs in the pack
.Cm strict
or when it is configured; see
.Xr contractlint-config 5 .
What
.Ic contractlint breaking
says of two versions of a contract is listed with its level, breaking, dangerous or safe, and the part of the version
that it asks for.
.Ic contractlint explain Ar RULE
shows an example."""
TAIL = """.Sh SEE ALSO
.Xr contractlint 1 ,
.Xr contractlint-config 5"""


def escaped(text):
    text = "".join(SPECIAL.get(char, char) for char in text)
    return "\\&" + text if text.startswith(".") else text


def paragraph(text):
    """One line for each sentence, as mdoc wants it."""
    return [escaped(line) for line in re.split(r"(?<=[a-z`)]\.) (?=[A-Z`])", text)]


def sentence(text):
    text = text[0].upper() + text[1:]
    return text if text.endswith((".", "?")) else text + "."


def marks_of(rule):
    change = rule["change"]
    if change:
        return change["level"] + (f", {change['bump']}" if change["bump"] != "none" else "")
    return rule["severity"] + (", fix" if rule["fixable"] else "")


def item(rule):
    marks = marks_of(rule)
    lines = [f".It Sy {rule['id']} Pq {marks}", *paragraph(sentence(rule["summary"])), *paragraph(rule["why"])]
    if rule["advice"]:
        lines += [".Pp", *paragraph(sentence(rule["advice"]))]
    for option in rule["options"]:
        default = f"default {option['default']}" if option["default"] else "no default"
        lines += [".Pp", "Option", f".Cm {option['key']} :", escaped(f"{option['meaning']} ({default}).")]
    return lines


def print_section(title, rules):
    print(f".Sh {title}\n.Bl -tag -width Ds")
    print("\n".join(line for rule in rules for line in item(rule)))
    print(".El")


def main():
    rules = json.load(sys.stdin)["rules"]
    print(HEAD.replace("{date}", re.search(r"^\.(Dd .*)$", PAGE.read_text(), re.M).group(1)))
    of_lint = [rule for rule in rules if not rule["change"]]
    for family, members in itertools.groupby(of_lint, key=lambda rule: rule["id"].split("-")[0]):
        print_section(family.upper(), members)
    print_section("CHANGES BETWEEN TWO VERSIONS", [rule for rule in rules if rule["change"]])
    print(TAIL)


if __name__ == "__main__":
    main()
