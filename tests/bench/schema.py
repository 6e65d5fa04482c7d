#!/usr/bin/env python3
"""Speed of validation beside other validators: the schema of the Open Data Contract Standard on 1,000 contracts. Peers are
installed by npm into FOLDER. usage: schema.py SCHEMA_RUN SCHEMA FOLDER"""
import json
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import time

RUN, SCHEMA, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tools"))
from npm_modules import npm_modules  # noqa: E402

COUNT, ROUNDS, REPEATS = 1000, 20, 5


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


def measured(*command):
    """Standard output, standard error and seconds of wall clock."""
    start = time.monotonic()
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{command[0]}: {done.stdout[-200:]}{done.stderr[-500:]}")
    return done.stdout, done.stderr, time.monotonic() - start


def ours(files, schema):
    out, err, _ = measured(RUN, "-n", ROUNDS, "time", schema, *files)
    if out.count(": valid\n") != COUNT:
        sys.exit("schema_run: a contract does not fit")
    return float(err) / ROUNDS * 1e3, measured(RUN, "time", schema, *files)[2]


def sourcemeta(modules, lines, schema):
    (program,) = (modules / "@sourcemeta/jsonschema/build/github-releases").glob("jsonschema-linux-x86_64")
    out, err, _ = measured(program, "validate", schema, lines, "--fast", "--benchmark", "--loop", ROUNDS)
    times = [float(number) for number in re.findall(r"PASS ([0-9.]+) ", out + err)]
    if len(times) != COUNT:
        sys.exit("sourcemeta: a contract does not fit")
    return sum(times) / 1e3, measured(program, "validate", schema, lines, "--fast")[2]


def ajv(modules, lines, schema):
    script = HERE / "schema_peers.mjs"
    count, time_of_round = measured("node", script, modules, schema, lines, ROUNDS)[0].split()
    if int(count) != COUNT:
        sys.exit("ajv: a contract does not fit")
    return float(time_of_round), measured("node", script, modules, schema, lines, 0)[2]


def main():
    if not SCHEMA.exists() or not shutil.which("npm"):
        print("validation beside other validators: not present")
        return
    contracts, lines, schema, modules = prepare()
    files = sorted(contracts.iterdir())
    runs = {"own": lambda: ours(files, schema), "ajv": lambda: ajv(modules, lines, schema),
            "sourcemeta": lambda: sourcemeta(modules, lines, schema)}
    taken = {name: [] for name in runs}
    for _ in range(REPEATS):
        for name, run in runs.items():
            taken[name].append(run())
    alone, whole = ({name: statistics.median(run[index] for run in rounds) for name, rounds in taken.items()}
                    for index in (0, 1))
    for peer in ("sourcemeta", "ajv"):
        print(f"{'validation alone: ' + peer + ' / own':<58} {alone[peer] / alone['own']:7.2f}   aim >= 1      "
              f"{alone[peer]:.1f} / {alone['own']:.1f} ms")
        print(f"{'whole processes: ' + peer + ' / own':<58} {whole[peer] / whole['own']:7.2f}   aim >= 1      "
              f"{whole[peer] * 1e3:.0f} / {whole['own'] * 1e3:.0f} ms")


main()
