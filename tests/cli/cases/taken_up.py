"""Run files of runs that were taken up from a checkpoint: whatever reads a run file takes them as that of a run that was never stopped."""
import json

import driver
import h5py

FEW = ["--set", "population.users=2000", "--set", "population.developers=200"]
OUTPUT = ["--set", 'output.snapshots=["6 month"]', "--set", "output.stride=3"]
POLICY = """schema_version = 1
id = "tested"
[[event]]
lever = "price_cap"
strength = 0.8
from = 2024-03-01
when = "hhi > 0.01"
hold = "3 month"
cooldown = "2 month"
max_times = 2
"""
SHOCK = 'schema_version = 1\nid = "struck"\n[[event]]\nlever = "major_incident"\nstrength = 1.0\nat = 2023-10-01\n'


class TakenUp(driver.Case):
    def setUp(self):
        super().setUp()
        self.write("tested.toml", POLICY)
        self.write("struck.toml", SHOCK)

    def saved(self, *more):
        """A run with a shock behind it, saved in its thirteenth step."""
        self.succeeds("run", *FEW, "--policy", "struck.toml", *more, "--until", "2024-02-01", "--checkpoint", "run.ckpt", "--quiet")

    def check_file(self, name):
        """verify repeats it, and explain finds the states that the file recorded."""
        verified = json.loads(self.succeeds("verify", name, "--json", "--quiet"))
        self.assertEqual((verified["reproduced"], verified["differences"], verified["new_here"]), (True, [], []), name)
        # A user before the checkpoint and after it, and a review of a firm, which is after it.
        for agent, date in ((["--user", "77"], "2023-10-31"), (["--user", "77"], "2024-07-01"), (["--firm", "closed_lab_a"], "2024-07-01")):
            explained = json.loads(self.succeeds("explain", name, *agent, "--date", date, "--json", "--quiet"))
            self.assertEqual((explained["from_run_file"], explained["reproduced"]), (True, True), (name, agent, date))

    def check_equal(self, a, b):
        said = self.succeeds("diff", a, b, "--quiet")
        self.assertIn("The runs are equal", said)

    def check_parts(self, a, b, date):
        done = self.run_program("diff", a, b, "--quiet")
        self.assertEqual(done.returncode, 4, done.stdout + done.stderr)
        self.assertIn(f"({date})", done.stdout.split("The runs part in step ")[1].splitlines()[0])
        self.assertNotIn("its state hash is not what this program computes", done.stdout)

    def test_a_run_that_was_resumed(self):
        for more in ([], OUTPUT):
            self.saved(*more, "--force")
            self.succeeds("run", "--resume", "run.ckpt", "--until", "2025-01-01", "-o", "rest.h5", "--force", "--quiet")
            self.succeeds("run", *FEW, "--policy", "struck.toml", *more, "--until", "2025-01-01", "-o", "whole.h5", "--force", "--quiet")
            self.check_file("rest.h5")
            self.check_file("whole.h5")
            self.check_equal("rest.h5", "whole.h5")
            self.check_equal("whole.h5", "rest.h5")

    def test_a_run_that_was_resumed_twice(self):
        self.saved()
        self.succeeds("run", "--resume", "run.ckpt", "--until", "2024-05-01", "--checkpoint", "later.ckpt", "-o", "rest.h5", "--quiet")
        self.succeeds("run", "--resume", "later.ckpt", "--until", "2025-01-01", "-o", "rest.h5", "--force", "--quiet")
        self.check_file("rest.h5")

    def test_a_branch_under_a_policy(self):
        self.saved()
        self.succeeds("branch", "run.ckpt", "--policy", "tested.toml", "--until", "2025-01-01", "-o", "branch.h5", "--quiet")
        self.succeeds("branch", "run.ckpt", "--until", "2025-01-01", "-o", "same.h5", "--quiet")
        policies = ["--policy", "struck.toml", "--policy", "tested.toml"]
        self.succeeds("run", *FEW, *policies, "--until", "2025-01-01", "-o", "whole.h5", "--quiet")
        self.check_file("branch.h5")
        self.check_file("same.h5")
        self.check_equal("branch.h5", "whole.h5")
        self.check_parts("same.h5", "branch.h5", "2024-03-01")

    def test_a_branch_under_other_parameters(self):
        self.saved(*OUTPUT)
        changes = ["--set", "prices.markup_max=2.5", "--set", "disruption.weights_leak=2", "--set", 'title="Capped"']
        self.succeeds("branch", "run.ckpt", *changes, "--until", "2025-01-01", "-o", "branch.h5", "--quiet")
        self.succeeds("branch", "run.ckpt", "--until", "2025-01-01", "-o", "same.h5", "--quiet")
        self.check_file("branch.h5")
        self.check_parts("same.h5", "branch.h5", "2024-02-01")
        with h5py.File(self.path("branch.h5")) as file:
            self.assertEqual(file.attrs["title"], "Capped")
            self.write("branch.toml", file["scenario/resolved"][()])
        self.check_equal("branch.h5", "branch.toml")

    def test_a_branch_of_a_branch(self):
        self.saved()
        saved = ["--until", "2024-05-01", "--checkpoint", "branch.ckpt"]
        self.succeeds("branch", "run.ckpt", "--set", "prices.markup_max=2.5", *saved, "--quiet")
        self.succeeds("branch", "branch.ckpt", "--set", "prices.markup_max=3", "--until", "2025-01-01", "-o", "twice.h5", "--quiet")
        self.check_file("twice.h5")

    def test_a_branch_that_is_made_longer(self):
        self.succeeds("run", *FEW, "--set", "time.end=2024-02-01", "--checkpoint", "run.ckpt", "-o", "short.h5", "--quiet")
        self.succeeds("branch", "run.ckpt", "--set", "time.end=2025-01-01", "-o", "longer.h5", "--quiet")
        self.check_file("longer.h5")
        said = self.succeeds("diff", "short.h5", "longer.h5", "--quiet")
        self.assertIn("longer.h5 goes on for 11 more", said)

    def test_a_file_that_was_changed_is_not_reproduced(self):
        self.saved()
        self.succeeds("branch", "run.ckpt", "--policy", "tested.toml", "--until", "2025-01-01", "-o", "branch.h5", "--quiet")
        with h5py.File(self.path("branch.h5"), "r+") as file:
            file["series/hhi"][20] += 1e-12
            file["series/state_hash"][20] += 1
        self.assertEqual(self.run_program("verify", "branch.h5", "--quiet").returncode, 4)
        self.assertEqual(self.run_program("diff", "branch.h5", "branch.h5", "--until", "2025-01-01", "--quiet").returncode, 4)


if __name__ == "__main__":
    driver.main()
