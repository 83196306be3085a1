"""Holds the JSON of `enclosure-bench --adoption-kernel` to what docs/performance.md says of it. Arguments: the program."""

import json
import subprocess
import sys

RATES = ["naive", "reference", "reference_keyed", "engine", "engine_keyed"]
OTHERS = ["users", "threads", "bytes_per_user", "engine_bytes_per_user", "engine_by_reference", "engine_keyed_by_reference_keyed"]

text = subprocess.run([sys.argv[1], "--adoption-kernel", "--users", "1000,5000", "--threads", "1,2", "--rounds", "1", "--seconds", "0", "--json"],
                      check=True, capture_output=True, text=True).stdout
found = json.loads(text)
assert [(one["users"], one["threads"]) for one in found] == [(1000, 1), (1000, 2), (5000, 1), (5000, 2)], found
for one in found:
    numbers = OTHERS + [name + "_updates_per_s" for name in RATES] + [name + "_by_naive" for name in RATES[1:]]
    assert set(one) == set(numbers) | {"vector_target"}, sorted(one)
    for name in numbers:
        assert one[name] is not None and one[name] > 0, (name, one[name])
    for drawn, of in [("engine", "reference"), ("engine_keyed", "reference_keyed")]:  # of one round: the ratio is that of the rates
        ratio = one[f"{drawn}_updates_per_s"] / one[f"{of}_updates_per_s"]
        assert abs(one[f"{drawn}_by_{of}"] / ratio - 1) < 1e-3, (drawn, one)
