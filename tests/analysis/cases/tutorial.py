"""Every command of docs/tutorial.md works, in the order in which it stands there, and its Python reads what they leave."""
import os
import re
import shlex
import subprocess
import sys
import unittest

import driver


class Tutorial(driver.Case):
    def test_it_runs_from_top_to_bottom(self):
        with open(os.path.join(driver.SOURCE, "docs/tutorial.md"), encoding="utf-8") as file:
            text = file.read()
        commands = 0
        for kind, block in re.findall(r"```(\w+)\n(.*?)```", text, re.DOTALL):
            if kind == "toml":
                self.write("compute.toml", block)
                continue
            for line in block.splitlines():
                words = shlex.split(line)
                self.assertEqual(words[0], "enclosure")
                self.succeeds(*words[1:])
                commands += 1
        self.assertGreaterEqual(commands, 12)
        page = self.read("compute.study/report.html")
        self.assertIn("Does public compute for everyone lower concentration", page)
        for kept in ("<script", "http://", "https://"):
            self.assertNotIn(kept, re.sub(r'xmlns="http://www.w3.org/2000/svg"', "", page).replace("hubverse.io", ""))
        self.assertLess(len(page), 5_000_000)
        self.assertEqual(len(self.read("compute.csv").splitlines()), 1 + 64 * 2 * 2 * 2)

    def test_the_script_reads_everything(self):
        try:
            import h5py  # noqa: F401
            import pandas  # noqa: F401
        except ImportError:
            self.skipTest("pandas is not installed")
        self.write("s.toml", """schema_version = 1
id = "s"
extends = ["lib:baseline"]
[time]
end = 2026-07-01
step = "6 month"
[population]
users = 1000
developers = 100
[[arm]]
id = "baseline"
[[arm]]
id = "compute"
policies = ["public_compute_100k"]
[[factor]]
id = "network"
path = "network.kind"
levels = ["none", "cells"]
[[metric]]
id = "hhi"
[design]
kind = "grid"
[records]
series = ["hhi"]
""")
        self.succeeds("study", "run", "s.toml", "--quiet")
        self.succeeds("study", "merge", "s.study")
        script = os.path.join(driver.SOURCE, "docs/read_results.py")
        done = subprocess.run([sys.executable, "-B", script, "s.study/study.h5", "hhi"], cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("difference to baseline", done.stdout)
        self.assertIn("cells", done.stdout)
        self.assertIn("2023-01-01", done.stdout)


if __name__ == "__main__":
    unittest.main()
