#!/usr/bin/env python3
"""The steps of action.yml, run as GitHub Actions runs them: in a shallow clone or a full one, whose branch breaks a
contract.

usage: action.py BINARY
"""
import os, pathlib, re, subprocess, sys, tempfile

import yaml

ACTION = yaml.safe_load(pathlib.Path("action.yml").read_text(encoding="utf-8"))
CONTRACT = pathlib.Path("docs/examples/orders.yaml").resolve().read_text(encoding="utf-8")

LINE = CONTRACT.splitlines().index("  freshness: PT15M") + 1


def git(folder, *args):
    who = ["-c", "user.name=nobody", "-c", "user.email=nobody@example.com", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *who, *args], cwd=folder, check=True, capture_output=True)


def repository(work, contract, folder, is_shallow):
    """A clone, as actions/checkout makes it: what is merged into main stands on top of it. After the branch left it, main
    got a commit of its own."""
    origin, clone = work / "origin", work / "clone"
    (origin / folder).mkdir(parents=True)
    file = origin / folder / "orders.yaml"
    file.write_text(CONTRACT, encoding="utf-8")
    git(origin, "init")
    git(origin, "add", "-A")
    git(origin, "commit", "-m", "before")
    git(origin, "checkout", "-b", "topic")
    file.write_text(contract, encoding="utf-8")
    git(origin, "commit", "--allow-empty", "-am", "after")
    git(origin, "checkout", "main")
    git(origin, "commit", "--allow-empty", "-m", "beside")
    git(work, "clone", *(["--depth=1"] if is_shallow else []), "--branch=topic", origin.as_uri(), clone)
    return clone


def is_shallow(clone):
    return (clone / ".git" / "shallow").exists()


def value(text, inputs):
    return re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda found: inputs[found.group(1)], text)


def run_step(step, folder, binary, inputs):
    """Its status, what it prints and its summary."""
    summary = folder.parent / "summary.md"
    summary.write_text("")
    own = {name: value(text, inputs) for name, text in step.get("env", {}).items()}
    path = f"{binary.parent}:{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "HOME": str(folder.parent), **own, "GITHUB_STEP_SUMMARY": str(summary)}
    assert step["shell"] == "bash"
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    result = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=60)
    return result.returncode, result.stdout + result.stderr, summary.read_text(encoding="utf-8")


def steps(binary, contract, against, paths="contracts", folder="contracts", shallow=True):
    inputs = {name: row["default"] for name, row in ACTION["inputs"].items()} | {"paths": paths, "against": against}
    with tempfile.TemporaryDirectory() as work:
        clone = repository(pathlib.Path(work), contract, folder, shallow)
        results = {step["name"]: run_step(step, clone, binary, inputs) for step in ACTION["runs"]["steps"]}
        return results | {"is shallow": is_shallow(clone)}


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        binary = pathlib.Path(folder, "contractlint")
        binary.symlink_to(pathlib.Path(sys.argv[1]).resolve())
        broken = steps(binary, CONTRACT.replace("PT15M", "PT1H"), "main")
        same = steps(binary, CONTRACT, "main")
        alone = steps(binary, CONTRACT, "")
        full = steps(binary, CONTRACT.replace("PT15M", "PT1H"), "main", shallow=False)
        spaced = steps(binary, CONTRACT.replace("PT15M", "PT1H"), "main", "my contracts\n", "my contracts")
        several = steps(binary, CONTRACT.replace("PT15M", "PT1H"), "main", "contracts/orders.yaml contracts")
        gone = steps(binary, CONTRACT, "other")
    status, text, summary = broken["compare contracts"]
    checks = {
        "it finds the binary": broken["build contractlint"][0] == 0,
        "a good contract passes": broken["check contracts"][0] == 0 and "contracts/orders.yaml" not in broken["check contracts"][1],
        "what breaks fails the step": status == 1,
        "what breaks is annotated": f"::error title=contractlint (sla-weakened),file=contracts/orders.yaml,line={LINE}," in text,
        "what breaks is in the summary": "sla-weakened" in summary,
        "what breaks nobody passes": same["compare contracts"][0] == 0,
        "a shallow clone stays one": broken["is shallow"],
        "a full clone stays one": not full["is shallow"],
        "what breaks fails in a full clone": full["compare contracts"][0] == 1 and "sla-weakened" in full["compare contracts"][1],
        "a folder with a blank in its name, on a line": spaced["check contracts"][0] == 0 and spaced["compare contracts"][0] == 1,
        "several paths": several["check contracts"][0] == 0 and several["compare contracts"][0] == 1,
        "a branch that is not there fails": gone["compare contracts"][0] not in (0, 1),
        "without a branch nothing is compared": alone["compare contracts"] == (0, "", ""),
    }
    failed = [name for name, holds in checks.items() if not holds]
    if failed:
        print(*failed, text, sep="\n")
    print(f"{len(checks) - len(failed)} passed, {len(failed)} failed")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
