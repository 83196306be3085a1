// Which program made a result, and when it began: what a run file says besides its scenario.
#pragma once

#include <string>
#include <vector>

#include "sim/base/version.h"
#include "sim/output/run_file.h"

namespace enclosure {

struct RunProvenance {
    BuildInfo build;
    std::string started;  ///< UTC, ISO 8601: "2023-01-31T12:00:00Z"
};

/// The provenance of a run that begins now. The only place where the clock gets into a result.
RunProvenance provenance_now(const BuildInfo& build);

/// As root attributes: version, git, compiler, flags, started.
std::vector<Attribute> provenance_attributes(const RunProvenance& provenance);

}  // namespace enclosure
