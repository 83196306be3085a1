"""At least twenty kills at random times over each way of running a study: the merged file has the bytes of an undisturbed run, no record is ever
lost, and none that was there when a process looked is made again."""
import os
import random
import shutil
import signal
import subprocess
import time

import driver
import studies

KILLS = 20
RUNS = 12 * 150
TEXT = studies.GRID.replace("users = 1000", "users = 20000").replace("developers = 100", "developers = 1000").replace("number = 2", "number = 150")
SETTINGS = dict(os.environ, OMPI_ALLOW_RUN_AS_ROOT="1", OMPI_ALLOW_RUN_AS_ROOT_CONFIRM="1", OMPI_MCA_rmaps_base_oversubscribe="1")


class Chaos(studies.StudyCase):
    reference_hash = None

    def hash_of_reference(self):
        if Chaos.reference_hash is None:
            Chaos.reference_hash = self.reference(TEXT)
        return Chaos.reference_hash

    def disturb(self, start, victims, folder, seed, pause=(0.3, 0.9)):
        """Starts processes and kills one of `victims(processes)` until all runs are done; returns the kills."""
        dice = random.Random(seed)
        before = kills = 0
        while True:
            processes = start()
            while any(process.poll() is None for process in processes):
                time.sleep(dice.uniform(*pause))
                targets = victims(processes)
                if not targets or kills >= 3 * KILLS:
                    continue
                try:
                    os.kill(dice.choice(targets), signal.SIGKILL)
                    kills += 1
                except ProcessLookupError:
                    pass
            for process in processes:
                process.wait(timeout=60)
            done = self.done(folder)
            self.assertGreaterEqual(done, before, "a record was lost")
            before = done
            if done == RUNS:
                return kills

    def check(self, folder, kills, reference, twice=0):
        print(f"{folder}: {kills} kills")
        self.assertGreaterEqual(kills, KILLS)
        self.assertEqual(self.merged(folder), reference)
        self.assertLessEqual(self.status(folder)["duplicates"], twice)

    def living(self, processes):
        return [process.pid for process in processes if process.poll() is None]

    def test_jobs(self):
        reference = self.hash_of_reference()
        self.study(TEXT)
        kills = self.disturb(lambda: [self.start("study", "run", "sweep.toml", "--dir", "jobs", "--quiet", "--jobs", "2")], self.living, "jobs", 1)
        self.check("jobs", kills, reference)

    def test_stripes(self):
        reference = self.hash_of_reference()
        self.study(TEXT)
        kills = self.disturb(lambda: [self.start("study", "run", "sweep.toml", "--dir", "stripes", "--quiet", "--jobs", "1", "--stripe", f"{k}/3")
                                      for k in (1, 2, 3)], self.living, "stripes", 2, (0.2, 0.5))
        self.check("stripes", kills, reference)

    def test_claims(self):
        reference = self.hash_of_reference()
        self.study(TEXT)
        rounds = iter(range(10000))

        def start():
            name = f"round-{next(rounds)}"
            return [self.start("study", "run", "sweep.toml", "--dir", "claims", "--quiet", "--jobs", "1", "--claim", name) for _ in range(3)]
        kills = self.disturb(start, self.living, "claims", 3, (0.2, 0.5))
        self.check("claims", kills, reference)

    def test_two_runners_that_do_not_know_of_each_other(self):
        reference = self.hash_of_reference()
        self.study(TEXT)
        kills = self.disturb(lambda: [self.start("study", "run", "sweep.toml", "--dir", "both", "--quiet", "--jobs", "1") for _ in range(2)],
                             self.living, "both", 4, (0.2, 0.5))
        self.check("both", kills, reference, twice=RUNS)

    def test_mpi(self):
        if not shutil.which("mpirun"):
            self.skipTest("mpirun is not installed")
        reference = self.hash_of_reference()
        self.study(TEXT)

        def start():
            return [subprocess.Popen(["mpirun", "-np", "4", driver.PROGRAM, "study", "run", "sweep.toml", "--dir", "mpi", "--mpi", "--quiet"],
                                     cwd=self.folder, env=SETTINGS, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)]

        def ranks(processes):
            return [int(pid) for process in self.living(processes)
                    for pid in subprocess.run(["pgrep", "-P", str(process), "-f", "study run"], capture_output=True, text=True).stdout.split()]
        kills = self.disturb(start, ranks, "mpi", 5, (0.9, 1.6))
        self.check("mpi", kills, reference)


if __name__ == "__main__":
    driver.main()
