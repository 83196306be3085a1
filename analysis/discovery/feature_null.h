// What the score of an input is where the input does not matter: the noise that scores are to be held against.
// Invariant: a function of rows, options and number; forests of noise are keyed by their place, so that more begin with those of fewer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "analysis/data/analysis_draws.h"
#include "analysis/discovery/extra_trees.h"
#include "sim/base/parallel.h"

namespace enclosure {

/// Where the noise comes from.
enum class FeatureNull : std::uint8_t {
    none,
    /// A copy of all inputs whose rows are shuffled stands beside them: what a copy scores, its input would score without an effect, the
    /// effects of all others being what they are (Kursa and Rudnicki, J. Stat. Softw. 36, 2010, compare with such copies). A weak input is
    /// told from noise beside strong ones.
    shuffled_inputs,
    /// The outcome is shuffled (Altmann, Toloşi, Sander and Lengauer, Bioinformatics 26, 2010): what an input scores where nothing matters.
    /// Trees explain noise too: of d inputs without any effect each is given about 1 / d of it, and an input has to matter more than that.
    shuffled_outcome,
};

/// Shares of impurity that inputs removed, averaged over the trees of a forest.
struct FeatureNoise {
    std::vector<double> observed = {};  ///< by input, as the noise is measured: in forests of as many trees
    std::vector<double> noise = {};     ///< forest × input
};

/// `forests` forests of options.trees trees each, from all these rows.
FeatureNoise feature_noise(const ExtraTreeRows& rows, FeatureNull kind, std::size_t forests, const ExtraTreesOptions& options,
                           const Threads& threads);

/// At most about `most` of the rows, drawn at random, in their order: of classes as many of each, as far as there are as many, so that a
/// rare one is not lost. Whether a row is taken must not depend on inputs, but may on the outcome.
std::vector<std::uint32_t> rows_for_noise(const ExtraTreeRows& rows, std::size_t most, std::uint64_t seed);

/// The numbers 0 to count - 1 in an order that any other is as likely as (Fisher and Yates).
std::vector<std::uint32_t> random_row_order(std::size_t count, std::uint64_t seed, AnalysisDraw what, std::uint64_t serial);

}  // namespace enclosure
