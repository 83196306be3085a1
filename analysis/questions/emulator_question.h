// A fast stand-in for the model, learnt from the design: whether to believe it, what it says of sensitivity, and where to run next.
#pragma once

#include <cstddef>

#include "analysis/emulator/emulator.h"
#include "analysis/questions/scope.h"

namespace enclosure {

struct EmulatorQuestion {
    EmulatorSettings settings = {};
    std::size_t base_rows = 2048;
    std::size_t realisations = 50;
    bool second_order = false;
    std::size_t next_points = 5;
};

/// Of each outcome. Throws AnalysisError if points are too few or too many.
Answer emulator_answer(const StudyData& study, const Scope& scope, const EmulatorQuestion& question, const Threads& threads);

}  // namespace enclosure
