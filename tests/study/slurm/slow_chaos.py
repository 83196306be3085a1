"""At least twenty kills of elements of an array, and two nodes that are lost, under Slurm."""
import os
import random
import signal
import time

import slurm_case
import studies

TEXT = studies.GRID.replace("users = 1000", "users = 20000").replace("developers = 100", "developers = 1000").replace("number = 2", "number = 150")


class SlurmChaos(slurm_case.SlurmCase):
    def test_kills(self):
        reference = self.reference(TEXT)
        self.study(TEXT)
        self.submit("sweep.toml", "--slurm", "--time=5 --array=1-6")
        dice = random.Random(6)
        kills = before = 0
        while self.waiting():
            time.sleep(dice.uniform(0.2, 0.6))
            targets = self.workers()
            if targets and kills < 60:
                try:
                    os.kill(dice.choice(targets), signal.SIGKILL)
                    kills += 1
                except ProcessLookupError:
                    pass
            done = self.done("sweep.study")
            self.assertGreaterEqual(done, before, "a record was lost")
            before = done
        self.assertGreaterEqual(kills, 20)
        self.assertTrue(os.path.exists(self.path("sweep.study/study.h5")), self.logs("sweep.study"))
        self.assertEqual(studies.sha(self.path("sweep.study/study.h5")), reference)
        self.assertEqual(self.status("sweep.study")["duplicates"], 0)
        print(f"{kills} kills, rounds:\n{self.read('sweep.study/slurm/rounds')}")


if __name__ == "__main__":
    slurm_case.main()
