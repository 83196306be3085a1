"""Presets of scenarios/firms: each is run, and its run file must tell the history of its kind, model by model and month by month."""
import os
import tomllib

import driver
import h5py
from driver import SOURCE

FIRMS = os.path.join(SOURCE, "scenarios", "firms")

# Enough agents that developers and users of a single model are counted, few enough for a second a run.
SMALL = ["--set", "population.users=4000", "--set", "population.developers=1000", "--until", "2025-01-01", "--quiet"]


class History:
    """What a run file says of one firm: rows are steps, the end of each."""

    def __init__(self, path, label):
        with h5py.File(path) as file:
            row = [name.decode() for name in file["firm"][:]].index(label)
            models = {name: file["models"][name][:] for name in
                      ("owner", "open", "capability", "price", "users", "contributors", "release_time")}
            self.strategies = [s["id"] for s in tomllib.loads(file["scenario/resolved"][()].decode())["strategy"]]
            self.strategy = file["firms/strategy"][:, row]
            kinds, subjects, texts = ([text.decode() for text in file["events"][name][:]] for name in ("kind", "subject", "text"))
            self.changes = [text for kind, who, text in zip(kinds, subjects, texts) if kind == "strategy" and who == label]
            self.years = file["time"][:] / 365.25
        mine = models["owner"] == row
        self.closed = [self._of(models, k, mine[k] & (models["open"][k] == 0)) for k in range(len(self.years))]
        self.released = [self._of(models, k, mine[k] & (models["open"][k] == 1)) for k in range(len(self.years))]

    @staticmethod
    def _of(models, step, slots):
        """The model in those slots at that step: what is known of it; None if there is none."""
        found = slots.nonzero()[0]
        assert len(found) < 2, "a firm has one interface and one release"
        return {name: column[step][found[0]] for name, column in models.items()} if len(found) else None

    def begins(self, side):
        """Years after the start at which the first model of that side is there; None if there never is one."""
        return next((year for year, model in zip(self.years, side) if model), None)


class Presets(driver.Case):
    def history(self, preset):
        """The preset's own firm, run: every preset has one firm that the baseline lacks."""
        with open(os.path.join(FIRMS, preset + ".toml"), "rb") as file:
            own, = tomllib.load(file)["firm"]
        self.assertTrue(own["stands_for"])
        self.succeeds("run", "lib:firms/" + preset, *SMALL, "-o", preset + ".h5")
        return History(self.path(preset + ".h5"), own["title"])

    def follows(self, history, strategy):
        """The firm follows that strategy at every step at which it is there, and never changed."""
        there = history.strategy[history.strategy == history.strategy]
        self.assertGreater(len(there), 20)
        self.assertEqual({history.strategies[int(row)] for row in there}, {strategy})
        self.assertEqual(history.changes, [])

    def stays_closed(self, preset):
        """Behind an interface from its first day on, sold, followed up, and nobody outside works on it."""
        history = self.history(preset)
        self.follows(history, "closed_api")
        self.assertIsNone(history.begins(history.released))
        first = history.begins(history.closed)
        self.assertIsNotNone(first)
        since = [model for year, model in zip(history.years, history.closed) if year >= first]
        for model in since:
            self.assertIsNotNone(model)
            self.assertGreater(model["price"], 0)
            self.assertEqual(model["contributors"], 0)
        self.assertGreater(since[-1]["users"], 0)
        self.assertGreater(since[-1]["release_time"], since[0]["release_time"])
        return first

    def stays_released(self, preset, strategy):
        """Released from the first day on, never behind an interface, and developers work on it."""
        history = self.history(preset)
        self.follows(history, strategy)
        self.assertIsNone(history.begins(history.closed))
        self.assertNotIn(None, history.released)
        self.assertGreater(max(model["contributors"] for model in history.released), 0)
        return history

    def test_every_preset_has_its_history_here(self):
        named = {"hugging_face_transformers", "tensorflow", "pytorch", "bert", "gpt_3", "turing_nlg", "lamda", "tongyi_qianwen"}
        self.assertEqual({os.path.splitext(name)[0] for name in os.listdir(FIRMS)}, named)

    def test_closed_models_behind_an_interface(self):
        for preset in ("gpt_3", "turing_nlg"):
            with self.subTest(preset):
                self.assertEqual(self.stays_closed(preset), 0)

    def test_a_dialogue_model_is_first_shown_in_spring_and_only_as_a_service(self):
        first = self.stays_closed("lamda")
        self.assertGreater(first, 1.5 / 12)
        self.assertLess(first, 5 / 12)

    def test_an_open_research_model_is_out_from_the_start_and_seldom_followed_up(self):
        history = self.stays_released("bert", "open_source")
        self.assertEqual(history.released[0]["release_time"], history.released[11]["release_time"])
        self.assertLessEqual(len({model["release_time"] for model in history.released}), 3)

    def test_a_hub_lives_with_its_community(self):
        history = self.stays_released("hugging_face_transformers", "community")
        # Its community is there from the first year on, and it releases what it makes over and over.
        self.assertTrue(all(model["contributors"] > 0 for model in history.released[6:]))
        self.assertGreaterEqual(len({model["release_time"] for model in history.released}), 4)

    def test_open_frameworks_have_closed_services_on_top(self):
        for preset in ("tensorflow", "pytorch"):
            with self.subTest(preset):
                history = self.history(preset)
                self.follows(history, "framework_services")
                self.assertNotIn(None, history.closed)
                self.assertNotIn(None, history.released)
                self.assertGreater(max(model["contributors"] for model in history.released), 0)
                for closed, released in zip(history.closed[12:], history.released[12:]):
                    # The service is the base, managed: dearer, and no worse.
                    self.assertGreater(closed["price"], released["price"])
                    self.assertGreaterEqual(closed["capability"], released["capability"])
                self.assertGreater(history.closed[-1]["users"] + history.released[-1]["users"], 0)

    def test_a_cloud_family_is_opened_in_part_later(self):
        history = self.history("tongyi_qianwen")
        sold, opened = history.begins(history.closed), history.begins(history.released)
        # Its service began in spring 2023, closed; part of the family was released in August.
        self.assertGreater(sold, 2 / 12)
        self.assertLess(sold, 5 / 12)
        self.assertGreater(opened, 6 / 12)
        self.assertLess(opened, 8 / 12)
        self.assertLess(sold, opened)
        self.assertEqual(len(history.changes), 1)
        self.assertIn("as planned", history.changes[0])
        after = [(closed, released) for year, closed, released in zip(history.years, history.closed, history.released) if year >= opened]
        for closed, released in after:
            # The interface stays, and what is kept is better than what is out.
            self.assertIsNotNone(closed)
            self.assertIsNotNone(released)
            self.assertLess(released["capability"], closed["capability"])
        self.assertEqual({closed["contributors"] for closed, _ in after}, {0})
        self.assertGreater(max(released["contributors"] for _, released in after), 0)


if __name__ == "__main__":
    driver.main()
