"""What the cases of `enclosure compare` share: small worlds, policies, and how to read a result."""
import json

import driver

# Worlds of fifteen months of few agents: less than a tenth of a second each.
SMALL = ["--set", "population.users=1000", "--set", "population.developers=200", "--set", "time.end=2024-04-01"]

DEARER = 'schema_version = 1\nid = "dearer"\ntitle = "Dearer operations"\nquestion = "What if operations cost more?"\n' \
         '[[event]]\ntarget = "finance.opex_share"\nop = "add"\nvalue = 0.1\nat = 2023-03-01\n'
CHEAPER = 'schema_version = 1\nid = "cheaper"\n[[event]]\ntarget = "prices.markup_max"\nop = "multiply"\nvalue = 0.6\nat = 2023-03-01\n'
NOTHING = 'schema_version = 1\nid = "nothing"\n'


class Compare(driver.Case):
    def setUp(self):
        super().setUp()
        self.write("dearer.toml", DEARER)
        self.write("cheaper.toml", CHEAPER)
        self.write("nothing.toml", NOTHING)

    def compared(self, *arguments):
        return json.loads(self.succeeds("compare", *SMALL, "--json", "--quiet", *arguments))

    @staticmethod
    def row(result, name, policy, segment=None, region=None):
        found = [r for r in result["indicators"] if (r["name"], r["policy"], r["segment"], r["region"]) == (name, policy, segment, region)]
        assert len(found) == 1, (name, policy, segment, region, len(found))
        return found[0]
