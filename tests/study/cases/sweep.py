"""A study from its file to the merged file, and what is refused on the way."""
import os
import subprocess

import h5py

import driver
import studies


class Sweep(studies.StudyCase):
    def test_plan_prints_runs_and_costs_and_writes_nothing(self):
        self.study()
        said = self.succeeds("study", "plan", "sweep.toml")
        for fragment in ["6 points × 2 arms × 2 worlds", "runs        24", "missing     24", "s a run of 6 steps", "adjustment: prices.adjustment"]:
            self.assertIn(fragment, said)
        self.assertEqual(self.files(), ["compute.toml", "liability.toml", "sweep.toml"])

    def test_run_merge_and_read(self):
        self.study()
        self.succeeds("study", "run", "sweep.toml", "--quiet", "--jobs", "2")
        status = self.status("sweep.study")
        self.assertEqual((status["planned"], status["done"], status["failed"], status["missing"]), (24, 24, 0, 0))
        self.succeeds("study", "merge", "sweep.study")
        with h5py.File(self.path("sweep.study/study.h5")) as file:
            self.assertEqual(file.attrs["filetype"], "enclosure study")
            self.assertEqual(file.attrs["state"], "complete")
            self.assertEqual(file["metrics/hhi"].shape, (24,))
            self.assertEqual(list(file["design/adjustment"]), [0.5, 0.5, 2.25, 2.25, 4, 4])
            self.assertEqual(list(file["design/degree"]), [4, 10] * 3)
            self.assertEqual(list(file["runs/arm"][:4]), [0, 1, 0, 1])
            self.assertEqual(file["series/hhi"].shape, (24, 6))
            self.assertEqual(file["series/hhi"].dtype.itemsize, 4)
            # Worlds are shared: by the arms, and on a grid by the points.
            seeds = list(file["runs/seed"][:4])
            self.assertEqual(seeds[0], seeds[1])
            self.assertEqual(len(set(file["runs/seed"])), 2)
            self.assertEqual(file["metrics/open"].attrs["units"], "1")
        # A second merge gives the same bytes; a second run has nothing to do.
        first = studies.sha(self.path("sweep.study/study.h5"))
        self.succeeds("study", "run", "sweep.study", "--quiet")
        self.assertEqual(self.merged("sweep.study"), first)
        self.assertEqual(len(self.records("sweep.study")), 1)

    def test_groups_open_in_xarray(self):
        import xarray
        self.study()
        self.succeeds("study", "run", "sweep.toml", "--quiet")
        self.succeeds("study", "merge", "sweep.study")
        path = self.path("sweep.study/study.h5")
        for group in ["design", "runs", "metrics", "series", "arms"]:
            with xarray.open_dataset(path, engine="h5netcdf", group=group) as data:
                self.assertGreater(len(data.data_vars), 0)
        with xarray.open_dataset(path, engine="h5netcdf", group="series") as data:
            self.assertEqual(str(data["time"].values[0])[:10], "2023-01-01")

    def test_a_metric_is_what_the_run_says(self):
        self.study()
        self.succeeds("study", "run", "sweep.toml", "--quiet")
        self.succeeds("study", "merge", "sweep.study")
        said = self.succeeds("study", "replay", "sweep.study", "--run", "11", "-o", "run.h5", "--quiet")
        self.assertIn("the same as its record", said)
        with h5py.File(self.path("sweep.study/study.h5")) as study, h5py.File(self.path("run.h5")) as run:
            self.assertEqual(run.attrs["state_hash"], format(study["runs/state_hash"][11], "016x"))
            self.assertEqual(run.attrs["seed"], study["runs/seed"][11])
            self.assertEqual(list(run["series/hhi"][:].astype("f4")), list(study["series/hhi"][11]))
            self.assertEqual(run["series/open_share_users"][-1], study["metrics/open"][11])
            self.assertAlmostEqual(run["series/hhi"][:].mean(), study["metrics/hhi"][11], places=14)

    def test_jobs_threads_and_stripes_leave_no_trace(self):
        reference = self.reference()
        for name, runs in {"threads": [["--jobs", "1", "--threads", "3"]], "jobs": [["--jobs", "5"]],
                           "stripes": [["--stripe", f"{k}/3"] for k in (3, 1, 2)], "claims": [["--claim", "a"], ["--claim", "b"]]}.items():
            self.study(studies.GRID, name + ".toml")
            for arguments in runs:
                self.succeeds("study", "run", name + ".toml", "--quiet", *arguments)
            self.assertEqual(self.merged(name + ".study"), reference, name)
        self.assertEqual(self.status("stripes.study")["duplicates"], 0)
        self.assertEqual(self.status("claims.study")["duplicates"], 0)

    def test_parts_made_in_two_folders_merge_into_one(self):
        reference = self.reference()
        self.study()
        self.succeeds("study", "run", "sweep.toml", "--dir", "a", "--stripe", "1/2", "--quiet")
        self.succeeds("study", "run", "sweep.toml", "--dir", "b", "--stripe", "2/2", "--quiet")
        self.assertEqual(self.run_program("study", "merge", "a").returncode, 4)
        self.succeeds("study", "merge", "a", "b", "-o", "all.h5")
        self.succeeds("study", "merge", "b", "a", "-o", "turned.h5")
        self.assertEqual(studies.sha(self.path("all.h5")), reference)
        self.assertEqual(studies.sha(self.path("turned.h5")), reference)

    def test_what_is_missing_is_said_and_listed(self):
        self.study()
        self.succeeds("study", "run", "sweep.toml", "--stripe", "1/2", "--quiet")
        missing = self.status("sweep.study")["missing"]
        said = self.run_program("study", "merge", "sweep.study")
        self.assertEqual(said.returncode, 4)
        self.assertTrue(4 <= missing <= 20, missing)
        self.assertIn(f"{missing} of 24 runs are missing", said.stderr)
        self.assertIn("prices.adjustment = ", said.stderr)
        self.assertFalse(os.path.exists(self.path("sweep.study/study.h5")))
        self.assertEqual(self.run_program("study", "merge", "sweep.study", "--partial").returncode, 4)
        with h5py.File(self.path("sweep.study/study.h5")) as file:
            self.assertEqual(file.attrs["state"], "incomplete")
            self.assertEqual(file["metrics/hhi"].shape, (24 - missing,))
            self.assertEqual(file["missing/point"].shape, (missing,))
            self.assertEqual(len(set(file["run"])), 24 - missing)


class Refusals(studies.StudyCase):
    def test_a_folder_of_another_study(self):
        self.study()
        self.succeeds("study", "run", "sweep.toml", "--stripe", "1/2", "--quiet")
        self.study(studies.GRID.replace("max = 4", "max = 5"))
        self.refuses(2, "study", "run", "sweep.toml", "--quiet", says=["is the folder of another study", "max = 4  is now  max = 5"])
        self.study(studies.GRID.replace("users = 1000", "users = 2000"))
        self.refuses(2, "study", "run", "sweep.toml", "--quiet", says=["arms/baseline.toml", "users = 1000", "users = 2000"])

    def test_another_model(self):
        self.study()
        self.succeeds("study", "run", "sweep.toml", "--stripe", "1/2", "--quiet")
        model = "sweep.study/plans/0001/model.txt"
        text = self.read(model)
        self.write(model, "0.0.1 0123abc GNU 12.2.0\n")
        self.refuses(2, "study", "run", "sweep.study", "--quiet", says=["another model", "0.0.1 0123abc", text.strip()])

    def test_folders_that_are_none(self):
        self.study()
        os.mkdir(self.path("mine"))
        self.write("mine/notes.txt", "mine")
        self.refuses(2, "study", "run", "sweep.toml", "--dir", "mine", "--quiet", says=["is not empty and no folder of a study"])
        self.refuses(2, "study", "status", "mine", says=["no folder of a study"])
        self.refuses(2, "study", "merge", "nowhere", says=["there is no folder nowhere"])
        self.refuses(2, "study", "run", "nowhere.toml", says=["nowhere.toml"])

    def test_foreign_files_in_the_folder_are_left_alone(self):
        self.study()
        self.succeeds("study", "run", "sweep.toml", "--stripe", "1/2", "--quiet")
        self.write("sweep.study/notes.txt", "mine")
        self.write("sweep.study/records/other.seg", "no segment")
        self.succeeds("study", "run", "sweep.study", "--quiet")
        self.succeeds("study", "merge", "sweep.study")
        self.assertEqual(self.read("sweep.study/notes.txt"), "mine")
        self.assertEqual(self.read("sweep.study/records/other.seg"), "no segment")

    def test_a_folder_that_cannot_be_written(self):
        self.study()
        os.mkdir(self.path("closed"), 0o500)
        if os.geteuid() == 0:  # who writes everywhere but on a disk that is read-only
            if subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", self.path("closed")]).returncode != 0:
                self.skipTest("no read-only disk can be mounted here")
            self.addCleanup(subprocess.run, ["umount", self.path("closed")])
        said = self.refuses(3, "study", "run", "sweep.toml", "--dir", "closed/a", "--quiet", says=["cannot make the folder"])
        self.assertIn("closed/a", said)

    def test_words_that_make_no_sense(self):
        self.study()
        self.refuses(2, "study", "run", "sweep.toml", "--stripe", "4/3", says=["--stripe 4/3"])
        self.refuses(2, "study", "run", "sweep.toml", "--stripe", "1/3", "--claim", "a", says=["exclude each other"])
        self.refuses(2, "study", "run", "sweep.toml", "--claim", says=["--claim needs the name of a round"])
        self.refuses(2, "study", "plan", "screening", says=["did you mean lib:studies/screening?"])
        self.refuses(2, "run", "sweep.toml", says=["this is a study, not a scenario"])
        self.refuses(2, "study", says=["subcommand"])
        self.succeeds("study", "run", "sweep.toml", "--quiet")
        self.assertEqual(self.run_program("study", "replay", "sweep.study", "--run", "24").returncode, 2)
        self.assertIn("from 0 to 23", self.run_program("study", "replay", "sweep.study", "--run", "x").stderr)


if __name__ == "__main__":
    driver.main()
