"""`enclosure params`, `indicators`, `policies`, `pipeline`, `--help`, `--version`, and the page that describes the command line."""
import json
import os
import re

import driver
from driver import SOURCE


def no_duplicates(pairs):
    """An object whose keys are all different: a parameter group may not share its name with a key of the file's top."""
    keys = [key for key, _ in pairs]
    if len(set(keys)) != len(keys):
        raise ValueError(f"a key twice in {keys}")
    return dict(pairs)


class Reference(driver.Case):
    def test_params_as_data_name_what_the_page_names(self):
        tables = {table["name"]: table for table in json.loads(self.succeeds("params", "--format", "json"))["tables"]}
        adjustment = {field["path"]: field for field in tables["prices"]["fields"]}["prices.adjustment"]
        self.assertEqual(adjustment, {"path": "prices.adjustment", "kind": "number", "unit": "1/yr", "default": 3, "legal": [0, 100],
                                      "usual": [1, 12], "off": 0, "needs": "", "effect": "live", "refers": "", "choices": [],
                                      "doc": "Speed at which a markup approaches its target, in logs.", "source": "calibrated"})
        page = self.succeeds("params", "--format", "md")
        for table in tables.values():
            for field in table["fields"]:
                self.assertIn(f"| `{field['path'].rsplit('.')[-1]}` |", page)
        self.assertEqual(self.succeeds("params"), page)

    def test_schema_knows_every_key_of_the_shipped_baseline(self):
        schema = json.loads(self.succeeds("params", "--format", "schema"), object_pairs_hook=no_duplicates)
        self.assertEqual(schema["properties"]["time"]["properties"]["end"], {
            "type": "string", "format": "date", "default": "2035-01-01",
            "description": "Day on which the run ends; no step begins on it or later."})
        self.assertIn("event", schema["properties"]["policy"]["items"]["anyOf"][0]["properties"])
        self.assertEqual(schema["additionalProperties"], False)
        with open(os.path.join(SOURCE, "scenarios/baseline.toml"), encoding="utf-8") as file:
            scope, used = schema["properties"], 0
            for line in file:
                header = re.match(r"^(\[\[?)([a-z_.]+)\]", line)
                key = re.match(r"^([a-z_]+) *=", line)
                if header and "." not in header.group(2):
                    self.assertIn(header.group(2), schema["properties"])
                    table = schema["properties"][header.group(2)]
                    scope = table["items"]["anyOf"][0]["properties"] if header.group(1) == "[[" else table["properties"]
                elif header:
                    scope = None
                elif key and scope is not None:
                    self.assertIn(key.group(1), scope)
                    used += 1
        self.assertGreater(used, 50)

    def test_indicators_and_pipeline_as_data_name_what_the_page_names(self):
        indicators = json.loads(self.succeeds("indicators", "--format", "json"))
        self.assertEqual(list(indicators), ["series", "segments", "regions", "firms", "models"])
        page = self.succeeds("indicators")
        for rows in indicators.values():
            self.assertGreater(len(rows), 0)
            for row in rows:
                self.assertIn(f"| `{row['name']}` | `{row['unit']}` |", page)
        phases = json.loads(self.succeeds("pipeline", "--format", "json"))["phases"]
        page = self.succeeds("pipeline")
        self.assertEqual(re.findall(r"^### (.*)$", page, re.MULTILINE), [phase["name"] for phase in phases])
        self.assertGreater(len(phases), 8)

    def test_policies_as_data_name_what_the_page_names(self):
        levers = json.loads(self.succeeds("policies", "--format", "json"), object_pairs_hook=no_duplicates)["levers"]
        page = self.succeeds("policies")
        self.assertEqual(page, self.succeeds("policies", "--format", "md"))
        headings = re.findall(r"^### `([a-z_0-9]+)`: (.*)$", page, re.MULTILINE)
        self.assertEqual(sorted(headings), sorted((lever["name"], lever["title"]) for lever in levers))
        indicators = json.loads(self.succeeds("indicators", "--format", "json"))
        known = {row["name"] for rows in indicators.values() for row in rows}
        for lever in levers:
            self.assertIn(lever["kind"], ("policy", "shock"))
            self.assertLessEqual(lever["legal"][0], 0)
            self.assertGreater(len(lever["changes"]), 0)
            self.assertIn(lever["moves"], known, lever["name"])
            self.assertIn(lever["direction"], (-1, 1))
        control = next(lever for lever in levers if lever["name"] == "export_control")
        self.assertEqual(control["scopes"], ["regions"])
        self.assertEqual(control["changes"][0]["target"], "region.*.research_cost")

    def test_schema_of_a_policy_names_the_levers(self):
        schema = json.loads(self.succeeds("policies", "--format", "schema"), object_pairs_hook=no_duplicates)
        self.assertEqual(list(schema["properties"]), ["schema_version", "id", "title", "question", "event"])
        event = schema["properties"]["event"]["items"]["properties"]
        levers = json.loads(self.succeeds("policies", "--format", "json"))["levers"]
        self.assertEqual(event["lever"]["enum"], [""] + [lever["name"] for lever in levers])
        self.assertEqual(event["when"]["type"], "string")
        self.assertEqual(event["regions"]["type"], "array")

    def test_formats_that_do_not_exist(self):
        self.refuses(2, "params", "--format", "xml", says=["--format"])
        self.refuses(2, "indicators", "--format", "schema", says=["--format"])
        self.refuses(2, "pipeline", "--format", says=["--format"])

    def test_version(self):
        self.assertRegex(self.succeeds("--version"), r"^enclosure \d+\.\d+\.\d+ \(.+\)\n$")


class Help(driver.Case):
    def commands(self):
        listed = self.succeeds("--help").split("Subcommands:")[1]
        return re.findall(r"^  ([a-z]+) ", listed, re.MULTILINE)

    def check_options_of_the_viewer(self, section):
        if not os.path.exists(os.path.join(os.path.dirname(os.path.realpath(driver.PROGRAM)), "enclosure-view")):
            return  # it is optional
        options = set(re.findall(r"(--[a-z-]+)", self.succeeds("view", "--help"))) - {"--help", "--version"}
        self.assertEqual(set(re.findall(r"^\| `(--[a-z-]+)", section, flags=re.MULTILINE)), options)

    def test_the_page_has_every_command_and_option_and_no_other(self):
        self.assertEqual(self.commands(), ["run", "compare", "branch", "diff", "new", "check", "show", "report", "theory", "explain", "verify", "study", "analyze", "claims", "view", "params",
                                           "indicators", "policies", "pipeline"])
        with open(os.path.join(SOURCE, "docs/cli.md"), encoding="utf-8") as file:
            sections = re.split(r"^## ", file.read(), flags=re.MULTILINE)[1:]
        described = {}
        for section in sections:
            for name in re.findall(r"`enclosure ([a-z]+)`", section.splitlines()[0]):
                described[name] = section
        self.assertEqual(list(described), self.commands())
        for name, section in described.items():
            if name == "view":
                self.check_options_of_the_viewer(section)
                continue
            pages = [self.succeeds(name, "--help")]
            if name == "study":
                pages = [self.succeeds(name, verb, "--help") for verb in ["plan", "run", "status", "merge", "extend", "export", "replay"]]
            if name == "analyze":
                questions = re.findall(r"^  ([a-z]+)  ", pages[0].split("Subcommands:")[1], flags=re.MULTILINE)
                self.assertGreaterEqual(len(questions), 11)
                for question in questions:
                    self.assertIn(f"`{question}`", section)
                options = set(re.findall(r"^  (?:-\w,)?(--[a-z-]+)", "".join(self.succeeds(name, q, "--help") for q in questions), flags=re.MULTILINE)) - {"--help"}
                self.assertEqual(set(re.findall(r"`(?:-o, )?(--[a-z-]+)", section)) - {"--outcome"}, options)
                continue
            options = set(re.findall(r"(--[a-z]+)", "".join(pages))) - {"--help"}
            self.assertEqual(set(re.findall(r"`(?:-o, )?(--[a-z]+)[` ]", section)) - {"--help"}, options, name)


if __name__ == "__main__":
    driver.main()
