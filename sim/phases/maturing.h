// Maturing: how reliable a model is and how much its realised quality scatters, at release and after.
//   at release  reliability = r0 + (1 − r0)·testing·qa·(coverage if weights are released), dispersion = d0
//   after       d reliability/dt = rate·(u + (1 − u)·care)·(target − reliability), target r_end + (1 − r_end)·care, dispersion towards
//   d_end·(1 − care) care        of a closed model: its vendor's quality assurance qa; of released weights: M/(M + half), M the community's
//   maintenance
// Whoever runs released weights runs them where the maker did not test: release_coverage. Reliability bears on outages, dispersion on
// choice. Source: MODEL section 4, reliability; all numbers are assumptions. Claims: O17 O22 C4.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Care that a model gets, between 0 and 1: by staff if closed, by the community's maintenance if released.
double care(const Catalogue& catalogue, const Firms& firms, std::size_t m, const DefectParams& p);

/// Reliability of what a firm releases, at release.
double reliability_at_release(double quality_assurance, bool open, const MaturingParams& p);

/// Reliability and dispersion of every live model move towards what its care sustains.
void mature_models(Catalogue& catalogue, const Firms& firms, const DefectParams& defects, const MaturingParams& p, Step step);

}  // namespace enclosure
