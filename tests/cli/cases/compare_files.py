"""enclosure compare: the files it leaves, what it refuses, and what a signal leaves."""
import json
import math
import os
import signal
import subprocess

import driver
import h5py
import xarray
from compared import DEARER, NOTHING, SMALL, Compare


class Files(Compare):
    def test_a_folder_with_two_files(self):
        self.succeeds("compare", *SMALL, "--policy", "dearer.toml", "--replicates", "6", "-o", "out", "--quiet")
        self.assertEqual([f for f in self.files() if f.startswith("out")], ["out/compare.h5", "out/report.html"])
        page = self.read("out/report.html")
        self.assertIn("Dearer operations", page)
        self.assertIn("enclosure compare --policy dearer.toml --replicates 6 --set population.users=1000", page)
        self.assertNotIn("http:", page.replace("http://www.w3.org/2000/svg", ""))

    def check_dataset(self, name, item):
        self.assertNotEqual(item.attrs["long_name"], "", name)
        self.assertNotEqual(item.attrs["units"], "", name)

    def test_every_group_opens_and_agrees_with_the_object(self):
        result = self.compared("--policy", "dearer.toml", "--policy", "cheaper.toml", "--replicates", "6", "-o", "out")
        file = self.path("out/compare.h5")
        groups = []
        with h5py.File(file) as f:
            f.visititems(lambda name, item: groups.append(name) if isinstance(item, h5py.Group) else self.check_dataset(name, item))
            for key in ["version", "git", "compiler", "seed", "worlds", "state", "scenario"]:
                self.assertIn(key, f.attrs)
            self.assertEqual(f.attrs["filetype"], "enclosure comparison")
        for group in groups:
            if group.split("/")[0] in ("arms", "runs", "statistics", "values", "band") and not group.endswith(("/series", "/segments")):
                # Those of means and differences are like these, series and segments like regions, and it takes long to open them all.
                with xarray.open_dataset(file, engine="h5netcdf", group=group) as opened:
                    self.assertTrue("/" not in group or len(opened.data_vars) > 10, group)
        with xarray.open_dataset(file, engine="h5netcdf", group="statistics/series") as s:
            row = self.row(result, "hhi", "cheaper")
            picked = s.hhi.sel(policy="cheaper", average="last_year")
            for statistic, key in [("difference", "difference"), ("sd", "sd"), ("improved", "improved"), ("p", "p")]:
                self.assertEqual(float(picked.sel(statistic=statistic)), row[key])
            self.assertEqual(float(picked.sel(statistic="bootstrap_low")), row["bootstrap"][0])
        with xarray.open_dataset(file, engine="h5netcdf", group="values/segments") as v:
            values = v.adoption.sel(average="last_year", segment="consumer")
            difference = (values.sel(arm="cheaper") - values.sel(arm="baseline")).mean()
            self.assertAlmostEqual(float(difference), self.row(result, "adoption", "cheaper", segment="consumer")["difference"])
        with xarray.open_dataset(file, engine="h5netcdf", group="difference_mean/series") as d:
            self.assertEqual(float(abs(d.research.sel(policy="dearer")[:2]).max()), 0)  # not before March 2023
            self.assertTrue(math.isclose(float(d.research.sel(policy="dearer")[3:].mean()), self.row(result, "research", "dearer")["difference"], rel_tol=1e-9))

    def test_nothing_is_overwritten_unasked(self):
        arguments = ["compare", *SMALL, "--policy", "dearer.toml", "--replicates", "2", "-o", "out", "--quiet"]
        self.succeeds(*arguments)
        self.refuses(3, *arguments, says=["out/compare.h5", "it exists", "--force"])
        self.succeeds(*arguments, "--force")
        os.remove(self.path("out/compare.h5"))
        self.refuses(3, *arguments, says=["out/report.html", "it exists"])

    def test_an_input_is_no_output(self):
        os.mkdir(self.path("mine"))
        self.write("mine/compare.h5", self.read("dearer.toml"))
        arguments = ["compare", *SMALL, "--policy", "nothing.toml,mine/compare.h5", "--replicates", "2", "--force", "-o"]
        self.refuses(2, *arguments, "mine", says=["-o mine: mine/compare.h5 is an input of the run"])
        self.refuses(2, *arguments, self.path("mine/"), says=["compare.h5 is an input of the run"])

    def test_folders_that_cannot_be(self):
        base = ["compare", *SMALL, "--policy", "dearer.toml", "-o"]
        self.refuses(3, *base, "dearer.toml", says=["dearer.toml", "no folder"])
        self.refuses(3, *base, "no/where", says=["no/where", "there is no folder"])
        self.refuses(2, *base, "", says=["-o"])

    def test_a_folder_that_is_there(self):
        os.mkdir(self.path("mine"))
        self.write("mine/note.txt", "kept")
        self.succeeds("compare", *SMALL, "--policy", "dearer.toml", "--replicates", "2", "-o", "mine/", "--quiet")
        self.assertEqual(self.read("mine/note.txt"), "kept")


class Refusals(Compare):
    def test_no_interval(self):
        for n in ["0", "1"]:
            self.refuses(2, "compare", *SMALL, "--policy", "dearer.toml", "--replicates", n, says=[f"--replicates {n}", "no interval"])
        for n in ["-3", "x", "2.5", ""]:
            self.refuses(2, "compare", *SMALL, "--policy", "dearer.toml", "--replicates", n, says=["--replicates"])

    def test_no_policy(self):
        self.refuses(2, "compare", says=["--policy"])

    def test_unknown_policies(self):
        self.refuses(2, "compare", "--policy", "subsidie", says=["--policy subsidie", "no such file", "no shipped policy"])
        self.refuses(2, "compare", "--policy", "weight_leak", says=["did you mean weights_leak?"])
        self.refuses(2, "compare", "--policy", "missing.toml", says=["missing.toml"])
        self.refuses(2, "compare", "--policy", "one", "--policy", "two", says=["--policy one", "--policy two"])
        self.refuses(2, "compare", "--policy", "", says=["--policy"])

    def test_every_mistake_of_every_policy(self):
        self.write("bad.toml", NOTHING + "colour = 3\n")
        self.write("worse.toml", DEARER.replace("opex_share", "opex_shar"))
        self.refuses(2, "compare", "--policy", "bad.toml", "--policy", "worse.toml", "-o", "out", says=["bad.toml:3:1", "colour", "worse.toml:6", "opex_shar"])

    def test_every_mistake_of_the_command_line_beside_those_of_files(self):
        self.write("bad.toml", NOTHING + "colour = 3\n")
        said = self.refuses(2, "compare", "--policy", "bad.toml", "--policy", "nosuch", "--policy", "dearer.toml,", "--set", "prices.markup_mx=1",
                            "--set", "policy.dearer.event.1.strength=7", "--set", "empty", "--replicates", "1", "--smallest", "hhy=0.1",
                            says=["bad.toml:3:1", "--policy nosuch", "--policy dearer.toml,: a name is missing beside a comma", "markup_max",
                                  "policy.dearer.event.1.strength = 7", "\"empty\" sets nothing", "--replicates 1: 1 world gives no interval",
                                  "--smallest hhy"])
        self.assertEqual(len(said.splitlines()), 8, said)

    def test_a_number_that_is_none_hides_nothing(self):
        self.write("bad.toml", NOTHING + "colour = 3\n")
        said = self.refuses(2, "compare", "--policy", "bad.toml", "--replicates", "x", says=["bad.toml:3:1", "--replicates: x is not a whole number"])
        self.assertEqual(len(said.splitlines()), 2, said)

    def test_until(self):
        base = ["compare", *SMALL, "--policy", "dearer.toml", "--until"]
        self.refuses(2, *base, "hhy=0.01", says=["--until", "hhy", "did you mean hhi?"])
        self.refuses(2, *base, "segment.consumr.adoption=0.01", says=["did you mean segment.consumer.adoption?"])
        self.refuses(2, *base, "hhi", says=["METRIC=VALUE"])
        self.refuses(2, *base, "hhi=0", says=["above 0"])
        self.refuses(2, *base, "hhi=-1", says=["above 0"])
        self.refuses(2, *base, "hhi=x", says=["--until hhi=x"])
        self.refuses(2, *base, "hhi=1 USD", says=['--until hhi=1 USD: "USD" cannot be converted to "1"'])
        self.refuses(2, *base, "hhi=0.1", "--replicates", "30", says=["--replicates", "--until"])

    def test_a_value_of_a_policy_that_no_arm_has(self):
        self.refuses(2, "compare", *SMALL, "--policy", "dearer.toml", "--set", "policy.dearest.event.1.strength=0", says=["no arm has a policy dearest"])
        self.refuses(2, "compare", *SMALL, "--policy", "dearer.toml", "--set", "policy.dearer.event.1.strength=7", says=["strength", "7"])

    def test_smallest(self):
        self.refuses(2, "compare", *SMALL, "--policy", "dearer.toml", "--smallest", "adoptoin=0.1", says=["--smallest", "did you mean adoption?"])
        self.refuses(2, "compare", *SMALL, "--policy", "dearer.toml", "--smallest", "adoption=0", says=["above 0"])


class Signals(Compare):
    def stop(self, number, *arguments):
        command = [driver.PROGRAM, "compare", *SMALL, "--policy", "dearer.toml", "--replicates", "5000", "--threads", "2", *arguments]
        with subprocess.Popen(command, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            said = ""
            while not said or "world 1 of" in said.splitlines()[-1]:  # a line now and then, until a world is whole
                said += process.stderr.readline()
            process.send_signal(number)
            printed, rest = process.communicate(timeout=120)
            return process.returncode, printed, said + rest

    def test_what_is_done_is_kept(self):
        for number, code in [(signal.SIGINT, 130), (signal.SIGTERM, 75)]:
            with self.subTest(signal=number):
                returned, printed, said = self.stop(number, "--json", "-o", f"out{code}")
                self.assertEqual(returned, code, said)
                self.assertRegex(said, r"stopped after \d+ of 5000 worlds")
                result = json.loads(printed)
                self.assertEqual(result["state"], "interrupted")
                with h5py.File(self.path(f"out{code}/compare.h5")) as file:
                    self.assertEqual(file.attrs["state"], "interrupted")
                    self.assertEqual(len(file["world"]), result["worlds"])
                self.assertIn("interrupted", self.read(f"out{code}/report.html"))

    def test_stopped_too_early(self):
        command = [driver.PROGRAM, "compare", "--policy", "dearer.toml", "--threads", "1"]  # seconds a run
        with subprocess.Popen(command, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            process.stderr.readline()
            process.send_signal(signal.SIGINT)
            printed, said = process.communicate(timeout=120)
        self.assertEqual((process.returncode, printed), (130, ""))
        self.assertIn("stopped after 0 of 20 worlds; too few", said)


if __name__ == "__main__":
    driver.main()
