// What noise the means of a training set carry.
// Invariant: variances are those of means, in the outcome's unit squared; nothing here depends on the inputs.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/emulator/prepared_set.h"

namespace enclosure {

/// Where the variance of a point's mean comes from; r is its number of runs, s² their variance.
enum class EmulatorNoise : std::uint8_t {
    estimated,  ///< τ²/r with one τ² everywhere, from the likelihood of the means and of the runs' spread about them; a nugget if r = 1
    none,       ///< the outcome is a function of the inputs: means are met exactly
    pooled,     ///< s²_pooled / r
    per_point,  ///< s²/r; where r = 1, s²_pooled; 0 is believed. For r >= 10 (Ankenman, Nelson and Staum, Oper. Res. 58, 2010)
    smoothed,   ///< exp(emulated ln s²) / r: noise that differs from place to place and is learnt from neighbours too (same paper, section
                ///< 3)
};

constexpr std::array<std::string_view, 5> names_of(EmulatorNoise) {
    return {"estimated", "none", "pooled", "per_point", "smoothed"};
}

/// Σ squares / Σ (r - 1); NaN if no point has two runs.
double pooled_variance(const PreparedSet& set);
/// Σ (r - 1).
double spread_freedom(const PreparedSet& set);

/// Adds to `reasons` why the set cannot have such noise, for its user; `outcome` is its name.
void refuse_noise(const PreparedSet& set, EmulatorNoise noise, const std::string& outcome, std::vector<std::string>& reasons);

/// Variance of each mean, for pooled and per_point; zeros for the others.
std::vector<double> variance_of_means(const PreparedSet& set, EmulatorNoise noise);

/// ln s² at the points that have a spread, as a training set of its own. With ν = r - 1, ln s² has mean ln σ² + ψ(ν/2) - ln(ν/2) and
/// variance ψ'(ν/2) about the true ln σ², of normal runs (Bartlett and Kendall, Suppl. J. R. Stat. Soc. 8, 1946): the former is taken off,
/// the latter is the noise, given as per_point of two runs. `set` is of the inputs named there.
TrainingSet log_variance_set(const PreparedSet& set, std::span<const EmulatorInput> inputs, const std::string& outcome);

}  // namespace enclosure
