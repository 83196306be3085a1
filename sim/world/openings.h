// Weights that will be released later: the memory of delayed opening, of licences that are waited for, and of compulsory opening.
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
    std::vector<std::uint8_t> own_lineage;
    std::vector<std::uint8_t> open_ancestor;
    std::vector<std::uint8_t> bound;
    std::vector<std::uint32_t> base_run;
    std::vector<std::uint8_t> compulsory;
    std::vector<double> licensed;
    std::vector<std::uint8_t> retires;

    template <class O = Openings>
    static constexpr auto columns() {
        return std::tuple{
            column(&O::firm, {"firm", "row of firms", "Who will release."}),
            column(&O::due, {"due", "yr", "When its maker, or the law that orders it, wants it released."}),
            column(&O::capability, {"capability", "OOM", "Latent capability of what will be released."}),
            column(&O::score, {"score", "OOM", "Its measured capability."}),
            column(&O::strategy, {"strategy", "row of strategies", "Strategy under which it was promised."}),
            column(&O::model, {"model", "1", "Serial of the model behind the interface."}),
            column(&O::own_lineage, {"own_lineage", "1", "0 if it was built on the weights of another firm.", Width::one, {0, 1}}),
            column(&O::open_ancestor, {"open_ancestor", "1", "1 if it goes back to released weights of another firm.", Width::one, {0, 1}}),
            column(&O::bound, {"bound", "1", "1 if a licence keeps it from being sold behind an interface.", Width::one, {0, 1}}),
            column(&O::base_run, {"base_run", "1", "Number of its maker's base run from which it was made."}),
            column(&O::compulsory, {"compulsory", "1", "1 if the law wants it, 0 if the maker does.", Width::one, {0, 1}}),
            column(&O::licensed,
                   {"licensed", "yr", "When it has the licence that was applied for; 0 if none was needed.", Width::one, {.lo = 0}}),
            column(&O::retires, {"retires", "1", "1 if its maker keeps an interface only until it may release.", Width::one, {0, 1}}),
        };
    }
};

}  // namespace enclosure
