// The whole-run benchmark: `enclosure-bench --model`. Results go to standard output, mistakes to standard error.
#pragma once

namespace enclosure::bench {

/// Runs the shipped baseline (200,000 users, 144 months) on 1 and on 2 threads, or as the arguments after `--model` say, and prints
/// a table per run, with --json one array. Returns the exit status: 0, or 2 for wrong usage or a wrong scenario.
int time_model(int argc, char** argv);

}  // namespace enclosure::bench
