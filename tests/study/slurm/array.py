"""A study as an array of Slurm and a job that merges."""
import os
import signal
import time

import slurm_case
import studies

LONG = studies.GRID.replace("users = 1000", "users = 20000").replace("developers = 100", "developers = 1000").replace("number = 2", "number = 20")


class Array(slurm_case.SlurmCase):
    def test_an_array_and_its_merge(self):
        reference = self.reference()
        self.study()
        said = self.submit("sweep.toml", "--slurm", "--time=5 --array=1-4%3")
        self.assertIn("array", said)
        self.wait_until_idle()
        self.assertTrue(os.path.exists(self.path("sweep.study/study.h5")), self.logs("sweep.study"))
        self.assertEqual(studies.sha(self.path("sweep.study/study.h5")), reference)
        self.assertEqual(self.status("sweep.study")["duplicates"], 0)

    def test_killed_elements_are_sent_out_again(self):
        reference = self.reference(LONG)
        self.study(LONG)
        self.submit("sweep.toml", "--slurm", "--time=5 --array=1-6")
        kills = 0
        end = time.time() + 60
        while kills < 4 and time.time() < end and self.waiting():
            for pid in self.workers()[:1]:
                try:
                    os.kill(pid, signal.SIGKILL)
                    kills += 1
                except ProcessLookupError:
                    pass
            time.sleep(0.3)
        self.wait_until_idle()
        self.assertGreater(kills, 0)
        self.assertTrue(os.path.exists(self.path("sweep.study/study.h5")), self.logs("sweep.study"))
        self.assertEqual(studies.sha(self.path("sweep.study/study.h5")), reference)
        print(f"{kills} elements killed, rounds:\n{self.read('sweep.study/slurm/rounds')}")

    def test_a_cancelled_element_is_sent_out_again(self):
        reference = self.reference(LONG)
        self.study(LONG)
        self.submit("sweep.toml", "--slurm", "--time=5 --array=1-6")
        end = time.time() + 30
        while self.done("sweep.study") < 3 and time.time() < end:
            time.sleep(0.1)
        running = [line.split()[0] for line in self.waiting() if "RUNNING" in line]
        self.slurm("scancel", *running[:2])
        self.wait_until_idle()
        self.assertEqual(studies.sha(self.path("sweep.study/study.h5")), reference, self.logs("sweep.study"))

    def test_after_three_rounds_that_made_nothing_there_is_no_other(self):
        self.study()
        self.succeeds("study", "run", "sweep.toml", "--stripe", "1/2", "--quiet")
        os.mkdir(self.path("sweep.study/slurm"))
        self.write("sweep.study/slurm/rounds", 3 * f"{self.status('sweep.study')['done']} records, 12 missing, array 1, merge 2\n")
        within = dict(slurm_case.SETTINGS, ENCLOSURE_SLURM_ROUND="next")
        done = self.run_program("study", "run", "sweep.study", "--slurm", "--time=5", env=within)
        self.assertEqual(done.returncode, 4, done.stdout)
        self.assertIn("the last 3 rounds made none of them", done.stderr)
        self.assertEqual(self.waiting(), [])

    def test_options_are_the_users_own(self):
        self.study()
        self.assertIn("of 3 elements", self.submit("sweep.toml", "--slurm", "--partition=main -a 1-3 --comment=x-a12"))
        self.wait_until_idle()
        self.refuses(2, "study", "run", "sweep.toml", "--dir", "other", "--slurm", "--array=1,3,5", env=slurm_case.SETTINGS, says=["--array=1,3,5"])


if __name__ == "__main__":
    slurm_case.main()
