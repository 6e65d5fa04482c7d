#!/usr/bin/env python3
"""Speed of validation beside other validators: the schema of the Open Data Contract Standard on 1,000 contracts. Peers are
installed by npm into FOLDER. usage: schema.py SCHEMA_RUN SCHEMA FOLDER"""
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

RUN, SCHEMA, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tools"))
from npm_modules import npm_modules  # noqa: E402

COUNT, ROUNDS, REPEATS = 1000, 40, 5


def without_nested_definitions(text):
    """The same schema with $defs/ServerSource/X as $defs/ServerSource_X: some validators refuse references to what stands
    where no schema is expected."""
    schema = json.loads(text.replace("#/$defs/ServerSource/", "#/$defs/ServerSource_"))
    for name, definition in schema["$defs"].pop("ServerSource").items():
        schema["$defs"]["ServerSource_" + name] = definition
    return json.dumps(schema)


def prepare():
    contracts, lines, schema = FOLDER / "odcs", FOLDER / "odcs.jsonl", FOLDER / "odcs-schema.json"
    if not lines.exists():
        subprocess.run([sys.executable, HERE / "odcs.py", contracts, str(COUNT)], check=True)
        lines.write_text("".join(path.read_text() + "\n" for path in sorted(contracts.iterdir())))
    schema.write_text(without_nested_definitions(SCHEMA.read_text()))
    modules = npm_modules(FOLDER / "npm", "@sourcemeta/jsonschema", "ajv")
    if not modules:
        sys.exit("npm cannot install the other validators")
    return contracts, lines, schema, modules


def measured(command):
    """What it prints, seconds of processor, and of wall clock."""
    before, start = os.times(), time.monotonic()
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    taken, after = time.monotonic() - start, os.times()
    if done.returncode != 0:
        sys.exit(f"{command[0]}: {done.stdout[-200:]}{done.stderr[-500:]}")
    return done.stdout + done.stderr, after.children_user - before.children_user, taken


def commands(contracts, lines, schema, modules):
    """For each program how it is run with a number of rounds, 0 for as people do, and what shows that all fit."""
    (program,) = (modules / "@sourcemeta/jsonschema/build/github-releases").glob("jsonschema-linux-x86_64")
    sourcemeta = [program, "validate", schema, lines, "--fast"]
    return {"own": (lambda rounds: [RUN, "-n", rounds, "files", schema, *sorted(contracts.iterdir())], ": valid\n"),
            "ajv": (lambda rounds: ["node", HERE / "schema_peers.mjs", modules, schema, lines, rounds], "fits\n"),
            "sourcemeta": (lambda rounds: sourcemeta + (["--benchmark", "--loop", rounds] if rounds else []), "PASS ")}


def alone_and_whole(command, sign):
    """Seconds of processor that a round more takes, which is validation alone, and of wall clock that a process takes."""
    printed, with_rounds, _ = measured(command(1 + ROUNDS))
    if printed.count(sign) != COUNT:
        sys.exit(f"{command(0)[0]}: a contract does not fit")
    return (with_rounds - measured(command(1))[1]) / ROUNDS, measured(command(0))[2]


def main():
    if not SCHEMA.exists() or not shutil.which("npm"):
        print("validation beside other validators: not present")
        return
    taken = {name: (run, []) for name, run in commands(*prepare()).items()}
    for _ in range(REPEATS):
        for run, times in taken.values():
            times.append(alone_and_whole(*run))
    for index, title in enumerate(("validation alone", "whole processes")):
        median = {name: statistics.median(pair[index] for pair in times) * 1e3 for name, (_, times) in taken.items()}
        for peer in ("sourcemeta", "ajv"):
            print(f"{f'{title}: {peer} / own':<58} {median[peer] / median['own']:7.2f}   aim >= 1      "
                  f"{median[peer]:.1f} / {median['own']:.1f} ms")


main()
