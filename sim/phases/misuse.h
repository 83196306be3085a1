// Misuse: incidents of model m are Poisson, a year,
//   μ·(10^(κ(A − A_harm)) − other means)⁺·seats/1e8·(1 − stopped)·ratio·(1 − resilience)
//   stopped   monitored interface: safeguards·(1 − e(1 − safety)); released weights: safeguards_released·kept·(1 − e(1 − safety)),
//             kept = removal cost/(removal cost + misusers' budget); weights that leaked from a closed maker: nothing
//   retired   released weights cannot be recalled: of the seats that leave a released model (for another, or because it ended) a share
//   stays
//             in misuse until given up, without safeguards, with the best weights that were ever released
// Only what a model adds to other means counts (marginal risk). A is taken at most four orders of magnitude above A_harm: beyond, abuse is
// bounded by abusers. No evidence splits misuse by origin: harm.open_ratio is free, and every result on harm must be shown against it.
// Source: Kapoor et al. 2024 (marginal risk); Gade et al. 2023 (removal cost); levels are assumptions. Claims: O14 C2 B9.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Share of the misuse of model m that safeguards and monitoring stop.
double misuse_stopped(const Catalogue& catalogue, const Firms& firms, std::size_t m, const Scenario& rules);

/// Misuse of a model of that capability beyond other means, relative to one at the harm threshold.
double misuse_uplift(double capability, const HarmParams& p);

/// Draws the misuse of the step, by model and with what users have left.
void strike_misuse(Catalogue& catalogue, PublicState& commons, const Firms& firms, const Market& market, const Scenario& rules,
                   const HarmParams& p, Step step);

}  // namespace enclosure
