"""Sobol indices and elementary effects of functions whose indices are known, and of tables of other tools."""
import json
import math
import os
import random
import unittest

import questions
import studies

ISHIGAMI_FIRST = [0.313905191147811, 0.442411144790041, 0]
ISHIGAMI_TOTAL = [0.557588855209959, 0.442411144790041, 0.243683664062148]


def ishigami(x, a=7.0, b=0.1):
    return math.sin(x[0]) + a * math.sin(x[1]) ** 2 + b * x[2] ** 4 * math.sin(x[0])


class Sobol(questions.Case):
    def indices(self, study, *options):
        answer = self.ask("sobol", study, *options)
        rows = answer["tables"]["indices"]["rows"]
        return [row["first"] for row in rows], [row["total"] for row in rows], answer

    def test_ishigami_at_any_seed(self):
        for points, tolerance in ((1024, 0.04), (4096, 0.025)):
            for seed in (0, 1):
                study = self.study(f'[function]\nname = "ishigami"\n[design]\nkind = "saltelli"\npoints = {points}\nseed = {seed}\n', f"i{points}-{seed}")
                first, total, _ = self.indices(study)
                for got, want in zip(first + total, ISHIGAMI_FIRST + ISHIGAMI_TOTAL):
                    self.assertAlmostEqual(got, want, delta=tolerance)

    def test_unscrambled_points_from_the_origin_give_known_errors(self):
        study = self.study('[function]\nname = "ishigami"\n[design]\nkind = "saltelli"\npoints = 1024\nscramble = "none"\n')
        first, total, _ = self.indices(study, "--uncentred")
        errors = [got - want for got, want in zip(first + total, ISHIGAMI_FIRST + ISHIGAMI_TOTAL)]
        for got, want in zip(errors, [0.0188, -0.0011, 0.0184, 0.0006, 0.0009, -0.0015]):
            self.assertAlmostEqual(got, want, delta=1e-4)

    def test_second_order(self):
        study = self.study('[function]\nname = "ishigami"\n[design]\nkind = "saltelli"\npoints = 4096\nsecond_order = true\n')
        answer = self.ask("sobol", study)
        pairs = {(row["factor"], row["with"]): row["second"] for row in answer["tables"]["pairs"]["rows"]}
        self.assertAlmostEqual(pairs[("x1", "x3")], 0.243683664062148, delta=0.03)
        self.assertAlmostEqual(pairs[("x1", "x2")], 0, delta=0.03)
        self.assertAlmostEqual(pairs[("x2", "x3")], 0, delta=0.03)

    def test_parameters_of_the_function(self):
        study = self.study('[function]\nname = "ishigami"\na = 7\nb = 0.05\n[design]\nkind = "saltelli"\npoints = 4096\n')
        first, total, _ = self.indices(study)
        self.assertAlmostEqual(first[0], 0.2185185644, delta=0.025)
        self.assertAlmostEqual(first[1], 0.6868946436, delta=0.025)
        self.assertAlmostEqual(total[0], 0.3131053564, delta=0.025)

    def test_noise_of_shared_worlds_is_no_effect(self):
        factors = "".join(f'[[factor]]\nid = "{name}"\n' for name in ("x1", "x2"))
        design = '[design]\nkind = "saltelli"\npoints = 16384\n'
        paired = self.study(f'[function]\nname = "noise_trap"\n{factors}{design}', "paired")
        first, total, _ = self.indices(paired)
        self.assertAlmostEqual(first[0], 0.5, delta=0.02)
        self.assertAlmostEqual(total[0], 0.5, delta=0.02)
        self.assertEqual(total[1], 0)
        own = self.study(f'[function]\nname = "noise_trap"\n{factors}{design}worlds = "own"\n', "own")
        first, total, _ = self.indices(own)
        self.assertAlmostEqual(total[0], 1.0, delta=0.02)
        self.assertAlmostEqual(total[1], 0.5, delta=0.02)

    def test_groups_count_as_one_factor(self):
        study = self.study('[function]\nname = "ishigami"\n[[factor]]\nid = "x1"\ngroup = "g"\n[[factor]]\nid = "x2"\n[[factor]]\nid = "x3"\ngroup = "g"\n'
                           '[design]\nkind = "saltelli"\npoints = 4096\n')
        answer = self.ask("sobol", study)
        self.assertAlmostEqual(self.row(answer, "indices", factor="g")["first"], 1 - 0.442411144790041, delta=0.025)
        self.assertAlmostEqual(self.row(answer, "indices", factor="x2")["total"], 0.442411144790041, delta=0.025)

    def test_scrambles_give_intervals_without_a_bootstrap(self):
        study = self.study('[function]\nname = "ishigami"\n[design]\nkind = "saltelli"\npoints = 4096\nscrambles = 8\n')
        narrow = self.ask("sobol", study, "--confidence", "0.9")
        wide = self.ask("sobol", study, "--confidence", "0.99")
        self.assertIn("replications", narrow["settings"]["intervals"])
        for a, b in zip(narrow["tables"]["indices"]["rows"], wide["tables"]["indices"]["rows"]):
            # t of 7 degrees of freedom, at .95 and .995
            self.assertAlmostEqual((b["first_high"] - b["first_low"]) / (a["first_high"] - a["first_low"]), 3.4994832973505 / 1.8945786050613, places=8)

    def test_confidence_reaches_the_bootstrap(self):
        study = self.study('[function]\nname = "ishigami"\n[design]\nkind = "saltelli"\npoints = 256\n')
        width = {}
        for confidence in ("0.9", "0.99"):
            row = self.row(self.ask("sobol", study, "--confidence", confidence), "indices", factor="x1")
            width[confidence] = row["total_high"] - row["total_low"]
        self.assertAlmostEqual(width["0.99"] / width["0.9"], 2.5758293035489 / 1.6448536269514722, places=8)

    def test_a_table_in_any_order_of_rows(self):
        study = self.study('[function]\nname = "ishigami"\n[design]\nkind = "saltelli"\npoints = 128\n')
        self.succeeds("study", "export", study, "-o", "runs.csv")
        lines = self.read("runs.csv").splitlines()
        header = lines[0].split(",")
        keep = [header.index(name) for name in ("x1", "x2", "x3", "y")]
        rows = [[line.split(",")[k] for k in keep] for line in lines[1:]]
        answers = []
        for order in range(2):
            self.write(f"table{order}.csv", "x1,x2,x3,y\n" + "".join(",".join(row) + "\n" for row in rows))
            answers.append(self.ask("sobol", f"table{order}.csv", "--design", "saltelli")["tables"])
            random.Random(3).shuffle(rows)
        self.assertEqual(answers[0], answers[1])
        of_study = self.ask("sobol", study)["tables"]["indices"]["rows"]
        for a, b in zip(answers[0]["indices"]["rows"], of_study):
            self.assertAlmostEqual(a["first"], b["first"], places=12)

    def test_a_shift_changes_nothing_and_a_constant_has_no_indices(self):
        study = self.study('[function]\nname = "ishigami"\n[design]\nkind = "saltelli"\npoints = 128\n')
        self.succeeds("study", "export", study, "-o", "runs.csv")
        lines = [line.split(",") for line in self.read("runs.csv").splitlines()]
        at = {name: k for k, name in enumerate(lines[0])}
        table = [[line[at[n]] for n in ("x1", "x2", "x3")] + [line[at["y"]], repr(float(line[at["y"]]) + 1e6), "7"] for line in lines[1:]]
        self.csv("shifted.csv", ["x1", "x2", "x3", "y", "z", "c"], table)
        answer = self.ask("sobol", "shifted.csv", "--design", "saltelli", "--outcome", "y,z,c")
        for factor in ("x1", "x2", "x3"):
            y, z, c = (self.row(answer, "indices", outcome=name, factor=factor) for name in ("y", "z", "c"))
            self.assertAlmostEqual(y["first"], z["first"], delta=1e-6)
            self.assertAlmostEqual(y["total"], z["total"], delta=1e-6)
            self.assertEqual((c["first"], c["total"]), (0, 0))
        self.assertTrue(any("c:" in warning for warning in answer["warnings"]))

    def test_a_failed_run_takes_its_base_row_along(self):
        study = self.study('[function]\nname = "ishigami"\n[design]\nkind = "saltelli"\npoints = 64\n')
        self.succeeds("study", "export", study, "-o", "runs.csv")
        lines = [line.split(",") for line in self.read("runs.csv").splitlines()]
        at = {name: k for k, name in enumerate(lines[0])}
        table = [[line[at[n]] for n in ("x1", "x2", "x3", "y")] for line in lines[1:]]
        table[7][3] = "NaN"  # of the second base row
        table[12][3] = ""   # of the third
        answer = self.ask("sobol", self.csv("holes.csv", ["x1", "x2", "x3", "y"], table), "--design", "saltelli")
        row = self.row(answer, "indices", factor="x1")
        self.assertEqual((row["base_rows"], row["dropped"]), (62, 2))

    def test_names_of_figures_are_plain(self):
        self.write("world.toml", studies.GRID.split("[[factor]]")[0] + """[[factor]]
id = "adjustment"
path = "prices.adjustment"
min = 0.5
max = 4
[design]
kind = "saltelli"
points = 4
[[metric]]
id = "hhi"
""")
        self.write("compute.toml", studies.COMPUTE)
        self.succeeds("study", "run", "world.toml", "--dir", "world", "--quiet")
        self.succeeds("analyze", "sobol", "world", "--arm", "compute", "--against", "baseline", "-o", "figures")
        for name in os.listdir(self.path("figures")):
            self.assertRegex(name, r"^[A-Za-z0-9_-]+\.(svg|csv|json|html)$")

    def test_threads_change_nothing(self):
        study = self.study('[function]\nname = "ishigami"\n[design]\nkind = "saltelli"\npoints = 512\nsecond_order = true\n')
        self.assertEqual(self.ask("sobol", study, "--threads", "1"), self.ask("sobol", study, "--threads", "3"))


class Morris(questions.Case):
    def test_all_steps_of_the_grid_are_exact(self):
        study = self.study('[function]\nname = "ishigami"\n[design]\nkind = "morris"\nwalk = "enumeration"\n')
        answer = self.ask("morris", study)
        for factor, mu, mu_star, sigma in (("x1", 7.70405411159, 7.70405411159, 6.24879610333), ("x2", 0, 7.875, 7.875), ("x3", 0, 6.24879610333, 8.83713219784)):
            row = self.row(answer, "effects", factor=factor)
            self.assertAlmostEqual(row["mu"], mu, delta=1e-10)
            self.assertAlmostEqual(row["mu_star"], mu_star, delta=1e-10)
            self.assertAlmostEqual(row["sigma_population"], sigma, delta=1e-10)

    def test_trajectories(self):
        study = self.study('[function]\nname = "ishigami"\n[design]\nkind = "morris"\npoints = 500\n')
        answer = self.ask("morris", study)
        self.assertAlmostEqual(self.row(answer, "effects", factor="x2")["mu_star"], 7.875, delta=1e-9)
        self.assertAlmostEqual(self.row(answer, "effects", factor="x1")["mu_star"], 7.70405411159, delta=4 * 6.24879610333 / 500 ** 0.5)
        self.assertAlmostEqual(self.row(answer, "effects", factor="x3")["mu_star"], 6.24879610333, delta=4 * 8.83713219784 / 500 ** 0.5)

    def test_a_linear_function_has_its_coefficients_by_walks_and_by_stars(self):
        for walk in ("trajectories", "radial"):
            study = self.study(f'[function]\nname = "linear"\nc = [3, -2, 0]\n[design]\nkind = "morris"\npoints = 8\nwalk = "{walk}"\n', walk)
            answer = self.ask("morris", study)
            for factor, mu in (("x1", 3), ("x2", -2), ("x3", 0)):
                row = self.row(answer, "effects", factor=factor)
                self.assertAlmostEqual(row["mu"], mu, delta=1e-12)
                self.assertAlmostEqual(row["mu_star"], abs(mu), delta=1e-12)
                self.assertAlmostEqual(row["sigma"], 0, delta=1e-12)

    def test_the_wrong_design_is_refused(self):
        study = self.study('[function]\nname = "ishigami"\n[design]\nkind = "random"\npoints = 16\n')
        self.refuses(2, "analyze", "morris", study, says=["kind morris"])
        self.refuses(2, "analyze", "sobol", study, says=["kind saltelli"])


class Score(questions.Case):
    def test_any_sample_has_first_order_indices_and_delta(self):
        study = self.study('[function]\nname = "ishigami"\n[design]\nkind = "sobol"\npoints = 2048\n')
        answer = self.ask("score", study)
        for factor, first in zip(("x1", "x2", "x3"), ISHIGAMI_FIRST):
            self.assertAlmostEqual(self.row(answer, "given_data", input=factor)["first"], first, delta=0.05)
        scores = {row["input"]: row["score"] for row in answer["tables"]["scores"]["rows"]}
        self.assertAlmostEqual(sum(scores.values()), 1, delta=1e-9)
        self.assertGreater(scores["x2"], scores["x3"])

    def test_a_linear_function(self):
        study = self.study('[function]\nname = "linear"\nc = [3, 1, 0]\n[design]\nkind = "sobol"\npoints = 1024\n')
        answer = self.ask("score", study, "--no-delta")
        self.assertAlmostEqual(self.row(answer, "given_data", input="x1")["first"], 0.9, delta=0.02)
        self.assertAlmostEqual(self.row(answer, "regression", input="x1")["src"], 0.9 ** 0.5, delta=0.02)
        self.assertEqual(self.row(answer, "scores", input="x3")["above_noise"], "no")


if __name__ == "__main__":
    unittest.main()
