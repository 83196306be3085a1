"""Policies over worlds, searches, sweeps, numbers of runs, emulators."""
import csv
import math
import unittest

import questions


class Robust(questions.Case):
    # Outcome to be made small, of three policies in four worlds.
    TABLE = {"none": [10, 20, 30, 40], "steady": [22, 22, 24, 24], "bold": [5, 10, 50, 60]}

    def table(self):
        rows = [[policy, world, value] for policy, values in self.TABLE.items() for world, value in enumerate(values)]
        return self.csv("policies.csv", ["policy", "world", "y"], rows)

    def score(self, answer, metric, policy):
        return self.row(answer, "robustness", metric=metric, policy=policy)["value"]

    def test_by_hand(self):
        answer = self.ask("robust", self.table(), "--better", "y=lower", "--satisficing", "y=24")
        names = {row["metric"] for row in answer["tables"]["robustness"]["rows"]}
        maximin = next(name for name in names if name.startswith("maximin"))
        self.assertEqual([self.score(answer, maximin, p) for p in ("none", "steady", "bold")], [40, 24, 60])
        regret = next(name for name in names if name.startswith("minimax regret"))
        # best of each world: 5, 10, 24, 24
        self.assertEqual([self.score(answer, regret, p) for p in ("none", "steady", "bold")], [16, 17, 36])
        share = next(name for name in names if name.startswith("satisficing"))
        self.assertEqual([self.score(answer, share, p) for p in ("none", "steady", "bold")], [0.5, 1, 0.5])
        for metric in names:
            total = sum(row["best_probability"] for row in self.rows(answer, "robustness", metric=metric) if row["best_probability"] is not None)
            self.assertTrue(total == 0 or abs(total - 1) < 1e-9, metric)

    def test_one_arm_cannot_be_compared(self):
        table = self.csv("one.csv", ["x", "y"], [[k, k] for k in range(10)])
        self.refuses(2, "analyze", "robust", table, says=["one arm"])

    def test_a_front(self):
        rows = [["a", 1, 4], ["b", 2, 2], ["c", 4, 1], ["d", 3, 3]]
        table = self.csv("front.csv", ["policy", "y1", "y2"], rows)
        answer = self.ask("pareto", table, "--better", "y1=lower", "--better", "y2=lower", "--volume-to", "5,5")
        fronts = {row["alternative"]: row["front"] for row in answer["tables"]["front"]["rows"]}
        self.assertEqual(fronts, {"a": 0, "b": 0, "c": 0, "d": 1})
        # (5-1)(5-4) + (5-2)(4-2) + (5-4)(2-1) = 4 + 6 + 1
        self.assertIn("11, up to 5", answer["settings"]["hypervolume"])


class Search(questions.Case):
    STUDY = """[function]
name = "zdt1"
inputs = 5
{levers}
[search]
generations = {generations}
population = 40
fresh_replicates = 2
"""

    def text(self, generations):
        levers = "".join(f'[[factor]]\nid = "x{k}"\nrole = "lever"\n' for k in range(1, 6))
        return self.STUDY.format(levers=levers, generations=generations)

    def test_it_finds_the_front_of_zdt1(self):
        study = self.study(self.text(60))
        answer = self.ask("pareto", study, "--volume-to", "1.1,1.1")
        volume = float(answer["settings"]["hypervolume"].split(",")[0])
        exact = 1.21 - 1 / 3  # area below the reference and above f2 = 1 - sqrt(f1)
        self.assertGreater(volume, 0.93 * exact)
        self.assertLess(volume, exact)
        path = [row["hypervolume"] for row in answer["tables"]["search"]["rows"]]
        self.assertEqual(path, sorted(path))

    def test_a_search_that_is_broken_off_goes_on_to_the_same_points(self):
        self.write("s.toml", 'schema_version = 1\nid = "s"\n' + self.text(6))
        self.succeeds("study", "run", "s.toml", "--dir", "whole", "--quiet")
        self.write("s.toml", 'schema_version = 1\nid = "s"\n[limits]\ntime = "0.02 s"\n' + self.text(6))
        for _ in range(200):
            done = self.run_program("study", "run", "s.toml" if _ == 0 else "parts", *(["--dir", "parts"] if _ == 0 else []), "--quiet")
            if done.returncode != 75:
                break
        self.assertEqual(done.returncode, 0, done.stderr)
        for folder in ("whole", "parts"):
            self.succeeds("study", "merge", folder)
            self.succeeds("study", "export", folder, "-o", folder + ".csv")
        self.assertEqual(self.read("whole.csv"), self.read("parts.csv"))

    def test_mistakes(self):
        self.write("s.toml", 'schema_version = 1\nid = "s"\n[function]\nname = "zdt1"\n[search]\ngenerations = 2\n')
        self.refuses(2, "study", "run", "s.toml", says=["no lever to search over"])


class Tipping(questions.Case):
    def mean_field(self, h, m, k):
        for _ in range(200000):
            new = math.tanh(h + k * m)
            if abs(new - m) < 1e-14:
                break
            m = new
        return m

    def sweep(self, k, low, high, step):
        levels = [low + step * i for i in range(round((high - low) / step) + 1)]
        rows, m = [], -1.0
        for direction in ("up", "down"):
            for h in levels if direction == "up" else reversed(levels):
                m = self.mean_field(h, m, k)
                rows.append([round(h, 9), direction, m])
        return self.csv("loop.csv", ["h", "direction", "y"], rows)

    def test_two_states_of_the_mean_field(self):
        answer = self.ask("tipping", self.sweep(2, -0.6, 0.6, 1e-3), "--lever", "h")
        row = self.row(answer, "hysteresis")
        self.assertEqual(row["bistable"], 1)
        self.assertAlmostEqual(row["up_at"], 0.53284, delta=1e-3)
        self.assertAlmostEqual(row["down_at"], -0.53284, delta=1e-3)

    def test_one_state_below_the_critical_coupling(self):
        answer = self.ask("tipping", self.sweep(0.9, -0.6, 0.6, 0.01), "--lever", "h")
        row = self.row(answer, "hysteresis")
        self.assertEqual(row["bistable"], 0)
        self.assertAlmostEqual(row["relative_area"], 0, delta=1e-3)

    def test_two_futures(self):
        rows = [[k, (0.2 if k % 2 else 0.8) + 0.03 * math.sin(k)] for k in range(200)]
        answer = self.ask("tipping", self.csv("two.csv", ["replicate", "y"], rows))
        self.assertEqual(self.row(answer, "bimodality")["bimodal"], "yes")
        self.assertEqual([row["share"] for row in answer["tables"]["basins"]["rows"]], [0.5, 0.5])
        one = [[k, 0.5 + 0.1 * math.sin(k * 1.7) + 0.1 * math.cos(k * 0.9)] for k in range(200)]
        self.assertEqual(self.row(self.ask("tipping", self.csv("one.csv", ["replicate", "y"], one)), "bimodality")["bimodal"], "no")

    def test_a_sweep_of_the_model(self):
        self.write("sweep.toml", """schema_version = 1
id = "sweep"
extends = ["lib:baseline"]
[population]
users = 1000
developers = 100
[sweep]
path = "adoption.peer_weight"
from = 0
to = 2
levels = 4
hold = 0.5
[replicates]
number = 3
[[metric]]
id = "hhi"
[records]
series = ["hhi"]
""")
        self.succeeds("study", "run", "sweep.toml", "--quiet")
        answer = self.ask("tipping", "sweep.study")
        self.assertEqual(self.row(answer, "hysteresis")["runs"], 3)
        self.succeeds("report", "sweep.study")
        self.assertIn("swept from", self.read("sweep.study/report.html"))


    def test_regimes_lock_in_and_warnings_of_a_grid(self):
        self.write("grid.toml", """schema_version = 1
id = "grid"
extends = ["lib:baseline"]
[time]
end = 2025-01-01
step = "2 month"
[population]
users = 1000
developers = 100
[[factor]]
id = "peers"
path = "adoption.peer_weight"
min = 0
max = 2
[[factor]]
id = "adjustment"
path = "prices.adjustment"
min = 0.5
max = 6
[design]
kind = "grid"
levels = [2]
[replicates]
number = 10
[[metric]]
id = "hhi"
[records]
series = ["hhi"]
""")
        self.succeeds("study", "run", "grid.toml", "--quiet")
        answer = self.ask("tipping", "grid.study", "--lock-in-above", "0.3", "--early-warning", "--regime", "concentrated: hhi >= 0.3", "--regime", "spread: hhi < 0.3")
        cells = answer["tables"]["regimes"]["rows"]
        self.assertEqual([(cell["peers"], cell["adjustment"]) for cell in cells], [(0, 0.5), (2, 0.5), (0, 6), (2, 6)])
        self.succeeds("study", "export", "grid.study", "-o", "runs.csv")
        with open(self.path("runs.csv"), encoding="utf-8") as file:
            runs = list(csv.DictReader(file))
        for cell in cells:
            here = [float(run["hhi"]) for run in runs if (float(run["peers"]), float(run["adjustment"])) == (cell["peers"], cell["adjustment"])]
            concentrated = sum(value >= 0.3 for value in here) / len(here)
            self.assertEqual(cell["runs"], 10)
            self.assertAlmostEqual(cell["share"], max(concentrated, 1 - concentrated))
            if concentrated != 0.5:
                self.assertEqual(cell["regime"], "concentrated" if concentrated > 0.5 else "spread")
        self.assertEqual(len(answer["tables"]["bistability"]["rows"]), 4)
        self.succeeds("study", "export", "grid.study", "--layout", "series", "-o", "series.csv")
        last = {}
        with open(self.path("series.csv"), encoding="utf-8") as file:
            for row in csv.DictReader(file):
                last[row["point"], row["replicate"]] = float(row["value"])
        self.assertAlmostEqual(self.row(answer, "lock_in")["locked_in"], sum(value >= 0.3 for value in last.values()) / 40)
        self.assertEqual({row["indicator"] for row in answer["tables"]["early_warning"]["rows"]} >= {"ar1", "variance"}, True)
        self.refuses(2, "analyze", "tipping", "grid.study", "--regime", "closed: hh >= 0.3", says=["names no metric", "did you mean hhi?"])


class Replicates(questions.Case):
    BASE = [10.2, 9.8, 11.1, 10.5, 9.9, 10.7, 10.0, 10.3]
    POLICY = [11.0, 10.1, 11.9, 11.2, 10.4, 11.8, 10.3, 11.1]

    def test_the_worked_data_set(self):
        rows = [["baseline", k, a] for k, a in enumerate(self.BASE)] + [["policy", k, b] for k, b in enumerate(self.POLICY)]
        answer = self.ask("replicates", self.csv("runs.csv", ["policy", "replicate", "y"], rows), "--smallest-effect", "0.2")
        row = self.row(answer, "advice", of="policy − baseline")
        self.assertAlmostEqual(row["mean"], 0.6625, delta=1e-10)
        self.assertAlmostEqual(row["sd"], 0.277424378371, delta=1e-10)
        self.assertAlmostEqual(row["low"], 0.430567415569, delta=1e-10)
        self.assertAlmostEqual(row["high"], 0.894432584431, delta=1e-10)
        self.assertEqual(row["worlds"], 8)

    def test_the_coefficient_of_variation_settles(self):
        rows = [[k, v] for k, v in enumerate([4, 6, 5, 7, 3, 5.5, 4.5, 6.5, 3.5, 5])]
        table = self.csv("cv.csv", ["replicate", "y"], rows)
        for tolerance, n in (("0.03", 6), ("0.01", 7)):
            self.assertEqual(self.row(self.ask("replicates", table, "--tolerance", tolerance), "advice")["for_variation"], n)

    def test_half_width(self):
        rows = [[k, v] for k, v in enumerate([0, 2, 0, 2, 0, 2, 0, 2, 0, 2])]
        row = self.row(self.ask("replicates", self.csv("h.csv", ["replicate", "y"], rows), "--half-width", "0.5"), "advice")
        self.assertGreater(row["for_half_width"], 18)  # sd 1.054; it is 18 for sd 1
        self.assertLess(row["for_half_width"], 22)
        self.assertEqual(row["enough"], "no")

    def test_one_world_says_nothing_of_spread(self):
        self.refuses(2, "analyze", "replicates", self.csv("one.csv", ["x", "y"], [[1, 2], [3, 4]]), says=["two worlds"])


class Emulator(questions.Case):
    def test_it_learns_ishigami(self):
        study = self.study('[function]\nname = "ishigami"\n[design]\nkind = "sobol"\npoints = 128\n')
        answer = self.ask("emulator", study, "--noise", "none", "--resamples", "50")
        self.assertGreater(self.row(answer, "emulators")["q2"], 0.9)
        for factor, first in zip(("x1", "x2", "x3"), (0.3139, 0.4424, 0)):
            row = self.row(answer, "indices", factor=factor)
            self.assertAlmostEqual(row["first"], first, delta=0.08)
        self.assertEqual(len(answer["tables"]["next"]["rows"]), 5)

    def test_what_does_not_vary_is_left_out_and_whole_numbers_are_said(self):
        rows = [[(k * 37 % 101) / 101, 7, k % 3 + 1, (k * 37 % 101) / 101] for k in range(60)]
        answer = self.ask("emulator", self.csv("t.csv", ["x", "fixed", "few", "y"], rows), "--resamples", "10")
        self.assertTrue(any("fixed has one value" in w for w in answer["warnings"]))
        self.assertTrue(any("few takes few whole numbers" in w for w in answer["warnings"]))
        self.assertEqual(len(self.rows(answer, "indices")), 2)

    def test_arms_are_judged_over_points(self):
        rows = [[p, arm, r, v + p + 0.01 * r, -v] for p in range(8) for arm, v in (("a", 0), ("b", 1)) for r in range(3)]
        table = self.csv("arms.csv", ["point", "policy", "replicate", "y1", "y2"], rows)
        pareto = self.row(self.ask("pareto", table, "--better", "y1=higher", "--better", "y2=higher"), "front", alternative="a")
        self.assertAlmostEqual(pareto["y1"], 3.51, places=9)
        self.assertGreater(pareto["y1_high"] - pareto["y1_low"], 2)  # of eight points, not of twenty-four runs

    def test_bands_say_their_confidence(self):
        study = self.study('[function]\nname = "ishigami"\n[design]\nkind = "sobol"\npoints = 32\n')
        self.succeeds("analyze", "emulator", study, "--confidence", "0.9", "--realisations", "10", "--resamples", "10", "-o", "f")
        self.assertEqual(self.read("f/emulator-effect-y-x1-data.csv").splitlines()[0], "x1,y,y 90% low,y 90% high")

    def test_too_few_points_are_refused(self):
        study = self.study('[function]\nname = "ishigami"\n[design]\nkind = "sobol"\npoints = 4\n')
        self.refuses(2, "analyze", "emulator", study, says=["points"])


if __name__ == "__main__":
    unittest.main()
