// The points of a design of elementary effects, and what moved between which of them. morris_effects.h says what outcomes make of it.
//
// Invariant: how far a factor moved is read from the points, in units of its range, whatever design they were drawn by.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace enclosure {

/// In a trajectory each point differs from the one before it, in a radial design from the first of its block (Campolongo, Saltelli and
/// Cariboni, Comput. Phys. Commun. 182, 2011), in one factor or one group.
enum class MorrisPath : std::uint8_t { trajectory, radial };

constexpr std::array<std::string_view, 2> names_of(MorrisPath) {
    return {"trajectory", "radial"};
}

/// A factor's value at each point, and the range that its steps are measured in. Categories have no distances: a step is 1 to a later
/// category and -1 to an earlier one, so that with more than two of them only mu_star is to be read.
struct MorrisFactor {
    std::string id = {};
    std::span<const double> values = {};
    double low = 0;
    double high = 1;
    bool categorical = false;
};

/// Factors that move together. Of several, whose directions differ, only the size of the effect is known: |Δy| over the mean distance of
/// those that moved.
struct MorrisGroup {
    std::string id = {};
    std::vector<std::size_t> factors = {};
};

struct MorrisPoints {
    MorrisPath path = MorrisPath::trajectory;
    std::vector<MorrisFactor> factors = {};
    std::span<const std::uint64_t> block = {};  ///< of each point, its trajectory; points of one stand together, in their order
    std::vector<MorrisGroup> groups = {};       ///< empty: each factor by itself; otherwise every factor is in one group
};

/// One elementary effect: what moved between two points, and how far.
struct MorrisStep {
    std::size_t trajectory = 0;  ///< counted from 0
    std::size_t group = 0;       ///< or the factor, without groups
    std::size_t from = 0;        ///< points
    std::size_t to = 0;
    double distance = 0;  ///< in ranges; signed if one factor makes the group
};

struct MorrisSteps {
    std::vector<MorrisStep> steps = {};  ///< trajectory after trajectory
    std::size_t trajectories = 0;
    std::size_t unmoved = 0;  ///< pairs of points between which nothing moved, as when values are rounded: they say nothing
};

/// The steps of a design. Throws AnalysisError with every reason at once: no factors, columns of different length, a range that is empty,
/// a block of one point or in two pieces, a step in which two factors or two groups moved, a factor in no group or two.
MorrisSteps morris_steps(const MorrisPoints& design);

}  // namespace enclosure
