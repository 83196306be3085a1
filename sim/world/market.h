// Who uses what, counted: the tallies that firms, developers and indicators read instead of users, and the tables that users choose by.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/base/describe.h"

namespace enclosure {

struct Market {
    // tallies, in records: cell × slot, cell
    std::vector<std::int64_t> users;
    std::vector<std::int64_t> unaware;
    std::vector<std::int64_t> undecided;
    // events of the step, in records: segment
    std::vector<std::int64_t> reviewed;
    std::vector<std::int64_t> switched;
    std::vector<std::int64_t> forced;
    // derived, in seats and dollars: segment × slot, slot, region × slot
    std::vector<std::int64_t> locked;
    // organisations that use a model, and the models that each uses, summed: segment
    std::vector<std::int64_t> organisations;
    std::vector<std::int64_t> organisation_models;
    // derived, in seats and dollars: segment × slot
    std::vector<double> seats;
    std::vector<double> revenue;
    std::vector<double> tokens;
    std::vector<double> slot_seats;
    std::vector<double> slot_revenue;
    std::vector<double> region_revenue;
    // what a cell thinks of a slot: cell × slot
    std::vector<double> utility;
    std::vector<double> peer_utility;

    template <class M = Market>
    static constexpr auto columns() {
        return std::tuple{
            column(&M::users, {"users", "record", "Users by cell and slot.", Width::one, {.lo = 0}}),
            column(&M::unaware, {"unaware", "record", "Unaware users by cell.", Width::one, {.lo = 0}}),
            column(&M::undecided, {"undecided", "record", "Aware users without a model, by cell.", Width::one, {.lo = 0}}),
            column(&M::reviewed, {"reviewed", "record", "Users who reviewed their choice in the step.", Width::segments, {.lo = 0}}),
            column(&M::switched, {"switched", "record", "Users who left their vendor in the step.", Width::segments, {.lo = 0}}),
            column(&M::forced, {"forced", "record", "Users whose model ended in the step.", Width::segments, {.lo = 0}}),
            column(&M::seats, {"seats", "person", "Seats by segment and slot.", Width::one, {.lo = 0}}),
            column(&M::revenue, {"revenue", "USD/yr", "Spending by segment and slot.", Width::one, {.lo = 0}}),
            column(&M::tokens, {"tokens", "Mtok/yr", "Use by segment and slot.", Width::one, {.lo = 0}}),
            column(&M::slot_seats, {"slot_seats", "person", "Seats by slot.", Width::one, {.lo = 0}}),
            column(&M::slot_revenue, {"slot_revenue", "USD/yr", "Spending by slot.", Width::one, {.lo = 0}}),
            column(&M::region_revenue, {"region_revenue", "USD/yr", "Spending by users' region and slot."}),
            column(&M::locked, {"locked", "record", "Users who at review stayed only because of the cost of switching.", Width::segments}),
            column(&M::organisations, {"organisations", "1", "Organisations that use a model.", Width::segments}),
            column(&M::organisation_models,
                   {"organisation_models", "1", "Different models that an organisation uses, summed over organisations.", Width::segments}),
            column(&M::utility, {"utility", "1", "Utility by cell and slot, without the terms that differ between its users."}),
            column(&M::peer_utility, {"peer_utility", "1", "Part of that utility that comes from peers' choices."}),
        };
    }
};

}  // namespace enclosure
