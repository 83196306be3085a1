"""Runs the program in an empty folder of its own and checks what a user sees: exit code, standard output, standard error, files."""
import os
import shutil
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["ENCLOSURE_PROGRAM"]
SOURCE = os.environ["ENCLOSURE_SOURCE"]

# A run of six steps of few agents: well under a second.
SMALL = ["--set", "population.users=2000", "--set", "population.developers=200", "--until", "2023-07-01"]

SCENARIO = 'schema_version = 1\nid = "small"\nextends = ["lib:baseline"]\n[population]\nusers = 2000\ndevelopers = 200\n'


class Case(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="enclosure-cli-")
        self.addCleanup(shutil.rmtree, self.folder)

    def run_program(self, *arguments, cwd=None, **options):
        return subprocess.run([PROGRAM, *arguments], cwd=cwd or self.folder, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              timeout=120, **options)

    def files(self):
        return sorted(os.path.relpath(os.path.join(folder, name), self.folder)
                      for folder, _, names in os.walk(self.folder) for name in names)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        with open(self.path(name), "w" if isinstance(text, str) else "wb") as file:
            file.write(text)
        return name

    def read(self, name):
        with open(self.path(name), encoding="utf-8") as file:
            return file.read()

    def read_bytes(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def succeeds(self, *arguments, **options):
        """The command ends with 0; returns what it printed."""
        done = self.run_program(*arguments, **options)
        self.assertEqual(done.returncode, 0, f"{arguments}\n{done.stderr}")
        return done.stdout

    def refuses(self, code, *arguments, says, **options):
        """The command ends with `code`, says each fragment on standard error, prints nothing, and leaves the folder as it was."""
        before = {name: self.read_bytes(name) for name in self.files()}
        done = self.run_program(*arguments, **options)
        self.assertEqual(done.returncode, code, f"{arguments}\n{done.stdout}\n{done.stderr}")
        for fragment in says:
            self.assertIn(fragment, done.stderr, arguments)
        self.assertEqual(done.stdout, "", arguments)
        self.assertEqual({name: self.read_bytes(name) for name in self.files()}, before, arguments)
        return done.stderr


def main():
    unittest.main(verbosity=2)  # names each test, and why one was skipped
