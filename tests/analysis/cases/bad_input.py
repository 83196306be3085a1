"""What cannot be answered is said, with what to do."""
import os
import unittest

import questions


class BadInput(questions.Case):
    def test_folders_and_files(self):
        os.mkdir(self.path("empty"))
        self.refuses(3, "analyze", "sobol", "empty", says=["the folder is empty", "enclosure study run"])
        self.refuses(3, "analyze", "sobol", "nowhere", says=["no such file"])
        self.write("notes.txt", "hello")
        self.refuses(3, "analyze", "sobol", "notes.txt", says=["no HDF5 file"])
        os.mkdir(self.path("other"))
        self.write("other/notes.txt", "hello")
        self.refuses(3, "analyze", "sobol", "other", says=["no study's folder"])

    def test_tables(self):
        self.write("t.csv", "a,b,y\n1,2,3\n4,5\n1,x,3\n")
        self.refuses(2, "analyze", "score", "t.csv", says=["t.csv:3: 2 values under 3 columns"])
        self.write("t.csv", "a,y\n1,2\n,5\n")
        self.refuses(2, "analyze", "score", "t.csv", says=["t.csv:3: a has no value"])
        self.write("t.csv", "a,y\n1,two\n")
        self.refuses(2, "analyze", "score", "t.csv", says=["is no number"])
        self.write("t.csv", "a,z\n1,2\n")
        self.refuses(2, "analyze", "score", "t.csv", says=["which column is the outcome"])
        self.refuses(2, "analyze", "score", "t.csv", "--outcome", "zz", says=["there is no column zz", "did you mean z?"])
        self.write("t.csv", "")
        self.refuses(2, "analyze", "score", "t.csv", says=["the table is empty"])
        self.write("t.csv", "a,a,y\n1,2,3\n")
        self.refuses(2, "analyze", "score", "t.csv", says=["two columns are called"])

    def test_two_values_of_one_run_are_refused(self):
        self.csv("t.csv", ["policy", "replicate", "y"], [["a", 0, 1.0], ["a", 1, 2.0], ["b", 0, 3.0], ["b", 1, 4.0], ["a", 1, 1000.0]])
        self.refuses(2, "analyze", "replicates", "t.csv", says=["lines 3 and 6 are of one arm, point and replicate"])

    def test_a_kind_of_file_that_there_is_not(self):
        study = self.study('[function]\nname = "ishigami"\n[design]\nkind = "saltelli"\npoints = 16\n')
        self.refuses(2, "analyze", "sobol", study, "-o", "foo.pdf", says=["foo.pdf", ".html"])
        self.refuses(2, "analyze", "sobol", study, "--interval", "replications", says=["scrambles"])

    def test_a_table_that_is_no_such_design(self):
        self.csv("t.csv", ["x1", "x2", "y"], [[k, k * k, k] for k in range(8)])
        self.refuses(2, "analyze", "sobol", "t.csv", "--design", "saltelli", says=["no Saltelli design of 2 factors"])
        self.refuses(2, "analyze", "morris", "t.csv", "--design", "morris", says=["no trajectory of a Morris design"])
        self.refuses(2, "analyze", "sobol", "t.csv", says=["--design saltelli"])

    def test_outcomes(self):
        rows = [[k / 7.0, (k * 5 % 11) / 3.0, None] for k in range(20)]
        self.refuses(2, "analyze", "score", self.csv("t.csv", ["a", "b", "y"], rows), says=["y"])
        answer = self.ask("score", self.csv("t.csv", ["a", "b", "y"], [row[:2] + [4] for row in rows]), "--no-delta")
        self.assertTrue(answer["warnings"])
        for row in answer["tables"]["given_data"]["rows"]:
            self.assertEqual(row["first"], 0)
        self.refuses(2, "analyze", "score", self.csv("t.csv", ["a", "y"], [[1, 2], [2, 3]]), says=["rows"])

    def test_names(self):
        study = self.study('[function]\nname = "ishigami"\n[design]\nkind = "saltelli"\npoints = 8\n')
        self.refuses(2, "analyze", "sobol", study, "--metric", "z", says=["names no metric", "there are y"])
        self.refuses(2, "analyze", "sobol", study, "--arm", "z", says=["names no arm"])
        self.refuses(2, "analyze", "sobol", study, "--confidence", "1.5", says=["--confidence"])
        self.refuses(2, "analyze", "sobol", study, "--inputs", "x1", says=["a table"])
        self.refuses(2, "analyze", "sobols", study, says=["sobols"])
        self.write("f.toml", 'schema_version = 1\nid = "f"\n[function]\nname = "ishigamy"\nc = 3\n[design]\nkind = "saltelli"\npoints = 8\n')
        self.refuses(2, "study", "run", "f.toml", says=["names no test function", "did you mean ishigami?"])
        self.write("f.toml", 'schema_version = 1\nid = "f"\n[function]\nname = "ishigami"\nc = 3\n[design]\nkind = "saltelli"\npoints = 8\n')
        self.refuses(2, "study", "run", "f.toml", says=["f.toml:3", "c"])

    def test_missing_runs_are_listed(self):
        self.write("f.toml", 'schema_version = 1\nid = "f"\n[function]\nname = "ishigami"\n[design]\nkind = "saltelli"\npoints = 64\n')
        done = self.run_program("study", "run", "f.toml", "--stripe", "1/2", "--quiet")
        self.assertEqual(done.returncode, 0, done.stderr)
        done = self.run_program("analyze", "sobol", "f.study")
        self.assertEqual(done.returncode, 4)
        self.assertIn("runs are missing", done.stderr)
        self.assertIn("enclosure study run f.study", done.stderr)
        self.assertIn("point ", done.stderr)
        self.succeeds("study", "run", "f.study", "--quiet")
        self.succeeds("analyze", "sobol", "f.study")

    def test_nothing_is_overwritten(self):
        study = self.study('[function]\nname = "ishigami"\n[design]\nkind = "saltelli"\npoints = 16\n')
        self.write("a.json", "mine")
        self.refuses(3, "analyze", "sobol", study, "-o", "a.json", says=["a.json"])
        self.succeeds("analyze", "sobol", study, "-o", "a.json", "--force")
        self.assertIn('"answers"', self.read("a.json"))


if __name__ == "__main__":
    unittest.main()
