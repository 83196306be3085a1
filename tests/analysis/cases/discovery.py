"""Boxes, trees and two-sample tests on a box that is known."""
import random
import unittest

import questions

BOX = '[function]\nname = "prim_box"\n[design]\nkind = "sobol"\npoints = {}\nscramble = "none"\n'


class KnownBox(questions.Case):
    def test_prim_finds_it_peel_by_peel(self):
        study = self.study(BOX.format(1024))
        answer = self.ask("prim", study, "--above", "0.5")
        path = answer["tables"]["trajectory"]["rows"]
        peels = [row for row in path if row["kind"] in ("start", "peel")]
        self.assertEqual([row["points"] for row in peels[:6]], [1024, 972, 923, 876, 832, 790])
        self.assertEqual(len(peels) - 1, 40)
        box = self.row(answer, "boxes", box="1")
        self.assertEqual((box["points"], box["cases"], box["coverage"], box["density"], box["restricted"]), (123, 123, 1, 1, 2))
        limits = {row["input"]: (row["low"], row["high"]) for row in answer["tables"]["limits"]["rows"]}
        self.assertEqual(limits, {"x1": (None, 0.30029296875), "x2": (0.59912109375, None)})

    def test_prim_does_not_ask_for_the_order_of_rows(self):
        study = self.study(BOX.format(1024))
        self.succeeds("study", "export", study, "-o", "runs.csv")
        lines = [line.split(",") for line in self.read("runs.csv").splitlines()]
        keep = [k for k, name in enumerate(lines[0]) if name.startswith("x") or name == "y"]
        rows = [[line[k] for k in keep] for line in lines[1:]]
        answers = []
        for order in range(2):
            answers.append(self.ask("prim", self.csv(f"t{order}.csv", [lines[0][k] for k in keep], rows), "--above", "0.5")["tables"])
            random.Random(1).shuffle(rows)
        self.assertEqual(answers[0], answers[1])
        self.assertEqual(answers[0]["boxes"]["rows"][0]["points"], 123)

    def test_a_tree_finds_it(self):
        study = self.study(BOX.format(4096))
        answer = self.ask("cart", study, "--above", "0.5")
        nodes = answer["tables"]["nodes"]["rows"]
        self.assertAlmostEqual(nodes[0]["impurity"], 0.211749, delta=1e-6)
        self.assertAlmostEqual(nodes[0]["threshold"], 0.299927, delta=1e-6)
        left = nodes[int(nodes[0]["left"])]
        self.assertEqual(left["points"], 1229)
        self.assertAlmostEqual(left["threshold"], 0.599487, delta=1e-6)
        self.assertEqual(nodes[int(left["right"])]["points"], 493)
        self.assertEqual(len(answer["tables"]["leaves"]["rows"]), 3)

    def test_inputs_differ_where_the_cases_are(self):
        study = self.study(BOX.format(4096))
        answer = self.ask("regional", study, "--above", "0.5")
        for factor, distance in (("x1", 0.795726), ("x2", 0.682209), ("x3", 0.009961)):
            self.assertAlmostEqual(self.row(answer, "regional", input=factor)["distance"], distance, delta=2e-6)
        self.assertEqual(self.row(answer, "regional", input="x1")["shift"], "lower")
        self.assertEqual(self.row(answer, "regional", input="x2")["shift"], "higher")

    def test_categories_are_sets(self):
        draw = random.Random(5)
        rows = []
        for _ in range(600):
            firm, x = draw.choice(["a", "b", "c", "d", "e"]), draw.random()
            rows.append([firm, x, 1 if firm in ("b", "d") and x > 0.5 else 0])
        answer = self.ask("prim", self.csv("firms.csv", ["firm", "x", "y"], rows), "--above", "0.5")
        limits = {row["input"]: row for row in answer["tables"]["limits"]["rows"]}
        self.assertEqual(limits["firm"]["levels"], "b d")
        self.assertAlmostEqual(limits["x"]["low"], 0.5, delta=0.03)

    def test_where_the_model_breaks(self):
        draw = random.Random(6)
        rows = [[x, draw.random(), None if x > 0.8 else x] for x in (draw.random() for _ in range(300))]
        answer = self.ask("prim", self.csv("breaks.csv", ["x", "z", "y"], rows), "--failed-runs")
        limits = {row["input"]: row for row in answer["tables"]["limits"]["rows"]}
        self.assertEqual(set(limits), {"x"})
        self.assertAlmostEqual(limits["x"]["low"], 0.8, delta=0.02)

    def test_nothing_to_find_is_said(self):
        study = self.study(BOX.format(64))
        self.refuses(2, "analyze", "prim", study, "--above", "2", says=["no case of interest"])
        self.refuses(2, "analyze", "prim", study, "--above", "-1", says=["All 64 points are cases"])
        self.refuses(2, "analyze", "prim", study, says=["--above or --below"])


if __name__ == "__main__":
    unittest.main()
