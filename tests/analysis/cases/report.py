"""The report of a study, and its tables for other tools."""
import csv
import html.parser
import io
import os
import re
import shutil
import subprocess
import unittest

import questions
import studies

STUDY = """schema_version = 1
id = "s"
title = "A <small> study"
question = "Does it hold?"
extends = ["lib:baseline"]
[time]
end = 2024-01-01
step = "2 month"
[population]
users = 1000
developers = 100
[[arm]]
id = "baseline"
[[arm]]
id = "compute"
policies = ["compute.toml"]
[[factor]]
id = "adjustment"
path = "prices.adjustment"
min = 0.5
max = 4
[[factor]]
id = "network"
path = "network.kind"
levels = ["none", "cells"]
[design]
kind = "random"
points = 8
[replicates]
number = 3
[[metric]]
id = "hhi"
direction = "lower"
smallest_effect = 0.01
satisficing = 0.2
[[metric]]
id = "open"
series = "open_share_users"
direction = "higher"
[records]
series = ["hhi", "region.europe.open_share"]
"""


class Checker(html.parser.HTMLParser):
    """Elements that are opened and closed in order, ids, links."""
    VOID = {"meta", "br", "img", "link", "input", "hr"}

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.links, self.wrong = [], [], [], []

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        if "id" in named:
            self.ids.append(named["id"])
        if tag == "a":
            self.links.append(named.get("href", ""))
        if tag not in self.VOID and tag not in ("path", "rect", "circle", "line", "use", "stop"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        named = dict(attributes)
        if "id" in named:
            self.ids.append(named["id"])

    def handle_endtag(self, tag):
        if tag in self.VOID or tag in ("path", "rect", "circle", "line", "use", "stop"):
            return
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


class Report(questions.Case):
    def setUp(self):
        super().setUp()
        self.write("s.toml", STUDY)
        self.write("compute.toml", studies.COMPUTE)
        self.succeeds("study", "run", "s.toml", "--quiet")

    def test_it_is_one_page_that_needs_nothing(self):
        self.succeeds("report", "s.study")
        page = self.read("s.study/report.html")
        check = Checker()
        check.feed(page)
        self.assertEqual(check.wrong, [])
        self.assertEqual(check.open, [])
        self.assertEqual([one for one in set(check.ids) if check.ids.count(one) > 1], [])
        for link in check.links:
            self.assertTrue(link.startswith(("#", "data:")), link)
            if link.startswith("#"):
                self.assertIn(link[1:], check.ids)
        self.assertNotIn("<small>", page)
        for expected in ("Does it hold?", "The answer", "Uncertainties (X)", "Levers (L)", "Measures (M)", "Paired differences to baseline", "No run failed and none is missing", "How to make this again", "enclosure study run s.toml"):
            self.assertIn(expected, page)
        answer = re.search(r'<section id="answer">(.*?)</section>', page, re.DOTALL).group(1)
        self.assertEqual(answer.count("<p>"), 3)
        self.assertGreaterEqual(page.count("<svg"), 4)
        self.refuses(3, "report", "s.study", says=["report.html"])
        self.succeeds("report", "s.study", "--force")
        self.assertEqual(self.read("s.study/report.html"), page)

    def test_a_browser_opens_it(self):
        browser = shutil.which("chromium")
        if not browser:
            self.skipTest("chromium is not installed")
        self.succeeds("report", "s.study", "-o", "r.html")
        done = subprocess.run([browser, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=4000", "--enable-logging=stderr", "--v=0", "--dump-dom", "file://" + self.path("r.html")],
                              capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("The answer", done.stdout)
        self.assertNotIn("CONSOLE", done.stderr)
        pdf = self.path("r.pdf")
        subprocess.run([browser, "--headless", "--no-sandbox", "--disable-gpu", "--print-to-pdf=" + pdf, "file://" + self.path("r.html")], capture_output=True, timeout=120)
        self.assertGreater(os.path.getsize(pdf), 10_000)

    def rows(self, layout):
        self.succeeds("study", "export", "s.study", "--layout", layout, "-o", layout + ".csv")
        return list(csv.DictReader(io.StringIO(self.read(layout + ".csv"))))

    def test_tables(self):
        runs = self.rows("csv")
        self.assertEqual(len(runs), 8 * 2 * 3)
        self.assertEqual(list(runs[0]), ["point", "arm", "replicate", "adjustment", "network", "hhi", "open", "failed"])
        self.assertEqual({row["network"] for row in runs}, {"none", "cells"})
        long = self.rows("long")
        self.assertEqual(len(long), 2 * len(runs))
        self.assertEqual({row["metric"] for row in long}, {"hhi", "open"})
        self.assertEqual(next(row["value"] for row in long if row["metric"] == "hhi"), runs[0]["hhi"])
        series = self.rows("series")
        self.assertEqual(len(series), len(runs) * 2 * 6)
        self.assertEqual(series[0]["date"], "2023-01-01")

    def test_hubverse_samples_are_joint(self):
        rows = self.rows("hubverse")
        self.assertEqual({row["output_type"] for row in rows}, {"sample"})
        one = [row for row in rows if row["output_type_id"] == "p0w1"]
        self.assertEqual({row["scenario_id"] for row in one}, {"baseline", "compute"})
        self.assertEqual(len(one), 2 * (2 + 2 * 6))

    def test_iamc_has_a_column_for_each_year(self):
        rows = self.rows("iamc")
        self.assertEqual(list(rows[0])[:5], ["model", "scenario", "region", "variable", "unit"])
        self.assertEqual(list(rows[0])[5:], ["2023"])
        self.assertEqual({(row["region"], row["variable"]) for row in rows}, {("World", "hhi"), ("europe", "open_share")})
        self.assertEqual(len({row["scenario"] for row in rows}), 8 * 2 * 3)
        series = [float(row["value"]) for row in self.rows("series") if (row["point"], row["arm"], row["replicate"], row["series"]) == ("0", "baseline", "0", "hhi")]
        self.assertAlmostEqual(float(rows[0]["2023"]), sum(series) / len(series), places=12)


if __name__ == "__main__":
    unittest.main()
