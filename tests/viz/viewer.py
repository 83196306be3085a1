#!/usr/bin/env python3
"""The program enclosure-view without a display: pictures, scripts, mistakes, exit codes.

usage: viewer.py VIEWER [SCRIPT...]     (scripts are played on the baseline with seed 7; one that begins with "# Nothing is open" on an empty window)
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "study"))
from study_texts import COMPUTE, GRID  # noqa: E402

NO_DISPLAY = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
failures = []


def run(program, *words, env=NO_DISPLAY):
    return subprocess.run([program, *map(str, words)], env=env, capture_output=True, text=True, timeout=120)


def check(what, holds, more=""):
    if not holds:
        failures.append(f"{what}: {more}")


def expect(what, result, code, *texts):
    check(what, result.returncode == code, f"ended with {result.returncode}, not {code}; it said: {result.stderr}")
    for text in texts:
        check(what, text in result.stderr, f"'{text}' is not in: {result.stderr}")


def pictures(program, folder):
    def shot(name, *words, env=NO_DISPLAY):
        file = folder / name
        expect(name, run(program, "lib:baseline", "--shot", file, "--size", "1280x720", *words, env=env), 0)
        return file.read_bytes() if file.exists() else b""

    began = time.monotonic()
    one = shot("one.png", "--steps", "6", "--threads", "1")
    print(f"a picture after 6 steps takes {time.monotonic() - began:.2f} s")
    check("picture", one[:8] == b"\x89PNG\r\n\x1a\n", "no PNG")
    check("picture", b"lib:baseline, seed " in one, "it does not say where it comes from")
    check("pictures repeat", one == shot("again.png", "--steps", "6", "--threads", "2"), "other bytes with two threads")
    check("pictures repeat", one == shot("threads.png", "--steps", "6", env={**NO_DISPLAY, "LP_NUM_THREADS": "1"}), "other bytes with one thread of the driver")
    check("themes differ", one != shot("light.png", "--steps", "6", "--theme", "light"), "the same bytes")


def kinds_of_files(program, folder):
    """A picture goes into a pipe and through a link, and leaves both as they are."""
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE)
    expect("picture into a pipe", run(program, "--shot", pipe, "--size", "320x240"), 0)
    try:
        check("picture into a pipe", reader.communicate(timeout=10)[0][:8] == b"\x89PNG\r\n\x1a\n", "no PNG arrived")
    except subprocess.TimeoutExpired:
        reader.kill()
        check("picture into a pipe", False, "nothing arrived")
    check("picture into a pipe", pipe.is_fifo(), "it is no pipe any more")
    link = folder / "link.png"
    link.symlink_to(folder / "linked.png")
    expect("picture through a link", run(program, "--shot", link, "--size", "320x240"), 0)
    check("picture through a link", link.is_symlink() and (folder / "linked.png").exists(), "the link was replaced")
    expect("picture onto a folder", run(program, "--shot", folder, "--size", "320x240"), 3, "it is a folder")


def mistakes(program, folder):
    expect("no display", run(program), 3, "cannot open a window: X11: The DISPLAY environment variable is missing", "--shot out.png", "xvfb-run -a")
    expect("display that is not there", run(program, env={**NO_DISPLAY, "DISPLAY": ":5555"}), 3, "cannot open a window", ":5555")
    expect("unwritable picture", run(program, "--shot", "/nonexistent/x.png"), 3, "cannot write /nonexistent/x.png")
    expect("no such size", run(program, "--shot", folder / "x.png", "--size", "12"), 2, "--size")
    expect("no such option", run(program, "--sot", "x"), 2, "--help")
    expect("steps below 0", run(program, "--shot", folder / "x.png", "--steps", "-1"), 2, "-1 is no number of steps")
    expect("seed below 0", run(program, "--shot", folder / "x.png", "--seed", "-3"), 2, "-3 is no seed")
    for asked in "--help", "--version":
        closed = subprocess.run(["sh", "-c", 'exec "$0" "$1" >&-', program, asked], capture_output=True, text=True, timeout=60)
        expect(f"{asked} to nowhere", closed, 3, "cannot write to standard output")
    bad = folder / "bad.toml"
    bad.write_text('extends = "lib:baseline"\n[prices]\nmarkup = "x"\n')
    expect("scenario with a mistake", run(program, bad, "--shot", folder / "x.png"), 2, "bad.toml:3:")
    bad.write_text("\x00\x01 no toml")
    expect("no scenario at all", run(program, bad, "--shot", folder / "x.png"), 2, "bad.toml")
    expect("missing scenario", run(program, folder / "none.toml", "--shot", folder / "x.png"), 2, "none.toml")
    script = folder / "wrong.ui"
    script.write_text("frames 1\nclick ev.6\n")
    expect("script without its widget", run(program, "--script", script), 1, "wrong.ui:2: no widget 'ev.6'")
    script.write_text("# one\n\nclik run.play\n")
    expect("script with a slip", run(program, "--script", script), 1, "wrong.ui:3: no command 'clik'; did you mean click?")
    script.write_text("frames 1\nresize 100000x100000\n")
    expect("script with too large a window", run(program, "--script", script), 1, "wrong.ui:2: '100000x100000' is too large")
    script.write_text("expect view 2\n")
    expect("script that expects too much", run(program, "--script", script), 1, "wrong.ui:1: 'view' is '0', expected '2'")
    expect("script that is not there", run(program, "--script", folder / "none.ui"), 2, "none.ui: cannot be read")


STUDY_SCRIPT = """expect view 2
expect studies present
expect studies.mistakes absent
expect studies.reading absent
expect studies.runs "24"
click studies.picture.1
frames 2
click studies.picture.2
frames 2
expect studies.heat.across present
expect studies.heat.arm "All arms shown"
click studies.heat.arm
click studies.heat.arm.2
expect studies.heat.arm not "All arms shown"
expect studies.runs "12"
click studies.run.0
frames 3
expect view 0
steps 2
expect timeline 2
fits
"""


def studies(program, folder):
    """A study is opened by its folder; a click on a run makes exactly that run; what is none is said in one line."""
    enclosure = pathlib.Path(program).resolve().parent / "enclosure"
    file = folder / "small.toml"
    file.write_text(GRID)
    (folder / "compute.toml").write_text(COMPUTE)
    runs = folder / "small.study"
    made = subprocess.run([enclosure, "study", "run", file, "--dir", runs, "--quiet"], capture_output=True, text=True, timeout=120)
    check("study run", made.returncode == 0, made.stderr)
    script = folder / "study.ui"
    script.write_text(STUDY_SCRIPT)
    expect("a study by its folder", run(program, runs, "--script", script), 0)
    expect("a study's file in place of its folder", run(program, file, "--shot", folder / "x.png"), 2, "study run")
    seeded = run(program, runs, "--seed", "3", "--shot", folder / "x.png")
    expect("a study with a seed", seeded, 2, "--set, --policy and --seed are for scenarios")
    (folder / "foreign.h5").write_bytes(b"\x89HDF\r\n\x1a\n cut")
    expect("a foreign file", run(program, folder / "foreign.h5", "--shot", folder / "x.png"), 2, "foreign.h5")


RUN_SCRIPT = """expect view 0
expect state Paused
expect timeline 0
expect seed 11
expect message.0 contains "run.h5: the run that it holds"
until 3
expect timeline 3
expect message.1 contains "The same state as in the run file"
fits
# Another file by hand, over the run that is open.
click view.2
click studies.path
key ctrl+a
type "no-such-file.h5"
click studies.open
expect studies.mistakes contains "no-such-file.h5: there is no such file"
"""


def run_files(program, folder):
    """A run file opens as the run that it holds; one that is none is said to be none, in one line."""
    enclosure = pathlib.Path(program).resolve().parent / "enclosure"
    file = folder / "run.h5"
    small = ["--set", "population.users=1000", "--set", "population.developers=100", "--set", "time.step=2 month"]
    made = subprocess.run([enclosure, "run", "lib:baseline", *small, "--seed", "11", "--until", "2023-07-01", "-o", file, "--quiet"],
                          capture_output=True, text=True, timeout=120)
    check("run", made.returncode == 0, made.stderr)
    script = folder / "run.ui"
    script.write_text(RUN_SCRIPT)
    expect("a run file", run(program, file, "--script", script), 0)
    expect("a run file with another seed", run(program, file, "--seed", "3", "--shot", folder / "x.png"), 2, "--seed are for scenarios")
    (folder / "cut.h5").write_bytes(file.read_bytes()[:3000])
    cut = run(program, folder / "cut.h5", "--shot", folder / "x.png")
    expect("a run file that is cut short", cut, 2, "cut.h5", "no whole run file or study")
    check("a run file that is cut short", cut.stderr.count("\n") == 1, cut.stderr)


def main(program, scripts):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        pictures(program, folder)
        kinds_of_files(program, folder)
        mistakes(program, folder)
        studies(program, folder)
        run_files(program, folder)
        for script in scripts:
            exports = folder / pathlib.Path(script).stem
            exports.mkdir()
            began = time.monotonic()
            empty = pathlib.Path(script).read_text().startswith("# Nothing is open")
            expect(script, run(program, *([] if empty else ["lib:baseline", "--seed", "7"]), "--script", script, "--export-folder", exports, "--threads", "2"), 0)
            print(f"{pathlib.Path(script).name}: {time.monotonic() - began:.1f} s, {len(list(exports.iterdir()))} files")
    for failure in failures:
        print(f"viewer.py: {failure}", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
