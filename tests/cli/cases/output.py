"""Where `enclosure run` may write, and what happens where it may not."""
import json
import os
import subprocess
import time
import unittest

import driver
import h5py
from driver import SCENARIO, SMALL


class Refusals(driver.Case):
    # The whole baseline would take seconds: these must be refused before it begins.
    def refuses_at_once(self, *arguments, says):
        begun = time.monotonic()
        stderr = self.refuses(3, "run", *arguments, says=says)
        self.assertNotIn("step ", stderr)
        self.assertLess(time.monotonic() - begun, 20)

    def test_an_existing_file_stays(self):
        self.write("x.h5", "precious")
        self.refuses_at_once("-o", "x.h5", says=["x.h5", "--force"])

    def test_folders_and_places_that_take_no_file(self):
        self.write("plain", "")
        os.mkdir(self.path("folder"))
        self.refuses_at_once("-o", "missing/x.h5", says=["missing/x.h5", "no folder missing"])
        self.refuses_at_once("-o", "plain/x.h5", says=["plain is no folder"])
        self.refuses_at_once("-o", "folder", says=["folder"])
        self.refuses_at_once("-o", "folder", "--force", says=["folder"])
        self.refuses_at_once("-o", "/proc/x.h5", says=["/proc/x.h5"])
        self.refuses_at_once("-o", "/dev/null", "--force", says=["/dev/null"])
        self.assertFalse(os.path.isfile("/dev/null"))

    def test_an_input_is_no_output(self):
        self.write("small.toml", SCENARIO)
        self.write("none.toml", 'schema_version = 1\nid = "none"\n')
        self.refuses(2, "run", "small.toml", "-o", "./small.toml", "--force", says=["small.toml", "input"])
        self.refuses(2, "run", "--policy", "none.toml", "-o", "none.toml", "--force", says=["none.toml", "input"])
        self.refuses(2, "run", "-o", "", says=["-o"])

    def test_what_lies_behind_a_scenario_is_no_output(self):
        self.write("parent.toml", SCENARIO.replace('"small"', '"parent"'))
        self.write("child.toml", 'schema_version = 1\nid = "child"\nextends = ["parent.toml"]\n[network]\nkind = "edge_list"\nfile = "edges.csv"\n')
        self.write("edges.csv", "from,to\n1,2\n")
        for spelling in ["parent.toml", "./parent.toml", self.path("parent.toml"), "edges.csv"]:
            self.refuses(2, "run", "child.toml", "-o", spelling, "--force", says=[f"-o {spelling} is an input of the run"])
            self.refuses(2, "run", "child.toml", "--checkpoint", spelling, "--force", says=[f"--checkpoint {spelling} is an input"])
        self.write("none.toml", 'schema_version = 1\nid = "none"\n')
        self.succeeds("run", "child.toml", "--until", "2023-03-01", "--checkpoint", "x.ckpt", "--quiet")
        self.refuses(2, "run", "--resume", "x.ckpt", "-o", "edges.csv", "--force", says=["edges.csv is an input"])
        self.refuses(2, "branch", "x.ckpt", "--policy", "none.toml", "-o", "./none.toml", "--force", says=["none.toml is an input"])
        self.refuses(2, "branch", "x.ckpt", "-o", "./x.ckpt", "--force", says=["x.ckpt is an input"])
        self.succeeds("run", "--resume", "x.ckpt", "--checkpoint", "./x.ckpt", "--until", "2023-04-01", "--quiet")  # its own

    def test_two_outputs_are_two_files_however_they_are_spelled(self):
        self.succeeds("run", *SMALL, "--checkpoint", "x.ckpt", "--quiet")
        os.mkdir(self.path("folder"))
        for spelling in ["./y", self.path("y"), "folder/../y"]:
            self.refuses(2, "run", *SMALL, "-o", "y", "--checkpoint", spelling, says=["same file"])
            self.refuses(2, "run", *SMALL, "-o", spelling, "--checkpoint", "y", says=["same file"])
            self.refuses(2, "branch", "x.ckpt", "-o", "y", "--checkpoint", spelling, says=["same file"])
        os.symlink("y", self.path("link"))
        done = self.run_program("run", *SMALL, "-o", "y", "--checkpoint", "link")
        self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
        self.assertIn("same file", done.stderr)
        self.assertFalse(os.path.exists(self.path("y")))

    def test_standard_output_that_is_full(self):
        with open("/dev/full", "w") as full:
            done = subprocess.run([driver.PROGRAM, "params"], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
        self.assertEqual(done.returncode, 3)
        self.assertIn("standard output", done.stderr)


class StandardErrorThatTakesNothing(driver.Case):
    def with_stderr(self, stderr, *arguments):
        return subprocess.run([driver.PROGRAM, *arguments], cwd=self.folder, stdout=subprocess.PIPE, stderr=stderr, text=True, timeout=120)

    def ends_with(self, code, *arguments):
        """On a full device, on a pipe without a reader, and closed; returns what was printed."""
        with open("/dev/full", "w") as full:
            done = self.with_stderr(full, *arguments)
        self.assertEqual(done.returncode, code, arguments)
        reader, writer = os.pipe()
        os.close(reader)
        self.assertEqual(self.with_stderr(writer, *arguments).returncode, code, arguments)
        os.close(writer)
        closed = subprocess.run(["sh", "-c", 'exec "$0" "$@" 2>&-', driver.PROGRAM, *arguments], cwd=self.folder, stdout=subprocess.PIPE,
                                text=True, timeout=120)
        self.assertEqual(closed.returncode, code, arguments)
        return done.stdout

    def test_a_run_goes_on(self):
        whole = self.succeeds("run", *SMALL, "-o", "whole.h5", "--json")
        printed = self.ends_with(0, "run", *SMALL, "-o", "x.h5", "--checkpoint", "x.ckpt", "--force", "--json")
        self.assertEqual(json.loads(printed)["state_hash"], json.loads(whole)["state_hash"])
        self.assertEqual(self.files(), ["whole.h5", "x.ckpt", "x.h5"])
        with h5py.File(self.path("x.h5")) as file:
            self.assertEqual((file.attrs["state"], len(file["series/time"])), ("complete", 6))
        self.succeeds("run", "--resume", "x.ckpt", "--until", "2023-08-01", "--quiet")

    def test_a_comparison_goes_on(self):
        self.write("none.toml", 'schema_version = 1\nid = "none"\n')
        small = ["--set", "population.users=1000", "--set", "population.developers=200", "--set", "time.end=2024-04-01"]
        self.assertIn("none", self.ends_with(0, "compare", *small, "--policy", "none.toml", "--replicates", "2"))

    def test_exit_codes_stay_what_they_are(self):
        self.write("bad.toml", SCENARIO + "colour = 1\n")
        self.ends_with(2, "check", "gone.toml")
        self.ends_with(2, "run", "bad.toml")
        self.ends_with(2, "run", "--sed", "3")
        self.ends_with(3, "report", "gone.h5")


class Files(driver.Case):
    def test_the_file_and_nothing_else_is_left(self):
        self.assertIn("x.h5", self.succeeds("run", *SMALL, "-o", "x.h5"))
        self.assertEqual(self.files(), ["x.h5"])

    def test_a_part_of_somebody_else_stays(self):
        self.write("none.toml", 'schema_version = 1\nid = "none"\n')
        os.mkdir(self.path("out"))
        parts = ["x.h5.part", "x.h5.part.2", "x.ckpt.part", "out/compare.h5.part", "out/report.html.part"]
        for part in parts:
            self.write(part, f"precious {part}")
        self.succeeds("run", *SMALL, "-o", "x.h5", "--checkpoint", "x.ckpt", "--quiet")
        self.succeeds("compare", *SMALL[:4], "--set", "time.end=2024-04-01", "--policy", "none.toml", "--replicates", "2", "-o", "out", "--quiet")
        for part in parts:
            self.assertEqual(self.read(part), f"precious {part}")
        self.assertEqual(self.files(), sorted(["none.toml", "x.h5", "x.ckpt", "out/compare.h5", "out/report.html", *parts]))

    def test_a_checkpoint_may_have_the_name_of_the_part(self):
        self.succeeds("run", *SMALL, "-o", "x.h5", "--checkpoint", "x.h5.part", "--every", "1 month", "--quiet")
        self.assertEqual(self.files(), ["x.h5", "x.h5.part"])
        self.succeeds("run", "--resume", "x.h5.part", "--until", "2023-08-01", "--quiet")

    def test_force_overwrites(self):
        self.write("x.h5", "old")
        self.succeeds("run", *SMALL, "-o", "x.h5", "--force")
        self.assertEqual(self.read_bytes("x.h5")[:4], b"\x89HDF")


@unittest.skipUnless(os.geteuid() == 0, "a small tmpfs can only be mounted by root")
class FullDisk(driver.Case):
    def setUp(self):
        super().setUp()
        self.mount = self.path("disk")
        os.mkdir(self.mount)
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", self.mount], capture_output=True, text=True)
        if mounted.returncode != 0:
            self.skipTest(f"no tmpfs can be mounted here: {mounted.stderr.strip()}")
        self.addCleanup(subprocess.run, ["umount", self.mount], check=True)

    def test_the_file_there_stays_and_the_cause_is_named(self):
        self.write("disk/x.h5", "precious")
        self.write("disk/ballast", b"0" * (8 * 1024 - 24) * 1024)
        done = self.run_program("run", *SMALL, "-o", "disk/x.h5", "--force")
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("x.h5", done.stderr)
        self.assertIn("No space left on device", done.stderr)
        self.assertEqual(done.stdout, "")
        self.assertEqual(self.files(), ["disk/ballast", "disk/x.h5"])
        self.assertEqual(self.read("disk/x.h5"), "precious")

    def test_a_comparison_names_only_the_files_that_were_written(self):
        self.write("none.toml", 'schema_version = 1\nid = "none"\n')
        arguments = ["compare", "--set", "population.users=1000", "--set", "population.developers=200", "--set", "time.end=2024-04-01",
                     "--policy", "none.toml", "--replicates", "2", "--quiet", "-o"]
        self.assertIn("\nfiles  whole/compare.h5 whole/report.html\n", self.succeeds(*arguments, "whole"))
        size = os.path.getsize(self.path("whole/compare.h5"))
        self.assertGreater(os.path.getsize(self.path("whole/report.html")), 8192)
        page = 4096
        disk = os.statvfs(self.mount)
        self.write("disk/ballast", b"0" * (disk.f_bavail * disk.f_frsize - (size // page + 2) * page))  # compare.h5 fits, the page does not
        done = self.run_program(*arguments, "disk")
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("report.html.part: cannot be written: No space left on device", done.stderr)
        self.assertTrue(done.stdout.endswith("\nfiles  disk/compare.h5\n"), done.stdout[-200:])
        self.assertEqual([name for name in self.files() if name.startswith("disk")], ["disk/ballast", "disk/compare.h5"])
        done = self.run_program(*arguments, "disk", "--force", "--json")
        self.assertEqual((done.returncode, json.loads(done.stdout)["folder"]), (3, None), done.stderr)  # the old file and a new one do not fit
        os.remove(self.path("disk/compare.h5"))
        self.write("disk/more", b"0" * page * (size // page + 1))
        done = self.run_program(*arguments, "disk")
        self.assertEqual(done.returncode, 3, done.stderr)
        self.assertIn("compare.h5.part: cannot be written: No space left on device", done.stderr)
        self.assertIn("worlds", done.stdout)
        self.assertNotIn("files", done.stdout.splitlines()[-1])
        self.assertEqual([name for name in self.files() if name.startswith("disk")], ["disk/ballast", "disk/more"])


if __name__ == "__main__":
    driver.main()
