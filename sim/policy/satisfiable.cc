#include "sim/policy/satisfiable.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <string_view>
#include <vector>

#include "sim/indicators/judgement.h"

namespace enclosure {

namespace {

constexpr std::size_t most_cases = 100'000;

// A comparison changes its answer only at its bound: between two neighbouring bounds one value stands for all.
std::vector<double> representatives(std::vector<double> bounds, const Range& range) {
    bounds.push_back(range.lo);
    bounds.push_back(range.hi);
    std::sort(bounds.begin(), bounds.end());
    std::vector<double> values{std::numeric_limits<double>::quiet_NaN()};
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        values.push_back(bounds[i]);
        if (i + 1 == bounds.size()) break;
        const double lo = std::max(bounds[i], std::numeric_limits<double>::lowest());
        const double hi = std::min(bounds[i + 1], std::numeric_limits<double>::max());
        values.push_back(lo / 2 + hi / 2);
    }
    std::erase_if(values, [&](double value) { return !std::isnan(value) && !range.holds(value); });
    return values;
}

}  // namespace

Range any_value(const Reading&) {
    return {};
}

Range described_values(const Reading& reading) {
    return described_range(std::string_view(reading.name).substr(0, reading.name.find('.')), reading.unit);
}

bool satisfiable(std::span<const Trigger* const> conditions, IndicatorRange range) {
    std::map<std::string_view, std::vector<double>> values;
    std::map<std::string_view, const Reading*> readings;
    for (const Trigger* condition : conditions) {
        for (const IndicatorComparison& c : condition->comparisons) {
            values[c.reading.name].push_back(c.bound);
            readings[c.reading.name] = &c.reading;
        }
    }
    std::size_t cases = 1;
    for (auto& [name, bounds] : values) {
        bounds = representatives(std::move(bounds), range(*readings[name]));
        cases *= bounds.size();
        if (cases > most_cases) return true;
    }
    std::map<std::string_view, double> now;
    for (std::size_t k = 0; k < cases; ++k) {
        std::size_t rest = k;
        for (const auto& [name, candidates] : values) {
            now[name] = candidates[rest % candidates.size()];
            rest /= candidates.size();
        }
        const auto value = [&](const Reading& reading) { return now.find(reading.name)->second; };
        if (std::all_of(conditions.begin(), conditions.end(), [&](const Trigger* c) { return holds(*c, value); })) return true;
    }
    return false;
}

}  // namespace enclosure
