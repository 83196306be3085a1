// An emulator: a Gaussian process that has learnt an outcome from a design, and says what the outcome would be elsewhere, and how sure it
// is. predict.h asks it, cross_validation.h and validation.h say whether to believe it; the other files of this folder use it.
//
// Invariant: an emulator never changes after it was made, and is a function of the training set and the settings alone: the same bits for
// any number of threads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/emulator/noise.h"
#include "analysis/emulator/prepared_set.h"
#include "analysis/emulator/process.h"
#include "analysis/emulator/training_set.h"
#include "analysis/emulator/trend.h"
#include "sim/base/paired.h"
#include "sim/base/parallel.h"

namespace enclosure {

/// Whether the coefficients of the trend are integrated out before lengths and variances are fitted (restricted), which takes out the bias
/// of variances in small designs.
enum class EmulatorCriterion : std::uint8_t { restricted_likelihood, likelihood };

constexpr std::array<std::string_view, 2> names_of(EmulatorCriterion) {
    return {"restricted_likelihood", "likelihood"};
}

struct EmulatorSettings {
    EmulatorKernel kernel = EmulatorKernel::matern_5_2_product;
    EmulatorTrend trend = EmulatorTrend::constant;
    EmulatorNoise noise = EmulatorNoise::estimated;
    EmulatorCriterion criterion = EmulatorCriterion::restricted_likelihood;
    std::size_t starts = 8;           ///< of the search, drawn but for the first; the best end is taken, of equal ones the first
    std::size_t search_points = 400;  ///< with more points, starts are tried on so many of them, drawn; the best end is improved with all
    std::size_t most_points = 4000;   ///< with more, it is refused
    std::uint64_t seed = 0;
    /// Parameters that are known: nothing is searched. Lengths in scaled inputs, variances in the outcome's unit squared; noise counts if
    /// it is `estimated`.
    std::optional<ProcessParameters> given = {};
};

struct Emulator {
    std::vector<EmulatorInput> inputs = {};
    std::string outcome = {};
    EmulatorSettings settings = {};

    std::vector<double> lengths = {};  ///< of each input, in scaled inputs: numbers from low to high have distance 1, as any two levels
    double variance = 0;               ///< of the process, in the outcome's unit squared
    double noise = 0;                  ///< variance of one run; where it differs between points, pooled over them
    std::vector<double> trend = {};    ///< coefficients of trend_terms(), in the outcome's unit
    double log_likelihood = not_defined;
    double freedom = 0;                   ///< points less trend terms: of Student's t in intervals
    std::vector<double> start_ends = {};  ///< log likelihood (of the searched points, standard units) at which each start ended
    std::size_t evaluations = 0;          ///< of the likelihood, over all starts
    std::vector<std::string> warnings = {};

    bool constant = false;  ///< all means were equal, but for rounding: that value everywhere, with no doubt
    double centre = 0;      ///< standard units: (outcome - centre) / scale
    double scale = 1;
    PreparedSet set = {};
    ProcessData data = {};  ///< in standard units, as the next two
    ProcessParameters parameters = {};
    ProcessFit fit = {};                                ///< with the jitter that was needed
    std::shared_ptr<const Emulator> log_variance = {};  ///< of ln s², if the noise is smoothed

    std::size_t points() const { return set.size(); }
};

/// Fits an emulator. Time ~ points³, memory ~ 4 × 8 bytes × points²: see emulator_cost. Throws AnalysisError with every reason if the set
/// is none (see prepare), has more than most_points, no two runs at any point where pooled or per_point noise is asked for, points that are
/// equal but for the outcome where there is to be no noise, too few points for the trend, or trend terms that cannot be told apart.
Emulator fit_emulator(const TrainingSet& set, const EmulatorSettings& settings, const Threads& threads);

struct EmulatorCost {
    double seconds = 0;  ///< on one processor of about 3 GHz; a search with several starts shares them out among threads
    double bytes = 0;    ///< at the most
};

/// What fit_emulator would cost, before it is asked to.
EmulatorCost emulator_cost(std::size_t points, std::size_t inputs, const EmulatorSettings& settings);

}  // namespace enclosure
