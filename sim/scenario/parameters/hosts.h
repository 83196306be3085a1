// Hosts that compete in serving released weights (phases/hosts.cc).
#pragma once

#include "sim/base/describe.h"

namespace enclosure {

struct HostParams {
    double competition = 1;
    double reference_number = 10;
    double fixed_cost = 3e6;
    double entry_time = 0.5;

    static constexpr std::string_view section = "hosts";
    template <class P = HostParams>
    static constexpr auto fields() {
        return std::tuple{
            field(&P::competition,
                  {.name = "competition", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "How far the number of hosts sets their margin; at 0 it is cost.host_margin whatever their number.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::reference_number,
                  {.name = "reference_number", .unit = "1", .legal = {2, 1000}, .usual = {4, 40},
                   .doc = "Number of hosts in a region at which their margin is cost.host_margin.",
                   .source = "assumption", .effect = Effect::live, .needs = "competition"}),
            field(&P::fixed_cost,
                  {.name = "fixed_cost", .unit = "USD/yr", .legal = {10000.0, 1e11}, .usual = {5e5, 3e7},
                   .doc = "Cost of being a host, which its margin must cover.",
                   .source = "assumption", .effect = Effect::live, .needs = "competition"}),
            field(&P::entry_time,
                  {.name = "entry_time", .unit = "yr", .legal = {0.01, 20}, .usual = {0.1, 2},
                   .doc = "Time in which the number of hosts approaches the one that the market bears.",
                   .source = "assumption", .effect = Effect::live, .needs = "competition"}),
        };
    }
};

}  // namespace enclosure
