// What an exported file says of where it comes from: scenario, seed, version.
#pragma once

#include <cstdint>
#include <string>

namespace enclosure::viz {

struct Stamp {
    std::string scenario;  ///< name under which it was opened
    std::uint64_t seed = 0;
    std::string state;  ///< "Mar 2027, step 50"; what else a reader must know to repeat it
};

/// "lib:baseline, seed 7, Mar 2027, step 50. Enclosure 0.1.0 (3fa2b1c)".
std::string stamp_line(const Stamp& stamp);

}  // namespace enclosure::viz
