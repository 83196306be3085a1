// A live session against plain runs: nothing that is watched, changed, forked, taken back or looked at gives other states than the run that
// it stands for.
#include "viz/session/session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <thread>

#include "sim/indicators/indicator.h"
#include "sim/run/session_repeat.h"
#include "sim/run/simulation.h"
#include "viz/session/observe.h"

namespace enclosure::viz {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

std::vector<Override> small() {
    return {{"population.users", "3000"}, {"population.developers", "300"}};
}

LoadedScenario small_baseline() {
    return load_scenario("lib:baseline", small());
}

// Hashes of the state after 0, 1, … steps of a plain run.
std::vector<std::uint64_t> plain_hashes(const Scenario& scenario, std::size_t steps = SIZE_MAX) {
    Simulation simulation(scenario, {.threads = 1});
    std::vector<std::uint64_t> all{simulation.state_hash()};
    while (!simulation.done() && simulation.steps_made() < steps) {
        simulation.step();
        all.push_back(simulation.state_hash());
    }
    return all;
}

std::vector<std::uint64_t> hashes(const Session& session, WorldId world = WorldId::a) {
    const auto track = session.track(world);
    std::vector<std::uint64_t> all;
    for (std::size_t k = 0; k < track->size(); ++k) all.push_back(track->record(k).hash);
    return all;
}

template <class Done>
bool wait_until(Session& session, Done done, std::chrono::seconds most = 30s) {
    const auto end = std::chrono::steady_clock::now() + most;
    while (!done()) {
        if (std::chrono::steady_clock::now() > end) return false;
        session.pump();
        std::this_thread::sleep_for(1ms);
    }
    return true;
}

void make_steps(Session& session, std::size_t step) {
    session.run_until(step);
    ASSERT_TRUE(wait_until(session, [&] {
        const auto b = session.track(WorldId::b);
        return session.track()->size() > step && (!b || b->size() == session.track()->size());
    })) << session.status().failure;
}

RuleChange setting(const std::string& path, const std::string& value) {
    return {.settings = {{path, value}}, .title = path + " = " + value};
}

RuleChange lever(const std::string& name, double strength, const std::string& from) {
    return {.policy_texts = {"schema_version = 1\nid = \"live_" + name + "\"\ntitle = \"Live\"\n[[event]]\nlever = \"" + name +
                             "\"\nstrength = " + std::to_string(strength) + "\nfrom = " + from + "\nramp = \"1 yr\"\n"},
            .title = name};
}

class SessionOf : public testing::TestWithParam<bool> {
  protected:
    SessionOptions options() const { return {.threads = 1, .synchronous = GetParam()}; }
};
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
        EXPECT_EQ(record.agents->choice, world.users.choice);
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

// A live session, its log repeated, and the scenario that it hands out run from the start: three ways to the same states.
TEST_P(SessionOf, ChangedLiveIsTheRunOfItsLogAndOfItsScenario) {
    Session session(options());
    session.open(small_baseline(), "small");
    make_steps(session, 20);
    session.change_rules(setting("prices.markup_max", "2"));
    session.change_rules(lever("interoperability", 0.7, to_string(session.track()->last().date)));  // on one date with the other
    make_steps(session, 45);
    session.change_rules(setting("prices.markup_max", "2.1"));
    session.change_rules(
        {.policy_texts =
             {"schema_version = 1\nid = \"cap\"\n[[event]]\nlever = \"share_cap\"\nwhen = \"hhi > 0.1\"\nhold = \"1 yr\"\nfrom = " +
              to_string(session.track()->last().date) + "\n"},
         .title = "a cap"});
    make_steps(session, 50);
    const double given = small_baseline().scenario.parameters.prices.markup_max;
    session.change_rules(setting("prices.markup_max", std::to_string(given)));  // back to what the scenario has
    make_steps(session, 90);
    const std::vector<std::uint64_t> live = hashes(session);

    const std::vector<std::uint64_t> untouched = plain_hashes(small_baseline().scenario, 90);
    EXPECT_EQ(live[20], untouched[20]);
    EXPECT_NE(live[21], untouched[21]) << "counts from the next step on";
    ASSERT_EQ(session.changes().size(), 5u);
    EXPECT_EQ(session.changes()[0].step, 20u);
    EXPECT_EQ(session.changes()[1].title, "interoperability");

    const LoadedScenario whole = load_scenario_text(session.scenario_toml(), "whole");
    EXPECT_EQ(plain_hashes(whole.scenario, 90), live);

    const SessionLog log = read_session_log(session.session_log(), "log");
    EXPECT_EQ(log.changes.size(), 5u);
    SessionRepeat repeat(log, "log");
    repeat.begin({.threads = 1});
    while (!repeat.done()) repeat.step();
    EXPECT_FALSE(repeat.parted());
    EXPECT_EQ(repeat.simulation().state_hash(), live.back());
    EXPECT_EQ(repeat.simulation().steps_made(), 90u);
}

TEST_P(SessionOf, SetsBackWhatItHasSet) {
    Session session(options());
    session.open(small_baseline(), "small");
    make_steps(session, 5);
    session.change_rules(setting("prices.markup_max", "2.2"));
    const double given = small_baseline().scenario.parameters.prices.markup_max;
    session.change_rules(setting("prices.markup_max", std::to_string(given)));  // before any step under the other
    make_steps(session, 30);
    EXPECT_EQ(hashes(session), plain_hashes(small_baseline().scenario, 30));
}

TEST_P(SessionOf, RefusesAChangeAsAWhole) {
    Session session(options());
    session.open(small_baseline(), "small");
    make_steps(session, 12);
    const std::string before = session.scenario_toml();
    RuleChange bad = setting("prices.markup_max", "2");
    bad.settings.push_back({"population.users", "5000"});
    bad.policy_texts = {"schema_version = 1\nid = \"late\"\n[[event]]\nlever = \"share_cap\"\nfrom = 2023-01-01\n"};
    try {
        session.change_rules(bad);
        ADD_FAILURE() << "no error";
    } catch (const ScenarioError& error) {
        EXPECT_THAT(error.what(), HasSubstr("population.users"));
        EXPECT_THAT(error.what(), HasSubstr("policy:"));
        EXPECT_THAT(error.what(), testing::Not(HasSubstr("/tmp"))) << "files that nobody knows are not named";
    }
    EXPECT_THROW(session.change_rules(setting("time.end", "2040-01-01")), ScenarioError);
    EXPECT_EQ(session.scenario_toml(), before);
    EXPECT_TRUE(session.changes().empty());
    make_steps(session, 20);
    EXPECT_EQ(hashes(session), plain_hashes(small_baseline().scenario, 20));
}

TEST_P(SessionOf, ForksIntoTheSameWorldIfNothingIsChanged) {
    Session session(options());
    session.open(small_baseline(), "small");
    make_steps(session, 40);
    session.fork(17, {});
    EXPECT_TRUE(session.status().forked);
    make_steps(session, 60);
    EXPECT_EQ(hashes(session, WorldId::b), hashes(session));
    EXPECT_EQ(session.track(WorldId::b)->shared(17), session.track()->shared(17)) << "the past is one";
    EXPECT_NE(session.track(WorldId::b)->shared(18), session.track()->shared(18));
    session.join();
    EXPECT_EQ(session.track(WorldId::b), nullptr);
    EXPECT_FALSE(session.status().forked);
}

TEST_P(SessionOf, ForksIntoARunWithoutWhatWasChangedFromThenOn) {
    Session session(options());
    session.open(small_baseline(), "small");
    make_steps(session, 10);
    session.change_rules(setting("prices.markup_max", "2.5"));
    make_steps(session, 30);
    session.change_rules(setting("prices.markup_max", "2.1"));
    make_steps(session, 40);
    session.fork(30, lever("interoperability", 1, "2025-07-01"));
    make_steps(session, 70);
    EXPECT_EQ(session.changes(WorldId::b).size(), 2u);
    EXPECT_EQ(session.changes(WorldId::b)[1].title, "interoperability");
    for (const WorldId world : {WorldId::a, WorldId::b}) {
        const LoadedScenario whole = load_scenario_text(session.scenario_toml(world), "whole");
        EXPECT_EQ(plain_hashes(whole.scenario, 70), hashes(session, world));
        SessionRepeat repeat(read_session_log(session.session_log(world), "log"), "log");
        repeat.begin({.threads = 1});
        while (!repeat.done()) repeat.step();
        EXPECT_FALSE(repeat.parted());
    }
    EXPECT_EQ(hashes(session)[30], hashes(session, WorldId::b)[30]);
    EXPECT_NE(hashes(session)[31], hashes(session, WorldId::b)[31]);
    session.change_rules(setting("prices.markup_max", "2"), WorldId::b);
    make_steps(session, 80);
    EXPECT_EQ(plain_hashes(load_scenario_text(session.scenario_toml(WorldId::b), "whole").scenario, 80), hashes(session, WorldId::b));
    EXPECT_EQ(session.changes().size(), 2u);
}

TEST_P(SessionOf, GoesOnAfterARewindAsIfNothingHadBeen) {
    Session session(options());
    session.open(small_baseline(), "small");
    make_steps(session, 10);
    session.change_rules(setting("prices.markup_max", "2.5"));
    make_steps(session, 60);
    const std::vector<std::uint64_t> first = hashes(session);
    const auto old = session.track();
    session.rewind(37);  // between two kept states
    EXPECT_EQ(session.track()->size(), 38u);
    EXPECT_EQ(session.changes().size(), 1u);
    EXPECT_EQ(session.status().state, RunState::paused);
    EXPECT_EQ(old->size(), 61u) << "who still reads it is not disturbed";
    make_steps(session, 60);
    EXPECT_EQ(hashes(session), first);

    session.rewind(10);
    EXPECT_TRUE(session.changes().empty()) << "made at the very step, it came after it";
    make_steps(session, 40);
    EXPECT_EQ(hashes(session), plain_hashes(small_baseline().scenario, 40));
    session.rewind(0);
    session.change_rules(setting("prices.markup_max", "2"));
    make_steps(session, 20);
    EXPECT_EQ(hashes(session), plain_hashes(load_scenario_text(session.scenario_toml(), "whole").scenario, 20));
}

TEST_P(SessionOf, ChangesRulesWhileItsStateIsMadeAgain) {
    Session session(options());
    session.open(small_baseline(), "small");
    make_steps(session, 70);
    session.rewind(47);
    session.change_rules(setting("prices.markup_max", "2"));  // the simulation stands at a kept state before
    session.fork(40, setting("prices.markup_max", "2.2"));
    make_steps(session, 80);
    for (const WorldId world : {WorldId::a, WorldId::b}) {
        EXPECT_EQ(plain_hashes(load_scenario_text(session.scenario_toml(world), "whole").scenario, 80), hashes(session, world));
    }
    session.rewind(40);
    EXPECT_TRUE(session.status().forked) << "at the step of the fork there are two";
    EXPECT_EQ(session.changes(WorldId::b).size(), 1u);
    EXPECT_TRUE(session.changes().empty());
    make_steps(session, 50);
    EXPECT_NE(hashes(session), hashes(session, WorldId::b));
    session.rewind(39);
    EXPECT_FALSE(session.status().forked) << "before it there is one";
}

TEST_P(SessionOf, ResetsWithAndWithoutChanges) {
    Session session(options());
    session.open(small_baseline(), "small");
    make_steps(session, 24);
    session.change_rules(lever("interoperability", 1, "2025-07-01"));  // half a year later
    make_steps(session, 30);
    session.reset(true);
    EXPECT_EQ(session.track()->size(), 1u);
    ASSERT_EQ(session.changes().size(), 1u);
    EXPECT_EQ(session.changes()[0].step, 0u);
    EXPECT_THAT(session.scenario_toml(), HasSubstr("2023-07-01")) << "half a year after the start";
    make_steps(session, 30);
    EXPECT_EQ(hashes(session), plain_hashes(load_scenario_text(session.scenario_toml(), "whole").scenario, 30));
    session.new_seed(7);
    EXPECT_EQ(session.seed(), 7u);
    EXPECT_EQ(session.changes().size(), 1u);
    make_steps(session, 20);
    EXPECT_EQ(hashes(session), plain_hashes(load_scenario_text(session.scenario_toml(), "whole").scenario, 20));
    EXPECT_THROW(session.new_seed(std::uint64_t{1} << 60U), ScenarioError);
    session.reset(false);
    EXPECT_EQ(session.seed(), 7u);
    EXPECT_TRUE(session.changes().empty());
    make_steps(session, 20);
    EXPECT_EQ(
        hashes(session),
        plain_hashes(load_scenario("lib:baseline",
                                   std::vector<Override>{{"population.users", "3000"}, {"population.developers", "300"}, {"seed", "7"}})
                         .scenario,
                     20));
}

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
    std::vector<std::vector<std::uint8_t>> choices{plain.world().users.choice};
    while (plain.steps_made() < 70) {
        plain.step();
        choices.push_back(plain.world().users.choice);
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
        EXPECT_EQ(frame->choice, plain.world().users.choice);
    }
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
    session.open("lib:baseline", small());
    EXPECT_EQ(session.name(), "lib:baseline");
    EXPECT_EQ(session.track()->size(), 1u);
}

}  // namespace
}  // namespace enclosure::viz
