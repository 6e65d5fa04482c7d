"""Reads the reports that tests/reports.sh made, with readers that are not ours, and compares the formats.

Usage: reports.py SCHEMA FOLDER
"""

import json
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

import jsonschema
import junitparser

SCHEMA, FOLDER = json.loads(pathlib.Path(sys.argv[1]).read_text()), pathlib.Path(sys.argv[2])
failures = []


def check(claim, what):
    if not claim:
        failures.append(what)


def read(name):
    return (FOLDER / (name + ".raw")).read_text(encoding="utf-8")


def strict_json(name):
    """No doubled keys, no NaN, and every object's keys in the order of the schema."""

    def pairs(items):
        keys = [key for key, _ in items]
        orders = [list(part["properties"]) for part in [SCHEMA, SCHEMA["properties"]["tool"], *SCHEMA["$defs"].values()]
                  if "properties" in part]
        check(any(order[:len(keys)] == keys for order in orders), f"{name}: keys {keys} are not in the schema's order")
        return dict(items)

    def constant(word):
        raise ValueError(word)

    report = json.loads(read(name), object_pairs_hook=pairs, parse_constant=constant)
    for error in jsonschema.Draft202012Validator(SCHEMA).iter_errors(report):
        check(False, f"{name}: {error.json_path}: {error.message}")
    return report


def check_log(name):
    """No line that a CI runner obeys, nothing that acts on a terminal or turns the text around."""
    for line in re.split(r"[\r\n\x85\u2028\u2029]", read(name)):
        is_command = line.strip().startswith("::") and not name.endswith(".github")
        check(not is_command and "##[" not in line, f"{name}: a command: {line!r}")
        if not name.startswith("color."):
            check(not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", line), f"{name}: unsafe: {line!r}")


def text_findings(name):
    pattern = re.compile(r"(?m)^(\S+?):(\d+):(\d+): (error|warning|info): .* \[([a-z0-9-]+)\]$")
    return [(m[1], m[5], int(m[2]), int(m[3])) for m in pattern.finditer(read(name))]


VALUE = r"[A-Za-z]+=(?:[^,:%\r\n]|%(?:25|0[AD]|3A|2C))*"
COMMAND = re.compile(rf"::(error|warning|notice) ({VALUE}(?:,{VALUE})*)::((?:[^%\r\n]|%(?:25|0[AD]))+)")


def unescaped(text):
    for escape, character in ("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"):
        text = text.replace(escape, character)
    return text


def github_findings(name):
    found = []
    for line in read(name).splitlines():
        match = COMMAND.fullmatch(line)
        check(match, f"{name}: no command: {line!r}")
        if not match:
            continue
        properties = dict(item.split("=", 1) for item in match[2].split(","))
        if properties.get("title", "") == "contractlint":
            check(re.search("[0-9] more findings? than GitHub annotates", match[3]), f"{name}: {line!r}")
            continue
        rule = re.fullmatch(r"contractlint \((.*)\)", properties.get("title", ""))[1]
        file = unescaped(properties.get("file", ""))
        place = re.match(r"(.*?):(\d+):(\d+): ", unescaped(match[3]))
        check(place[1] == file and place[2] == properties.get("line"), f"{name}: places differ: {line!r}")
        found.append((file, rule, int(place[2]), int(place[3])))
    return found


ATTRIBUTES = {  # of the Jenkins xUnit plugin's junit-10.xsd; all suites need the first four
    "testsuites": [],
    "testsuite": ["name", "tests", "failures", "errors", "time", "package", "id", "timestamp", "hostname", "file"],
    "testcase": ["name", "time", "classname", "group"],
    "failure": ["type", "message"],
    "error": ["type", "message"],
    "property": ["name", "value"],
}


def check_xunit(name):
    for element in ElementTree.fromstring(read(name)).iter():
        check(set(element.attrib) <= set(ATTRIBUTES.get(element.tag, [])), f"{name}: {element.tag} {element.attrib}")
        check(re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})*\.[0-9]{0,3}", element.get("time", "0.0")), f"{name}: time")
        if element.tag == "testsuite":
            check(set(ATTRIBUTES["testsuite"][:4]) <= set(element.attrib), f"{name}: a suite lacks an attribute")


def junit_findings(name):
    found, names = [], set()
    report = junitparser.JUnitXml.fromfile(str(FOLDER / (name + ".raw")))
    for suite in report:
        cases = list(suite)
        results = [result for case in cases for result in case.result]
        kinds = [type(result).__name__ for result in results]
        check(cases, f"{name}: {suite.name} has no case")
        check(suite.tests == len(cases) and suite.failures == kinds.count("Failure") and
              suite.errors == kinds.count("Error"), f"{name}: {suite.name} counts wrongly")
        for case in cases:
            check((case.classname, case.name) not in names, f"{name}: {case.name} twice")
            names.add((case.classname, case.name))
            for result in case.result:
                place = re.match(r"(\S+?):(\d+):(\d+): error: (?s:.*?) \[" + re.escape(result.type) + r"\]\n --> \S+?:\d+:\d+\n",
                                 result.text)
                check(place, f"{name}: {result.text!r}")
                found.append((place[1], result.type, int(place[2]), int(place[3])))
    return found


def json_findings(report, severities=("error", "warning", "info")):
    return [(f["file"], f["rule"], f["line"], f["column"]) for f in report["findings"] if f["severity"] in severities]


everything = strict_json("all.json")
errors = json_findings(everything, ["error"])
check(len(errors) >= 5, "too few findings to say anything")
check(text_findings("all.text") == json_findings(everything), "text and json differ")
check(text_findings("all.short") == json_findings(everything), "short and json differ")
check(sorted(github_findings("all.github")) == sorted(json_findings(everything)), "github and json differ")
for name in "all.junit", "all.junit-extended":
    check(junit_findings(name) == errors, f"{name} and json differ")
check(junit_findings("clean.junit") == [] and junit_findings("never.junit") == [], "a passing report fails")
check(read("clean.github") == "", "a clean run is annotated")
check(strict_json("clean.json")["findings"] == [], "a clean run has findings")
cut = strict_json("cut.json")
check(cut["summary"]["truncated"] and len(cut["findings"]) == 2, "the cut is not said")
for name in "all.junit", "clean.junit", "never.junit":
    check_xunit(name)
for path in FOLDER.glob("*.raw"):
    check_log(path.stem)
for failure in failures:
    print("reports:", failure)
sys.exit(1 if failures else 0)
