"""At least twenty kills of elements of an array, and a node that is lost with all that runs on it, under Slurm."""
import os
import random
import shutil
import signal
import subprocess
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
            if targets and kills < 40:
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

    def processes_of(self, node):
        """Daemon, steps and jobs of a node: what dies with it."""
        with open(os.path.join(slurm_case.CLUSTER, "run", f"slurmd-{node}.pid"), encoding="ascii") as file:
            found = [int(file.read())]
        jobs = [line.split()[0] for line in self.slurm("squeue", "-h", "-r", "-w", node, "-o", "%A %i").splitlines()]
        for pid in map(int, filter(str.isdigit, os.listdir("/proc"))):
            try:
                with open(f"/proc/{pid}/cmdline", "rb") as file:
                    words = file.read().replace(b"\0", b" ").decode(errors="replace")
                with open(f"/proc/{pid}/environ", "rb") as file:
                    settings = file.read()
            except OSError:
                continue
            if f"SLURMD_NODENAME={node}\0".encode() in settings or any(f"slurmstepd: [{job}." in words for job in jobs):
                found.append(pid)
        return found

    def test_a_lost_node(self):
        reference = self.reference(TEXT)
        self.study(TEXT)
        self.submit("sweep.toml", "--slurm", "--time=5 --array=1-6")
        end = time.time() + 60
        while self.done("sweep.study") < 20 and time.time() < end:
            time.sleep(0.1)
        nodes = [line.split()[2] for line in self.waiting() if "RUNNING" in line and len(line.split()) > 2]
        node = nodes[0]
        killed = self.processes_of(node)
        for pid in killed:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.addCleanup(subprocess.run, [shutil.which("slurmd", path=os.environ["PATH"] + ":/usr/sbin"), "-N", node], env=slurm_case.SETTINGS)
        before = self.done("sweep.study")
        self.wait_until_idle(400)
        self.assertTrue(os.path.exists(self.path("sweep.study/study.h5")), self.logs("sweep.study"))
        self.assertEqual(studies.sha(self.path("sweep.study/study.h5")), reference)
        print(f"{node} lost with {len(killed)} processes after {before} runs, rounds:\n{self.read('sweep.study/slurm/rounds')}")


if __name__ == "__main__":
    slurm_case.main()
