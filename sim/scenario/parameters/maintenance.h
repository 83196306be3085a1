// Upkeep of released models, the fund's effect on it, fatigue, burn-out, abandonment (phases/maintenance.cc, contribution.cc).
#pragma once

#include "sim/base/describe.h"

namespace enclosure {

struct MaintenanceParams {
    double upkeep = 0.4;
    double funding_half = 1e8;
    double funding_maintenance = 0.1;
    double funding_creation = -0.05;
    double funding_relief = 0.5;
    double request_seats = 3e6;
    double capacity = 10;
    double fatigue_gain = 0.6;
    double recovery = 0.5;
    double burnout_hazard = 0.5;
    double stale_effort = 0.005;
    double stale_time = 0.5;

    static constexpr std::string_view section = "maintenance";
    template <class P = MaintenanceParams>
    static constexpr auto fields() {
        return std::tuple{
            field(&P::upkeep,
                  {.name = "upkeep", .unit = "1", .legal = {0, 1}, .usual = {0.1, 0.8},
                   .doc = "Share of developers' effort that goes into upkeep; the rest creates.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::funding_half,
                  {.name = "funding_half", .unit = "USD/yr", .legal = {1e3, 1e13}, .usual = {1e7, 1e9},
                   .doc = "Fund at which the intensity of funding is one half.",
                   .source = "assumption", .effect = Effect::live, .needs = "community.funding"}),
            field(&P::funding_maintenance,
                  {.name = "funding_maintenance", .unit = "1", .legal = {0, 3}, .usual = {0, 0.3},
                   .doc = "Relative rise of upkeep at full intensity of funding.",
                   .source = "sponsors2023", .effect = Effect::live, .off = 0, .needs = "community.funding"}),
            field(&P::funding_creation,
                  {.name = "funding_creation", .unit = "1", .legal = {-1, 0}, .usual = {-0.2, 0},
                   .doc = "Relative change of creation at full intensity of funding.",
                   .source = "sponsors2023", .effect = Effect::live, .off = 0, .needs = "community.funding"}),
            field(&P::funding_relief,
                  {.name = "funding_relief", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share of strain that funding at full intensity takes from developers.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "community.funding"}),
            field(&P::request_seats,
                  {.name = "request_seats", .unit = "person", .legal = {1, 1e10}, .usual = {1e5, 1e8},
                   .doc = "Seats on a project that make one unit of requests.",
                   .source = "assumption", .effect = Effect::live, .needs = "community.review_hazard"}),
            field(&P::capacity,
                  {.name = "capacity", .unit = "1", .legal = {0, 1e6}, .usual = {1, 1000},
                   .doc = "Units of requests that all effort of the start would serve, were it spent on upkeep.",
                   .source = "assumption", .effect = Effect::live, .needs = "upkeep"}),
            field(&P::fatigue_gain,
                  {.name = "fatigue_gain", .unit = "1/yr", .legal = {0, 10}, .usual = {0.1, 2},
                   .doc = "Growth of fatigue when requests meet nobody but the developer.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::recovery,
                  {.name = "recovery", .unit = "1/yr", .legal = {0, 10}, .usual = {0.1, 2},
                   .doc = "Recovery from fatigue.",
                   .source = "assumption", .effect = Effect::live, .needs = "fatigue_gain"}),
            field(&P::burnout_hazard,
                  {.name = "burnout_hazard", .unit = "1/yr", .legal = {0, 5}, .usual = {0.1, 1},
                   .doc = "Hazard of burn-out at full fatigue.",
                   .source = "calibrated", .effect = Effect::live, .off = 0, .needs = "fatigue_gain"}),
            field(&P::stale_effort,
                  {.name = "stale_effort", .unit = "1", .legal = {0, 1}, .usual = {0, 0.02},
                   .doc = "Share of all effort under which a released model that its maker does not maintain goes stale.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::stale_time,
                  {.name = "stale_time", .unit = "yr", .legal = {0, 10}, .usual = {0, 2},
                   .doc = "Time for which a model may be stale before it is abandoned.",
                   .source = "assumption", .effect = Effect::live, .needs = "stale_effort"}),
        };
    }
};

}  // namespace enclosure
