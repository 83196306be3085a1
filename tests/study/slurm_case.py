"""What tests of Slurm share: the cluster that the fixture brought up."""
import os
import subprocess
import sys
import time

import driver
import studies

CLUSTER = os.environ.get("ENCLOSURE_SLURM", "")
SETTINGS = dict(os.environ, SLURM_CONF=os.path.join(CLUSTER, "slurm.conf"))


def main():
    if not os.path.exists(SETTINGS["SLURM_CONF"]):
        print("skipped: no Slurm is up; the packages are in the section [cluster] of the file packages")
        sys.exit(77)
    driver.main()


class SlurmCase(studies.StudyCase):
    def slurm(self, *command):
        return subprocess.run(command, env=SETTINGS, capture_output=True, text=True, cwd=self.folder).stdout

    def submit(self, *arguments):
        done = self.run_program("study", "run", *arguments, env=SETTINGS)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def waiting(self):
        """Lines of the queue: job, state, node."""
        return self.slurm("squeue", "-h", "-r", "-o", "%i %T %N").splitlines()

    def wait_until_idle(self, seconds=180):
        end = time.time() + seconds
        while self.waiting():
            self.assertLess(time.time(), end, "\n".join(self.waiting()))
            time.sleep(0.2)

    def logs(self, folder):
        place = self.path(folder + "/log")
        return "\n".join(self.read(f"{folder}/log/{name}") for name in sorted(os.listdir(place)) if name.startswith("slurm"))

    def workers(self):
        found = subprocess.run(["pgrep", "-f", "study run .*--stripe"], capture_output=True, text=True).stdout.split()
        return [int(pid) for pid in found]
