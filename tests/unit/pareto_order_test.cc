// Dominance, fronts, crowding, the archive of boxes and hypervolumes, against definitions and hand-made points.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "sim/base/draws.h"
#include "sim/study/search/dominance.h"
#include "sim/study/search/epsilon_archive.h"
#include "sim/study/search/hypervolume.h"

namespace enclosure::test {
namespace {

using testing::ElementsAre;

// Points on a coarse grid, so that ties, duplicates and dominated points are common.
std::vector<double> gridded_losses(std::size_t points, std::size_t objectives, std::uint64_t seed, double levels) {
    std::vector<double> losses;
    for (std::uint32_t i = 0; i < points * objectives; ++i) {
        losses.push_back(std::floor(levels * Draws(seed, Purpose::test, 0, 0, i).uniform()) / levels);
    }
    return losses;
}

TEST(Dominance, OfTwoPoints) {
    const auto of = [](std::vector<double> a, std::vector<double> b) { return dominance(a, b); };
    EXPECT_EQ(of({1, 2}, {1, 3}), Dominance::first);
    EXPECT_EQ(of({1, 3}, {1, 2}), Dominance::second);
    EXPECT_EQ(of({1, 3}, {2, 2}), Dominance::neither);
    EXPECT_EQ(of({1, 3}, {1, 3}), Dominance::equal);
}

TEST(FrontRanks, ByHand) {
    // (1,4) (2,2) (4,1) are the front; (3,3) and (2,4) behind it; (4,4) behind these; a second (2,2) stands with the first.
    const std::vector<double> losses{3, 3, 1, 4, 2, 2, 4, 4, 4, 1, 2, 4, 2, 2};
    EXPECT_THAT(front_ranks(losses, 2), ElementsAre(1, 0, 0, 2, 0, 1, 0));
    EXPECT_THAT(front_ranks(std::vector<double>{3, 1, 2, 1}, 1), ElementsAre(2, 0, 1, 0));
    EXPECT_TRUE(front_ranks({}, 2).empty());
    EXPECT_THROW(front_ranks(losses, 4), std::invalid_argument);
}

// By the definition: take away what nothing dominates, again and again.
TEST(FrontRanks, AreThoseOfTheDefinition) {
    for (std::size_t objectives = 1; objectives <= 5; ++objectives) {
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            const std::size_t n = 60;
            const std::vector<double> losses = gridded_losses(n, objectives, seed, 6);
            const auto row = [&](std::size_t i) { return std::span(losses).subspan(i * objectives, objectives); };
            std::vector<std::size_t> expected(n, n);
            for (std::size_t front = 0, placed = 0; placed < n; ++front) {
                std::vector<std::size_t> here;
                for (std::size_t i = 0; i < n; ++i) {
                    if (expected[i] < front) continue;
                    bool dominated = false;
                    for (std::size_t j = 0; j < n; ++j) {
                        dominated = dominated || (expected[j] >= front && dominance(row(j), row(i)) == Dominance::first);
                    }
                    if (!dominated) here.push_back(i);
                }
                for (const std::size_t i : here) expected[i] = front;
                placed += here.size();
            }
            EXPECT_EQ(front_ranks(losses, objectives), expected) << objectives << " " << seed;
        }
    }
}

TEST(Crowding, ByHand) {
    // Front (0,10) (1,6) (3,5) (10,0): of the second (3 - 0)/10 + (10 - 5)/10 = .8, of the third (10 - 1)/10 + (6 - 0)/10 = 1.5.
    const std::vector<double> losses{0, 10, 99, 99, 3, 5, 10, 0, 1, 6};
    const std::vector<std::size_t> front{0, 2, 3, 4};
    const std::vector<double> distance = crowding_distances(losses, 2, front);
    EXPECT_TRUE(std::isinf(distance[0]));
    EXPECT_NEAR(distance[1], 1.5, 1e-15);
    EXPECT_TRUE(std::isinf(distance[2]));
    EXPECT_NEAR(distance[3], 0.8, 1e-15);
    // No range in the second objective: it adds nothing.
    const std::vector<double> flat{0, 1, 1, 1, 4, 1};
    EXPECT_EQ(crowding_distances(flat, 2, std::vector<std::size_t>{0, 1, 2})[1], 1);
}

TEST(EpsilonArchive, KeepsOnePointOfABoxAndNoDominatedBox) {
    EpsilonArchive archive{.epsilon = {1, 1}};
    const auto put = [&](std::uint64_t id, double a, double b) { return offer_to_archive(archive, id, std::vector<double>{a, b}); };
    const auto ids = [&] {
        std::vector<std::uint64_t> out;
        for (const ArchiveMember& member : archive.members) out.push_back(member.id);
        return out;
    };
    EXPECT_EQ(put(0, 5.5, 5.5), ArchiveEntry::new_box);
    EXPECT_EQ(put(1, 5.9, 5.4), ArchiveEntry::refused) << "farther from the corner (5, 5)";
    EXPECT_EQ(put(2, 5.2, 5.6), ArchiveEntry::better_in_box) << "nearer";
    EXPECT_EQ(put(3, 5.2, 5.6), ArchiveEntry::refused) << "as near: the member stays";
    EXPECT_EQ(put(4, 5.1, 5.5), ArchiveEntry::better_in_box) << "dominates";
    EXPECT_EQ(put(5, 5.05, 6.5), ArchiveEntry::refused) << "no point dominates it, but a box does";
    EXPECT_EQ(put(6, 3.5, 7.5), ArchiveEntry::new_box);
    EXPECT_THAT(ids(), ElementsAre(4, 6));
    EXPECT_EQ(put(7, 3.9, 5.9), ArchiveEntry::new_box) << "its box dominates both";
    EXPECT_THAT(ids(), ElementsAre(7));
    EXPECT_EQ(put(8, -0.5, 9), ArchiveEntry::new_box) << "boxes go on below 0";
    EXPECT_EQ(archive.members.back().box[0], -1);
}

// Laumanns et al. (2002): whatever was offered is dominated by a member, but for less than a box.
TEST(EpsilonArchive, LosesNothingByMoreThanABox) {
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        const std::vector<double> losses = gridded_losses(300, 3, seed, 1000);
        EpsilonArchive archive{.epsilon = {0.1, 0.2, 0.05}};
        for (std::size_t i = 0; i < 300; ++i) offer_to_archive(archive, i, std::span(losses).subspan(3 * i, 3));
        for (std::size_t i = 0; i < 300; ++i) {
            const bool covered = std::any_of(archive.members.begin(), archive.members.end(), [&](const ArchiveMember& member) {
                bool better = true;
                for (std::size_t k = 0; k < 3; ++k) better = better && member.losses[k] - archive.epsilon[k] <= losses[3 * i + k];
                return better;
            });
            EXPECT_TRUE(covered) << seed << " " << i;
        }
        for (const ArchiveMember& a : archive.members) {
            for (const ArchiveMember& b : archive.members) EXPECT_TRUE(&a == &b || dominance(a.box, b.box) == Dominance::neither);
        }
    }
}

TEST(EpsilonArchive, WithoutBoxesIsTheFront) {
    const std::vector<double> losses = gridded_losses(200, 2, 3, 40);
    EpsilonArchive archive{.epsilon = {0, 0}};
    for (std::size_t i = 0; i < 200; ++i) offer_to_archive(archive, i, std::span(losses).subspan(2 * i, 2));
    const std::vector<std::size_t> rank = front_ranks(losses, 2);
    std::vector<std::vector<double>> front, got;
    for (std::size_t i = 0; i < 200; ++i) {
        if (rank[i] == 0) front.push_back({losses[2 * i], losses[2 * i + 1]});
    }
    for (const ArchiveMember& member : archive.members) got.push_back(member.losses);
    std::sort(front.begin(), front.end());
    front.erase(std::unique(front.begin(), front.end()), front.end());
    std::sort(got.begin(), got.end());
    EXPECT_EQ(got, front);
}

// Volume of a union of boxes by inclusion and exclusion over all sets of points.
double volume_by_inclusion(const std::vector<double>& losses, std::size_t objectives, const std::vector<double>& reference) {
    const std::size_t n = losses.size() / objectives;
    double volume = 0;
    for (std::uint32_t set = 1; set < (1U << n); ++set) {
        double box = 1;
        int members = 0;
        for (std::size_t k = 0; k < objectives; ++k) {
            double worst = -1e300;
            for (std::size_t i = 0; i < n; ++i) {
                if ((set >> i & 1U) != 0) worst = std::max(worst, losses[i * objectives + k]);
            }
            box *= std::max(reference[k] - worst, 0.0);
        }
        for (std::size_t i = 0; i < n; ++i) members += (set >> i & 1U) != 0 ? 1 : 0;
        volume += members % 2 == 1 ? box : -box;
    }
    return volume;
}

TEST(Hypervolume, MatchesInclusionAndExclusion) {
    for (std::size_t objectives = 1; objectives <= 6; ++objectives) {
        for (std::uint64_t seed = 0; seed < 12; ++seed) {
            const std::vector<double> losses = gridded_losses(11, objectives, seed, seed % 2 == 0 ? 5 : 1e6);
            const std::vector<double> reference(objectives, seed % 3 == 0 ? 0.7 : 1.1);  // some points lie beyond it
            EXPECT_NEAR(hypervolume(losses, objectives, reference), volume_by_inclusion(losses, objectives, reference), 1e-12)
                << objectives << " " << seed;
        }
    }
}

TEST(Hypervolume, ByHand) {
    const auto of = [](std::vector<double> losses, std::vector<double> reference) {
        return hypervolume(losses, reference.size(), reference);
    };
    EXPECT_EQ(of({3, 5, 4}, {10}), 7);
    EXPECT_EQ(of({1, 4, 2, 2, 4, 1}, {5, 5}), 4 + 3 * 2 + 1);  // columns: 1 wide and 1 high, 2 wide and 3 high, 1 wide and 4 high
    EXPECT_EQ(of({1, 4, 2, 2, 4, 1, 2, 2, 3, 3, 5, 0}, {5, 5}), 11)
        << "twins, dominated points, and points beyond the reference add nothing";
    EXPECT_EQ(of({1, 2, 3}, {2, 4, 6}), 6);
    EXPECT_EQ(of({0, 0, 1, 0, 1, 0, 1, 0, 0}, {2, 2, 2}), 3 * 4 - 3 * 2 + 1);  // three slabs of 4, pairs share 2, all share 1
    EXPECT_EQ(of({}, {1, 1}), 0);
    EXPECT_THROW(of({1, 2, 3}, {1, 1}), std::invalid_argument);
}

// n points spread evenly over f1 + f2 = 1: a staircase of n - 2 and fewer squares of side 1/(n - 1) below (1, 1), (n - 2)/(2(n - 1)) in
// all. The fronts of ZDT1 and ZDT2 by the same sum, towards 1.1² - 1/3 and 1.1² - 2/3.
TEST(Hypervolume, OfKnownFronts) {
    const std::size_t n = 1001;
    std::vector<double> line, zdt1, zdt2;
    for (std::size_t i = 0; i < n; ++i) {
        const double x = static_cast<double>(i) / (n - 1);
        line.insert(line.end(), {x, 1 - x});
        zdt1.insert(zdt1.end(), {x, 1 - std::sqrt(x)});
        zdt2.insert(zdt2.end(), {x, 1 - x * x});
    }
    EXPECT_NEAR(hypervolume(line, 2, std::vector<double>{1, 1}), (n - 2.0) / (2 * (n - 1.0)), 1e-12);
    const std::vector<double> reference{1.1, 1.1};
    EXPECT_NEAR(hypervolume(zdt1, 2, reference), 1.21 - 1.0 / 3, 1e-3);
    EXPECT_LT(hypervolume(zdt1, 2, reference), 1.21 - 1.0 / 3);
    EXPECT_NEAR(hypervolume(zdt2, 2, reference), 1.21 - 2.0 / 3, 1e-3);
    EXPECT_LT(hypervolume(zdt2, 2, reference), 1.21 - 2.0 / 3);
}

// An eighth of a sphere, the front of DTLZ2 with three objectives: 1.1³ - π/6 in the limit. A fourth objective that is the same everywhere
// multiplies the volume by its distance to the reference, whichever way the volume is found.
TEST(Hypervolume, OfASphere) {
    std::vector<double> three, four;
    const int n = 20;
    for (int i = 0; i <= n; ++i) {
        for (int j = 0; j <= n; ++j) {
            const double a = M_PI / 2 * i / n, b = M_PI / 2 * j / n;
            const double x = std::cos(a) * std::cos(b), y = std::cos(a) * std::sin(b), z = std::sin(a);
            three.insert(three.end(), {x, y, z});
            four.insert(four.end(), {x, y, z, 0.25});
        }
    }
    const double volume = hypervolume(three, 3, std::vector<double>(3, 1.1));
    EXPECT_NEAR(volume, 1.331 - M_PI / 6, 0.06);
    EXPECT_LT(volume, 1.331 - M_PI / 6);
    EXPECT_NEAR(hypervolume(four, 4, std::vector<double>(4, 1.1)), 0.85 * volume, 1e-12);
}

}  // namespace
}  // namespace enclosure::test
