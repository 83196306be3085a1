// The map of one world as it is looked at, and the search on it.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "sim/base/hash.h"
#include "tests/viz/made_up_market.h"
#include "viz/map/map_search.h"
#include "viz/map/world_map.h"

namespace enclosure::viz {
namespace {

TEST(MapSearch, FindsFirmsByTheirNamesAndUsersByTheirNumber) {
    const StepRecord record = market_record(3);
    using Found = std::vector<Subject>;
    EXPECT_EQ(find_subjects("user 12", record, 100, 6), (Found{{Subject::Kind::user, 12}}));
    EXPECT_EQ(find_subjects("User 1 2", record, 100, 6), (Found{{Subject::Kind::user, 12}}));
    EXPECT_EQ(find_subjects("user 100", record, 100, 6), Found{});
    EXPECT_EQ(find_subjects("aster", record, 100, 6), (Found{{Subject::Kind::firm, 0}, {Subject::Kind::firm, 1}}))
        << "what begins with it comes first";
    EXPECT_EQ(find_subjects("JUN", record, 100, 6), (Found{{Subject::Kind::firm, 1}}));
    EXPECT_EQ(find_subjects("  ", record, 100, 6), Found{});
}

std::shared_ptr<Track> track_of(std::size_t users) {
    Population population = two_cells();
    population.users = users;
    population.developers = 10;
    population.cell_begin = {0, users / 2, users};
    auto track = std::make_shared<Track>(LoadedScenario{}, population, 24, 1);
    for (std::size_t step = 0; step <= 24; ++step) {
        auto record = std::make_shared<StepRecord>(market_record(step));
        using namespace std::chrono;
        record->date = sys_days{(year{2023} / January + months{static_cast<int>(step)}) / 1};
        const double share = 0.3 + 0.4 * static_cast<double>(step) / 24;
        record->firms[0].seat_share = share;
        record->firms[1].seat_share = 0.9 - share;
        auto frame = std::make_shared<AgentFrame>();
        frame->step = step;
        for (std::size_t i = 0; i < users; ++i)
            frame->choice.push_back(static_cast<double>(mix(i) % 100) < 100 * share ? std::uint8_t{3} : std::uint8_t{7});
        frame->project.assign(10, 3);
        record->agents = frame;
        record->firms[0].users = record->firms[1].users = 1;
        track->append(record);
    }
    return track;
}

MapLook look_at(const std::shared_ptr<Track>& track, std::size_t step) {
    MapLook look;
    look.track = track;
    look.step = step;
    look.agents = track->record(step).agents;
    look.picture = {20, 30, 400, 300};
    look.room = {30, 80, 380, 220};
    return look;
}

void settle_at(WorldMap& map, const MapLook& look) {
    const Theme theme;
    int frames = 0;
    while (map.follow(look, theme)) ASSERT_LT(++frames, 20) << "bubbles never arrive";
}

TEST(WorldMap, FindsTheUserWhomItShows) {
    const auto track = track_of(2000);
    WorldMap map;
    settle_at(map, look_at(track, 12));
    std::size_t alone = 0;
    for (std::size_t user = 0; user < 2000; user += 13) {
        const std::optional<Place> place = map.place_of(user);
        ASSERT_TRUE(place.has_value());
        const auto seen = map.user_at(*place);
        ASSERT_TRUE(seen.has_value()) << user;
        EXPECT_EQ(map.place_of(seen->user), place);
        if (seen->others == 0) {
            EXPECT_EQ(seen->user, user);
            ++alone;
        }
    }
    EXPECT_GT(alone, 20U);
}

TEST(WorldMap, ScrubbingBackAndForthLeavesBubblesWhereTheyAre) {
    const auto track = track_of(500);
    WorldMap map;
    for (std::size_t step = 0; step <= 24; ++step) settle_at(map, look_at(track, step));
    const std::vector<Bubble> newest = map.bubbles();
    const std::vector<std::uint32_t> pixels = map.pixels();
    settle_at(map, look_at(track, 3));
    const std::vector<Bubble> early = map.bubbles();
    EXPECT_LT(early[0].radius, newest[0].radius);
    settle_at(map, look_at(track, 17));
    settle_at(map, look_at(track, 3));
    for (std::size_t i = 0; i < early.size(); ++i) EXPECT_EQ(map.bubbles()[i].centre, early[i].centre);
    settle_at(map, look_at(track, 24));
    for (std::size_t i = 0; i < newest.size(); ++i) EXPECT_EQ(map.bubbles()[i].centre, newest[i].centre);
    EXPECT_EQ(map.pixels(), pixels);
}

TEST(WorldMap, DrawsAgainOnlyWhenSomethingHasChanged) {
    const auto track = track_of(500);
    const Theme theme;
    WorldMap map;
    MapLook look = look_at(track, 12);
    settle_at(map, look);
    map.follow(look, theme);
    EXPECT_FALSE(map.pixels_changed());
    look.lens = Lens::trust;
    map.follow(look, theme);
    EXPECT_TRUE(map.pixels_changed());
    map.follow(look, theme);
    EXPECT_FALSE(map.pixels_changed());
    look.hidden.background = true;
    map.follow(look, theme);
    EXPECT_TRUE(map.pixels_changed());
}

TEST(WorldMap, FlowsAreThoseOfTwelveMonths) {
    const auto track = track_of(3000);
    WorldMap map;
    settle_at(map, look_at(track, 6));
    EXPECT_FALSE(map.flows().has_value()) << "the run is younger than a year";
    settle_at(map, look_at(track, 20));
    ASSERT_TRUE(map.flows().has_value());
    EXPECT_EQ(map.flows()->since, 8U);
    EXPECT_EQ(map.flows()->until, 20U);
    ASSERT_EQ(map.flows()->net.size(), 1U);
    EXPECT_EQ(map.flows()->net[0].from, 1);
    EXPECT_EQ(map.flows()->net[0].to, 0);
}

}  // namespace
}  // namespace enclosure::viz
