// `enclosure theory`: the model beside known theory.
#pragma once

#include <string>
#include <vector>

namespace enclosure::cli {

struct TheoryCommand {
    std::vector<std::string> ids = {};  ///< names or letters; none means all, without derivations
    int effort = 1;
    bool json = false;
};

/// Runs the theories and prints each number of the model beside that of theory; 4 if one failed, exit_interrupted or exit_terminated
/// after a signal. Throws UsageError for an unknown id.
int theory(const TheoryCommand& command);

}  // namespace enclosure::cli
