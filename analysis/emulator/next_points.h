// Where to run next: points that would teach an emulator most, or are likely to be the best.
// Invariant: a pure function of the emulator and the settings; it runs nothing.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "analysis/data/columns.h"
#include "analysis/emulator/emulator.h"

namespace enclosure {

enum class NextPointCriterion : std::uint8_t {
    largest_variance,      ///< where the mean outcome is least known (MacKay, Neural Comput. 4, 1992)
    integrated_variance,   ///< where a run lowers the mean variance over the ranges most (Cohn, Neural Netw. 9, 1996): not at corners alone
    expected_improvement,  ///< where the best mean outcome is expected to be surpassed by most (Jones, Schonlau and Welch, J. Glob. Optim.
                           ///< 13, 1998)
};

constexpr std::array<std::string_view, 3> names_of(NextPointCriterion) {
    return {"largest_variance", "integrated_variance", "expected_improvement"};
}

struct NextPointSettings {
    NextPointCriterion criterion = NextPointCriterion::largest_variance;
    Better better = Better::lower;  ///< for expected_improvement
    std::size_t points = 1;         ///< wanted, as a batch
    std::size_t runs = 1;           ///< that would be made at each
    std::size_t candidates = 1024;  ///< Sobol's points over the ranges, Owen scrambled, of which the best are taken; best a power of 2
    std::uint64_t seed = 0;
};

struct NextPoint {
    std::vector<double> x = {};  ///< in the inputs' units
    double value = 0;  ///< of the criterion: a variance, the fall of the mean variance, or an improvement, in the outcome's unit (squared)
    double mean = 0;   ///< predicted
    double sd = 0;     ///< of the mean outcome there, given the points before it in the batch
    std::size_t candidate = 0;  ///< which it was
};

/// One after the other: each counts as run, with the outcome that was predicted ("kriging believer"; Ginsbourger, Le Riche and Carraro
/// 2010), before the next is looked for; lengths and variances stay. The best so far of expected_improvement is the best predicted mean at
/// the points that were run, so that a lucky run does not count (plug-in; Picheny, Wagner and Ginsbourger, Struct. Multidiscip. Optim. 48,
/// 2013). Of candidates that are equally good the first is taken; none is taken twice. Fewer than wanted if nothing is left to gain. Throws
/// AnalysisError if there are fewer candidates than points wanted, no runs, or no direction for an improvement.
std::vector<NextPoint> next_points(const Emulator& emulator, const NextPointSettings& how, const Threads& threads);

/// E max(0, best - Y) for a normal Y: (best - mean) Φ(z) + sd φ(z) with z = (best - mean) / sd.
double expected_improvement_below(double best, double mean, double sd);

}  // namespace enclosure
