// Places and marks of the timeline, and the log of events.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <numeric>

#include "viz/panels/event_kinds.h"
#include "viz/panels/events.h"
#include "viz/panels/timeline.h"
#include "viz/panels/timeline_marks.h"

namespace enclosure::viz {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr TimelineScale scale{{100, 0, 1440, 30}, 144};  // ten pixels a step

TEST(EventLines, AreSentencesOfWhoDidWhat) {
    EXPECT_EQ(event_line({0, "release", "entrant_14", "Open core"}), "entrant_14 releases: Open core");
    EXPECT_EQ(event_line({0, "strategy", "Meridian", "from Closed to Open core"}), "Meridian turns from Closed to Open core");
    EXPECT_EQ(event_line({0, "abandonment", "released weights", "released weights are abandoned"}), "released weights are abandoned");
    EXPECT_EQ(event_line({0, "leak", "Meridian", "loses the weights"}), "Meridian loses the weights");
    EXPECT_EQ(event_line({0, "shock", "", "begins"}), "begins");
}

TEST(EventLines, NameNobodyTwice) {
    EXPECT_EQ(event_line({0, "abandonment", "Released weights", "released weights are abandoned"}), "released weights are abandoned");
    EXPECT_EQ(event_line({0, "policy", "Price cap", "takes effect: Price cap"}), "Price cap takes effect");
    EXPECT_EQ(event_line({0, "policy", "Price cap", "no longer in effect: Price cap (china), because hhi < 0.2 (hhi = 0.19)"}),
              "Price cap is no longer in effect (china), because hhi < 0.2 (hhi = 0.19)");
    EXPECT_EQ(event_line({0, "policy", "A package", "takes effect: Price cap"}), "A package takes effect: Price cap");
    EXPECT_EQ(event_line({0, "release", "Open core", "Open core, built on another's weights"}),
              "Open core releases: Open core, built on another's weights")
        << "a firm of that name";
    EXPECT_EQ(event_line({0, "policy", "Pri", "takes effect: Price cap"}), "Pri takes effect: Price cap") << "whole words alone";
    EXPECT_EQ(event_line({0, "entry", "enter", "enters with Open core"}), "enter enters with Open core");
}

TEST(TimelinePlaces, AreTheInverseOfSteps) {
    for (std::size_t step = 0; step <= scale.steps; ++step) EXPECT_EQ(scale.step_at(scale.place(static_cast<double>(step))), step);
    EXPECT_EQ(scale.step_at(104), 0u);
    EXPECT_EQ(scale.step_at(106), 1u);
    EXPECT_EQ(scale.step_at(-1000), 0u) << "held at the ends";
    EXPECT_EQ(scale.step_at(1e6F), 144u);
}

TEST(TimelinePlaces, AtOrBeyondTheNewestStepAreNoCursor) {
    EXPECT_EQ(cursor_at(scale, 150, 50), std::optional<std::size_t>(5));
    EXPECT_EQ(cursor_at(scale, scale.place(50), 50), std::nullopt);
    EXPECT_EQ(cursor_at(scale, scale.place(90), 50), std::nullopt) << "what has not been run is not shown";
    EXPECT_EQ(cursor_at(scale, 0, 50), std::optional<std::size_t>(0));
}

TEST(TimelineMarks, ThatWouldTouchBecomeOneWithACount) {
    const std::vector<EventPoint> events{
        {10, EventClass::release}, {10, EventClass::incident}, {11, EventClass::release}, {30, EventClass::policy}};
    const std::vector<EventMark> marks = collapse(events, scale, 16);
    ASSERT_THAT(marks, SizeIs(2));
    EXPECT_EQ(marks[0].count, 3u);
    EXPECT_EQ(marks[0].kind, EventClass::incident) << "the gravest is shown";
    EXPECT_EQ(marks[0].last, 11u);
    EXPECT_EQ(marks[1].count, 1u);
    EXPECT_EQ(marks[1].x, scale.place(30));
}

TEST(TimelineMarks, LoseNoEventAndStandApart) {
    std::vector<EventPoint> events;
    for (std::size_t step = 1; step <= 144; ++step) {
        for (std::size_t i = 0; i < step % 4; ++i) events.push_back({step, static_cast<EventClass>(i)});
    }
    for (const float apart : {1.0F, 9.0F, 18.0F, 200.0F}) {
        const std::vector<EventMark> marks = collapse(events, scale, apart);
        std::size_t count = 0;
        for (const EventMark& mark : marks) count += mark.count;
        EXPECT_EQ(count, events.size());
        for (std::size_t i = 1; i < marks.size(); ++i)
            EXPECT_GE(marks[i].x - marks[i - 1].x, apart - 0.001F) << "as they are drawn, the newest too";
    }
}

TEST(TimelineMarks, OfWhichTheNewestStandsAlone) {
    // The first stands in the middle of its events, half way to the one that would follow.
    const std::vector<EventPoint> events{{1, EventClass::release}, {3, EventClass::release}, {4, EventClass::shock}};
    const std::vector<EventMark> marks = collapse(events, scale, 30);
    ASSERT_THAT(marks, SizeIs(1)) << "it would touch its neighbour's count";
    EXPECT_EQ(marks[0].count, 3u);
    EXPECT_EQ(
        collapse(std::vector<EventPoint>{{1, EventClass::release}, {3, EventClass::release}, {5, EventClass::shock}}, scale, 30).size(),
        2u);
}

TEST(TimelineShares, AreOfVendorsByTheirOpennessAndOfTheLivingAlone) {
    StepRecord record;
    const auto add = [&](bool alive, Openness openness, double share) {
        FirmRecord firm;
        firm.alive = alive;
        firm.openness = openness;
        firm.seat_share = share;
        record.firms.push_back(firm);
    };
    add(true, Openness::closed, 0.5);
    add(true, Openness::hybrid, 0.2);
    add(true, Openness::open, 0.1);
    add(false, Openness::open, 0.2);
    add(true, Openness::open, std::numeric_limits<double>::quiet_NaN());
    const SeatShares shares = seat_shares(record);
    EXPECT_DOUBLE_EQ(shares.closed, 0.5);
    EXPECT_DOUBLE_EQ(shares.hybrid, 0.2);
    EXPECT_DOUBLE_EQ(shares.open, 0.1);
}

struct SmallRun {
    Session session{{.threads = 1, .synchronous = true}};

    SmallRun() {
        const std::vector<Override> small{{"population.users", "1000"}, {"population.developers", "100"}};
        session.open(load_scenario("lib:baseline", small), "small");
        session.run_until(48);
        for (int i = 0; i < 200 && session.track()->size() < 49; ++i) session.pump();
    }
};

TEST(TimelineRegimes, CoverEveryStepThatHasOneOnce) {
    const SmallRun run;
    const auto track = run.session.track();
    const std::vector<RegimeSpan> spans = regime_spans(*track, track->size());
    ASSERT_FALSE(spans.empty());
    std::size_t covered = 0;
    for (std::size_t i = 0; i < spans.size(); ++i) {
        covered += spans[i].last - spans[i].first + 1;
        EXPECT_GE(spans[i].regime, 0);
        EXPECT_LE(spans[i].regime, 5);
        const bool follows = i > 0 && spans[i].first == spans[i - 1].last + 1;
        EXPECT_FALSE(follows && spans[i].regime == spans[i - 1].regime);
    }
    EXPECT_EQ(covered, 48u);
}

TEST(EventLog, IsNewestFirstAndUpToTheStepThatIsShown) {
    const SmallRun run;
    const auto track = run.session.track();
    std::array<std::size_t, event_class_count> counts{};
    const std::vector<LoggedEvent> all = logged_events(*track, 48, {}, "", counts);
    ASSERT_FALSE(all.empty());
    EXPECT_EQ(std::accumulate(counts.begin(), counts.end(), std::size_t{0}), all.size());
    EXPECT_EQ(all.size(), event_points(*track, track->size()).size()) << "the log and the timeline have the same events";
    for (std::size_t i = 1; i < all.size(); ++i) EXPECT_GE(all[i - 1].step, all[i].step);
    for (const LoggedEvent& event : logged_events(*track, 20, {}, "", counts)) EXPECT_LE(event.step, 20u);
}

TEST(EventLog, IsFilteredByKindAndByWords) {
    const SmallRun run;
    const auto track = run.session.track();
    std::array<std::size_t, event_class_count> all_counts{};
    const std::size_t all = logged_events(*track, 48, {}, "", all_counts).size();
    std::array<bool, event_class_count> hidden{};
    hidden[static_cast<std::size_t>(EventClass::release)] = true;
    std::array<std::size_t, event_class_count> counts{};
    const std::vector<LoggedEvent> some = logged_events(*track, 48, hidden, "", counts);
    EXPECT_EQ(some.size(), all - all_counts[static_cast<std::size_t>(EventClass::release)]);
    EXPECT_EQ(counts, all_counts) << "what is hidden is counted";
    for (const LoggedEvent& event : logged_events(*track, 48, {}, "RELEASE", counts)) {
        const ChronicleEntry& entry = track->record(event.step).events[event.entry];
        EXPECT_THAT(entry.kind + entry.subject + entry.text, ::testing::HasSubstr("release"));
    }
    EXPECT_THAT(logged_events(*track, 48, {}, "no such words in it", counts), IsEmpty());
}

TEST(EventKinds, HaveTheirClasses) {
    EXPECT_EQ(event_class("release"), EventClass::release);
    EXPECT_EQ(event_class("leak"), EventClass::incident);
    EXPECT_EQ(event_class("failure"), EventClass::market);
    EXPECT_EQ(event_class("policy"), EventClass::policy);
    EXPECT_EQ(event_class("leap"), EventClass::shock);
    EXPECT_EQ(event_class("something new"), EventClass::market);
}

}  // namespace
}  // namespace enclosure::viz
