"""Wrong usage: exit 2, a sentence that helps, nothing computed, nothing written."""
import os

import driver
from driver import SCENARIO, SMALL


class Commands(driver.Case):
    def test_unknown_commands_get_the_nearest_name(self):
        self.refuses(2, "rnu", says=["no command rnu", "did you mean run?"])
        self.refuses(2, "indicator", says=["did you mean indicators?"])

    def test_no_command(self):
        self.refuses(2, says=["enclosure --help"])

    def test_unknown_options_get_the_nearest_name(self):
        self.refuses(2, "run", "--sede", "3", says=["--sede", "did you mean --seed?"])
        self.refuses(2, "run", "--thread=3", says=["did you mean --threads?"])
        self.refuses(2, "show", "x.toml", "--orign", says=["did you mean --origin?"])
        self.refuses(2, "--verson", says=["no option --verson", "did you mean --version?"])
        self.refuses(2, "run", "--quiet=3", says=["quiet"])

    def test_missing_arguments(self):
        for arguments in [["check"], ["show"], ["new"], ["report"], ["run", "--seed"], ["run", "-o"], ["run", "--set"]]:
            self.refuses(2, *arguments, says=["enclosure --help"])

    def test_a_second_scenario(self):
        self.refuses(2, "run", "a.toml", "b.toml", says=["b.toml"])


class View(driver.Case):
    """The viewer is a program of its own beside this one, and optional."""

    def setUp(self):
        super().setUp()
        beside = os.path.join(os.path.dirname(os.path.realpath(driver.PROGRAM)), "enclosure-view")
        self.there = os.path.exists(beside)

    def test_it_becomes_the_viewer_with_its_options(self):
        if not self.there:
            self.refuses(3, "view", "lib:baseline", says=["the viewer is not there", ".ci/install_packages viewer"])
            return
        self.assertIn("enclosure-view", self.succeeds("view", "--version"))
        self.refuses(2, "view", "--shto", "x.png", says=["--shto"])


class Numbers(driver.Case):
    def test_threads(self):
        for value in ["0", "-1", "two", "1.5", "99999", "", "0x2", " 2"]:
            self.refuses(2, "run", *SMALL, "--threads", value, says=["--threads"])

    def test_seed(self):
        for value in ["-1", "x", "1.5", "99999999999999999999", "9100000000000000", "0x10", "1e3", ""]:
            self.refuses(2, "run", *SMALL, "--seed", value, says=["--seed"])

    def test_an_option_given_twice(self):
        self.refuses(2, "run", "--seed", "1", "--seed", "2", says=["--seed"])

    def test_until(self):
        for value in ["tomorrow", "2023-02-30", "2023-13-01", "2023", "", "2030-01-01 "]:
            self.refuses(2, "run", "--until", value, says=["--until", "not a date"])
        self.refuses(2, "run", "--until", "5 yr", says=["--until 5 yr: not a date such as 2030-01-01 but a length of time"])
        for value in ["2023-01-01", "1999-01-01", "2090-01-01"]:
            self.refuses(2, "run", "--until", value, says=[f"--until {value}", "2023-01-01", "2035-01-01"])


class Settings(driver.Case):
    def test_unknown_paths_get_the_nearest_name(self):
        self.refuses(2, "run", "--set", "prices.adjustmnt=2", says=["--set", "prices.adjustmnt", "adjustment"])
        self.refuses(2, "run", "--set", "price.adjustment=2", says=["--set", "prices"])

    def test_values_that_are_not_legal(self):
        self.refuses(2, "run", "--set", "prices.adjustment=-2", says=["--set", "prices.adjustment", "-2", "0", "100"])
        self.refuses(2, "run", "--set", "prices.adjustment=nan", says=["--set", "prices.adjustment"])
        self.refuses(2, "run", "--set", "prices.adjustment=3 USD", says=["--set", "prices.adjustment", "USD"])

    def test_every_mistake_at_once(self):
        self.refuses(2, "run", "--set", "prices.adjustment=-2", "--set", "prices.markup_mx=3", says=["prices.adjustment", "markup_max"])

    def test_mistakes_of_the_command_line_do_not_hide_those_of_files(self):
        self.write("bad.toml", 'schema_version = 1\nid = "bad"\ncolour = 3\n')
        said = self.refuses(2, "run", "--set", "prices.adjustment=-2", "--set", "no_value", "--policy", "bad.toml", "--policy", "nosuch",
                            "--until", "soon", "--every", "x", "--seed", "one", "--threads", "0", "-o", "x.h5",
                            says=["bad.toml:3:1", "prices.adjustment", "no_value", "--policy nosuch", "--until soon", "--every",
                                  "--seed: one is not a whole number", "--threads: 0 is not"])
        self.assertEqual(len(said.splitlines()), 8, said)
        self.refuses(2, "theory", "--effort", "x", says=["--effort: x is not a whole number from 1 to 1000; see enclosure --help"])

    def test_no_assignment(self):
        self.refuses(2, "run", "--set", "prices.adjustment", says=["prices.adjustment"])
        self.refuses(2, "run", "--set", "=3", says=["=3"])


class Inputs(driver.Case):
    def test_scenarios_that_cannot_be_read(self):
        self.write("junk.toml", bytes(range(256)) * 40)
        self.write("wrong.toml", SCENARIO + "colour = 3\n")
        self.refuses(2, "run", "missing.toml", says=["missing.toml"])
        self.refuses(2, "run", ".", says=["."])
        self.refuses(2, "run", "junk.toml", says=["junk.toml"])
        self.refuses(2, "run", "wrong.toml", "-o", "x.h5", says=["wrong.toml:7:1", "colour"])
        self.refuses(2, "run", "lib:nothing", says=["nothing"])

    def test_a_policy_is_no_scenario_and_the_reverse(self):
        self.write("policy.toml", 'schema_version = 1\nid = "p"\n[[event]]\nlever = "price_cap"\nat = 2024-01-01\n')
        self.write("scenario.toml", SCENARIO)
        self.write("layered.toml", SCENARIO.replace("lib:baseline", "policy.toml"))
        self.refuses(2, "run", "policy.toml", says=["policy.toml:1:1: this is a policy, not a scenario", "--policy"])
        self.refuses(2, "run", "layered.toml", says=["policy.toml:1:1: this is a policy, not a scenario"])
        said = self.refuses(2, "run", "--policy", "scenario.toml", says=["scenario.toml:1:1: this is a scenario, not a policy"])
        self.assertEqual(len(said.splitlines()), 1, said)

    def test_a_slip_in_the_one_key_that_makes_a_policy(self):
        self.write("policy.toml", 'schema_version = 1\nid = "p"\n[[evnt]]\nlever = "price_cap"\nat = 2024-01-01\n')
        said = self.refuses(2, "check", "policy.toml", says=["policy.toml:3:1: unknown key policy.p.evnt; did you mean event?"])
        self.assertEqual(len(said.splitlines()), 1, said)

    def test_a_table_in_the_place_of_rows(self):
        self.write("policy.toml", 'schema_version = 1\nid = "p"\n[event]\nlever = "price_cop"\nat = 2024-01-01\n')
        self.write("scenario.toml", SCENARIO + '[[policy]]\nid = "p"\n[policy.event]\nlever = "price_cap"\nat = 2024-01-01\n')
        said = self.refuses(2, "check", "policy.toml", says=["policy.toml:3:1: event must be an array of tables [[event]], not table",
                                                             "policy.toml:4:9", "did you mean price_cap?"])
        self.assertEqual(len(said.splitlines()), 2, said)
        self.refuses(2, "run", *SMALL, "--policy", "policy.toml", says=["array of tables [[event]]"])
        self.refuses(2, "check", "scenario.toml", says=["scenario.toml:9:1: policy.p.event must be an array of tables [[policy.event]]"])

    def test_files_of_results_are_called_what_they_are(self):
        self.succeeds("run", *SMALL, "-o", "a.h5", "--checkpoint", "a.ckpt", "--quiet")
        self.write("child.toml", SCENARIO.replace("lib:baseline", "a.h5"))
        for command in (["run"], ["check"], ["show"], ["run", *SMALL, "--policy"]):
            said = self.refuses(2, *command, "a.h5", says=["a.h5: this is an HDF5 file such as a run file"])
            self.assertEqual(len(said.splitlines()), 1, said)
            said = self.refuses(2, *command, "a.ckpt", says=["a.ckpt: this is a checkpoint", "--resume"])
            self.assertEqual(len(said.splitlines()), 1, said)
        self.refuses(2, "compare", "a.h5", "--policy", "price_cap", says=["this is an HDF5 file"])
        self.refuses(2, "check", "child.toml", says=["a.h5: this is an HDF5 file"])

    def test_shipped_policies_by_their_names(self):
        said = self.succeeds("check", "lib:policies/price_cap")
        self.assertIn("lib:policies/price_cap: policy price_cap, ", said)
        self.assertIn("# lib:policies/price_cap, laid on the baseline\n", self.succeeds("show", "lib:policies/price_cap"))
        self.assertIn("scenario baseline", self.succeeds("check", "lib:baseline"))
        self.refuses(2, "check", "lib:policies/price_cop", says=["lib:policies/price_cop"])
        said = self.succeeds("diff", "lib:baseline", "lib:policies/price_cap", "--until", "2023-02-01", "--quiet")
        self.assertIn("policy.price_cap  none", said)

    def test_policies_that_cannot_be_read(self):
        self.write("bad.toml", 'schema_version = 1\nid = "bad"\n[[event]]\ntarget = "prices.nothing"\nat = 2024-01-01\nvalue = 1\n')
        self.refuses(2, "run", *SMALL, "--policy", "missing.toml", says=["missing.toml"])
        self.refuses(2, "run", *SMALL, "--policy", "bad.toml", "-o", "x.h5", says=["bad.toml:4", "prices.nothing"])


if __name__ == "__main__":
    driver.main()
