"""Five claims at a small size from their files to the ledger: verdicts that are known beforehand, a kill in between, every file that is written."""
import json
import os
import re
import signal
import subprocess
import time

import driver
import h5py

HEAD = '''schema_version = 1
id = "{id}"
title = "{id}"
statement = "A statement."
statement_zh = "陈述。"
mechanism = "A mechanism."
kind = "{kind}"
set = {{ "population.users" = 2000, "population.developers" = 200, "time.end" = 2025-01-01 }}
replicates = 6
'''

ARMS = '''[[arm]]
id = "base"
[[arm]]
id = "more"
set = { "harm.misuse_rate" = 40 }
'''

MEASURE = '''[[measure]]
id = "{id}"
title = "Measured"
{keys}
reason = "A number for a test."
'''


def claim(name, kind, middle, *measures):
    return HEAD.format(id=name, kind=kind) + middle + "".join(measures)


def measure(name, keys):
    return MEASURE.format(id=name, keys=keys)


# Twice the rate of misuse: more incidents, that is sure; nothing that a firm owns changes in the first step, and prices never listen to developers' welfare.
CLAIMS = {
    "right": claim("right", "sign", ARMS, measure("misuse_incidents", 'aggregate = "mean"\npredicted = 1\nsmallest = 0.0001')),
    "reversed": claim("reversed", "sign", ARMS, measure("misuse_incidents", 'aggregate = "mean"\npredicted = -1\nsmallest = 0.0001')),
    "nothing": claim("nothing", "sign", '[[arm]]\nid = "base"\n[[arm]]\nid = "dearer"\nset = { "welfare.developer_value" = 3000 }\n',
                     measure("hhi", "predicted = 1\nsmallest = 0.01")),
    "rising": claim("rising", "shape", '[sweep]\nparameter = "harm.misuse_rate"\nvalues = [5, 20, 50]\n',
                    measure("misuse_incidents", 'aggregate = "mean"\npredicted = 1\nsmallest = 0.0001'), '[rule]\nshape = "monotone"\n'),
    "share": claim("share", "share", '[[arm]]\nid = "base"\n', measure("open_share_users", "predicted = 1").replace('reason = "A number for a test."\n', ""),
                   '[rule]\nat_least = 0\nat_most = 1\nlevel = 0.5\nover = "seeds"\n'),
}


class EndToEnd(driver.Case):
    def write_claims(self):
        return [self.write(f"{name}.toml", text) for name, text in CLAIMS.items()]

    def ledger(self, *arguments):
        return json.loads(self.succeeds("claims", *arguments, "--json", "--quiet"))

    def test_verdicts_are_those_that_are_known(self):
        files = self.write_claims()
        plan = json.loads(self.succeeds("claims", *files, "--plan", "--json"))
        # base, more, dearer, two of the sweep besides the base: five scenarios of six worlds, not eight.
        self.assertEqual((plan["own"]["runs"], plan["own"]["unshared"], plan["own"]["missing"]), (30, 60, 30))
        self.assertFalse(os.path.exists(self.path("claims.runs")))
        ledger = self.ledger(*files, "--html", "ledger.html", "--markdown", "ledger.md", "--ledger", "ledger.toml", "-o", "ledger.h5")
        verdicts = {row["id"]: row["verdict"] for row in ledger["claim"]}
        self.assertEqual(verdicts, {"right": "supported", "reversed": "contradicted", "nothing": "contradicted", "rising": "supported",
                                    "share": "undecided"})
        questions = {row["id"]: row["question"][0] for row in ledger["claim"]}
        self.assertIn("reversed", questions["reversed"]["finding"])
        self.assertIn("no effect of interest", questions["nothing"]["finding"])
        self.assertEqual(questions["nothing"]["effect"], 0)
        self.assertEqual(questions["share"]["effect"], 1)  # six of six: p = 1/64, and Holm asks for more
        self.assertEqual(ledger["questions"], 5)
        self.assertEqual(ledger["runs"], 30)

        page = self.read("ledger.html")
        self.assertEqual(page.count("<svg"), 5)
        for name in CLAIMS:
            self.assertIn(f'<section id="{name}">', page)
        self.assertNotIn("http://", page.replace("http://www.w3.org/", ""))
        with h5py.File(self.path("ledger.h5")) as file:
            self.assertEqual(file.attrs["filetype"], "enclosure claims")
            self.assertEqual([v.decode() for v in file["claims/verdict"][:]], list(verdicts.values()))
            self.assertEqual(file["questions/effect"].shape, (5,))
            self.assertEqual(file["outcomes/value"].shape, (6 * (2 + 2 + 2 + 3 + 1),))
            first = [v for v, c in zip(file["outcomes/value"][:], file["outcomes/claim_row"][:]) if c == 0]
            self.assertAlmostEqual(sum(b - a for a, b in zip(first[:6], first[6:])) / 6, questions["right"]["effect"])
        again = self.succeeds("claims", "--read", "ledger.toml", "--markdown", "again.md", "--json")
        self.assertEqual(json.loads(again), ledger)
        self.assertEqual(self.read("again.md"), self.read("ledger.md"))
        self.write("README.md", "before\n<!-- claims -->\nold\n<!-- /claims -->\nafter\n")
        self.succeeds("claims", "--read", "ledger.toml", "--summary", "README.md")
        readme = self.read("README.md")
        self.assertIn("| right | right | supported |", readme)
        self.assertNotIn("\nold\n", readme)
        self.assertTrue(readme.startswith("before\n<!-- claims -->\n") and readme.endswith("<!-- /claims -->\nafter\n"))

    def test_a_kill_costs_the_runs_in_flight_alone(self):
        files = self.write_claims()
        whole = self.ledger(*files, "--dir", "whole")
        process = subprocess.Popen([driver.PROGRAM, "claims", *files, "--dir", "cut", "--jobs", "1", "--quiet"], cwd=self.folder,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        segments = os.path.join(self.folder, "cut", "records")
        for _ in range(3000):
            if os.path.isdir(segments) and sum(os.path.getsize(os.path.join(segments, name)) for name in os.listdir(segments)) > 2000:
                break
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.wait()
        left = json.loads(self.succeeds("claims", *files, "--dir", "cut", "--plan", "--json"))["own"]["missing"]
        self.assertLess(left, 30)
        self.assertGreater(left, 0)
        resumed = self.ledger(*files, "--dir", "cut")
        self.assertEqual(resumed, whole)
        self.assertEqual(json.loads(self.succeeds("claims", *files, "--dir", "cut", "--plan", "--json"))["own"]["missing"], 0)
        # More replicates: only those are run.
        more = json.loads(self.succeeds("claims", *files, "--dir", "cut", "--replicates", "8", "--plan", "--json"))
        self.assertEqual(more["own"]["missing"], 10)

    def test_other_worlds(self):
        study = ('schema_version = 1\nid = "worlds"\nextends = ["lib:baseline"]\n[[factor]]\nid = "rate"\npath = "harm.safeguards"\nmin = 0\nmax = 0.98\n'
                 '[[factor]]\nid = "set_by_claim"\npath = "harm.misuse_rate"\nmin = 1\nmax = 2\n'
                 '[design]\nkind = "latin_hypercube"\npoints = 24\n[[metric]]\nid = "hhi"\n')
        self.write("worlds.toml", study)
        files = self.write_claims()
        ledger = self.ledger(files[0], files[1], files[4], "--under", "worlds.toml")
        rows = {row["id"]: row["worlds"] for row in ledger["claim"]}
        self.assertEqual((rows["right"]["n"], rows["right"]["share"]), (24, 1))  # a claim's own setting is not varied
        self.assertEqual(rows["reversed"]["share"], 0)
        self.assertEqual(rows["share"]["n"], 0)
        self.assertEqual(ledger["world_runs"], 48)

    def test_folders_that_are_something_else(self):
        files = self.write_claims()
        self.write("notes.txt", "mine")
        self.refuses(2, "claims", *files, "--dir", ".", says=["is not empty and no folder of claims"])


if __name__ == "__main__":
    driver.main()
