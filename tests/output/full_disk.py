#!/usr/bin/python3
"""A disk that fills up: a clear error, exit code 3, the old file as it was, no FILE.part left.

usage: full_disk.py MAKE_RUN_FILE

Mounts a small tmpfs; where that is refused, says so and exits with 77, which counts as skipped.
"""
import os
import subprocess
import sys
import tempfile

maker = sys.argv[1]


def run(file, rows):
    return subprocess.run([maker, file, str(rows), "2"], capture_output=True, text=True)


def expect(what, got, wanted):
    if got != wanted:
        sys.exit(f"{what}: {wanted!r} expected, got {got!r}")


with tempfile.TemporaryDirectory() as disk:
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=192k", "tmpfs", disk], capture_output=True, text=True)
    if mounted.returncode != 0:
        print("skipped: a tmpfs cannot be mounted here:", mounted.stderr.strip())
        sys.exit(77)
    try:
        file = os.path.join(disk, "run.h5")
        expect("a small file fits", run(file, 3).returncode, 0)
        with open(file, "rb") as f:
            before = f.read()
        large = run(file, 20000)
        expect("exit code", large.returncode, 3)
        expect("error", large.stderr, f"{file}.part: cannot be written: No space left on device\n")
        with open(file, "rb") as f:
            expect("the old file is as it was", f.read() == before, True)
        expect("the folder", os.listdir(disk), ["run.h5"])
        expect("a small file fits again", run(file, 4).returncode, 0)
    finally:
        subprocess.run(["umount", disk], check=True)
