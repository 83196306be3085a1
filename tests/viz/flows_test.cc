// Those who switch: flows between firms add up.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>

#include "sim/base/hash.h"
#include "sim/world/users.h"
#include "tests/viz/made_up_market.h"
#include "viz/map/flows.h"

namespace enclosure::viz {
namespace {

TEST(Flows, AddUpAndLeaveOutThoseWhoStay) {
    const StepRecord then = market_record(0);
    const StepRecord now = market_record(12);
    constexpr std::array<std::uint8_t, 6> choices{3, 5, 7, 9, choice_none, choice_unaware};
    AgentFrame before{0, {}, {}};
    AgentFrame after{12, {}, {}};
    for (std::size_t i = 0; i < 5000; ++i) {
        before.choice.push_back(choices[mix(i) % choices.size()]);
        after.choice.push_back(choices[mix(i + 99999) % (1 + mix(i) % choices.size())]);
    }
    const Flows flows = flows_between(then, before, now, after);
    std::map<std::int32_t, std::int64_t> change, wanted;
    for (const NetFlow& flow : flows.net) {
        change[flow.from] -= flow.users;
        change[flow.to] += flow.users;
        EXPECT_NE(flow.from, flow.to);
        EXPECT_GT(flow.users, 0U);
    }
    std::uint32_t switched = 0;
    for (std::size_t i = 0; i < before.choice.size(); ++i) {
        const std::int32_t from = firm_of_slot(then, before.choice[i]);
        const std::int32_t to = firm_of_slot(now, after.choice[i]);
        if (from < -1 || to < -1 || from == to) continue;
        ++switched;
        --wanted[from];
        ++wanted[to];
    }
    ASSERT_GT(switched, 100U);
    EXPECT_EQ(flows.switched, switched);
    std::int64_t sum = 0;
    for (const auto& [firm, users] : wanted) {
        EXPECT_EQ(change[firm], users) << firm;
        sum += users;
    }
    EXPECT_EQ(sum, 0);
    EXPECT_TRUE(std::is_sorted(flows.net.begin(), flows.net.end(), [](const NetFlow& a, const NetFlow& b) { return a.users > b.users; }));
}

}  // namespace
}  // namespace enclosure::viz
