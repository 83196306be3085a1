// The benchmark of studies: `enclosure-bench --study`. Results go to standard output, mistakes to standard error.
#pragma once

namespace enclosure::bench {

/// Times what a study adds to its runs, one job beside two, and the store of a million records: writing, looking, merging, and the memory
/// that takes; with --json one object. Returns the exit status: 0, or 2 for wrong usage.
int time_study(int argc, char** argv);

}  // namespace enclosure::bench
