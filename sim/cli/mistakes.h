// Mistakes of a command line and of the files that it names, collected so that none hides another.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/base/diagnostics.h"

namespace enclosure::cli {

class Mistakes {
  public:
    /// Does a part of what comes before any work and takes down the UsageError or ScenarioError that it throws; says whether it went well.
    bool attempt(const std::function<void()>& part);

    /// Takes down mistakes of the command line.
    void add(const std::vector<std::string>& of_command_line);

    /// Throws ScenarioError with all that was taken down; does nothing if that is nothing. Those of the command line itself stand under the
    /// program's name.
    void throw_if_any() const { report_.throw_if_any(); }

  private:
    Report report_;
};

}  // namespace enclosure::cli
