// The error of every routine that writes or reads files of results.
#pragma once

#include <stdexcept>

namespace enclosure {

/// A file of results could not be written or read. what() is one line that starts with the file and names the object concerned:
/// "out/run.h5: /series/hhi: 144 values expected, 143 given".
struct OutputError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace enclosure
