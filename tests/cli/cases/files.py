"""`enclosure new`, `check`, `show`, `report`."""
import json
import os
import re

import driver
from driver import SCENARIO, SMALL

POLICY = 'schema_version = 1\nid = "slow"\n[[event]]\ntarget = "prices.adjustment"\nop = "multiply"\nvalue = 0.2\nat = 2023-03-01\n'


class New(driver.Case):
    def test_what_it_writes_is_right_and_equals_the_baseline(self):
        self.assertIn("mine.toml", self.succeeds("new", "mine.toml"))
        self.assertEqual(self.files(), ["mine.toml"])
        self.assertIn("#", self.read("mine.toml"))
        self.assertIn("no mistakes", self.succeeds("check", "mine.toml"))
        hash_of = lambda *first: json.loads(self.succeeds("run", *first, *SMALL, "--json"))["state_hash"]
        self.assertEqual(hash_of("mine.toml"), hash_of())

    def test_it_never_overwrites(self):
        self.write("mine.toml", "precious")
        self.refuses(3, "new", "mine.toml", says=["mine.toml", "exists"])
        self.refuses(3, "new", "missing/mine.toml", says=["no folder missing"])


class Check(driver.Case):
    def test_scenario_and_policy(self):
        self.write("small.toml", SCENARIO)
        self.write("slow.toml", POLICY)
        printed = self.succeeds("check", "small.toml", "slow.toml", "lib:baseline").splitlines()
        self.assertRegex(printed[0], r"^small.toml: scenario small, 2023-01-01 to 2035-01-01, 2000 users, \d+ firms, 1 policies, no mistakes$")
        self.assertEqual(printed[1], "slow.toml: policy slow, 1 events, no mistakes")
        self.assertRegex(printed[2], r"^lib:baseline: scenario baseline, .* 200000 users, ")

    def test_every_mistake_of_every_file(self):
        self.write("one.toml", SCENARIO + "[prices]\nadjustment = -1\nmarkup_mx = 2\n")
        self.write("two.toml", POLICY + "strength = 3\n")
        self.refuses(2, "check", "one.toml", "two.toml", "gone.toml",
                     says=["one.toml:8:", "one.toml:9:", "markup_max", "two.toml:8:", "strength", "gone.toml"])

    def test_good_files_are_named_beside_bad_ones(self):
        self.write("small.toml", SCENARIO)
        done = self.run_program("check", "gone.toml", "small.toml")
        self.assertEqual(done.returncode, 2)
        self.assertIn("small.toml: scenario small", done.stdout)
        self.assertIn("gone.toml", done.stderr)


class Show(driver.Case):
    def test_the_resolved_form_loads_as_the_same_scenario(self):
        self.write("small.toml", SCENARIO + "[prices]\nadjustment = 2.5\n")
        self.write("resolved.toml", self.succeeds("show", "small.toml"))
        self.assertNotIn("extends", self.read("resolved.toml"))
        self.assertEqual(self.succeeds("show", "resolved.toml"), self.read("resolved.toml"))
        hash_of = lambda file: json.loads(self.succeeds("run", file, "--until", "2023-07-01", "--json"))["state_hash"]
        self.assertEqual(hash_of("resolved.toml"), hash_of("small.toml"))

    def test_origins(self):
        self.write("small.toml", SCENARIO)
        lines = self.succeeds("show", "--origin", "small.toml").splitlines()
        self.assertTrue(any(re.match(r"population\.users = 2000 +# \S*small\.toml:5:\d+$", line) for line in lines), lines[:20])
        self.assertTrue(any(re.match(r"firm\.\S+ = .* # lib:baseline:\d+:\d+$", line) for line in lines), lines[:20])
        self.assertTrue(all("  # " in line for line in lines))

    def test_a_policy_is_shown_on_the_baseline(self):
        self.write("slow.toml", POLICY)
        printed = self.succeeds("show", "slow.toml")
        self.assertEqual(printed.splitlines()[0], "# slow.toml, laid on the baseline")
        self.assertIn("[[policy]]", printed)
        self.assertIn('target = "prices.adjustment"', printed)

    def test_mistakes(self):
        self.refuses(2, "show", "gone.toml", says=["gone.toml"])
        self.write("bad.toml", SCENARIO + "colour = 1\n")
        self.refuses(2, "show", "bad.toml", says=["bad.toml:7:1", "colour"])


class Report(driver.Case):
    def test_a_self_contained_page(self):
        self.succeeds("run", *SMALL, "-o", "x.h5")
        self.assertEqual(self.succeeds("report", "x.h5"), "x.html\n")
        page = self.read("x.html")
        self.assertIn("<svg", page)
        self.assertIsNone(re.search(r"""(?:src|href)=["']?(?:https?:)?//""", page))
        self.assertEqual(self.succeeds("report", "x.h5", "-o", "y.html"), "y.html\n")
        self.assertEqual(self.read("y.html"), page)

    def test_refusals(self):
        self.succeeds("run", *SMALL, "-o", "x.h5")
        self.write("x.html", "precious")
        self.write("junk.h5", "no run file")
        self.write("cut.h5", self.read_bytes("x.h5")[:5000])
        os.mkdir(self.path("folder"))
        self.refuses(3, "report", "x.h5", says=["x.html", "--force"])
        self.refuses(3, "report", "gone.h5", says=["gone.h5"])
        self.refuses(3, "report", "folder", says=["folder"])
        self.refuses(3, "report", "junk.h5", says=["junk.h5"])
        self.refuses(3, "report", "cut.h5", says=["cut.h5"])
        self.refuses(3, "report", "x.h5", "-o", "missing/y.html", says=["no folder missing"])
        self.refuses(2, "report", "x.h5", "-o", "x.h5", "--force", says=["run file itself"])
        self.succeeds("report", "x.h5", "--force")
        self.assertIn("<svg", self.read("x.html"))


if __name__ == "__main__":
    driver.main()
