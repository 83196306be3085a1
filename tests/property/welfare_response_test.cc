// Directions of welfare, work and lock-in, as means over paired seeds.
#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "sim/indicators/indicator.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

constexpr int welfare_seeds = 3;
constexpr std::size_t welfare_steps = 36;

// Last values of indicators after three years, mean over seeds.
template <class Change>
std::vector<double> means_of(const std::vector<std::string>& names, Change change) {
    std::vector<double> means(names.size(), 0.0);
    for (int seed = 1; seed <= welfare_seeds; ++seed) {
        Scenario scenario = small_baseline(seed);
        change(scenario);
        Simulation simulation(std::move(scenario), {.threads = 2});
        for (std::size_t k = 0; k < welfare_steps; ++k) simulation.step();
        for (std::size_t i = 0; i < names.size(); ++i) {
            const Indicator* indicator = find_indicator(names[i]);
            if (indicator == nullptr) throw std::invalid_argument("no indicator " + names[i]);
            means[i] += indicator->value(simulation.world()) / welfare_seeds;
        }
    }
    return means;
}

TEST(WelfareResponse, WorkAndDevelopersFollowTheirSwitches) {
    const std::vector<std::string> names{"employment", "developers_surplus", "hhi", "consumer_surplus"};
    const auto with = [&](double displaced, double created, double value) {
        return means_of(names, [=](Scenario& s) {
            s.parameters.labour.displaced = displaced;
            s.parameters.labour.created = created;
            s.parameters.welfare.developer_value = value;
            s.parameters.community.funding = 0;  // what a fund pays developers is theirs whatever their time is worth
        });
    };
    const std::vector<double> off = with(0, 0.8, 0);
    const std::vector<double> some = with(0.25, 0, 1500);
    const std::vector<double> more = with(0.5, 0, 3000);
    const std::vector<double> renewed = with(0.5, 2, 3000);
    EXPECT_EQ(off[0], 1);
    EXPECT_LT(some[0], off[0]);
    EXPECT_LT(more[0], some[0]);
    EXPECT_GT(renewed[0], more[0]);
    EXPECT_EQ(off[1], 0);
    EXPECT_GT(some[1], 0);
    EXPECT_NEAR(more[1], 2 * some[1], 1e-9 * more[1]);
    // Nobody reads what is measured here.
    for (const std::size_t i : {2U, 3U}) {
        EXPECT_EQ(off[i], some[i]);
        EXPECT_EQ(off[i], renewed[i]);
    }
}

// Users gain by cheap models, in utility; in dollars the surplus is near its bound, the budget, at either cost. (What low mark-ups do is a
// claim, no consequence of the equations: they also take money from research.)
TEST(WelfareResponse, UsersLoseByDearServing) {
    const auto log_sum = [&](double factor) {
        return means_of({"log_sum"}, [=](Scenario& s) { s.parameters.cost.reference_cost *= factor; })[0];
    };
    EXPECT_LT(log_sum(4), log_sum(1) - 0.2);
}

}  // namespace
}  // namespace enclosure::test
