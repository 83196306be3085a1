#!/usr/bin/env python3
"""Reads a merged study with h5py and pandas: read_results.py STUDY.h5 [SERIES]. Needs python3-h5py and python3-pandas."""
import sys

import h5py
import pandas


def group(file, name):
    """The datasets of a group that go over its first dimension, as a table; names in place of codes."""
    columns = {}
    for key, data in file[name].items():
        if data.attrs.get("CLASS", b"") == b"DIMENSION_SCALE" or data.ndim != 1:
            continue
        values = data.asstr()[:] if h5py.check_string_dtype(data.dtype) else data[:]
        if "flag_meanings" in data.attrs and not h5py.check_string_dtype(data.dtype):
            meanings = data.attrs["flag_meanings"]
            names = (meanings.decode() if isinstance(meanings, bytes) else meanings).split()
            values = [names[int(code)] for code in values]
        columns[key] = values
    return pandas.DataFrame(columns)


def runs_of(path):
    """One row a run: point, arm, world, factors, metrics."""
    with h5py.File(path) as file:
        runs, metrics, design = (group(file, name) for name in ("runs", "metrics", "design"))
    return runs.join(metrics).join(design.drop(columns=["block", "stream", "replicates"], errors="ignore"), on="point")


def paired(table, metric):
    """Differences to the first arm, world by world: the arms share their worlds."""
    wide = table.pivot(index=["point", "replicate"], columns="arm", values=metric)
    first = table["arm"].iloc[0]
    return wide.drop(columns=first).sub(wide[first], axis=0)


def series_of(path, name):
    """A series over time: one row a run, one column a date."""
    with h5py.File(path) as file:
        data = file["series"][name]
        days = file["series"]["time"][:]
        dates = pandas.Timestamp("2023-01-01") + pandas.to_timedelta(days, unit="D")
        return pandas.DataFrame(data[:], columns=dates)


if __name__ == "__main__":
    table = runs_of(sys.argv[1])
    print(table.to_string(max_rows=10))
    for metric in group(h5py.File(sys.argv[1]), "metrics").columns:
        if table["arm"].nunique() > 1:
            print(f"\n{metric}, difference to {table['arm'].iloc[0]}")
            print(paired(table, metric).describe().to_string())
    for name in sys.argv[2:]:
        print(f"\n{name}")
        print(series_of(sys.argv[1], name).mean().to_string())
