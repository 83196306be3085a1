// What the tables of indicators compute that is more than a line. All read the world at the end of a step; all are NaN where undefined.
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "sim/world/frontier.h"
#include "sim/world/world.h"

namespace enclosure {

/// Value of an indicator where it means nothing.
inline constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

/// Share of a whole; undefined unless there is one.
inline double ratio(double part, double whole) { return whole > 0 ? part / whole : undefined; }

/// Sum in the order of the rows.
inline double sum_of(const std::vector<double>& values) {
    double sum = 0;
    for (const double v : values) sum += v;
    return sum;
}

/// Best models at the end of the step.
Frontier measured_frontier(const World& world);

/// Score in points of a capability in OOM; NaN for Frontier::none.
double points(const World& world, double capability);

/// Share of a segment × slot table that lies on released weights, of the world and of a segment.
double open_share(const World& world, const std::vector<double>& table);
double segment_open_share(const World& world, const std::vector<double>& table, std::size_t g);
double segment_sum(const World& world, const std::vector<double>& table, std::size_t g);

double gap_oom(const World& world);
double gap_months(const World& world);
double run_ratio(const World& world);
double hhi(const World& world);
double hhi_open(const World& world);
double adoption(const World& world);
double aware(const World& world);
double flagship_price(const World& world);
double open_price(const World& world);
double fixed_quality_price(const World& world, double capability);
double price_ratio(const World& world);
double hybrid_share(const World& world);
double open_firm_share(const World& world);
double live_models(const World& world);
double mean_lead(const World& world);
double developers_active(const World& world);

double segment_adoption(const World& world, std::size_t g);
double segment_aware(const World& world, std::size_t g);
double segment_leader_seats(const World& world, std::size_t g);
double segment_hhi(const World& world, std::size_t g);
double segment_switching_rate(const World& world, std::size_t g);

double region_adoption(const World& world, std::size_t r);
double region_aware(const World& world, std::size_t r);
/// What users of region r spend on models, or on released weights alone, USD/yr.
double region_spending(const World& world, std::size_t r, bool open_only);
double region_open_share(const World& world, std::size_t r);
double region_research(const World& world, std::size_t r);

/// Sum of a slot table over a firm's models; NaN while it is not in the market.
double firm_sum(const World& world, const std::vector<double>& slots, std::size_t f);
double firm_capability(const World& world, std::size_t f);
double firm_price(const World& world, std::size_t f);

/// Sum over firms in the market, and their number.
double sum_active(const World& world, const std::vector<double>& column);
double count_active(const World& world);

/// Mean of a column of the catalogue over released weights or closed models, weighted by seats.
double mean_over_use(const World& world, const std::vector<double>& column, bool open);

double mean(const std::vector<double>& values);
double mean(const std::vector<float>& values);

}  // namespace enclosure
