// Which box of a trajectory is the answer: by a rule, or as the caller says.
// Invariant: the choice is a function of the trajectory; a box without limits is chosen only where there is no other.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/discovery/prim_search.h"

namespace enclosure {

/// density: of the boxes that are dense enough, the one with the highest coverage;
/// f1: the highest harmonic mean of coverage and density; product: the highest coverage times density; last: the end of the trajectory
/// (what the EMA Workbench selects); index: as the caller says.
enum class PrimRule : std::uint8_t { density, f1, product, last, index };
constexpr std::array<std::string_view, 5> names_of(PrimRule) {
    return {"density", "f1", "product", "last", "index"};
}

struct PrimChoice {
    PrimRule rule = PrimRule::density;
    double density = 0.8;   ///< for that rule: least density
    std::size_t index = 0;  ///< for that rule: place in the trajectory, 0 for everything
};

struct PrimChosen {
    std::size_t index = 0;
    bool met = true;  ///< false: no box is dense enough, and this is the densest one
};

/// Coverage is that of the cases the search began with. Ties go to the higher density, then to fewer limited inputs, then to the earlier
/// box. Throws AnalysisError if the index is beyond the trajectory, and std::invalid_argument if the trajectory is empty.
PrimChosen choose_prim_box(std::span<const PrimPoint> trajectory, const PrimChoice& choice);

/// What is wrong with the choice, a sentence each.
std::vector<std::string> prim_choice_reasons(const PrimChoice& choice);

}  // namespace enclosure
