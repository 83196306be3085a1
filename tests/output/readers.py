#!/usr/bin/python3
"""Opens a run file with the programs that its readers use: h5py, xarray + h5netcdf, netCDF4, h5dump.

usage: readers.py MAKE_RUN_FILE [RUN_FILE [TEST...]]

MAKE_RUN_FILE writes sample files (tests/output/make_run_file.cc), whose values are known here. RUN_FILE, a file of a real run if one is
given, is opened group by group and its conventions are checked.
"""
import os
import subprocess
import sys
import tempfile
import unittest

import h5py
import numpy as np
import xarray as xr

try:
    import netCDF4
except ImportError:
    netCDF4 = None

maker = None
real_run = None


def make(file, rows, events, rewrites=None, wait=True):
    command = [maker, file, str(rows), str(events)] + ([str(rewrites)] if rewrites is not None else [])
    if wait:
        subprocess.run(command, check=True)
    return None if wait else subprocess.Popen(command)


def groups_of(file):
    """Every group's path, the root's first."""
    with h5py.File(file, "r") as f:
        groups = ["/"]
        f.visititems(lambda name, item: groups.append(name) if isinstance(item, h5py.Group) else None)
    return groups


def open_group(file, group):
    with xr.open_dataset(file, engine="h5netcdf", group=group) as opened:
        return opened.load()


class Conventions(unittest.TestCase):
    """What holds for every run file, whatever is in it."""

    def check(self, file):
        groups = groups_of(file)
        for group in groups:
            with self.subTest(group=group):
                opened = open_group(file, group)
                for name, variable in opened.variables.items():
                    self.assertNotEqual(variable.attrs.get("long_name", ""), "", name)
                    if name in ("time", "snapshot"):
                        self.assertEqual(variable.dtype.kind, "M")
                        self.assertEqual(variable.encoding["units"], "days since 2023-01-01")
                        self.assertEqual(variable.encoding["calendar"], "proleptic_gregorian")
                    else:
                        self.assertNotEqual(variable.attrs.get("units", ""), "", name)
                for dimension in opened.dims:
                    self.assertIn(dimension, opened.coords, "a dimension without labels")
        with h5py.File(file, "r") as f:
            self.assertEqual(f.attrs["filetype"], "enclosure run")
            self.assertEqual(f.attrs["format_version"], 1)
            self.assertIn(f.attrs["state"], ("running", "interrupted", "complete"))
            self.assertRegex(f.attrs["state_hash"], "^[0-9a-f]{16}$")
            self.assertRegex(f.attrs["started"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
            for group in ("series", "segments", "firms", "models"):
                self.assertEqual(f[group]["time"], f["time"], "time is not one dataset")  # equal: the same object
                self.assertTrue(h5py.h5ds.is_scale(f[group]["time"].id))
            self.assertEqual(f["series/state_hash"].dtype, np.uint64)
            self.assertEqual(f["models/serial"].dtype, np.uint64)
            for name in f["parameters"]:
                for parameter in f["parameters"][name].values():
                    self.assertEqual(parameter.shape, ())
        dump = subprocess.run(["h5dump", file], capture_output=True, text=True)
        self.assertEqual((dump.returncode, dump.stderr), (0, ""))
        for group in groups:
            self.assertEqual(subprocess.run(["h5dump", "-g", "/" + group.strip("/"), file], capture_output=True).returncode, 0, group)

    def test_sample(self):
        with tempfile.TemporaryDirectory() as folder:
            for rows, events in ((36, 5), (1, 1), (1, 0), (0, 0)):
                with self.subTest(rows=rows, events=events):
                    file = os.path.join(folder, f"{rows}-{events}.h5")
                    make(file, rows, events)
                    self.check(file)

    def test_real_run(self):
        if real_run is None:
            self.skipTest("no file of a real run was given")
        self.check(real_run)
        for name in ("segments", "regions", "firms", "models", "events", "scenario"):
            self.assertIn(name, groups_of(real_run))

    def test_snapshots_of_a_real_run(self):
        if real_run is None:
            self.skipTest("no file of a real run was given")
        users = open_group(real_run, "snapshots/users")
        self.assertEqual([str(date)[:10] for date in users["snapshot"].values], ["2023-01-01", "2023-07-01", "2024-01-01"])
        self.assertEqual(users["choice"].shape, (3, 2000))
        self.assertEqual((users["choice"].dtype, users["since"].dtype), (np.uint8, np.uint16))
        with_a_model = (users["choice"] < 250).mean("user").values
        self.assertTrue(0 < with_a_model[0] < with_a_model[2], with_a_model)
        cells = open_group(real_run, "snapshots/cells")
        self.assertEqual(cells["segment"].values[users["in_cell"].values[0]], "consumer")
        firms = open_group(real_run, "snapshots/firms")
        self.assertEqual(firms["brand"].dims, ("snapshot", "firm", "segment"))
        at_end = open_group(real_run, "firms")["cash"].values[-1]
        np.testing.assert_array_equal(firms["cash"].values[-1][~np.isnan(at_end)], at_end[~np.isnan(at_end)])
        self.assertEqual(open_group(real_run, "snapshots/models")["owner"].dtype, np.int32)
        self.assertEqual(open_group(real_run, "snapshots/developers")["skill"].dtype, np.float32)


class Values(unittest.TestCase):
    """What stands in a sample file is what the readers give."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.file = os.path.join(cls.folder.name, "sample.h5")
        make(cls.file, 60, 4)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_series(self):
        series = open_group(self.file, "series")
        self.assertEqual(series["hhi"].dims, ("time",))
        self.assertEqual(series["time"].values[0], np.datetime64("2023-01-01"))
        self.assertEqual(series["time"].values[2], np.datetime64("2023-03-04"))
        self.assertEqual(float(series["hhi"].sel(time="2023-02-01")), 0.1 + 1 + 1 / 3)
        self.assertEqual(series["hhi"].attrs["units"], "1")
        self.assertEqual(series["hhi"].attrs["long_name"], "Concentration.")
        self.assertEqual(series["state_hash"].dtype, np.uint64)
        self.assertEqual(int(series["state_hash"][3]), 2**64 - 4)

    def test_labels(self):
        segments = open_group(self.file, "segments")
        self.assertEqual(segments["adoption"].dims, ("time", "segment"))
        self.assertEqual(list(segments["segment"].values), ["consumer", "université"])
        self.assertEqual(segments["adoption"].attrs["units"], "percent")
        self.assertEqual(segments["adoption"].sel(segment="université").shape, (60,))
        firms = open_group(self.file, "firms")
        self.assertEqual(list(firms["firm"].values), ["closed_lab_a", "open_lab_b", ""])
        self.assertTrue(np.isnan(firms["cash"].values[0, 2]))
        self.assertEqual(firms["cash"].values[2, 1], 2e9 + 1)
        self.assertEqual(firms["time"].values[1], np.datetime64("2023-02-01"))

    def test_packed_models(self):
        with h5py.File(self.file, "r") as f:
            self.assertEqual(f["models/capability"].compression, "gzip")
        models = open_group(self.file, "models")
        self.assertEqual(models["serial"].dims, ("time", "slot"))
        self.assertEqual(int(models["serial"][5, 100]), 2**53 + 1 + 100)
        self.assertEqual(float(models["capability"][59, 10]), 59 + 10 / 7)

    def test_events(self):
        events = open_group(self.file, "events")
        self.assertEqual(events["text"].dims, ("event",))
        self.assertEqual(events["time"].values[1], np.datetime64("2023-02-01"))
        self.assertEqual(events["subject"].values[0], "")
        self.assertEqual(events["subject"].values[3], "open_lab_é")
        self.assertEqual(events["text"].values[0], 'A model, "7B"; weights released…\nsecond line')

    def test_no_events(self):
        file = os.path.join(self.folder.name, "no-events.h5")
        make(file, 3, 0)
        events = open_group(file, "events")
        self.assertEqual(events.sizes["event"], 0)
        self.assertEqual(events["time"].dtype.kind, "M")
        self.assertEqual(events["kind"].shape, (0,))

    def test_parameters_and_scenario(self):
        knowledge = open_group(self.file, "parameters/knowledge")
        self.assertEqual(float(knowledge["own_growth"]), 0.36)
        self.assertEqual(knowledge["own_growth"].attrs["units"], "OOM/year")
        self.assertEqual(knowledge["own_growth"].attrs["source"], "calibrated")
        self.assertEqual(knowledge["own_growth"].attrs["legal_max"], np.inf)
        self.assertEqual(int(open_group(self.file, "parameters/training")["lineage"]), 1)
        self.assertEqual(open_group(self.file, "scenario")["resolved"].item(), 'schema_version = 1\nid = "é"\n')
        self.assertEqual(open_group(self.file, None).attrs["seed"], 7)

    @unittest.skipIf(netCDF4 is None, "python3-netcdf4 is not installed")
    def test_netcdf(self):
        with netCDF4.Dataset(self.file) as f:
            self.assertEqual(f["series"]["hhi"].dimensions, ("time",))
            self.assertEqual(f["firms"]["firm"][1], "open_lab_b")
            self.assertEqual(f["firms"]["cash"].dimensions, ("time", "firm"))
            self.assertEqual(f["parameters"]["knowledge"]["own_growth"][...], 0.36)
            self.assertEqual(netCDF4.num2date(f["series"]["time"][1], f["series"]["time"].units).strftime("%Y-%m-%d"), "2023-02-01")


class WhileBeingWritten(unittest.TestCase):
    """A reader who opens the file again and again never meets one that is not whole."""

    def test_open_during_200_rewrites(self):
        with tempfile.TemporaryDirectory() as folder:
            file = os.path.join(folder, "run.h5")
            make(file, 24, 3)
            writer = make(file, 24, 3, rewrites=200, wait=False)
            seen, opened = set(), 0
            while writer.poll() is None:
                with h5py.File(file, "r") as f:
                    hhi = f["series/hhi"][:]
                    self.assertEqual(len(hhi), len(f["time"]))
                    rows, version = len(hhi), round(hhi[0] - 0.1)
                    self.assertIn(rows, (24, 25) if version == 1 else (24 + version % 7,))
                    np.testing.assert_array_equal(hhi, (0.1 + version) + np.arange(rows) / 3)
                seen.add(version)
                opened += 1
                self.assertEqual(len(open_group(file, "events")["text"]), 3)
            self.assertEqual(writer.returncode, 0)
            self.assertGreater(len(seen), 3, f"opened {opened} times")
            self.assertEqual(os.listdir(folder), ["run.h5"])


if __name__ == "__main__":
    maker, real_run = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None
    unittest.main(argv=sys.argv[:1] + sys.argv[3:], verbosity=1)
