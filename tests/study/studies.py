"""Small studies, and what their tests share: starting, killing, merging, hashing."""
import hashlib
import json
import os
import signal
import subprocess

import driver

WORLD = """schema_version = 1
id = "sweep"
title = "A sweep"
extends = ["lib:baseline"]
[time]
end = 2024-01-01
step = "2 month"
[population]
users = 1000
developers = 100
"""

# 2 points of one factor, 3 of another, 2 arms, 2 worlds: 24 runs of six steps.
GRID = WORLD + """[[arm]]
id = "baseline"
[[arm]]
id = "compute"
policies = ["compute.toml"]
[[factor]]
id = "adjustment"
path = "prices.adjustment"
min = 0.5
max = 4
[[factor]]
id = "degree"
path = "network.degree"
levels = [4, 10]
[design]
levels = [3]
[replicates]
number = 2
[[metric]]
id = "hhi"
direction = "lower"
[[metric]]
id = "open"
series = "open_share_users"
aggregate = "final"
[records]
series = ["hhi", "segment.consumer.adoption"]
"""


COMPUTE = """schema_version = 1
id = "compute"
[[event]]
lever = "compute_subsidy"
from = 2023-02-01
regions = ["europe"]
"""

LIABILITY = """schema_version = 1
id = "liability"
[[event]]
lever = "deployer_liability"
from = 2023-03-01
"""


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
