// `enclosure check`: every mistake in scenario and policy files, at once.
#pragma once

#include <string>
#include <vector>

namespace enclosure::cli {

struct CheckCommand {
    std::vector<std::string> files = {};
};

/// Prints a line for each file that is right and every mistake of those that are not; exit_done or exit_usage.
int check(const CheckCommand& command);

}  // namespace enclosure::cli
