// Elementary effects (Morris, Technometrics 33, 1991): walks through a grid that change one factor a step, to sort factors into those
// without effect, those with a linear one, and those with a curved one or interactions, for few runs.
#pragma once

#include <vector>

#include "sim/study/designs/sobol.h"

namespace enclosure {

struct MorrisDesign {
    std::size_t trajectories = 0;
    std::size_t factors = 0;
    std::vector<std::size_t> group = {};  ///< of each factor, see SaltelliDesign: factors of one group move in one step
    std::size_t levels = 4;               ///< p of the grid i/(p-1): even, so that all levels are as likely
    std::uint64_t seed = 0;
    std::uint64_t first = 0;  ///< index of the first trajectory: a design extends from where it ended
};

/// How far a factor moves: p/(2(p-1)), p/2 levels. Throws std::invalid_argument unless p is even and above 0.
double morris_step(std::size_t levels);

/// Trajectory after trajectory of groups + 1 points each: from one to the next a single factor, or each of a group, moves by the step, up
/// or down, in random order. A function of seed and trajectory alone. Trajectory t runs in stream t + 1: it is a block, numbered from 0.
DesignPoints morris_trajectories(const MorrisDesign& how);

/// Stars in place of walks (Campolongo, Saltelli and Cariboni, Comput. Phys. Commun. 182, 2011): a centre, then a point for each group that
/// has this group's factors from a second point. Centre j is the first half of point j of a scrambled Sobol sequence, the second point the
/// last half of point j + 4. Steps are of all lengths. A star is a block, in stream j + 1; `levels` has no meaning.
DesignPoints morris_stars(const MorrisDesign& how, Scrambling scrambling = Scrambling::owen);

/// All there is to draw: of each factor, first factor first, every pair of points that differ by the step in it. A pair is a block of two,
/// lower point first; all in the study's own worlds. Means over it are exact; factors × p^factors points.
DesignPoints morris_enumeration(std::size_t factors, std::size_t levels);

}  // namespace enclosure
