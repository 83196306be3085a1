"""The JSON Schema of claim files takes every shipped claim, and refuses what the program refuses by its keys and kinds of values."""
import copy
import datetime
import json
import pathlib
import os
import tomllib

import driver
import jsonschema

CLAIMS = pathlib.Path(os.environ["ENCLOSURE_SOURCE"]) / "scenarios" / "claims"


def as_json(value):
    """What an editor's TOML server gives the schema: dates are texts."""
    if isinstance(value, dict):
        return {key: as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, (datetime.date, datetime.datetime)) else value


class Schema(driver.Case):
    def setUp(self):
        super().setUp()
        schema = json.loads(self.succeeds("claims", "--schema"))
        jsonschema.Draft202012Validator.check_schema(schema)
        self.validator = jsonschema.Draft202012Validator(schema)

    def test_it_takes_every_shipped_claim(self):
        files = sorted(CLAIMS.glob("*.toml"))
        self.assertEqual(len(files), 48)
        for file in files:
            errors = [f"{file.name}: {error.json_path}: {error.message}"[:200] for error in self.validator.iter_errors(as_json(tomllib.loads(file.read_text())))]
            self.assertEqual(errors, [])

    def test_it_refuses_what_is_no_claim(self):
        claim = as_json(tomllib.loads((CLAIMS / "B4.toml").read_text()))
        self.assertTrue(self.validator.is_valid(claim))

        def broken(change):
            changed = copy.deepcopy(claim)
            change(changed)
            return not self.validator.is_valid(changed)

        self.assertTrue(broken(lambda c: c.pop("schema_version")))
        self.assertTrue(broken(lambda c: c.update(statment="A sentence.")))
        self.assertTrue(broken(lambda c: c.update(kind="guess")))
        self.assertTrue(broken(lambda c: c.update(replicates=1)))
        self.assertTrue(broken(lambda c: c["arm"][0].pop("id")))
        self.assertTrue(broken(lambda c: c["condition"][0]["level"][0].update(sets={})))
        self.assertTrue(broken(lambda c: c["measure"][0].update(smallest=[1])))
        self.assertTrue(broken(lambda c: c["rule"].update(level=2)))
        self.assertTrue(broken(lambda c: c.update(extends="lib:baseline")), "a claim starts from no other")


if __name__ == "__main__":
    driver.main()
