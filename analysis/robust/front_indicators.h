// How near a front comes to another one, such as a known front or one from a longer search.
// Invariant: smaller is better for all, and a front that holds every point of the other has 0 of each that measures how it covers it.
#pragma once

#include <cstdint>

#include "analysis/robust/pareto.h"

namespace enclosure {

enum class FrontAverage : std::uint8_t {
    mean,            ///< Σ d / n, as is common now (Schütze, Esquivel, Lara and Coello, IEEE Trans. Evol. Comput. 16, 2012, with p = 1)
    root_of_squares  ///< √(Σ d²) / n (Van Veldhuizen and Lamont 1998)
};

struct FrontDistances {
    double generational = 0;                ///< GD: distance of the front's points to the nearest of the target's
    double inverted_generational = 0;       ///< IGD: of the target's points to the nearest of the front's
    double generational_plus = 0;           ///< GD+ and IGD+: only how much worse the front's point is counts
    double inverted_generational_plus = 0;  ///< (Ishibuchi, Masuda, Tanigaki and Nojima, EMO 2015)
    double epsilon = 0;  ///< additive: by how much the front must be improved in every objective to weakly dominate the target (Zitzler,
                         ///< Thiele, Laumanns, Fonseca and Grunert da Fonseca, IEEE Trans. Evol. Comput. 7, 2003); may be negative
};

/// Of all defined points of both tables, which have the same objectives. With `scaled`, objectives are divided by the target's ranges
/// first, as distances across units mean nothing otherwise. Throws AnalysisError as check_objective_table does, if the tables' objectives
/// differ, if either has no defined point, or, scaled, if an objective has no range on the target.
FrontDistances front_distances(const ObjectiveTable& front, const ObjectiveTable& target, bool scaled,
                               FrontAverage average = FrontAverage::mean);

}  // namespace enclosure
