// Pareto order of points with several objectives. Losses everywhere: a row of numbers for each point, each of which is better when smaller.
// Invariant: losses are finite. Results depend on values and on the order of the points, and are the same on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace enclosure {

/// Which of two points is no worse in every objective and better in one; equal points do not dominate each other.
enum class Dominance : std::uint8_t { neither, first, second, equal };

Dominance dominance(std::span<const double> a, std::span<const double> b);

/// For each point the number of its front: 0 for those that nothing dominates, 1 for those that nothing dominates once front 0 is taken
/// away, and so on (Goldberg 1989; Deb, Pratap, Agarwal and Meyarivan, IEEE Trans. Evol. Comput. 6, 2002). Equal points share a front.
/// `losses` is point × objective. Points are placed in lexicographic order, each compared with fronts already begun (Zhang, Tian, Cheng and
/// Jin, IEEE Trans. Evol. Comput. 19, 2015). Throws std::invalid_argument if `losses` is no table of that many objectives.
std::vector<std::size_t> front_ranks(std::span<const double> losses, std::size_t objectives);

/// Crowding distances (Deb et al. 2002) of the points of `front`, rows of `losses`, in their order: for each objective the distance between
/// the two neighbours in it, as a share of the front's range, summed over objectives; infinite at either end. An objective without range
/// adds nothing to points between its ends. Of equal points the order in `front` decides which are the ends.
std::vector<double> crowding_distances(std::span<const double> losses, std::size_t objectives, std::span<const std::size_t> front);

}  // namespace enclosure
