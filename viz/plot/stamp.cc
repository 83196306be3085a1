#include "viz/plot/stamp.h"

#include <fmt/format.h>

#include "sim/base/version.h"

namespace enclosure::viz {

std::string stamp_line(const Stamp& stamp) {
    const BuildInfo& build = build_info();
    // Ten letters name a commit; the + of a changed checkout stays.
    constexpr std::size_t short_hash = 10;
    std::string commit(build.git.substr(0, short_hash));
    if (build.git.size() > short_hash && build.git.ends_with('+')) commit += '+';
    return fmt::format("{}, seed {}{}{}. Enclosure {} ({})", stamp.scenario, stamp.seed, stamp.state.empty() ? "" : ", ", stamp.state,
                       build.version, commit);
}

}  // namespace enclosure::viz
