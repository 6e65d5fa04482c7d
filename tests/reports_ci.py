"""Reads the reports for CI systems that tests/reports.sh made, as those systems do, and compares them with the JSON report.

Usage: reports_ci.py FIXTURES FOLDER SCHEMA_OF_SARIF; where the schema or cmark-gfm is not there, what needs it is left out.
"""

import collections
import json
import pathlib
import re
import shutil
import sys
import urllib.parse
import xml.etree.ElementTree as ElementTree

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent / "tools"))
import markdown_page  # noqa: E402

try:
    import jsonschema
except ImportError:
    jsonschema = None

FIXTURES, FOLDER, SCHEMA = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
BIDI = "\u202a-\u202e\u2066-\u2069"
failures = []


def check(claim, what):
    if not claim:
        failures.append(what)


def read(name):
    return (FOLDER / (name + ".raw")).read_text(encoding="utf-8")


def strict_json(name):
    def pairs(items):
        check(len({key for key, _ in items}) == len(items), f"{name}: a key stands twice")
        return dict(items)

    return json.loads(read(name), object_pairs_hook=pairs)


def check_shown(name, text):
    """What a reader shows: nothing that acts, turns the text around or hides."""
    check(text.strip() and not re.search(f"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028\u2029{BIDI}\ufeff]", text),
          f"{name}: shown as it is: {text!r}")


def lines_of(file):
    return re.split(r"\r\n|\n|\r", (FIXTURES / file).read_text(encoding="utf-8"))


# SARIF: what GitHub asks for, and what the standard says beyond its schema.


def check_region(name, region):
    start, end = (region["startLine"], region["startColumn"]), (region["endLine"], region["endColumn"])
    check((1, 1) <= start <= end, f"{name}: region {region}")


def check_sarif(name):
    log = strict_json(name)
    if jsonschema and SCHEMA.exists():
        schema = json.loads(SCHEMA.read_text(encoding="utf-8-sig"))
        checker = jsonschema.validators.validator_for(schema)
        for error in checker(schema).iter_errors(log):
            check(False, f"{name}: {error.json_path}: {error.message}")
    check(log["version"] == "2.1.0" and len(log["runs"]) == 1, f"{name}: version and runs")
    run = log["runs"][0]
    check(run["columnKind"] == "unicodeCodePoints", f"{name}: columnKind")
    check(run["invocations"][0]["executionSuccessful"] is True, f"{name}: executionSuccessful")
    rules = run["tool"]["driver"]["rules"]
    check(len({rule["id"] for rule in rules}) == len(rules), f"{name}: a rule stands twice")
    for rule in rules:
        for text in rule["shortDescription"]["text"], rule["fullDescription"]["text"]:
            check(0 < len(text) <= 1024, f"{name}: {rule['id']}: description")
        check(rule["help"]["text"] and rule["help"]["markdown"], f"{name}: {rule['id']}: help")
        check(rule["defaultConfiguration"]["level"] in ("error", "warning", "note"), f"{name}: {rule['id']}: level")
        check(len(rule["properties"]["tags"]) <= 10, f"{name}: {rule['id']}: tags")
    used, artifacts = set(), [artifact["location"]["uri"] for artifact in run["artifacts"]]
    for result in run["results"]:
        check(rules[result["ruleIndex"]]["id"] == result["ruleId"], f"{name}: ruleIndex")
        used.add(result["ruleId"])
        check_shown(name, result["message"]["text"])
        check("](" not in result["message"]["text"].replace("\\](", ""), f"{name}: a link")
        place = result["locations"][0]["physicalLocation"]
        check(place["artifactLocation"]["uri"] in artifacts, f"{name}: no artifact for a result")
        check_region(name, place["region"])
        for related in result["relatedLocations"]:
            check_region(name, related["physicalLocation"]["region"])
        check(re.fullmatch("[0-9a-f]{1,16}:[0-9]+", result["partialFingerprints"]["primaryLocationLineHash"]),
              f"{name}: primaryLocationLineHash")
    for uri in artifacts:
        check(re.fullmatch(r"(?:[A-Za-z0-9\-._~/]|%[0-9A-F]{2})+", uri), f"{name}: no URI: {uri}")
    check(used == {rule["id"] for rule in rules}, f"{name}: rules that did not occur")
    own = [result["partialFingerprints"]["contractlint/v1"] for result in run["results"]]
    check(len(set(own)) == len(own), f"{name}: a fingerprint twice")
    return run


def sarif_findings(run):
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        yield (urllib.parse.unquote(place["artifactLocation"]["uri"]), result["ruleId"], place["region"]["startLine"],
               place["region"]["startColumn"])


def sarif_fixes(run):
    """(file, start, end, text) with positions in characters."""
    for result in run["results"]:
        for fix in result.get("fixes", []):
            for change in fix["artifactChanges"]:
                for edit in change["replacements"]:
                    region = edit["deletedRegion"]
                    yield (urllib.parse.unquote(change["artifactLocation"]["uri"]), region["startLine"],
                           region["startColumn"], region["endLine"], region["endColumn"], edit["insertedContent"]["text"])


# The others.


def check_gitlab(name):
    """What GitLab requires (its schema codeclimate.json), and Code Climate's specification beyond that."""
    issues = strict_json(name)
    prints = [issue["fingerprint"] for issue in issues]
    check(len(set(prints)) == len(prints), f"{name}: a fingerprint twice")
    for issue in issues:
        check(issue["type"] == "issue" and issue["severity"] in ("info", "minor", "major"), f"{name}: {issue}")
        check(issue["description"].startswith(issue["check_name"]), f"{name}: a description without its rule")
        check(set(issue["categories"]) <= {"Bug Risk", "Clarity", "Security", "Style"}, f"{name}: {issue['categories']}")
        check(issue["content"]["body"].strip(), f"{name}: no content")
        check_shown(name, issue["description"])
        path, lines = issue["location"]["path"], issue["location"]["lines"]
        check(not path.startswith(("/", "./")) and 1 <= lines["begin"] <= lines["end"], f"{name}: {issue['location']}")
    return issues


def gitlab_findings(issues):
    return [(issue["location"]["path"], issue["check_name"], issue["location"]["lines"]["begin"]) for issue in issues]


def checkstyle_findings(name):
    root = ElementTree.fromstring(read(name))
    check(root.tag == "checkstyle" and root.get("version"), f"{name}: no checkstyle")
    for file in root:
        check(file.tag == "file" and file.get("name"), f"{name}: a file without a name")
        for error in file:
            check(set(error.attrib) == {"line", "column", "severity", "message", "source"}, f"{name}: {error.attrib}")
            check_shown(name, error.get("message"))
            prefix, family, rule = error.get("source").split(".")
            check(prefix == "contractlint" and rule.startswith(family + "-"), f"{name}: {error.get('source')}")
            yield file.get("name"), rule, int(error.get("line")), int(error.get("column"))


def characters(line, byte_column):
    return len(line.encode()[:byte_column - 1].decode()) + 1


def check_rdjson(name):
    report = strict_json(name)
    check(report["source"] == {"name": "contractlint"}, f"{name}: source")
    for diagnostic in report["diagnostics"]:
        check({"message", "location", "severity", "code", "suggestions"} == set(diagnostic) - {"related_locations"}, f"{name}: keys")
        check(diagnostic["severity"] in ("ERROR", "WARNING", "INFO"), f"{name}: severity")
        check_shown(name, diagnostic["message"])
    return report["diagnostics"]


def in_characters(path, position):
    return position["line"], characters(lines_of(path)[position["line"] - 1], position["column"])


def rdjson_findings(diagnostics):
    for diagnostic in diagnostics:
        path = diagnostic["location"]["path"]
        yield path, diagnostic["code"]["value"], *in_characters(path, diagnostic["location"]["range"]["start"])


def rdjson_fixes(diagnostics):
    for diagnostic in diagnostics:
        path = diagnostic["location"]["path"]
        for suggestion in diagnostic["suggestions"]:
            yield (path, *in_characters(path, suggestion["range"]["start"]), *in_characters(path, suggestion["range"]["end"]),
                   suggestion["text"])


def markdown_findings(name):
    page = markdown_page.Page(read(name))
    check(not page.wrong, f"{name}: {page.wrong}")
    for file, cells in page.findings():
        check(len(cells) == 4 and cells[1] in ("error", "warning", "info"), f"{name}: {cells}")
        yield file, cells[3], *map(int, cells[0].split(":"))


everything = json.loads(read("all.json"))["findings"]
expected = [(f["file"], f["rule"], f["line"], f["column"]) for f in everything]
fixes = collections.Counter((f["file"], *edit.values()) for f in everything if f["fix"] for edit in f["fix"]["edits"])
check(len(expected) >= 10 and len(fixes) >= 1, "too few findings to say anything")

logs = {name: check_sarif(name + ".sarif") for name in ("all", "clean", "shown", "moved", "odd", "job")}
issues = {name: check_gitlab(name + ".gitlab") for name in ("all", "clean", "shown", "moved", "odd", "job")}
diagnostics = {name: check_rdjson(name + ".rdjson") for name in ("all", "clean", "shown", "odd", "job")}
check(list(sarif_findings(logs["all"])) == expected, "sarif and json differ")
check(gitlab_findings(issues["all"]) == [finding[:3] for finding in expected], "gitlab and json differ")
check(list(checkstyle_findings("all.checkstyle")) == expected, "checkstyle and json differ")
check(list(rdjson_findings(diagnostics["all"])) == expected, "rdjson and json differ")
check(collections.Counter(sarif_fixes(logs["all"])) == fixes, "the fixes of sarif and json differ")
check(collections.Counter(rdjson_fixes(diagnostics["all"])) == fixes, "the fixes of rdjson and json differ")
check(not logs["clean"]["results"] and issues["clean"] == [] and not diagnostics["clean"], "a clean run has findings")
check(list(checkstyle_findings("clean.checkstyle")) == [], "a clean run has findings")
if shutil.which("cmark-gfm"):
    check(list(markdown_findings("all.markdown")) == expected, "markdown and json differ")
    check(list(markdown_findings("clean.markdown")) == [], "a clean page has findings")
    for name in "shown", "odd", "job":
        check(len(list(markdown_findings(name + ".markdown"))) >= 3, f"{name}.markdown: rows are missing")

prints = {name: [result["partialFingerprints"] for result in logs[name]["results"]] for name in ("shown", "moved")}
check(prints["shown"] == prints["moved"] and len(prints["shown"]) >= 4, "sarif: fingerprints depend on the line")
check([issue["fingerprint"] for issue in issues["shown"]] == [issue["fingerprint"] for issue in issues["moved"]],
      "gitlab: fingerprints depend on the line")
check([result["suppressions"] for result in logs["shown"]["results"]].count([{"kind": "inSource"}]) == 1,
      "sarif: one finding is suppressed")
check(all("suppressions" not in result for result in logs["all"]["results"]), "sarif: nobody asked for suppressions")
check({uri["location"]["uri"] for uri in logs["odd"]["artifacts"]} == {"c%3A%FF%20%25.yaml"}, "sarif: a name that is no UTF-8")
check({issue["location"]["path"] for issue in issues["odd"]} == {"c:\ufffd %.yaml"}, "gitlab: a name that is no UTF-8")
for name, paths in {
        "sarif": {finding[0] for finding in sarif_findings(logs["job"])},
        "gitlab": {finding[0] for finding in gitlab_findings(issues["job"])},
        "checkstyle": {finding[0] for finding in checkstyle_findings("job.checkstyle")},
        "rdjson": {diagnostic["location"]["path"] for diagnostic in diagnostics["job"]}}.items():
    check(paths == {"reports/findings.yaml"}, f"{name}: {paths} is not the path from the job's folder")
for failure in failures:
    print("reports:", failure)
sys.exit(1 if failures else 0)
