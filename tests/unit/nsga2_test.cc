// NSGA-II: what it finds on problems with known fronts, that it has no hidden state, and that noise does not deceive it.
#include "sim/study/search/nsga2.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>
#include <vector>

#include "sim/base/hash.h"
#include "sim/study/search/search_result.h"
#include "sim/study/search/selection.h"
#include "tests/nan.h"
#include "tests/search_problems.h"

namespace enclosure::test {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;

// Schaffer's (1985) problem in mixed levers: x² and (x - 2)² where a category is right; others cost 1 more in both. Whole: distance to 3.
std::vector<double> mixed_problem(const std::vector<double>& x) {
    const double penalty = (x[2] == 1 ? 0.0 : 1.0) + (x[1] - 3) * (x[1] - 3);
    return {x[0] * x[0] + penalty, (x[0] - 2) * (x[0] - 2) + penalty};
}

SearchSettings mixed_settings(std::uint64_t seed) {
    return {.levers = {{.id = "x", .low = -10, .high = 10},
                       {.id = "n", .type = SearchLeverType::whole, .low = 0, .high = 20},
                       {.id = "kind", .type = SearchLeverType::category, .categories = 5}},
            .objectives = {{.id = "a", .epsilon = 0.05}, {.id = "b", .epsilon = 0.05}},
            .population = 40,
            .seed = seed};
}

TEST(Nsga2, FindsTheFrontOfMixedLevers) {
    const SearchSettings settings = mixed_settings(1);
    const SearchState state = searched(settings, begin_search(settings), 60, mixed_problem);
    EXPECT_GT(state.archive.members.size(), 10U);
    for (const ArchiveMember& member : state.archive.members) {
        const std::vector<double>& levers = state.candidates[member.id].levers;
        EXPECT_EQ(levers[1], 3);
        EXPECT_EQ(levers[2], 1);
        EXPECT_GT(levers[0], -0.1);
        EXPECT_LT(levers[0], 2.1);
    }
}

// Half of the published budget: 100 members, 125 generations. Slow tests make the whole one.
TEST(Nsga2, NearsTheFrontOfZdt1InHalfTheBudget) {
    const SearchSettings settings = unit_search(30, 2, 0.005, 2);
    const SearchState state = searched(settings, begin_search(settings), 125, [](const auto& x) { return zdt(1, x); });
    EXPECT_GT(volume_of(settings, state, true), 0.97 * front_volume(1));
    EXPECT_LT(volume_of(settings, state, true), front_volume(1));
}

TEST(Nsga2, MaximisingIsMinimisingTheNegative) {
    SearchSettings down = mixed_settings(4);
    SearchSettings up = down;
    up.objectives[1].maximise = true;
    const SearchState a = searched(down, begin_search(down), 12, mixed_problem);
    const SearchState b = searched(up, begin_search(up), 12, [](const auto& x) {
        const std::vector<double> f = mixed_problem(x);
        return std::vector<double>{f[0], -f[1]};
    });
    ASSERT_EQ(a.candidates.size(), b.candidates.size());
    for (std::size_t i = 0; i < a.candidates.size(); ++i) EXPECT_EQ(a.candidates[i].levers, b.candidates[i].levers);
    EXPECT_EQ(a.parents, b.parents);
    EXPECT_EQ(search_mean(a.candidates.back(), 1), -search_mean(b.candidates.back(), 1));
}

void expect_same_state(const SearchState& a, const SearchState& b) {
    ASSERT_EQ(a.candidates.size(), b.candidates.size());
    for (std::size_t i = 0; i < a.candidates.size(); ++i) {
        EXPECT_EQ(a.candidates[i].levers, b.candidates[i].levers);
        EXPECT_EQ(a.candidates[i].sums, b.candidates[i].sums);
    }
    EXPECT_EQ(a.parents, b.parents);
    EXPECT_EQ(a.population, b.population);
    ASSERT_EQ(a.progress.size(), b.progress.size());
    for (std::size_t g = 0; g < a.progress.size(); ++g) EXPECT_EQ(a.progress[g].archive, b.progress[g].archive);
}

// With noise, further replicates and restarts, all that a state could hide.
TEST(Nsga2, GoesOnAfterABreakBitForBit) {
    SearchSettings settings = mixed_settings(7);
    settings.replicates = 2;
    settings.archive_replicates = 6;
    settings.restart_after = 2;
    for (SearchObjective& objective : settings.objectives) objective.epsilon = 1;
    std::vector<SearchGeneration> whole, half;
    const SearchState all = searched(settings, begin_search(settings), 24, mixed_problem, 0.3, &whole);
    searched(settings, begin_search(settings), 12, mixed_problem, 0.3, &half);
    // What is left of the first half is its history alone.
    SearchState resumed = search_state(settings, half);
    EXPECT_EQ(ask_search(settings, resumed), whole[12].requests);
    EXPECT_EQ(next_generation(settings, half), whole[12].requests);
    resumed = searched(settings, std::move(resumed), 12, mixed_problem, 0.3, &half);
    expect_same_state(all, resumed);
    for (std::size_t g = 0; g < 24; ++g) EXPECT_EQ(whole[g].requests, half[g].requests) << g;
    EXPECT_TRUE(std::any_of(all.progress.begin(), all.progress.end(), [](const SearchProgress& step) { return step.restarted; }));
}

TEST(Nsga2, RefusesAHistoryThatIsNotItsOwn) {
    const SearchSettings settings = mixed_settings(7);
    std::vector<SearchGeneration> history;
    searched(settings, begin_search(settings), 3, mixed_problem, 0, &history);
    EXPECT_THROW(search_state(mixed_settings(8), history), std::invalid_argument);
    std::vector<SearchGeneration> changed = history;
    changed[1].answers[0].objectives[0] -= 100;
    EXPECT_THROW(search_state(settings, changed), std::invalid_argument) << "other answers would have had other children";
    changed = history;
    changed[2].answers[5].objectives.pop_back();
    EXPECT_THROW(search_state(settings, changed), std::invalid_argument);
    changed = history;
    changed[2].requests.pop_back();
    EXPECT_THROW(search_state(settings, changed), std::invalid_argument);
}

// The points of ten generations of a problem made of + and ×: one number for all compilers and machines.
TEST(Nsga2, IsTheSameEverywhere) {
    const SearchSettings settings = mixed_settings(0);
    const SearchState state = searched(settings, begin_search(settings), 10, mixed_problem);
    std::uint64_t hash = 0;
    for (const SearchCandidate& candidate : state.candidates) {
        hash = hash_bytes(candidate.levers.data(), candidate.levers.size() * sizeof(double), hash);
    }
    EXPECT_EQ(hash, 16457888080192077723U);
    EXPECT_NE(searched(mixed_settings(1), begin_search(mixed_settings(1)), 1, mixed_problem).candidates[0].levers,
              state.candidates[0].levers);
}

TEST(Nsga2, AsksForNewPointsOnly) {
    const SearchSettings settings = mixed_settings(5);
    SearchState state = begin_search(settings);
    for (int g = 0; g < 15; ++g) {
        std::set<std::vector<double>> points;
        for (const std::uint64_t parent : state.parents) points.insert(state.candidates[parent].levers);
        const std::vector<SearchRequest> requests = ask_search(settings, state);
        for (const SearchRequest& request : requests) EXPECT_TRUE(points.insert(request.levers).second);
        for (std::size_t i = 0; i < requests.size(); ++i) EXPECT_EQ(requests[i].candidate, state.candidates.size() + i);
        state = searched(settings, std::move(state), 1, mixed_problem);
    }
}

TEST(Nsga2, ExhaustsASmallSpace) {
    SearchSettings settings{.levers = {{.id = "on", .type = SearchLeverType::category, .categories = 2},
                                       {.id = "n", .type = SearchLeverType::whole, .low = 0, .high = 1}},
                            .objectives = {{.id = "f"}},
                            .population = 10};
    const SearchState state = searched(settings, begin_search(settings), 5, [](const auto& x) { return std::vector<double>{x[0] + x[1]}; });
    EXPECT_EQ(state.candidates.size(), 4U);
    EXPECT_TRUE(ask_search(settings, state).empty());
    ASSERT_EQ(state.archive.members.size(), 1U);
    EXPECT_EQ(state.candidates[state.archive.members[0].id].levers, (std::vector<double>{0, 0}));
}

TEST(Nsga2, StartsWithGivenPoints) {
    SearchSettings settings = mixed_settings(1);
    settings.start = {{1, 3, 1}, {-4, 0, 2}, {1, 3, 1}};
    const std::vector<SearchRequest> requests = ask_search(settings, begin_search(settings));
    EXPECT_EQ(requests.size(), 40U);
    EXPECT_EQ(requests[0].levers, settings.start[0]);
    EXPECT_EQ(requests[1].levers, settings.start[1]);
    EXPECT_NE(requests[2].levers, settings.start[2]) << "not twice";
}

// Deb's (2001) CONSTR: f1 = x, f2 = (1 + y)/x under y + 9x >= 6 and 9x - y >= 1. On the front y = 6 - 9x, so f2 = 7/x - 9, up to x = 2/3,
// then y = 0 and f2 = 1/x.
TEST(Nsga2, KeepsConstraints) {
    SearchSettings settings{.levers = {{.id = "x", .low = 0.1, .high = 1}, {.id = "y", .low = 0, .high = 5}},
                            .objectives = {{.id = "f", .epsilon = 0.002}, {.id = "g", .epsilon = 0.01}},
                            .population = 60,
                            .seed = 3};
    SearchState state = begin_search(settings);
    for (int g = 0; g < 60; ++g) {
        SearchGeneration generation{.requests = ask_search(settings, state)};
        for (const SearchRequest& request : generation.requests) {
            const double x = request.levers[0], y = request.levers[1];
            generation.answers.push_back(
                {.objectives = {x, (1 + y) / x}, .violations = {std::max(6 - y - 9 * x, 0.0) + std::max(1 + y - 9 * x, 0.0)}});
        }
        state = tell_search(settings, std::move(state), generation);
    }
    EXPECT_GT(state.archive.members.size(), 30U);
    for (const ArchiveMember& member : state.archive.members) {
        const double x = member.losses[0];
        EXPECT_EQ(search_violation(settings, state.candidates[member.id]), 0);
        EXPECT_GE(x, 7.0 / 18);
        const double front = x < 2.0 / 3 ? 7 / x - 9 : 1 / x;
        EXPECT_GE(member.losses[1], front - 1e-12);
        EXPECT_LT(member.losses[1], front + 0.25) << x << ": within 3 % of the front's range";
    }
}

TEST(Nsga2, ConstrainedDominationOrdersAll) {
    SearchSettings settings{.levers = {{.id = "x", .low = 0, .high = 9}}, .objectives = {{.id = "f"}}, .failed_share = 0.5};
    SearchState state = begin_search(settings);
    const auto add = [&](std::vector<double> values, std::vector<double> violations) {
        SearchCandidate candidate{.levers = {static_cast<double>(state.candidates.size())}};
        add_search_answer(settings, {.replicates = values.size()}, {.objectives = values, .violations = violations}, candidate);
        state.candidates.push_back(candidate);
    };
    add({5, 7}, {0, 0});      // feasible, mean 6
    add({1, 1}, {2, 0});      // infeasible by 1
    add({nan, 4}, {});        // half of its runs failed: allowed, mean 4
    add({nan, nan}, {});      // all failed
    add({3, 3}, {0.5, 0.5});  // infeasible by 1/2
    add({2, 2}, {-1, -3});    // no violation, mean 2
    add({0, nan, nan}, {});   // too many failed
    const std::vector<std::uint64_t> who{0, 1, 2, 3, 4, 5, 6};
    std::vector<std::size_t> rank;
    for (const SearchStanding& standing : candidate_standings(settings, state, who)) rank.push_back(standing.rank);
    EXPECT_THAT(rank, ElementsAre(2, 4, 1, 5, 3, 0, 5));
    EXPECT_THAT(surviving_candidates(settings, state, who, 4), ElementsAre(5, 2, 0, 4));
    EXPECT_TRUE(std::isinf(search_violation(settings, state.candidates[6])));
}

TEST(Nsga2, RestartsFromTheArchiveInAPopulationThatSuitsIt) {
    SearchSettings settings = mixed_settings(2);
    settings.restart_after = 2;
    settings.least_population = 12;
    settings.most_population = 64;
    SearchState state = begin_search(settings);
    int restarts = 0;
    for (int g = 0; g < 60; ++g) {
        state = searched(settings, std::move(state), 1, mixed_problem);
        if (!state.progress.back().restarted) continue;
        ++restarts;
        const std::size_t wanted = 4 * state.archive.members.size();
        EXPECT_EQ(state.population, std::clamp<std::size_t>(wanted, 12, 64));
        EXPECT_EQ(state.parents.size(), std::min(state.archive.members.size(), state.population / 4));
        EXPECT_EQ(ask_search(settings, state).size(), state.population - state.parents.size());
        EXPECT_EQ(state.idle, 0U);
    }
    EXPECT_GT(restarts, 2);
}

TEST(Nsga2, GivesTheFirstFrontItsReplicatesBeforeTheArchiveTakesIt) {
    SearchSettings settings = mixed_settings(3);
    settings.replicates = 2;
    settings.archive_replicates = 9;
    std::vector<SearchGeneration> history;
    const SearchState state = searched(settings, begin_search(settings), 10, mixed_problem, 0.5, &history);
    EXPECT_TRUE(state.progress[0].archive.empty());
    std::size_t further = 0, runs = 0;
    for (const SearchGeneration& generation : history) {
        for (const SearchRequest& request : generation.requests) {
            EXPECT_EQ(request.stream, request.candidate + 1);
            runs += request.replicates;
            if (request.first_replicate == 0) {
                EXPECT_EQ(request.replicates, 2U);
                continue;
            }
            ++further;
            EXPECT_EQ(request.first_replicate, 2U);
            EXPECT_EQ(request.replicates, 7U);
        }
    }
    EXPECT_GT(further, 10U);
    EXPECT_EQ(state.progress.back().runs, runs);
    EXPECT_FALSE(state.archive.members.empty());
    for (const ArchiveMember& member : state.archive.members) EXPECT_EQ(state.candidates[member.id].replicates, 9U);
    SearchSettings shared = settings;
    shared.worlds = SearchWorlds::shared;
    for (const SearchRequest& request : ask_search(shared, begin_search(shared))) EXPECT_EQ(request.stream, 0U);
}

// Mean over the archive of both objectives: what the search thinks less what is true, and what fresh worlds think less what is true.
struct NoisyArchive {
    double search = 0;
    double fresh = 0;
    double fresh_error = 0;  ///< standard error of the second
    FreshFront front;
};

NoisyArchive noisy_archive(std::size_t archive_replicates, std::uint64_t seed) {
    SearchSettings settings = unit_search(10, 2, 0.01, seed);
    settings.population = 60;
    settings.archive_replicates = archive_replicates;
    const Problem truth = [](const auto& x) { return zdt(1, x); };
    const SearchState state = searched(settings, begin_search(settings), 60, truth, 0.1);
    const std::vector<SearchRequest> requests = fresh_requests(settings, state, 50);
    NoisyArchive out{.front = fresh_front(settings, state, requests, answers_of(requests, truth, 0.1))};
    const auto n = static_cast<double>(2 * out.front.members.size());
    for (const FreshMember& member : out.front.members) {
        const std::vector<double> f = truth(member.levers);
        for (std::size_t k = 0; k < 2; ++k) {
            out.search += (member.search_means[k] - f[k]) / n;
            out.fresh += (member.means[k] - f[k]) / n;
        }
    }
    out.fresh_error = 0.1 / std::sqrt(50 * n);
    return out;
}

// Noise of sd .1. With one replicate the archive is a list of the luckiest of 3600: better than the truth by more than a sd. With 25 before
// entry, by a small part of that. Fresh worlds are right about both.
TEST(Nsga2, FreshWorldsUndoLuck) {
    for (std::uint64_t seed = 0; seed < 3; ++seed) {
        const NoisyArchive lucky = noisy_archive(1, seed), careful = noisy_archive(25, seed);
        EXPECT_LT(lucky.search, -0.1);
        EXPECT_GT(careful.search, -0.04);
        EXPECT_LT(careful.search, 0);
        EXPECT_NEAR(lucky.fresh, 0, 4.5 * lucky.fresh_error);
        EXPECT_NEAR(careful.fresh, 0, 4.5 * careful.fresh_error);
        // What is reported as optimism is what it is.
        EXPECT_NEAR((lucky.front.optimism[0] + lucky.front.optimism[1]) / 2, lucky.fresh - lucky.search, 1e-12);
        EXPECT_EQ(lucky.front.optimism[0], -lucky.front.differences[0]);
        EXPECT_GT(lucky.front.lucky, 0U);
        EXPECT_EQ(lucky.front.lucky + lucky.front.on_front, lucky.front.members.size());
    }
}

TEST(FreshFront, ComesFromFreshWorldsAlone) {
    SearchSettings settings{.levers = {{.id = "x", .low = 0, .high = 9}},
                            .objectives = {{.id = "cost"}, {.id = "gain", .maximise = true}},
                            .start = {{1}, {2}, {3}},
                            .population = 3};
    SearchState state = begin_search(settings);
    const SearchGeneration first{.requests = ask_search(settings, state), .answers = {{{1, 1}, {}}, {{2, 2}, {}}, {{3, 3}, {}}}};
    state = tell_search(settings, std::move(state), first);
    ASSERT_EQ(state.archive.members.size(), 3U);
    const std::vector<SearchRequest> requests = fresh_requests(settings, state, 2);
    ASSERT_EQ(requests.size(), 3U);
    for (const SearchRequest& request : requests) {
        EXPECT_EQ(request.stream, fresh_stream());
        EXPECT_EQ(request.replicates, 2U);
        EXPECT_EQ(request.first_replicate, 0U);
    }
    EXPECT_NE(fresh_requests(settings, state, 2, 1)[0].stream, requests[0].stream);
    // Fresh means: (2, 4), (4, 3) dominated by it, and one that breaks a constraint.
    const std::vector<SearchAnswer> answers{{{1, 3, 3, 5}, {}}, {{4, 3, 4, 3}, {}}, {{3, 3, 3, 3}, {0, 1}}};
    const FreshFront front = fresh_front(settings, state, requests, answers);
    EXPECT_TRUE(front.members[0].on_front);
    EXPECT_FALSE(front.members[1].on_front);
    EXPECT_FALSE(front.members[2].on_front);
    EXPECT_EQ(front.on_front, 1U);
    EXPECT_EQ(front.lucky, 2U);
    EXPECT_EQ(front.infeasible, 1U);
    EXPECT_THAT(front.members[0].means, ElementsAre(2, 4));
    EXPECT_THAT(front.members[0].standard_errors, ElementsAre(1, 1));  // sd √2 of 1 and 3, over √2
    EXPECT_THAT(front.members[0].differences, ElementsAre(-1, -3));
    EXPECT_THAT(front.differences, ElementsAre(-1, -4.0 / 3));
    EXPECT_THAT(front.optimism, ElementsAre(1, -4.0 / 3)) << "cost looked lower than it is, and gain lower too";
    EXPECT_THROW(fresh_front(settings, state, std::span(requests).first(2), std::span(answers).first(2)), std::invalid_argument);
    // A member whose fresh runs fail is no member of the front and says nothing about optimism.
    const std::vector<SearchAnswer> failed{{{1, 3, nan, 5}, {}}, {{4, 3, 4, 3}, {}}, {{3, 3, 3, 3}, {}}};
    const FreshFront without = fresh_front(settings, state, requests, failed);
    EXPECT_TRUE(std::isnan(without.members[0].means[0]));
    EXPECT_FALSE(without.members[0].on_front);
    EXPECT_THAT(without.differences, ElementsAre(-1, -0.5));
}

TEST(ConvergencePath, GrowsTowardsTheFront) {
    const SearchSettings settings = unit_search(10, 2, 0.01, 6);
    const SearchState state = searched(settings, begin_search(settings), 40, [](const auto& x) { return zdt(2, x); });
    const std::vector<SearchConvergence> path = convergence_path(settings, state, std::vector<double>{1.1, 1.1});
    ASSERT_EQ(path.size(), 40U);
    EXPECT_EQ(path.back().volume, volume_of(settings, state, true));
    EXPECT_EQ(path.back().archive, state.archive.members.size());
    EXPECT_EQ(path[9].generation, 10U);
    EXPECT_GE(path[9].runs, 950U);
    EXPECT_LE(path[9].runs, 1000U);
    EXPECT_LT(path[5].volume, path[20].volume);
    // A box may lose a point to one nearer its corner, so that volumes may fall, but by less than all boxes of the front: 2 ε.
    for (std::size_t g = 1; g < path.size(); ++g) EXPECT_GT(path[g].volume, path[g - 1].volume - 0.02);
    const std::vector<double> reference = archive_reference(settings, state);
    for (const ArchiveMember& member : state.archive.members) {
        for (std::size_t k = 0; k < 2; ++k) EXPECT_LT(member.losses[k], reference[k]);
    }
    EXPECT_THROW(convergence_path(settings, state, std::vector<double>{1.1}), std::invalid_argument);
    EXPECT_TRUE(archive_reference(settings, begin_search(settings)).empty());
}

}  // namespace
}  // namespace enclosure::test
