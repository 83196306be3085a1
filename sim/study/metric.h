// What a run of a study is reduced to: the series of the world, of each segment and of each region, as named columns. Firms and models are
// left out: they differ between worlds, so that there is nothing to pair.
// Invariant: the list is a function of the scenario's segments and regions alone, so that it is the same in every run of a study.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/scenario.h"

namespace enclosure {

struct World;

enum class Level : std::uint8_t { world, segment, region };

/// One series that every run has.
struct Metric {
    Level level = Level::world;
    std::string_view name;  ///< of the indicator
    std::string_view unit;
    std::string_view doc;
    std::string member = {};    ///< id of the segment or region; empty for the world
    std::size_t row = 0;        ///< its row in the scenario
    std::size_t indicator = 0;  ///< place in the table of its level
};

/// Indicators of the world, then those of segments, then those of regions; of each, all members in the order of the scenario.
std::vector<Metric> metrics_of(const Scenario& scenario);

/// "hhi", "segment.consumer.adoption", "region.europe.open_share": how a metric is named on the command line.
std::string metric_path(const Metric& metric);

/// The metric's value at the end of the last step.
double measure(const Metric& metric, const World& world);

}  // namespace enclosure
