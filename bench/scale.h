// The benchmark of scale: `enclosure-bench --scale`. Results go to standard output, mistakes to standard error.
#pragma once

namespace enclosure::bench {

/// Runs the first steps of the shipped baseline with more and more users and prints what a user costs, as a ratio to the smallest run; with
/// --json one array. Returns the exit status: 0, or 2 for wrong usage or a wrong scenario.
int time_scale(int argc, char** argv);

}  // namespace enclosure::bench
