// What must hold in every step of every run, whatever the seed and the length of a step: people and money are conserved, shares are shares,
// the audit finds nothing.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <tuple>

#include "sim/indicators/indicator.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

constexpr std::size_t steps = 60;

// Seed and length of a step in years.
class EveryStep : public testing::TestWithParam<std::tuple<int, double>> {
  protected:
    Scenario scenario() const {
        Scenario s = small_baseline(std::get<0>(GetParam()));
        s.time.step = std::get<1>(GetParam());
        return s;
    }
    std::size_t step_total() const { return std::min(steps, step_count(scenario().time)); }
};

std::string test_name(const testing::TestParamInfo<std::tuple<int, double>>& p) {
    return "seed" + std::to_string(std::get<0>(p.param)) + "_days" + std::to_string(std::lround(std::get<1>(p.param) * 365.25));
}

INSTANTIATE_TEST_SUITE_P(Seeds, EveryStep,
                         testing::Values(std::tuple{1, 1.0 / 12}, std::tuple{2, 1.0 / 12}, std::tuple{3, 1.0 / 12},
                                         std::tuple{4, 7 / 365.25}, std::tuple{5, 0.25}),
                         test_name);

TEST_P(EveryStep, PassesTheAudit) {
    Simulation simulation(scenario(), {.threads = 2, .audit = true});
    for (std::size_t k = 0; k < step_total(); ++k) ASSERT_NO_THROW(simulation.step());
    EXPECT_EQ(simulation.steps_made(), step_total());
}

// Counted here from the users themselves, not by what the model counted.
TEST_P(EveryStep, KeepsThePeopleOfEachCell) {
    Simulation simulation(scenario(), {.threads = 2});
    const Cells start = simulation.world().cells;
    for (std::size_t k = 0; k < step_total(); ++k) {
        simulation.step();
        SCOPED_TRACE("step " + std::to_string(k));
        const World& world = simulation.world();
        ASSERT_EQ(world.cells.begin, start.begin);
        ASSERT_EQ(world.cells.end, start.end);
        const std::size_t slots = world.catalogue.size();
        std::size_t all = 0;
        for (std::size_t c = 0; c < world.cells.size(); ++c) {
            std::vector<std::int64_t> count(256, 0);
            for (std::size_t i = world.cells.begin[c]; i < world.cells.end[c]; ++i) ++count[world.users.choice[i]];
            ASSERT_EQ(world.market.unaware[c], count[choice_unaware]) << "cell " << c;
            ASSERT_EQ(world.market.undecided[c], count[choice_none]) << "cell " << c;
            std::int64_t total = count[choice_unaware] + count[choice_none];
            for (std::size_t m = 0; m < slots; ++m) {
                ASSERT_EQ(world.market.users[c * slots + m], count[m]) << "cell " << c << ", slot " << m;
                ASSERT_TRUE(count[m] == 0 || world.catalogue.live(m)) << "slot " << m << " has users and no model";
                total += count[m];
            }
            ASSERT_EQ(total, static_cast<std::int64_t>(world.cells.users(c))) << "cell " << c;
            all += world.cells.users(c);
        }
        ASSERT_EQ(all, 20000U);
    }
}

TEST_P(EveryStep, MovesMoneyOnlyBetweenAccounts) {
    Simulation simulation(scenario(), {.threads = 2});
    const std::vector<double> cash = simulation.world().firms.cash;
    double turnover = 0;
    for (std::size_t k = 0; k < step_total(); ++k) {
        const std::vector<double> before = simulation.world().firms.cash;
        simulation.step();
        SCOPED_TRACE("step " + std::to_string(k));
        const Ledger& ledger = simulation.world().ledger;
        const double gross = std::accumulate(ledger.amount.begin(), ledger.amount.end(), 0.0);
        ASSERT_GT(gross, 0.0);
        turnover += gross;
        // Of the step: what was received less what was paid, by account; and of the run, which rounds the same sums more often.
        std::vector<double> net(ledger.balance.size(), 0.0);
        for (std::size_t i = 0; i < ledger.amount.size(); ++i) {
            net[ledger.payer[i]] -= ledger.amount[i];
            net[ledger.payee[i]] += ledger.amount[i];
        }
        EXPECT_NEAR(std::accumulate(net.begin(), net.end(), 0.0), 0.0, 1e-9 * gross);
        EXPECT_NEAR(std::accumulate(ledger.balance.begin(), ledger.balance.end(), 0.0), 0.0, 1e-9 * turnover);
        const Firms& firms = simulation.world().firms;
        for (std::size_t f = 0; f < before.size(); ++f) {
            const std::uint32_t account = ledger.firm(f);
            const double moved = account < net.size() ? net[account] : 0.0;
            EXPECT_NEAR(firms.cash[f] - before[f], moved, 1e-9 * gross) << firms.label[f];
        }
        for (std::size_t f = 0; f < cash.size(); ++f) {
            const std::uint32_t account = ledger.firm(f);
            const double balance = account < ledger.balance.size() ? ledger.balance[account] : 0.0;
            EXPECT_NEAR(firms.cash[f] - cash[f], balance, 1e-9 * turnover) << firms.label[f];
        }
    }
}

TEST_P(EveryStep, KeepsSharesBetweenZeroAndOne) {
    Simulation simulation(scenario(), {.threads = 2});
    std::size_t checked = 0;
    for (std::size_t k = 0; k < step_total(); ++k) {
        simulation.step();
        const World& world = simulation.world();
        const auto check = [&](std::string_view name, double value) {
            const bool share = name.find("share") != std::string_view::npos || name.find("hhi") != std::string_view::npos ||
                               name.find("adoption") != std::string_view::npos || name.find("aware") != std::string_view::npos;
            if (!share || std::isnan(value)) return;
            ++checked;
            EXPECT_GE(value, 0.0) << name << ", step " << k;
            EXPECT_LE(value, 1.0 + 1e-12) << name << ", step " << k;
        };
        for (const Indicator& i : indicators()) check(i.name, i.value(world));
        for (const MemberIndicator& i : segment_indicators()) {
            for (std::size_t g = 0; g < world.rules.segment.size(); ++g) check(i.name, i.value(world, g));
        }
        for (const MemberIndicator& i : region_indicators()) {
            for (std::size_t r = 0; r < world.rules.region.size(); ++r) check(i.name, i.value(world, r));
        }
        const PublicState& commons = world.commons;
        for (const double x : {commons.resilience, commons.regulation_pressure, commons.risk_open, commons.risk_closed}) {
            EXPECT_GE(x, 0.0) << "step " << k;
            EXPECT_LE(x, 1.0) << "step " << k;
        }
        for (const float x : world.developers.skill) ASSERT_TRUE(x >= 0 && x <= 1) << x << ", step " << k;
        for (const float x : world.developers.fatigue) ASSERT_TRUE(x >= 0 && x <= 1) << x << ", step " << k;
    }
    EXPECT_GT(checked, 10 * step_total()) << "hardly any indicator is called a share";
}

}  // namespace
}  // namespace enclosure::test
