// How a run depends on the length of its steps: headline indicators at quarterly, monthly and weekly steps.
//
// x(h) = x_0 + c·h^p. The order p solves (x_q − x_m)/(x_m − x_w) = (q^p − m^p)/(m^p − w^p) for the unequal ratios of a quarter, a month and
// a week; the limit x_0 assumes p = 1 and takes month and week.
#pragma once

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "sim/indicators/indicator.h"
#include "sim/run/simulation.h"

namespace enclosure::step_length {

inline constexpr double lengths[] = {1.0 / 4, 1.0 / 12, 1.0 / 52};
inline constexpr std::size_t levels = std::size(lengths);
inline constexpr double none = std::numeric_limits<double>::quiet_NaN();

struct Headline {
    std::string name;
    std::string member;  ///< id of a segment; empty for the world
    bool in_logs = false;
};

inline std::vector<Headline> headlines(const Scenario& scenario) {
    std::vector<Headline> all = {{"gap_oom", ""},
                                 {"open_share_users", ""},
                                 {"open_share_tokens", ""},
                                 {"aware", ""},
                                 {"adoption", ""},
                                 {"revenue", "", true},
                                 {"research", "", true},
                                 {"hhi", ""},
                                 {"flagship_price", "", true},
                                 {"open_price", "", true},
                                 {"average_price", "", true},
                                 {"public_knowledge", ""},
                                 {"mean_lead", ""},
                                 {"mean_skill", ""},
                                 {"mean_fatigue", ""},
                                 {"developers_active", ""},
                                 {"resilience", ""},
                                 {"opinion", ""},
                                 {"consumer_surplus", "", true},
                                 {"entrants", ""}};
    for (const Segment& g : scenario.segment) all.push_back({"adoption", g.id});
    for (const Segment& g : scenario.segment) all.push_back({"open_friction", g.id});
    return all;
}

inline double read(const World& world, const Headline& h) {
    double value = none;
    if (h.member.empty()) {
        value = find_indicator(h.name)->value(world);
    } else {
        for (const MemberIndicator& i : segment_indicators()) {
            for (std::size_t g = 0; g < world.rules.segment.size(); ++g) {
                if (i.name == h.name && world.rules.segment[g].id == h.member) value = i.value(world, g);
            }
        }
    }
    return h.in_logs ? std::log(value) : value;
}

// Value of each headline at the end of a run of that step, the mean of what the steps that end in its last year say: trapezoids, so that
// the mean itself is of second order.
inline std::vector<double> run(Scenario scenario, double length, double years, const std::vector<Headline>& all) {
    scenario.time.step = length;
    scenario.time.end = date_after(scenario.time.start, years + 0.5 * length);
    Simulation simulation(std::move(scenario), {.threads = 1});
    const auto steps = static_cast<std::size_t>(std::lround(years / length));
    const auto window = static_cast<std::size_t>(std::lround(1 / length));
    std::vector<double> sum(all.size(), 0.0);
    for (std::size_t k = 1; k <= steps; ++k) {
        simulation.step();
        if (k + window < steps) continue;
        const double weight = (k + window == steps || k == steps ? 0.5 : 1.0) / static_cast<double>(window);
        for (std::size_t i = 0; i < all.size(); ++i) sum[i] += weight * read(simulation.world(), all[i]);
    }
    return sum;
}

inline double ratio_of_order(double p) {
    return (std::pow(lengths[0], p) - std::pow(lengths[1], p)) / (std::pow(lengths[1], p) - std::pow(lengths[2], p));
}

// The order at which that ratio of differences falls; NaN where the differences point in opposite directions.
inline double order_of(double coarse, double fine) {
    const double ratio = coarse / fine;
    double lo = 0.01;
    double hi = 8;
    if (!(ratio > ratio_of_order(lo) && ratio < ratio_of_order(hi))) return none;
    for (int k = 0; k < 60; ++k) {
        const double mid = 0.5 * (lo + hi);
        (ratio_of_order(mid) < ratio ? lo : hi) = mid;
    }
    return 0.5 * (lo + hi);
}

struct Means {
    double x[levels] = {0, 0, 0};
    double order() const { return order_of(x[0] - x[1], x[1] - x[2]); }
    // Monthly less extrapolated, for p = 1.
    double monthly_error() const { return (x[1] - x[2]) * lengths[1] / (lengths[1] - lengths[2]); }
};

}  // namespace enclosure::step_length
