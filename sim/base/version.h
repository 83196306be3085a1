// What the program was built from and with, so that every result can say it. Invariant: refreshed at each build, also when only the state
// of the checkout changed.
#pragma once

#include <string_view>

namespace enclosure {

struct BuildInfo {
    std::string_view version;   ///< of the project, as "0.1.0"
    std::string_view git;       ///< hash of the commit, with + if a file differed from it; "unknown" outside a checkout
    std::string_view compiler;  ///< name and version, as "GNU 12.2.0"
    std::string_view flags;     ///< of the library's own compilation
};

/// The facts of this build. All texts live as long as the program and end with a zero byte.
const BuildInfo& build_info();

}  // namespace enclosure
