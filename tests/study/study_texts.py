"""The texts of small studies and of the policies beside them."""

WORLD = """schema_version = 1
id = "sweep"
title = "A sweep"
extends = ["lib:baseline"]
[time]
end = 2024-01-01
step = "2 month"
[population]
users = 1000
developers = 100
"""

# 2 points of one factor, 3 of another, 2 arms, 2 worlds: 24 runs of six steps.
GRID = WORLD + """[[arm]]
id = "baseline"
[[arm]]
id = "compute"
policies = ["compute.toml"]
[[factor]]
id = "adjustment"
path = "prices.adjustment"
min = 0.5
max = 4
[[factor]]
id = "degree"
path = "network.degree"
levels = [4, 10]
[design]
levels = [3]
[replicates]
number = 2
[[metric]]
id = "hhi"
direction = "lower"
[[metric]]
id = "open"
series = "open_share_users"
aggregate = "final"
[records]
series = ["hhi", "segment.consumer.adoption"]
"""


COMPUTE = """schema_version = 1
id = "compute"
[[event]]
lever = "compute_subsidy"
from = 2023-02-01
regions = ["europe"]
"""

LIABILITY = """schema_version = 1
id = "liability"
[[event]]
lever = "deployer_liability"
from = 2023-03-01
"""
