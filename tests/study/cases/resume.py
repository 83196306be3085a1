"""Nothing is lost, however a study is stopped: kill -9, signals, a full disk, two at once, damaged records."""
import os
import random
import signal
import subprocess
import time

import driver
import studies

# 360 runs of some ten milliseconds.
LONG = studies.GRID.replace("users = 1000", "users = 20000").replace("developers = 100", "developers = 1000").replace("number = 2", "number = 30")


class Resume(studies.StudyCase):
    def test_kill_9_at_random_times(self):
        reference = self.reference(LONG)
        self.study(LONG)
        dice = random.Random(1)
        kills = 0
        before = 0
        while kills < 8:
            process = self.start("study", "run", "sweep.toml", "--quiet", "--jobs", "2")
            time.sleep(dice.uniform(0.15, 0.6))
            if process.poll() is None:
                kills += 1
            self.stop(process)
            done = self.done("sweep.study")
            self.assertGreaterEqual(done, before)  # no record is ever lost
            before = done
            if done == 360:
                break
        self.succeeds("study", "run", "sweep.toml", "--quiet")
        self.assertEqual(self.merged("sweep.study"), reference)
        self.assertEqual(self.status("sweep.study")["duplicates"], 0)  # and none was made twice
        print(f"{kills} kills, {before} runs done before the last start")

    def test_sigterm_ends_with_75_after_the_runs_in_flight(self):
        self.study(LONG)
        process = self.start("study", "run", "sweep.toml", "--quiet", "--jobs", "1")
        while self.done("sweep.study") < 2:
            time.sleep(0.05)
        self.assertEqual(self.stop(process, signal.SIGTERM), 75)
        status = self.status("sweep.study")
        self.assertEqual(status["damaged"], 0)
        self.assertGreater(status["missing"], 0)
        # Each record of the log is one of the study: the run in flight was brought to its end.
        logged = sum(line.split()[1] == "run" for name in os.listdir(self.path("sweep.study/log"))
                     for line in self.read("sweep.study/log/" + name).splitlines())
        self.assertEqual(logged, status["done"])

    def test_ctrl_c_ends_with_130(self):
        self.study(LONG)
        process = self.start("study", "run", "sweep.toml", "--quiet")
        while self.done("sweep.study") < 2:
            time.sleep(0.05)
        self.assertEqual(self.stop(process, signal.SIGINT), 130)

    def test_two_at_once_on_one_folder(self):
        reference = self.reference()
        self.study()
        both = [self.start("study", "run", "sweep.toml", "--quiet") for _ in range(2)]
        self.assertEqual([process.wait(timeout=120) for process in both], [0, 0])
        self.assertEqual(self.merged("sweep.study"), reference)

    def test_torn_and_damaged_records_are_made_again(self):
        reference = self.reference()
        self.study()
        self.succeeds("study", "run", "sweep.toml", "--quiet", "--jobs", "1")
        name, size = next(iter(self.records("sweep.study").items()))
        path = self.path("sweep.study/records/" + name)
        with open(path, "r+b") as file:
            file.truncate(size - 10)
            file.seek(size // 2)
            byte = file.read(1)
            file.seek(size // 2)
            file.write(bytes([byte[0] ^ 1]))
        status = self.status("sweep.study")
        self.assertEqual((status["done"], status["missing"], status["damaged"]), (22, 2, 2))
        self.succeeds("study", "run", "sweep.study", "--quiet")
        self.assertEqual(self.merged("sweep.study"), reference)

    def test_a_full_disk_costs_the_run_in_flight(self):
        if os.geteuid() != 0:
            self.skipTest("only root can mount a small disk")
        place = self.path("disk")
        os.mkdir(place)
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", place]).returncode != 0:
            self.skipTest("no small disk can be mounted here")
        self.addCleanup(subprocess.run, ["umount", place])
        self.study(studies.GRID.replace('series = ["hhi", "segment.consumer.adoption"]',
                                        'series = ["hhi"]\nprecision = "float64"').replace("number = 2", "number = 150"))
        done = self.run_program("study", "run", "sweep.toml", "--dir", "disk/study", "--quiet")
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("No space left", done.stderr)
        before = self.status("disk/study")
        self.assertGreater(before["done"], 0)
        subprocess.run(["mount", "-o", "remount,size=8m", place], check=True)
        self.succeeds("study", "run", "disk/study", "--quiet")
        self.assertEqual(self.status("disk/study")["missing"], 0)
        self.assertEqual(self.status("disk/study")["duplicates"], 0)


class Extend(studies.StudyCase):
    def test_more_replicates_points_and_arms_redo_nothing(self):
        self.study()
        self.succeeds("study", "run", "sweep.toml", "--quiet")
        self.assertIn("36 runs, 24 of them there already, 12 missing", self.succeeds("study", "extend", "sweep.study", "--replicates", "3"))
        larger = studies.GRID.replace("levels = [3]", "levels = [5]").replace("number = 2", "number = 3").replace(
            "[[factor]]\nid = \"adjustment\"", "[[arm]]\nid = \"open\"\npolicies = [\"compute.toml\", \"liability.toml\"]\n[[factor]]\nid = \"adjustment\"")
        self.study(larger)
        self.assertIn("90 runs, 24 of them there already", self.succeeds("study", "extend", "sweep.toml", "--dir", "sweep.study"))
        self.succeeds("study", "run", "sweep.study", "--quiet")
        self.assertEqual(self.status("sweep.study")["duplicates"], 0)
        self.assertEqual(self.merged("sweep.study"), self.reference(larger))

    def test_what_would_redo_everything_is_refused(self):
        self.study()
        self.succeeds("study", "run", "sweep.toml", "--stripe", "1/2", "--quiet")
        self.study(studies.GRID.replace("users = 1000", "users = 2000"))
        self.refuses(2, "study", "extend", "sweep.toml", "--dir", "sweep.study", says=["arm baseline is another", "users = 2000"])


if __name__ == "__main__":
    driver.main()
