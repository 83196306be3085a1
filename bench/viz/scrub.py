#!/usr/bin/env python3
"""Frames a second in the true window while the timeline is dragged back and forth over a finished run, under Xvfb.

usage: scrub.py VIEWER [USERS [SECONDS]]     (needs Xvfb and xdotool; a million users and five seconds if not given)

The pointer moves 60 times a second, by one xdotool, and the window draws at most 60 frames a second while no step is made; the mean frame is
what one of them took, drawing and showing.
"""

import pathlib
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tests" / "viz"))
from window import Display, Viewer  # noqa: E402


def main(program, users="1000000", seconds="5"):
    seconds = float(seconds)
    with tempfile.TemporaryDirectory() as name, Display() as display:
        viewer = Viewer(display, program, pathlib.Path(name), "lib:baseline", "--set", f"population.users={users}", "--steps", "144")
        viewer.wait_for("the end of the run", lambda s: s["step"] == 144, seconds=120)
        window = display.do("search", "--sync", "--class", "enclosure-view").split()[0]
        display.do("windowfocus", window, "sleep", 1, "key", "Escape", "sleep", 1)
        x, y, width, height = viewer.status()["timeline"]
        left, right, middle = x + 0.1 * width, x + 0.9 * width, y + height / 2
        display.do("mousemove", "--window", window, int(right), int(middle), "mousedown", 1)
        viewer.wait_for("a month of the past", lambda s: s["step"] < 144)
        moves = ["xdotool"]
        for k in range(int(60 * seconds)):
            share = abs((k % 120) / 60 - 1)
            moves += ["mousemove", "--window", window, str(int(left + share * (right - left))), str(int(middle)), "sleep", str(1 / 60)]
        before, began = viewer.status()["frames"], time.monotonic()
        pointer = subprocess.Popen(moves, env=display.env)
        frame_ms, steps = [], set()
        while pointer.poll() is None:
            now = viewer.status()
            if now:
                frame_ms.append(now["frame_ms"])
                steps.add(now["step"])
            time.sleep(0.05)
        took = time.monotonic() - began
        frames = viewer.status()["frames"] - before
        display.do("mouseup", 1, "key", "ctrl+q")
        viewer.process.wait(10)
        print(f"{users} users: {frames / took:.1f} frames a second over {took:.1f} s, {sum(frame_ms) / len(frame_ms):.1f} ms a frame, "
              f"{len(steps)} months seen")


if __name__ == "__main__":
    main(*sys.argv[1:])
