// Problems with known fronts for searches, and a caller that answers what a search asks for.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/draws.h"
#include "sim/study/search/hypervolume.h"
#include "sim/study/search/nsga2.h"

namespace enclosure::test {

using Problem = std::function<std::vector<double>(const std::vector<double>& levers)>;

// Zitzler, Deb and Thiele (Evol. Comput. 8, 2000): f1 = x1, f2 = g h(f1 / g), g = 1 + 9 Σ others / (n - 1); g = 1 on the front.
inline std::vector<double> zdt(int number, const std::vector<double>& x) {
    double g = 0;
    for (std::size_t i = 1; i < x.size(); ++i) g += x[i];
    g = 1 + 9 * g / static_cast<double>(x.size() - 1);
    const double f = x[0], part = f / g;
    if (number == 2) return {f, g * (1 - part * part)};
    return {f, g * (1 - std::sqrt(part) - (number == 3 ? part * std::sin(10 * M_PI * f) : 0))};
}

// Deb, Thiele, Laumanns and Zitzler (2002), three objectives: an eighth of the unit sphere where all but two levers are 1/2.
inline std::vector<double> dtlz2(const std::vector<double>& x) {
    double g = 0;
    for (std::size_t i = 2; i < x.size(); ++i) g += (x[i] - 0.5) * (x[i] - 0.5);
    const double a = x[0] * M_PI / 2, b = x[1] * M_PI / 2;
    return {(1 + g) * std::cos(a) * std::cos(b), (1 + g) * std::cos(a) * std::sin(b), (1 + g) * std::sin(a)};
}

// Hypervolumes of whole fronts up to 1.1 in each objective. Of two objectives 1.1² less what lies below the front: ∫ (1 - √x) = 1/3,
// ∫ (1 - x²) = 2/3; of ZDT3 the integral of 1.1 - the least f2 so far, by midpoints. Of the sphere 1.1³ - π/6.
inline double front_volume(int number) {
    if (number == 1) return 1.21 - 1.0 / 3;
    if (number == 2) return 1.21 - 2.0 / 3;
    if (number == 4) return 1.331 - M_PI / 6;
    double volume = 0, least = 1.1;
    const int steps = 1100000;
    for (int i = 0; i < steps; ++i) {
        const double x = (i + 0.5) * 1.1 / steps;
        if (x <= 1) least = std::min(least, 1 - std::sqrt(x) - x * std::sin(10 * M_PI * x));
        volume += (1.1 - least) * 1.1 / steps;
    }
    return volume;
}

inline SearchSettings unit_search(std::size_t levers, std::size_t objectives, double epsilon, std::uint64_t seed) {
    SearchSettings settings{.seed = seed};
    for (std::size_t i = 0; i < levers; ++i) settings.levers.push_back({.id = "x" + std::to_string(i), .low = 0, .high = 1});
    for (std::size_t k = 0; k < objectives; ++k) settings.objectives.push_back({.id = "f" + std::to_string(k), .epsilon = epsilon});
    return settings;
}

// Answers with the problem plus normal noise, of which that of a (stream, candidate, replicate) is its own.
inline std::vector<SearchAnswer> answers_of(const std::vector<SearchRequest>& requests, const Problem& problem, double noise = 0) {
    std::vector<SearchAnswer> answers;
    for (const SearchRequest& request : requests) {
        SearchAnswer answer;
        const std::vector<double> f = problem(request.levers);
        for (std::size_t r = 0; r < request.replicates; ++r) {
            for (std::size_t k = 0; k < f.size(); ++k) {
                const auto replicate = static_cast<std::uint32_t>(request.first_replicate + r);
                Draws draws(request.stream, Purpose::test, request.candidate, static_cast<std::uint32_t>(k), replicate);
                answer.objectives.push_back(f[k] + (noise > 0 ? noise * draws.normal() : 0));
            }
        }
        answers.push_back(std::move(answer));
    }
    return answers;
}

// Makes generations; what was asked and answered is added to `history` if there is one.
inline SearchState searched(const SearchSettings& settings, SearchState state, std::size_t generations, const Problem& problem,
                            double noise = 0, std::vector<SearchGeneration>* history = nullptr) {
    for (std::size_t g = 0; g < generations; ++g) {
        SearchGeneration generation{.requests = ask_search(settings, state)};
        generation.answers = answers_of(generation.requests, problem, noise);
        state = tell_search(settings, std::move(state), generation);
        if (history != nullptr) history->push_back(std::move(generation));
    }
    return state;
}

inline double volume_of(const SearchSettings& settings, const SearchState& state, bool archive) {
    std::vector<double> losses;
    if (archive) {
        for (const ArchiveMember& member : state.archive.members) losses.insert(losses.end(), member.losses.begin(), member.losses.end());
    } else {
        for (const std::uint64_t id : state.parents) {
            const std::vector<double> row = search_losses(settings, state.candidates[id]);
            losses.insert(losses.end(), row.begin(), row.end());
        }
    }
    const std::vector<double> reference(settings.objectives.size(), 1.1);
    return hypervolume(losses, reference.size(), reference);
}

}  // namespace enclosure::test
