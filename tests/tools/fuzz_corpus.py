#!/usr/bin/env python3
"""Chooses the inputs in tests/fuzz/corpus/NAME: of those that are there and those that `make fuzz` left in FOLDER, small ones
that together reach the most, by the features that libFuzzer counts. Named inputs stay. usage: fuzz_corpus.py FOLDER HARNESS…"""
import hashlib
import pathlib
import subprocess
import sys
import tempfile

FILES_MOST, BYTES_MOST, INPUT_MOST = 150, 56 * 1024, 1024
KEPT = pathlib.Path("tests/fuzz/corpus")


def is_named(path):
    return KEPT in path.parents and (len(path.name) != 16 or bool(set(path.name) - set("0123456789abcdef")))


def features(harness, folders):
    """The features of each input, as libFuzzer writes them down before it merges."""
    found = {}
    with tempfile.TemporaryDirectory() as scratch:
        control = pathlib.Path(scratch, "control")
        subprocess.run([harness, "-set_cover_merge=1", "-use_counters=0", f"-max_len={INPUT_MOST}",
                        f"-merge_control_file={control}", scratch, *folders], check=True, capture_output=True)
        lines = control.read_text().splitlines()
    names = lines[2:2 + int(lines[0])]
    for line in lines[2 + len(names):]:
        word, index, *numbers = line.split()
        if word == "FT":
            found[pathlib.Path(names[int(index)])] = set(numbers)
    return found


def choose(found):
    """The named ones, then always the one with the most new features for its bytes."""
    chosen = [path for path in found if is_named(path)]
    reached = set().union(*(found[path] for path in chosen))
    rest = {path: new - reached for path, new in found.items() if path not in chosen and path.stat().st_size <= INPUT_MOST}
    size = sum(path.stat().st_size for path in chosen)
    while rest and len(chosen) < FILES_MOST:
        best = max(sorted(rest), key=lambda path: len(rest[path]) / (path.stat().st_size + 256))
        new = rest.pop(best)
        size += best.stat().st_size
        if not new or size > BYTES_MOST:
            break
        chosen.append(best)
        reached |= new
        rest = {path: left - new for path, left in rest.items() if left - new}
    return chosen, len(reached)


def main(folder, *harnesses):
    for harness in harnesses:
        name = pathlib.Path(harness).name.removeprefix("fuzz_")
        target, grown = KEPT / name, pathlib.Path(folder, name)
        target.mkdir(parents=True, exist_ok=True)
        found = features(harness, [str(path) for path in (target, grown) if path.is_dir()])
        chosen, reached = choose(found)
        texts = [path.read_bytes() for path in chosen if not is_named(path)]
        for path in target.iterdir():
            if not is_named(path):
                path.unlink()
        for text in texts:
            (target / hashlib.sha256(text).hexdigest()[:16]).write_bytes(text)
        total = len(set().union(*found.values()))
        print(f"{name}: {len(chosen)} inputs, {sum(map(len, texts))} bytes, {reached} of {total} features")


main(*sys.argv[1:])
