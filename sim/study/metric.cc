#include "sim/study/metric.h"

#include <span>
#include <string_view>

#include "sim/indicators/indicator.h"
#include "sim/world/world.h"

namespace enclosure {

namespace {

template <class Row>
void append(std::vector<Metric>& metrics, Level level, std::span<const MemberIndicator> table, const std::vector<Row>& members) {
    for (std::size_t i = 0; i < table.size(); ++i) {
        for (std::size_t row = 0; row < members.size(); ++row) {
            metrics.push_back({level, table[i].name, table[i].unit, table[i].doc, members[row].id, row, i});
        }
    }
}

}  // namespace

std::vector<Metric> metrics_of(const Scenario& scenario) {
    std::vector<Metric> metrics;
    for (std::size_t i = 0; i < indicators().size(); ++i) {
        const Indicator& one = indicators()[i];
        metrics.push_back({Level::world, one.name, one.unit, one.doc, "", 0, i});
    }
    append(metrics, Level::segment, segment_indicators(), scenario.segment);
    append(metrics, Level::region, region_indicators(), scenario.region);
    return metrics;
}

std::vector<Metric> firm_metrics_of(const Scenario& scenario) {
    std::vector<Metric> metrics;
    append(metrics, Level::firm, firm_indicators(), scenario.firm);
    for (std::size_t row = 0; row < scenario.firm.size(); ++row) {
        metrics.push_back({.level = Level::firm,
                           .name = "alive",
                           .unit = "1",
                           .doc = "1 while the firm is in the market, else 0.",
                           .member = scenario.firm[row].id,
                           .row = row,
                           .indicator = firm_indicators().size()});
    }
    return metrics;
}

std::string metric_path(const Metric& metric) {
    const std::string name(metric.name);
    if (metric.level == Level::world) return name;
    constexpr std::string_view levels[] = {"", "segment.", "region.", "firm."};
    return std::string(levels[static_cast<std::size_t>(metric.level)]) + metric.member + "." + name;
}

double measure(const Metric& metric, const World& world) {
    switch (metric.level) {
        case Level::world:
            return indicators()[metric.indicator].value(world);
        case Level::segment:
            return segment_indicators()[metric.indicator].value(world, metric.row);
        case Level::region:
            return region_indicators()[metric.indicator].value(world, metric.row);
        case Level::firm:
            if (metric.indicator == firm_indicators().size()) return world.firms.active(metric.row, world.step.t) ? 1 : 0;
            return firm_indicators()[metric.indicator].value(world, metric.row);
    }
    return 0;
}

}  // namespace enclosure
