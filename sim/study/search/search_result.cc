#include "sim/study/search/search_result.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "sim/study/search/dominance.h"
#include "sim/study/search/hypervolume.h"
#include "sim/study/search/selection.h"

namespace enclosure {

namespace {

constexpr double no_mean = std::numeric_limits<double>::quiet_NaN();

// What a fresh answer says of a member, by the rules of the search.
FreshMember judged(const SearchSettings& settings, const SearchState& state, const SearchRequest& request, const SearchAnswer& answer) {
    check_search_answer(settings, request, answer);
    SearchCandidate fresh;
    add_search_answer(settings, request, answer, fresh);
    FreshMember member{.candidate = request.candidate, .levers = request.levers, .violation = search_violation(settings, fresh)};
    const bool usable = std::isfinite(member.violation);
    const std::size_t objectives = settings.objectives.size();
    const auto n = static_cast<double>(fresh.defined);
    for (std::size_t k = 0; k < objectives; ++k) {
        const double mean = usable ? search_mean(fresh, k) : no_mean;
        double square = 0;
        for (std::size_t r = 0; r < request.replicates; ++r) {
            if (!is_defined_replicate(settings, answer, r)) continue;
            const double away = answer.objectives[r * objectives + k] - mean;
            square += away * away;
        }
        member.search_means.push_back(search_mean(state.candidates[request.candidate], k));
        member.means.push_back(mean);
        member.standard_errors.push_back(usable && fresh.defined > 1 ? std::sqrt(square / (n - 1) / n) : no_mean);
        member.differences.push_back(member.search_means[k] - mean);
    }
    return member;
}

void find_front(const SearchSettings& settings, FreshFront& front) {
    std::vector<double> losses;
    std::vector<std::size_t> feasible;
    for (std::size_t i = 0; i < front.members.size(); ++i) {
        const FreshMember& member = front.members[i];
        if (member.violation > 0) continue;
        feasible.push_back(i);
        for (std::size_t k = 0; k < member.means.size(); ++k) {
            losses.push_back(settings.objectives[k].maximise ? -member.means[k] : member.means[k]);
        }
    }
    const std::vector<std::size_t> rank = front_ranks(losses, settings.objectives.size());
    for (std::size_t i = 0; i < feasible.size(); ++i) front.members[feasible[i]].on_front = rank[i] == 0;
    front.on_front = static_cast<std::size_t>(std::count(rank.begin(), rank.end(), std::size_t{0}));
    front.lucky = front.members.size() - front.on_front;
    front.infeasible = front.members.size() - feasible.size();
}

}  // namespace

std::uint64_t fresh_stream(std::uint64_t round) {
    return (std::uint64_t{1} << 62) + round;  // streams of candidates are their numbers, counted from 1
}

std::vector<SearchRequest> fresh_requests(const SearchSettings& settings, const SearchState& state, std::size_t replicates,
                                          std::uint64_t round) {
    check_search(settings);
    std::vector<std::uint64_t> ids;
    for (const ArchiveMember& member : state.archive.members) ids.push_back(member.id);
    std::sort(ids.begin(), ids.end());
    std::vector<SearchRequest> requests;
    for (const std::uint64_t id : ids) {
        requests.push_back({.candidate = id,
                            .levers = state.candidates[id].levers,
                            .stream = fresh_stream(round),
                            .first_replicate = 0,
                            .replicates = replicates});
    }
    return requests;
}

FreshFront fresh_front(const SearchSettings& settings, const SearchState& state, std::span<const SearchRequest> requests,
                       std::span<const SearchAnswer> answers) {
    if (requests.size() != state.archive.members.size() || requests.size() != answers.size()) {
        throw std::invalid_argument("The final front needs the fresh runs of every member of the archive, and of nobody else.");
    }
    const std::size_t objectives = settings.objectives.size();
    FreshFront front;
    std::vector<double> sums(objectives);
    std::size_t usable = 0;
    for (std::size_t i = 0; i < requests.size(); ++i) {
        const bool is_member = std::any_of(state.archive.members.begin(), state.archive.members.end(),
                                           [&](const ArchiveMember& member) { return member.id == requests[i].candidate; });
        if (!is_member) throw std::invalid_argument("The final front needs the fresh runs of members of the archive alone.");
        front.members.push_back(judged(settings, state, requests[i], answers[i]));
        if (!std::isfinite(front.members.back().violation)) continue;
        ++usable;
        for (std::size_t k = 0; k < objectives; ++k) sums[k] += front.members.back().differences[k];
    }
    for (std::size_t k = 0; k < objectives; ++k) {
        const double difference = usable == 0 ? no_mean : sums[k] / static_cast<double>(usable);
        front.differences.push_back(difference);
        front.optimism.push_back(settings.objectives[k].maximise ? difference : -difference);
    }
    find_front(settings, front);
    return front;
}

std::vector<SearchConvergence> convergence_path(const SearchSettings& settings, const SearchState& state,
                                                std::span<const double> reference) {
    if (reference.size() != settings.objectives.size() ||
        !std::all_of(reference.begin(), reference.end(), [](double x) { return std::isfinite(x); })) {
        throw std::invalid_argument("A reference point needs a finite value for each objective.");
    }
    std::vector<double> worst(reference.begin(), reference.end());
    for (std::size_t k = 0; k < worst.size(); ++k) worst[k] = settings.objectives[k].maximise ? -worst[k] : worst[k];
    std::vector<SearchConvergence> path;
    for (const SearchProgress& step : state.progress) {
        std::vector<double> losses;
        for (const std::uint64_t id : step.archive) {
            const std::vector<double> row = search_losses(settings, state.candidates[id]);
            losses.insert(losses.end(), row.begin(), row.end());
        }
        path.push_back({.generation = path.size() + 1,
                        .runs = step.runs,
                        .population = step.population,
                        .archive = step.archive.size(),
                        .new_boxes = step.new_boxes,
                        .restarted = step.restarted,
                        .volume = hypervolume(losses, worst.size(), worst)});
    }
    return path;
}

std::vector<double> archive_reference(const SearchSettings& settings, const SearchState& state) {
    std::vector<double> best;
    std::vector<double> worst;
    for (const ArchiveMember& member : state.archive.members) {
        if (worst.empty()) best = worst = member.losses;
        for (std::size_t k = 0; k < worst.size(); ++k) {
            best[k] = std::min(best[k], member.losses[k]);
            worst[k] = std::max(worst[k], member.losses[k]);
        }
    }
    for (std::size_t k = 0; k < worst.size(); ++k) {
        const double beyond = worst[k] > best[k] ? worst[k] + 0.1 * (worst[k] - best[k]) : worst[k] + 1;
        worst[k] = settings.objectives[k].maximise ? -beyond : beyond;
    }
    return worst;
}

}  // namespace enclosure
