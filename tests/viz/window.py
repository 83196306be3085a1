#!/usr/bin/env python3
"""The true window, under Xvfb: a key shorter than a frame, a press of the pointer, sleep while nothing happens, closing in mid-run, a drag
while frames are slow, a driver that loses all, a run file.

usage: window.py VIEWER     (needs Xvfb, xdotool and ImageMagick; 77, "skipped", without them)
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

SKIPPED = 77


def fail(what):
    print(f"window.py: {what}", file=sys.stderr)
    sys.exit(1)


class Display:
    """An X server that nobody looks at, on a number that is free."""

    def __enter__(self):
        read, write = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x900x24", "-nolisten", "tcp"],
            pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as line:
            number = line.readline().strip()
        if not number:
            fail("Xvfb does not start")
        self.env = {**os.environ, "DISPLAY": f":{number}"}
        return self

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait()

    def do(self, *words):
        return subprocess.run(["xdotool", *map(str, words)], env=self.env, check=True, capture_output=True, text=True).stdout


class Viewer:
    """The program with its status file."""

    def __init__(self, display, program, folder, *options, size="1280x720"):
        self.status_file = folder / "status.json"
        home = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_STATE_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
        self.process = subprocess.Popen([program, *options, "--size", size, "--status", str(self.status_file)], env={**display.env, **home})

    def status(self):
        try:
            return json.loads(self.status_file.read_text())
        except (OSError, ValueError):
            return {}

    def wait_for(self, what, holds, seconds=20):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            status = self.status()
            if status and holds(status):
                return status
            if self.process.poll() is not None:
                fail(f"the viewer ended with {self.process.returncode} before {what}")
            time.sleep(0.05)
        fail(f"not seen: {what}; the window says {self.status()}")

    def processor_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main(program):
    missing = [tool for tool in ("Xvfb", "xdotool", "compare") if not shutil.which(tool)]
    if missing:
        print(f"window.py: not installed: {', '.join(missing)}")
        return SKIPPED
    with tempfile.TemporaryDirectory() as name, Display() as display:
        viewer = Viewer(display, program, pathlib.Path(name), "lib:baseline")
        first = viewer.wait_for("a first frame", lambda s: s["state"] == "paused")
        print(f"first frame after {first['first_frame_ms']} ms, {first['frame_ms']} ms a frame, software {first['software']}")
        window = display.do("search", "--sync", "--class", "enclosure-view").split()[0]
        display.do("windowfocus", window)
        time.sleep(1)
        display.do("key", "Escape")  # the tour of a first start
        time.sleep(1.5)

        before, used, began = viewer.status()["frames"], viewer.processor_seconds(), time.monotonic()
        time.sleep(3)
        frames = viewer.status()["frames"] - before
        share = (viewer.processor_seconds() - used) / (time.monotonic() - began)
        print(f"idle for 3 s: {frames} frames, {share:.1%} of a processor")
        if frames > 3 or share > 0.1:
            fail(f"a window in which nothing happens drew {frames} frames and took {share:.0%} of a processor")

        display.do("key", "space")  # down and up at once, within one frame
        viewer.wait_for("steps after the space key", lambda s: s["state"] == "running" and s["step"] >= 2)
        display.do("key", "space")
        stopped = viewer.wait_for("a pause after the space key", lambda s: s["state"] == "paused")
        display.do("key", "Right")
        viewer.wait_for("one step after the right arrow", lambda s: s["step"] == stopped["step"] + 1)

        display.do("mousemove", "--window", window, *stopped["play"])
        display.do("click", 1)
        viewer.wait_for("a run after a press of the button", lambda s: s["state"] == "running")
        display.do("key", "5")  # as fast as it can
        time.sleep(0.5)
        display.do("key", "ctrl+q")
        try:
            code = viewer.process.wait(10)
        except subprocess.TimeoutExpired:
            viewer.process.kill()
            fail("the window was closed in mid-run, and the program did not end within 10 s")
        if code != 0:
            fail(f"closed in mid-run, the program ended with {code}")
        print("closed in mid-run: ended with 0")

        # By software a frame of this size takes longer than it may: the window hears the user all the same, a press that comes with the
        # pointer too, and even where the tour has been closed a moment before.
        slow = pathlib.Path(name) / "slow"
        slow.mkdir()
        viewer = Viewer(display, program, slow, "lib:baseline", "--steps", "20", size="1600x900")
        viewer.wait_for("20 steps", lambda s: s["step"] == 20)
        window = display.do("search", "--sync", "--class", "enclosure-view").split()[0]
        display.do("windowfocus", window, "sleep", 1, "key", "Escape", "sleep", 1)  # the tour of a first start
        x, y, width, height = viewer.status()["timeline"]

        def month(step):
            return ("mousemove", "--window", window, int(x + width * (step + 0.5) / 144), int(y + height / 3))

        display.do(*month(15), "mousedown", 1)
        viewer.wait_for("month 15 under the pressed pointer", lambda s: 14 <= s["step"] <= 16)
        for step in (10, 5):
            display.do(*month(step))
            viewer.wait_for(f"month {step} while the pointer is held", lambda s: step - 1 <= s["step"] <= step + 1)
        display.do("mouseup", 1, "key", "ctrl+q")
        if viewer.process.wait(10) != 0:
            fail("the program did not end well after a drag along the timeline")
        print("dragged along the timeline while frames are slow")

        # A driver that loses all that it was given: another window, with the same picture.
        pictures = slow / "pictures"
        pictures.mkdir()
        viewer.status_file.unlink()
        viewer = Viewer(display, program, slow, "lib:baseline", "--steps", "20", "--lose-context", "200", "--export-folder", pictures)
        viewer.wait_for("20 steps", lambda s: s["step"] == 20)

        def picture():
            display.do("windowfocus", display.do("search", "--sync", "--class", "enclosure-view").split()[0], "mousemove", 3, 3, "sleep", 1)
            before = viewer.status()["frames"]
            display.do("key", "s")
            viewer.wait_for("a frame after the key", lambda s: s["frames"] > before)
            until = time.monotonic() + 20
            while len(list(pictures.glob("*.png"))) == len(taken):
                if time.monotonic() > until:
                    fail("the key s has written no picture")
                time.sleep(0.05)
            taken.append(next(file for file in pictures.glob("*.png") if file not in taken))

        taken = []
        picture()
        time.sleep(8)  # until the message that it was saved is gone
        for k in range(400):
            if viewer.status()["reopened"]:
                break
            display.do("mousemove", 640 + k % 2, 5, "sleep", 0.02)
        viewer.wait_for("a window anew", lambda s: s["reopened"] == 1)
        picture()
        display.do("key", "ctrl+q")
        if viewer.process.wait(10) != 0:
            fail("the program did not end well after the driver had lost all")
        differing = subprocess.run(["compare", "-metric", "AE", *taken, "null:"], capture_output=True, text=True, timeout=60)
        if differing.returncode != 0:
            fail(f"after the driver had lost all, {differing.stderr.strip()} pixels differ")
        print("what the driver lost was given to it again: the same picture")

        # A run file, which is read beside the window's thread.
        again = pathlib.Path(name) / "again"
        again.mkdir()
        file = again / "run.h5"
        enclosure = pathlib.Path(program).resolve().parent / "enclosure"
        small = ["--set", "population.users=1000", "--set", "population.developers=100", "--until", "2023-04-01"]
        subprocess.run([enclosure, "run", "lib:baseline", *small, "-o", file, "--quiet"], check=True, stdout=subprocess.DEVNULL, timeout=60)
        viewer = Viewer(display, program, again, file, "--steps", "2")
        viewer.wait_for("the run of a file after two steps", lambda s: s["state"] == "paused" and s["step"] == 2)
        viewer.process.terminate()
        viewer.process.wait(10)
        print("a run file: opened")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
