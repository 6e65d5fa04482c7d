#!/usr/bin/env python3
"""What is different on a terminal: `breaking --write-accepted` asks for the reason there, and what is answered, or not, is in
the configuration then; `data` shows how far it is, and leaves nothing of that behind.

usage: terminal.py BINARY
"""
import os, pathlib, pty, select, signal, subprocess, sys, tempfile, time

BEFORE = "dataProduct: {name: orders, version: 1.0.0}\nschema: {type: object, properties: {a: {type: string}, b: {type: string}}}\n"
AFTER = BEFORE.replace(", b: {type: string}", "").replace("1.0.0", "2.0.0")
TODO = 'TODO: why this was agreed'

# What it is, what is typed, the exit status, the reason that is written (None: no file).
CASES = [
    ("a reason", b"agreed in March\n", 0, "agreed in March"),
    ("an empty answer", b"\n", 0, TODO),
    ("blanks", b"   \n", 0, TODO),
    ("ctrl-D", b"\x04", 0, TODO),
    ("ctrl-D behind words", b"agreed\x04\x04", 0, "agreed"),
    ("ctrl-C", b"agr\x03", 130, None),
    ("escapes", b"a\x16\x1b[31mred\n", 0, None),
    ("quotes and a comment", b"it's \"so\" # not: [a]\n", 0, "it's \"so\" # not: [a]"),
    ("beyond ASCII", "vereinbart für März\n".encode(), 0, "vereinbart für März"),
    ("no UTF-8", b"\xff\xfe\n", 0, TODO),
]


def run(binary, folder, typed):
    """Its status, and what the terminal shows."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execv(binary, [binary, "breaking", "--write-accepted", "--against", "before.yaml", "after.yaml"])
    shown, has_typed, end = b"", False, time.monotonic() + 20
    while time.monotonic() < end:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                said = os.read(terminal, 4096)
            except OSError:
                break
            if not said:
                break
            shown += said
        if not has_typed and b"agreed to? " in shown:
            os.write(terminal, typed)
            has_typed = True
    os.close(terminal)
    status = os.waitpid(child, 0)[1]
    return 128 + os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status), shown


def judge(binary, typed, status, reason):
    import yaml
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "before.yaml").write_text(BEFORE)
        (folder / "after.yaml").write_text(AFTER)
        found, shown = run(binary, folder, typed)
        files = sorted(path.name for path in folder.iterdir())
        if found != status:
            return f"status {found}, not {status}: {shown}"
        if b"Why was this change" not in shown:
            return f"asks nothing: {shown}"
        if status == 130:
            return None if files == ["after.yaml", "before.yaml"] else f"leaves {files}"
        if files != [".contractlint.yaml", "after.yaml", "before.yaml"]:
            return f"leaves {files}"
        text = (folder / ".contractlint.yaml").read_bytes()
        if b"\x1b" in text:
            return f"writes escapes: {text}"
        entry, = yaml.safe_load(text)["accepted"]
        if reason is not None and entry != {"rule": "field-removed", "contract": "orders", "path": "/schema/properties/b", "reason": reason}:
            return f"writes {entry}"
        return None


def errors_of_data(binary, contract, options, **environment):
    """What standard error, a terminal, gets of `data` when the records take their time."""
    terminal, slave = pty.openpty()
    records = b'{"a": "0123456789"}\n' * 100000
    with subprocess.Popen([binary, "data", "--contract", contract, "--input-format", "jsonl", *options, "-"], stdin=subprocess.PIPE,
                          stdout=subprocess.DEVNULL, stderr=slave, env=os.environ | environment) as process:
        os.close(slave)
        for _ in range(3):
            process.stdin.write(records)
            process.stdin.flush()
            time.sleep(0.6)
        process.stdin.close()
        shown = b""
        while True:
            try:
                shown += os.read(terminal, 4096)
            except OSError:
                break
    os.close(terminal)
    return process.returncode, shown


def judge_progress(binary):
    """Of each run that is not as it should be, why."""
    with tempfile.TemporaryDirectory() as folder:
        contract = os.path.join(folder, "contract.yaml")
        pathlib.Path(contract).write_text(BEFORE)
        status, shown = errors_of_data(binary, contract, [])
        if status or b" records" not in shown or not shown.startswith(b"\r\x1b[K") or not shown.endswith(b"\r\x1b[K"):
            yield f"progress: status {status}, {shown}"
        for what, options, environment in (("quiet", ["-q"], {}), ("in pre-commit", [], {"PRE_COMMIT": "1"})):
            status, shown = errors_of_data(binary, contract, options, **environment)
            if status or shown:
                yield f"progress, {what}: status {status}, {shown}"


def main():
    binary, failed = os.path.realpath(sys.argv[1]), 0
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    for what, *case in CASES:
        wrong = judge(binary, *case)
        if wrong:
            failed += 1
            print(f"{what}: {wrong}")
    for wrong in judge_progress(binary):
        failed += 1
        print(wrong)
    print(f"{len(CASES) + 3 - failed} passed, {failed} failed")
    return failed > 0


sys.exit(main())
