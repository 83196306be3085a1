"""Claim files that are wrong: each mistake with its line, all at once, and nothing is run."""
import driver

GOOD = '''schema_version = 1
id = "mine"
title = "Mine"
statement = "A statement."
statement_zh = "陈述。"
mechanism = "A mechanism."
kind = "sign"
set = { "population.users" = 2000 }
[[arm]]
id = "off"
set = { "adoption.peer_weight" = 0 }
[[arm]]
id = "on"
[[measure]]
id = "hhi"
predicted = 1
smallest = 0.01
reason = "A percentage point."
'''


class Mistakes(driver.Case):
    def wrong(self, text, *says):
        self.write("mine.toml", text)
        self.refuses(2, "claims", "mine.toml", "--check", says=says)
        self.refuses(2, "claims", "mine.toml", says=says)

    def test_the_good_one_is_good(self):
        self.write("mine.toml", GOOD)
        self.assertIn("mine.toml: claim mine, kind sign, 2 arms", self.succeeds("claims", "mine.toml", "--check"))
        self.assertEqual(self.succeeds("claims", "mine.toml", "--list"), "mine  sign   A statement.\n")

    def test_unknown_names_get_the_nearest(self):
        self.wrong(GOOD.replace("peer_weight", "peer_wieght"), "mine.toml:11:", "adoption.peer_wieght", "did you mean peer_weight?")
        self.wrong(GOOD.replace('id = "hhi"', 'id = "hhj"'), "mine.toml:15:", "measure.hhj.id", "names no indicator; did you mean hhi?")
        self.wrong(GOOD.replace("predicted", "predict"), "unknown key measure.hhi.predict", "did you mean predicted?")
        self.wrong(GOOD.replace('id = "on"', 'id = "on"\npolicies = ["price_kap"]'), "price_kap", "did you mean price_cap?")
        self.wrong(GOOD.replace('kind = "sign"', 'kind = "sign"\nphases = ["choose modles"]'), "mine.toml:8:", "choose modles", "did you mean choose models?")
        self.refuses(2, "claims", "O99", says=["there is no shipped claim O99"])

    def test_all_mistakes_at_once(self):
        self.wrong(GOOD.replace("peer_weight", "peer_wieght").replace('"hhi"', '"hhj"').replace('title = "Mine"\n', ""),
                   "mine.toml:10:", "peer_wieght", "mine.toml:14:", "hhj", "title is missing")

    def test_a_treatment_that_is_its_baseline(self):
        self.wrong(GOOD.replace('set = { "adoption.peer_weight" = 0 }\n', ""), "arm on is the same as its baseline off: it can show nothing")
        self.wrong(GOOD.replace('"adoption.peer_weight" = 0', '"adoption.peer_weight" = 1'), "can show nothing")

    def test_arms_that_do_not_fit_the_kind(self):
        self.wrong(GOOD.replace("[[measure]]", '[[arm]]\nid = "third"\nset = { "adoption.peer_weight" = 2 }\n[[measure]]'),
                   "a claim of kind sign compares two arms, or looks at one; there are 3")
        self.wrong(GOOD.replace('kind = "sign"', 'kind = "shape"'), "three values or arms")
        self.wrong(GOOD.replace('kind = "sign"', 'kind = "share"'), "has one [[arm]]")
        self.wrong(GOOD.replace('kind = "sign"', 'kind = "map"'), "has conditions")
        self.wrong(GOOD + '[[condition]]\nid = "one"\n[[condition.level]]\nid = "alone"\n', "condition.one needs two levels")
        self.wrong(GOOD + '[[condition]]\nid = "one"\n[[condition.level]]\nid = "a"\n[[condition.level]]\nid = "b"\n',
                   "level b of condition one is the same as level a")

    def test_sizes(self):
        self.wrong(GOOD.replace("smallest = 0.01\n", ""), "measure.hhi.smallest is missing")
        self.wrong(GOOD.replace("smallest = 0.01", "smallest = -1"), "mine.toml:17:", "must be above 0")
        self.wrong(GOOD.replace('reason = "A percentage point."\n', ""), "measure.hhi.reason is missing")
        self.wrong(GOOD.replace("predicted = 1", "predicted = 0.5"), "must be 1, -1 or 0")
        self.wrong(GOOD.replace("predicted = 1", "predicted = 2"), "measure.hhi.predicted")
        self.wrong(GOOD.replace("predicted = 1\n", ""), "no measure has `predicted`")

    def test_ids(self):
        self.write("mine.toml", GOOD)
        self.write("other.toml", GOOD)
        self.refuses(2, "claims", "mine.toml", "other.toml", says=["the id mine is that of mine.toml too"])
        self.wrong(GOOD.replace('id = "on"', 'id = "off"'), "off")

    def test_measures_made_of_others(self):
        self.wrong(GOOD.replace("predicted = 1", 'predicted = 1\nminus = "hhk"'), "names no measure of the claim; did you mean hhi?")
        self.wrong(GOOD.replace("predicted = 1", 'predicted = 1\nminus = "hhi"'), "measure.hhi is made of itself")

    def test_a_grid_too_large_is_refused_with_its_cost(self):
        levels = "".join(f'[[condition.level]]\nid = "l{k}"\nset = {{ "prices.adjustment" = {k + 1} }}\n' for k in range(10))
        more = "".join(f'[[condition.level]]\nid = "l{k}"\nset = {{ "network.degree" = {k + 4} }}\n' for k in range(10))
        text = GOOD.replace('id = "mine"', 'id = "mine"\nreplicates = 1000000').replace("2000", "200000")
        self.write("mine.toml", text + '[[condition]]\nid = "speed"\n' + levels + '[[condition]]\nid = "peers"\n' + more)
        self.assertIn("   100  ", self.succeeds("claims", "mine.toml", "--replicates", "1000", "--plan"))
        self.refuses(2, "claims", "mine.toml", "--replicates", "1000", says=["200,000 runs are missing, which take", "more than 2 h", "--budget"])
        self.refuses(2, "claims", "mine.toml", "--budget", "soon", says=["--budget soon is no length of time"])


if __name__ == "__main__":
    driver.main()
