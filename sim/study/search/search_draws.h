// The draws of a search: keyed by the seed, what is drawn, the generation and its place, so that a search that goes on draws what it would
// have drawn without the break.
#pragma once

#include <cstdint>

#include "sim/base/draws.h"

namespace enclosure {

/// What a draw of Purpose::study_design is for, beside those of DesignDraw, which are below 100; stands where a run's draws have their
/// step. Never renumber. Every integer is a seed, 0 too.
enum class SearchDraw : std::uint32_t {
    start = 100,      ///< first points, and new ones after a restart
    order = 101,      ///< in which order parents meet
    contest = 102,    ///< who wins where neither is better
    crossover = 103,  ///< where between its parents a child lies
    mutation = 104,   ///< how far a child strays
};

inline Draws search_draws(std::uint64_t seed, SearchDraw what, std::uint64_t serial, std::uint32_t index) {
    return Draws(seed, Purpose::study_design, serial, static_cast<std::uint32_t>(what), index);
}

}  // namespace enclosure
