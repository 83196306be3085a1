"""Studies on the ranks of an MPI job."""
import os
import random
import shutil
import signal
import subprocess
import time

import driver
import studies

SETTINGS = dict(os.environ, OMPI_ALLOW_RUN_AS_ROOT="1", OMPI_ALLOW_RUN_AS_ROOT_CONFIRM="1", OMPI_MCA_rmaps_base_oversubscribe="1",
                OMPI_MCA_hwloc_base_binding_policy="none", PMIX_MCA_gds="hash")

LONG = studies.GRID.replace("users = 1000", "users = 20000").replace("developers = 100", "developers = 1000").replace("number = 2", "number = 20")


class Mpi(studies.StudyCase):
    def setUp(self):
        super().setUp()
        if not shutil.which("mpirun"):
            self.skipTest("mpirun is not installed: package openmpi-bin")
        said = self.run_program("study", "run", "none.toml", "--mpi", env=SETTINGS)
        if "built without MPI" in said.stderr:
            self.skipTest("the program was built without MPI")

    def mpirun(self, ranks, *arguments):
        return ["mpirun", "-np", str(ranks), driver.PROGRAM, "study", "run", *arguments, "--mpi", "--quiet"]

    def test_any_number_of_ranks_gives_the_same_bytes(self):
        reference = self.reference()
        for ranks in [1, 2, 3, 4]:
            self.study(studies.GRID, f"ranks{ranks}.toml")
            done = subprocess.run(self.mpirun(ranks, f"ranks{ranks}.toml"), cwd=self.folder, env=SETTINGS, capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(self.merged(f"ranks{ranks}.study"), reference)
            self.assertEqual(self.status(f"ranks{ranks}.study")["duplicates"], 0)
            self.assertLessEqual(len(self.records(f"ranks{ranks}.study")), max(1, ranks - 1))

    def test_ranks_with_several_jobs(self):
        reference = self.reference()
        self.study()
        done = subprocess.run(self.mpirun(3, "sweep.toml", "--jobs", "2"), cwd=self.folder, env=SETTINGS, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.merged("sweep.study"), reference)

    def test_replicates_by_rule(self):
        text = studies.GRID.replace("number = 2", 'number = 4\nmost = 20\nmetric = "hhi"\nhalf_width = 0.001')
        reference = self.reference(text)
        self.study(text)
        done = subprocess.run(self.mpirun(3, "sweep.toml"), cwd=self.folder, env=SETTINGS, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.merged("sweep.study"), reference)

    def test_a_mistake_ends_all_ranks_and_is_said_once(self):
        self.study(studies.GRID.replace("hhi", "hhhi"))
        done = subprocess.run(self.mpirun(3, "sweep.toml"), cwd=self.folder, env=SETTINGS, capture_output=True, text=True, timeout=60)
        self.assertNotEqual(done.returncode, 0)
        self.assertEqual(done.stderr.count("did you mean hhi?"), done.stderr.count("names no indicator"))

    def test_the_death_of_a_rank_ends_the_job_and_a_new_one_goes_on(self):
        reference = self.reference(LONG)
        self.study(LONG)
        dice = random.Random(2)
        before = 0
        kills = 0
        for _ in range(30):
            job = subprocess.Popen(self.mpirun(3, "sweep.toml"), cwd=self.folder, env=SETTINGS, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(dice.uniform(0.8, 1.6))
            ranks = self.ranks_of(job.pid)
            if job.poll() is None and ranks:
                os.kill(dice.choice(ranks), signal.SIGKILL)
                kills += 1
            code = job.wait(timeout=60)
            done = self.done("sweep.study")
            self.assertGreaterEqual(done, before)
            before = done
            if code == 0:
                break
        self.assertGreater(kills, 0)
        self.assertEqual(self.merged("sweep.study"), reference)
        self.assertEqual(self.status("sweep.study")["duplicates"], 0)
        print(f"{kills} ranks killed")

    def ranks_of(self, mpirun):
        found = subprocess.run(["pgrep", "-P", str(mpirun), "-f", "study run"], capture_output=True, text=True).stdout.split()
        return [int(pid) for pid in found]


if __name__ == "__main__":
    driver.main()
