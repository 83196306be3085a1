"""Checkpoints: a run that was stopped in any way goes on in a fresh process to the same end; a branch changes what it says and no more."""
import json
import os
import signal
import subprocess
import time

import driver
import h5py
import numpy
from driver import SMALL

FEW = ["--set", "population.users=2000", "--set", "population.developers=200"]


class Checkpoint(driver.Case):
    def result(self, *arguments):
        return json.loads(self.succeeds(*arguments, "--json", "--quiet"))

    def whole(self, *arguments):
        return self.result("run", *FEW, "--until", "2027-01-01", "-o", "whole.h5", *arguments)

    def assert_same_results(self, first, second):
        """All datasets of two run files are equal, and all attributes but when the run began."""
        with h5py.File(self.path(first)) as a, h5py.File(self.path(second)) as b:
            names = {}
            for side, file in (("a", a), ("b", b)):
                names[side] = []
                file.visititems(lambda name, item, side=side: names[side].append(name) if isinstance(item, h5py.Dataset) else None)
            self.assertEqual(names["a"], names["b"])
            for name in names["a"]:
                if name in ("scenario/origins",):
                    continue
                numpy.testing.assert_array_equal(a[name][()], b[name][()], err_msg=name)
            for attribute in a.attrs:
                if attribute != "started":
                    self.assertEqual(a.attrs[attribute], b.attrs[attribute], attribute)

    def test_a_run_is_resumed_to_the_same_hash_and_file(self):
        whole = self.whole()
        first = self.result("run", *FEW, "--until", "2025-03-01", "--checkpoint", "run.ckpt", "--every", "6month")
        self.assertNotEqual(first["state_hash"], whole["state_hash"])
        before = self.read_bytes("run.ckpt")
        rest = self.result("run", "--resume", "run.ckpt", "--until", "2027-01-01", "-o", "rest.h5", "--threads", "2")
        self.assertEqual(rest["state_hash"], whole["state_hash"])
        self.assertEqual(rest["steps"], whole["steps"])
        self.assertEqual(rest["summary"], whole["summary"])
        self.assertEqual(self.read_bytes("run.ckpt"), before)
        self.assert_same_results("whole.h5", "rest.h5")

    def test_snapshots_and_a_stride_go_on_too(self):
        output = ["--set", 'output.snapshots=["1 yr"]', "--set", "output.stride=5"]
        whole = self.whole(*output)
        self.result("run", *FEW, *output, "--until", "2024-08-01", "--checkpoint", "run.ckpt")
        rest = self.result("run", "--resume", "run.ckpt", "--until", "2027-01-01", "-o", "rest.h5")
        self.assertEqual(rest["state_hash"], whole["state_hash"])
        self.assert_same_results("whole.h5", "rest.h5")

    def test_the_checkpoint_of_a_finished_run_says_its_results_again(self):
        first = self.result("run", *SMALL, "--checkpoint", "run.ckpt")
        again = self.result("run", "--resume", "run.ckpt", "--until", "2023-08-01")
        self.assertEqual((first["steps"], again["steps"]), (6, 7))
        same = self.result("run", "--resume", "run.ckpt", "--until", "2023-07-01")
        self.assertEqual((same["state_hash"], same["summary"]), (first["state_hash"], first["summary"]))
        self.result("run", "--resume", "run.ckpt", "--checkpoint", "run.ckpt", "--until", "2023-08-01")
        self.assertEqual(self.result("run", "--resume", "run.ckpt", "--until", "2023-09-01")["steps"], 8)

    def start(self, *arguments):
        return subprocess.Popen([driver.PROGRAM, "run", "--threads", "1", *arguments], cwd=self.folder, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True)

    # Long enough to be met on its way, however busy the machine is; compared to a day that it is stopped well before.
    LONG = ["--set", "population.users=20000", "--set", "population.developers=2000", "--set", "time.step=1 week"]

    long_hash = None  # of the state on that day if nothing stops the run

    def long_run(self):
        if Checkpoint.long_hash is None:
            Checkpoint.long_hash = self.result("run", *self.LONG, "--until", "2027-01-01")["state_hash"]
        return Checkpoint.long_hash

    def check_resumes_after(self, number, code):
        with self.start(*self.LONG, "--json", "--checkpoint", "run.ckpt") as process:
            process.stderr.readline()
            process.send_signal(number)
            printed, said = process.communicate(timeout=120)
        self.assertEqual(process.returncode, code, said)
        self.assertRegex(said, r"stopped after step \d+ of 626; enclosure run --resume run.ckpt goes on")
        self.assertLess(json.loads(printed)["steps"], 626)
        self.assertEqual(self.result("run", "--resume", "run.ckpt", "--until", "2027-01-01")["state_hash"], self.long_run())

    def test_interrupted(self):
        self.check_resumes_after(signal.SIGINT, 130)

    def test_terminated(self):
        self.check_resumes_after(signal.SIGTERM, 75)

    def test_killed_while_checkpoints_are_written(self):
        users = ["--set", "population.users=20000", "--set", "population.developers=2000"]
        whole = self.result("run", *users)
        for kills, wait in enumerate((0.0, 0.03, 0.11), start=1):
            with self.start(*users, "--checkpoint", "run.ckpt", "--every", "1month", "--force") as process:
                deadline = time.monotonic() + 60
                while not os.path.exists(self.path("run.ckpt")) and time.monotonic() < deadline:
                    time.sleep(0.005)
                time.sleep(wait)
                process.kill()
                process.communicate(timeout=60)
            left = [name for name in self.files() if name != "run.ckpt"]
            self.assertTrue(all(name.startswith("run.ckpt.part") for name in left) and len(left) <= kills, left)
            rest = self.result("run", "--resume", "run.ckpt")
            self.assertEqual((rest["state_hash"], rest["steps"]), (whole["state_hash"], 144))
            os.remove(self.path("run.ckpt"))

    def test_every(self):
        self.succeeds("run", *SMALL, "--checkpoint", "a.ckpt", "--every", "2 month", "--quiet")
        for every in ("soon", "0", "-1yr", "3 USD", "nan"):
            self.refuses(2, "run", *SMALL, "--checkpoint", "b.ckpt", "--every", every, says=["--every", every])
        self.refuses(2, "run", *SMALL, "--every", "1yr", says=["--every", "--checkpoint"])

    def test_outputs_are_not_overwritten_unasked(self):
        self.write("x", "precious")
        self.refuses(3, "run", *SMALL, "--checkpoint", "x", says=["x", "--force"])
        self.refuses(3, "run", *SMALL, "--checkpoint", "missing/x", says=["missing"])
        self.refuses(2, "run", *SMALL, "--checkpoint", "y", "-o", "y", says=["same file"])
        self.succeeds("run", *SMALL, "--checkpoint", "x", "--force", "--quiet")
        self.refuses(2, "run", "--resume", "x", "-o", "x", "--force", says=["x is an input"])
        self.refuses(2, "branch", "x", "--checkpoint", "x", "--force", says=["x is an input"])

    def test_resume_changes_nothing(self):
        self.succeeds("run", *SMALL, "--checkpoint", "run.ckpt", "--quiet")
        self.write("none.toml", 'schema_version = 1\nid = "none"\n')
        for more in (["--set", "seed=2"], ["--policy", "none.toml"], ["--seed", "3"], ["lib:baseline"]):
            self.refuses(2, "run", "--resume", "run.ckpt", *more, says=["enclosure branch run.ckpt"])
        self.refuses(2, "run", "lib:baseline", "--resume", "run.ckpt", "--seed", "3", says=["takes no scenario, no --seed;"])
        self.refuses(2, "run", "--resume", "run.ckpt", "--until", "2023-06-01", says=["has come to 2023-07-01 already"])


class Damaged(driver.Case):
    def setUp(self):
        super().setUp()
        self.succeeds("run", *SMALL, "--checkpoint", "run.ckpt", "--quiet")
        self.bytes = self.read_bytes("run.ckpt")

    def check_refused(self, content, *says):
        self.write("bad.ckpt", content)
        for command in (["run", "--resume"], ["branch"]):
            self.refuses(3, *command, "bad.ckpt", says=["bad.ckpt: cannot be read", *says])

    def test_flipped(self):
        for at in (0, 3, 9, 15, 25, 200, 5000, len(self.bytes) // 2, len(self.bytes) - 30, len(self.bytes) - 1):
            flipped = bytearray(self.bytes)
            flipped[at] ^= 0x10
            self.check_refused(bytes(flipped))

    def test_truncated(self):
        for size in (0, 7, 8, 19, 1000, len(self.bytes) - 1):
            self.check_refused(self.bytes[:size], "cut short" if size >= 8 else "no checkpoint")

    def test_foreign(self):
        self.check_refused(b"schema_version = 1\n", "no checkpoint")
        self.succeeds("run", *SMALL, "-o", "x.h5", "--quiet")
        self.check_refused(self.read_bytes("x.h5"), "no checkpoint")
        os.mkdir(self.path("folder"))
        self.refuses(3, "run", "--resume", "folder", says=["folder"])
        self.refuses(3, "run", "--resume", "missing.ckpt", says=["missing.ckpt"])

    def test_of_another_format(self):
        other = bytearray(self.bytes)
        other[8] = 9
        self.check_refused(bytes(other), "its format is 9")


class Branch(driver.Case):
    POLICY = 'schema_version = 1\nid = "slow"\n[[event]]\ntarget = "prices.adjustment"\nop = "multiply"\nvalue = 0.2\nat = {}\n'

    def setUp(self):
        super().setUp()
        self.succeeds("run", *SMALL, "--checkpoint", "run.ckpt", "--quiet")

    def hash_of(self, *arguments):
        return json.loads(self.succeeds(*arguments, "--json", "--quiet", "--until", "2024-01-01"))["state_hash"]

    def test_under_a_policy_is_the_run_that_had_it_from_the_start(self):
        self.write("slow.toml", self.POLICY.format("2023-08-01"))
        branched = self.hash_of("branch", "run.ckpt", "--policy", "slow.toml")
        self.assertEqual(branched, self.hash_of("run", *FEW, "--policy", "slow.toml"))
        self.assertNotEqual(branched, self.hash_of("run", *FEW))
        self.assertEqual(self.hash_of("branch", "run.ckpt"), self.hash_of("run", *FEW))

    def test_its_run_file_holds_the_whole_run_and_a_scenario_that_gives_it(self):
        branched = self.hash_of("branch", "run.ckpt", "--set", "prices.markup_max=2.5", "-o", "branch.h5")
        with h5py.File(self.path("branch.h5")) as file:
            self.assertEqual(len(file["series/time"]), 12)
            self.write("branch.toml", file["scenario/resolved"][()])
            self.assertIn(b"policy.branch_2023-07-01.event.1.value,2.5,--set", file["scenario/origins"][()])
        self.assertEqual(self.hash_of("run", "branch.toml"), branched)

    def test_refusals(self):
        self.write("slow.toml", self.POLICY.format("2023-06-30"))
        self.refuses(2, "branch", "run.ckpt", "--policy", "slow.toml", says=["slow.toml:7:6", "2023-06-30 is before the checkpoint"])
        said = self.refuses(2, "branch", "run.ckpt", "--set", "population.users=3000", "--set", "seed=2",
                            says=["population.users = 3000 cannot change during a run", "seed = 2 cannot"])
        self.assertEqual(len(said.splitlines()), 2)
        self.refuses(2, "branch", "run.ckpt", "--set", "prices.markup_mox=2", says=["did you mean markup_max"])
        self.refuses(2, "branch", says=["CHECKPOINT"])

    def test_every_mistake_at_once(self):
        self.write("slow.toml", self.POLICY.format("2023-06-30"))
        self.write("waits.toml", 'schema_version = 1\nid = "waits"\n[[event]]\nlever = "price_cap"\nwhen = "hhi > 0.1"\n')
        self.write("bad.toml", 'schema_version = 1\nid = "bad"\ncolour = 3\n')
        said = self.refuses(2, "branch", "run.ckpt", "--policy", "slow.toml", "--policy", "waits.toml", "--policy", "bad.toml", "--policy", "nosuch",
                            "--set", "population.users=3000", "--set", "prices.markup_mox=2", "--set", "empty", "--every", "x",
                            says=["slow.toml:7:6", "waits.toml:4:9: policy.waits.event.1 has no date", "from = 2023-07-01", "bad.toml:3:1", "--policy nosuch",
                                  "did you mean markup_max", "population.users = 3000 cannot", "empty", "--every"])
        self.assertEqual(len(said.splitlines()), 8, said)
        self.refuses(2, "branch", "run.ckpt", "--policy", "bad.toml", "--set", "population.users=3000", says=["bad.toml:3:1", "population.users = 3000 cannot"])

    def test_a_condition_with_a_date(self):
        self.write("waits.toml", 'schema_version = 1\nid = "waits"\n[[event]]\nlever = "price_cap"\nwhen = "hhi > 0.1"\nfrom = 2023-07-01\n')
        self.assertEqual(self.hash_of("branch", "run.ckpt", "--policy", "waits.toml"), self.hash_of("run", *FEW, "--policy", "waits.toml"))

    def test_an_end_that_the_checkpoint_is_past(self):
        self.succeeds("run", *FEW, "--until", "2024-03-01", "--checkpoint", "late.ckpt", "--quiet")  # past the scenario's own events
        said = self.refuses(2, "branch", "late.ckpt", "--set", "time.end=2024-01-01", says=["time.end = 2024-01-01: late.ckpt has come to 2024-03-01 already\n"])
        self.assertNotIn("makes the run longer", said)
        self.refuses(2, "branch", "late.ckpt", "--set", "time.end=2024-03-15", says=["has come to 2024-03-01 already, and until then no whole step is left"])

    def test_of_a_finished_run(self):
        self.succeeds("run", *FEW, "--set", "time.end=2024-01-01", "--checkpoint", "end.ckpt", "--quiet")
        self.refuses(2, "branch", "end.ckpt", "--set", "prices.markup_max=2", says=["end.ckpt is at the end of its run, 2024-01-01", "time.end"])
        longer = self.succeeds("branch", "end.ckpt", "--set", "time.end=2024-03-01", "--json", "--quiet")
        self.assertEqual(json.loads(longer)["steps"], 14)


if __name__ == "__main__":
    driver.main()
