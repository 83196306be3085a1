// How many runs are enough?
#pragma once

#include <cstddef>
#include <optional>

#include "analysis/questions/scope.h"
#include "analysis/replicates/enough.h"

namespace enclosure {

struct ReplicatesQuestion {
    ReplicateNeeds needs = {};
    std::optional<std::size_t> point = {};  ///< of the design; all if none
};

/// Advice for every metric in every arm, and for every difference to the first arm, at each point that has two worlds or more. Throws
/// AnalysisError if none has.
Answer replicates_answer(const StudyData& study, const Scope& scope, const ReplicatesQuestion& question);

}  // namespace enclosure
