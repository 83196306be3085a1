// `enclosure view`: starts the viewer, a program of its own that lies beside this one, so that this one needs no window.
#pragma once

#include <string>
#include <vector>

namespace enclosure::cli {

struct ViewCommand {
    std::vector<std::string> arguments;  ///< handed on as they are
};

/// Becomes the viewer; does not return. Throws FileError if it is not there or cannot be started.
[[noreturn]] void view(const ViewCommand& command);

}  // namespace enclosure::cli
