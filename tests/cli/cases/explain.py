"""`enclosure explain` and `enclosure verify`."""
import datetime
import json
import math
import os
import re
import shutil
import struct

import driver
import h5py
from driver import SCENARIO, SOURCE

AGENTS = ["--set", "population.users=2000", "--set", "population.developers=200"]
FIRM_KEYS = ["file", "from_run_file", "date", "reproduced", "firm", "review", "review_date", "before", "chosen", "score", "trust", "markup",
             "seats", "aware_seats", "expected_without_model", "strategies", "rivals"]
USER_KEYS = ["file", "from_run_file", "date", "reproduced", "user", "cell", "index", "technical", "price_weight", "data_sensitivity",
             "customisation", "security", "switching_cost", "turn", "hazard", "hazard_draw", "before", "drawn", "unbound", "after",
             "nest_scale", "none", "nests", "models"]
VERIFY_KEYS = ["file", "reproduced", "state", "steps", "objects", "values", "state_hash", "state_hash_here", "same_build",
               "build_differences", "new_here", "differences"]


def total(terms, start=0.0):
    for term in terms.values():
        start += term
    return start


class Case(driver.Case):
    runs = {}  # what make_run has made, by what it was given

    def make_run(self, name="x.h5", *more):
        if more not in self.runs:
            self.succeeds("run", *AGENTS, "--until", "2025-01-01", "-o", name, "--quiet", *more)
            self.runs[more] = self.read_bytes(name)
        self.write(name, self.runs[more])
        return name

    def explain(self, *arguments):
        return json.loads(self.succeeds("explain", *arguments, "--quiet", "--json"))

    def documented(self, command):
        with open(os.path.join(SOURCE, "docs/explain.md"), encoding="utf-8") as page:
            section = page.read().split(f"<!-- keys of {command} -->")[1].split("\n## ")[0]
        return [key for row in re.findall(r"^\| ((?:`[a-z_]+`(?:, )?)+) \|", section, re.MULTILINE) for key in re.findall(r"`([a-z_]+)`", row)]


class Firm(Case):
    def test_terms_sum_to_what_was_compared(self):
        self.make_run()
        result = self.explain("x.h5", "--firm", "closed_lab_a", "--date", "2024-12-31")
        self.assertEqual(list(result), FIRM_KEYS)
        self.assertEqual(self.documented("a review"), FIRM_KEYS)
        self.assertEqual((result["from_run_file"], result["reproduced"], result["date"]), (True, True, "2024-12-01"))
        self.assertLessEqual(result["review_date"], "2024-12-01")
        for one in result["strategies"]:
            self.assertEqual(total(one["profit_terms"]), one["profit"])
            self.assertEqual(total(one["value_terms"]), one["value"])
            self.assertEqual(one["payoff_terms"]["value_per_budget"], one["value"] / one["budget"])
            self.assertEqual(total(one["payoff_terms"]), one["payoff"])
            self.assertEqual(one["intensity"] * one["payoff"] + one["draw"], one["total"])
        best = max(result["strategies"], key=lambda one: one["total"])
        self.assertEqual((best["strategy"], best["chosen"]), (result["chosen"], True))
        self.assertAlmostEqual(sum(one["probability"] for one in result["strategies"]), 1)

    def test_the_review_of_its_own_day_is_the_last_one(self):
        self.write("small.toml", SCENARIO)
        last = self.explain("small.toml", "--firm", "closed_lab_a", "--date", "2024-12-31")
        self.assertEqual((last["from_run_file"], last["reproduced"]), (False, None))
        again = self.explain("small.toml", "--firm", "closed_lab_a", "--date", last["review_date"])
        self.assertEqual((again["review"], again["strategies"]), (last["review"], last["strategies"]))

    def test_text(self):
        self.make_run()
        text = self.succeeds("explain", "x.h5", "--firm", "closed_lab_a", "--quiet")
        for fragment in ("Closed lab A, review ", "The run of x.h5 was repeated to the step of 2024-12-01; its state then is that of the file.",
                         "times its yearly budget of", "= profit", "= value", "= payoff", "probability", "Rivals as it saw them"):
            self.assertIn(fragment, text)
        self.assertEqual(self.succeeds("explain", "x.h5", "--firm", "Closed lab A", "--quiet", "--threads", "2"), text)

    def test_a_change_is_the_event_of_the_run_file(self):
        self.succeeds("run", *AGENTS, "-o", "x.h5", "--quiet")
        with h5py.File(self.path("x.h5")) as file:
            kinds, firms, texts = (file[f"events/{name}"].asstr()[:] for name in ("kind", "subject", "text"))
            days = file["events/time"][:]
        changes = [i for i, kind in enumerate(kinds) if kind == "strategy" and texts[i].startswith("from ")]
        self.assertTrue(changes, "the run no longer shows what this test is about")
        for i in (changes[0], changes[-1]):
            day = datetime.date(2023, 1, 1) + datetime.timedelta(days=float(days[i]))
            result = self.explain("x.h5", "--firm", firms[i], "--date", str(day))
            title = next(one["title"] for one in result["strategies"] if one["chosen"])
            self.assertEqual((f'from {result["before"]} to {title}', result["review_date"]), (texts[i], result["date"]))

    def test_who_is_not_there_or_weighs_nothing(self):
        self.write("small.toml", SCENARIO)
        ask = lambda *arguments: ["explain", "small.toml", "--quiet", *arguments]
        self.refuses(2, *ask("--firm", "closed_lap_a"), says=["no such firm; did you mean closed_lab_a?"])
        self.refuses(2, *ask("--firm", "entrant_99", "--date", "2026-01-01"), says=["there are closed_lab_a,", ", entrant_1", "did you mean entrant_"])
        self.refuses(2, *ask("--firm", "hub"), says=["Community project, is fixed"])
        self.refuses(2, *ask("--firm", "closed_lab_a", "--date", "2023-02-01"), says=["weighed no strategies by 2023-02-01", "first is due on"])
        self.write("still.toml", SCENARIO + "[review]\nreviews = false\n")
        self.refuses(2, "explain", "still.toml", "--firm", "closed_lab_a", "--quiet", says=["review.reviews = false"])


def single(x):
    """What a user adds to the utilities of his cell is added in single precision."""
    return struct.unpack("f", struct.pack("f", x))[0]


def single_total(terms, start):
    for value in terms.values():
        start = single(start + value)
    return start


class User(Case):
    def test_terms_sum_to_utility_and_the_largest_total_is_taken(self):
        self.make_run()
        with h5py.File(self.path("x.h5")) as file:
            segments = list(file["segments/segment"].asstr()[:])
        turns = set()
        for user in range(0, 2000, 300):
            result = self.explain("x.h5", "--user", str(user), "--date", "2024-03-15")
            self.assertEqual(list(result), USER_KEYS)
            self.assertEqual((result["user"], result["date"], result["reproduced"]), (user, "2024-03-01", True))
            self.assertIn(result["cell"].split("/")[0], segments)
            turns.add(result["turn"])
            best, taken = result["none"]["total"], "none"
            for m in result["models"]:
                shared = total(m["peer_terms"], total(m["cell_terms"]))
                utility = single_total(m["move_terms"], single_total(m["taste_terms"], single(shared)))
                self.assertEqual(utility, m["utility"])
                self.assertEqual(single(utility + m["draw"]), m["total"])
                nest = result["nests"][1 if m["open"] else 0]
                self.assertEqual(m["draw"], single(result["nest_scale"] * single(m["gumbel"] + nest["log_stable"])))
                if m["total"] > best:
                    best, taken = m["total"], m["slot"]
            self.assertEqual(result["drawn"], taken)
            self.assertEqual(result["turn"] in ("reviews", "hears", "forced"), result["hazard_draw"] < result["hazard"] or result["turn"] == "forced")
            self.assertAlmostEqual(result["none"]["probability"] + sum(m["probability"] for m in result["models"]), 1)
            # The closed formula, computed anew.
            weight = [0.0, 0.0]
            for m in result["models"]:
                weight[m["open"]] += math.exp(m["utility"] / result["nest_scale"])
            nests = [w ** result["nest_scale"] for w in weight]
            everything = sum(nests) + math.exp(result["none"]["utility"])
            for m in result["models"]:
                p = nests[m["open"]] / everything * math.exp(m["utility"] / result["nest_scale"]) / weight[m["open"]]
                self.assertAlmostEqual(m["probability"], p)
        self.assertEqual(self.documented("a choice"), USER_KEYS)
        self.assertTrue(turns)

    def test_a_user_goes_by_row_by_cell_and_by_cell_row(self):
        self.write("small.toml", SCENARIO)
        by_row = self.explain("small.toml", "--user", "1234", "--date", "2023-02-01")
        by_cell = self.explain("small.toml", "--user", f'{by_row["cell"]}:{by_row["index"]}', "--date", "2023-02-28")
        self.assertEqual(by_cell, by_row)
        self.assertEqual(self.explain("small.toml", "--user", "0:0", "--date", "2023-02-01")["user"], 0)

    def test_text(self):
        self.write("small.toml", SCENARIO)
        text = self.succeeds("explain", "small.toml", "--user", "7", "--date", "2023-06-01", "--quiet")
        for fragment in ("User 7, number 7 of ", "small.toml was run to the step of 2023-06-01.", "Who is like him takes", "Nests (lambda",
                         "= utility", "probability", "= total", "no model"):
            self.assertIn(fragment, text)

    def test_the_model_that_sentences_compare_with_is_in_the_table(self):
        self.write("small.toml", SCENARIO)
        unlikely = 0
        for user in range(0, 2000, 260):
            ask = ["small.toml", "--user", str(user), "--date", "2026-01-01"]
            models = sorted(self.explain(*ask)["models"], key=lambda m: m["probability"], reverse=True)
            after = max((m for m in models if not m["drawn"]), key=lambda m: m["total"])
            text = self.succeeds("explain", *ask, "--quiet")
            if ", the next: " not in text:
                continue
            self.assertIn(f'{after["total"]:.3f}', re.search(r"^  = total (.*)$", text, re.MULTILINE).group(1).split())
            unlikely += models.index(after) >= 5
        self.assertGreater(unlikely, 0)

    def test_policies_can_be_asked_about(self):
        self.write("slow.toml", 'schema_version = 1\nid = "slow"\n')
        self.assertIn("User 7", self.succeeds("explain", "slow.toml", "--user", "7", "--date", "2023-01-01", "--quiet"))

    def test_who_or_what_day_is_not_there(self):
        self.write("small.toml", SCENARIO)
        ask = lambda *arguments: ["explain", "small.toml", "--quiet", *arguments]
        self.refuses(2, *ask("--user", "2000"), says=["from 0 to 1999"])
        self.refuses(2, *ask("--user", "-1"), says=["from 0 to 1999"])
        self.refuses(2, *ask("--user", "consumer/europ/general:1"), says=["did you mean consumer/europe/general?"])
        self.refuses(2, *ask("--user", "consumer/europe/general:9999"), says=["users of consumer/europe/general are numbered from 0 to"])
        self.refuses(2, *ask("--user", "9999:0"), says=["cells are numbered from 0 to"])
        self.refuses(2, *ask("--user", "1", "--date", "2035-01-01"), says=["2023-01-01 to 2035-01-01"])
        self.refuses(2, *ask("--user", "1", "--date", "2022-12-31"), says=["2023-01-01 to 2035-01-01"])
        self.refuses(2, *ask("--user", "1", "--date", "soon"), says=["not a date"])
        self.refuses(2, *ask(), says=["either --firm NAME or --user I"])
        self.refuses(2, *ask("--user", "1", "--firm", "hub"), says=["either --firm NAME or --user I"])
        self.make_run()
        self.refuses(2, "explain", "x.h5", "--user", "1", "--date", "2025-01-01", "--quiet", says=["2023-01-01 to 2025-01-01"])
        self.refuses(3, "explain", "gone.h5", "--user", "1", says=["gone.h5"])
        self.refuses(2, "explain", "gone.toml", "--user", "1", says=["gone.toml"])

    def test_a_file_that_is_not_reproduced_is_said_to_be(self):
        self.make_run()
        with h5py.File(self.path("x.h5"), "r+") as file:
            hashes = file["series/state_hash"][:]
            hashes[3] += 1
            file["series/state_hash"][:] = hashes
        done = self.run_program("explain", "x.h5", "--user", "1", "--date", "2023-04-01", "--quiet")
        self.assertEqual(done.returncode, 0)
        self.assertIn("does not reproduce x.h5", done.stderr)
        self.assertIn("NOT that of the file", done.stdout)


    def test_a_file_of_a_run_that_was_stopped_is_explained_to_its_last_step(self):
        self.make_run("cut.h5")
        with h5py.File(self.path("cut.h5"), "r+") as file:
            file.attrs["state"] = "interrupted"
            file.attrs["until"] = ""
        result = self.explain("cut.h5", "--user", "1")
        self.assertEqual((result["date"], result["reproduced"]), ("2024-12-01", True))
        self.assertEqual(self.explain("cut.h5", "--user", "1", "--date", "2025-01-01")["reproduced"], None)


class Verify(Case):
    def verify(self, code, *arguments):
        done = self.run_program("verify", *arguments, "--quiet")
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout

    def change(self, dataset, index):
        shutil.copy(self.path("x.h5"), self.path("y.h5"))
        with h5py.File(self.path("y.h5"), "r+") as file:
            values = file[dataset][:]
            values[index] = values[index] + 1
            file[dataset][:] = values

    def test_a_run_is_reproduced_on_any_number_of_threads(self):
        self.make_run()
        before = self.read_bytes("x.h5")
        self.assertRegex(self.verify(0, "x.h5", "--threads", "2"), r"^x.h5: reproduced: 24 steps, \d+ values of \d+ series")
        result = json.loads(self.verify(0, "x.h5", "--json"))
        self.assertEqual(list(result), VERIFY_KEYS)
        self.assertEqual(self.documented("verify"), VERIFY_KEYS)
        self.assertEqual((result["reproduced"], result["steps"], result["differences"], result["same_build"]), (True, 24, [], True))
        self.assertEqual(result["state_hash"], result["state_hash_here"])
        self.assertEqual(self.read_bytes("x.h5"), before)

    def test_every_kind_of_number_counts(self):
        self.make_run()
        for dataset, index in (("series/hhi", 20), ("firms/cash", (20, 2)), ("segments/" + self.first("segments"), (20, 1)),
                               ("models/price", (20, 0)), ("series/state_hash", 20)):
            self.change(dataset, index)
            said = self.verify(4, "y.h5")
            self.assertIn("NOT reproduced: 1 of", said, dataset)
            self.assertIn("First difference at 2024-09-01 (recorded step 21)", said, dataset)
            self.assertIn(dataset, said)

    def first(self, group):
        with h5py.File(self.path("x.h5")) as file:
            return next(name for name in sorted(file[group]) if file[group][name].ndim == 2)

    def test_the_first_of_several_differences_is_named_first(self):
        self.make_run()
        self.change("series/hhi", 20)
        os.replace(self.path("y.h5"), self.path("x.h5"))
        self.change("firms/cash", (5, 2))
        differences = json.loads(self.verify(4, "y.h5", "--json"))["differences"]
        self.assertEqual([(d["object"], d["step"], d["count"]) for d in differences], [("firms/cash", 5, 1), ("series/hhi", 20, 1)])

    def test_another_build_is_named(self):
        self.make_run()
        with h5py.File(self.path("x.h5"), "r+") as file:
            file.attrs["compiler"] = "abacus 3"
        self.assertIn("compiler: abacus 3 in the file,", self.verify(0, "x.h5"))

    def test_files_of_runs_that_were_stopped_and_of_several_steps_a_row(self):
        self.make_run("x.h5", "--set", "output.stride=7")
        self.assertIn("reproduced: 24 steps", self.verify(0, "x.h5"))
        # What a run that was killed leaves: the state of an earlier step, said to be the last.
        whole = self.make_run("whole.h5")
        with h5py.File(self.path(whole)) as file:
            hashes = file["series/state_hash"][:]
        self.succeeds("run", *AGENTS, "--until", "2024-06-01", "-o", "cut.h5", "--quiet", "--set", "output.stride=7")
        with h5py.File(self.path("cut.h5"), "r+") as file:
            file.attrs["state"] = "interrupted"
            file.attrs["until"] = "2035-01-01"
            self.assertEqual(file.attrs["state_hash"], f"{hashes[16]:016x}")
        said = self.verify(0, "cut.h5")
        self.assertIn("reproduced: 17 steps", said)
        self.assertIn("interrupted: it was compared up to its last step", said)

    def test_what_is_no_run_file(self):
        self.make_run()
        self.write("cut.h5", self.read_bytes("x.h5")[:40000])
        self.write("small.toml", SCENARIO)
        self.refuses(3, "verify", "cut.h5", says=["cut.h5", "truncated"])
        self.refuses(3, "verify", "small.toml", says=["no HDF5 file"])
        self.refuses(3, "verify", "gone.h5", says=["gone.h5"])
        self.refuses(2, "verify", says=["FILE"])
        with h5py.File(self.path("x.h5"), "r+") as file:
            text = file["scenario/resolved"].asstr()[()]
            file["scenario/resolved"][()] = text.replace("nest_scale", "nest_scales")
        self.refuses(3, "verify", "x.h5", says=["refuses the scenario of the run", "nest_scales"])
        self.refuses(3, "explain", "x.h5", "--user", "1", says=["refuses the scenario of the run", "nest_scales"])
        with h5py.File(self.path("x.h5"), "r+") as file:
            file["scenario/resolved"][()] = text.replace("series = []", 'series = ["hhy"]')
        self.refuses(3, "verify", "x.h5", says=["refuses the scenario of the run", "hhy", "did you mean hhi?"])


if __name__ == "__main__":
    driver.main()
