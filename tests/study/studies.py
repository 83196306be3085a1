"""Small studies, and what their tests share: starting, killing, merging, hashing."""
import hashlib
import json
import os
import signal
import subprocess

import driver
from study_texts import COMPUTE, GRID, LIABILITY, WORLD  # noqa: F401, for tests that import this


def sha(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


class StudyCase(driver.Case):
    def study(self, text=GRID, name="sweep.toml"):
        self.write("compute.toml", COMPUTE)
        self.write("liability.toml", LIABILITY)
        return self.write(name, text)

    def status(self, folder):
        return json.loads(self.succeeds("study", "status", folder, "--json"))

    def merged(self, folder):
        """SHA-256 of what merging makes of the folder."""
        self.succeeds("study", "merge", folder)
        return sha(self.path(folder + "/study.h5"))

    def reference(self, text=GRID):
        """SHA-256 of the merged file of a run that nothing disturbs."""
        self.study(text, "reference.toml")
        self.succeeds("study", "run", "reference.toml", "--quiet", "--jobs", "2")
        return self.merged("reference.study")

    def start(self, *arguments, **options):
        """The program in the background."""
        return subprocess.Popen([driver.PROGRAM, *arguments], cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL, **options)

    def done(self, folder):
        try:
            return self.status(folder)["done"]
        except AssertionError:
            return 0  # not started yet

    def records(self, folder):
        """Names and sizes of the segments."""
        place = self.path(folder + "/records")
        return {name: os.path.getsize(os.path.join(place, name)) for name in os.listdir(place)} if os.path.isdir(place) else {}

    def stop(self, process, how=signal.SIGKILL):
        process.send_signal(how)
        return process.wait(timeout=60)
