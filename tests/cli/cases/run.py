"""`enclosure run`: what it prints, and that it prints the same again."""
import json
import os
import re

import driver
from driver import SCENARIO, SMALL, SOURCE


# Its first event begins anew every second month; the second waits for what does not come.
CAPPED = '''schema_version = 1
id = "capped"
title = "Capped"
[[event]]
target = "prices.markup_max"
op = "multiply"
value = 0.9
when = "hhi > 0"
hold = "2 month"
[[event]]
target = "prices.markup_max"
op = "multiply"
value = 0.8
when = "hhi > 0.999"
'''


class Run(driver.Case):
    def hash_of(self, *arguments, **options):
        return json.loads(self.succeeds("run", "--json", *arguments, **options))["state_hash"]

    def test_summary_and_hash(self):
        printed = self.succeeds("run", *SMALL)
        self.assertGreater(len(printed.splitlines()), 8)
        found = re.search(r"state hash +([0-9a-f]{16})\b", printed)
        self.assertTrue(found, printed)
        self.assertEqual(found.group(1), self.hash_of(*SMALL))
        self.assertRegex(printed, r"\n *1 mean gap +2023-H2 +\u2013 +90 to 135 +point +no data\n")
        self.assertRegex(printed, r"\n\d+ of \d+ in band; \d+ without data")
        self.assertEqual(self.files(), [])

    def test_same_hash_twice_and_for_any_threads_and_another_for_another_seed(self):
        first = self.hash_of(*SMALL, "--threads", "1")
        self.assertEqual(self.hash_of(*SMALL, "--threads", "1"), first)
        self.assertEqual(self.hash_of(*SMALL, "--threads", "3"), first)
        self.assertEqual(self.hash_of(*SMALL, "--audit"), first)
        self.assertNotEqual(self.hash_of(*SMALL, "--seed", "2"), first)
        self.assertEqual(self.hash_of(*SMALL, "--seed", "2"), self.hash_of(*SMALL, "--set", "seed=2"))

    def test_working_directory_does_not_matter(self):
        os.mkdir(self.path("elsewhere"))
        self.write("small.toml", SCENARIO)
        there = self.hash_of("../small.toml", "--until", "2023-07-01", cwd=self.path("elsewhere"))
        self.assertEqual(there, self.hash_of("small.toml", "--until", "2023-07-01"))
        self.assertEqual(there, self.hash_of(self.path("small.toml"), "--until", "2023-07-01", cwd="/"))

    def test_options_may_stand_before_the_scenario(self):
        self.write("small.toml", SCENARIO)
        first = self.hash_of("small.toml", "--until", "2023-07-01", "--set", "prices.adjustment=2", "--set", "seed=4")
        self.assertEqual(self.hash_of("--set", "prices.adjustment=2", "--set", "seed=4", "--until", "2023-07-01", "small.toml"), first)

    def test_a_setting_is_heeded(self):
        self.assertNotEqual(self.hash_of(*SMALL, "--set", "prices.adjustment=0.5"), self.hash_of(*SMALL))

    def test_a_policy_without_events_changes_nothing_and_one_with_an_event_does(self):
        self.write("none.toml", 'schema_version = 1\nid = "none"\n')
        self.write("slow.toml", 'schema_version = 1\nid = "slow"\n[[event]]\ntarget = "prices.adjustment"\nop = "multiply"\n'
                                'value = 0.2\nat = 2023-03-01\n')
        self.assertEqual(self.hash_of(*SMALL, "--policy", "none.toml"), self.hash_of(*SMALL))
        self.assertNotEqual(self.hash_of(*SMALL, "--policy", "none.toml", "--policy", "slow.toml"), self.hash_of(*SMALL))

    def test_a_policy_with_a_lever_and_a_condition(self):
        self.write("lever.toml", 'schema_version = 1\nid = "lever"\n[[event]]\nlever = "export_control"\nregions = ["europe"]\n'
                                 'strength = 0.5\nwhen = "hhi > 2 or adoption > 0"\nhold = "2 month"\n')
        treated = self.hash_of(*SMALL, "--policy", "lever.toml", "--audit")
        self.assertEqual(self.hash_of(*SMALL, "--policy", "lever.toml", "--threads", "3"), treated)
        self.assertNotEqual(treated, self.hash_of(*SMALL))
        self.assertEqual(self.hash_of(*SMALL, "--policy", "lever.toml", "--set", "policy.lever.event.1.strength=0"), self.hash_of(*SMALL))
        never = "policy.lever.event.1.when=hhi > 2"
        self.assertEqual(self.hash_of(*SMALL, "--policy", "lever.toml", "--set", never), self.hash_of(*SMALL))
        wrong = self.refuses(2, "run", *SMALL, "--policy", "lever.toml", "--set", "policy.lever.event.1.when=hhi >", says=["column 6"])
        self.assertIn("--set", wrong)

    def test_conditions_that_could_meet_in_a_contradiction_are_refused(self):
        event = '[[event]]\ntarget = "prices.adjustment"\nvalue = {}\nwhen = "{}"\nfrom = {}\n'
        self.write("a.toml", 'schema_version = 1\nid = "a"\n' + event.format(2, "hhi > 0.9", "2023-02-01"))
        self.write("b.toml", 'schema_version = 1\nid = "b"\n' + event.format(4, "hhi > 0.8", "2023-04-01"))
        self.write("c.toml", 'schema_version = 1\nid = "c"\n' + event.format(4, "hhi <= 0.9", "2023-04-01"))
        said = self.refuses(2, "run", *SMALL, "--policy", "a.toml", "--policy", "b.toml", "-o", "run.h5", says=["b.toml:3:1", "a.toml:3:1"])
        self.assertIn("policy.a.event.1 (a.toml:3:1) and policy.b.event.1 both set prices.adjustment, to 2 and to 4, at priority 0", said)
        self.refuses(2, "compare", *SMALL[:4], "--policy", "a.toml,b.toml", "-o", "out", says=["b.toml:3:1", "a.toml:3:1"])
        self.hash_of(*SMALL, "--policy", "a.toml", "--policy", "c.toml")

    def test_when_conditions_held(self):
        self.write("capped.toml", CAPPED)
        text = self.succeeds("run", *SMALL, "--policy", "capped.toml", "--quiet")
        self.assertIn("\n  policy.capped.event.1 (hhi > 0): began 2023-01-01, 2023-03-01, 2023-05-01\n", text)
        self.assertIn("\n  policy.capped.event.2 (hhi > 0.999): never began\n", text)
        self.assertNotIn("Conditions", self.succeeds("run", *SMALL, "--quiet"))

    def test_when_conditions_held_before_a_checkpoint(self):
        self.write("capped.toml", CAPPED)
        whole = json.loads(self.succeeds("run", *SMALL, "--policy", "capped.toml", "--json", "--quiet"))
        self.succeeds("run", *SMALL[:4], "--policy", "capped.toml", "--until", "2023-05-01", "--checkpoint", "x.ckpt", "--quiet")
        rest = json.loads(self.succeeds("run", "--resume", "x.ckpt", "--until", "2023-07-01", "--json", "--quiet"))
        self.assertEqual(rest["conditions"], whole["conditions"])
        self.assertEqual(len(rest["conditions"][0]["begun"]), 3)

    def test_a_condition_that_can_never_hold(self):
        self.write("never.toml", CAPPED.replace("hhi > 0.999", "hhi > 5 and not (adoption < 0.1)"))
        warning = 'never.toml:14:8: warning: policy.capped.event.2.when = "hhi > 5 and not (adoption < 0.1)" can never hold: ' \
                  'hhi lies between 0 and 1, adoption lies between 0 and 1\n'
        done = self.run_program("run", *SMALL, "--policy", "never.toml", "--quiet")
        self.assertEqual((done.returncode, done.stderr), (0, warning))
        done = self.run_program("check", "never.toml")
        self.assertEqual((done.returncode, done.stderr), (0, warning))
        self.write("capped.toml", CAPPED)
        self.assertEqual(self.run_program("check", "capped.toml").stderr, "")

    def test_a_condition_that_contradicts_itself(self):
        self.write("never.toml", CAPPED.replace("hhi > 0.999", "hhi > 0.5 and hhi < 0.2"))
        self.assertTrue(self.run_program("check", "never.toml").stderr.endswith('" can never hold: it contradicts itself\n'))

    def test_events_between_whose_dates_no_step_begins(self):
        dated = 'schema_version = 1\nid = "p"\n[[event]]\nlever = "price_cap"\n{}\n'
        never = "; events are read when steps begin, so this one never acts\n"
        self.write("between.toml", dated.format("from = 2024-02-05\nuntil = 2024-02-20"))
        warning = "between.toml:6:9: warning: policy.p.event.1.until = 2024-02-20: no step begins from 2024-02-05 on and before that date; " \
                  "the next begins on 2024-03-01" + never
        for command in (["check", "between.toml"], ["run", *SMALL, "--policy", "between.toml", "--quiet"],
                        ["compare", *SMALL[:4], "--set", "time.end=2024-04-01", "--policy", "between.toml", "--replicates", "2", "--quiet"]):
            done = self.run_program(*command)
            self.assertEqual((done.returncode, done.stderr), (0, warning), command)
        self.assertEqual(self.hash_of(*SMALL, "--policy", "between.toml"), self.hash_of(*SMALL))
        self.write("last.toml", dated.format("at = 2034-12-02"))
        self.assertEqual(self.run_program("check", "last.toml").stderr, "last.toml:5:6: warning: policy.p.event.1.at = 2034-12-02 is after the "
                         "begin of the last step, 2034-12-01" + never)
        self.write("waits.toml", dated.format('when = "hhi > 0"\nfrom = 2034-12-02'))
        self.assertIn("waits.toml:6:8: warning: policy.p.event.1.from = 2034-12-02 is after", self.run_program("check", "waits.toml").stderr)
        done = self.run_program("run", *SMALL, "--policy", "vendor_failure", "--set", "time.end=2027-01-01", "--quiet")
        self.assertEqual(done.returncode, 0)
        self.assertIn("warning: policy.vendor_failure.event.1.at = 2027-01-01 is after the begin of the last step, 2026-12-01", done.stderr)
        self.write("ramp.toml", dated.format('at = 2034-12-01\nramp = "1 month"'))
        self.assertEqual(self.run_program("check", "ramp.toml").stderr, "ramp.toml:6:8: warning: policy.p.event.1.ramp is at 0 when the only step "
                         "within the dates begins, 2034-12-01, so this event never acts\n")
        for acts in ("from = 2024-02-05\nuntil = 2024-03-02", 'at = 2034-11-30\nramp = "1 month"', 'at = 2034-11-01\nramp = "1 month"', "from = 2024-02-01\nuntil = 2024-02-02", "at = 2034-12-01",
                     "from = 2024-02-05\nuntil = 2024-02-20\nstrength = 0"):
            self.write("acts.toml", dated.format(acts))
            self.assertEqual(self.run_program("check", "acts.toml").stderr, "", acts)

    def test_shipped_shock_by_name(self):
        few = ["--set", "population.users=1000", "--set", "population.developers=100", "--until", "2026-08-01"]
        struck = self.hash_of(*few, "--policy", "weights_leak")
        self.assertEqual(struck, self.hash_of(*few, "--policy", os.path.join(SOURCE, "scenarios/shocks/weights_leak.toml")))
        self.assertNotEqual(struck, self.hash_of(*few))

    def test_shipped_baseline_by_name(self):
        self.assertEqual(self.hash_of("lib:baseline", *SMALL), self.hash_of(*SMALL))

    def test_quiet_says_nothing_on_standard_error_and_plain_lines_otherwise(self):
        done = self.run_program("run", *SMALL, "--quiet")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        lines = self.run_program("run", *SMALL).stderr.splitlines()
        self.assertRegex(lines[0], r"^step 1 of 6, 2023-02-01, [0-9.]+ steps/s, \d+ s left$")
        self.assertRegex(lines[-1], r"^step 6 of 6, 2023-07-01, [0-9.]+ steps/s, in \d+ s$")


class Json(driver.Case):
    def test_keys_are_those_of_the_page_and_values_fit(self):
        self.write("capped.toml", CAPPED)
        result = json.loads(self.succeeds("run", *SMALL, "--policy", "capped.toml", "--json", "-o", "x.h5"))
        with open(os.path.join(SOURCE, "docs/cli.md"), encoding="utf-8") as page:
            section = page.read().split("### The object that `--json` prints")[1].split("\n## ")[0]
        documented = re.findall(r"^\| `([a-z_.]+)` \|", section, re.MULTILINE)
        keys = []
        for key in result:
            keys.append(key)
            if key in ("summary", "patterns", "conditions"):
                keys += [f"{key}.{part}" for part in result[key][0]]
        self.assertEqual(documented, keys)
        self.assertEqual((result["steps"], result["steps_total"], result["state"]), (6, 6, "complete"))
        self.assertEqual((result["start"], result["end"], result["file"]), ("2023-01-01", "2023-07-01", "x.h5"))
        self.assertEqual((result["users"], result["developers"], result["scenario"]), (2000, 200, "baseline"))
        self.assertGreater(result["seconds"], 0)

    def test_patterns_cover_the_evidence_and_their_verdicts_fit(self):
        rows = json.loads(self.succeeds("run", *SMALL[:-1], "2024-02-01", "--json"))["patterns"]
        with open(os.path.join(SOURCE, "data/patterns.csv"), encoding="utf-8") as table:
            evidence = [line.split(",")[:3] for line in table.read().splitlines()[1:]]
        self.assertEqual({(str(row["pattern"]), row["name"], row["when"]) for row in rows}, {tuple(line) for line in evidence})
        for row in rows:
            inside = row["value"] is not None and (row["lo"] is None or row["value"] >= row["lo"]) and (
                row["hi"] is None or row["value"] <= row["hi"])
            self.assertEqual(row["verdict"], "no data" if row["value"] is None else "in" if inside else "out", row)
        at = {(row["name"], row["when"]): row["value"] for row in rows}
        self.assertIsNotNone(at["mean_gap", "2023-H2"])
        self.assertIsNone(at["mean_gap", "2024-H1"])

    def test_the_hash_is_that_of_the_file(self):
        import h5py
        result = json.loads(self.succeeds("run", *SMALL, "--json", "--seed", "7", "-o", "x.h5"))
        with h5py.File(self.path("x.h5")) as file:
            self.assertEqual(file.attrs["state_hash"], result["state_hash"])
            self.assertEqual(file.attrs["state"], "complete")
            self.assertEqual(int(file.attrs["seed"]), 7)


if __name__ == "__main__":
    driver.main()
