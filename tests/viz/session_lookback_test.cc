// What is made again of the past: agents of any step, and why a user or a firm did what it did.
#include <gtest/gtest.h>

#include <chrono>

#include "tests/viz/watched_session.h"

namespace enclosure::viz {
namespace {

using namespace std::chrono_literals;

TEST_P(SessionOf, ShowsExactAgentsOfAnyStepWithLittleMemory) {
    SessionOptions little = options();
    little.frame_memory = 20'000;  // for six frames of 3300 agents
    Session session(little);
    session.open(small_baseline(), "small");
    const std::size_t stride = session.track()->frame_stride();
    EXPECT_GT(stride, 20u);
    make_steps(session, 70);
    wait_until(session, [&] { return session.latest_agents() && session.latest_agents()->step == 70; });
    EXPECT_EQ(session.latest_agents()->step, 70u);
    Simulation plain(small_baseline().scenario, {.threads = 1});
    std::vector<std::vector<std::uint8_t>> choices;
    const auto keep = [&] { choices.emplace_back(plain.world().users.choice.begin(), plain.world().users.choice.end()); };
    keep();
    while (plain.steps_made() < 70) {
        plain.step();
        keep();
    }
    EXPECT_EQ(session.latest_agents()->choice, choices[70]);
    for (const std::size_t step : {69u, 3u, 31u, 32u, 0u, 50u}) {
        const auto first = session.agents_at(step);
        ASSERT_NE(first, nullptr);
        EXPECT_LE(first->step, step);
        ASSERT_TRUE(wait_until(session, [&] { return session.agents_at(step)->step == step; })) << session.status().failure;
        EXPECT_EQ(session.agents_at(step)->choice, choices[step]) << step;
    }
    EXPECT_EQ(session.status().failure, "");
}

TEST_P(SessionOf, ExplainsWhatAUserHas) {
    Session session(options());
    session.open(small_baseline(), "small");
    EXPECT_EQ(session.explain_user(5), nullptr) << "nothing was chosen yet";
    make_steps(session, 33);
    session.change_rules(setting("prices.markup_max", "2"));
    ASSERT_TRUE(wait_until(session, [&] { return session.explain_user(5) != nullptr; }));
    auto choice = session.explain_user(5);
    EXPECT_EQ(choice->step, 32u);
    EXPECT_EQ(choice->after, session.track()->last().agents->choice[5]);
    EXPECT_EQ(choice->before, session.track()->record(32).agents->choice[5]);
    make_steps(session, 34);
    ASSERT_TRUE(wait_until(session, [&] { return session.explain_user(5) && session.explain_user(5)->step == 33; }))
        << session.status().failure;
    EXPECT_EQ(session.explain_user(5)->after, session.track()->last().agents->choice[5]);
    EXPECT_EQ(session.explain_user(3000), nullptr) << "there is no such user";

    make_steps(session, 60);
    std::size_t explained = 0;
    const std::vector<FirmRecord>& firms = session.track()->last().firms;
    for (std::size_t firm = 0; firm < firms.size() && (GetParam() || explained < 1); ++firm) {
        if (firms[firm].reviews == 0) {
            EXPECT_EQ(session.explain_firm(firm), nullptr);
            continue;
        }
        // Null for good if it had nothing to weigh.
        if (!wait_until(
                session, [&] { return session.explain_firm(firm) != nullptr; }, GetParam() ? 0s : 10s))
            continue;
        const auto review = session.explain_firm(firm);
        EXPECT_EQ(review->firm, firms[firm].label);
        EXPECT_EQ(review->review, firms[firm].reviews);
        EXPECT_EQ(session.track()->record(review->step + 1).firms[firm].reviews, firms[firm].reviews);
        ++explained;
    }
    EXPECT_GE(explained, GetParam() ? 4u : 1u);
    EXPECT_EQ(session.status().failure, "");
}

}  // namespace
}  // namespace enclosure::viz
