// Every number of a scenario by its description, so that tests fold over parameters instead of listing them. A parameter is a field of a
// group or of all rows of a table and goes by "table.name": "knowledge.spillover", "segment.contagion".
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "sim/base/hash.h"
#include "sim/scenario/leaves.h"
#include "sim/scenario/per_id.h"
#include "sim/scenario/scenario.h"

namespace enclosure::test {

/// Uniform numbers for drawing scenarios; a test's own, so that the model's draws stay the model's.
class Chance {
  public:
    explicit Chance(std::uint64_t seed) : state_(mix(seed + 1)) {}
    double uniform() {
        state_ += 0x9e3779b97f4a7c15u;
        return (static_cast<double>(mix(state_) >> 11) + 0.5) * 0x1p-53;
    }
    double between(double lo, double hi) { return lo + (hi - lo) * uniform(); }
    std::size_t below(std::size_t n) { return std::min(static_cast<std::size_t>(uniform() * static_cast<double>(n)), n - 1); }

  private:
    std::uint64_t state_;
};

/// A value within the legal range: now and then an end of it, often a usual one, else anything, by scale where the range spans scales.
inline double draw_legal(const Facts& facts, Chance& chance) {
    const Range legal = facts.legal;
    const double kind = chance.uniform();
    if (kind < 0.05) return legal.lo;
    if (kind < 0.1) return legal.hi;
    if (kind < 0.4) return chance.between(facts.usual.lo, facts.usual.hi);
    if (legal.lo >= 0 && legal.hi >= 1000 * std::max(legal.lo, 1.0)) {
        const double least = legal.lo > 0 ? legal.lo : legal.hi * 1e-9;
        return std::min(std::max(std::exp(chance.between(std::log(least), std::log(legal.hi))), legal.lo), legal.hi);
    }
    return chance.between(legal.lo, legal.hi);
}

template <class T>
inline constexpr bool is_number =
    std::is_same_v<T, double> || std::is_same_v<T, std::int64_t> || std::is_same_v<T, bool> || std::is_same_v<T, PerId>;

template <class T>
void set_number(T& value, double x) {
    if constexpr (std::is_same_v<T, PerId>) {
        value = {x, {}};
    } else if constexpr (std::is_same_v<T, bool>) {
        value = x != 0;
    } else {
        value = static_cast<T>(x);
    }
}

template <class T>
double get_number(const T& value) {
    if constexpr (std::is_same_v<T, PerId>) {
        return value.fallback;
    } else {
        return static_cast<double>(value);
    }
}

template <class T>
void draw_number(T& value, const Facts& facts, Chance& chance) {
    if constexpr (std::is_same_v<T, PerId>) {
        value.fallback = draw_legal(facts, chance);
        for (auto& entry : value.values) entry.second = draw_legal(facts, chance);
    } else if constexpr (std::is_same_v<T, bool>) {
        value = chance.uniform() < 0.5;
    } else {
        set_number(value, draw_legal(facts, chance));
    }
}

/// Calls visit("table.name", value, facts) for each number of a group or of a row that describes agents.
template <class S, class Visit>
void visit_parameters(S& scenario, Visit visit) {
    visit_leaves(scenario, [&](const std::string& path, auto& value, const Facts& facts) {
        if constexpr (is_number<std::remove_cvref_t<decltype(value)>>) {
            const std::size_t dot = path.find('.');
            if (dot == std::string::npos) return;
            const std::string table = path.substr(0, dot);
            for (const char* other : {"time", "population", "output", "policy", "shock"}) {
                if (table == other) return;
            }
            visit(table + "." + std::string(facts.name), value, facts);
        }
    });
}

struct Parameter {
    std::string name;  ///< "table.name"
    const Facts* facts = nullptr;
    std::string needs = {};  ///< full name of the switch that it needs; empty if none
};

/// Every parameter that the scenario has, once.
inline std::vector<Parameter> parameters_of(const Scenario& scenario) {
    std::vector<Parameter> all;
    visit_parameters(scenario, [&](const std::string& name, const auto&, const Facts& facts) {
        if (std::any_of(all.begin(), all.end(), [&](const Parameter& p) { return p.name == name; })) return;
        std::string needs(facts.needs);
        if (!needs.empty() && needs.find('.') == std::string::npos) needs = name.substr(0, name.find('.') + 1) + needs;
        all.push_back({name, &facts, needs});
    });
    return all;
}

inline const Parameter* find_parameter(const std::vector<Parameter>& all, std::string_view name) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const Parameter& p) { return p.name == name; });
    return found == all.end() ? nullptr : &*found;
}

/// Sets a parameter, in all rows that have it.
inline void set_parameter(Scenario& scenario, std::string_view name, double x) {
    visit_parameters(scenario, [&](const std::string& n, auto& value, const Facts&) {
        if (n == name) set_number(value, x);
    });
}

/// Draws a parameter anew, in each row by itself.
inline void draw_parameter(Scenario& scenario, std::string_view name, Chance& chance) {
    visit_parameters(scenario, [&](const std::string& n, auto& value, const Facts& facts) {
        if (n == name) draw_number(value, facts, chance);
    });
}

/// Whether a parameter has that value in all rows.
inline bool is_everywhere(const Scenario& scenario, std::string_view name, double x) {
    bool all = true;
    visit_parameters(scenario, [&](const std::string& n, const auto& value, const Facts&) {
        if (n == name && get_number(value) != x) all = false;
    });
    return all;
}

}  // namespace enclosure::test
