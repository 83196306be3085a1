"""`enclosure theory`."""
import json

import driver


class Theory(driver.Case):
    def test_by_letter_with_derivations(self):
        text = self.succeeds("theory", "l")
        self.assertIn("(l) Convergence in the length of a step\n", text)
        self.assertIn("order of convergence of public knowledge", text)
        self.assertIn("first order within .2", text)
        self.assertTrue(text.endswith("1 theory: 1 agree, 0 contradicted as documented, 0 failed\n"), text)

    def test_as_data_by_name(self):
        data = json.loads(self.succeeds("theory", "growth", "polya", "--json", "--effort", "2"))
        self.assertEqual([theory["id"] for theory in data["theories"]], ["growth", "polya"])
        self.assertEqual((data["failed"], data["contradicted"]), (0, 0))
        for theory in data["theories"]:
            self.assertEqual(set(theory), {"id", "letter", "title", "statement", "run", "scenario", "source", "verdict", "comparisons"})
            self.assertEqual(theory["verdict"], "agrees")
            for row in theory["comparisons"]:
                self.assertEqual(set(row), {"what", "model", "theory", "tolerance", "verdict", "derivation", "finding"})
                self.assertLessEqual(abs(row["model"] - row["theory"]), row["tolerance"])
                self.assertTrue(row["derivation"].endswith("."), row["derivation"])

    def test_what_is_no_theory(self):
        self.refuses(2, "theory", "bas", says=["there is no theory bas", "did you mean bass?"])
        self.refuses(2, "theory", "--effort", "0", says=["--effort"])


if __name__ == "__main__":
    driver.main()
