// What reviews and entry do in whole runs, as means over paired seeds.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/worlds.h"

namespace enclosure::test {
namespace {

constexpr int strategy_seeds = 4;

template <class Change, class Measure>
double strategy_mean(std::size_t steps, Change change, Measure measure) {
    double sum = 0;
    for (int seed = 1; seed <= strategy_seeds; ++seed) {
        Scenario s = small_baseline(seed);
        s.population.users = 10000;
        s.population.developers = 1000;
        change(s);
        Simulation simulation(std::move(s), {.threads = 2});
        for (std::size_t k = 0; k < steps; ++k) simulation.step();
        sum += measure(simulation.world()) / strategy_seeds;
    }
    return sum;
}

double entrants(const World& w) {
    return static_cast<double>(w.commons.entrants);
}

void many_founders(Scenario& s) {
    s.parameters.entry.rate = 40;
    s.parameters.entry.capacity = 100;
    for (StrategyRow& row : s.strategy) row.entrants = row.id == "closed_api" ? 1 : 0;
}

// The same founders, who all sell interfaces, with released weights and in a world in which every firm keeps its own: the difference over
// paired seeds is more than two standard errors. Released weights are rivals as well as bases, so that its size is a finding.
TEST(StrategyResponse, ReleasedWeightsBringEntrants) {
    constexpr int pairs = 12;
    double sum = 0;
    double squares = 0;
    for (int seed = 1; seed <= pairs; ++seed) {
        double count[2] = {0, 0};
        for (const int released : {0, 1}) {
            Scenario s = small_baseline(seed);
            s.population.users = 5000;
            s.population.developers = 500;
            many_founders(s);
            s.parameters.review.reviews = false;
            for (FirmRow& f : s.firm) {
                if (released != 0) break;
                f.strategy = "closed_api";
                if (std::isnan(f.interface_capability)) f.interface_capability = f.release_capability;
            }
            Simulation simulation(std::move(s), {.threads = 2});
            for (int k = 0; k < 60; ++k) simulation.step();
            count[released] = entrants(simulation.world());
        }
        sum += count[1] - count[0];
        squares += (count[1] - count[0]) * (count[1] - count[0]);
    }
    const double mean = sum / pairs;
    const double error = std::sqrt((squares / pairs - mean * mean) / (pairs - 1));
    RecordProperty("difference", std::to_string(mean) + " +- " + std::to_string(error));
    EXPECT_GT(mean, 2 * error) << mean << " +- " << error;
}

TEST(StrategyResponse, ProfitKeepsFoundersOut) {
    const auto intensity = [](double value) {
        return [value](Scenario& s) {
            many_founders(s);
            s.parameters.entry.intensity = value;
        };
    };
    const double regardless = strategy_mean(36, intensity(0), entrants);
    const double hopeful = strategy_mean(36, intensity(1), entrants);
    const double sober = strategy_mean(36, intensity(3), entrants);
    EXPECT_LT(hopeful, 0.9 * regardless);
    EXPECT_LT(sober, 0.9 * hopeful);
}

double open_firms(const World& w) {
    double open = 0;
    for (std::size_t f = 0; f < w.firms.size(); ++f) open += w.firms.active(f, w.step.t) && w.rules.strategy[w.firms.strategy[f]].release;
    return open;
}

TEST(StrategyResponse, FreeWorkAndGoalsOpenFirms) {
    const auto value = [](double dollars) { return [dollars](Scenario& s) { s.parameters.review.community_value = dollars; }; };
    EXPECT_GT(strategy_mean(48, value(3e11), open_firms), strategy_mean(48, value(0), open_firms));
    const auto complements = [](double goal) {
        return [goal](Scenario& s) {
            for (FirmRow& f : s.firm) f.goal_complements = f.goal_reach = goal;
        };
    };
    EXPECT_GT(strategy_mean(48, complements(10), open_firms), strategy_mean(48, complements(0), open_firms));
}

TEST(StrategyResponse, InertiaHoldsFirmsToTheirStrategy) {
    const auto inertia = [](double value) { return [value](Scenario& s) { s.parameters.review.inertia = value; }; };
    const auto switches = [](const World& w) { return static_cast<double>(w.commons.strategy_switches); };
    const double loose = strategy_mean(48, inertia(0), switches);
    const double base = strategy_mean(48, inertia(0.33), switches);
    EXPECT_LT(base, loose);
    EXPECT_LT(strategy_mean(48, inertia(1), switches), base);
}

}  // namespace
}  // namespace enclosure::test
