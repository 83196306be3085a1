// A lever applied to a scenario as its table says: its parameters changed from the start on, everywhere.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "sim/policy/lever.h"
#include "sim/scenario/paths.h"

namespace enclosure::test {

/// Paths of a lever's target: itself, or one for each row where it names all of them ("region.*.name").
inline std::vector<std::string> paths_of(const Scenario& scenario, std::string_view target) {
    const std::size_t star = target.find('*');
    if (star == std::string_view::npos) return {std::string(target)};
    std::vector<std::string> paths;
    const std::string before(target.substr(0, star));
    const std::string after(target.substr(star + 1));
    const auto each = [&](const auto& rows) {
        for (const auto& row : rows) paths.push_back(before + row.id + after);
    };
    before == "region." ? each(scenario.region) : each(scenario.segment);
    return paths;
}

/// What a change makes of a value at a strength: set v + s·(value − v), multiply v·(1 + s·(value − 1)), add v + s·value.
inline double changed_by(double v, const LeverChange& change, double strength) {
    switch (change.op) {
        case Operation::set:
            return v + strength * (change.value - v);
        case Operation::multiply:
            return v * (1 + strength * (change.value - 1));
        case Operation::add:
            return v + strength * change.value;
    }
    return v;
}

inline void apply_lever(Scenario& scenario, const Lever& lever, double strength) {
    for (const LeverChange& change : lever.changes) {
        for (const std::string& path : paths_of(scenario, change.target)) {
            double* value = find_parameter(scenario, path);
            if (value == nullptr) throw std::invalid_argument("no number at " + path);
            *value = changed_by(*value, change, strength);
        }
    }
}

}  // namespace enclosure::test
