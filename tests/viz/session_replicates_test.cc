// Replicates in the background are plain runs, and the paired table has their statistics.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "sim/base/paired.h"
#include "sim/indicators/indicator.h"
#include "tests/viz/watched_session.h"

namespace enclosure::viz {
namespace {

TEST_P(SessionOf, MakesReplicatesThatArePlainRuns) {
    const std::vector<Override> tiny{{"population.users", "1000"}, {"population.developers", "100"}, {"time.end", "2025-01-01"}};
    Session session(options());
    session.open(load_scenario("lib:baseline", tiny), "tiny");
    make_steps(session, 6);
    session.fork(6, setting("prices.markup_max", "2.2"));
    session.start_replicates(4);
    ASSERT_TRUE(wait_until(session, [&] { return !session.replicates().running && session.replicates().made == 4; }))
        << session.replicates().failure;
    const auto end_values = [&](WorldId world) {
        std::vector<std::vector<double>> all;
        for (std::uint64_t seed = 2; seed <= 5; ++seed) {
            Scenario scenario = load_scenario_text(session.scenario_toml(world), "whole").scenario;
            scenario.seed = static_cast<std::int64_t>(seed);
            Simulation plain(scenario, {.threads = 1});
            while (!plain.done()) plain.step();
            std::vector<double> values;
            for (const Indicator& indicator : indicators()) values.push_back(indicator.value(plain.world()));
            all.push_back(values);
        }
        return all;
    };
    const auto a = end_values(WorldId::a), b = end_values(WorldId::b);
    const std::vector<PairedRow> table = session.paired_table();
    ASSERT_EQ(table.size(), indicators().size());
    std::size_t differ = 0;
    for (const PairedRow& row : table) {
        std::vector<double> of_a, of_b;
        for (std::size_t k = 0; k < 4; ++k) {
            of_a.push_back(a[k][row.indicator]);
            of_b.push_back(b[k][row.indicator]);
        }
        const PairedStatistics expected = paired_statistics(of_b, of_a);
        EXPECT_EQ(row.pairs, expected.n);
        if (expected.n < 2) continue;
        EXPECT_EQ(row.difference, expected.difference) << indicators()[row.indicator].name;
        EXPECT_EQ(row.interval.low, expected.interval.low);
        EXPECT_LE(row.a.low, row.mean_a);
        differ += row.difference != 0 ? 1 : 0;
        const ReplicateBand band = session.band(WorldId::a, row.indicator);
        ASSERT_EQ(band.middle.size(), 25u);
        EXPECT_EQ(band.middle.back(), quantile(of_a, 0.5));
        EXPECT_LE(band.low.back(), band.high.back());
    }
    EXPECT_GT(differ, 10u);
    session.change_rules(setting("prices.markup_max", "2"));
    EXPECT_EQ(session.replicates().made, 0u) << "they were of other rules";
    EXPECT_TRUE(session.paired_table().empty());
    EXPECT_TRUE(session.band(WorldId::a, 0).low.empty());
}

// The table has A − B: what is a thousand times as frequent in B is negative there.
TEST_P(SessionOf, HasDifferencesOfAFromB) {
    const std::vector<Override> tiny{{"population.users", "1000"}, {"population.developers", "100"}, {"time.end", "2025-01-01"}};
    Session session(options());
    session.open(load_scenario("lib:baseline", tiny), "tiny");
    make_steps(session, 1);
    session.fork(1, setting("harm.breach_rate", "100"));
    session.start_replicates(4);
    ASSERT_TRUE(wait_until(session, [&] { return !session.replicates().running && session.replicates().made == 4; }))
        << session.replicates().failure;
    const std::vector<PairedRow> table = session.paired_table();
    const auto row =
        std::find_if(table.begin(), table.end(), [](const PairedRow& r) { return indicators()[r.indicator].name == "breaches"; });
    ASSERT_NE(row, table.end());
    ASSERT_EQ(row->pairs, 4u);
    EXPECT_GT(row->mean_b, row->mean_a);
    EXPECT_NEAR(row->difference, row->mean_a - row->mean_b, 1e-9 * row->mean_b);
    EXPECT_LT(row->difference, 0);
    EXPECT_LE(row->interval.low, row->difference);
    EXPECT_LT(row->interval.high, 0) << "clearly so";
}

}  // namespace
}  // namespace enclosure::viz
