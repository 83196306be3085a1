// `enclosure new`: a commented scenario to start from.
#pragma once

#include <string>

namespace enclosure::cli {

struct NewCommand {
    std::string file = {};
};

/// Writes the scenario; never overwrites. Throws FileError.
int new_scenario(const NewCommand& command);

}  // namespace enclosure::cli
