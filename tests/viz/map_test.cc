// The map of users: bubbles apart and true to their shares, every user in exactly one bin and found again in it, the same bytes for any
// number of threads, flows that add up.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sim/base/hash.h"
#include "sim/base/parallel.h"
#include "sim/world/users.h"
#include "viz/map/bubbles.h"
#include "viz/map/flows.h"
#include "viz/map/lens.h"
#include "viz/map/map_search.h"
#include "viz/map/splat.h"
#include "viz/map/world_map.h"

namespace enclosure::viz {
namespace {

// ------------------------------------------------------------------------------------------------ bubbles

std::vector<BubbleWish> wishes_of(std::vector<double> shares, double halo = 0) {
    std::vector<BubbleWish> wishes;
    for (std::size_t i = 0; i < shares.size(); ++i) wishes.push_back({serial_of("firm " + std::to_string(i)), shares[i], halo});
    return wishes;
}

void expect_apart_and_inside(const std::vector<Bubble>& bubbles, const Rect& room) {
    for (std::size_t i = 0; i < bubbles.size(); ++i) {
        const Bubble& a = bubbles[i];
        EXPECT_GE(a.centre.x - a.outer, room.x - 0.01F) << i;
        EXPECT_LE(a.centre.x + a.outer, room.right() + 0.01F) << i;
        EXPECT_GE(a.centre.y - a.outer, room.y - 0.01F) << i;
        EXPECT_LE(a.centre.y + a.outer, room.bottom() + 0.01F) << i;
        for (std::size_t j = i + 1; j < bubbles.size(); ++j) {
            const Bubble& b = bubbles[j];
            EXPECT_GT(std::hypot(a.centre.x - b.centre.x, a.centre.y - b.centre.y), a.outer + b.outer) << i << " and " << j;
        }
    }
}

const std::vector<std::vector<double>> markets{
    {0.25, 0.19, 0.14, 0.14, 0.064, 0.057, 0.038, 0.03, 0.026, 0.024, 0.018, 0.01, 0.009, 0.008},
    {0.97, 0.03},
    {1},
    std::vector<double>(40, 0.025),
    {0.5, 0.5, 0, 0, 0, 0},
};

TEST(Bubbles, LieApartInsideTheRoom) {
    for (const Rect& room : {Rect{10, 60, 730, 400}, Rect{0, 0, 300, 500}, Rect{5, 5, 1800, 300}}) {
        for (const auto& shares : markets) {
            SCOPED_TRACE(testing::Message() << room.w << "x" << room.h << ", " << shares.size() << " firms");
            expect_apart_and_inside(lay_out(wishes_of(shares, 300), {.room = room}, {}), room);
        }
    }
}

TEST(Bubbles, HaveAreasInProportionToShares) {
    for (const auto& shares : markets) {
        const std::vector<Bubble> bubbles = lay_out(wishes_of(shares), {.room = {0, 0, 900, 560}, .least_radius = 3}, {});
        const double of_first = static_cast<double>(bubbles[0].radius) * static_cast<double>(bubbles[0].radius) / shares[0];
        for (std::size_t i = 0; i < shares.size(); ++i) {
            const double radius = static_cast<double>(bubbles[i].radius);
            if (radius <= 3.001) continue;
            EXPECT_NEAR(radius * radius / shares[i], of_first, of_first * 1e-3) << i;
        }
    }
}

TEST(Bubbles, AreTheSameBytesEachTime) {
    const std::vector<BubbleWish> wishes = wishes_of(markets[0], 200);
    const BubbleStyle style{.room = {0, 0, 730, 400}};
    const std::vector<Bubble> once = lay_out(wishes, style, {});
    const std::vector<Bubble> again = lay_out(wishes, style, {});
    for (std::size_t i = 0; i < once.size(); ++i) {
        EXPECT_EQ(once[i].centre, again[i].centre);
        EXPECT_EQ(once[i].radius, again[i].radius);
    }
}

TEST(Bubbles, StayAtHomeWhereNothingPushesThem) {
    const Rect room{0, 0, 730, 400};
    BubbleHomes homes;
    settle(homes, lay_out(wishes_of(markets[0]), {.room = room}, homes), room);
    std::vector<double> smaller = markets[0];
    for (double& share : smaller) share *= 0.8;
    const std::vector<Bubble> bubbles = lay_out(wishes_of(smaller), {.room = room}, homes);
    for (const Bubble& bubble : bubbles) {
        EXPECT_NEAR(bubble.centre.x, homes.at(bubble.key).x * room.w, 0.01F);
        EXPECT_NEAR(bubble.centre.y, homes.at(bubble.key).y * room.h, 0.01F);
    }
}

TEST(Bubbles, GrowthMovesNobodyFar) {
    const Rect room{0, 0, 730, 400};
    BubbleHomes homes;
    settle(homes, lay_out(wishes_of(markets[0]), {.room = room}, homes), room);
    std::vector<double> other = markets[0];
    other[0] -= 0.03;
    other[5] += 0.03;
    for (const Bubble& bubble : lay_out(wishes_of(other), {.room = room}, homes)) {
        EXPECT_LT(std::abs(bubble.centre.x - homes.at(bubble.key).x * room.w), 40);
        EXPECT_LT(std::abs(bubble.centre.y - homes.at(bubble.key).y * room.h), 40);
    }
}

// ------------------------------------------------------------------------------------------------ splat

// Users of two cells, a third of whom have no model, and developers around two bubbles.
struct Crowd {
    explicit Crowd(std::size_t users, int width = 240, int height = 160) : offsets(disc_offsets(users)), halo(halo_offsets(users / 10)) {
        scene.width = width;
        scene.height = height;
        for (std::size_t i = 0; i < users; ++i) {
            constexpr std::array<std::uint8_t, 6> choices{3, 7, 7, 9, choice_none, choice_unaware};
            choice.push_back(choices[mix(i) % choices.size()]);
        }
        for (std::size_t i = 0; i < users / 10; ++i) project.push_back(i % 2 == 0 ? std::uint8_t{3} : choice_none);
        cells = {0, users / 3, users};
        const float w = static_cast<float>(width);
        const float h = static_cast<float>(height);
        discs = {{w * 0.3F, h * 0.4F, h * 0.3F, h * 0.31F, h * 0.36F}, {w * 0.75F, h * 0.6F, h * 0.2F, h * 0.21F, h * 0.25F}};
        inks.resize(2 * 256);
        for (std::size_t cell = 0; cell < 2; ++cell) {
            inks[cell * 256 + 3] = ink_sum({200, 30, static_cast<std::uint8_t>(cell * 50)});
            inks[cell * 256 + 7] = ink_sum({10, 255, 90});
            inks[cell * 256 + 9] = ink_sum({255, 255, 255});
        }
        scene.offsets = offsets;
        scene.halo = halo;
        scene.choice = choice;
        scene.project = project;
        scene.cell_begin = cells;
        scene.disc_of.fill(-1);
        scene.disc_of[3] = 0;
        scene.disc_of[7] = 1;
        scene.disc_of[9] = 1;
        scene.discs = discs;
        scene.colour = inks;
        scene.developer = 0;
    }
    Crowd(const Crowd&) = delete;
    std::vector<DiscOffset> offsets;
    std::vector<HaloOffset> halo;
    std::vector<std::uint8_t> choice, project;
    std::vector<std::uint64_t> cells;
    std::vector<SplatDisc> discs;
    std::vector<InkSum> inks;
    SplatScene scene;
};

std::size_t bins_of(const SplatScene& scene) {
    return static_cast<std::size_t>(scene.width) * static_cast<std::size_t>(scene.height);
}

TEST(Splat, EveryUserIsInExactlyOneBin) {
    const Crowd crowd(20000);
    Splat splat;
    splat.bin(crowd.scene);
    std::vector<std::uint32_t> with_model(bins_of(crowd.scene)), without(bins_of(crowd.scene));
    for (std::size_t i = 0; i < crowd.choice.size(); ++i) {
        const std::uint32_t bin = bin_of_user(crowd.scene, i);
        ASSERT_LT(bin, bins_of(crowd.scene));
        ++(crowd.choice[i] < choice_slots ? with_model : without)[bin];
    }
    std::size_t users = 0;
    for (std::uint32_t bin = 0; bin < with_model.size(); ++bin) {
        ASSERT_EQ(splat.total(bin).count, with_model[bin]) << bin;
        ASSERT_EQ(splat.background(bin), without[bin]) << bin;
        users += splat.total(bin).count + splat.background(bin);
    }
    EXPECT_EQ(users, crowd.choice.size());
}

TEST(Splat, UsersLieInTheBubbleOfTheirModel) {
    const Crowd crowd(5000);
    for (std::size_t i = 0; i < crowd.choice.size(); ++i) {
        const std::int16_t row = crowd.scene.disc_of[crowd.choice[i]];
        if (row < 0) continue;
        const SplatDisc& disc = crowd.discs[static_cast<std::size_t>(row)];
        const std::uint32_t bin = bin_of_user(crowd.scene, i);
        const float x = static_cast<float>(bin % 240U) + 0.5F;
        const float y = static_cast<float>(bin / 240U) + 0.5F;
        EXPECT_LT(std::hypot(x - disc.x, y - disc.y), disc.radius + 1) << i;
    }
}

TEST(Splat, CountsAndColoursSurviveMoreUsersThanSixteenBitsHold) {
    const Crowd crowd(60000, 12, 8);  // hundreds in a bin
    Splat splat;
    splat.bin(crowd.scene);
    std::vector<SplatTotal> wanted(bins_of(crowd.scene));
    std::size_t fullest = 0;
    for (std::size_t i = 0; i < crowd.choice.size(); ++i) {
        const std::size_t cell = i < crowd.cells[1] ? 0 : 1;
        const InkSum ink = crowd.inks[cell * 256 + crowd.choice[i]];
        if (crowd.scene.disc_of[crowd.choice[i]] < 0) continue;
        SplatTotal& total = wanted[bin_of_user(crowd.scene, i)];
        ++total.count;
        total.red += static_cast<std::uint32_t>(ink & 0xffffU);
        total.green += static_cast<std::uint32_t>(ink >> 16U & 0xffffU);
        total.blue += static_cast<std::uint32_t>(ink >> 32U & 0xffffU);
        fullest = std::max<std::size_t>(fullest, total.count);
    }
    ASSERT_GT(fullest, 600U);
    for (std::uint32_t bin = 0; bin < wanted.size(); ++bin) {
        EXPECT_EQ(splat.total(bin).count, wanted[bin].count);
        EXPECT_EQ(splat.total(bin).red, wanted[bin].red);
        EXPECT_EQ(splat.total(bin).green, wanted[bin].green);
        EXPECT_EQ(splat.total(bin).blue, wanted[bin].blue);
    }
}

TEST(Splat, IsTheSameBytesForAnyNumberOfThreads) {
    for (const int width : {240, 12}) {
        Crowd crowd(60000, width, width * 2 / 3);
        crowd.scene.developer = ink_sum({240, 240, 240});
        const SplatTone tone{.background = {90, 90, 90}, .pixels_per_bin = 2};
        Splat one;
        one.bin(crowd.scene);
        std::vector<std::uint32_t> wanted;
        one.draw(tone, wanted);
        EXPECT_EQ(wanted.size(), bins_of(crowd.scene) * 4);
        for (const int count : {2, 3}) {
            const Threads threads(count);
            Splat many;
            many.bin(crowd.scene, static_cast<std::size_t>(count), &threads);
            std::vector<std::uint32_t> pixels;
            many.draw(tone, pixels);
            EXPECT_EQ(pixels, wanted) << count << " threads";
        }
    }
}

TEST(Splat, PointsOfOneColourHaveThatColourHoweverMany) {
    Crowd crowd(60000, 40, 30);
    constexpr Colour ink{201, 254, 3};
    std::fill(crowd.inks.begin(), crowd.inks.end(), ink_sum(ink));
    Splat splat;
    splat.bin(crowd.scene);
    std::vector<std::uint32_t> pixels;
    splat.draw({}, pixels);
    std::set<std::uint32_t> counts;
    for (std::uint32_t bin = 0; bin < bins_of(crowd.scene); ++bin) {
        if (splat.total(bin).count == 0) continue;
        counts.insert(splat.total(bin).count);
        ASSERT_EQ(pixels[bin] & 0xffffffU, ink.r | ink.g << 8U | ink.b << 16U) << splat.total(bin).count << " users";
    }
    EXPECT_LT(*counts.begin(), 30U);
    EXPECT_GT(*counts.rbegin(), 100U);
}

TEST(Splat, PickingReturnsAUserWhoIsThere) {
    const Crowd crowd(3000);
    Splat splat;
    splat.bin(crowd.scene);
    std::size_t found = 0;
    for (std::uint32_t bin = 0; bin < bins_of(crowd.scene); bin += 7) {
        const std::optional<std::size_t> user = user_at(crowd.scene, bin);
        ASSERT_EQ(user.has_value(), splat.total(bin).count + splat.background(bin) > 0) << bin;
        if (!user) continue;
        EXPECT_EQ(bin_of_user(crowd.scene, *user), bin);
        EXPECT_EQ(crowd.choice[*user]<choice_slots, splat.total(bin).count> 0) << "a user with a model lies before one without";
        ++found;
    }
    EXPECT_GT(found, 100U);
}

TEST(Splat, HiddenUsersAreNeitherSeenNorPicked) {
    Crowd crowd(3000);
    for (std::size_t cell = 0; cell < 2; ++cell) crowd.inks[cell * 256 + 7] = 0;
    crowd.scene.background = false;
    Splat splat;
    splat.bin(crowd.scene);
    std::size_t seen = 0;
    for (std::uint32_t bin = 0; bin < bins_of(crowd.scene); ++bin) seen += splat.total(bin).count + splat.background(bin);
    EXPECT_EQ(seen, static_cast<std::size_t>(
                        std::count_if(crowd.choice.begin(), crowd.choice.end(), [](std::uint8_t c) { return c == 3 || c == 9; })));
    const auto hidden = static_cast<std::size_t>(std::find(crowd.choice.begin(), crowd.choice.end(), 7) - crowd.choice.begin());
    const std::optional<std::size_t> picked = user_at(crowd.scene, bin_of_user(crowd.scene, hidden));
    EXPECT_FALSE(picked && crowd.choice[*picked] == 7);
}

TEST(Splat, DevelopersLieBetweenRingAndEdgeOfTheHalo) {
    Crowd crowd(3000);
    crowd.scene.developer = ink_sum({1, 1, 1});
    crowd.scene.colour = {};
    std::fill(crowd.inks.begin(), crowd.inks.end(), InkSum{0});
    crowd.scene.colour = crowd.inks;
    Splat splat;
    splat.bin(crowd.scene);
    std::size_t seen = 0;
    for (std::uint32_t bin = 0; bin < bins_of(crowd.scene); ++bin) {
        if (splat.total(bin).count == 0) continue;
        seen += splat.total(bin).count;
        const float away =
            std::hypot(static_cast<float>(bin % 240U) + 0.5F - crowd.discs[0].x, static_cast<float>(bin / 240U) + 0.5F - crowd.discs[0].y);
        EXPECT_GT(away, crowd.discs[0].halo_from - 1);
        EXPECT_LT(away, crowd.discs[0].halo_to + 1);
    }
    EXPECT_EQ(seen, 150U);
}

// ------------------------------------------------------------------------------------------------ flows and lenses

// Firm 0 offers slot 3, firm 1 slots 7 and 9, slot 5 is an orphan's.
StepRecord market_record(std::size_t step) {
    StepRecord record;
    record.step = step;
    record.firms.resize(2);
    record.firms[0].label = "Aster";
    record.firms[0].openness = Openness::closed;
    record.firms[1].label = "Juniper Aster";
    record.firms[1].openness = Openness::open;
    for (FirmRecord& firm : record.firms) firm.alive = true;
    const auto offer = [&record](std::uint8_t slot, std::int32_t firm, std::uint32_t users, double score, double trust) {
        ModelRecord model;
        model.slot = slot;
        model.firm = firm;
        model.users = users;
        model.score = score;
        model.trust = trust;
        record.models.push_back(model);
    };
    offer(3, 0, 10, 1, 0.5);
    offer(5, -1, 10, 0, 0.5);
    offer(7, 1, 30, 2, 0.2);
    offer(9, 1, 10, 4, 1);
    record.welfare = {100, 300};
    return record;
}

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

Population two_cells() {
    Population population;
    population.users = 100;
    population.cell_begin = {0, 40, 100};
    population.segment = {0, 1};
    population.region = {1, 0};
    population.domain = {0, 0};
    population.segments = {"Consumers", "Builders"};
    population.regions = {"North", "South"};
    population.domains = {"General"};
    return population;
}

TEST(Lens, ColoursSayWhatTheLensSays) {
    const StepRecord record = market_record(3);
    const Population population = two_cells();
    const Theme theme;
    const ColourScale scale = make_colour_scale(ColourKind::sequential, {0, 4});
    const auto inks = [&](Lens lens, const HiddenClasses& hidden = {}) {
        return lens_inks(lens, record, population, scale, hidden, theme);
    };
    EXPECT_EQ(inks(Lens::openness)[3], ink_sum(theme.colour(Tone::closed)));
    EXPECT_EQ(inks(Lens::openness)[256 + 7], ink_sum(theme.colour(Tone::open)));
    EXPECT_EQ(inks(Lens::capability)[9], ink_sum(colour_of(sequential_inks[colour_steps - 1], theme.kind)));
    EXPECT_EQ(inks(Lens::capability)[5], ink_sum(colour_of(sequential_inks[0], theme.kind)));
    EXPECT_EQ(inks(Lens::segment)[3], inks(Lens::segment)[7]);
    EXPECT_NE(inks(Lens::segment)[3], inks(Lens::segment)[256 + 3]);
    EXPECT_EQ(inks(Lens::segment)[3], inks(Lens::region)[256 + 3]) << "the first kind of each has the same colour";
    EXPECT_EQ(inks(Lens::segment, {.segments = 2})[256 + 3], 0U);
    EXPECT_NE(inks(Lens::segment, {.segments = 2})[3], 0U);
    EXPECT_EQ(inks(Lens::trust, {.openness = 1})[3], 0U) << "closed firms are hidden";
    EXPECT_NE(inks(Lens::trust, {.openness = 1})[7], 0U);
    EXPECT_EQ(inks(Lens::openness)[4], 0U) << "a slot that nobody uses";
}

TEST(Lens, RangesLeaveOutModelsThatHardlyAnybodyUses) {
    StepRecord record = market_record(3);
    EXPECT_EQ(lens_extent(Lens::capability, record).low, 0);
    EXPECT_EQ(lens_extent(Lens::capability, record).high, 4);
    record.models[1].users = 0;
    EXPECT_EQ(lens_extent(Lens::capability, record).low, 1);
    EXPECT_EQ(lens_extent(Lens::welfare, record).high, 300);
    EXPECT_EQ(lens_scale(Lens::welfare, {100, 300}).low, 0);
    EXPECT_EQ(lens_scale(Lens::trust, {0.4, 0.5}).high, 1);
}

TEST(Lens, AFirmsNumberIsItsUsersMean) {
    const StepRecord record = market_record(3);
    EXPECT_DOUBLE_EQ(firm_number(Lens::capability, record, 1), (30 * 2.0 + 10 * 4.0) / 40);
    EXPECT_DOUBLE_EQ(firm_number(Lens::trust, record, 0), 0.5);
    EXPECT_TRUE(std::isnan(firm_number(Lens::segment, record, 0)));
    EXPECT_TRUE(std::isnan(firm_number(Lens::capability, record, 7)));
}

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

// ------------------------------------------------------------------------------------------------ one world's map

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
