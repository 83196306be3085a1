#include "sim/study/search/selection.h"

#include <algorithm>
#include <numeric>

#include "sim/study/search/dominance.h"
#include "sim/study/search/search_draws.h"

namespace enclosure {

namespace {

bool stands_before(const SearchStanding& a, const SearchStanding& b) {
    return a.rank != b.rank ? a.rank < b.rank : a.crowding > b.crowding;
}

// Fronts of the feasible candidates among `who`, and crowding within them; the number of fronts.
std::size_t stand_feasible(const SearchSettings& settings, const SearchState& state, std::span<const std::uint64_t> who,
                           std::span<const std::size_t> feasible, std::vector<SearchStanding>& standing) {
    const std::size_t objectives = settings.objectives.size();
    std::vector<double> losses;
    for (const std::size_t i : feasible) {
        const std::vector<double> row = search_losses(settings, state.candidates[who[i]]);
        losses.insert(losses.end(), row.begin(), row.end());
    }
    const std::vector<std::size_t> rank = front_ranks(losses, objectives);
    std::vector<std::vector<std::size_t>> fronts;
    for (std::size_t i = 0; i < feasible.size(); ++i) {
        if (rank[i] >= fronts.size()) fronts.resize(rank[i] + 1);
        fronts[rank[i]].push_back(i);
    }
    for (std::size_t front = 0; front < fronts.size(); ++front) {
        const std::vector<double> crowding = crowding_distances(losses, objectives, fronts[front]);
        for (std::size_t j = 0; j < crowding.size(); ++j) {
            standing[feasible[fronts[front][j]]] = {.rank = front, .crowding = crowding[j], .feasible = true};
        }
    }
    return fronts.size();
}

// Parents in a random order: the `turn`-th of this generation.
std::vector<std::size_t> random_order(const SearchSettings& settings, const SearchState& state, std::size_t turn) {
    std::vector<std::uint64_t> key(state.parents.size());
    for (std::size_t i = 0; i < key.size(); ++i) {
        key[i] =
            search_draws(settings.seed, SearchDraw::order, std::uint64_t{state.generations} << 32 | turn, static_cast<std::uint32_t>(i))
                .bits();
    }
    std::vector<std::size_t> order(key.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key[a] != key[b] ? key[a] < key[b] : a < b; });
    return order;
}

}  // namespace

std::vector<SearchStanding> candidate_standings(const SearchSettings& settings, const SearchState& state,
                                                std::span<const std::uint64_t> who) {
    std::vector<double> violation(who.size());
    std::vector<std::size_t> feasible;
    std::vector<std::size_t> infeasible;
    for (std::size_t i = 0; i < who.size(); ++i) {
        violation[i] = search_violation(settings, state.candidates[who[i]]);
        (violation[i] > 0 ? infeasible : feasible).push_back(i);
    }
    std::vector<SearchStanding> standing(who.size());
    std::size_t rank = stand_feasible(settings, state, who, feasible, standing);
    std::stable_sort(infeasible.begin(), infeasible.end(), [&](std::size_t a, std::size_t b) { return violation[a] < violation[b]; });
    for (std::size_t j = 0; j < infeasible.size(); ++j) {
        if (j > 0 && violation[infeasible[j]] > violation[infeasible[j - 1]]) ++rank;
        standing[infeasible[j]].rank = rank;
    }
    return standing;
}

std::vector<std::uint64_t> surviving_candidates(const SearchSettings& settings, const SearchState& state, std::vector<std::uint64_t> who,
                                                std::size_t most) {
    std::sort(who.begin(), who.end());
    const std::vector<SearchStanding> standing = candidate_standings(settings, state, who);
    std::vector<std::size_t> order(who.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return stands_before(standing[a], standing[b]); });
    std::vector<std::uint64_t> out;
    for (std::size_t i = 0; i < std::min(most, order.size()); ++i) out.push_back(who[order[i]]);
    return out;
}

std::vector<std::uint64_t> mating_pool(const SearchSettings& settings, const SearchState& state, std::size_t pairs) {
    const std::size_t n = state.parents.size();
    const std::vector<SearchStanding> standing = candidate_standings(settings, state, state.parents);
    std::vector<std::size_t> contestants;
    for (std::size_t turn = 0; contestants.size() < 4 * pairs; ++turn) {
        const std::vector<std::size_t> order = random_order(settings, state, turn);
        contestants.insert(contestants.end(), order.begin(), order.end());
    }
    std::vector<std::uint64_t> pool(2 * pairs);
    for (std::size_t i = 0; i < pool.size() && n > 0; ++i) {
        const std::size_t a = contestants[2 * i];
        const std::size_t b = contestants[2 * i + 1];
        const bool tie = !stands_before(standing[a], standing[b]) && !stands_before(standing[b], standing[a]);
        const bool coin = search_draws(settings.seed, SearchDraw::contest, std::uint64_t{state.generations} << 32 | i, 0).bits() >> 63 != 0;
        const bool first = tie ? coin : stands_before(standing[a], standing[b]);
        pool[i] = state.parents[first ? a : b];
    }
    return pool;
}

}  // namespace enclosure
