// Weights that will be released later: the memory of delayed opening.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/base/describe.h"
#include "sim/world/id.h"

namespace enclosure {

struct Firms;

struct Openings {
    std::vector<Id<Firms>> firm;
    std::vector<double> due;
    std::vector<double> capability;
    std::vector<double> score;
    std::vector<std::uint64_t> model;
    std::vector<std::uint32_t> strategy;

    template <class O = Openings>
    static constexpr auto columns() {
        return std::tuple{
            column(&O::firm, {"firm", "row of firms", "Who will release."}),
            column(&O::due, {"due", "yr", "When."}),
            column(&O::capability, {"capability", "OOM", "Latent capability of what will be released."}),
            column(&O::score, {"score", "OOM", "Its measured capability."}),
            column(&O::strategy, {"strategy", "row of strategies", "Strategy under which it was promised."}),
            column(&O::model, {"model", "1", "Serial of the model behind the interface."}),
        };
    }
};

}  // namespace enclosure
