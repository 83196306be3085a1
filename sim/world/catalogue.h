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

/// What a capability or score can be, OOM: no computation within reach of growth at legal rates means anything beyond.
inline constexpr Range capability_range{-20, 40};

struct Catalogue {
    std::vector<Slot> state;
    std::vector<std::uint64_t> serial;
    std::vector<std::uint64_t> parent;
    std::vector<Id<Firms>> owner;
    std::vector<std::uint32_t> strategy;
    std::vector<std::uint8_t> open;
    std::vector<std::uint8_t> successor;
    std::vector<double> ends;
    std::vector<double> release_time;
    std::vector<double> capability;
    std::vector<double> score;
    std::vector<double> gain;
    std::vector<double> offset;
    std::vector<double> support;
    std::vector<double> tailoring;
    std::vector<double> cost_at_release;
    std::vector<double> price;
    std::vector<double> reliability;
    std::vector<double> dispersion;
    std::vector<double> defects;
    std::vector<double> known_defects;
    std::vector<double> defect_age;
    std::vector<double> trust;
    std::vector<double> record;
    std::vector<double> incidents;
    std::vector<double> outages;
    std::vector<double> harm_cost;
    std::vector<double> released_seats;
    std::vector<double> effort;
    std::vector<double> maintenance;
    std::vector<double> contributors;
    std::vector<double> gain_at_release;
    std::vector<double> stale;
    std::vector<std::uint8_t> own_lineage;
    std::vector<std::uint8_t> bound;
    std::vector<std::uint8_t> leaked;
    std::vector<std::uint8_t> open_ancestor;
    std::vector<std::uint32_t> base_run;

    template <class C = Catalogue>
    static constexpr auto columns() {
        return std::tuple{
            column(&C::state, {"state", "1", "0 empty, 1 live, 2 ended in this step."}),
            column(&C::serial, {"serial", "1", "Hash of owner, kind and number of the release; 0 if empty."}),
            column(&C::parent, {"parent", "1", "Serial of the model that it was made from; 0 if from nothing."}),
            column(&C::owner, {"owner", "row of firms", "Maker; none once the maker is gone."}),
            column(&C::strategy, {"strategy", "row of strategies", "Strategy under which it was released."}),
            column(&C::open, {"open", "1", "1 if the weights are released.", Width::one, {0, 1}}),
            column(&C::successor, {"successor", "slot of catalogue", "Where users of an ended model are moved; 254 if nowhere."}),
            column(&C::ends, {"ends", "yr", "Time at which a model under notice ends; 0 without notice."}),
            column(&C::release_time, {"release_time", "yr", "Time of release."}),
            column(&C::capability, {"capability", "OOM", "Latent capability A: inherited, imitated.", Width::one, capability_range}),
            column(&C::score, {"score", "OOM", "Capability as measured: seen, sold.", Width::one, capability_range}),
            column(&C::gain, {"gain", "OOM", "Community gain G.", Width::one, {0, 2}}),
            column(&C::offset, {"offset", "OOM", "Capability by domain relative to the general one.", Width::domains, {-20, 20}}),
            column(&C::cost_at_release, {"cost_at_release", "USD/Mtok", "Cost of serving at release.", Width::one, {.lo = 0}}),
            column(&C::price, {"price", "USD/Mtok", "Price.", Width::one, {.lo = 0}}),
            column(&C::reliability, {"reliability", "1", "Reliability, between 0 and 1.", Width::one, {0, 1}}),
            column(&C::dispersion, {"dispersion", "OOM", "Standard deviation of realised quality.", Width::one, {0, 10}}),
            column(&C::defects, {"defects", "1", "Defects that nobody has found.", Width::one, {.lo = 0}}),
            column(&C::known_defects, {"known_defects", "1", "Defects that are known and not fixed."}),
            column(&C::defect_age, {"defect_age", "yr", "Mean age of defects that are not fixed."}),
            column(&C::trust, {"trust", "1", "Trust, between 0 and 1.", Width::one, {0, 1}}),
            column(&C::record, {"record", "yr", "Time without incidents."}),
            column(&C::incidents, {"incidents", "1", "Misuse, breaches and exploits of the step."}),
            column(&C::outages, {"outages", "1", "Outages of the step."}),
            column(&C::harm_cost, {"harm_cost", "USD/yr", "Social cost of the incidents of the step."}),
            column(&C::released_seats,
                   {"released_seats", "person", "Seats on it at the end of the last step, if its weights are released."}),
            column(&C::effort, {"effort", "1", "Community effort, as a share of all developers at full effort.", Width::one, {.lo = 0}}),
            column(&C::maintenance, {"maintenance", "1", "Part of the community's effort that goes into upkeep."}),
            column(&C::contributors, {"contributors", "person", "Records of developers at work on it.", Width::one, {.lo = 0}}),
            column(&C::gain_at_release, {"gain_at_release", "OOM", "Community gain that it was released with."}),
            column(&C::stale, {"stale", "yr", "Time for which neither its maker nor a community has kept it up."}),
            column(&C::own_lineage, {"own_lineage", "1", "0 if it was built on the weights of another firm.", Width::one, {0, 1}}),
            column(&C::bound,
                   {"bound", "1", "1 if the licence of weights that it was built on keeps it from being sold behind an interface."}),
            column(&C::leaked, {"leaked", "1", "1 if the weights got out against their maker's will: open to all, licensed to none."}),
            column(&C::support,
                   {"support", "1", "Support for its users: by the community for released weights, by the vendor for an interface."}),
            column(&C::tailoring, {"tailoring", "1", "Modifiability for organisations by the vendor's staff."}),
            column(&C::open_ancestor,
                   {"open_ancestor", "1",
                    "1 if it, or one that its maker made before it of the same base run, was built on others' weights."}),
            column(&C::base_run, {"base_run", "1", "Number of its maker's base run from which it was made."}),
        };
    }
    std::size_t size() const { return serial.size(); }
    bool live(std::size_t m) const { return state[m] == Slot::live; }
    /// Whether a live model will end at ends[m]: those who use it may stay till then or leave at their reviews, nobody else sees it. Users
    /// who still use it when it ends choose anew (phases/discontinuation.h).
    bool under_notice(std::size_t m) const { return ends[m] > 0; }
};

}  // namespace enclosure
