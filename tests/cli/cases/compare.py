"""enclosure compare: the table and the object, what they say and that they are the same for any number of threads."""
import json
import os
import re
import shutil

import driver
import h5py
from compared import DEARER, SMALL, Compare


class Results(Compare):
    def test_the_object(self):
        result = self.compared("--policy", "dearer.toml", "--policy", "nothing.toml", "--replicates", "4")
        self.assertEqual((result["worlds"], result["state"], result["seed"], result["until"], result["folder"]), (4, "complete", 1, None, None))
        self.assertEqual([p["policy"] for p in result["policies"]], ["dearer", "nothing"])
        self.assertEqual(result["policies"][0]["question"], "What if operations cost more?")
        row = self.row(result, "research", "dearer")
        self.assertEqual((row["unit"], row["n"]), ("USD/yr", 4))
        self.assertAlmostEqual(row["treated"] - row["baseline"], row["difference"], delta=1e-6 * abs(row["baseline"]))
        self.assertNotEqual(row["difference"], 0)
        low, high = row["interval"]
        self.assertLess(low, row["difference"])
        self.assertLess(row["difference"], high)
        self.assertAlmostEqual(high - row["difference"], 3.182446305 * row["sd"] / 2, delta=1e-8 * abs(row["difference"]))
        self.assertAlmostEqual(row["effect_size"], row["difference"] / row["sd"])
        self.assertEqual(row["bootstrap"], [None, None])  # four worlds are too few
        self.assertIn(row["verdict"], ["relevant", "detected", "open", "equivalent"])
        self.assertIn("difference", row["whole_run"])
        for segment in ["consumer", "builder", "enterprise", "regulated", "education"]:
            self.row(result, "consumer_surplus", "dearer", segment=segment)
        for region in ["north_america", "china", "europe", "rest_of_world"]:
            self.row(result, "consumer_surplus", "dearer", region=region)

    def test_a_policy_without_events_changes_nothing(self):
        result = self.compared("--policy", "nothing.toml", "--replicates", "2")
        for row in result["indicators"]:
            if row["n"] > 0:
                self.assertEqual((row["difference"], row["verdict"]), (0, "none" if row["n"] > 1 else "unknown"), row["name"])
            self.assertIn(row["whole_run"]["difference"], (0, None), row["name"])

    def test_the_same_for_any_number_of_threads_and_a_seed(self):
        one = self.compared("--policy", "dearer.toml", "--replicates", "6", "--threads", "1")
        self.assertEqual(one, self.compared("--policy", "dearer.toml", "--replicates", "6", "--threads", "4"))
        other = self.compared("--policy", "dearer.toml", "--replicates", "6", "--seed", "2")
        self.assertNotEqual(self.row(one, "research", "dearer")["difference"], self.row(other, "research", "dearer")["difference"])

    def test_world_0_is_the_scenarios_own_run(self):
        result = self.compared("--policy", "nothing.toml", "--replicates", "2", "-o", "out")
        run = json.loads(self.succeeds("run", *SMALL, "--json", "--quiet"))
        with h5py.File(self.path("out/compare.h5")) as file:
            self.assertEqual(f'{file["runs/state_hash"][0, 0]:016x}', run["state_hash"])
            seed = int(file["runs/seed"][1])
            again = json.loads(self.succeeds("run", *SMALL, "--json", "--quiet", "--seed", str(seed)))
            self.assertEqual(f'{file["runs/state_hash"][1, 0]:016x}', again["state_hash"])
        self.assertEqual(result["folder"], "out")

    def test_several_files_make_one_arm(self):
        result = self.compared("--policy", "dearer.toml,cheaper.toml", "--policy", "dearer.toml", "--policy", "dearer.toml", "--replicates", "2")
        self.assertEqual([p["policy"] for p in result["policies"]], ["dearer+cheaper", "dearer", "dearer (2)"])
        self.assertEqual(self.row(result, "research", "dearer")["difference"], self.row(result, "research", "dearer (2)")["difference"])
        self.assertNotEqual(self.row(result, "research", "dearer")["difference"], self.row(result, "research", "dearer+cheaper")["difference"])

    def test_a_value_of_a_policy_is_set_where_the_policy_is(self):
        off = ["--set", "policy.dearer.event.1.strength=0"]
        result = self.compared("--policy", "dearer.toml", "--policy", "cheaper.toml", "--replicates", "2", *off)
        self.assertEqual(self.row(result, "research", "dearer")["difference"], 0)
        self.assertNotEqual(self.row(result, "research", "cheaper")["difference"], 0)

    def test_the_table(self):
        table = self.succeeds("compare", *SMALL, "--policy", "dearer.toml", "--replicates", "3", "--quiet")
        for part in ["3 worlds", "Dearer operations (dearer)", "95% interval", "consumer_surplus", "Consumers", "Europe", "Pairing divides"]:
            self.assertIn(part, table)

    def test_a_smallest_effect_of_ones_own(self):
        result = self.compared("--policy", "dearer.toml", "--replicates", "3", "--smallest", "research=1e14", "--smallest", "hhi=30 %")
        self.assertEqual((self.row(result, "research", "dearer")["smallest_effect"], self.row(result, "research", "dearer")["verdict"]), (1e14, "equivalent"))
        self.assertEqual(self.row(result, "hhi", "dearer")["smallest_effect"], 0.3)

    def test_until(self):
        wide = self.compared("--policy", "cheaper.toml", "--until", "hhi=0.9")
        self.assertEqual((wide["worlds"], wide["until"]["met"], wide["until"]["metric"]), (20, True, "hhi"))
        first = self.row(wide, "hhi", "cheaper")
        half = (first["interval"][1] - first["interval"][0]) / 2
        self.assertAlmostEqual(wide["until"]["reached"], half)
        narrow = self.compared("--policy", "cheaper.toml", "--until", f"hhi={half * 0.9}")
        self.assertGreater(narrow["worlds"], 20)
        self.assertTrue(narrow["until"]["met"])
        self.assertLessEqual(narrow["until"]["reached"], half * 0.9)

    def test_until_where_nothing_varies(self):
        same = self.compared("--policy", "nothing.toml", "--until", "leaks=0.001", "-o", "out")
        self.assertEqual((same["worlds"], same["until"]["met"], same["until"]["reached"], same["until"]["coverage"]), (20, True, 0, None))
        self.assertEqual(self.compared("--policy", "cheaper.toml", "--until", "hhi=0.9")["until"]["coverage"], 0.94)
        self.assertIn("promises no coverage: what happens in up to 14% of worlds may have gone unseen", self.read("out/report.html"))
        with h5py.File(self.path("out/compare.h5")) as file:
            self.assertEqual(file.attrs["until_varied"], "no")
        table = self.succeeds("compare", *SMALL, "--policy", "nothing.toml", "--policy", "cheaper.toml", "--until", "hhi=0.9", "--quiet")
        self.assertIn("the difference was the same in all 20 worlds for a policy", table)
        self.assertNotIn("94%", table)

    def test_conditions_by_world(self):
        self.write("capped.toml", 'schema_version = 1\nid = "capped"\n[[event]]\nlever = "price_cap"\nstrength = 0.5\nwhen = "hhi > 0"\n'
                                  '[[event]]\nlever = "disclosure_mandate"\nwhen = "hhi > 0.999"\n')
        result = self.compared("--policy", "capped.toml", "--policy", "dearer.toml", "--replicates", "3", "-o", "out")
        began, never = result["policies"][0]["conditions"]
        self.assertEqual((began["event"], began["when"], began["begins"]), ("policy.capped.event.1", "hhi > 0", [1, 1, 1]))
        self.assertEqual((never["event"], never["begins"]), ("policy.capped.event.2", [0, 0, 0]))
        self.assertEqual((result["policies"][1]["conditions"], result["conditions"]), ([], []))
        self.assertIn("policy.capped.event.2 (hhi &gt; 0.999): began in 0 of 3 worlds", self.read("out/report.html"))
        table = self.succeeds("compare", *SMALL, "--policy", "capped.toml", "--replicates", "2", "--quiet")
        self.assertIn("\n  policy.capped.event.1 (hhi > 0): began in 2 of 2 worlds\n", table)
        self.write("world.toml", 'schema_version = 1\nid = "w"\nextends = ["lib:baseline"]\n[[shock]]\nid = "s"\n[[shock.event]]\n'
                                 'lever = "weights_leak"\nwhen = "hhi > 0"\nmax_times = 1\n')
        own = self.compared("world.toml", "--policy", "dearer.toml", "--replicates", "2")
        self.assertEqual(own["conditions"], [{"event": "shock.s.event.1", "when": "hhi > 0", "begins": [1, 1]}])
        self.assertEqual(own["policies"][0]["conditions"], own["conditions"])

    def test_progress(self):
        done = self.run_program("compare", *SMALL, "--policy", "dearer.toml", "--replicates", "2")
        self.assertRegex(done.stderr, r"step 60 of 60, world 2 of 2, [0-9.]+ steps/s, in \d+ s")


class Documented(Compare):
    def test_keys_are_those_of_the_page(self):
        result = self.compared("--policy", "dearer.toml", "--replicates", "2")
        with open(os.path.join(driver.SOURCE, "docs/formats.md"), encoding="utf-8") as page:
            section = page.read().split("## Comparison of policies")[1].split("`-o DIR`")[0]
        documented = [re.findall(r"`([a-z_]+)`", cell) for cell in re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)]
        flat = [key for cell in documented for key in cell]
        row = result["indicators"][0]
        self.assertEqual(flat, list(result) + list(row))
        self.assertEqual(list(row["whole_run"]), [k for k in row if k in row["whole_run"]])


class Shipped(Compare):
    def test_a_policy_by_its_name(self):
        shutil.copytree(os.path.join(driver.SOURCE, "scenarios"), self.path("shipped/scenarios"))
        shutil.copytree(os.path.join(driver.SOURCE, "data"), self.path("shipped/data"))
        os.makedirs(self.path("shipped/scenarios/policies"), exist_ok=True)
        self.write("shipped/scenarios/policies/dearer_operations.toml", DEARER)
        where = {"env": {**os.environ, "ENCLOSURE_DATA": self.path("shipped")}}
        result = json.loads(self.succeeds("compare", *SMALL, "--policy", "dearer_operations", "--replicates", "2", "--json", "--quiet", **where))
        self.assertEqual(result["policies"][0]["policy"], "dearer")
        self.refuses(2, "compare", "--policy", "dearer_operation", says=["did you mean dearer_operations?"], **where)
        self.refuses(2, "compare", "--policy", "dearer.toml,dearer_operation", says=["did you mean dearer_operations?"], **where)


if __name__ == "__main__":
    driver.main()
