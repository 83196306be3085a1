// Training and release.
//   base run   every T_gen (±15%): S = s_run·R·T_gen, K_b = P + L, H_b = hardware·t
//   refresh    every few months: S_e = S + χ(s_run·R·T_gen − S)⁺
//   release    Ψ = K_b + θ(P + L − K_b) + log10(S_e/S_ref) + H_b + flywheel;  A = max{Ψ + w_q(Q − Ψ)⁺, A*_open − follow, own A};
//              score = A + ε, ε ~ N(0, sd), less for one who follows; shipped only if it beats the firm's own best
// Noise is never inherited, or selection alone would drive the frontier. Draws are keyed by (firm, number of the attempt).
// Source: MODEL section 4, training; calibrated. Claims: O12 B7 C12 (flywheel).
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Starts the base runs that are due.
void run_training(Firms& firms, PublicState& commons, const Scenario& rules, const TrainingParams& p, const KnowledgeParams& k, Step step);

/// Releases what is ready: refreshes and base runs, each by the firm's strategy.
void release_models(Firms& firms, Catalogue& catalogue, Openings& openings, PublicState& commons, Chronicle& chronicle,
                    const Market& market, const Scenario& rules, const TrainingParams& p, const ImitationParams& imitation, Step step);

/// Releases the weights whose delay is over.
void open_delayed(Firms& firms, Catalogue& catalogue, Openings& openings, PublicState& commons, Chronicle& chronicle, const Scenario& rules,
                  Step step);

/// Adds what a firm learns from usage data: φ_use·log10(1 + seats/reference) OOM a year, from use that the owner can see.
void turn_flywheel(Firms& firms, const Market& market, const FlywheelParams& p, Step step);

}  // namespace enclosure
