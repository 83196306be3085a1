// The catalogue: slots for models that can be used. A new release takes its predecessor's slot; a slot is free when serial is 0.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/base/describe.h"
#include "sim/world/id.h"

namespace enclosure {

struct Firms;

/// State of a slot.
enum class Slot : std::uint8_t {
    empty = 0,
    live = 1,
    ended = 2,  ///< users leave it in this step's adoption, then it is empty
};

struct Catalogue {
    std::vector<Slot> state;
    std::vector<std::uint64_t> serial;
    std::vector<std::uint64_t> parent;
    std::vector<Id<Firms>> owner;
    std::vector<std::uint32_t> strategy;
    std::vector<std::uint8_t> open;
    std::vector<std::uint8_t> successor;
    std::vector<double> release_time;
    std::vector<double> capability;
    std::vector<double> score;
    std::vector<double> gain;
    std::vector<double> offset;
    std::vector<double> cost_at_release;
    std::vector<double> price;
    std::vector<double> reliability;
    std::vector<double> dispersion;
    std::vector<double> defects;
    std::vector<double> trust;
    std::vector<double> effort;
    std::vector<double> maintenance;
    std::vector<double> contributors;
    std::vector<double> gain_at_release;
    std::vector<double> stale;
    std::vector<std::uint8_t> own_lineage;

    template <int = 0>
    static constexpr auto columns() {
        using C = Catalogue;
        return std::tuple{
            column(&C::state, {"state", "1", "0 empty, 1 live, 2 ended in this step."}),
            column(&C::serial, {"serial", "1", "Hash of owner, kind and number of the release; 0 if empty."}),
            column(&C::parent, {"parent", "1", "Serial of the model that it was made from; 0 if from nothing."}),
            column(&C::owner, {"owner", "row of firms", "Maker; none once the maker is gone."}),
            column(&C::strategy, {"strategy", "row of strategies", "Strategy under which it was released."}),
            column(&C::open, {"open", "1", "1 if the weights are released."}),
            column(&C::successor, {"successor", "slot of catalogue", "Where users of an ended model are moved; 254 if nowhere."}),
            column(&C::release_time, {"release_time", "yr", "Time of release."}),
            column(&C::capability, {"capability", "OOM", "Latent capability A: inherited, imitated."}),
            column(&C::score, {"score", "OOM", "Capability as measured: seen, sold."}),
            column(&C::gain, {"gain", "OOM", "Community gain G."}),
            column(&C::offset, {"offset", "OOM", "Capability by domain relative to the general one.", Width::domains}),
            column(&C::cost_at_release, {"cost_at_release", "USD/Mtok", "Cost of serving at release."}),
            column(&C::price, {"price", "USD/Mtok", "Price."}),
            column(&C::reliability, {"reliability", "1", "Reliability, between 0 and 1."}),
            column(&C::dispersion, {"dispersion", "OOM", "Standard deviation of realised quality."}),
            column(&C::defects, {"defects", "1", "Defects that nobody has fixed."}),
            column(&C::trust, {"trust", "1", "Trust, between 0 and 1."}),
            column(&C::effort, {"effort", "1", "Community effort, as a share of all developers at full effort."}),
            column(&C::maintenance, {"maintenance", "1", "Part of the community's effort that goes into upkeep."}),
            column(&C::contributors, {"contributors", "person", "Records of developers at work on it."}),
            column(&C::gain_at_release, {"gain_at_release", "OOM", "Community gain that it was released with."}),
            column(&C::stale, {"stale", "yr", "Time for which neither its maker nor a community has kept it up."}),
            column(&C::own_lineage, {"own_lineage", "1", "0 if it was built on the weights of another firm."}),
        };
    }
    std::size_t size() const { return serial.size(); }
    bool live(std::size_t m) const { return state[m] == Slot::live; }
};

}  // namespace enclosure
