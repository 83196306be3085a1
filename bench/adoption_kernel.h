// `enclosure-bench --adoption-kernel`: updates per second of the adoption kernel's implementations, side by side.
#pragma once

namespace enclosure::bench {

/// Runs the benchmark that the command line describes; returns the program's exit status.
int time_adoption_kernel(int argc, char** argv);

}  // namespace enclosure::bench
