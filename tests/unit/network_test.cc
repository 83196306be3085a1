#include "sim/phases/network.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <vector>

#include "sim/base/hash.h"
#include "sim/scenario/edge_list.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

namespace fs = std::filesystem;

TEST(Network, DefaultsAreUsual) {
    const NetworkParams defaults;
    for_each_field<NetworkParams>([&](const auto& f) {
        using Value = typename std::remove_cvref_t<decltype(f)>::type;
        if constexpr (std::is_same_v<Value, double>) {
            EXPECT_TRUE(f.facts.usual.holds(defaults.*f.member)) << f.facts.name;
        }
    });
}

TEST(SmallWorld, WithoutRewiringIsARing) {
    const PeerSeat seat{.serial = 1, .index = 1, .members = 10};
    EXPECT_EQ(small_world_peer(7, seat, 0, 0), 2U);
    EXPECT_EQ(small_world_peer(7, seat, 1, 0), 0U);
    EXPECT_EQ(small_world_peer(7, seat, 2, 0), 3U);
    EXPECT_EQ(small_world_peer(7, seat, 3, 0), 9U);
    EXPECT_EQ(small_world_peer(7, {.serial = 1, .index = 0, .members = 1}, 0, 0), 0U) << "nobody else is there";
}

TEST(SmallWorld, ARewiredPeerIsAnybodyElse) {
    std::vector<int> count(5, 0);
    for (std::uint64_t i = 0; i < 40000; ++i) ++count[small_world_peer(7, {.serial = i, .index = 2, .members = 5}, 0, 1)];
    EXPECT_EQ(count[2], 0);
    for (const std::size_t k : {0u, 1u, 3u, 4u}) EXPECT_NEAR(count[k], 10000, 500);
}

// Weight of ranks [a, b) is b^(1 − α) − a^(1 − α), and ln b − ln a for α = 1.
TEST(ScaleFree, FollowersFallWithRankByThePower) {
    constexpr std::uint64_t members = 10000;
    for (const double exponent : {0.0, 0.7, 1.0, 1.5}) {
        SCOPED_TRACE(exponent);
        constexpr int n = 40000;
        int top = 0;
        int middle = 0;
        for (std::uint64_t i = 0; i < n; ++i) {
            const PeerSeat seat{.serial = i, .index = members - 1, .members = members};
            const std::uint64_t rank = scale_free_peer(7, seat, 3, exponent) + 1;
            top += rank < 100 ? 1 : 0;
            middle += rank >= 100 && rank < 5000 ? 1 : 0;
        }
        const auto weight = [&](double a, double b) {
            return exponent == 1 ? std::log(b / a) : (std::pow(b, 1 - exponent) - std::pow(a, 1 - exponent)) / (1 - exponent);
        };
        EXPECT_NEAR(static_cast<double>(top) / n, weight(1, 100) / weight(1, members + 1), 0.012);
        EXPECT_NEAR(static_cast<double>(middle) / n, weight(100, 5000) / weight(1, members + 1), 0.012);
    }
}

// A file in a folder of its own, removed at the end.
class EdgeListFile : public testing::Test {
  protected:
    EdgeListFile()
        : folder(fs::temp_directory_path() / ("enclosure_network_" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) +
                                              testing::UnitTest::GetInstance()->current_test_info()->name())) {
        fs::create_directories(folder);
    }
    ~EdgeListFile() override {
        std::error_code error;
        fs::remove_all(folder, error);
    }
    fs::path write(const std::string& name, const std::string& text) const {
        std::ofstream(folder / name) << text;
        return folder / name;
    }
    fs::path folder;
};

TEST_F(EdgeListFile, IsReadInItsOrder) {
    Report report;
    const auto edges = read_edge_list(write("good.csv", "from,to\n3,1\r\n0,2\n3,0\n"), 4, {"here"}, report);
    EXPECT_TRUE(report.empty());
    EXPECT_EQ(edges, (std::vector<Edge>{{3, 1}, {0, 2}, {3, 0}}));
}

TEST_F(EdgeListFile, MistakesAreReportedByLine) {
    Report report;
    const fs::path file = write("bad.csv", "from,to\n0,4\n1\n2,2\n1,x\n0,1\n");
    EXPECT_EQ(read_edge_list(file, 4, {"here"}, report).size(), 1U);
    try {
        report.throw_if_any();
        FAIL() << "nothing was reported";
    } catch (const ScenarioError& error) {
        ASSERT_EQ(error.diagnostics.size(), 4U);
        for (int k = 0; k < 4; ++k) EXPECT_EQ(error.diagnostics[static_cast<std::size_t>(k)].place, (Place{file.string(), k + 2, 1}));
        EXPECT_EQ(error.diagnostics[2].what, "user 2 looks at himself");
    }
}

TEST_F(EdgeListFile, IsRelativeToTheScenarioThatNamesIt) {
    write("peers.csv", "from,to\n0,1\n");
    const std::string text =
        "schema_version = 1\nid = \"x\"\nextends = [\"lib:baseline\"]\n[network]\nkind = \"edge_list\"\nfile = \"peers.csv\"\n";
    const LoadedScenario loaded = load_scenario(write("scenario.toml", text));
    EXPECT_EQ(loaded.scenario.parameters.network.file, (folder / "peers.csv").string());
    EXPECT_EQ(loaded.scenario.parameters.network.kind, NetworkKind::edge_list);
    EXPECT_NE(loaded.resolved_toml.find("kind = \"edge_list\""), std::string::npos);
    // The resolved file loads as the same, wherever it lies.
    EXPECT_EQ(load_scenario_text(loaded.resolved_toml, "elsewhere.toml").scenario.parameters.network.file, (folder / "peers.csv").string());
    fs::remove(folder / "peers.csv");
    try {
        load_scenario(folder / "scenario.toml");
        FAIL() << "the file is missing";
    } catch (const ScenarioError& error) {
        ASSERT_EQ(error.diagnostics.size(), 1U);
        EXPECT_EQ(error.diagnostics[0].place.line, 6);
    }
}

TEST_F(EdgeListFile, GivesUsersTheirPeers) {
    Scenario s = tiny_scenario();
    s.parameters.network.kind = NetworkKind::edge_list;
    s.parameters.network.file = write("peers.csv", "from,to\n5,1\n5,2\n5,3\n5,4\n0,9\n").string();
    World world = tiny_world(s);
    EXPECT_EQ(world.network.peer, (std::vector<std::uint32_t>{9, 1, 2, 3, 4}));
    ASSERT_EQ(world.network.peers(5).size(), 4U);
    EXPECT_EQ(world.network.peers(6).size(), 0U);
    // Two of the four use vendor 1, one vendor 0; the fourth has no model and does not count.
    auto& choice = world.users.choice;
    choice[1] = 1;
    choice[2] = 1;
    choice[3] = 0;
    choice[4] = choice_none;
    std::vector<Offering> offerings(2);
    offerings[0].slot = 0;
    offerings[0].vendor = 0;
    offerings[1].slot = 1;
    offerings[1].vendor = 1;
    const PeerView view(choice, world.network, world.catalogue, offerings, world.rules, 7);
    ASSERT_EQ(std::vector<std::uint8_t>(view.groups().begin(), view.groups().end()), (std::vector<std::uint8_t>{0, 1}));
    std::vector<float> counts{0, 0};
    EXPECT_EQ(view.count(counts.data(), 1, 0, {.serial = 1, .index = 5, .members = 1000}), 3);
    EXPECT_EQ(counts, (std::vector<float>{1, 2}));
    EXPECT_EQ(view.count(counts.data(), 1, 0, {.serial = 1, .index = 6, .members = 1000}), 0);
    EXPECT_EQ(counts, (std::vector<float>{1, 2})) << "without peers nothing is added";
}

// Of neighbouring rows together and of each alone, with lists like a ring's, lists all over the place, and rows of unlike number.
TEST(PeerIndex, ShowsNeighboursWhatTheirListsSay) {
    constexpr std::size_t users = 1000;
    World world = tiny_world();
    world.rules.parameters.network.kind = NetworkKind::edge_list;
    world.rules.parameters.adoption.peer_weight = 1;
    for (std::size_t i = 0; i < users; ++i) world.users.choice[i] = mix(i) % 3 == 2 ? choice_none : static_cast<std::uint8_t>(mix(i) % 3);
    std::vector<Offering> offerings(2);
    for (std::uint8_t m = 0; m < 2; ++m) {
        offerings[m].slot = m;
        offerings[m].vendor = m;
    }
    for (const std::uint64_t rewired : {0u, 10u, 100u}) {  // percent
        for (const bool alike : {true, false}) {
            Network network;
            for (std::size_t i = 0; i < users; ++i) {
                network.begin.push_back(network.peer.size());
                for (std::size_t j = 0; j < (alike || i % 200 != 0 ? 6u : 9u); ++j) {
                    const std::uint64_t word = mix(16 * i + j);
                    const bool far = word % 100 < rewired;
                    network.peer.push_back(static_cast<std::uint32_t>(far ? mix(word) % users : (i + users + j - 3) % users));
                }
            }
            network.begin.push_back(network.peer.size());
            index_peers(network);
            const auto listed = std::count(network.near->count.begin(), network.near->count.end(), NearPeers::listed);
            EXPECT_EQ(listed == 8, rewired == 100) << "an index of what is far is no help";
            const PeerView view(world.users.choice, network, world.catalogue, offerings, world.rules, 7);
            for (std::size_t first = 0; first < users;
                 first += first % NearPeers::rows == 0 && first % 3 == 0 ? 50 : NearPeers::rows - first % NearPeers::rows) {
                const std::size_t count = std::min(NearPeers::rows - first % NearPeers::rows, users - first);
                SeenPeers seen;
                ASSERT_TRUE(view.look(seen, first, count));
                for (std::size_t k = 0; k < count; ++k) {
                    std::array<float, 2> stated{};
                    std::array<float, 2> found{};
                    view.count(stated.data(), 1, 0, {.serial = 1, .index = first + k, .members = users});
                    for (std::size_t j = 0; j < seen.count; ++j) {
                        if (seen.row(j)[k] != SeenPeers::nobody) ++found[seen.row(j)[k]];
                    }
                    ASSERT_EQ(found, stated) << "row " << first + k << ", " << rewired << " % rewired";
                }
            }
        }
    }
}

Scenario with_network(NetworkKind kind, double peer_weight) {
    Scenario s = small_baseline();
    s.parameters.network.kind = kind;
    s.parameters.adoption.peer_weight = peer_weight;
    return s;
}

TEST(Network, DoesNotMatterToWhoHeedsNoPeers) {
    const auto none = hashes(with_network(NetworkKind::none, 0), 6);
    for (const NetworkKind kind : {NetworkKind::cells, NetworkKind::small_world, NetworkKind::scale_free}) {
        EXPECT_EQ(hashes(with_network(kind, 0), 6), none);
    }
}

TEST(Network, MattersToWhoDoesAndThreadsDoNot) {
    const auto cells = hashes(with_network(NetworkKind::cells, 1), 6);
    for (const NetworkKind kind : {NetworkKind::none, NetworkKind::small_world, NetworkKind::scale_free}) {
        const auto one = hashes(with_network(kind, 1), 6);
        EXPECT_NE(one, cells);
        EXPECT_EQ(one, hashes(with_network(kind, 1), 6, {.threads = 3}));
    }
}

}  // namespace
}  // namespace enclosure::test
