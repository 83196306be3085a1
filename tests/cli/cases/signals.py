"""Ctrl-C and SIGTERM: the step in flight ends, the results up to it are in the file, the exit code says what happened."""
import json
import signal
import subprocess
import time

import driver
import h5py


class Signals(driver.Case):
    def stop(self, number, *arguments):
        """Starts the baseline, sends the signal once the first step is reported, returns (code, stdout, stderr)."""
        command = [driver.PROGRAM, "run", "--threads", "1", "--json", *arguments]
        with subprocess.Popen(command, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            first = process.stderr.readline()
            process.send_signal(number)
            printed, said = process.communicate(timeout=120)
            return process.returncode, printed, first + said

    def check_stopped(self, number, code):
        returned, printed, said = self.stop(number, "-o", "x.h5")
        self.assertEqual(returned, code, said)
        self.assertRegex(said, r"stopped after step \d+ of 144; x.h5 holds the results so far")
        result = json.loads(printed)
        self.assertEqual(result["state"], "interrupted")
        self.assertLess(result["steps"], 144)
        self.assertEqual(self.files(), ["x.h5"])
        with h5py.File(self.path("x.h5")) as file:
            self.assertEqual(file.attrs["state"], "interrupted")
            self.assertEqual(file.attrs["state_hash"], result["state_hash"])
            self.assertEqual(len(file["series/time"]), result["steps"])
            self.assertEqual(f'{file["series/state_hash"][-1]:016x}', result["state_hash"])

    def test_interrupt(self):
        self.check_stopped(signal.SIGINT, 130)

    def test_terminate(self):
        self.check_stopped(signal.SIGTERM, 75)

    def test_interrupt_without_a_file(self):
        returned, printed, _ = self.stop(signal.SIGINT)
        self.assertEqual((returned, json.loads(printed)["state"]), (130, "interrupted"))
        self.assertEqual(self.files(), [])


class NothingIsKept(driver.Case):
    """Commands that write no file say how far they came, and print nothing that is in part."""
    def stopped(self, number, *arguments, pause=None):
        with subprocess.Popen([driver.PROGRAM, *arguments], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            if pause is None:
                process.stderr.readline()
            else:
                time.sleep(pause)
            process.send_signal(number)
            printed, said = process.communicate(timeout=20)  # whole, they take minutes
            return process.returncode, printed, said

    def test_diff(self):
        self.write("other.toml", 'schema_version = 1\nid = "other"\nseed = 2\nextends = ["lib:baseline"]\n')
        for number, code in [(signal.SIGINT, 130), (signal.SIGTERM, 75)]:
            returned, printed, said = self.stopped(number, "diff", "lib:baseline", "other.toml", "--threads", "1")
            self.assertEqual((returned, printed), (code, ""), said)
            self.assertRegex(said, r"enclosure: stopped after step \d+: the runs were not compared to their end\n$")

    def test_theory(self):
        for number, code in [(signal.SIGINT, 130), (signal.SIGTERM, 75)]:
            returned, printed, said = self.stopped(number, "theory", "bass", "--effort", "1000", "--json", pause=1)
            self.assertEqual((returned, printed), (code, ""), said)
            self.assertRegex(said, r"^enclosure: stopped in theory \(a\) .*: 0 of 1 were compared before it\n$")


if __name__ == "__main__":
    driver.main()
