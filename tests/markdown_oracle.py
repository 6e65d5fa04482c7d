"""Whatever keys a contract has, its page in Markdown is one row of four cells for each of them, and no markup comes from them:
cmark-gfm says so. The seed is fixed, so a failure comes back. usage: markdown_oracle.py BINARY
"""

import json
import pathlib
import random
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent / "tools"))
import markdown_page  # noqa: E402

PAGES, KEYS = 40, 150
PIECES = list("`|\\<>@#*_[]()!~&$:w.aA1 -=+{}\"'/^;,?%") + [
    "http://e.x", "www.e.x", "a@b.co", "</code>", "<code>", "<br>", "``", "\\|", "&#8203;", '<a href="', "-->", "<!--", "$`",
    "\u202e", "\u00a0", "\x1b", "\n", "\u65e5"]
CONTRACT = """dataProduct: {name: orders, domain: sales, owner: sales-team, version: 1.2.0, description: Orders of the shop}
sla: {freshness: P1D}
schema: {type: object, properties: {a: {type: string}}}
"""


def page_of(folder, keys):
    path = pathlib.Path(folder, "contract.yaml")
    path.write_text(CONTRACT + "".join(json.dumps(key) + ": 1\n" for key in keys), encoding="utf-8")
    command = [sys.argv[1], "lint", "--no-config", "--only", "structure-unknown-key", "--format", "markdown", str(path)]
    done = subprocess.run(command, capture_output=True, timeout=60)
    if done.returncode != 1:
        sys.exit(f"status {done.returncode}: {done.stderr.decode()}")
    return markdown_page.Page(done.stdout.decode())


def mistakes(page, keys):
    yield from page.wrong
    if len(page.findings()) != len(keys):
        yield f"{len(page.findings())} rows for {len(keys)} keys"
    for _, cells in page.findings():
        if len(cells) != 4 or cells[3] != "structure-unknown-key":
            yield f"a row of {cells}"


def main():
    random.seed(7)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(PAGES):
            keys = sorted({"".join(random.choices(PIECES, k=random.randint(1, 25))) for _ in range(KEYS)})
            wrong = list(mistakes(page_of(folder, keys), keys))
            failed += bool(wrong)
            for line in wrong[:3]:
                print("markdown:", line)
    print(f"markdown: {PAGES - failed} passed, {failed} failed")
    return failed > 0


sys.exit(main())
