// Training.
//   base run   every T_gen (±15%): S = s_run·R·T_gen, K_b = P + L, H_b = hardware·t
//   refresh    every few months: S_e = S + χ(s_run·R·T_gen − S)⁺
//   trained    Ψ = K_b + θ(P + L − K_b) + log10(S_e/S_ref) + H_b + flywheel;  with imitation Ψ + w_q(Q − Ψ)⁺
// When it is due a base run is trained and released at once (phases/release_decision.h). Draws are keyed by (firm, number of the run).
// Source: MODEL section 4, training; calibrated. Claims: C3 C7 O19.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Least that a base run costs, USD.
inline constexpr double least_run = 1e5;

/// Starts the base runs that are due.
void run_training(Firms& firms, PublicState& commons, const Scenario& rules, const TrainingParams& p, const KnowledgeParams& k, Step step);

/// Latent capability of what firm f could ship now by its own training and what it has imitated, OOM.
double trained_capability(const Firms& firms, std::size_t f, const PublicState& commons, const Scenario& rules, const TrainingParams& p,
                          const ImitationParams& imitation);

}  // namespace enclosure
