// Scores of inputs: which of them an outcome depends on, by the impurity that their splits remove in extra-trees, with what a score is
// worth: how well the trees predict rows that they have not seen, and what an input would score that does not matter.
//
// Invariant: scores of an outcome are a function of its rows, their order and the options; not of threads, nor of other outcomes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analysis/data/columns.h"
#include "analysis/discovery/extra_trees.h"
#include "analysis/discovery/feature_null.h"
#include "analysis/discovery/tree_table.h"
#include "sim/base/paired.h"
#include "sim/base/parallel.h"

namespace enclosure {

struct FeatureScoreOptions {
    ExtraTreesOptions forest = {};
    FeatureNull null = FeatureNull::shuffled_inputs;
    std::size_t null_forests = 50;  ///< the smallest p value is 1 / (null_forests + 1)
    std::size_t null_rows = 5000;   ///< of the rows at most that many show the noise (rows_for_noise); 0: all of them
    std::size_t null_trees = 20;    ///< of each of them
    std::size_t half_samples = 0;   ///< forests from halves of the rows, for FeatureScore::over_rows; 20 will do
    bool shuffle_inputs = false;    ///< FeatureScore::shuffled
    std::size_t folds = 5;          ///< where trees see all rows, forests that each leave out a part of them; 0: none
    double confidence = 0.95;
};

/// What one input does to one outcome.
struct FeatureScore {
    /// Mean decrease in impurity (variance, or Gini), as a share of that by all inputs: scikit-learn's feature_importances_, EMA
    /// Workbench's feature score. Inputs with many values are given more by chance than those with few.
    double score = 0;
    /// The same, as a share of the outcome's impurity.
    double explained = 0;
    /// For the score, by Student's t over trees: how far another forest from the same rows would differ.
    Interval over_trees = {};
    /// For the score, score ± z sd over forests from half of the rows each (Shao and Wu, Ann. Stat. 17, 1989: delete-d jackknife, with d
    /// half of the rows): how far a forest from other rows would differ. Not defined without half-samples.
    Interval over_rows = {};
    /// What it explains in the forests that show the noise: they have fewer trees, perhaps fewer rows, and copies
    /// of the inputs beside them.
    double beside_noise = not_defined;
    double noise = not_defined;  ///< quantile, at the confidence, of what an input that does not matter explains there
    /// Share of these forests, and one more, in which the noise explains as much as the input: (1 + #{noise >= beside_noise}) / (1 +
    /// forests).
    double p = not_defined;
    /// The same with the noisiest of all inputs in each forest: below 1 - confidence by chance for any of the inputs together, where each p
    /// is so for one (Westfall and Young 1993, single step).
    double p_any = not_defined;
    bool above_noise = false;  ///< p <= 1 - confidence
    /// By how much the error on unseen rows grows when the input is shuffled among them, and its interval by Student's t over trees: as a
    /// share of the outcome's variance, or of rows misclassified. Not defined unless asked for.
    double shuffled = not_defined;
    Interval shuffled_over_trees = {};
};

/// Scores of all inputs for one outcome.
struct OutcomeScores {
    std::string outcome_id = {};
    TreeOutcome kind = TreeOutcome::number;
    std::vector<FeatureScore> inputs = {};  ///< in the order in which they were given
    std::size_t rows = 0;
    std::size_t undefined = 0;  ///< rows left out since the outcome is NaN
    /// On rows that trees have not seen: 1 - mean squared error / variance; of classes 1 - Brier score / Gini impurity. 0 is as good as
    /// knowing the mean alone. Not defined without such rows.
    double r2 = not_defined;
    double accuracy = not_defined;          ///< of classes, share of unseen rows put into the right one
    double accuracy_without = not_defined;  ///< share of the commonest class
    std::vector<std::string> warnings = {};
};

/// The matrix inputs × outcomes, by outcome.
struct FeatureScores {
    std::vector<std::string> inputs = {};
    std::vector<OutcomeScores> outcomes = {};
};

/// Scores every input for every outcome. `kinds`: one for each outcome, or one for all. A constant outcome gives scores of 0, p of 1 and a
/// warning; so do scores of trees that predict no better than the mean, but for the 0. Throws AnalysisError, the reasons of all outcomes at
/// once: as tree_table does, for fewer than ten rows, for options out of range.
FeatureScores feature_scores(std::span<const InputColumn> inputs, std::span<const OutcomeColumn> outcomes,
                             std::span<const TreeOutcome> kinds, const FeatureScoreOptions& options, const Threads& threads);

}  // namespace enclosure
