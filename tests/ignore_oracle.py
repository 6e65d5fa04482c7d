#!/usr/bin/env python3
"""Compares which files discovery leaves out with what git says, on random trees with random .gitignore files.

usage: ignore_oracle.py LISTER [ROUNDS [SEED]]
LISTER prints the files found below the current folder, NUL-separated (tests/ignore_oracle.c).
"""
import os
import random
import subprocess
import sys
import tempfile

NAMES = ["a", "b", "ab", "abc", "b c", "a-b", "[a]", "a*", "!a", "#a", "a\\b", "A", "1", "é", "aab", "ba", "a ", "z]"]
PIECES = ["a", "b", "c", "ab", "*", "?", "**", "[ab]", "[!a]", "[^b]", "[a-c]", "[[:alpha:]]", "[[:digit:]1]", "[]a]", "[a",
          "\\a", "\\*", "\\[", "\\\\", " ", "\\ ", "[\\]a]", "-", "[a-]", "[[:x:]a]", "[![:x:]]", "[c-a]", "#", "!", "é", ".", "[b-\\c]", "\\"]
SUFFIXES = ["", "", "", ".yaml", ".yaml", ".y*", "*"]


def segment(rng):
    """One name of a pattern: often a name that exists, else random pieces."""
    if rng.random() < 0.3:
        return rng.choice(NAMES)
    if rng.random() < 0.25:
        return "**"
    return "".join(rng.choice(PIECES) for _ in range(rng.randint(1, 3)))


def changed(text, rng):
    """A pattern that still may match `text`, a part of a path."""
    at = rng.randrange(len(text))
    with_class = [f"[{text[at]}]", f"[!{text[at]}]", f"[!-{text[at]}]", f"[{text[at]}[:punct:]]",
                  f"[[:alpha:]{text[at]}]", f"[{text[at]}-z]"]
    return rng.choice([text, text, text[:at] + "*", text[:at] + "**", "*" + text[at:], "**" + text[at:], "*", "**",
                       text[:at] + "?" + text[at + 1:], text[:at] + "\\" + text[at:],
                       text[:at] + rng.choice(with_class) + text[at + 1:]])


def path_pattern(path, rng):
    parts = path.split("/")
    parts = [changed(part, rng) for part in parts[:rng.randint(1, len(parts))]]
    if rng.random() < 0.3:
        del parts[rng.randrange(len(parts))]
    return "/".join(parts)


def pattern(rng, files):
    if rng.random() < 0.5:
        body = path_pattern(rng.choice(files), rng)
    else:
        body = "/".join(segment(rng) for _ in range(rng.choice([1, 1, 1, 2, 2, 3]))) + rng.choice(SUFFIXES)
    return (rng.choice(["", "", "", "!"]) + rng.choice(["", "", "", "/", "**/"]) + body
            + rng.choice(["", "", "", "/", "/**", "/*", " ", "\\ ", "\r", "//"]))


def write_ignore_file(path, rng, files):
    lines = [pattern(rng, files) for _ in range(rng.randint(1, 5))] + rng.choice([[], [""], ["# comment"]])
    rng.shuffle(lines)
    with open(path, "wb") as file:
        file.write(rng.choice(["", "", "", "\ufeff"]).encode() + "\n".join(lines).encode() + rng.choice([b"", b"\n"]))


def make_tree(folder, rng, depth):
    """Fills a folder; returns its files that a walk may find, relative to it."""
    files = []
    for name in rng.sample(NAMES, 4):
        path = os.path.join(folder, name + rng.choice([".yaml", ".yaml", ".json"]))
        open(path, "w").close()
        files.append(os.path.basename(path))
    for name in rng.sample(NAMES, 3) if depth else []:
        os.mkdir(os.path.join(folder, name))
        files += [os.path.join(name, file) for file in make_tree(os.path.join(folder, name), rng, depth - 1)]
    if rng.random() < (0.9 if depth == 2 else 0.3):
        write_ignore_file(os.path.join(folder, ".gitignore"), rng, files)
    return files


def ignored_by_git(folder, files):
    """What `git check-ignore` leaves out: a file whose last match is no negation."""
    command = ["git", "-c", "core.excludesFile=/dev/null", "check-ignore", "--no-index", "-z", "--stdin", "-v"]
    done = subprocess.run(command, cwd=folder, input="\0".join(files).encode() + b"\0", stdout=subprocess.PIPE, check=False)
    if done.returncode not in (0, 1):
        sys.exit("git check-ignore failed")
    fields = done.stdout.split(b"\0")[:-1]
    return {fields[i + 3].decode() for i in range(0, len(fields), 4) if not fields[i + 2].startswith(b"!")}


def compare(lister, rng):
    """One random work tree; returns how many files it had and the differences."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["git", "init", "-q", folder], check=True)
        files = make_tree(folder, rng, 2)
        if rng.random() < 0.3:
            write_ignore_file(os.path.join(folder, ".git", "info", "exclude"), rng, files)
        ours = subprocess.run([lister], cwd=folder, stdout=subprocess.PIPE, check=True).stdout.decode().split("\0")[:-1]
        theirs = set(files) - ignored_by_git(folder, files)
        differences = sorted(theirs ^ set(ours))
        for path in differences[:3]:
            print(f"{path!r}: {'left out' if path in theirs else 'kept'} by us, not by git; patterns:")
            for at, _, names in os.walk(folder):
                for name in names:
                    if name in (".gitignore", "exclude"):
                        with open(os.path.join(at, name), "rb") as file:
                            print(f"    {os.path.relpath(os.path.join(at, name), folder)}: {file.read()!r}")
        return len(files), len(files) - len(theirs), len(differences)


def main():
    lister = os.path.abspath(sys.argv[1])
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(1 << 32)
    results = [compare(lister, random.Random(f"{seed}/{i}")) for i in range(rounds)]
    files, ignored, differences = map(sum, zip(*results))
    print(f"ignore oracle: seed {seed}, {rounds} work trees, {files} files, {ignored} ignored by git, {differences} differences")
    sys.exit(differences != 0)


main()
