// A session with a thread of its own: pace, pauses, the reader who wants every step, and agents that are handed over whole.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "tests/viz/watched_session.h"

namespace enclosure::viz {
namespace {

using namespace std::chrono_literals;

TEST(SessionInAThread, RunsAndPausesAndEndsInMidRun) {
    Session session({.threads = 1});
    session.open(small_baseline(), "small");
    session.set_speed({.max = true});
    session.run();
    ASSERT_TRUE(wait_until(session, [&] { return session.track()->size() > 5; }));
    session.pause();
    ASSERT_TRUE(wait_until(session, [&] { return session.status().state == RunState::paused; }));
    const std::size_t size = session.track()->size();
    std::this_thread::sleep_for(30ms);
    EXPECT_EQ(session.track()->size(), size);
    EXPECT_LT(size, session.track()->steps_total());
    session.run();
    std::this_thread::sleep_for(5ms);
    // Closed in mid-run, with everything else at work too.
    session.fork(2, setting("prices.markup_max", "2"));
    session.start_replicates(50);
    session.explain_user(3);
}

TEST(SessionInAThread, KeepsThePace) {
    Session session({.threads = 1});
    session.open(small_baseline(), "small");
    session.set_speed({.steps_per_second = 100});
    const auto begun = std::chrono::steady_clock::now();
    session.run();
    ASSERT_TRUE(wait_until(session, [&] { return session.track()->size() > 30; }));
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    EXPECT_GT(seconds, 0.28);  // it is never ahead; how far behind depends on the machine
    EXPECT_LT(session.status().steps_per_second, 110);
}

TEST(SessionInAThread, WaitsForTheReaderWhoWantsEveryStep) {
    Session session({.threads = 1});
    session.open(small_baseline(), "small");
    session.set_speed({.max = true, .draw_every_step = true});
    session.run();
    std::size_t seen = 0;
    const auto end = std::chrono::steady_clock::now() + 60s;
    for (int turn = 0; seen < 60 && std::chrono::steady_clock::now() < end; ++turn) {
        if (turn % 3 != 1) session.pump();  // a frame that is not drawn in time takes nothing away
        if (turn % 2 != 0) continue;
        const std::size_t now = session.track()->size() - 1;  // what a picture would show
        ASSERT_LE(now, seen + 1) << "one was missed";
        seen = now;
        session.drawn();
        std::this_thread::sleep_for(turn % 7 == 0 ? 5ms : 1ms);
    }
    EXPECT_EQ(seen, 60u);
    EXPECT_GT(session.status().slow_down, 1.2) << "waiting counts";
}

// What is handed over is whole and never older than what was handed over before.
TEST(SessionInAThread, HandsOverAgentsWholeAndForwards) {
    Session session({.threads = 1, .frame_memory = 0});
    session.open(small_baseline(), "small");
    session.set_speed({.max = true});
    const std::vector<std::uint8_t> start = session.track()->record(0).agents->choice;
    session.run();
    std::size_t newest = 0, looks = 0, fresh = 0;
    std::vector<std::shared_ptr<const AgentFrame>> seen;
    while (session.status().state == RunState::running) {
        session.pump();
        const auto frame = session.latest_agents();
        ASSERT_NE(frame, nullptr);
        ASSERT_GE(frame->step, newest);
        if (frame->step > newest) {
            seen.push_back(frame);
            ++fresh;
        }
        newest = frame->step;
        ++looks;
    }
    wait_until(session, [&] { return session.latest_agents()->step == session.track()->steps_total(); });
    seen.push_back(session.latest_agents());
    EXPECT_EQ(seen.back()->step, session.track()->steps_total());
    EXPECT_GT(fresh, 1u);
    Simulation plain(small_baseline().scenario, {.threads = 1});
    for (const auto& frame : seen) {
        while (plain.steps_made() < frame->step) plain.step();
        EXPECT_TRUE(std::ranges::equal(frame->choice, plain.world().users.choice));
    }
}

}  // namespace
}  // namespace enclosure::viz
