// Whether a run that was repeated is the run of a file, bit for bit.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/output/run_file.h"

namespace enclosure {

/// Something of the file that the repeated run has otherwise.
struct RunDifference {
    std::string object = {};              ///< "series/hhi", "firms/cash", or a root attribute
    std::size_t first = 0;                ///< first differing entry: recorded step for series, event for events
    std::size_t count = 0;                ///< differing values, or 0 if the object as a whole is missing or has another shape
    bool in_time = false;                 ///< whether `first` is a recorded step
    std::string in_file = {}, here = {};  ///< the first differing values
};

struct Verification {
    std::size_t objects = 0;  ///< that were compared
    std::size_t values = 0;
    std::vector<RunDifference> differences = {};  ///< those in time first, by their first step; then the others in the file's order
    std::vector<std::string> new_here = {};       ///< what the repeated run records and the file does not have; no difference

    bool reproduced() const { return differences.empty(); }
};

/// Compares all that is in the file but what depends on when, by what program and from which files it was made, and how it was ended:
/// attributes seed, scenario, title, question, until and state_hash, all scales and all groups but `scenario`. Two NaNs are equal.
Verification verify(const RunFile& file, const RunFile& again);

}  // namespace enclosure
