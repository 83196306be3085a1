// A live session against plain runs: its steps, its records, its failures, its memory; and what only one that steps at once can show.
#include "viz/session/session.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "sim/indicators/indicator.h"
#include "tests/viz/watched_session.h"
#include "viz/session/observe.h"

namespace enclosure::viz {
namespace {

INSTANTIATE_TEST_SUITE_P(AtOnceAndInAThread, SessionOf, testing::Values(true, false),
                         [](const auto& which) { return which.param ? "AtOnce" : "InAThread"; });

TEST_P(SessionOf, HasTheStatesOfAPlainRun) {
    Session session(options());
    EXPECT_EQ(session.status().state, RunState::empty);
    EXPECT_EQ(session.track(), nullptr);
    session.open(small_baseline(), "small");
    EXPECT_EQ(session.status().state, RunState::paused);
    ASSERT_EQ(session.track()->size(), 1u) << "stands at step 0";
    make_steps(session, session.track()->steps_total());
    EXPECT_EQ(hashes(session), plain_hashes(small_baseline().scenario));
    wait_until(session, [&] { return session.status().state == RunState::ended; });
    EXPECT_EQ(session.status().state, RunState::ended);
}

TEST_P(SessionOf, RecordsWhatIndicatorsSay) {
    Session session(options());
    session.open(small_baseline(), "small");
    make_steps(session, 10);
    Simulation plain(small_baseline().scenario, {.threads = 1});
    const auto track = session.track();
    EXPECT_TRUE(std::isnan(track->record(0).world[0]));
    for (std::size_t k = 1; k <= 10; ++k) {
        plain.step();
        const World& world = plain.world();
        const StepRecord& record = track->record(k);
        ASSERT_EQ(record.world.size(), indicators().size());
        for (std::size_t i = 0; i < indicators().size(); ++i) {
            const double value = indicators()[i].value(world);
            EXPECT_TRUE(record.world[i] == value || (std::isnan(value) && std::isnan(record.world[i]))) << indicators()[i].name;
        }
        EXPECT_EQ(record.date, plain.date());
        ASSERT_NE(record.agents, nullptr);
        EXPECT_TRUE(std::ranges::equal(record.agents->choice, world.users.choice));
        std::vector<std::uint32_t> users(world.catalogue.size());
        for (const std::uint8_t choice : world.users.choice) {
            if (choice < choice_none) ++users[choice];
        }
        double share = 0;
        std::uint32_t of_firms = 0, of_models = 0;
        for (const ModelRecord& model : record.models) {
            EXPECT_EQ(model.users, users[model.slot]) << model.label;
            if (model.firm >= 0) of_models += model.users;
        }
        for (const FirmRecord& firm : record.firms) {
            share += firm.seat_share;
            of_firms += firm.users;
        }
        EXPECT_LE(share, 1 + 1e-9);
        EXPECT_GT(share, 0.5);
        EXPECT_EQ(of_firms, of_models);
        EXPECT_EQ(record.events.size(), world.chronicle.entries.size());
    }
    const AgentFrame& start = *track->record(0).agents;
    for (const ModelRecord& model : track->record(0).models) {
        EXPECT_EQ(model.users, static_cast<std::uint32_t>(std::count(start.choice.begin(), start.choice.end(), model.slot)));
    }
}

TEST_P(SessionOf, SaysWhyAStepFailed) {
    SessionOptions failing = options();
    failing.before_step = [](std::size_t made) {
        if (made == 7) throw std::runtime_error("money is missing");
    };
    Session session(failing);
    session.open(small_baseline(), "small");
    session.run_until(20);
    ASSERT_TRUE(wait_until(session, [&] { return session.status().state == RunState::failed; }));
    EXPECT_EQ(session.status().failure, "money is missing");
    EXPECT_EQ(session.track()->size(), 8u) << "what was computed is kept";
    session.rewind(5);
    EXPECT_EQ(session.status().state, RunState::paused);
    EXPECT_EQ(session.status().failure, "");
    session.reset(false);
    make_steps(session, 7);
    EXPECT_EQ(hashes(session), plain_hashes(small_baseline().scenario, 7));
}

TEST_P(SessionOf, KeepsToItsMemory) {
    SessionOptions little = options();
    little.frame_memory = 30'000;
    little.keyframe_memory = 6'000'000;  // for two states of either world
    Session session(little);
    session.open(small_baseline(), "small");
    make_steps(session, session.track()->steps_total());
    const auto track = session.track();
    std::size_t frames = 0, records = 0;
    for (std::size_t k = 0; k < track->size(); ++k) {
        const StepRecord& record = track->record(k);
        if (record.agents) frames += bytes_of(*record.agents);
        records += bytes_of(record) - (record.agents ? bytes_of(*record.agents) : 0);
    }
    EXPECT_LE(frames, little.frame_memory + 4000);
    EXPECT_EQ(track->bytes(), frames + records);
    EXPECT_LE(session.status().history_bytes - track->bytes(), little.keyframe_memory / 2);
    EXPECT_GE(session.status().keyframes, 1u);
    const std::size_t one = session.status().history_bytes;
    session.fork(100, {});
    EXPECT_LT(session.status().history_bytes, one + one / 10) << "the past is counted once";
}

TEST(SessionAtOnce, MakesOneStepAPumpWhileItRuns) {
    Session session({.threads = 1, .synchronous = true});
    session.open(small_baseline(), "small");
    session.run();
    for (std::size_t k = 1; k <= 5; ++k) {
        EXPECT_EQ(session.status().state, RunState::running);
        EXPECT_TRUE(session.pump());
        EXPECT_EQ(session.track()->size(), k + 1);
    }
    session.pause();
    session.pump();
    EXPECT_EQ(session.track()->size(), 6u);
    EXPECT_FALSE(session.pump()) << "nothing is new";
    session.step(3);
    EXPECT_TRUE(session.pump());
    EXPECT_EQ(session.track()->size(), 9u);
    session.set_speed({.max = true});
    session.run();
    session.pump();
    EXPECT_EQ(session.status().state, RunState::ended);
}

TEST(SessionOpen, LeavesWhatWasThereIfItFails) {
    Session session({.threads = 1, .synchronous = true});
    session.open(small_baseline(), "small");
    session.step(3);
    session.pump();
    const auto track = session.track();
    EXPECT_THROW(session.open("lib:no_such_scenario"), ScenarioError);
    EXPECT_EQ(session.track(), track);
    EXPECT_EQ(session.name(), "small");
    session.open("lib:baseline", few_agents());
    EXPECT_EQ(session.name(), "lib:baseline");
    EXPECT_EQ(session.track()->size(), 1u);
}

}  // namespace
}  // namespace enclosure::viz
