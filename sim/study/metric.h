// What a run of a study is reduced to: the series of the world, of each segment and of each region, as named columns. Models and firms that
// enter are left out: they differ between worlds, so that there is nothing to pair. Firms of the scenario's own rows are the same in each.
// Invariant: the lists are functions of the scenario's segments, regions and firms alone, so that they are the same in every run of a
// study.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/scenario.h"

namespace enclosure {

struct World;

enum class Level : std::uint8_t { world, segment, region, firm };

/// One series that every run has.
struct Metric {
    Level level = Level::world;
    std::string_view name;  ///< of the indicator
    std::string_view unit;
    std::string_view doc;
    std::string member = {};    ///< id of the segment, region or firm; empty for the world
    std::size_t row = 0;        ///< its row in the scenario
    std::size_t indicator = 0;  ///< place in the table of its level
};

/// Indicators of the world, then those of segments, then those of regions; of each, all members in the order of the scenario.
std::vector<Metric> metrics_of(const Scenario& scenario);

/// Indicators of the scenario's own firms, NaN before entry and after exit, and of each `alive`: 1 while it is in the market, else 0.
std::vector<Metric> firm_metrics_of(const Scenario& scenario);

/// "hhi", "segment.consumer.adoption", "region.europe.open_share", "firm.alpha.profit": how a metric is named on the command line.
std::string metric_path(const Metric& metric);

/// The metric's value at the end of the last step.
double measure(const Metric& metric, const World& world);

}  // namespace enclosure
