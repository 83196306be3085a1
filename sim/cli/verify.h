// `enclosure verify`: repeats the run of a run file and compares everything in it, bit for bit.
#pragma once

#include <string>

namespace enclosure::cli {

struct VerifyCommand {
    std::string file = {};
    int threads = 0;  ///< 0: one per processor
    bool quiet = false;
    bool json = false;
};

/// Prints whether the run was reproduced; exit_no if it was not. Throws OutputError and FileError.
int verify(const VerifyCommand& command);

}  // namespace enclosure::cli
