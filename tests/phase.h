// Runs one phase of the pipeline by its name.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "sim/phases/pipeline.h"

namespace enclosure::test {

inline void run_phase(World& world, std::string_view name, Step step) {
    for (const Phase& phase : pipeline()) {
        if (phase.facts.name == name) return phase.run(world, step);
    }
    throw std::invalid_argument("no phase is called " + std::string(name));
}

}  // namespace enclosure::test
