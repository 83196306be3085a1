// Search for policies under several objectives: NSGA-II (Deb, Pratap, Agarwal and Meyarivan, IEEE Trans. Evol. Comput. 6, 2002) with an
// archive of boxes and restarts from it (ε-NSGA-II: Kollat and Reed, Adv. Water Resour. 29, 2006), for models whose runs are noisy.
//
// Invariant: there is no hidden state. What a generation asks for is a function of the settings and of what earlier generations were
// answered; SearchState is that function's value so far, and may be thrown away and made again. So a search that was broken off goes on to
// the same points, bit for bit.
//
// One turn: ask_search says which runs it wants, the caller makes them, tell_search takes the answers. A generation's runs are new
// candidates, with `replicates` each, and further replicates of candidates in the first front that have too few for the archive: a
// candidate that was merely lucky falls back before it can enter.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/study/search/epsilon_archive.h"
#include "sim/study/search/search_candidate.h"
#include "sim/study/search/search_settings.h"

namespace enclosure {

/// What was asked and answered at once. A search's history is a list of these.
struct SearchGeneration {
    std::vector<SearchRequest> requests = {};
    std::vector<SearchAnswer> answers = {};
};

/// One generation in the history of the archive.
struct SearchProgress {
    std::size_t runs = 0;                     ///< asked for up to here
    std::size_t population = 0;               ///< that survived
    std::size_t new_boxes = 0;                ///< opened in the archive by this generation
    bool restarted = false;                   ///< the next generation begins again from the archive
    std::vector<std::uint64_t> archive = {};  ///< candidates in it
};

struct SearchState {
    std::size_t generations = 0;
    std::vector<SearchCandidate> candidates = {};
    std::vector<std::uint64_t> parents = {};  ///< of the next generation, best first
    EpsilonArchive archive = {};
    std::size_t population = 0;  ///< of the next generation; changes with restarts
    std::size_t idle = 0;        ///< generations since a box was opened or the search was restarted
    std::vector<SearchProgress> progress = {};
};

/// The state before the first generation. Throws std::invalid_argument if the settings make no sense.
SearchState begin_search(const SearchSettings& settings);

/// What the next generation wants to be run. New points are not among the parents or each other; where all that is drawn is there already,
/// fewer come, and nothing at all once a small space is exhausted.
std::vector<SearchRequest> ask_search(const SearchSettings& settings, const SearchState& state);

/// The state after it. Throws std::invalid_argument if it is not what ask_search wanted, or an answer has another number of values.
SearchState tell_search(const SearchSettings& settings, SearchState state, const SearchGeneration& generation);

/// All of a history told, from the beginning.
SearchState search_state(const SearchSettings& settings, std::span<const SearchGeneration> history);

/// What the generation after a history wants to be run.
std::vector<SearchRequest> next_generation(const SearchSettings& settings, std::span<const SearchGeneration> history);

}  // namespace enclosure
