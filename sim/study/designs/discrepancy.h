// How evenly points fill the cube: 0 would be perfect. For designs to be compared by; time grows with the square of the points.
#pragma once

#include "sim/study/design_points.h"

namespace enclosure {

/// Square of Hickernell's centred L2 discrepancy (Math. Comput. 67, 1998, eq. 5.1), which also weighs how projections are filled and does
/// not change if a factor is reflected. The square is what Fang, Li and Sudjianto (2006) and SciPy tabulate. NaN if a coordinate is.
double centred_discrepancy(const DesignPoints& points);

/// Warnock's L2-star discrepancy, the root mean square over boxes at the origin of (share of points in the box - its volume). NaN if a
/// coordinate is.
double star_discrepancy(const DesignPoints& points);

}  // namespace enclosure
