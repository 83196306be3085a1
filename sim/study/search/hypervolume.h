// How much of the space of losses a front dominates, up to a reference point: the measure by which two fronts are compared, and by which a
// search is seen to converge.
#pragma once

#include <cstddef>
#include <span>

namespace enclosure {

/// Volume of the union of the boxes between each point and `reference` (Zitzler and Thiele, IEEE Trans. Evol. Comput. 3, 1999), exact.
/// `losses` is point × objective, smaller is better; points that are not better than the reference in every objective add nothing. 0 for no
/// point; throws std::invalid_argument if the lengths do not match.
///
/// One objective: the best point's distance. Two and three: a sweep, O(n log n) comparisons (Fonseca, Paquete and López-Ibáñez, CEC 2006).
/// More: each point's own share by recursion over the points after it (While, Bradstreet and Barone, IEEE Trans. Evol. Comput. 16, 2012),
/// in one objective less each time; exponential in the objectives at worst.
double hypervolume(std::span<const double> losses, std::size_t objectives, std::span<const double> reference);

}  // namespace enclosure
