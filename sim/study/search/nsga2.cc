#include "sim/study/search/nsga2.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "sim/study/search/selection.h"
#include "sim/study/search/variation.h"

namespace enclosure {

namespace {

constexpr std::uint32_t most_attempts = 20;  // at a point that is not there yet

// New candidates of a generation, one by one: no two of the same levers, none that a parent has.
class SearchNursery {
  public:
    SearchNursery(const SearchSettings& settings, const SearchState& state) : settings_(settings), state_(state) {
        for (const std::uint64_t parent : state.parents) taken_.push_back(state.candidates[parent].levers);
    }

    void add(const std::vector<double>& levers) {
        taken_.push_back(levers);
        const std::uint64_t candidate = state_.candidates.size() + requests_.size();
        requests_.push_back({.candidate = candidate,
                             .levers = levers,
                             .stream = settings_.worlds == SearchWorlds::shared ? 0 : candidate + 1,
                             .first_replicate = 0,
                             .replicates = settings_.replicates});
    }

    // The first of make(0), make(1), … that is new; none if all of them are there.
    template <class Make>
    void add_new(Make make) {
        for (std::uint32_t attempt = 0; attempt < most_attempts; ++attempt) {
            const std::vector<double> levers = make(attempt);
            if (std::find(taken_.begin(), taken_.end(), levers) != taken_.end()) continue;
            add(levers);
            return;
        }
    }

    std::size_t size() const { return requests_.size(); }
    std::vector<SearchRequest> take() { return std::move(requests_); }

  private:
    const SearchSettings& settings_;
    const SearchState& state_;
    std::vector<std::vector<double>> taken_;
    std::vector<SearchRequest> requests_;
};

void add_random_points(const SearchSettings& settings, const SearchState& state, std::size_t count, SearchNursery& nursery) {
    for (std::size_t slot = 0; slot < count; ++slot) {
        nursery.add_new([&](std::uint32_t attempt) {
            return random_search_point(settings, {.generation = state.generations, .slot = slot, .attempt = attempt});
        });
    }
}

void add_children(const SearchSettings& settings, const SearchState& state, SearchNursery& nursery) {
    const std::size_t pairs = (state.population + 1) / 2;
    const std::vector<std::uint64_t> pool = mating_pool(settings, state, pairs);
    for (std::size_t child = 0; child < state.population; ++child) {
        const std::size_t pair = child / 2;
        const bool second = child % 2 == 1;
        nursery.add_new([&](std::uint32_t attempt) {
            const SearchPlace place{.generation = state.generations, .slot = pair, .attempt = attempt};
            return mutated_point(settings,
                                 crossed_point(settings, state.candidates[pool[2 * pair]].levers,
                                               state.candidates[pool[2 * pair + 1]].levers, place, second),
                                 place, second);
        });
    }
}

// Parents that would enter the archive, had they replicates enough.
std::vector<SearchRequest> further_replicates(const SearchSettings& settings, const SearchState& state) {
    std::vector<SearchRequest> requests;
    if (settings.archive_replicates <= settings.replicates) return requests;
    const std::vector<SearchStanding> standing = candidate_standings(settings, state, state.parents);
    for (std::size_t i = 0; i < state.parents.size(); ++i) {
        const SearchCandidate& candidate = state.candidates[state.parents[i]];
        if (!standing[i].feasible || standing[i].rank > 0 || candidate.replicates >= settings.archive_replicates) continue;
        requests.push_back({.candidate = state.parents[i],
                            .levers = candidate.levers,
                            .stream = settings.worlds == SearchWorlds::shared ? 0 : state.parents[i] + 1,
                            .first_replicate = candidate.replicates,
                            .replicates = settings.archive_replicates - candidate.replicates});
    }
    return requests;
}

// Offers the archive what was answered; the number of boxes that were opened.
std::size_t offer_answered(const SearchSettings& settings, const SearchGeneration& generation, SearchState& state) {
    std::size_t opened = 0;
    for (const SearchRequest& request : generation.requests) {
        const SearchCandidate& candidate = state.candidates[request.candidate];
        if (candidate.replicates < settings.archive_replicates || search_violation(settings, candidate) > 0) continue;
        const ArchiveEntry entry = offer_to_archive(state.archive, request.candidate, search_losses(settings, candidate));
        opened += entry == ArchiveEntry::new_box ? 1 : 0;
    }
    return opened;
}

std::vector<std::uint64_t> archived(const SearchState& state) {
    std::vector<std::uint64_t> ids;
    for (const ArchiveMember& member : state.archive.members) ids.push_back(member.id);
    return ids;
}

// Begins again from the archive, with a population that suits its size. Its best spread members are taken if there are too many.
void restart(const SearchSettings& settings, SearchState& state) {
    const double wanted = std::ceil(static_cast<double>(state.archive.members.size()) / settings.injection);
    state.population = wanted < static_cast<double>(settings.most_population)
                           ? std::max(static_cast<std::size_t>(wanted), settings.least_population)
                           : settings.most_population;
    const double share = std::ceil(settings.injection * static_cast<double>(state.population));
    state.parents = surviving_candidates(settings, state, archived(state), static_cast<std::size_t>(share));
    state.idle = 0;
}

}  // namespace

SearchState begin_search(const SearchSettings& settings) {
    check_search(settings);
    SearchState state{.population = settings.population};
    for (const SearchObjective& objective : settings.objectives) state.archive.epsilon.push_back(objective.epsilon);
    return state;
}

std::vector<SearchRequest> ask_search(const SearchSettings& settings, const SearchState& state) {
    SearchNursery nursery(settings, state);
    if (state.generations == 0) {
        for (const std::vector<double>& levers : settings.start) nursery.add_new([&](std::uint32_t) { return levers; });
        add_random_points(settings, state, state.population - nursery.size(), nursery);
    } else if (state.parents.empty() || state.progress.back().restarted) {
        add_random_points(settings, state, state.population - state.parents.size(), nursery);
    } else {
        add_children(settings, state, nursery);
    }
    std::vector<SearchRequest> requests = nursery.take();
    const std::vector<SearchRequest> further = further_replicates(settings, state);
    requests.insert(requests.end(), further.begin(), further.end());
    return requests;
}

SearchState tell_search(const SearchSettings& settings, SearchState state, const SearchGeneration& generation) {
    if (generation.requests != ask_search(settings, state) || generation.answers.size() != generation.requests.size()) {
        throw std::invalid_argument(
            fmt::format("Generation {} is not what a search with these settings asks for after what came before.", state.generations + 1));
    }
    std::vector<std::uint64_t> pool = state.parents;
    SearchProgress step{.runs = state.progress.empty() ? 0 : state.progress.back().runs};
    for (std::size_t i = 0; i < generation.requests.size(); ++i) {
        const SearchRequest& request = generation.requests[i];
        check_search_answer(settings, request, generation.answers[i]);
        if (request.candidate == state.candidates.size()) {
            state.candidates.push_back(
                {.levers = request.levers, .sums = std::vector<double>(settings.objectives.size()), .generation = state.generations});
            pool.push_back(request.candidate);
        }
        add_search_answer(settings, request, generation.answers[i], state.candidates[request.candidate]);
        step.runs += request.replicates;
    }
    state.parents = surviving_candidates(settings, state, std::move(pool), state.population);
    step.population = state.parents.size();
    step.new_boxes = offer_answered(settings, generation, state);
    state.idle = step.new_boxes > 0 ? 0 : state.idle + 1;
    step.restarted = settings.restart_after > 0 && state.idle >= settings.restart_after && !state.archive.members.empty();
    if (step.restarted) restart(settings, state);
    step.archive = archived(state);
    state.progress.push_back(std::move(step));
    ++state.generations;
    return state;
}

SearchState search_state(const SearchSettings& settings, std::span<const SearchGeneration> history) {
    SearchState state = begin_search(settings);
    for (const SearchGeneration& generation : history) state = tell_search(settings, std::move(state), generation);
    return state;
}

std::vector<SearchRequest> next_generation(const SearchSettings& settings, std::span<const SearchGeneration> history) {
    return ask_search(settings, search_state(settings, history));
}

}  // namespace enclosure
