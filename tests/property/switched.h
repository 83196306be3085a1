// What the tests of switches share: the switches of the model, and the smallest world in which each mechanism is at work.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tests/described_values.h"
#include "tests/worlds.h"

namespace enclosure::test {

/// A parameter and what it is set to; nothing if it has no name.
struct Setting {
    std::string_view name = "";
    double value = 0;
};

/// What is set besides the switch, so that there is something to switch.
struct Given {
    Setting first = {};
    Setting second = {};
};

inline void apply_given(Scenario& scenario, const Given& given) {
    for (const Setting& s : {given.first, given.second}) {
        if (!s.name.empty()) set_parameter(scenario, s.name, s.value);
    }
}

/// The baseline with few agents.
inline Scenario smallest_baseline(std::int64_t seed = 1) {
    Scenario s = baseline(seed);
    s.population.users = 2000;
    s.population.developers = 300;
    return s;
}

/// All parameters of the baseline.
inline const std::vector<Parameter>& all_parameters() {
    static const std::vector<Parameter> all = parameters_of(smallest_baseline());
    return all;
}

/// Those of them that switch a mechanism.
inline std::vector<Parameter> switches() {
    std::vector<Parameter> some;
    for (const Parameter& p : all_parameters()) {
        if (p.facts->is_switch()) some.push_back(p);
    }
    return some;
}

/// Names of the parameters that are without effect while `name` is off: those that need it, and those that need a switch that does.
inline std::vector<std::string> dependants(const std::string& name) {
    std::vector<std::string> found;
    std::vector<std::string> open = {name};
    while (!open.empty()) {
        const std::string needed = open.back();
        open.pop_back();
        for (const Parameter& p : all_parameters()) {
            if (p.needs != needed || p.name == name || std::find(found.begin(), found.end(), p.name) != found.end()) continue;
            found.push_back(p.name);
            open.push_back(p.name);
        }
    }
    return found;
}

/// A value at which the mechanism is surely at work: the middle of its usual range, or true.
inline double on_value(const Facts& facts) {
    const bool bounded = std::isfinite(facts.usual.lo) && std::isfinite(facts.usual.hi);
    return bounded ? 0.5 * (facts.usual.lo + facts.usual.hi) : 1.0;
}

/// Switches on what `name` needs, and what that needs, where the scenario has it off.
inline void switch_on_needs(Scenario& scenario, const std::string& name) {
    const Parameter* p = find_parameter(all_parameters(), name);
    for (std::size_t depth = 0; p != nullptr && !p->needs.empty() && depth < all_parameters().size(); ++depth) {
        p = find_parameter(all_parameters(), p->needs);
        if (p != nullptr && is_everywhere(scenario, p->name, p->facts->off)) set_parameter(scenario, p->name, on_value(*p->facts));
    }
}

/// First step after which the state hashes of two scenarios differ; `steps` if they never do.
inline std::size_t first_difference(const Scenario& a, const Scenario& b, std::size_t steps) {
    Simulation one(a, {.threads = 1});
    Simulation other(b, {.threads = 1});
    for (std::size_t k = 0; k < steps; ++k) {
        one.step();
        other.step();
        if (one.state_hash() != other.state_hash()) return k;
    }
    return steps;
}

/// The name as a test's name.
inline std::string test_name_of(std::string_view name) {
    std::string text(name);
    std::replace(text.begin(), text.end(), '.', '_');
    return text;
}

/// Paired differences of a mean that should rise: what each pair of runs moved, counted the right way.
class PairedMoves {
  public:
    /// A pair whose mean is not defined does not count.
    void add(double before, double moved) {
        if (std::isnan(moved)) return;
        before_ += before;
        sum_ += moved;
        squares_ += moved * moved;
        n_ += 1;
    }
    /// All pairs but one count, and the mean has the right sign and exceeds twice its standard error.
    void expect_the_right_way(std::string_view moves, std::int64_t pairs) const {
        ASSERT_GE(n_, static_cast<double>(pairs - 1)) << moves << " means nothing here";
        const double mean = sum_ / n_;
        const double error = std::sqrt(std::max(squares_ / n_ - mean * mean, 0.0) / (n_ - 1));
        testing::Test::RecordProperty("t", std::to_string(error > 0 ? mean / error : 1e9));
        EXPECT_GT(mean, 2 * error) << moves << " moves by " << mean << " ± " << error << " the right way, from " << before_ / n_;
        EXPECT_GT(mean, 0);
    }

  private:
    double before_ = 0;
    double sum_ = 0;
    double squares_ = 0;
    double n_ = 0;
};

}  // namespace enclosure::test
