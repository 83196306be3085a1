"""`enclosure diff`: equal runs, and the step, phase and agents at which runs part."""
import h5py

import driver
from driver import SCENARIO, SMALL

POLICY = 'schema_version = 1\nid = "cap"\n[[event]]\ntarget = "prices.markup_max"\nop = "set"\nvalue = 1.2\nat = 2023-04-01\n'


class Diff(driver.Case):
    def diff(self, code, *arguments):
        done = self.run_program("diff", *arguments, "--quiet")
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        self.assertEqual(done.stderr, "")
        return done.stdout

    def setUp(self):
        super().setUp()
        self.write("small.toml", SCENARIO)
        self.write("cap.toml", POLICY)

    def test_equal_files_and_scenarios(self):
        self.succeeds("run", *SMALL, "-o", "a.h5", "--quiet")
        self.succeeds("run", *SMALL, "-o", "b.h5", "--quiet", "--threads", "1")
        self.assertIn("equal: the same state after each of 6 steps", self.diff(0, "a.h5", "b.h5"))
        said = self.diff(0, "a.h5", "small.toml")
        self.assertIn("equal: the same state after each of 6 steps", said)
        self.assertIn("small.toml goes on for 138 more", said)

    def test_files_of_runs_that_part(self):
        self.succeeds("run", *SMALL, "-o", "a.h5", "--quiet")
        self.succeeds("run", *SMALL, "--policy", "cap.toml", "-o", "b.h5", "--quiet")
        said = self.diff(4, "a.h5", "b.h5")
        self.assertIn("policy.cap  none → \"cap\", \"prices.markup_max\"", said)
        self.assertIn('The runs part in step 4 (2023-04-01), in the phase "set markups"', said)
        self.assertIn("firms.markup (", said)
        self.assertIn("prices.markup_max  5 → 1.2", said)
        self.assertRegex(said, r"2023-04-01  Closed lab A: markup [0-9.]+ → [0-9.]+; also ")
        self.assertRegex(said, r"2023-06-01 +\d+ +\d+ +\d+ +\d+ ")
        with h5py.File(self.path("a.h5")) as a, h5py.File(self.path("b.h5")) as b:
            equal = a["series/state_hash"][()] == b["series/state_hash"][()]
        self.assertEqual(list(equal), [True, True, True, False, False, False])

    def test_a_policy_is_told_by_its_title_and_levers(self):
        self.write("lever.toml", POLICY.replace('id = "cap"', 'id = "cap"\ntitle = "Cap of prices"') +
                   '[[event]]\nlever = "price_cap"\nat = 2023-05-01\n')
        self.succeeds("run", *SMALL, "-o", "a.h5", "--quiet")
        self.succeeds("run", *SMALL, "--policy", "lever.toml", "-o", "b.h5", "--quiet")
        self.assertIn('policy.cap  none → "cap", "Cap of prices", "prices.markup_max", "price_cap"', self.diff(4, "a.h5", "b.h5"))

    def test_seeds_part_before_the_first_step(self):
        self.write("other.toml", SCENARIO.replace('extends', 'seed = 2\nextends'))
        said = self.diff(4, "small.toml", "other.toml", "--until", "2023-03-01")
        self.assertIn("seed  1 → 2", said)
        self.assertIn("The runs differ before the first step", said)
        self.assertIn("users.", said)

    def test_a_difference_that_nothing_reads(self):
        self.write("titled.toml", SCENARIO + "[output]\nstride = 2\n")
        said = self.diff(0, "small.toml", "titled.toml", "--until", "2023-03-01")
        self.assertIn("output.stride  1 → 2", said)
        self.assertIn("The runs are equal", said)

    def test_a_file_that_this_program_does_not_reproduce(self):
        self.succeeds("run", *SMALL, "-o", "a.h5", "--quiet")
        with h5py.File(self.path("a.h5"), "r+") as file:
            file["series/state_hash"][2] = 1
        said = self.diff(4, "a.h5", "small.toml")
        self.assertRegex(said, r"a\.h5 was written by enclosure .*; from step 3 on its state hash is not what this program computes")

    def test_steps_of_different_length(self):
        self.write("weekly.toml", SCENARIO + '[time]\nstep = "1 week"\n')
        self.assertIn("steps of different length", self.diff(4, "small.toml", "weekly.toml"))

    def test_bad_input(self):
        self.succeeds("run", *SMALL, "--checkpoint", "x.ckpt", "--quiet")
        self.refuses(2, "diff", "small.toml", "x.ckpt", says=["x.ckpt is a checkpoint"])
        self.refuses(2, "diff", "small.toml", "missing.toml", says=["missing.toml"])
        self.refuses(2, "diff", "small.toml", says=["B"])
        self.refuses(2, "diff", "small.toml", "small.toml", "--until", "1999-01-01", says=["--until"])
        self.write("cut.h5", b"\x89HDF\r\n\x1a\n and no more")
        self.refuses(3, "diff", "small.toml", "cut.h5", says=["cut.h5"])


if __name__ == "__main__":
    driver.main()
