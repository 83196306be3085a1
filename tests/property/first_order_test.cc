// Turning a mechanism up moves what its equation says it moves, on the mean of paired runs: same seed, same draws, one parameter apart.
// A run pair with common random numbers differs by what the switch caused. With six pairs a row passes if the mean difference has the
// right sign and exceeds twice its standard error. A switch that moved nothing on average would pass with probability .05 (t > 2 at five
// degrees of freedom); one that moves its indicator by four standard errors fails with about .03.
#include "tests/property/first_order.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/indicators/indicator.h"
#include "sim/world/stored.h"
#include "tests/property/switched.h"

namespace enclosure::test {
namespace {

// Mean of a column over the firms that are active, the models that are live, all rows of other parts; nothing if no column is called so.
std::optional<double> column_mean(const World& world, std::string_view name) {
    const std::size_t first = name.find('.');
    const std::size_t second = name.find('.', first + 1);
    const std::string_view part_name = name.substr(0, first);
    const std::string_view column_name = name.substr(first + 1, second - first - 1);
    const std::string_view side = second == std::string_view::npos ? "" : name.substr(second + 1);
    std::optional<double> mean;
    for_each_stored(world, [&](std::string_view part, const ColumnFacts& facts, const auto& values) {
        if constexpr (requires { static_cast<double>(values.at(0)); }) {
            if (part != part_name || facts.name != column_name) return;
            const std::size_t rows = part_name == "firms" ? world.firms.size() : world.catalogue.size();
            double sum = 0;
            double n = 0;
            for (std::size_t i = 0; i < values.size(); ++i) {
                const std::size_t row = rows > 0 ? i / std::max<std::size_t>(values.size() / rows, 1) : i;
                if (part_name == "firms" && !world.firms.active(row, world.step.t)) continue;
                if (part_name == "catalogue" && !world.catalogue.live(row)) continue;
                if (!side.empty() && (world.catalogue.open[row] != 0) != (side == "open")) continue;
                sum += static_cast<double>(values[i]);
                n += 1;
            }
            mean = n > 0 ? sum / n : std::numeric_limits<double>::quiet_NaN();
        }
    });
    return mean;
}

double measure(const World& world, std::string_view name) {
    if (const Indicator* whole = find_indicator(name)) return whole->value(world);
    const std::size_t dot = name.find('.');
    if (dot != std::string_view::npos) {
        const std::string_view stem = name.substr(0, dot);
        const std::string_view member = name.substr(dot + 1);
        for (const MemberIndicator& i : segment_indicators()) {
            for (std::size_t g = 0; g < world.rules.segment.size(); ++g) {
                if (i.name == stem && world.rules.segment[g].id == member) return i.value(world, g);
            }
        }
        for (const MemberIndicator& i : region_indicators()) {
            for (std::size_t r = 0; r < world.rules.region.size(); ++r) {
                if (i.name == stem && world.rules.region[r].id == member) return i.value(world, r);
            }
        }
        if (const std::optional<double> mean = column_mean(world, name)) return *mean;
    }
    throw std::invalid_argument("no indicator and no column is called " + std::string(name));
}

double mean_at(const FirstOrder& row, double level, std::int64_t seed) {
    Scenario scenario = smallest_baseline(seed);
    switch_on_needs(scenario, std::string(row.name));
    apply_given(scenario, row.given);
    set_parameter(scenario, row.name, level);
    Simulation simulation(std::move(scenario), {.threads = 1});
    double sum = 0;
    double n = 0;
    for (std::size_t k = 0; k < row.months; ++k) {
        simulation.step();
        if (2 * k < row.months) continue;
        const double value = measure(simulation.world(), row.moves);
        if (std::isnan(value)) continue;
        sum += value;
        n += 1;
    }
    return n > 0 ? sum / n : std::numeric_limits<double>::quiet_NaN();
}

class FirstOrderOf : public testing::TestWithParam<FirstOrder> {};
INSTANTIATE_TEST_SUITE_P(All, FirstOrderOf, testing::ValuesIn(first_order),
                         [](const testing::TestParamInfo<FirstOrder>& p) { return test_name_of(p.param.name); });

TEST_P(FirstOrderOf, MovesAsItsEquationSays) {
    const FirstOrder& row = GetParam();
    PairedMoves moves;
    for (std::int64_t seed = 1; seed <= row.pairs; ++seed) {
        const double at_low = mean_at(row, row.from, seed);
        moves.add(at_low, (mean_at(row, row.to, seed) - at_low) * (row.direction == Turned::up ? 1 : -1));
    }
    moves.expect_the_right_way(row.moves, row.pairs);
}

TEST(FirstOrderTable, HoldsEverySwitch) {
    for (const Parameter& p : switches()) {
        std::size_t rows = 0;
        for (const FirstOrder& row : first_order) rows += row.name == p.name ? 1 : 0;
        for (const NoDirection& row : no_direction) rows += row.name == p.name && !row.reason.empty() ? 1 : 0;
        EXPECT_EQ(rows, 1U) << p.name << ": each switch has one line in tests/property/first_order.h";
    }
}

TEST(FirstOrderTable, HoldsNothingElse) {
    for (const FirstOrder& row : first_order) {
        const Parameter* p = find_parameter(all_parameters(), row.name);
        ASSERT_NE(p, nullptr) << row.name;
        EXPECT_TRUE(p->facts->is_switch()) << row.name;
        EXPECT_LT(row.from, row.to) << row.name;
        const bool bounded = std::isfinite(p->facts->usual.lo);
        const bool low = row.from == p->facts->off || p->facts->usual.holds(row.from);
        const bool high = row.to == p->facts->off || p->facts->usual.holds(row.to);
        EXPECT_TRUE(!bounded || (low && high)) << row.name << " is taken beyond usual";
        for (const Setting& s : {row.given.first, row.given.second}) {
            EXPECT_TRUE(s.name.empty() || find_parameter(all_parameters(), s.name) != nullptr) << s.name;
        }
    }
    for (const NoDirection& row : no_direction) EXPECT_NE(find_parameter(all_parameters(), row.name), nullptr) << row.name;
}

}  // namespace
}  // namespace enclosure::test
