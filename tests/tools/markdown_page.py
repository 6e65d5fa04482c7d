"""A page in GitHub's Markdown as cmark-gfm renders it: headings and rows of cells, and everything that should not be there."""

import html.parser
import re
import subprocess

EXTENSIONS = ["-e", "table", "-e", "autolink", "-e", "strikethrough"]
ALLOWED = {"h2", "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "code", "br"}


class Page(html.parser.HTMLParser):
    def __init__(self, markdown):
        super().__init__()
        self.heading, self.rows, self.wrong, self.open = "", [], [], []
        self.feed(subprocess.run(["cmark-gfm", "--unsafe", *EXTENSIONS], input=markdown.encode(), stdout=subprocess.PIPE,
                                 check=True).stdout.decode())

    def handle_starttag(self, tag, attrs):
        if tag not in ALLOWED or attrs:
            self.wrong.append(f"<{tag} {attrs}>")
        if tag == "h3":
            self.heading = ""
        if tag == "tr":
            self.rows.append((self.heading, []))
        if tag == "td":
            self.rows[-1][1].append("")
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        if self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")

    def handle_data(self, data):
        if re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", data):
            self.wrong.append(f"shown as it is: {data!r}")
        if "code" not in self.open and re.search(r"[@#!&$~%]\w|://|www\.\w", data):
            self.wrong.append(f"a mention, a reference or a link: {data!r}")
        if "h3" in self.open:
            self.heading += data
        elif "td" in self.open:
            self.rows[-1][1][-1] += data

    def findings(self):
        """(heading, cells) of the rows that are no table's head."""
        return [(heading, cells) for heading, cells in self.rows if cells]
